/* Shared by the files that make an account, for nobody else. */
#ifndef MERIT_INTERP_EXPLAIN_WORK_H
#define MERIT_INTERP_EXPLAIN_WORK_H

#include "interp/explain.h"

/* One cell of the result: what a part of the account is about. */
typedef struct Cell {
    uint32_t item;
    int32_t period;
} Cell;

typedef struct Explainer {
    const Explain *ask;
    const Ir *ir;
    Arena *arena;
    Language language;
    uint32_t kind; /* subject kind of the item asked for */
    Cell *cells;   /* of the parts, in order */
    size_t cell_count, cell_room;
} Explainer;

const char *explain_say(const Explainer *explainer, const char *english, const char *chinese);
/* Formatted into the arena. */
Text explain_format(const Explainer *explainer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A value of an item or expression in words: "not assessed" where there is none. */
Text explain_value(const Explainer *explainer, Type type, Value value);
/* The version in force for a cell. NULL: a hole between versions. */
const IrVersion *explain_version(const Explainer *explainer, Cell cell);
AccountRule explain_rule(const Explainer *explainer, const IrRule *rule);
/* The clauses, with blanks between. */
Text explain_cites(const Explainer *explainer, const Meta *meta);
AccountEvent explain_event(const Explainer *explainer, const TraceEntry *entry, uint64_t position);

/* ---- explain_formula.c ---- */
/* An expression as written, with the value of every name in brackets behind it. */
Text explain_formula(const Explainer *explainer, const Expr *expr, Cell cell);
/* Adds a cell to the account, once. */
void explain_cell(Explainer *explainer, Cell cell);
/* Items that an expression reads in the same period are added to the cells; what an aggregate is
 * over becomes a fact of the part. */
void explain_reads(Explainer *explainer, const Expr *expr, Cell cell);
/* A part of a formula; NULL: a branch that was not taken, or none. */
const Expr *explain_arg(const Explainer *explainer, const Expr *expr, Cell cell, size_t i);
void explain_members(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part);
/* What was written there. */
Text explain_written(const Explainer *explainer, Span span);
void explain_fact(const Explainer *explainer, AccountPart *part, Text fact);

/* ---- explain_reads.c ---- */
/* "duty 38 points, grade poor": what the rule of an entry read of scores; empty: nothing. */
Text explain_read(const Explainer *explainer, const TraceEntry *entry);
/* A period of a run, by its number, with what the rule read of it. */
AccountEvent explain_held_period(const Explainer *explainer, const TraceEntry *entry,
                                 int32_t period);
/* Adds the cells that rules read to post to a cell, or to hold it. */
void explain_rule_reads(Explainer *explainer, Cell cell);

/* ---- explain_events.c ---- */
/* The events that the aggregates of a version were over. */
void explain_events(const Explainer *explainer, const IrVersion *version, Cell cell,
                    AccountPart *part);

/* ---- explain_group.c ---- */
/* Adds how an aggregate over several subjects, or a share, came about. */
void explain_group(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part);
/* "1st: 3, 2nd: 1": what a count-back compares. */
Text explain_places(const Explainer *explainer, const Expr *expr, Cell cell);
/* Behind the words of a rounding that keeps a total: whose remainder was larger. */
Text explain_seat(const Explainer *explainer, Cell cell, Text rounded, Text step);

/* ---- explain_head_to_head.c ---- */
/* "then by head to head of points". */
Text explain_key(const Explainer *explainer, const IrVersion *version, size_t key);
/* Adds who was compared with the subject, with what result, and by which events. */
void explain_tables(const Explainer *explainer, const IrVersion *version, Cell cell,
                    AccountPart *part);

/* ---- explain_order.c ---- */
/* "of +9, absorbed by the restart of 2022-06-20, course_rule". */
Text explain_restart(const Explainer *explainer, const TraceEntry *entry);
/* "demerits 15 points", as a rule measured it; empty: it measures nothing. */
Text explain_balance(const Explainer *explainer, const TraceEntry *entry);

/* ---- explain_adjusted.c ---- */
/* Adds a line at the end of a part. */
void explain_line(const Explainer *explainer, AccountPart *part, size_t *room, AccountLine line);
/* "《Notice 2019-3》 §2": the document of an amendment, then its clauses. */
Text explain_notice(const Explainer *explainer, const Node *amendment);
/* "adjustment for 2018-11" */
Text explain_adjustment(const Explainer *explainer, const Adjustment *row);
/* Adds what amendments adjust for closed periods: a line each. */
void explain_adjusted(const Explainer *explainer, Cell cell, AccountPart *part, size_t *room,
                      const CellSteps *steps);

/* ---- explain_lines.c ---- */
/* explain_steps.c: what became of the amount that was asked, step by step. */
void explain_steps(const Explainer *explainer, const TraceEntry *entry, AccountLine *line);
Text explain_day(const Explainer *explainer, Day day);
void explain_lines(const Explainer *explainer, Cell cell, AccountPart *part);
/* What was held of a rank or a grade, as notes of its part. */
void explain_holds(const Explainer *explainer, Cell cell, AccountPart *part);
bool explain_is_of(const Explainer *explainer, const TraceEntry *entry, Cell cell);
void explain_notes(const Explainer *explainer, Account *account);

/* ---- explain_verdict.c ---- */
void explain_rank(const Explainer *explainer, Cell cell, AccountPart *part);
void explain_grade(const Explainer *explainer, Cell cell, AccountPart *part);

#endif
