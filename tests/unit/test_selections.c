/* Selections: which postings count in a bucket, in which order ties fall, what accounts are told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define CASES                                                                                      \
    "subject person\n"                                                                             \
    "  role: one of head, staff default staff\n"                                                   \
    "  leader: person optional\n"                                                                  \
    "  on roster from joined until left\n"                                                         \
    "end\n"                                                                                        \
    "subject race part: one of first, second end\n"                                                \
    "every event person: person count: occurrences default 1 case: text optional\n"                \
    "  race: race optional end\n"                                                                  \
    "section duty of person each month base 40 points end\n"                                       \
    "section other of person each month base 10 points end\n"                                      \
    "section season of person each year base 0 points end\n"                                       \
    "event late end event absent end event praise mark: points optional end\n"
#define RULES                                                                                      \
    "rule late_rule when late deduct 2 points from duty end\n"                                     \
    "rule absent_rule when absent deduct 5 points from duty end\n"
#define ONE_ACT RULES "selection one_act heaviest 1 of late_rule, absent_rule each case end\n"
#define MARKS   "rule marked when praise add praise.mark to season end\n"

static void the_heaviest_of_a_case_counts_and_the_others_are_absorbed(void **state)
{
    (void)state;
    assert_values(CASES ONE_ACT GIVEN("given person A given person B\n"
                                      "given 2018-10-08 late A case = \"17\"\n"
                                      "given 2018-10-09 absent A case = \"17\"\n"
                                      "given 2018-10-10 late A case = \"18\"\n"
                                      "given 2018-10-10 late B case = \"17\"\n"),
                  "duty A 2018-10 33\n" /* 5, 2 */
                  "duty B 2018-10 38\n" /* a bucket of their own */
                  "late_rule A 2018-10 2\n");
}

static void without_a_case_the_event_is_a_bucket_of_its_own(void **state)
{
    (void)state;
    assert_values(
        CASES
        "rule any_late when late deduct 1 point from duty end\n" RULES
        "selection one_act heaviest 1 of any_late, late_rule, absent_rule each case end\n" GIVEN(
            "given person A\n"
            "given 2018-10-08 late A given 2018-10-08 late A\n" /* 2 and 2, not 1 and 1 */
            "given 2018-10-08 absent A\n"),
        "duty A 2018-10 31\n");
}

static void equal_ones_go_to_the_rule_declared_first_then_by_date_and_log(void **state)
{
    (void)state;
    assert_values(CASES "rule b_rule when absent deduct 2 points from other end\n"
                        "rule a_rule when late deduct 2 points from duty end\n"
                        "selection one heaviest 1 of a_rule, b_rule each case end\n" GIVEN(
                            "given person A\n"
                            "given 2018-09-08 late A case = \"1\"\n"
                            "given 2018-10-09 absent A case = \"1\"\n" /* declared first */
                            "given 2018-12-01 late A case = \"2\"\n"   /* later */
                            "given 2018-11-01 late A case = \"2\"\n"),
                  "duty A 2018-09 40\n"
                  "other A 2018-10 8\n"
                  "duty A 2018-12 40\n"
                  "duty A 2018-11 38\n");
}

static void the_other_sign_is_untouched(void **state)
{
    (void)state;
    assert_values(CASES RULES
                  "rule mixed when praise add 3 points to duty deduct 1 point from other end\n"
                  "rule turned when praise deduct praise.mark - 5 points from other end\n"
                  "selection one heaviest 1 of late_rule, absent_rule, mixed, turned\n"
                  "  each case end\n" GIVEN("given person A\n"
                                            "given 2018-10-08 late A case = \"1\"\n"
                                            "given 2018-10-08 absent A case = \"1\"\n"
                                            "given 2018-10-08 praise A case = \"1\" mark = 1\n"),
                  "duty A 2018-10 38\n"    /* 5 of 5, 2, 1; and 3 */
                  "other A 2018-10 14\n"); /* 4 more */
}

static void every_occurrence_competes_by_itself(void **state)
{
    (void)state;
    assert_values(CASES RULES
                  "selection two heaviest 2 of late_rule, absent_rule each case end\n" GIVEN(
                      "given person A given person B given person C\n"
                      "given 2018-10-08 late A case = \"1\" count = 3\n" /* 2 2 */
                      "given 2018-10-08 late B case = \"1\" count = 3\n" /* 2 */
                      "given 2018-10-08 absent B case = \"1\"\n"         /* 5 */
                      "given 2018-10-08 late C case = \"1\" count = 3\n" /* 0 */
                      "given 2018-10-08 absent C case = \"1\" count = 4\n" /* 5 5 */),
                  "duty A 2018-10 36\n"
                  "duty B 2018-10 33\n"
                  "duty C 2018-10 30\n");
}

static void occurrences_of_a_lone_event_are_buckets_side_by_side(void **state)
{
    (void)state;
    assert_values(CASES
                  "rule plain when late deduct 2 points from duty end\n"
                  "rule more when late beyond 2 times in month deduct 5 points from duty end\n"
                  "selection one heaviest 1 of plain, more each case end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-08 late A count = 3\n"), /* 2 2 5 */
                  "duty A 2018-10 31\n");
}

static void what_a_rule_posts_of_an_event_is_kept_as_a_whole(void **state)
{
    (void)state;
    assert_values(CASES
                  "rule both when late deduct 3 points from duty deduct 2 points from other end\n"
                  "rule large when absent deduct 4 points from duty end\n"
                  "selection one heaviest 1 of both, large each case end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-08 late A case = \"1\"\n"
                      "given 2018-10-08 absent A case = \"1\"\n"),
                  "duty A 2018-10 37\n"
                  "other A 2018-10 8\n");
}

static void a_bucket_has_several_parts_and_dotted_paths(void **state)
{
    (void)state;
    assert_values(CASES RULES "selection one heaviest 1 of late_rule, absent_rule\n"
                              "  each case, race.part for role is staff end\n" GIVEN(
                                  "given person A given person H role = head\n"
                                  "given race r part = first given race s part = first\n"
                                  "given race t part = second\n"
                                  "given 2018-10-01 late A case = \"1\" race = r\n"
                                  "given 2018-10-01 absent A case = \"1\" race = s\n" /* 5 */
                                  "given 2018-10-01 late A case = \"1\" race = t\n"   /* 2 */
                                  "given 2018-10-01 late A case = \"1\"\n"            /* 2 */
                                  "given 2018-10-01 late H case = \"1\" race = r\n"
                                  "given 2018-10-01 absent H case = \"1\" race = s\n"),
                  "duty A 2018-10 31\n"
                  "duty H 2018-10 33\n"); /* not staff: nothing is absorbed */
}

static void whoever_is_charged_has_selections_of_their_own(void **state)
{
    (void)state;
    assert_values(
        CASES "rule l when late charge person charge 50% to leader deduct 2 points from duty end\n"
              "rule a when absent deduct 5 points from duty end\n"
              "selection one heaviest 1 of l, a each case end\n" GIVEN(
                  "given person H given person A leader = H given person B leader = H\n"
                  "given 2018-10-01 late A case = \"1\"\n"
                  "given 2018-10-01 absent A case = \"1\"\n"
                  "given 2018-10-01 late B case = \"1\"\n"),
        "duty A 2018-10 35\n"
        "duty B 2018-10 38\n"
        "duty H 2018-10 39\n"); /* two of 1 point in one case */
}

static void absorbed_postings_still_count_for_counters_and_void_ones_do_not(void **state)
{
    (void)state;
    assert_values(
        CASES ONE_ACT
        "rule void_case when late where case is \"v\" void end\n"
        "rule often when late reaching 3 times in month deduct 1 point from other end\n" GIVEN(
            "given person A\n"
            "given 2018-10-01 late A case = \"1\" given 2018-10-01 absent A case = \"1\"\n"
            "given 2018-10-02 late A case = \"v\"\n"
            "given 2018-10-03 late A given 2018-10-04 late A\n"),
        "duty A 2018-10 31\n"
        "other A 2018-10 9\n");
}

static void a_field_selection_goes_by_the_version_of_the_day(void **state)
{
    (void)state;
    assert_values(
        CASES RULES
        "selection one from 2018-06-01 until 2018-06-30 heaviest 1 of late_rule, absent_rule\n"
        "  each case end\n"
        "selection one from 2018-09-01 heaviest 1 of late_rule each case end\n" GIVEN(
            "given person A\n"
            "given 2018-05-31 late A case = \"1\" given 2018-05-31 absent A case = \"1\"\n"
            "given 2018-06-30 late A case = \"2\" given 2018-06-30 absent A case = \"2\"\n"
            "given 2018-07-01 late A case = \"2\"\n"
            "given 2018-09-01 late A case = \"3\" given 2018-09-01 absent A case = \"3\"\n"
            "given 2018-09-02 late A case = \"3\"\n"),
        "duty A 2018-05 33\n"
        "duty A 2018-06 35\n"
        "duty A 2018-07 38\n"
        "duty A 2018-09 33\n"); /* 5 untouched, one of the 2 */
}

/* --- periods --- */

static void the_best_n_of_a_year_count_and_equal_ones_by_date(void **state)
{
    (void)state;
    assert_values(CASES MARKS "section spring of person each quarter base 0 points end\n"
                              "rule again when praise add praise.mark to spring end\n"
                              "selection two best 2 of marked each year end\n"
                              "selection one best 1 of again each year end\n" GIVEN(
                                  "given person A given person B\n"
                                  "given 2018-07-01 praise A mark = 5\n"
                                  "given 2018-02-01 praise A mark = 5\n"
                                  "given 2018-03-01 praise A mark = 9\n"
                                  "given 2018-02-01 praise B mark = 4\n"
                                  "given 2019-02-01 praise B mark = 4\n"),
                  "season A 2018 14\n"
                  "spring A 2018-Q1 9\n"
                  "spring A 2018-Q3 0\n"
                  "season B 2018 4\n"
                  "season B 2019 4\n");
}

static void the_earliest_of_equal_results_counts(void **state)
{
    (void)state;
    assert_values(CASES "rule marked when praise add 5 points to duty end\n"
                        "selection one best 1 of marked each year end\n" GIVEN(
                            "given person A\n"
                            "given 2018-07-01 praise A given 2018-02-01 praise A\n"),
                  "duty A 2018-07 40\n"
                  "duty A 2018-02 45\n");
}

static void a_table_tells_how_many_of_each_half_count(void **state)
{
    (void)state;
    assert_values(CASES MARKS "table counted by part first → 2, second → 1 end\n"
                              "selection dropped best counted[race.part] race of marked\n"
                              "  each year, race.part end\n" GIVEN(
                                  "given person A\n"
                                  "given race r part = first given race s part = first\n"
                                  "given race t part = first given race u part = second\n"
                                  "given race v part = second\n"
                                  "given 2018-01-01 praise A race = r mark = 6\n"
                                  "given 2018-02-01 praise A race = s mark = 4\n" /* 4 + 3 */
                                  "given 2018-02-02 praise A race = s mark = 3\n"
                                  "given 2018-03-01 praise A race = t mark = 5\n" /* dropped */
                                  "given 2018-08-01 praise A race = u mark = 9\n"
                                  "given 2018-09-01 praise A race = v mark = 8\n"), /* dropped */
                  "season A 2018 22\n");
}

static void an_item_is_the_sum_of_all_that_is_merged(void **state)
{
    (void)state;
    assert_values(CASES MARKS "rule fined when late deduct 4 points from season end\n"
                              "selection one best 1 race of marked, fined each year end\n" GIVEN(
                                  "given person A given race r part = first\n"
                                  "given race s part = first given race t part = first\n"
                                  "given 2018-01-01 praise A race = r mark = 6\n"
                                  "given 2018-01-01 late A race = r\n" /* 2 in all: dropped */
                                  "given 2018-02-01 praise A race = s mark = 5\n" /* 5 */
                                  "given 2018-03-01 late A race = t\n"), /* -4: untouched */
                  "season A 2018 1\n");
}

static void a_period_selection_goes_by_the_last_day_of_the_period(void **state)
{
    (void)state;
    assert_values(CASES MARKS
                  "let n = 2 end let n = 1 from 2018-12-31 end\n"
                  "selection some best n of marked each year until 2019-06-30 end\n" GIVEN(
                      "given person A\n"
                      "given 2018-01-01 praise A mark = 6\n"
                      "given 2018-02-01 praise A mark = 5\n"
                      "given 2017-01-01 praise A mark = 6\n"
                      "given 2017-02-01 praise A mark = 5\n"
                      "given 2017-02-02 praise A mark = 1\n"
                      "given 2019-02-01 praise A mark = 6\n" /* not in force on 12-31 */
                      "given 2019-03-01 praise A mark = 5\n"),
                  "season A 2017 11\n"
                  "season A 2018 6\n"
                  "season A 2019 11\n");
}

static void fewer_than_n_are_all_kept_and_an_unknown_n_drops_nothing(void **state)
{
    (void)state;
    assert_values(CASES MARKS
                  "table counted by case \"a\" → 1 end\n"
                  "selection some best counted[case] of marked each year, case end\n" GIVEN(
                      "given person A\n"
                      "given 2018-01-01 praise A mark = 6 case = \"a\"\n"
                      "given 2018-01-02 praise A mark = 7 case = \"a\"\n"
                      "given 2018-01-03 praise A mark = 1 case = \"b\"\n"
                      "given 2018-01-04 praise A mark = 1 case = \"b\"\n"
                      "given 2018-01-05 praise A mark = 1\n"
                      "given 2018-01-05 praise A mark = 1\n"),
                  "season A 2018 11\n");
}

/* --- with caps and other selections --- */

static void field_selections_come_before_caps_and_period_selections_after(void **state)
{
    (void)state;
    assert_values(CASES "rule l when late deduct 2 points from duty cap 3 points each month end\n"
                        "rule a when absent deduct 5 points from duty end\n"
                        "selection one heaviest 1 of l, a each case end\n"
                        "selection two heaviest 2 of l, a each year end\n" GIVEN(
                            "given person A given person B\n"
                            "given 2018-10-01 late A case = \"1\"\n" /* absorbed: no cap used */
                            "given 2018-10-01 absent A case = \"1\"\n"
                            "given 2018-10-02 late A\n" /* 2 */
                            "given 2018-10-03 late A\n" /* 1 by the cap, then dropped */
                            "given 2018-10-01 late B\n" /* 2 */
                            "given 2018-10-02 late B\n" /* 1 */
                            "given 2018-10-03 late B\n" /* 0 */),
                  "duty A 2018-10 33\n"
                  "duty B 2018-10 37\n");
}

static void of_several_selections_a_posting_counts_the_least(void **state)
{
    (void)state;
    assert_values(CASES RULES
                  "selection by_case heaviest 1 of late_rule, absent_rule each case end\n"
                  "selection by_race heaviest 1 of late_rule, absent_rule each race end\n" GIVEN(
                      "given person A given race r part = first given race s part = first\n"
                      "given 2018-10-01 absent A case = \"1\" race = r\n"
                      "given 2018-10-01 late A case = \"1\" race = s\n"   /* by case */
                      "given 2018-10-01 absent A case = \"2\" race = s\n" /* counts */
                      "given 2018-10-01 late A case = \"3\" race = s\n"), /* by race */
                  "duty A 2018-10 30\n");
}

static void a_question_of_one_section_still_sees_who_competes(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        CASES "rule l when late deduct 2 points from duty end\n"
              "rule a when absent deduct 5 points from other end\n"
              "selection one heaviest 1 of l, a each case end\n" GIVEN(
                  "given person A\n"
                  "given 2018-10-01 late A case = \"1\" given 2018-09-01 absent A case = \"1\"\n"));
    scripted_run(script, "duty A 2018-10\n");
    Text values = scripted_values(script, script->result, "duty A 2018-10\n");
    assert_int_equal(values.size, sizeof "duty A 2018-10 40\n" - 1);
    scripted_free(script);
}

/* --- accounts --- */

static void an_account_tells_by_what_a_posting_was_absorbed(void **state)
{
    (void)state;
    Scripted *script =
        scripted_new(CASES ONE_ACT GIVEN("given person A\n"
                                         "given 2018-10-08 late A case = \"17\"\n"
                                         "given 2018-10-09 absent A case = \"17\"\n"));
    scripted_run(script, "duty A 2018-10\n");
    assert_int_equal(script->trace.count, 2);
    const TraceEntry *late = &script->trace.entries[0], *absent = &script->trace.entries[1];
    assert_true(late->amount.num == 0 && late->asked.num == -2 && late->step_count == 1);
    assert_int_equal(late->steps[0].kind, STEP_SELECTED);
    assert_true(name_is(&late->steps[0].selection->name, TEXT("one_act")));
    assert_true(absent->amount.num == -5 && absent->step_count == 0 && absent->asked.den == 0);
    scripted_free(script);
}

/* --- misuse --- */

static void misuse_has_its_own_codes(void **state)
{
    (void)state;
    assert_script_refused(CASES RULES "selection s best 1 of late_rule each case end\n",
                          DIAG_E0389);
    assert_script_refused(CASES RULES "section pay of person each month base 9 yuan end\n"
                                      "rule p when late deduct 1 yuan from pay end\n"
                                      "selection s heaviest 1 of late_rule, p each case end\n",
                          DIAG_E0390);
    assert_script_refused(CASES RULES
                          "table t by part first → 1, second → 2 end\n"
                          "selection s heaviest t[race.part] of late_rule each year end\n",
                          DIAG_E0391);
    assert_script_refused(CASES RULES
                          "rule w when duty below 3 points deduct 1 point from season end\n"
                          "selection s heaviest 1 of w each year end\n",
                          DIAG_E0392);
    assert_script_refused(CASES "rule r when late where duty below 3 points deduct 1 point from "
                                "season end\n"
                                "selection s heaviest 1 of r each year end\n",
                          DIAG_E0392);
    assert_script_refused(
        CASES RULES "selection s heaviest 1 of late_rule, late_rule each case end\n", DIAG_E0411);
    assert_script_refused(CASES RULES "selection s heaviest 1 of late_rule each duty end\n",
                          DIAG_E0412);
    assert_script_refused(CASES RULES "selection s heaviest 1 of late_rule end\n", DIAG_E0324);
    assert_script_refused(CASES RULES "selection s heaviest 1 of nobody each case end\n",
                          DIAG_E0310);
    assert_script_refused(CASES RULES
                          "selection s heaviest 1 of late_rule each case end\n"
                          "selection s from 2018-02-01 heaviest 1 of late_rule each year end\n",
                          DIAG_E0403);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heaviest_of_a_case_counts_and_the_others_are_absorbed),
        cmocka_unit_test(without_a_case_the_event_is_a_bucket_of_its_own),
        cmocka_unit_test(equal_ones_go_to_the_rule_declared_first_then_by_date_and_log),
        cmocka_unit_test(the_other_sign_is_untouched),
        cmocka_unit_test(every_occurrence_competes_by_itself),
        cmocka_unit_test(occurrences_of_a_lone_event_are_buckets_side_by_side),
        cmocka_unit_test(what_a_rule_posts_of_an_event_is_kept_as_a_whole),
        cmocka_unit_test(a_bucket_has_several_parts_and_dotted_paths),
        cmocka_unit_test(whoever_is_charged_has_selections_of_their_own),
        cmocka_unit_test(absorbed_postings_still_count_for_counters_and_void_ones_do_not),
        cmocka_unit_test(a_field_selection_goes_by_the_version_of_the_day),
        cmocka_unit_test(the_best_n_of_a_year_count_and_equal_ones_by_date),
        cmocka_unit_test(the_earliest_of_equal_results_counts),
        cmocka_unit_test(a_table_tells_how_many_of_each_half_count),
        cmocka_unit_test(an_item_is_the_sum_of_all_that_is_merged),
        cmocka_unit_test(a_period_selection_goes_by_the_last_day_of_the_period),
        cmocka_unit_test(fewer_than_n_are_all_kept_and_an_unknown_n_drops_nothing),
        cmocka_unit_test(field_selections_come_before_caps_and_period_selections_after),
        cmocka_unit_test(of_several_selections_a_posting_counts_the_least),
        cmocka_unit_test(a_question_of_one_section_still_sees_who_competes),
        cmocka_unit_test(an_account_tells_by_what_a_posting_was_absorbed),
        cmocka_unit_test(misuse_has_its_own_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
