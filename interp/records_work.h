/* Shared by the files that make tables of records, for nobody else. */
#ifndef MERIT_INTERP_RECORDS_WORK_H
#define MERIT_INTERP_RECORDS_WORK_H

#include "interp/explain_work.h"
#include "interp/records.h"
#include "interp/row.h"

/* One row to be: what it is made of. */
typedef struct Record {
    const TraceEntry *entry;    /* POSTINGS, NOTICES */
    const Adjustment *adjusted; /* POSTINGS: no rule's, but an amendment's for a closed period */
    Day day;
    uint64_t position;
    uint32_t event_kind, own_kind, own; /* EVENTS; of an entry: who is charged */
    int32_t times;
    LogReject reject; /* REJECTS */
    Text reason;
    Ratio key; /* what it is sorted by: a number … */
    Text word; /* … or a text */
} Record;

typedef struct RecordList {
    const Records *ask;
    const Ir *ir;
    const Roster *roster;
    Arena *arena;
    Explain explain;
    Explainer explainer;
    Record *at;
    size_t count, room;
    const TraceEntry **by_position; /* EVENTS: what each fired */
    size_t fired_count;
    /* while a condition is tried */
    const Record *tried;
    const Batch *batch;
    size_t batch_row;
} RecordList;

/* Those that happened on the days, are of whom is asked, and satisfy the condition. */
void records_of_trace(RecordList *list);
void records_of_log(RecordList *list);
void records_of_rejects(RecordList *list);
bool record_is_chosen(RecordList *list, const Record *record);
void record_keep(RecordList *list, Record record);

/* A cell in words, or a number as tables have it. */
Text record_text(RecordList *list, const Record *record, RecordColumn column);
/* The number of a column; den 0: none. */
Ratio record_number(const Record *record, RecordColumn column);
Text record_name(const RecordList *list, const Name *name);
Text record_fired(RecordList *list, const Record *record);

/* In the order asked for, cut to the first few. */
void records_order(RecordList *list);

#endif
