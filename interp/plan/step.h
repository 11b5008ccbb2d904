/* Steps over columns: the machine code of Merit. A step names a kernel; the kernels are rows of a
 * table that the caller hands in (stdlib), so a new operator touches neither plan nor loop. */
#ifndef MERIT_INTERP_PLAN_STEP_H
#define MERIT_INTERP_PLAN_STEP_H

#include "base/date.h"
#include "base/ratio.h"
#include "interp/check/calendar.h"

/* Lanes of a register: rows of an event batch, or subjects of one period. */
enum { LANES = 1024 };

/* Absent (unknown, not assessed): num ABSENT in a scaled register, den 0 in a ratio register. */
#define ABSENT INT64_MIN

/* A scaled register holds num/scale, the scale proved by the plan; a ratio register num/den. */
typedef struct Reg {
    int64_t *num;
    int64_t *den;
} Reg;

/* The values of an item over subjects × periods. */
typedef struct Column {
    int64_t *num, *den; /* den NULL: scaled */
    int64_t scale;      /* of a scaled column */
    size_t subject_stride, period_stride;
    int32_t first, last; /* period indexes held */
    uint32_t origin;     /* the first subject held */
} Column;

static inline size_t column_at(const Column *column, uint32_t subject, int32_t period)
{
    return (subject - column->origin) * column->subject_stride +
           (size_t)(period - column->first) * column->period_stride;
}

typedef struct Step Step;
typedef struct Frame {
    size_t count; /* lanes in use */
    Reg *regs;
    const uint32_t *own;         /* each lane's subject */
    const Day *roster_day;       /* the day on which the roster is read; DAY_ALWAYS: absent */
    const Day *date;             /* EXPR_DAY */
    const int64_t *charged;      /* EXPR_CHARGED */
    const int64_t *const *slots; /* of the batch, by IR slot */
    const uint32_t *rows;        /* each lane's row in the batch */
    int32_t period;              /* cells: the period of the cell's calendar */
    Day first_day, last_day;     /* cells: of that period */
    Day as_of;                   /* later periods have not ended: aggregates leave them out */
    const struct Roster *roster;
    uint32_t own_kind;
    const Column *columns;           /* by item */
    const struct Gathered *gathered; /* by item: kept events, sorted */
    const struct Plan *plan;
    const Step *failed; /* the first step that overflowed, with its lane; NULL: none */
    size_t failed_lane;
} Frame;

typedef void Kernel(const Step *step, Frame *frame);

typedef enum KernelId {
#define KERNEL(id, name) KERNEL_##id,
#include "interp/plan/kernels.def"
#undef KERNEL
    KERNEL_COUNT
} KernelId;

struct Step {
    KernelId kernel;
    uint16_t out, a, b, c;
    int64_t k, m;       /* constants of the kernel */
    const int64_t *lut; /* LOOKUP: k values by code */
    const Expr *expr;   /* for errors, and what AGGREGATE reads */
};

/* One row a kernel; the table is whole: builtins.kernels[id] is never NULL. */
typedef struct Builtins {
    Kernel *kernels[KERNEL_COUNT];
} Builtins;

typedef struct Program {
    Step *steps;
    size_t count;
    uint16_t out;  /* the register of the result */
    bool ratio;    /* its class … */
    int64_t scale; /* … or scale */
} Program;

const char *kernel_name(KernelId id);

/* The days that an aggregate looks at from a cell of the given days; periods of the item that
 * lie in [*from, *to] count. The anchor is that of the window's calendar. False: there are none,
 * as no period holds the cell's last day. */
bool window_days(const Ir *ir, const Window *window, Day anchor, Day first, Day last, Day *from,
                 Day *to);

/* Of which calendar the periods are that an aggregate looks at. */
typedef struct Inner {
    const IrCalendar *calendar;
    Day anchor;
    Day window_anchor; /* of the window's calendar, where it has one */
    Day as_of;         /* periods that end later do not count (S26), but for the cell's own */
} Inner;

/* Those in the window of a cell of the given days; *to < *from: none. */
void window_periods(const Ir *ir, const Window *window, const Inner *inner, Day first, Day last,
                    int32_t *from, int32_t *to);

#endif
