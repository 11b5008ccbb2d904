/* The value of an expression for one row: of an event, or of a record made from what became of it.
 * For questions about rows; the runs themselves work in columns (exec). */
#ifndef MERIT_INTERP_ROW_H
#define MERIT_INTERP_ROW_H

#include "interp/check/ir.h"
#include "interp/exec/roster.h"

typedef struct Row {
    const Ir *ir;
    const Roster *roster;
    uint32_t kind, own; /* whose it is; own UINT32_MAX: nobody's */
    uint32_t charged;   /* of the subject charged, where a condition is on that */
    Day day;            /* DAY_ALWAYS: none */
    /* What stands in a field: a number in the base unit, or a code as RosterColumn has it; den 0:
     * unknown. */
    Ratio (*field)(void *context, uint32_t index);
    /* Scores and aggregates, which a row does not have by itself; NULL: they are unknown. */
    Ratio (*read)(void *context, const Expr *expr);
    void *context;
} Row;

/* A number in the base unit, or a code; yes is 1, no is 0; den 0: unknown. Three-valued, as in
 * runs; what overflows is unknown. */
Ratio row_value(const Row *row, const Expr *expr);

/* The values of the roster and of slots as they are kept, as numbers. */
Ratio row_scaled(Type type, int64_t kept);

#endif
