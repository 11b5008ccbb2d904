/* Ranks and grades: ties, further keys, groups, quotas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define MARKS                                                                                      \
    "event mark points: points between 0 and 100 end\n"                                            \
    "event bonus_mark points: points between 0 and 100 end\n"                                      \
    "score annual each year = average of mark.points end\n"
#define MARK(who, points) "given person " who " given 2018-05-01 mark " who " points = " points "\n"
#define HEAD(who, points)                                                                          \
    "given person " who " role = head given 2018-05-01 mark " who " points = " points "\n"

/* ---- Ranks ---- */

static void who_shares_a_place_leaves_out_the_next(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS "rank place by annual ties share end\n"
                               "rank steps by annual ties dense end\n"
                               "rank plain by annual end\n"
                               "rank last_first by annual lowest first end\n" GIVEN(
                                   MARK("A", "90") MARK("B", "95") MARK("C", "90") MARK("D", "80")),
                  "place A 2018 2\n"
                  "place B 2018 1\n"
                  "place C 2018 2\n"
                  "place D 2018 4\n"
                  "steps A 2018 2\n"
                  "steps B 2018 1\n"
                  "steps C 2018 2\n"
                  "steps D 2018 3\n"
                  "plain C 2018 2\n"
                  "plain D 2018 4\n"
                  "last_first A 2018 2\n"
                  "last_first B 2018 4\n"
                  "last_first C 2018 2\n"
                  "last_first D 2018 1\n");
}

static void places_compare_the_rounded_score(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS "score coarse each year = annual rounded half up to 1 point end\n"
                               "rank place by coarse end\n"
                               "rank exact by annual end\n" GIVEN(
                                   MARK("A", "89.6") MARK("B", "90.4") MARK("C", "89")),
                  "place A 2018 1\n"
                  "place B 2018 1\n"
                  "place C 2018 3\n"
                  "exact A 2018 2\n"
                  "exact B 2018 1\n"
                  "exact C 2018 3\n");
}

static void equal_scores_go_by_the_further_keys_exactly(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS
                  "score extra each year = average of bonus_mark.points end\n"
                  "score third each year = total of bonus_mark.points / 3 end\n"
                  "rank place by annual then by extra then by third end\n" GIVEN(
                      MARK("A", "90") MARK("B", "90") MARK("C", "90") MARK("D", "90")
                          MARK("E", "91") "given 2018-06-01 bonus_mark B points = 5\n"
                                          "given 2018-06-01 bonus_mark C points = 5\n"
                                          "given 2018-06-02 bonus_mark C points = 5\n"
                                          "given 2018-06-01 bonus_mark A points = 4.9\n"),
                  "place E 2018 1\n"
                  "place C 2018 2\n" /* 5, then 10/3 */
                  "place B 2018 3\n"
                  "place A 2018 4\n"
                  "place D 2018 5\n"); /* nothing known: behind those with something */
}

static void places_are_counted_in_each_group_among_those_who_compete(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS
                  "rank place by annual within role end\n"
                  "rank good by annual within role among annual at least 80 points end\n"
                  "rank heads by annual among role is head end\n" GIVEN(HEAD("A", "70") HEAD(
                      "B", "85") MARK("C", "75") MARK("D", "95") MARK("E", "81")),
                  "place A 2018 2\n"
                  "place B 2018 1\n"
                  "place C 2018 3\n"
                  "place D 2018 1\n"
                  "place E 2018 2\n"
                  "good A 2018 -\n"
                  "good B 2018 1\n"
                  "good C 2018 -\n"
                  "good D 2018 1\n"
                  "heads A 2018 2\n"
                  "heads D 2018 -\n");
}

static void who_is_not_assessed_has_no_place_and_no_grade(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS
                  "rank place by annual end\n"
                  "grade verdict by place first_ten: place at most 10\n"
                  "  others_too: otherwise end\n"
                  "grade plain top_half: annual at least 50 points\n"
                  "  not_top: not annual at least 50 points end\n"
                  "score later each year = if place at most 10 then 1 point else 0 points\n"
                  "end\n" GIVEN(MARK("A", "70") "given person B\n"
                                                "given person C left = 2017-06-30\n"),
                  "place A 2018 1\n"
                  "verdict A 2018 first_ten\n"
                  "plain A 2018 top_half\n"
                  "later A 2018 1\n"
                  "place B 2018 -\n"
                  "verdict B 2018 -\n"
                  "plain B 2018 -\n"
                  "later B 2018 -\n"
                  "verdict C 2018 -\n"
                  "plain C 2018 -\n");
}

/* ---- Quotas ---- */

/* Thirteen people, best first: A 99, B 98 … M 87. */
#define FIVE      MARK("A", "99") MARK("B", "98") MARK("C", "97") MARK("D", "96") MARK("E", "95")
#define NEXT_FOUR MARK("F", "94") MARK("G", "93") MARK("H", "92") MARK("I", "91")
#define LAST_FOUR MARK("J", "90") MARK("K", "89") MARK("L", "88") MARK("M", "87")
#define THIRTEEN  FIVE NEXT_FOUR LAST_FOUR
#define GRADE(level)                                                                               \
    PEOPLE MARKS "rank place by annual end\n"                                                      \
                 "grade verdict by place\n  excellent: " level "\n  competent: otherwise end\n"

static void fifteen_percent_of_thirteen_is_one_place(void **state)
{
    (void)state;
    assert_values(GRADE("annual at least 90 points top 15% rounded down ties out") GIVEN(THIRTEEN),
                  "verdict A 2018 excellent\n"
                  "verdict B 2018 competent\n"
                  "verdict M 2018 competent\n");
    assert_values(GRADE("top 15%") GIVEN(THIRTEEN), /* down unless said */
                  "verdict A 2018 excellent\n"
                  "verdict B 2018 competent\n");
}

static void the_share_of_places_is_rounded_as_said(void **state)
{
    (void)state;
    assert_values(GRADE("top 15% rounded up") GIVEN(THIRTEEN), "verdict B 2018 excellent\n"
                                                               "verdict C 2018 competent\n");
    assert_values(GRADE("top 11% rounded half up") GIVEN(THIRTEEN), /* 1.43 */
                  "verdict A 2018 excellent\n"
                  "verdict B 2018 competent\n");
    assert_values(GRADE("top 3") GIVEN(THIRTEEN), "verdict C 2018 excellent\n"
                                                  "verdict D 2018 competent\n");
}

static void the_minimum_lifts_the_places_up_to_those_who_are_eligible(void **state)
{
    (void)state;
    assert_values(GRADE("top 15% minimum 1") GIVEN(FIVE), "verdict A 2018 excellent\n"
                                                          "verdict B 2018 competent\n");
    assert_values(GRADE("top 15%") GIVEN(FIVE), "verdict A 2018 competent\n"); /* 0.75 */
    assert_values(GRADE("annual at least 98 points top 1 minimum 3")
                      GIVEN(MARK("A", "99") MARK("B", "98") MARK("C", "97")),
                  "verdict B 2018 excellent\n"
                  "verdict C 2018 competent\n");
}

static void who_does_not_meet_the_condition_frees_the_place(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS "event sanction end\n"
                               "score clean each year = 1 point * count of sanction end\n"
                               "rank place by annual end\n"
                               "grade verdict by place\n"
                               "  excellent: clean is 0 points top 2\n"
                               "  competent: otherwise end\n" GIVEN(
                                   MARK("A", "99") MARK("B", "98") MARK("C", "97")
                                       MARK("D", "96") "given 2018-03-01 sanction A\n"),
                  "verdict A 2018 competent\n"
                  "verdict B 2018 excellent\n"
                  "verdict C 2018 excellent\n"
                  "verdict D 2018 competent\n");
}

static void a_tie_across_the_line_is_all_out_or_all_in(void **state)
{
    (void)state;
    assert_values(GRADE("top 2 ties out")
                      GIVEN(MARK("A", "99") MARK("B", "98") MARK("C", "98") MARK("D", "97")),
                  "verdict A 2018 excellent\n"
                  "verdict B 2018 competent\n"
                  "verdict C 2018 competent\n"
                  "verdict D 2018 competent\n");
    assert_values(GRADE("top 2 ties in")
                      GIVEN(MARK("A", "99") MARK("B", "98") MARK("C", "98") MARK("D", "97")),
                  "verdict A 2018 excellent\n"
                  "verdict B 2018 excellent\n"
                  "verdict C 2018 excellent\n"
                  "verdict D 2018 competent\n");
    assert_values(GRADE("top 1 ties out") GIVEN(MARK("A", "99") MARK("B", "99") MARK("C", "98")),
                  "verdict A 2018 competent\n"
                  "verdict B 2018 competent\n");
    assert_values(GRADE("top 3 ties out") GIVEN(MARK("A", "99") MARK("B", "98") MARK("C", "98")),
                  "verdict C 2018 excellent\n"); /* the line is behind them */
}

static void a_quota_counts_in_each_group(void **state)
{
    (void)state;
    const char *rules = PEOPLE MARKS
        "rank place by annual within role end\n"
        "grade verdict by place excellent: annual at least 60 points top 50% within role\n"
        "  competent: otherwise end\n"
        "grade same by place excellent: top 50% competent: otherwise end\n" GIVEN(
            HEAD("A", "70") HEAD("B", "85") MARK("C", "75") MARK("D", "95") MARK("E", "81"));
    assert_values(rules, "verdict A 2018 competent\n"
                         "verdict B 2018 excellent\n"
                         "verdict C 2018 competent\n"
                         "verdict D 2018 excellent\n"
                         "verdict E 2018 competent\n"
                         "same A 2018 competent\n"
                         "same B 2018 excellent\n"
                         "same C 2018 competent\n"
                         "same D 2018 excellent\n"
                         "same E 2018 competent\n");
}

static void each_level_fills_from_those_whom_the_ones_above_left(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS "rank place by annual end\n"
                               "grade verdict by place\n"
                               "  first_prize: top 1\n"
                               "  second_prize: top 2\n"
                               "  third_prize: annual at least 90 points\n"
                               "  nothing: otherwise end\n" GIVEN(THIRTEEN),
                  "verdict A 2018 first_prize\n"
                  "verdict B 2018 second_prize\n"
                  "verdict C 2018 second_prize\n"
                  "verdict D 2018 third_prize\n"
                  "verdict J 2018 third_prize\n"
                  "verdict K 2018 nothing\n");
}

static void pay_may_depend_on_a_grade(void **state)
{
    (void)state;
    assert_values(
        GRADE("top 1") "table prize by verdict excellent → 1000 yuan, otherwise → 200 yuan\n"
                       "end\n"
                       "score pay each year = prize[verdict] end\n"
                       "score extra each year = if verdict is excellent then 7 yuan\n"
                       "  else 0 yuan end\n" GIVEN(MARK("A", "99")
                                                       MARK("B", "98") "given person C\n"),
        "pay A 2018 1000\n"
        "extra A 2018 7\n"
        "pay B 2018 200\n"
        "extra B 2018 0\n"
        "pay C 2018 -\n"
        "extra C 2018 -\n");
}

static void a_quota_is_told_to_accounts(void **state)
{
    (void)state;
    Scripted *script =
        scripted_new(GRADE("annual at least 98 points top 20% minimum 1") GIVEN(THIRTEEN));
    scripted_run(script, "verdict A 2018\n");
    uint32_t item = (uint32_t)ir_find_item(engine_ir(script->engine), TEXT("verdict"));
    QuotaNote note;
    int32_t year = 2018;
    assert_int_equal(result_quotas(script->result, item, 1, year, &note, 1), 0); /* two levels */
    QuotaNote notes[2];
    assert_int_equal(result_quotas(script->result, item, 1, year, notes, 2), 1);
    assert_int_equal(notes[0].ranked, 13);
    assert_int_equal(notes[0].slots, 2); /* 2.6 */
    assert_int_equal(notes[0].eligible, 2);
    assert_int_equal(notes[0].taken, 2);
    assert_true(notes[0].subject_taken);
    result_quotas(script->result, item, 2, year, notes, 2);
    assert_false(notes[0].subject_eligible);
    assert_false(notes[0].subject_taken);
    scripted_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_shares_a_place_leaves_out_the_next),
        cmocka_unit_test(places_compare_the_rounded_score),
        cmocka_unit_test(equal_scores_go_by_the_further_keys_exactly),
        cmocka_unit_test(places_are_counted_in_each_group_among_those_who_compete),
        cmocka_unit_test(who_is_not_assessed_has_no_place_and_no_grade),
        cmocka_unit_test(fifteen_percent_of_thirteen_is_one_place),
        cmocka_unit_test(the_share_of_places_is_rounded_as_said),
        cmocka_unit_test(the_minimum_lifts_the_places_up_to_those_who_are_eligible),
        cmocka_unit_test(who_does_not_meet_the_condition_frees_the_place),
        cmocka_unit_test(a_tie_across_the_line_is_all_out_or_all_in),
        cmocka_unit_test(a_quota_counts_in_each_group),
        cmocka_unit_test(each_level_fills_from_those_whom_the_ones_above_left),
        cmocka_unit_test(pay_may_depend_on_a_grade),
        cmocka_unit_test(a_quota_is_told_to_accounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
