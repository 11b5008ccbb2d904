/* Random frames: every array that a kernel may look into, with absent values and extremes. */
#include "tests/unit/kernel_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stdlib/builtins.h"

enum { ROUNDS = 60 };

uint64_t case_random(Case *on)
{
    on->seed ^= on->seed << 13;
    on->seed ^= on->seed >> 7;
    on->seed ^= on->seed << 17;
    return on->seed;
}

int64_t case_below(Case *on, int64_t bound)
{
    return (int64_t)(case_random(on) % (uint64_t)bound);
}

static int64_t random_number(Case *on)
{
    static const int64_t edges[] = {INT64_MAX, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX / 2, 0, 1,
                                    -1,        INT32_MAX};
    switch (case_below(on, 4)) {
    case 0:
        return edges[case_below(on, sizeof edges / sizeof *edges)];
    case 1:
        return case_below(on, 2001) - 1000;
    case 2:
        return (int64_t)case_random(on) >> 32;
    default:
        return (int64_t)(case_random(on) | 1); /* never INT64_MIN, which is absence */
    }
}

bool wide_ratio(__int128 num, __int128 den, Lane *out)
{
    __int128 a = num < 0 ? -num : num, b = den < 0 ? -den : den;
    while (b != 0) {
        __int128 rest = a % b;
        a = b;
        b = rest;
    }
    num /= den < 0 ? -a : a;
    den /= den < 0 ? -a : a;
    if (num > INT64_MAX || num < INT64_MIN || den > INT64_MAX)
        return false;
    *out = (Lane){(int64_t)num, (int64_t)den};
    return true;
}

bool lanes_order(Lane a, Lane b, int *order)
{
    if (a.den == 0 || b.den == 0)
        return false;
    __int128 left = (__int128)a.num * b.den, right = (__int128)b.num * a.den;
    *order = left < right ? -1 : left > right;
    return true;
}

static Lane random_ratio(Case *on)
{
    Lane out = {0, 0};
    int64_t den = random_number(on);
    if (case_below(on, 8) > 0 && den != 0)
        wide_ratio(random_number(on), den, &out);
    return out;
}

static Lane random_lane(Case *on, Fill fill)
{
    if (fill != FILL_RATIO && case_below(on, 8) == 0)
        return (Lane){ABSENT, 0};
    switch (fill) {
    case FILL_NONE:
    case FILL_SCALED:
        return (Lane){random_number(on), 0};
    case FILL_RATIO:
        return random_ratio(on);
    case FILL_YES_NO:
        return (Lane){case_below(on, 2), 0};
    case FILL_CODE:
        return (Lane){case_below(on, 16) - 3, 0};
    case FILL_SUBJECT:
        return (Lane){case_below(on, CASE_SUBJECTS), 0};
    case FILL_ROW:
        return (Lane){case_below(on, 2 * CASE_SUBJECTS), 0};
    }
    return (Lane){0, 0};
}

/* Two rows a subject with a gap between them, or one that touches the next. */
static void random_roster(Case *on)
{
    Day start = period_first(UNIT_MONTH, CASE_FIRST_MONTH);
    for (uint32_t i = 0; i <= CASE_SUBJECTS; i++)
        on->first_row[i] = 2 * i;
    for (uint32_t i = 0; i < CASE_SUBJECTS; i++) {
        Day a = start + (Day)case_below(on, 300), b = a + (Day)case_below(on, 200);
        on->from[2 * i] = case_below(on, 4) ? a : DAY_ALWAYS;
        on->until[2 * i] = b;
        on->from[2 * i + 1] = b + 1 + (Day)case_below(on, 3) * 40;
        on->until[2 * i + 1] =
            case_below(on, 2) ? DAY_NEVER : on->from[2 * i + 1] + (Day)case_below(on, 300);
    }
    for (size_t i = 0; i < (size_t)2 * CASE_SUBJECTS; i++) {
        static const int32_t none[] = {NO_CODE, NO_SUBJECT};
        on->codes[i] = case_below(on, 4) ? (int32_t)case_below(on, 5) : none[case_below(on, 2)];
        on->numbers[i] = case_below(on, 4) ? random_number(on) : NO_NUMBER;
    }
    on->columns[0].codes = on->codes;
    on->columns[1].numbers = on->numbers;
    on->kind = (RosterKind){.count = CASE_SUBJECTS,
                            .first_row = on->first_row,
                            .row_count = 2 * CASE_SUBJECTS,
                            .from = on->from,
                            .until = on->until,
                            .columns = on->columns};
    on->roster = (Roster){.kinds = &on->kind, .kind_count = 1};
}

static void random_items(Case *on)
{
    for (size_t i = 0; i < PERIOD_UNITS; i++)
        on->calendars[i] = (IrCalendar){.kind = CALENDAR_UNIT, .unit = (PeriodUnit)i};
    on->items[0].calendar = on->items[1].calendar = UNIT_MONTH;
    on->ir = (Ir){.items = on->items, .item_count = 2, .calendars = on->calendars};
    on->plan.ir = &on->ir;
    bool wild = case_below(on, 2);
    for (size_t i = 0; i < (size_t)CASE_SUBJECTS * CASE_MONTHS; i++) {
        Lane ratio =
            wild ? random_ratio(on) : case_ratio(case_below(on, 99) - 49, 1 + case_below(on, 12));
        int64_t number = wild ? random_number(on) : case_below(on, 2001) - 1000;
        on->cells[0][i] = case_below(on, 5) ? number : ABSENT;
        on->cells[1][i] = ratio.num;
        on->cells[2][i] = case_below(on, 5) ? ratio.den : 0;
    }
    for (size_t i = 0; i < 2; i++)
        on->item_columns[i] = (Column){.num = on->cells[i],
                                       .den = i ? on->cells[2] : NULL,
                                       .scale = i ? 1 : 6,
                                       .subject_stride = i ? 1 : CASE_MONTHS,
                                       .period_stride = i ? CASE_SUBJECTS : 1,
                                       .first = CASE_FIRST_MONTH,
                                       .last = CASE_FIRST_MONTH + CASE_MONTHS - 1};
}

static void random_lanes(Case *on)
{
    Day start = period_first(UNIT_MONTH, CASE_FIRST_MONTH);
    uint32_t first = (uint32_t)case_below(on, CASE_SUBJECTS / 2);
    on->frame.count = (size_t)case_below(on, CASE_SUBJECTS / 2) + 1;
    for (uint32_t i = 0; i < LANES; i++) {
        on->own[i] = first + i; /* lanes of cells are neighbours */
        on->rows[i] = (uint32_t)case_below(on, LANES);
        on->date[i] = start + (Day)case_below(on, 800);
        on->roster_day[i] = case_below(on, 8) ? start + (Day)case_below(on, 800) : DAY_ALWAYS;
        on->charged[i] = random_lane(on, FILL_SUBJECT).num;
        on->slot[i] = random_lane(on, FILL_SCALED).num;
    }
    on->item_columns[0].origin = (uint32_t)case_below(on, first + 1); /* a run of subjects */
    for (size_t i = 0; i < sizeof on->lut / sizeof *on->lut; i++)
        on->lut[i] = random_lane(on, FILL_SCALED).num;
}

Lane case_ratio(int64_t num, int64_t den)
{
    Lane out = {0, 0};
    wide_ratio(num, den, &out);
    return out;
}

Case *case_new(uint64_t seed)
{
    Case *on = calloc(1, sizeof *on);
    assert_non_null(on);
    on->seed = seed;
    for (size_t i = 0; i < CASE_REGS; i++)
        on->regs[i] = (Reg){on->num[i], on->den[i]};
    on->slots[1] = on->slot;
    on->frame = (Frame){.regs = on->regs,
                        .own = on->own,
                        .rows = on->rows,
                        .roster_day = on->roster_day,
                        .date = on->date,
                        .charged = on->charged,
                        .slots = on->slots,
                        .roster = &on->roster,
                        .columns = on->item_columns,
                        .plan = &on->plan};
    random_roster(on);
    random_items(on);
    random_lanes(on);
    int32_t month = CASE_FIRST_MONTH + (int32_t)case_below(on, CASE_MONTHS);
    on->frame.period = month;
    on->frame.first_day = period_first(UNIT_MONTH, month);
    on->frame.last_day = period_last(UNIT_MONTH, month);
    return on;
}

void case_free(Case *on)
{
    free(on);
}

static void fill_operands(Case *on, const Twin *twin)
{
    for (size_t r = 0; r < 3; r++)
        for (size_t i = 0; i < on->frame.count; i++) {
            Lane lane = random_lane(on, twin->fill[r]);
            on->num[r][i] = lane.num;
            on->den[r][i] = lane.den;
        }
}

/* What every lane must be, and the first that overflows (count: none). */
static size_t expected_lanes(const Case *on, const Twin *twin, Lane *out)
{
    size_t failed = on->frame.count;
    for (size_t i = on->frame.count; i-- > 0;) {
        Lane in[3];
        for (size_t r = 0; r < 3; r++)
            in[r] = (Lane){on->num[r][i], on->den[r][i]};
        out[i] = twin->ratio ? (Lane){0, 0} : (Lane){ABSENT, 0};
        if (twin->value(on, i, in, &out[i]))
            continue;
        out[i] = twin->ratio ? (Lane){0, 0} : (Lane){ABSENT, 0};
        failed = i;
    }
    return failed;
}

static void compare_lanes(const Case *on, const Twin *twin, const Lane *expected, size_t failed)
{
    uint16_t out = on->step.out;
    for (size_t i = 0; i < on->frame.count; i++) {
        if (twin->ratio) {
            assert_int_equal(on->den[out][i], expected[i].den);
            if (expected[i].den != 0)
                assert_int_equal(on->num[out][i], expected[i].num);
        } else {
            assert_int_equal(on->num[out][i], expected[i].num);
        }
    }
    if (failed == on->frame.count) {
        assert_null(on->frame.failed);
    } else {
        assert_ptr_equal(on->frame.failed, &on->step);
        assert_int_equal(on->frame.failed_lane, failed);
    }
}

void check_kernel(KernelId id, const Twin *twin, void (*prepare)(Case *on))
{
    Lane expected[LANES];
    for (uint64_t round = 1; round <= ROUNDS; round++)
        for (uint16_t out = 0; out < CASE_REGS; out++) { /* register 3 is nobody's operand */
            if (out < 3 && twin->fill[out] == FILL_NONE)
                continue;
            Case *on = case_new(round * 0x9e3779b97f4a7c15u + id);
            on->step = (Step){.kernel = id, .out = out, .a = 0, .b = 1, .c = 2, .expr = &on->expr};
            if (prepare)
                prepare(on);
            fill_operands(on, twin);
            size_t failed = expected_lanes(on, twin, expected);
            stdlib_builtins()->kernels[id](&on->step, &on->frame);
            compare_lanes(on, twin, expected, failed);
            case_free(on);
        }
}
