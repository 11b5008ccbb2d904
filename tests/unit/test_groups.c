/* Aggregates over several subjects, shares, totals that are kept, count-back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define STAFF                                                                                      \
    "subject person\n"                                                                             \
    "  role: one of head, staff default staff\n"                                                   \
    "  team: text optional\n"                                                                      \
    "  leader: person optional\n"                                                                  \
    "  wage: yuan default 100\n"                                                                   \
    "  on roster from joined until left\n"                                                         \
    "end\n"                                                                                        \
    "every event excused: yes or no default no count: occurrences default 1 end\n"                 \
    "event late end\n"                                                                             \
    "event race position: number optional end\n"                                                   \
    "rule excusing when any event where excused void end\n"                                        \
    "section free each month base 10 points end\n"                                                 \
    "rule late_rule when late deduct 1 point from free end\n"

/* 9, 8 and 10 points in team x, 6 in team y, 10 without a team. */
#define TEAMS                                                                                      \
    "given person A role = head team = \"x\"\n"                                                    \
    "given person B team = \"x\" leader = A\n"                                                     \
    "given person C team = \"x\" leader = B\n"                                                     \
    "given person D team = \"y\" leader = A\n"                                                     \
    "given person E\n"                                                                             \
    "given 2018-10-01 late A\n"                                                                    \
    "given 2018-10-01 late B count = 2\n"                                                          \
    "given 2018-10-01 late D count = 4\n"

/* ---- Across, under ---- */

static void an_aggregate_across_sees_who_has_the_same_value(void **state)
{
    (void)state;
    assert_values(STAFF "score mean each month = average of (free across team) end\n"
                        "score all each month = total of (free across team) end\n"
                        "score heads each month = count of (free across team) end\n"
                        "score low each month = lowest of (free across team) end\n"
                        "score high each month = highest of (free across team) end\n"
                        "score middle each month = median of (free across team) end\n" GIVEN(TEAMS),
                  "mean A 2018-10 9\n" /* (9 + 8 + 10) / 3 */
                  "mean C 2018-10 9\n"
                  "mean D 2018-10 6\n"
                  "mean E 2018-10 -\n" /* without a team: in no group */
                  "all B 2018-10 27\n"
                  "heads B 2018-10 3\n"
                  "heads E 2018-10 -\n"
                  "low B 2018-10 8\n"
                  "high B 2018-10 10\n"
                  "middle B 2018-10 9\n"
                  "mean B 2018-11 10\n");
}

static void the_best_of_a_group_are_picked_before_they_are_added(void **state)
{
    (void)state;
    assert_values(STAFF
                  "score best_two each month = total of (best 2 free across team) end\n"
                  "score weakest each month = total of (worst 1 free across team) end\n"
                  "score core each month =\n"
                  "  average of (all but best 1 and worst 1 free across team) end\n" GIVEN(TEAMS),
                  "best_two A 2018-10 19\n" /* 10 + 9 */
                  "weakest A 2018-10 8\n"
                  "core A 2018-10 9\n"
                  "core D 2018-10 -\n"); /* one value, and it is the best */
}

static void under_goes_down_all_levels_and_leaves_out_oneself(void **state)
{
    (void)state;
    assert_values(
        STAFF "score team_mean each month = average of (free under leader) end\n"
              "score heads each month = count of (free under leader) end\n"
              "score second each month = highest of (worst 2 free under leader) end\n" GIVEN(TEAMS),
        "team_mean A 2018-10 8\n" /* B 8, C 10, D 6 */
        "heads A 2018-10 3\n"
        "second A 2018-10 8\n"
        "team_mean B 2018-10 10\n"
        "team_mean C 2018-10 -\n"
        "heads C 2018-10 0\n");
}

static void a_unit_sums_up_its_people(void **state)
{
    (void)state;
    assert_values("subject person unit: unit optional wage: yuan default 100 end\n"
                  "subject unit end\n"
                  "section free of person each month base 10 points end\n"
                  "event late end\n"
                  "rule late_rule when late deduct 1 point from free end\n"
                  "score mean of unit each month = average of (free under unit) end\n"
                  "score pay of unit each month = total of (wage under unit) end\n"
                  "score long of unit each year = average of (free under unit) end\n"
                  "rank place of unit by mean end\n" GIVEN("given unit U\n"
                                                           "given unit V\n"
                                                           "given unit W\n"
                                                           "given person A unit = U\n"
                                                           "given person B unit = U wage = 50\n"
                                                           "given person C unit = V\n"
                                                           "given person D\n"
                                                           "given 2018-10-01 late A\n"),
                  "mean U 2018-10 9.5\n"
                  "mean V 2018-10 10\n"
                  "mean W 2018-10 -\n"
                  "pay U 2018-10 150\n"
                  "pay W 2018-10 0\n"
                  "long U 2018 239/24\n" /* 12 × 10 + 11 × 10 + 9 over 24 months */
                  "place U 2018-10 2\n"
                  "place V 2018-10 1\n"
                  "place W 2018-10 -\n");
}

static void superiors_of_another_kind_are_followed_further(void **state)
{
    (void)state;
    assert_values("subject person office: office optional end\n"
                  "subject office office: office optional end\n"
                  "section free of person each month base 10 points end\n"
                  "score all of office each month = total of (free under office) end\n" GIVEN(
                      "given office H\n"
                      "given office U office = H\n"
                      "given person A office = U\n"
                      "given person B office = H\n"),
                  "all U 2018-10 10\n"
                  "all H 2018-10 20\n");
}

static void a_group_is_that_of_each_ones_last_day_in_the_period(void **state)
{
    (void)state;
    assert_values(STAFF "score mean each month = average of (free across team) end\n"
                        "score size each month = count of (free across team) end\n" GIVEN(
                            "given person A team = \"x\"\n"
                            "given person B team = \"x\" left = 2018-10-10\n"
                            "given 2018-10-01 late B count = 4\n"),
                  "mean A 2018-10 8\n"
                  "mean B 2018-10 8\n"
                  "mean A 2018-11 10\n" /* B has left */
                  "size A 2018-11 1\n"
                  "mean B 2018-11 -\n");
}

static void members_of_a_longer_period_are_their_shorter_ones(void **state)
{
    (void)state;
    assert_values(
        STAFF "score year_mean each year = average of (free across team) end\n"
              "score months each year = count of (free across team) end\n"
              "score recent each month = lowest of (free across team in last 2 months) end\n"
              "score before each month = total of (free across team in previous month) end\n" GIVEN(
                  TEAMS),
        "months A 2018 36\n"
        "year_mean A 2018 119/12\n" /* 357 / 36 */
        "recent A 2018-10 8\n"
        "recent A 2018-11 8\n"
        "recent A 2018-12 10\n"
        "before C 2018-11 27\n");
}

/* ---- Where, formulas ---- */

static void where_narrows_the_members_cell_by_cell(void **state)
{
    (void)state;
    assert_values(
        STAFF
        "score staff_mean each month =\n"
        "  average of (free where role is staff across team) end\n"
        "score good each year = count of (free where free at least 9 points) end\n"
        "score bad each year = total of (free where free below 9 points) end\n"
        "score worst_bad each year = lowest of (free where free below 9 points) end\n" GIVEN(TEAMS),
        "staff_mean A 2018-10 9\n" /* B 8 and C 10 */
        "good B 2018 11\n"
        "bad B 2018 8\n"
        "bad A 2018 0\n"
        "worst_bad B 2018 8\n"
        "worst_bad A 2018 -\n");
}

static void a_formula_is_worked_out_for_each_member(void **state)
{
    (void)state;
    assert_values(
        STAFF "score twice each year = total of (free + free in year) end\n"
              "score pay each month = total of (wage across team) end\n"
              "score worth each month =\n"
              "  highest of (free * 2 yuan/point + wage across team) end\n"
              "score lates each month = total of (count of late across team) end\n" GIVEN(TEAMS),
        "twice B 2018 236\n" /* 2 × (11 × 10 + 8) */
        "pay A 2018-10 300\n"
        "pay D 2018-10 100\n"
        "worth A 2018-10 120\n"
        "lates C 2018-10 3\n"
        "lates D 2018-10 4\n");
}

/* ---- Shares ---- */

static void a_share_is_ones_own_of_the_groups_total(void **state)
{
    (void)state;
    assert_values(STAFF "score part each month = share of (free across team) end\n"
                        "score part_of_all each month = share of free end\n"
                        "score part_of_staff each month = share of (free where role is staff) end\n"
                        "score of_late each month = share of (late across team) end\n"
                        "score of_sections each month = share of all sections end\n"
                        "score of_year each year = share of (free across team) end\n" GIVEN(TEAMS),
                  "part A 2018-10 1/3\n" /* 9 of 27 */
                  "part B 2018-10 8/27\n"
                  "part D 2018-10 1\n"
                  "part E 2018-10 -\n"
                  "part_of_all A 2018-10 9/43\n" /* 9 + 8 + 10 + 6 + 10 */
                  "part_of_staff A 2018-10 -\n"
                  "part_of_staff B 2018-10 4/17\n" /* 8 of 34 */
                  "of_late A 2018-10 1/3\n"
                  "of_late C 2018-10 0\n"
                  "of_late A 2018-11 -\n" /* a total of 0 has no shares */
                  "of_sections E 2018-10 10/43\n"
                  "of_year A 2018 1/3\n"); /* 119 of 357 */
}

/* ---- Totals that are kept ---- */

#define EQUAL "score part each month = 100 yuan / count of (free across team)"

static void the_largest_remainders_take_what_is_left(void **state)
{
    (void)state;
    assert_values(STAFF EQUAL " rounded down to 1 yuan keeping total across team end\n"
                              "score pool each month = 100 yuan * share of (free across team)\n"
                              "  rounded down to 1 yuan keeping total across team end\n"
                              "score tens each month = 100 yuan * share of free\n"
                              "  rounded half up to 10 yuan keeping total end\n" GIVEN(TEAMS),
                  "part A 2018-10 34\n" /* ties by id */
                  "part B 2018-10 33\n"
                  "part C 2018-10 33\n"
                  "part D 2018-10 100\n"
                  "part E 2018-10 -\n"
                  "pool A 2018-10 33\n" /* 33.33 29.63 37.04: 99 and one more */
                  "pool B 2018-10 30\n"
                  "pool C 2018-10 37\n"
                  "tens A 2018-10 20\n" /* 20.93 18.60 23.26 13.95 23.26: 80 and two more */
                  "tens B 2018-10 20\n"
                  "tens C 2018-10 20\n"
                  "tens D 2018-10 20\n"
                  "tens E 2018-10 20\n");
}

static void the_total_itself_is_rounded_as_said(void **state)
{
    (void)state;
    assert_values(STAFF "score low each month = 10 yuan / 3 rounded down to 1 yuan\n"
                        "  keeping total across team end\n"
                        "score high each month = 10 yuan / 4 rounded up to 1 yuan\n"
                        "  keeping total across team end\n"
                        "score debt each month = 0 yuan - 10 yuan / 4 rounded half up to 1 yuan\n"
                        "  keeping total across team end\n"
                        "rule held when race hold high at most 1 yuan end\n" GIVEN(
                            TEAMS "given 2018-11-01 race B\n"),
                  "low A 2018-10 4\n" /* 10 of 9 + 1 */
                  "low B 2018-10 3\n"
                  "low D 2018-10 3\n"  /* alone: 3.33 down */
                  "high A 2018-10 3\n" /* 7.5 up: 8 = 6 + 2 */
                  "high B 2018-10 3\n"
                  "high C 2018-10 2\n"
                  "high A 2018-11 3\n" /* 2.5 + 1 + 2.5: the one that is held stays */
                  "high B 2018-11 1\n"
                  "high C 2018-11 2\n"
                  "debt A 2018-10 -2\n" /* -7.5 to -8: -9 and one more */
                  "debt B 2018-10 -3\n"
                  "debt C 2018-10 -3\n");
}

/* ---- Count-back ---- */

#define RACE(who, position) "given 2018-10-02 race " who " position = " position "\n"

static void more_firsts_then_more_seconds_are_better(void **state)
{
    (void)state;
    assert_values(STAFF
                  "rank place by free then by countback of race.position end\n"
                  "rank alone each month by countback of race.position end\n"
                  "rank some by free then by\n"
                  "  countback of (race.position where count is 1) end\n" GIVEN(
                      "given person A given person B given person C given person D\n"
                      "given person E\n" RACE("A", "1") RACE("A", "2 count = 3") RACE("B", "1")
                          RACE("B", "2") RACE("B", "2") RACE("B", "3") RACE("C", "1 excused = yes")
                              RACE("C", "2") RACE("D", "0") RACE("D", "1.5")),
                  "place A 2018-10 1\n" /* one win each, three seconds against two */
                  "place B 2018-10 2\n"
                  "place D 2018-10 3\n" /* a shared first before any second; 0 is no place */
                  "place C 2018-10 4\n" /* the win was void */
                  "place E 2018-10 5\n"
                  "alone A 2018-10 1\n"
                  "alone E 2018-10 5\n"
                  "some B 2018-10 1\n"
                  "some A 2018-10 2\n"
                  "place A 2018-11 1\n"
                  "place E 2018-11 1\n");
}

static void a_count_back_may_be_of_another_subject_of_the_event(void **state)
{
    (void)state;
    assert_values(
        "subject driver end subject car end\n"
        "event race driver: driver car: car position: number end\n"
        "section laps of car each year base 0 points end\n"
        "rank place of car by laps then by countback of (race.position by car) end\n" GIVEN(
            "given driver A given driver B given car X given car Y given car Z\n"
            "given 2018-05-01 race A car = X position = 2\n"
            "given 2018-05-01 race B car = Y position = 1\n"
            "given 2018-06-01 race B car = X position = 2\n"),
        "place Y 2018 1\n"
        "place X 2018 2\n"
        "place Z 2018 3\n");
}

static void lowest_first_turns_the_key_before_it(void **state)
{
    (void)state;
    assert_values(STAFF "section wins each month base 0 points end\n"
                        "rule win when race add 1 point to wins end\n"
                        "rank fewest by wins lowest first then by free end\n"
                        "rank hardest by wins then by free lowest first end\n"
                        "rank both by wins lowest first then by free lowest first end\n"
                        "rank apart by wins then by free ties dense lowest first end\n" GIVEN(
                            TEAMS "given 2018-10-02 race A given 2018-10-02 race B\n"),
                  "fewest C 2018-10 1\n" /* no win: 10, 10, 6; one win: 9, 8 */
                  "fewest E 2018-10 1\n"
                  "fewest D 2018-10 3\n"
                  "fewest A 2018-10 4\n"
                  "hardest B 2018-10 1\n"
                  "hardest A 2018-10 2\n"
                  "hardest D 2018-10 3\n"
                  "both D 2018-10 1\n"
                  "both B 2018-10 4\n"
                  "apart C 2018-10 1\n"
                  "apart B 2018-10 4\n");
}

/* ---- Refused ---- */

static void circles_through_groups_are_found(void **state)
{
    (void)state;
    assert_script_refused(STAFF "score s each month = share of (s across team) end\n", DIAG_E0404);
    assert_script_refused(STAFF "score s each month = average of (t under leader) end\n"
                                "score t each month = free + s end\n",
                          DIAG_E0404);
    assert_script_refused(STAFF "score s each month = total of (free where s above 1 point) end\n",
                          DIAG_E0404);
}

static void what_does_not_go_together_is_told(void **state)
{
    (void)state;
    assert_script_refused(STAFF "score s each month = share of (best 2 free) end\n", DIAG_E0516);
    assert_script_refused(STAFF "score s each month = share of (free under leader) end\n",
                          DIAG_E0516);
    assert_script_refused(STAFF "score s each month = total of (free by team) end\n", DIAG_E0515);
    assert_script_refused(
        STAFF "score s each month = total of (free across team under leader) end\n", DIAG_E0511);
    assert_script_refused(STAFF "score s each month = countback of race.position end\n",
                          DIAG_E0517);
    assert_script_refused(STAFF "rank k by free then by countback of race.position + 1 end\n",
                          DIAG_E0517);
    assert_script_refused(STAFF "score s each month = total of (free under team) end\n",
                          DIAG_E0513);
    assert_script_refused(STAFF "rank k by free then by countback of free end\n", DIAG_E0519);
    assert_script_refused(STAFF "rank k by free then by countback of race end\n", DIAG_E0519);
    assert_script_refused(
        STAFF "rank k by free then by countback of race.position lowest first end\n", DIAG_E0520);
    assert_script_refused(STAFF "score s each month = total of (free across tem) end\n",
                          DIAG_E0315);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_aggregate_across_sees_who_has_the_same_value),
        cmocka_unit_test(the_best_of_a_group_are_picked_before_they_are_added),
        cmocka_unit_test(under_goes_down_all_levels_and_leaves_out_oneself),
        cmocka_unit_test(a_unit_sums_up_its_people),
        cmocka_unit_test(superiors_of_another_kind_are_followed_further),
        cmocka_unit_test(a_group_is_that_of_each_ones_last_day_in_the_period),
        cmocka_unit_test(members_of_a_longer_period_are_their_shorter_ones),
        cmocka_unit_test(where_narrows_the_members_cell_by_cell),
        cmocka_unit_test(a_formula_is_worked_out_for_each_member),
        cmocka_unit_test(a_share_is_ones_own_of_the_groups_total),
        cmocka_unit_test(the_largest_remainders_take_what_is_left),
        cmocka_unit_test(the_total_itself_is_rounded_as_said),
        cmocka_unit_test(more_firsts_then_more_seconds_are_better),
        cmocka_unit_test(a_count_back_may_be_of_another_subject_of_the_event),
        cmocka_unit_test(lowest_first_turns_the_key_before_it),
        cmocka_unit_test(circles_through_groups_are_found),
        cmocka_unit_test(what_does_not_go_together_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
