/* Programs where a decision is open (S21): two lanes stand for one cell, the low end and the high
 * one, and the kernels work on both. What a step does not keep in order becomes vague. */
#include "interp/score/score.h"

#include <stdlib.h>

/* How a kernel's result moves with its operands. */
typedef enum Shape {
    SHAPE_OTHER,   /* not known: an open operand makes it vague */
    SHAPE_PLAIN,   /* reads nothing that may be open */
    SHAPE_COLUMNS, /* reads an item: once the low ends, once the high ones */
    SHAPE_RISES,
    SHAPE_FALLS,        /* the one operand */
    SHAPE_FALLS_FIRST,  /* the first operand falls, the other rises */
    SHAPE_FALLS_SECOND, /* the other way round */
    SHAPE_PRODUCT,      /* in order while one operand is settled */
    SHAPE_QUOTIENT,     /* in order while the divisor is settled */
    SHAPE_EQUAL,
    SHAPE_UNEQUAL,
    SHAPE_KNOWN,
    SHAPE_SELECT
} Shape;

typedef struct KernelShape {
    Shape shape;
    bool ratio; /* the result is one */
    bool logic; /* the result is no, unknown or yes, in that order */
} KernelShape;

static const KernelShape SHAPES[KERNEL_COUNT] = {
    [KERNEL_CONST] = {SHAPE_PLAIN, false, false},
    [KERNEL_CONST_R] = {SHAPE_PLAIN, true, false},
    [KERNEL_OWN] = {SHAPE_PLAIN, false, false},
    [KERNEL_CHARGED] = {SHAPE_PLAIN, false, false},
    [KERNEL_DATE] = {SHAPE_PLAIN, false, false},
    [KERNEL_ROSTER_SHARE] = {SHAPE_PLAIN, true, false},
    [KERNEL_CELL] = {SHAPE_COLUMNS, false, false},
    [KERNEL_CELL_R] = {SHAPE_COLUMNS, true, false},
    [KERNEL_TO_R] = {SHAPE_RISES, true, false},
    [KERNEL_SCALE] = {SHAPE_RISES, false, false},
    [KERNEL_NEG] = {SHAPE_FALLS, false, false},
    [KERNEL_ADD] = {SHAPE_RISES, false, false},
    [KERNEL_SUB] = {SHAPE_FALLS_SECOND, false, false},
    [KERNEL_MUL] = {SHAPE_PRODUCT, false, false},
    [KERNEL_MIN] = {SHAPE_RISES, false, false},
    [KERNEL_MAX] = {SHAPE_RISES, false, false},
    [KERNEL_NEG_R] = {SHAPE_FALLS, true, false},
    [KERNEL_ADD_R] = {SHAPE_RISES, true, false},
    [KERNEL_SUB_R] = {SHAPE_FALLS_SECOND, true, false},
    [KERNEL_MUL_R] = {SHAPE_PRODUCT, true, false},
    [KERNEL_DIV_R] = {SHAPE_QUOTIENT, true, false},
    [KERNEL_MIN_R] = {SHAPE_RISES, true, false},
    [KERNEL_MAX_R] = {SHAPE_RISES, true, false},
    [KERNEL_EQ] = {SHAPE_EQUAL, false, true},
    [KERNEL_NE] = {SHAPE_UNEQUAL, false, true},
    [KERNEL_GE] = {SHAPE_FALLS_SECOND, false, true},
    [KERNEL_LE] = {SHAPE_FALLS_FIRST, false, true},
    [KERNEL_GT] = {SHAPE_FALLS_SECOND, false, true},
    [KERNEL_LT] = {SHAPE_FALLS_FIRST, false, true},
    [KERNEL_EQ_R] = {SHAPE_EQUAL, false, true},
    [KERNEL_NE_R] = {SHAPE_UNEQUAL, false, true},
    [KERNEL_GE_R] = {SHAPE_FALLS_SECOND, false, true},
    [KERNEL_LE_R] = {SHAPE_FALLS_FIRST, false, true},
    [KERNEL_GT_R] = {SHAPE_FALLS_SECOND, false, true},
    [KERNEL_LT_R] = {SHAPE_FALLS_FIRST, false, true},
    [KERNEL_NOT] = {SHAPE_FALLS, false, true},
    [KERNEL_AND] = {SHAPE_RISES, false, true},
    [KERNEL_OR] = {SHAPE_RISES, false, true},
    [KERNEL_KNOWN] = {SHAPE_KNOWN, false, true},
    [KERNEL_KNOWN_R] = {SHAPE_KNOWN, false, true},
    [KERNEL_SELECT] = {SHAPE_SELECT, false, false},
    [KERNEL_SELECT_R] = {SHAPE_SELECT, true, false},
    [KERNEL_TOTAL] = {SHAPE_COLUMNS, false, false},
    [KERNEL_LOWEST] = {SHAPE_COLUMNS, false, false},
    [KERNEL_HIGHEST] = {SHAPE_COLUMNS, false, false},
    [KERNEL_COUNTED] = {SHAPE_COLUMNS, false, false},
    [KERNEL_AVERAGE_R] = {SHAPE_COLUMNS, true, false},
    [KERNEL_PICK_R] = {SHAPE_COLUMNS, true, false},
    [KERNEL_CELL_AT_R] = {SHAPE_OTHER, true, false},
    [KERNEL_PICK_AT_R] = {SHAPE_OTHER, true, false},
    [KERNEL_GATHERED_AT_R] = {SHAPE_PLAIN, true, false},
    [KERNEL_GATHERED_R] = {SHAPE_PLAIN, true, false}, /* events, not items */
};

enum { LOW, HIGH, TWO };

/* What is known of a register while a program runs over the two lanes. */
typedef struct Mark {
    bool ratio, logic;
    bool vague; /* its lanes mean nothing */
} Mark;

typedef struct Twin {
    Exec *exec;
    Frame *frame;
    Mark *marks; /* by register */
} Twin;

static bool is_absent(const Twin *twin, uint16_t reg, int lane)
{
    Reg of = twin->frame->regs[reg];
    return twin->marks[reg].ratio ? of.den[lane] == 0 : of.num[lane] == ABSENT;
}

/* Both lanes must be present. Registers that meet are of one class and scale. */
static int compare(const Twin *twin, uint16_t a, int i, uint16_t b, int k)
{
    Reg x = twin->frame->regs[a], y = twin->frame->regs[b];
    if (twin->marks[a].ratio)
        return ratio_compare((Ratio){x.num[i], x.den[i]}, (Ratio){y.num[k], y.den[k]});
    return x.num[i] < y.num[k] ? -1 : x.num[i] > y.num[k];
}

static bool is_settled(const Twin *twin, uint16_t reg)
{
    bool low = is_absent(twin, reg, LOW), high = is_absent(twin, reg, HIGH);
    if (twin->marks[reg].vague || low != high)
        return false;
    return low || compare(twin, reg, LOW, reg, HIGH) == 0;
}

static void swap(const Twin *twin, uint16_t reg)
{
    Reg of = twin->frame->regs[reg];
    int64_t num = of.num[LOW], den = of.den[LOW];
    of.num[LOW] = of.num[HIGH];
    of.den[LOW] = of.den[HIGH];
    of.num[HIGH] = num;
    of.den[HIGH] = den;
}

static void put_logic(const Twin *twin, uint16_t reg, int64_t low, int64_t high)
{
    twin->frame->regs[reg].num[LOW] = low;
    twin->frame->regs[reg].num[HIGH] = high;
    twin->marks[reg] = (Mark){.logic = true};
}

static void run(const Twin *twin, const Step *step)
{
    twin->exec->builtins->kernels[step->kernel](step, twin->frame);
}

/* --- leaves --- */

/* NULL: the item has no open values. */
static const OpenItem *open_item(const Exec *exec, uint32_t item)
{
    const OpenItem *open = &exec->open[item];
    return open->low.num ? open : NULL;
}

/* The periods that an aggregate looks at, of the lanes' subject. */
static void inner_periods(const Exec *exec, const Expr *expr, int32_t *first, int32_t *last)
{
    const Frame *frame = &exec->frame;
    const Ir *ir = exec->plan->ir;
    const Window *window = &expr->window;
    const IrCalendar *inner = &ir->calendars[ir->items[expr->index].calendar];
    bool has_calendar = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    const IrCalendar *gathers = has_calendar ? &ir->calendars[window->calendar] : inner;
    Inner of = {inner, roster_anchor(exec->roster, inner, frame->own[LOW]),
                roster_anchor(exec->roster, gathers, frame->own[LOW]), frame->as_of};
    window_periods(ir, window, &of, frame->first_day, frame->last_day, first, last);
}

/* What a step reads of an item is undecided, or some of it. */
static bool is_any_undecided(const Exec *exec, const Step *step, uint32_t item, bool is_cell)
{
    int32_t first = exec->frame.period, last = first;
    if (!is_cell)
        inner_periods(exec, step->expr, &first, &last);
    for (int32_t period = first; period <= last; period++)
        if (exec_open_state(exec, item, exec->frame.own[LOW], period) == OPEN_UNDECIDED)
            return true;
    return false;
}

static void read_ends(const Twin *twin, const Step *step)
{
    Exec *exec = twin->exec;
    bool is_cell = step->kernel == KERNEL_CELL || step->kernel == KERNEL_CELL_R;
    uint32_t item = is_cell ? (uint32_t)step->k : step->expr->index;
    const OpenItem *open = open_item(exec, item);
    Column own = exec->columns[item];
    Reg out = twin->frame->regs[step->out];
    twin->frame->count = 1; /* a cell's lanes are consecutive subjects */
    exec->columns[item] = open ? open->high : own;
    run(twin, step);
    out.num[HIGH] = out.num[LOW];
    out.den[HIGH] = out.den[LOW];
    exec->columns[item] = open ? open->low : own;
    run(twin, step);
    exec->columns[item] = own;
    twin->frame->count = TWO;
    if (open && is_any_undecided(exec, step, item, is_cell))
        twin->marks[step->out].vague = true;
}

/* --- comparisons and choices --- */

/* With a side that is vague: unknown where the other side is, else anything. */
static bool compare_vague(const Twin *twin, const Step *step)
{
    const Mark *a = &twin->marks[step->a], *b = &twin->marks[step->b];
    if (!a->vague && !b->vague)
        return false;
    bool unknown = (!a->vague && is_settled(twin, step->a) && is_absent(twin, step->a, LOW)) ||
                   (!b->vague && is_settled(twin, step->b) && is_absent(twin, step->b, LOW));
    put_logic(twin, step->out, unknown ? ABSENT : 0, unknown ? ABSENT : 1);
    return true;
}

static void compare_equal(const Twin *twin, const Step *step, bool equal)
{
    if (compare_vague(twin, step))
        return;
    bool unknown = is_absent(twin, step->a, LOW) || is_absent(twin, step->b, LOW);
    if (unknown || (is_settled(twin, step->a) && is_settled(twin, step->b))) {
        run(twin, step);
        twin->marks[step->out] = (Mark){.logic = true};
        return;
    }
    bool meets = compare(twin, step->a, LOW, step->b, HIGH) <= 0 &&
                 compare(twin, step->b, LOW, step->a, HIGH) <= 0;
    put_logic(twin, step->out, meets || equal ? 0 : 1, !meets && equal ? 0 : 1);
}

static void choose(const Twin *twin, const Step *step, Mark mark)
{
    int64_t test = twin->frame->regs[step->a].num[LOW];
    bool same = is_settled(twin, step->b) && is_settled(twin, step->c) &&
                is_absent(twin, step->b, LOW) == is_absent(twin, step->c, LOW) &&
                (is_absent(twin, step->b, LOW) || compare(twin, step->b, LOW, step->c, LOW) == 0);
    mark.logic = twin->marks[step->b].logic;
    if (is_settled(twin, step->a))
        mark.vague = test != ABSENT && twin->marks[test ? step->b : step->c].vague;
    else
        mark.vague = !same || is_absent(twin, step->a, LOW) || is_absent(twin, step->a, HIGH);
    run(twin, step);
    twin->marks[step->out] = mark;
}

/* --- the rest --- */

/* A condition that is vague is one that is no or yes. */
static void make_logic(const Twin *twin, uint16_t reg)
{
    if (twin->marks[reg].vague)
        put_logic(twin, reg, 0, 1);
}

static void run_operator(const Twin *twin, const Step *step, KernelShape shape)
{
    Mark mark = {.ratio = shape.ratio, .logic = shape.logic};
    bool is_open = !is_settled(twin, step->a) || !is_settled(twin, step->b);
    mark.vague = twin->marks[step->a].vague || twin->marks[step->b].vague;
    if (shape.shape == SHAPE_PRODUCT)
        mark.vague |= !is_settled(twin, step->a) && !is_settled(twin, step->b);
    if (shape.shape == SHAPE_QUOTIENT)
        mark.vague |= !is_settled(twin, step->b);
    uint16_t turned = shape.shape == SHAPE_FALLS_FIRST ? step->a : step->b;
    bool turns = shape.shape == SHAPE_FALLS_FIRST || shape.shape == SHAPE_FALLS_SECOND;
    if (turns)
        swap(twin, turned);
    run(twin, step);
    if (turns && turned != step->out)
        swap(twin, turned);
    twin->marks[step->out] = mark;
    bool low = is_absent(twin, step->out, LOW), high = is_absent(twin, step->out, HIGH);
    bool sorts = (shape.shape == SHAPE_PRODUCT || shape.shape == SHAPE_QUOTIENT) && is_open;
    if (!shape.logic && low != high)
        twin->marks[step->out].vague = true;
    if (shape.shape == SHAPE_FALLS ||
        (sorts && !low && !high && compare(twin, step->out, LOW, step->out, HIGH) > 0))
        swap(twin, step->out);
}

static void run_other(const Twin *twin, const Step *step, Mark mark)
{
    mark.vague = !is_settled(twin, step->a) || !is_settled(twin, step->b);
    run(twin, step);
    twin->marks[step->out] = mark;
}

static void run_step(const Twin *twin, const Step *step)
{
    KernelShape shape = SHAPES[step->kernel];
    Mark mark = {.ratio = shape.ratio, .logic = shape.logic};
    switch (shape.shape) {
    case SHAPE_OTHER:
        run_other(twin, step, mark);
        return;
    case SHAPE_PLAIN:
        twin->marks[step->out] = mark;
        run(twin, step);
        return;
    case SHAPE_COLUMNS:
        twin->marks[step->out] = mark;
        read_ends(twin, step);
        return;
    case SHAPE_EQUAL:
    case SHAPE_UNEQUAL:
        compare_equal(twin, step, shape.shape == SHAPE_EQUAL);
        return;
    case SHAPE_KNOWN:
        if (twin->marks[step->a].vague) {
            put_logic(twin, step->out, 0, 1);
            return;
        }
        run(twin, step);
        twin->marks[step->out] = mark;
        return;
    case SHAPE_SELECT:
        make_logic(twin, step->a);
        choose(twin, step, mark);
        return;
    case SHAPE_RISES:
    case SHAPE_FALLS:
    case SHAPE_FALLS_FIRST:
    case SHAPE_FALLS_SECOND:
    case SHAPE_PRODUCT:
    case SHAPE_QUOTIENT:
        if (shape.logic && shape.shape != SHAPE_FALLS_FIRST && shape.shape != SHAPE_FALLS_SECOND) {
            make_logic(twin, step->a);
            make_logic(twin, step->b);
        } else if (shape.logic && compare_vague(twin, step)) {
            return;
        }
        run_operator(twin, step, shape);
        return;
    }
}

static Ratio end_of(const Twin *twin, const Program *program, int lane)
{
    Reg reg = twin->frame->regs[program->out];
    Ratio out = {0, 0};
    if (program->ratio)
        return (Ratio){reg.num[lane], reg.den[lane]};
    if (reg.num[lane] != ABSENT)
        ratio_make(&out, reg.num[lane], program->scale);
    return out;
}

static Bounds result_of(const Twin *twin, const Program *program)
{
    Ratio low = end_of(twin, program, LOW), high = end_of(twin, program, HIGH);
    Mark mark = twin->marks[program->out];
    if (mark.vague)
        return (Bounds){.state = OPEN_UNDECIDED};
    if (is_settled(twin, program->out))
        return (Bounds){.state = OPEN_NOT, .low = low, .high = low};
    if (low.den && high.den)
        return (Bounds){OPEN_BETWEEN, low, high};
    /* of a condition; no, or unknown: it does not hold */
    return (Bounds){.state = high.den ? OPEN_UNDECIDED : OPEN_NOT};
}

/* Both lanes are the subject's. */
static void twin_lanes(Exec *exec, const Place *place)
{
    Lanes *lanes = exec->lanes;
    score_lanes(exec, place->kind, place->calendar, place->period, place->subject, 1);
    lanes->count = TWO;
    lanes->own[HIGH] = lanes->own[LOW];
    lanes->roster_day[HIGH] = lanes->roster_day[LOW];
    lanes->date[HIGH] = lanes->date[LOW];
    lanes->times[HIGH] = 1;
    exec_bind(exec, lanes);
}

Bounds score_program_bounds(Exec *exec, const Program *program, const Place *place)
{
    Twin twin = {exec, &exec->frame, calloc(exec->regs + 1, sizeof(Mark))};
    if (!twin.marks)
        memory_exhausted(exec->regs);
    twin_lanes(exec, place);
    twin.frame->failed = NULL;
    for (size_t i = 0; i < program->count; i++)
        run_step(&twin, &program->steps[i]);
    Bounds out = result_of(&twin, program);
    if (twin.frame->failed)
        exec_overflow(exec, place->what, place->meta, place->kind, place->subject);
    free(twin.marks);
    return out;
}

Bounds score_expression_bounds(Exec *exec, const Program *program, uint32_t item, uint32_t subject,
                               int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const Meta *meta = of->version_count > 0 ? &of->versions[0].meta : NULL;
    const Place place = {of->subject, of->calendar, subject, period, &of->name, meta};
    return score_program_bounds(exec, program, &place);
}
