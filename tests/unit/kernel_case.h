/* Random columns for kernels, and the comparison of a kernel with its plain twin. */
#ifndef MERIT_TESTS_KERNEL_CASE_H
#define MERIT_TESTS_KERNEL_CASE_H

#include "interp/exec/roster.h"
#include "interp/plan/plan.h"

/* What stands in one lane; den is 0 in a scaled register. */
typedef struct Lane {
    int64_t num, den;
} Lane;

typedef enum Fill {
    FILL_NONE,    /* the operand is not read */
    FILL_SCALED,  /* any integer, extremes often */
    FILL_RATIO,   /* a reduced ratio, extremes often */
    FILL_YES_NO,  /* 0, 1, absent */
    FILL_CODE,    /* -3 … 12, absent */
    FILL_SUBJECT, /* one of the case's roster */
    FILL_ROW      /* a row of that roster */
} Fill;

enum { CASE_REGS = 4, CASE_SUBJECTS = 40, CASE_FIRST_MONTH = 24 * 12, CASE_MONTHS = 30 };

/* A frame with everything that a kernel may read. */
typedef struct Case {
    uint64_t seed;
    Frame frame;
    Reg regs[CASE_REGS];
    int64_t num[CASE_REGS][LANES], den[CASE_REGS][LANES];
    uint32_t own[LANES], rows[LANES];
    Day roster_day[LANES], date[LANES];
    int64_t charged[LANES], slot[LANES];
    const int64_t *slots[2];
    Roster roster;
    RosterKind kind;
    RosterColumn columns[2]; /* codes, numbers */
    uint32_t first_row[CASE_SUBJECTS + 1];
    Day from[2 * CASE_SUBJECTS], until[2 * CASE_SUBJECTS];
    int32_t codes[2 * CASE_SUBJECTS];
    int64_t numbers[2 * CASE_SUBJECTS];
    Ir ir;
    Plan plan;
    IrItem items[2]; /* monthly: 0 is scaled, 1 of ratios */
    IrCalendar calendars[PERIOD_UNITS];
    Column item_columns[2];
    int64_t cells[3][CASE_SUBJECTS * CASE_MONTHS];
    int64_t lut[8];
    Expr expr;
    Step step;
} Case;

/* The value of a lane; false: an overflow, and then the lane is absent. */
typedef bool TwinValue(const Case *on, size_t lane, const Lane in[3], Lane *out);

typedef struct Twin {
    TwinValue *value;
    Fill fill[3];
    bool ratio; /* the result is one */
} Twin;

Case *case_new(uint64_t seed);
void case_free(Case *on);
uint64_t case_random(Case *on);
int64_t case_below(Case *on, int64_t bound);            /* 0 … bound - 1 */
Lane case_ratio(int64_t num, int64_t den);              /* of a small one, reduced */
bool wide_ratio(__int128 num, __int128 den, Lane *out); /* reduces; false: it does not fit */
bool lanes_order(Lane a, Lane b, int *order);           /* of ratios; false: one is absent */

/* Runs the kernel on fresh columns, then with the result on top of each operand, and compares
 * every lane and the overflow told. `prepare` sets the constants of on->step; may be NULL. */
void check_kernel(KernelId id, const Twin *twin, void (*prepare)(Case *on));

#endif
