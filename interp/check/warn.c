/* What is allowed but rarely meant: weights that miss 100 %, bases that miss the full mark, a new
 * version that begins inside a period. */
#include "interp/check/aggregate.h"

/* --- weights --- */

static bool is_percent(const Expr *expr)
{
    return expr_is_bare(expr) && expr->is_percent;
}

typedef struct Weights {
    Ratio sum;
    size_t count;
    bool failed;
} Weights;

static void weights_add(const Expr *expr, Weights *weights)
{
    if (expr->op == EXPR_ADD) {
        weights_add(expr->arg[0], weights);
        weights_add(expr->arg[1], weights);
        return;
    }
    if (expr->op != EXPR_MUL)
        return;
    const Expr *weight = is_percent(expr->arg[0]) ? expr->arg[0] : expr->arg[1];
    if (!is_percent(weight))
        return;
    weights->count++;
    weights->failed = !ratio_add(&weights->sum, weights->sum, weight->value) || weights->failed;
}

void weights_warn(Check *c, const Expr *formula, Span span)
{
    Weights weights = {.sum = RATIO(0)};
    if (expr_is_poison(formula))
        return;
    if (formula->op == EXPR_IF) {
        weights_warn(c, formula->arg[1], formula->arg[1]->span);
        weights_warn(c, formula->arg[2], formula->arg[2]->span);
        return;
    }
    weights_add(formula, &weights);
    if (weights.count < 2 || weights.failed || ratio_compare(weights.sum, RATIO(1)) == 0 ||
        !ratio_mul(&weights.sum, weights.sum, RATIO(100)))
        return;
    SAY(c, W0301, span, ratio_text(diag_arena(c->diag), weights.sum).at, NULL);
}

/* --- out of --- */

/* The sum of the bases of the sections that the score adds up; false where one is no constant. */
static bool bases_sum(const Check *c, const IrItem *score, Day day, Ratio *sum)
{
    *sum = RATIO(0);
    for (size_t i = 0; i < c->ir->item_count; i++) {
        const IrItem *item = &c->ir->items[i];
        if (item->kind != ITEM_SECTION || item->subject != score->subject ||
            item->calendar != score->calendar)
            continue;
        const IrVersion *version = item_version(item, day);
        if (version == NULL || version->base == NULL)
            continue;
        if (version->base->op != EXPR_CONST || !ratio_add(sum, *sum, version->base->value))
            return false;
    }
    return true;
}

/* The bases of sections that are added by name; false: it is another formula, or a base changes. */
static bool named_sum(const Check *c, const Expr *expr, Day day, Ratio *sum)
{
    if (expr->op == EXPR_ADD)
        return named_sum(c, expr->arg[0], day, sum) && named_sum(c, expr->arg[1], day, sum);
    if (expr->op != EXPR_CELL || c->ir->items[expr->index].kind != ITEM_SECTION)
        return false;
    const IrVersion *version = item_version(&c->ir->items[expr->index], day);
    if (version == NULL || version->base == NULL)
        return version != NULL;
    return version->base->op == EXPR_CONST && ratio_add(sum, *sum, version->base->value);
}

static bool full_marks(const Check *c, const IrItem *item, const Expr *formula, Day day, Ratio *sum)
{
    if (formula->op == EXPR_SECTIONS && formula->agg == AGG_TOTAL)
        return bases_sum(c, item, day, sum);
    return named_sum(c, formula, day, sum);
}

static void out_of_warn(Check *c, const IrItem *item)
{
    Arena *arena = diag_arena(c->diag);
    for (size_t i = 0; i < item->version_count; i++) {
        const IrVersion *version = &item->versions[i];
        Ratio sum = RATIO(0);
        bool is_told = version->formula != NULL && version->out_of != NULL &&
                       version->out_of->op == EXPR_CONST;
        Day day = version->meta.until == DAY_NEVER ? DAY_NEVER - 1 : version->meta.until;
        if (is_told && full_marks(c, item, version->formula, day, &sum) &&
            ratio_compare(sum, version->out_of->value) != 0)
            SAY(c, W0302, version->out_of->span, ratio_text(arena, sum).at,
                ratio_text(arena, version->out_of->value).at, NULL);
    }
}

/* --- boundaries --- */

static bool is_inside(const IrCalendar *calendar, Day day)
{
    int32_t index = 0;
    return calendar_of_day(calendar, calendar->anchor, day, &index) &&
           calendar_first(calendar, calendar->anchor, index) != day;
}

static void boundaries_warn(Check *c, const IrItem *item)
{
    if (item->calendar == NONE || calendar_is_own(&c->ir->calendars[item->calendar]))
        return; /* every day is inside somebody's own cycle */
    const IrCalendar *calendar = &c->ir->calendars[item->calendar];
    for (size_t i = 0; i < item->version_count; i++) {
        const Meta *meta = &item->versions[i].meta;
        char bytes[16];
        if (meta->from == DAY_ALWAYS || !is_inside(calendar, meta->from))
            continue;
        Text day = {bytes, day_write(bytes, meta->from)};
        SAY(c, W0303, meta->span, say_text(c, day), say_name(c, &calendar->name), NULL);
    }
}

/* --- periods inside others --- */

/* Begins in one outer period and ends behind it. */
static bool leaves(const IrCalendar *outer, Day first, Day last)
{
    int32_t holds = 0;
    return calendar_of_day(outer, outer->anchor, first, &holds) &&
           calendar_last(outer, outer->anchor, holds) < last;
}

static Day first_cycle(const IrCalendar *calendar, Day day)
{
    bool is_later = calendar->kind == CALENDAR_CYCLE && calendar->anchor > day;
    return is_later ? calendar->anchor : day;
}

/* Whether some inner period leaves the outer one that it begins in. Those of the calendar do within
 * a few years or never; of given seasons all are looked at, of the outer ones where they end. */
static bool lies_across(const IrCalendar *inner, const IrCalendar *outer)
{
    enum { DAYS = 8 * 366 };
    const Day from = first_cycle(outer, first_cycle(inner, day_from_civil(2000, 1, 1)));
    bool is_own = calendar_is_own(inner) || calendar_is_own(outer);
    bool is_listed = inner->kind == CALENDAR_SEASONS, ends_listed = outer->kind == CALENDAR_SEASONS;
    const IrCalendar *walked = ends_listed && !is_listed ? outer : inner;
    int32_t first = 0, last = 0;
    if (is_own)
        return !calendar_is_own(inner) || !calendar_is_own(outer);
    bool is_all = walked->kind == CALENDAR_SEASONS;
    periods_inside(walked, walked->anchor, is_all ? DAY_ALWAYS : from,
                   is_all ? DAY_NEVER : from + DAYS, &first, &last);
    for (int32_t i = first; i <= last; i++) {
        Day begins = calendar_first(walked, walked->anchor, i);
        Day ends = calendar_last(walked, walked->anchor, i);
        int32_t at = 0;
        bool is_cut = walked == inner ? leaves(outer, begins, ends)
                                      : (calendar_of_day(inner, inner->anchor, begins, &at) &&
                                         calendar_first(inner, inner->anchor, at) < begins) ||
                                            (calendar_of_day(inner, inner->anchor, ends, &at) &&
                                             calendar_last(inner, inner->anchor, at) > ends);
        if (is_cut)
            return true;
    }
    return false;
}

void across_warn(Check *c, uint32_t item, const Window *window, uint32_t calendar, Span span)
{
    const IrItem *of = item_at(c, item);
    uint32_t outer = window->kind == WINDOW_NONE ? calendar : window->calendar;
    if (of->calendar == NONE || outer == NONE || of->calendar == outer ||
        window->kind == WINDOW_LAST ||
        !lies_across(&c->ir->calendars[of->calendar], &c->ir->calendars[outer]))
        return;
    SAY(c, W0307, span, say_name(c, &of->name), say_name(c, &c->ir->calendars[of->calendar].name),
        say_name(c, &c->ir->calendars[outer].name), NULL);
}

void items_warn(Check *c)
{
    for (size_t i = 0; i < c->items.count; i++) {
        const Symbol *symbol = c->items.at[i];
        const IrItem *item = &c->ir->items[i];
        c->block = block_of(symbol->kind, &symbol->name);
        out_of_warn(c, item);
        boundaries_warn(c, item);
    }
    c->block = (Block){0};
}
