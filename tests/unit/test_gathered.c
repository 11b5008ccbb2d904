/* Aggregates of events: whose they are, which days, which values; and the kernel of kept events
 * against a plain twin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "interp/exec/gather.h"
#include "tests/unit/scripted.h"

#define TEAMS                                                                                      \
    "subject person role: one of head, staff default staff unit: text optional\n"                  \
    "  leader: person optional office: office optional on roster from joined until left end\n"     \
    "subject office office: office optional end\n"                                                 \
    "every event count: occurrences default 1 excused: yes or no default no end\n"                 \
    "event mark who: person judge: person points: number optional end\n"                           \
    "event late minutes: number optional end\n"

/* ---- Values ---- */

static void a_row_of_n_occurrences_is_n_values(void **state)
{
    (void)state;
    assert_values(TEAMS "score middle each month = median of late.minutes end\n"
                        "score two each month = total of (best 2 late.minutes) end\n"
                        "score low_two each month = total of (worst 2 late.minutes) end\n"
                        "score trim each month = average of (all but best 2 and worst 1\n"
                        "  late.minutes) end\n"
                        "score counted each month = count of (best 2 late.minutes) end\n" GIVEN(
                            "given person A given person B\n"
                            "given 2018-10-01 late A minutes = 10 count = 3\n"
                            "given 2018-10-02 late A minutes = 20 count = 2\n"
                            "given 2018-10-03 late A\n" /* unknown: left aside */
                            "given 2018-10-04 late A minutes = 5\n"),
                  "middle A 2018-10 10\n" /* 20 20 10 10 10 5 */
                  "two A 2018-10 40\n"
                  "low_two A 2018-10 15\n"
                  "trim A 2018-10 10\n" /* 20 20 and 5 are gone */
                  "counted A 2018-10 2\n"
                  "middle B 2018-10 -\n"
                  "two B 2018-10 -\n"
                  "counted B 2018-10 0\n");
}

static void extremes_are_of_known_values(void **state)
{
    (void)state;
    assert_values(TEAMS "score most_late each month = highest of late.minutes end\n"
                        "score least_of each month = lowest of (-late.minutes / 3) end\n" GIVEN(
                            "given person A\n"
                            "given 2018-10-01 late A minutes = -10\n"
                            "given 2018-10-02 late A minutes = -7\n"
                            "given 2018-10-03 late A\n"
                            "given 2018-11-03 late A\n"),
                  "most_late A 2018-10 -7\n"
                  "least_of A 2018-10 7/3\n"
                  "most_late A 2018-11 -\n");
}

static void void_events_are_gone_and_treated_ones_are_of_their_new_kind(void **state)
{
    (void)state;
    assert_values(TEAMS "event absence minutes: number optional end\n"
                        "rule v when any event where excused void end\n"
                        "rule t when late where minutes > 30 treat as absence end\n"
                        "score top_late each month = highest of late.minutes end\n"
                        "score gone each month = median of absence.minutes end\n" GIVEN(
                            "given person A\n"
                            "given 2018-10-01 late A minutes = 10\n"
                            "given 2018-10-02 late A minutes = 20 excused = yes\n"
                            "given 2018-10-03 late A minutes = 40\n"),
                  "top_late A 2018-10 10\n"
                  "gone A 2018-10 40\n");
}

static void several_kinds_are_one_list(void **state)
{
    (void)state;
    assert_values(TEAMS
                  "event absence minutes: number optional end\n"
                  "score middle each month = median of (late.minutes or absence.minutes)\n"
                  "end\n"
                  "score both_sum each month = total of (late.minutes or absence.minutes) end\n"
                  "score both_count each month = count of (late or absence in year) end\n" GIVEN(
                      "given person A\n"
                      "given 2018-09-01 late A minutes = 10\n"
                      "given 2018-10-01 late A minutes = 10\n"
                      "given 2018-10-02 absence A minutes = 20\n"),
                  "middle A 2018-10 15\n"
                  "both_sum A 2018-10 30\n"
                  "both_count A 2018-10 3\n");
}

/* ---- Windows ---- */

static void a_window_ends_with_the_period(void **state)
{
    (void)state;
    assert_values(TEAMS
                  "score so_far each month = count of (late in year) end\n"
                  "score rolling each month = count of (late in last 12 months) end\n"
                  "score mean_before each month = average of (late.minutes in previous month)\n"
                  "end\n"
                  "score year_before each month = count of (late in previous year) end\n"
                  "score week_late each month = count of (late in week) end\n"
                  "score late_days each month = count of (late in last 10 days) end\n" GIVEN(
                      "given person A\n"
                      "given 2017-10-31 late A\n" /* a day too early for the last 12 */
                      "given 2017-11-01 late A count = 2\n"
                      "given 2018-09-30 late A minutes = 7\n"
                      "given 2018-10-21 late A\n" /* a day too early for the last 10 */
                      "given 2018-10-22 late A\n"
                      "given 2018-10-28 late A\n" /* Sunday; the last week starts on the 29th */
                      "given 2018-10-29 late A\n"
                      "given 2018-11-01 late A\n"), /* after the period */
                  "so_far A 2018-10 5\n"
                  "rolling A 2018-10 7\n"
                  "mean_before A 2018-10 7\n"
                  "mean_before A 2018-11 -\n"
                  "year_before A 2018-10 3\n"
                  "week_late A 2018-10 1\n"
                  "late_days A 2018-10 3\n");
}

static void a_window_may_be_a_season_or_ones_own_cycle(void **state)
{
    (void)state;
    assert_values("subject person issued: date optional on roster from joined until left end\n"
                  "period term \"spring\" from 2018-02-26 until 2018-07-05\n"
                  "  \"autumn\" from 2018-09-03 until 2019-01-17 end\n"
                  "period licence of person each 12 months from issued end\n"
                  "event late minutes: number end\n"
                  "score in_term each month = count of (late in term) end\n"
                  "score before_term each month = total of (late.minutes in previous term) end\n"
                  "score of_licence each month = count of (late in licence) end\n" GIVEN(
                      "given person A issued = 2018-03-10 given person B issued = 2017-10-31\n"
                      "given person C\n"
                      "given 2018-03-09 late A minutes = 1\n"
                      "given 2018-03-10 late A minutes = 2\n"
                      "given 2018-10-30 late A minutes = 4\n"
                      "given 2018-10-30 late B minutes = 8\n"
                      "given 2018-10-31 late B minutes = 16\n"
                      "given 2018-10-31 late C minutes = 32\n"),
                  "in_term A 2018-10 1\n"
                  "in_term A 2018-08 0\n" /* no term holds its last day */
                  "in_term B 2018-10 2\n"
                  "before_term A 2018-10 3\n"
                  "of_licence A 2018-10 2\n"
                  "of_licence B 2018-10 1\n" /* the second cycle begins on the 31st */
                  "of_licence C 2018-10 0\n" /* has none */);
}

/* ---- Whose ---- */

static void by_a_field_the_event_is_that_subjects(void **state)
{
    (void)state;
    assert_values(
        TEAMS "score marked each month = count of (mark by judge) end\n"
              "score marks_sum each month = total of (mark.points by judge) end\n"
              "score others each month = highest of (mark.points where judge is not own)\n"
              "end\n"
              "score heads each month = count of (mark where role is head by judge) end\n" GIVEN(
                  "given person A role = head given person B given person C\n"
                  "  left = 2018-10-07\n"
                  "given 2018-10-01 mark A judge = A points = 9\n"
                  "given 2018-10-02 mark A judge = B points = 5\n"
                  "given 2018-10-03 mark B judge = A points = 4 count = 2\n"
                  "given 2018-10-08 mark A judge = C points = 8\n"), /* C has left */
        "marked A 2018-10 3\n"
        "marks_sum A 2018-10 17\n"
        "marked B 2018-10 1\n"
        "marked C 2018-10 0\n"
        "others A 2018-10 8\n"
        "heads A 2018-10 3\n"
        "heads B 2018-10 0\n");
}

static void under_a_relation_are_all_levels_below_on_the_day_of_the_event(void **state)
{
    (void)state;
    assert_values(
        TEAMS "score below_late each month = count of (late under leader) end\n"
              "score below_middle each month = median of (late.minutes under leader) end\n" GIVEN(
                  "given person A given person B leader = A given person C leader = B\n"
                  "given 2018-10-01 late A minutes = 1\n"
                  "given 2018-10-02 late B minutes = 2\n"
                  "given 2018-10-03 late C minutes = 6 count = 2\n"),
        "below_late A 2018-10 3\n"
        "below_late B 2018-10 2\n"
        "below_late C 2018-10 0\n"
        "below_middle A 2018-10 6\n"
        "below_middle C 2018-10 -\n");
}

static void under_leads_from_one_kind_into_another_and_up_there(void **state)
{
    (void)state;
    assert_values(
        TEAMS
        "score lates of office each month = total of (late.minutes under office) end\n"
        "score most of office each month = highest of (late.minutes under office) end\n" GIVEN(
            "given office H given office E office = H given office W office = H\n"
            "given person A office = E given person B office = H given person C\n"
            "given 2018-10-01 late A minutes = 1\n"
            "given 2018-10-02 late B minutes = 2\n"
            "given 2018-10-03 late C minutes = 4\n"),
        "lates E 2018-10 1\n"
        "lates H 2018-10 3\n"
        "lates W 2018-10 0\n"
        "most H 2018-10 2\n"
        "most W 2018-10 -\n");
}

static void across_a_field_is_everyone_of_that_group(void **state)
{
    (void)state;
    assert_values(TEAMS
                  "score unit_late each month = count of (late across unit) end\n"
                  "score unit_mean each month = average of (late.minutes across unit) end\n"
                  "score judged each month = count of (mark by judge across unit) end\n" GIVEN(
                      "given person A unit = \"u\" given person B unit = \"u\" given person C\n"
                      "  unit = \"v\" given person D\n"
                      "given 2018-10-01 late A minutes = 1\n"
                      "given 2018-10-02 late B minutes = 3 count = 3\n"
                      "given 2018-10-03 late D minutes = 6\n"
                      "given 2018-10-03 mark C judge = A\n"),
                  "unit_late A 2018-10 4\n"
                  "unit_late B 2018-10 4\n"
                  "unit_late C 2018-10 0\n"
                  "unit_late D 2018-10 -\n" /* of no unit */
                  "unit_mean A 2018-10 2.5\n"
                  "unit_mean C 2018-10 -\n"
                  "judged B 2018-10 1\n"
                  "judged C 2018-10 0\n");
}

/* ---- The plain twin ---- */

enum { ROUNDS = 3000, ROWS = 6, TIMES = 3 };

static uint32_t below(uint64_t *seed, uint32_t bound)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)((*seed >> 20) % bound);
}

/* All occurrences one by one, best first, by exchanging neighbours. */
static size_t write_out(const GatherRow *rows, size_t count, int64_t *values)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        for (int32_t k = 0; k < rows[i].times; k++)
            values[all++] = rows[i].value.num;
    for (size_t i = 0; i < all; i++)
        for (size_t j = 1; j < all; j++)
            if (values[j - 1] < values[j]) {
                int64_t lower = values[j - 1];
                values[j - 1] = values[j];
                values[j] = lower;
            }
    return all;
}

static Ratio plain_of(Agg agg, const int64_t *values, size_t count)
{
    int64_t sum = 0;
    Ratio out = {0, 0};
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    if (agg == AGG_TOTAL)
        return RATIO(sum);
    if (agg == AGG_COUNT)
        return RATIO((int64_t)count);
    if (agg == AGG_AVERAGE)
        ratio_make(&out, sum, (__int128)count);
    else if (agg == AGG_MEDIAN)
        ratio_make(&out, values[(count - 1) / 2] + values[count / 2], 2);
    else
        out = RATIO(agg == AGG_HIGHEST ? values[0] : values[count - 1]);
    return out;
}

static Ratio plain_value(const Expr *expr, const GatherRow *rows, size_t count)
{
    int64_t values[ROWS * TIMES + 1];
    size_t all = write_out(rows, count, values), from = 0;
    if (expr->best && all > (size_t)expr->best)
        all = (size_t)expr->best;
    if (expr->worst && all > (size_t)expr->worst) {
        from = all - (size_t)expr->worst;
        all = (size_t)expr->worst;
    }
    size_t gone = (size_t)expr->but_best + (size_t)expr->but_worst;
    from += (size_t)expr->but_best;
    all = gone < all ? all - gone : 0;
    if (all == 0 && (expr->agg == AGG_COUNT || (expr->agg == AGG_TOTAL && !expr_picks(expr))))
        return RATIO(0);
    return all == 0 ? (Ratio){0, 0} : plain_of(expr->agg, values + from, all);
}

static void random_pick(uint64_t *seed, Expr *expr)
{
    uint32_t shape = below(seed, 4);
    *expr = (Expr){.op = EXPR_EVENT_AGG, .agg = (Agg)below(seed, AGG_HIGHEST + 1)};
    expr->best = shape == 1 ? 1 + (int32_t)below(seed, 5) : 0;
    expr->worst = shape == 2 ? 1 + (int32_t)below(seed, 5) : 0;
    expr->but_best = shape == 3 ? (int32_t)below(seed, 4) : 0;
    expr->but_worst = shape == 3 ? 1 + (int32_t)below(seed, 3) : 0;
}

static void kept_events_give_what_a_plain_twin_gives(void **state)
{
    (void)state;
    uint64_t seed = 20181001;
    for (int round = 0; round < ROUNDS; round++) {
        GatherRow rows[ROWS];
        GatherTaken room[ROWS];
        Expr expr;
        Ratio value = {0, 0};
        size_t count = below(&seed, ROWS + 1);
        for (size_t i = 0; i < count; i++)
            rows[i] = (GatherRow){.value = RATIO((int64_t)below(&seed, 5) - 2),
                                  .day = (Day)i,
                                  .times = 1 + (int32_t)below(&seed, TIMES)};
        random_pick(&seed, &expr);
        Ratio plain = plain_value(&expr, rows, count);
        assert_true(gather_value(&expr, rows, count, room, &value));
        assert_int_equal(value.num, plain.num);
        assert_int_equal(value.den, plain.den);
    }
}

static void rows_are_found_by_key_and_days(void **state)
{
    (void)state;
    GatherRow rows[] = {{.key = 1, .day = 10},
                        {.key = 1, .day = 10},
                        {.key = 1, .day = 12},
                        {.key = 3, .day = 9},
                        {.key = 3, .day = 11}};
    Gathered all = {rows, 5, 5};
    size_t count;
    assert_ptr_equal(gather_find(&all, 1, 10, 11, &count), rows);
    assert_int_equal(count, 2);
    gather_find(&all, 1, 11, 30, &count);
    assert_int_equal(count, 1);
    gather_find(&all, 2, 0, 30, &count);
    assert_int_equal(count, 0);
    assert_ptr_equal(gather_find(&all, 3, 10, 30, &count), rows + 4);
    assert_int_equal(count, 1);
    gather_find(&all, 3, 12, 11, &count);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_n_occurrences_is_n_values),
        cmocka_unit_test(extremes_are_of_known_values),
        cmocka_unit_test(void_events_are_gone_and_treated_ones_are_of_their_new_kind),
        cmocka_unit_test(several_kinds_are_one_list),
        cmocka_unit_test(a_window_ends_with_the_period),
        cmocka_unit_test(a_window_may_be_a_season_or_ones_own_cycle),
        cmocka_unit_test(by_a_field_the_event_is_that_subjects),
        cmocka_unit_test(under_a_relation_are_all_levels_below_on_the_day_of_the_event),
        cmocka_unit_test(under_leads_from_one_kind_into_another_and_up_there),
        cmocka_unit_test(across_a_field_is_everyone_of_that_group),
        cmocka_unit_test(kept_events_give_what_a_plain_twin_gives),
        cmocka_unit_test(rows_are_found_by_key_and_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
