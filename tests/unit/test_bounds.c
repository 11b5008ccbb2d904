/* What a number can be: "1..5", "..5" and "1.." where no end is known, ".." where none is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "interp/review/bounds.h"
#include "tests/unit/checking.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define MOST        "9223372036854775807" /* the largest number that there is */

/* a: 1 to 5; b: -2 to 3; c: at most 0; free: anything. */
#define PLACE                                                                                      \
    "subject person role: one of head, staff boss: person optional\n"                              \
    "  a: number between 1 and 5 b: number between -2 and 3 c: number between -4 and 0\n"          \
    "  free: number optional\n"                                                                    \
    "end\n"                                                                                        \
    "every event times: occurrences default 1 end\n"                                               \
    "event gain award: points between 2 points and 8 points size: points between 1 and 2 end\n"    \
    "event loss fine: points between -5 points and -1 points cost: points between -5 and 0 end\n"  \
    "event both cost: points between -1 and 2 size: points end\n"                                  \
    "table weight by role head → 3, staff → 0.5 end\n"                                         \
    "table half by a 0..3 → 3 end\n"                                                             \
    "table price by a 0..3 → 10 yuan, otherwise → 25 yuan end\n"                               \
    "let rate from 2020-01-01 = 2 end\n"

static void bounds_say(Output *out, Bounds bounds)
{
    if (bounds.has_low)
        output_ratio(out, bounds.low);
    output_string(out, "..");
    if (bounds.has_high)
        output_ratio(out, bounds.high);
    output_char(out, '\0');
}

static void assert_bounds(Bounds bounds, const char *wanted, const char *of)
{
    Output *out = output_memory();
    bounds_say(out, bounds);
    if (!text_is(text_from(output_contents(out).at), wanted))
        fail_msg("%s is %s, not %s", of, output_contents(out).at, wanted);
    output_close(out);
}

typedef struct Row {
    const char *formula, *bounds;
} Row;

/* Each formula is that of a score. */
static void assert_formulas(const char *place, const Row *rows, size_t count)
{
    Output *script = output_memory();
    output_string(script, place);
    for (size_t i = 0; i < count; i++)
        output_format(script, "score s%zu each month = %s end\n", i, rows[i].formula);
    Checked check = checked_text(output_contents(script), LANG_EN);
    assert_non_null(check.ir);
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_format(check.arena, "s%zu", i);
        const IrItem *item = &check.ir->items[ir_find_item(check.ir, text_from(name))];
        assert_bounds(bounds_of(check.ir, item->versions[0].formula), rows[i].bounds,
                      rows[i].formula);
    }
    checked_free(&check);
    output_close(script);
}

static void arithmetic_takes_the_ends_along(void **state)
{
    static const Row rows[] = {
        {"a", "1..5"},
        {"free", ".."},
        {"boss.a", "1..5"},
        {"7", "7..7"},
        {"a + b", "-1..8"},
        {"a - b", "-2..7"},
        {"-a", "-5..-1"},
        {"a + free", ".."},
        {"a * 2", "2..10"},
        {"2 * a", "2..10"},
        {"a * -2", "-10..-2"},
        {"b * 2", "-4..6"},
        {"b * -2", "-6..4"},
        {"free * 0", "0..0"},
        {"free * 2", ".."},
        {"a * a", "1..25"},
        {"a * b", ".."}, /* one of them may be negative */
        {"b * a", ".."},
        {"a * free", ".."},
        {"a / 2", "0.5..2.5"},
        {"a / -4", "-1.25..-0.25"},
        {"2 / a", ".."},
        {"a / (a * 0)", ".."}, /* which is 0, though it does not look like it */
        {"a - a", "-4..4"},    /* two of one name are not seen as one */
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

static void an_end_that_is_too_large_is_none(void **state)
{
    static const Row rows[] = {
        {"9000000000000000000 * a", "9000000000000000000.."},
        {"-9000000000000000000 * a", "..-9000000000000000000"},
        {"a + 9223372036854775806", MOST ".."},
        {"b - " MOST, "..-9223372036854775804"},
        {"a * a * 3000000000000000000", "3000000000000000000.."},
        {"(3000000000 * a) * (3000000000 * a)", "9000000000000000000.."},
        {"(4000000000 * a) * (4000000000 * a)", ".."},
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

static void a_choice_lies_between_the_least_and_the_most_of_its_cases(void **state)
{
    static const Row rows[] = {
        {"weight[role]", "0.5..3"},
        {"half[a]", "3..3"}, /* no row, no value */
        {"price[a]", "10..25"},
        {"weight[role] * a", "0.5..15"},
        {"if role is head then a else b", "-2..5"},
        {"rate", "2..2"}, /* unknown before it is in force */
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

/* a: 1 to 5, b: -2 to 3, c: -4 to 0. */
static void the_lower_of_two_has_the_lower_of_their_ends(void **state)
{
    static const Row rows[] = {
        {"lowest of (a, b)", "-2..3"},
        {"lowest of (b, a)", "-2..3"},
        {"highest of (a, b)", "1..5"},
        {"lowest of (a, c)", "-4..0"},
        {"highest of (b, 0)", "0..3"},
        {"lowest of (b, 0)", "-2..0"},
        {"lowest of (a, free)", "..5"},
        {"lowest of (free, a)", "..5"},
        {"highest of (a, free)", "1.."},
        {"highest of (free, free)", ".."},
        {"lowest of (a, 9000000000000000000 * a)", "1..5"},
        {"highest of (9000000000000000000 * a, a)", "9000000000000000000.."},
        {"lowest of (a, b, c)", "-4..0"},
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

static void totals_of_events_keep_only_the_side_of_zero(void **state)
{
    static const Row rows[] = {
        {"total of gain.award", "0.."},
        {"total of loss.fine", "..0"},
        {"total of both.cost", ".."},
        {"total of gain", "0.."},
        {"count of gain", "0.."},
        {"average of loss.cost", "-5..2"}, /* one column for both kinds that have the field */
        {"highest of both.cost", "-5..2"},
        {"lowest of gain.award", "2..8"},
        {"lowest of gain.size", ".."}, /* the other kind's has no bounds */
        {"median of gain.times", "0.."},
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

static void totals_of_scores_keep_only_the_side_of_zero(void **state)
{
    static const Row rows[] = {
        {"a", "1..5"},
        {"c", "-4..0"},
        {"b", "-2..3"},
        {"total of s0", "0.."},
        {"total of s1", "..0"},
        {"total of s2", ".."},
        {"count of s1", "0.."},
        {"average of s2", "-2..3"},
        {"highest of (s0 in last 2 months)", "1..5"},
        {"average of (s0 across role)", ".."}, /* groups are not followed */
        {"s0 + s1", "-3..5"},
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

static void scores_of_scores_are_followed_for_some_steps(void **state)
{
    static const Row rows[] = {
        {"a", "1..5"},       {"s0 + 1", "2..6"},  {"s1 + 1", "3..7"},  {"s2 + 1", "4..8"},
        {"s3 + 1", "5..9"},  {"s4 + 1", "6..10"}, {"s5 + 1", "7..11"}, {"s6 + 1", "8..12"},
        {"s7 + 1", "9..13"}, {"s8 + 1", ".."}, /* ten formulas deep */
    };
    (void)state;
    assert_formulas(PLACE, rows, COUNT(rows));
}

/* --- items --- */

/* Each declaration stands by itself beside the rules; it is called `it`. */
static void assert_items(const char *rules, const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Output *script = output_memory();
        output_format(script, "%s%s\n%s\n", PLACE, rows[i].formula, rules);
        Checked check = checked_text(output_contents(script), LANG_EN);
        assert_non_null(check.ir);
        uint32_t item = (uint32_t)ir_find_item(check.ir, TEXT("it"));
        assert_bounds(bounds_of_item(check.ir, item), rows[i].bounds, rows[i].formula);
        checked_free(&check);
        output_close(script);
    }
}

static void limits_hold_whatever_is_posted(void **state)
{
    static const Row rows[] = {
        {"section it each month base 10 points end", "10..10"},
        {"section it each month end", "0..0"},
        {"section it each month base 10 points floor 2 points cap 20 points end", "10..10"},
        {"section it each month base 10 points floor 12 points end", "12..10"},
        {"score it each month = a floor 2 cap 4 end", "2..4"},
        {"score it each month = a floor 0 cap 9 end", "1..5"},
        {"score it each month = free floor 0 cap 9 end", "0..9"},
        {"score it each month = free floor b cap a end", "-2..5"},
        {"score it each month = free floor free cap free end", ".."},
        {"score it each month = a pro rata cap 4 end", "..4"}, /* by the days on the roster */
        {"score it each month = a rounded half up to 0.5 end", ".."}, /* by a step past a limit */
        {"score it until 2020-12-31 each month = a end\n"
         "score it from 2021-01-01 each month = b end",
         "-2..5"},
        {"score it until 2020-12-31 each month = a end\n"
         "score it from 2021-01-01 each month = free end",
         ".."},
        {"score points_ each month = a end rank it by points_ end", ".."},
    };
    (void)state;
    assert_items("", rows, COUNT(rows));
}

static void rules_move_a_section_to_the_side_of_what_they_post(void **state)
{
    static const struct {
        const char *rules, *bounds;
    } rows[] = {
        {"rule r when gain add 1 point to it end", "10.."},
        {"rule r when gain deduct 1 point from it end", "..10"},
        {"rule r when gain add gain.award to it end", "10.."},
        {"rule r when gain add gain.size to it end", ".."}, /* in the other kind without bounds */
        {"rule r when loss add loss.fine to it end", "..10"},
        {"rule r when gain add 0 points to it end", "10..10"},
        {"rule r when gain add 1 point to it end rule q when loss deduct 1 point from it end",
         ".."},
        {"rule r when gain deduct between 1 point and 3 points as decided from it end", "..10"},
        {"rule r when gain add between 0 points and 3 points as decided to it end", "10.."},
        {"rule r when gain set it to 5 points end", ".."},
        {"rule r when gain clear it end", ".."},
        {"rule r when gain restart it end", ".."},
        {"rule r when gain add 1 point to other end", "10..10"},
        {"rule r when gain notice \"good\" end", "10..10"},
        {"rule r when gain hold it at most 5 points next month end", ".."},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Row it = {"section it each month base 10 points end\n"
                        "section other each month base 1 point end",
                        rows[i].bounds};
        assert_items(rows[i].rules, &it, 1);
    }
}

static void what_acts_on_a_score_comes_after_its_limits(void **state)
{
    static const Row it = {"score it each month = a * 1 yuan floor 0 yuan end\n"
                           "score that each month = 5 points end",
                           ".."};
    static const Row that = {"score that each month = 3 yuan end\n"
                             "score it each month = a * 1 yuan end",
                             "1..5"};
    (void)state;
    assert_items("rule r when gain withhold it end", &it, 1);
    assert_items("rule r when gain hold it at most 1 yuan end", &it, 1);
    assert_items("rule r when gain hold that at most 1 yuan end", &that, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_takes_the_ends_along),
        cmocka_unit_test(an_end_that_is_too_large_is_none),
        cmocka_unit_test(a_choice_lies_between_the_least_and_the_most_of_its_cases),
        cmocka_unit_test(the_lower_of_two_has_the_lower_of_their_ends),
        cmocka_unit_test(totals_of_events_keep_only_the_side_of_zero),
        cmocka_unit_test(totals_of_scores_keep_only_the_side_of_zero),
        cmocka_unit_test(scores_of_scores_are_followed_for_some_steps),
        cmocka_unit_test(limits_hold_whatever_is_posted),
        cmocka_unit_test(rules_move_a_section_to_the_side_of_what_they_post),
        cmocka_unit_test(what_acts_on_a_score_comes_after_its_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
