/* Shared by the files that answer queries, for nobody else. */
#ifndef MERIT_REPL_QUERY_WORK_H
#define MERIT_REPL_QUERY_WORK_H

#include "repl/desk.h"
#include "interp/misses.h"
#include "repl/job_work.h"

/* All return false with diagnostics. */
/* As what it is written: `as`, else the file's ending, else a table. */
bool query_form(Desk *desk, const Node *query, const char *path, ScoreForm *form);
/* The whole number behind `top`; 0 where it is not there. */
bool query_top(Desk *desk, const Node *query, uint64_t *top);
/* What an entity says, with inputs filled in. */
bool query_entity(Desk *desk, const Node *entity, Text *out);
/* The days of the period that stands behind `in`; without one the years of the whole log. */
bool query_days(Desk *desk, const Node *query, Day *first, Day *last);
/* Whom `of` names: a kind, one of them; ASK_EVERY: it names none. */
bool query_whom(Desk *desk, const Node *query, const IrQuery *means, uint32_t *kind,
                uint32_t *subject);
/* The id of an event, else the line where it stands; empty: no event. */
Text query_event_id(Desk *desk, uint64_t position);
/* A run over everything on the days, with what rules took away. */
bool query_run_rule(Desk *desk, Missing *missing, Trace *trace, Result **result);
/* Postings, events, rejects, notices. */
bool query_records(Desk *desk, const Node *query);

#endif
