/* The value of an expression for one row: of an event, or of a record made from what became of it.
 * For questions about rows; the runs themselves work in columns (exec). */
#ifndef MERIT_INTERP_ROW_H
#define MERIT_INTERP_ROW_H

#include "interp/check/ir.h"
#include "interp/exec/batch.h"
#include "interp/exec/roster.h"

typedef struct Row {
    const Ir *ir;
    const Roster *roster;
    uint32_t own; /* whose it is; UINT32_MAX: nobody's */
    Day day;      /* DAY_ALWAYS: none */
    /* Where the fields of the event stand, with all that are read; NULL: none is. */
    const Batch *batch;
    size_t at;
    /* Scores and aggregates, which a row does not have by itself, and columns of records; den 0:
     * unknown. NULL: all are unknown. */
    Ratio (*read)(void *context, const Expr *expr);
    void *context;
} Row;

/* A number in the base unit, or a code; yes is 1, no is 0; den 0: unknown. Three-valued, as in
 * runs; what overflows is unknown. */
Ratio row_value(const Row *row, const Expr *expr);
/* It is yes for the row; also where there is none. */
bool row_meets(const Row *row, const Expr *condition);

#endif
