/* Shared by the files that make up the log. */
#ifndef MERIT_INTERP_EVENT_LOG_INTERNAL_H
#define MERIT_INTERP_EVENT_LOG_INTERNAL_H

#include "interp/event/fields.h"
#include "interp/event/header.h"
#include "interp/event/id_set.h"
#include "interp/event/log.h"
#include "interp/event/rejects.h"
#include "interp/exec/cycles.h"

enum { GROUP = 1024 }; /* rows decoded together */

/* A column that holds fields: which, by event kind (NULL: not of that kind). */
typedef struct FieldColumn {
    int32_t column;
    const FieldCheck **check; /* by event kind */
} FieldColumn;

/* Where the own subject of an event kind is found. */
typedef struct OwnPlace {
    int32_t column; /* or NO_COLUMN */
    uint32_t subject;
    const RosterKind *roster;
} OwnPlace;

typedef struct LogFile {
    CsvFile *csv;
    Header header;
    OwnPlace *own;     /* by event kind */
    bool is_one_place; /* the same for all of them */
    FieldColumn *columns;
    size_t column_count;
    int32_t decided;  /* the column of decisions (S21), or NO_COLUMN */
    int32_t *lacking; /* by event kind: a field that needs a column and has none, or -1 */
    bool is_lacking;  /* some kind is */
} LogFile;

/* A date as files write it, and its day: a log has few of them, in whatever order. */
enum { DATE_SIZE = 10, DATES_BITS = 9, DATES = 1 << DATES_BITS };
typedef struct DateRead {
    char text[DATE_SIZE]; /* zeros: none */
    Day day;
} DateRead;

/* A row that is used, as it is found again by its id. */
typedef struct IdNote {
    IdHash id; /* both zero: none */
    uint64_t position;
    uint32_t kind;
} IdNote;
typedef struct IdNotes {
    IdNote *at; /* in the order of the log */
    size_t count, room;
} IdNotes;

struct Log {
    const Ir *ir;
    const Roster *roster;
    Diag *diag;
    Arena *arena;   /* lives as long as the log */
    Arena *scratch; /* of unusual cells; emptied now and then */
    LogFile *files;
    CsvFile **csv; /* by file */
    size_t file_count;

    Words kinds;
    FieldCheck **checks;    /* by event kind, by field */
    FieldCheck no_decision; /* of kinds where nothing is to be decided: without a field */
    int64_t *times_default; /* by event kind */
    int64_t **slot_default; /* by slot, by event kind */
    DateRead *dates;        /* by hash: the last one that was read */
    Cycles *cycles;         /* NULL: no event needs one */

    size_t file;      /* being read */
    CsvWindow window; /* and how far */
    size_t next_row;
    IdSet ids;
    Rejects rejects;
    uint64_t used;
    Day as_of;
    uint64_t later;
    bool is_failed, lacks_column;
    struct Group *group;
    IdNotes *notes; /* NULL: nobody asks */
};

/* Rows [from, from + count) of the window, and the rows of the batch that they fill. */
typedef struct Group {
    size_t from, count;
    Batch *batch;
    size_t at; /* row of the batch of the first one */
    size_t fault_count, later_count;
    bool later[GROUP];           /* not known yet */
    uint8_t fault[GROUP];        /* Fault */
    int32_t fault_column[GROUP]; /* NO_COLUMN: the whole row */
    uint64_t hash[GROUP];
    IdHash id[GROUP];
} Group;

/* The window from the group's first row on; a copy, so that loops keep it in registers. */
static inline CsvWindow group_window(const Log *log, const Group *group)
{
    CsvWindow window = log->window;
    window.first += group->from;
    return window;
}
static inline const LogFile *log_file(const Log *log)
{
    return &log->files[log->file];
}
/* The first fault of a row counts. */
void group_fault(Group *group, size_t row, Fault fault, int32_t column);

/* Passes over a group: what every event has, then its fields. */
void decode_heads(Log *log, Group *group);
void decode_fields(Log *log, Group *group);

/* Decodes rows of the window into the batch, which has room for them; rejects are taken out. */
void log_decode(Log *log, Batch *batch, size_t count);
/* Of the rows of a group that are used, before the others are taken out. */
void log_note_ids(const Log *log, const Group *group);
/* A subject by id, else by name, of an unusual or unknown cell: number, or a fault. */
Fault log_find_subject(Log *log, uint32_t kind, Text raw, int64_t *out);
/* Keeps a rejected row with what to say about it. */
void log_explain(Log *log, const Group *group, size_t row);
void log_reject_record(void *log, CsvFault fault, uint64_t offset, Text raw, size_t place);

#endif
