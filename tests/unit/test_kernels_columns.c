/* Kernels that read events, the roster and other items, and those that reckon over periods: each
 * equals a plain twin that looks at one lane, one day, one month at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/kernel_case.h"

/* ---- Reading ---- */

#define READS(name, top, bottom)                                                                   \
    static bool twin_##name(const Case *on, size_t lane, const Lane in[3], Lane *out)              \
    {                                                                                              \
        (void)on, (void)lane, (void)in;                                                            \
        *out = (Lane){(top), (bottom)};                                                            \
        return true;                                                                               \
    }

READS(const, on->step.k, 0)
READS(const_r, on->step.k, on->step.m)
READS(slot, on->slot[on->rows[lane]], 0)
READS(own, on->own[lane], 0)
READS(charged, on->charged[lane], 0)
READS(date, on->date[lane], 0)

/* The only row of a subject that holds the day; -1: none. */
static int64_t row_on(const Case *on, int64_t subject, Day day)
{
    int64_t found = -1;
    for (int64_t row = 2 * subject; row < 2 * subject + 2; row++)
        if (on->from[row] <= day && day <= on->until[row])
            found = row;
    return found;
}

static bool twin_roster_row(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    if (in[0].num == ABSENT || on->roster_day[lane] == DAY_ALWAYS)
        return true;
    int64_t row = row_on(on, in[0].num, on->roster_day[lane]);
    out->num = row < 0 ? ABSENT : row;
    return true;
}

static bool twin_roster_code(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)lane;
    int32_t none = on->step.c ? NO_SUBJECT : NO_CODE;
    if (in[0].num != ABSENT && on->codes[in[0].num] != none)
        out->num = on->codes[in[0].num];
    return true;
}

static bool twin_roster_number(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)lane;
    if (in[0].num != ABSENT)
        out->num = on->numbers[in[0].num];
    return true;
}

static bool twin_roster_share(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    int64_t there = 0, all = 0;
    for (Day day = on->frame.first_day; day <= on->frame.last_day; day++, all++)
        there += row_on(on, on->own[lane], day) >= 0;
    return wide_ratio(there, all, out);
}

static Lane cell(const Case *on, size_t item, uint32_t subject, int32_t month)
{
    size_t at = (size_t)(month - CASE_FIRST_MONTH);
    subject -= on->item_columns[item].origin;
    if (item == 0)
        return (Lane){on->cells[0][subject * CASE_MONTHS + at], 0};
    at = at * CASE_SUBJECTS + subject;
    return (Lane){on->cells[1][at], on->cells[2][at]};
}

static bool twin_cell(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    *out = cell(on, (size_t)on->step.k, on->own[lane], on->frame.period);
    return true;
}

static bool twin_cell_at(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    int32_t month = period_of_day(UNIT_MONTH, on->date[lane]);
    if (in[0].num != ABSENT && month >= CASE_FIRST_MONTH && month < CASE_FIRST_MONTH + CASE_MONTHS)
        *out = cell(on, (size_t)on->step.k, (uint32_t)in[0].num, month);
    return true;
}

static bool twin_lookup(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)lane;
    if (in[0].num >= 0 && in[0].num < 8)
        out->num = on->lut[in[0].num];
    return true;
}

static void load_constants(Case *on)
{
    KernelId id = on->step.kernel;
    bool of_roster = id == KERNEL_ROSTER_ROW || id == KERNEL_ROSTER_CODE ||
                     id == KERNEL_ROSTER_NUMBER || id == KERNEL_ROSTER_SHARE;
    on->step.k = of_roster                                                            ? 0
                 : id == KERNEL_SLOT || id == KERNEL_CELL_R || id == KERNEL_CELL_AT_R ? 1
                                                                                      : 0;
    on->step.m = id == KERNEL_ROSTER_NUMBER ? 1 : id == KERNEL_CONST_R ? 7 : 0;
    if (id == KERNEL_CONST || id == KERNEL_CONST_R)
        on->step.k = case_below(on, 100) * 7 + 1;
    if (id == KERNEL_ROSTER_CODE)
        on->step.c = (uint16_t)case_below(on, 2);
    if (id == KERNEL_CELL_AT)
        on->item_columns[0].origin = 0; /* anyone may be read: everyone is held */
    if (id == KERNEL_LOOKUP) {
        on->step.k = 8;
        on->step.lut = on->lut;
    }
}

/* ---- Over periods ---- */

/* The months that count, from the words of the window; of one day, those that it does not cut. */
static void months_of(const Case *on, Day first_day, Day last_day, int32_t *first, int32_t *last)
{
    int32_t from = period_of_day(UNIT_MONTH, first_day), to = period_of_day(UNIT_MONTH, last_day);
    const Window *window = &on->expr.window;
    bool is_cut = first_day == last_day && window->kind != WINDOW_PREVIOUS;
    *first = from + (is_cut && window->kind == WINDOW_NONE);
    *last = to - (is_cut && last_day != period_last(UNIT_MONTH, to));
    if (window->kind == WINDOW_LAST)
        *first = to - window->count * (window->calendar == UNIT_YEAR ? 12 : 1) + 1;
    if (window->kind == WINDOW_PREVIOUS)
        *first = *last = from - 1;
    if (window->kind == WINDOW_CALENDAR)
        *first = to - to % 12; /* months of a year are numbered from a multiple of 12 */
    *first = *first < CASE_FIRST_MONTH ? CASE_FIRST_MONTH : *first;
    *last = *last > CASE_FIRST_MONTH + CASE_MONTHS - 1 ? CASE_FIRST_MONTH + CASE_MONTHS - 1 : *last;
}

/* Known values in the order of time: of a subject, seen from the days of the frame or from one. */
static size_t members_of(const Case *on, uint32_t subject, Day first_day, Day last_day, Lane *out)
{
    int32_t first, last;
    size_t count = 0;
    months_of(on, first_day, last_day, &first, &last);
    for (int32_t month = first; month <= last; month++) {
        Lane value = cell(on, on->expr.index, subject, month);
        bool is_known = on->expr.index ? value.den != 0 : value.num != ABSENT;
        if (is_known)
            out[count++] = value;
    }
    return count;
}

static size_t members(const Case *on, size_t lane, Lane *out)
{
    return members_of(on, on->own[lane], on->frame.first_day, on->frame.last_day, out);
}

static bool twin_total(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    Lane known[CASE_MONTHS];
    size_t count = members(on, lane, known);
    __int128 sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += known[i].num;
        if (sum > INT64_MAX || sum <= INT64_MIN)
            return false;
    }
    out->num = (int64_t)sum;
    return true;
}

static bool twin_lowest(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    Lane known[CASE_MONTHS];
    size_t count = members(on, lane, known);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || known[i].num < out->num)
            out->num = known[i].num;
    return true;
}

static bool twin_highest(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    Lane known[CASE_MONTHS];
    size_t count = members(on, lane, known);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || known[i].num > out->num)
            out->num = known[i].num;
    return true;
}

static bool twin_counted(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    Lane known[CASE_MONTHS];
    out->num = (int64_t)members(on, lane, known);
    return true;
}

static bool twin_average(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    Lane known[CASE_MONTHS];
    size_t count = members(on, lane, known);
    __int128 sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += known[i].num;
    return count == 0 || wide_ratio(sum, (__int128)count * on->item_columns[0].scale, out);
}

/* Best first, by exchanging neighbours. */
static void sort_members(const Case *on, size_t count, Lane *out)
{
    for (size_t i = 0; on->expr.index == 0 && i < count; i++)
        out[i] = case_ratio(out[i].num, on->item_columns[0].scale);
    for (size_t round = 0; round < count; round++)
        for (size_t i = 1; i < count; i++) {
            int order;
            if (lanes_order(out[i - 1], out[i], &order) && order < 0) {
                Lane worse = out[i - 1];
                out[i - 1] = out[i];
                out[i] = worse;
            }
        }
}

static bool plus(Lane *sum, Lane add)
{
    return wide_ratio((__int128)sum->num * add.den + (__int128)add.num * sum->den,
                      (__int128)sum->den * add.den, sum);
}

/* The aggregate of values[from … to). */
static bool reckon(Agg agg, const Lane *values, size_t from, size_t to, Lane *out)
{
    Lane sum = {0, 1};
    size_t count = to - from;
    switch (agg) {
    case AGG_COUNT:
        *out = (Lane){(int64_t)count, 1};
        return true;
    case AGG_HIGHEST:
        *out = values[from];
        return true;
    case AGG_LOWEST:
        *out = values[to - 1];
        return true;
    case AGG_MEDIAN:
        sum = values[from + (count - 1) / 2];
        return plus(&sum, values[from + count / 2]) &&
               wide_ratio(sum.num, (__int128)sum.den * 2, out);
    case AGG_TOTAL:
    case AGG_AVERAGE:
        for (size_t i = from; i < to; i++)
            if (!plus(&sum, values[i]))
                return false;
        if (agg == AGG_AVERAGE)
            return wide_ratio(sum.num, (__int128)sum.den * (__int128)count, out);
        *out = sum;
        return true;
    }
    return true;
}

/* Of so many values, as they were found. */
static bool pick_of(const Case *on, Lane *values, size_t to, Lane *out)
{
    const Expr *expr = &on->expr;
    size_t from = 0;
    sort_members(on, to, values);
    if (expr->best && (size_t)expr->best < to)
        to = (size_t)expr->best;
    if (expr->worst && (size_t)expr->worst < to)
        from = to - (size_t)expr->worst;
    for (int32_t i = 0; i < expr->but_best && from < to; i++)
        from++;
    for (int32_t i = 0; i < expr->but_worst && from < to; i++)
        to--;
    if (from < to)
        return reckon(expr->agg, values, from, to, out);
    bool picks = expr->best || expr->worst || expr->but_best || expr->but_worst;
    if (expr->agg == AGG_COUNT || (expr->agg == AGG_TOTAL && !picks))
        *out = (Lane){0, 1}; /* the best n of nothing is not assessed */
    return true;
}

static bool twin_pick(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)in;
    Lane values[CASE_MONTHS];
    return pick_of(on, values, members(on, lane, values), out);
}

static bool twin_pick_at(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    Lane values[CASE_MONTHS];
    Day day = on->date[lane];
    if (in[0].num == ABSENT)
        return true;
    return pick_of(on, values, members_of(on, (uint32_t)in[0].num, day, day, values), out);
}

static void random_window(Case *on)
{
    Window *window = &on->expr.window;
    window->kind = (WindowKind)case_below(on, 4);
    window->count = 1 + (int32_t)case_below(on, 6);
    window->calendar = UNIT_MONTH;
    if (window->kind == WINDOW_CALENDAR || (window->kind == WINDOW_LAST && case_below(on, 4) == 0))
        window->calendar = UNIT_YEAR;
    if (window->kind == WINDOW_NONE) { /* a year over its months */
        int32_t year = period_of_day(UNIT_YEAR, on->frame.first_day);
        on->frame.first_day = period_first(UNIT_YEAR, year);
        on->frame.last_day = period_last(UNIT_YEAR, year);
    }
}

static void random_pick(Case *on)
{
    Expr *expr = &on->expr;
    random_window(on);
    if (on->step.kernel == KERNEL_PICK_AT_R)
        on->item_columns[0].origin = 0;
    expr->index = (uint32_t)case_below(on, 2);
    expr->agg = (Agg)case_below(on, AGG_HIGHEST + 1);
    switch (case_below(on, 4)) {
    case 0:
        expr->best = 1 + (int32_t)case_below(on, 4);
        break;
    case 1:
        expr->worst = 1 + (int32_t)case_below(on, 4);
        break;
    case 2:
        expr->but_best = (int32_t)case_below(on, 3);
        expr->but_worst = 1 + (int32_t)case_below(on, 2);
        break;
    default:
        break;
    }
}

/* ---- The table ---- */

#define NOTHING FILL_NONE, FILL_NONE, FILL_NONE
#define ONE(of) of, FILL_NONE, FILL_NONE

static const Twin TWINS[KERNEL_COUNT] = {
    [KERNEL_CONST] = {twin_const, {NOTHING}, false},
    [KERNEL_CONST_R] = {twin_const_r, {NOTHING}, true},
    [KERNEL_SLOT] = {twin_slot, {NOTHING}, false},
    [KERNEL_OWN] = {twin_own, {NOTHING}, false},
    [KERNEL_CHARGED] = {twin_charged, {NOTHING}, false},
    [KERNEL_DATE] = {twin_date, {NOTHING}, false},
    [KERNEL_ROSTER_ROW] = {twin_roster_row, {ONE(FILL_SUBJECT)}, false},
    [KERNEL_ROSTER_CODE] = {twin_roster_code, {ONE(FILL_ROW)}, false},
    [KERNEL_ROSTER_NUMBER] = {twin_roster_number, {ONE(FILL_ROW)}, false},
    [KERNEL_ROSTER_SHARE] = {twin_roster_share, {NOTHING}, true},
    [KERNEL_CELL] = {twin_cell, {NOTHING}, false},
    [KERNEL_CELL_R] = {twin_cell, {NOTHING}, true},
    [KERNEL_CELL_AT] = {twin_cell_at, {ONE(FILL_SUBJECT)}, false},
    [KERNEL_CELL_AT_R] = {twin_cell_at, {ONE(FILL_SUBJECT)}, true},
    [KERNEL_LOOKUP] = {twin_lookup, {ONE(FILL_CODE)}, false},
    [KERNEL_TOTAL] = {twin_total, {NOTHING}, false},
    [KERNEL_LOWEST] = {twin_lowest, {NOTHING}, false},
    [KERNEL_HIGHEST] = {twin_highest, {NOTHING}, false},
    [KERNEL_COUNTED] = {twin_counted, {NOTHING}, false},
    [KERNEL_AVERAGE_R] = {twin_average, {NOTHING}, true},
    [KERNEL_PICK_AT_R] = {twin_pick_at, {ONE(FILL_SUBJECT)}, true},
    [KERNEL_PICK_R] = {twin_pick, {NOTHING}, true},
};

static void every_reading_kernel_equals_its_plain_twin(void **state)
{
    (void)state;
    for (KernelId id = 0; id < KERNEL_TO_R; id++) {
        print_message("%s\n", kernel_name(id));
        assert_non_null(TWINS[id].value); /* a new kernel needs a twin here */
        check_kernel(id, &TWINS[id], load_constants);
    }
}

static void every_kernel_over_periods_equals_its_plain_twin(void **state)
{
    (void)state;
    /* GATHERED_R reads no columns: its twin is in test_gathered.c */
    for (KernelId id = KERNEL_TOTAL; id < KERNEL_GATHERED_AT_R; id++) {
        print_message("%s\n", kernel_name(id));
        assert_non_null(TWINS[id].value);
        bool picks = id == KERNEL_PICK_R || id == KERNEL_PICK_AT_R;
        check_kernel(id, &TWINS[id], picks ? random_pick : random_window);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reading_kernel_equals_its_plain_twin),
        cmocka_unit_test(every_kernel_over_periods_equals_its_plain_twin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
