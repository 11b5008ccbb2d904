/* Who bears a posting: oneself, leaders, shares of it, several kinds of subject; and how much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY  "section duty each month base 40 points end\n"
#define FAULT "event fault person: person by_whom: person optional parts: number optional end\n"
/* A below B below C below D. */
#define LADDER                                                                                     \
    "given person A leader = B given person B leader = C role = head\n"                            \
    "given person C leader = D given person D role = head\n"
#define ONE_FAULT "given 2018-01-02 fault A\n"

static void without_a_charge_the_own_subject_bears_it(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY FAULT
                  "rule r when fault deduct 2 points from duty end\n" GIVEN(LADDER ONE_FAULT),
                  "duty A 2018-01 38\n"
                  "duty B 2018-01 40\n");
}

static void every_level_goes_up_to_the_top_and_leaves_the_own_subject_out(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY FAULT "rule r when fault charge every level of leader\n"
                                    "  deduct 2 points from duty end\n" GIVEN(LADDER ONE_FAULT),
                  "duty A 2018-01 40\n"
                  "duty B 2018-01 38\n"
                  "duty C 2018-01 38\n"
                  "duty D 2018-01 38\n");
}

static void a_condition_of_a_charge_looks_at_the_one_charged(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY FAULT
                  "rule r when fault charge every level of leader where role is head\n"
                  "  deduct if role is head then 8 points else 2 points from duty end\n" GIVEN(
                      LADDER ONE_FAULT),
                  "duty B 2018-01 38\n" /* the amount is that of A, who is no head */
                  "duty C 2018-01 40\n"
                  "duty D 2018-01 38\n");
}

static void a_share_is_of_the_amount_asked_whatever_the_offender_still_has(void **state)
{
    (void)state;
    assert_values(PEOPLE "section duty each month base 4 points floor 0 points end\n"
                         "section head_duty each month base 40 points end\n" FAULT
                         "rule r when fault deduct 10 points from duty end\n"
                         "rule s when fault charge 50% to leader\n"
                         "  deduct 10 points from head_duty end\n" GIVEN(LADDER ONE_FAULT),
                  "duty A 2018-01 0\n"
                  "head_duty B 2018-01 35\n"
                  "head_duty C 2018-01 40\n");
}

static void who_is_named_twice_is_charged_once_at_the_largest_share(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY FAULT
                  "rule r when fault\n"
                  "  charge 20% to every level of leader\n"
                  "  charge 50% to leader\n"
                  "  charge 30% to by_whom\n"
                  "  deduct 10 points from duty end\n" GIVEN(
                      LADDER "given 2018-01-02 fault A by_whom = B\n" /* B: 20, 50, 30 % */
                             "given 2018-02-02 fault A by_whom = A\n"
                             "given 2018-03-02 fault A by_whom = C\n"), /* C: 20, 30 % */
                  "duty A 2018-01 40\n"
                  "duty B 2018-01 35\n"
                  "duty C 2018-01 38\n"
                  "duty A 2018-02 37\n"
                  "duty C 2018-03 37\n"
                  "r B 2018 3\n");
}

static void equal_shares_of_one_subject_are_charged_once(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY FAULT "rule r when fault charge leader charge by_whom\n"
                                    "  deduct 3 points from duty end\n" GIVEN(
                                        LADDER "given 2018-01-02 fault A by_whom = B count = 2\n"),
                  "duty B 2018-01 34\n");
}

static void a_field_that_names_nobody_charges_nobody(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY FAULT
                  "rule r when fault charge by_whom\n"
                  "  deduct 3 points from duty end\n"
                  "rule s when fault charge leader\n"
                  "  deduct 3 points from duty end\n" GIVEN(LADDER "given 2018-01-02 fault D\n"),
                  "duty A 2018-01 40\n"
                  "duty D 2018-01 40\n"
                  "r D 2018 0\n");
}

static void who_is_off_the_roster_that_day_lapses_and_the_way_up_ends_there(void **state)
{
    (void)state;
    const char *text = PEOPLE DUTY FAULT
        "rule r when fault charge every level of leader deduct 2 points from duty end\n" GIVEN(
            "given person A leader = B given person B leader = C left = 2018-01-15\n"
            "given person C\n"
            "given 2018-01-15 fault A given 2018-01-16 fault A\n");
    Scripted *script = scripted_new(text);
    const char *expected = "duty A 2018-01 40\n"
                           "duty B 2018-01 38\n"
                           "duty C 2018-01 38\n";
    scripted_run(script, expected);
    assert_string_equal(scripted_values(script, script->result, expected).at, expected);
    assert_int_equal(script->trace.count, 3);
    const TraceEntry *lapsed = &script->trace.entries[1]; /* of B, after the one of the 15th */
    assert_int_equal(lapsed->kind, TRACE_LAPSED);
    assert_int_equal(lapsed->subject, 1);
    assert_int_equal(lapsed->day, day_from_civil(2018, 1, 16));
    scripted_free(script);
}

static void an_account_shows_share_and_amount_of_a_charge(void **state)
{
    (void)state;
    Scripted *script =
        scripted_new(PEOPLE DUTY FAULT
                     "rule r when fault charge 50% to leader deduct 5 points from duty end\n" GIVEN(
                         LADDER "given 2018-01-02 fault A count = 3\n"));
    scripted_run(script, "duty A 2018-01\n");
    assert_int_equal(script->trace.count, 1);
    const TraceEntry *entry = &script->trace.entries[0];
    assert_int_equal(entry->kind, TRACE_POSTED);
    assert_int_equal(entry->subject, 1);
    assert_int_equal(entry->own, 0);
    assert_int_equal(entry->times, 3);
    assert_true(ratio_compare(entry->amount, (Ratio){-15, 2}) == 0);
    assert_true(ratio_compare(entry->share, (Ratio){1, 2}) == 0);
    scripted_free(script);
}

/* ---- Several kinds of subject ---- */

#define CLUBS                                                                                      \
    "subject team coach: person optional end\n"                                                    \
    "subject person end\n"                                                                         \
    "event game home: team away: team star: person end\n"                                          \
    "section table_points of team each year base 0 points end\n"                                   \
    "section merit of person each year base 0 points end\n"

static void an_event_belongs_to_its_first_subject_and_may_charge_the_others(void **state)
{
    (void)state;
    assert_values(CLUBS "rule won when game add 3 points to table_points end\n"
                        "rule lost when game charge away add 1 point to table_points end\n"
                        "rule shone when game charge star add 5 points to merit end\n"
                        "rule taught when game charge home.coach add 2 points to merit end\n" GIVEN(
                            "given person P given person Q\n"
                            "given team T coach = Q given team U\n"
                            "given 2018-05-01 game home = T away = U star = P\n"
                            "given 2018-05-08 game home = U away = T star = Q\n"),
                  "table_points T 2018 4\n"
                  "table_points U 2018 4\n"
                  "merit P 2018 5\n"
                  "merit Q 2018 7\n");
}

/* ---- How much ---- */

static void a_ratio_stays_exact(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY FAULT
        "section seventh each year base 0 points end\n"
        "rule r when fault deduct 1 point / 7 from seventh end\n"
        "rule s when fault where parts is known deduct 1 point / parts from duty end\n" GIVEN(
            "given person A given person B\n"
            "given 2018-01-02 fault A parts = 7\n"
            "given 2018-02-02 fault B parts = 3 given 2018-02-03 fault B parts = 6\n"
            "given 2018-02-04 fault B parts = 2 given 2018-03-04 fault B parts = 0\n"),
        "duty A 2018-01 279/7\n"
        "seventh A 2018 -1/7\n"
        "duty B 2018-02 39\n" /* a third, a sixth, a half */
        "duty B 2018-03 40\n" /* divided by nothing: unknown */
        "seventh B 2018 -4/7\n");
}

static void an_overflow_names_the_clause_and_the_person(void **state)
{
    (void)state;
    assert_fails(
        PEOPLE "section duty each year base 0 points end\n" FAULT
               "rule great cite §3(2) when fault\n"
               "  add 9223372036854775807 points to duty end\n" GIVEN(
                   "given person A given person B\n"
                   "given 2018-01-02 fault B given 2018-01-03 fault B\n"),
        "duty A 2018\n",
        "error E2001: great (clause §3(2)) grows beyond what can be counted exactly, for B\n"
        "  look at the amounts and occurrences of the events behind it: one is far too large\n");
    assert_fails(
        PEOPLE "section duty each year base 0 points end\n" FAULT
               "rule great when fault add 9223372036854775807 points to duty end\n" GIVEN(
                   "given person A given 2018-01-02 fault A count = 2\n"),
        "duty A 2018\n",
        "error E2001: great (clause -) grows beyond what can be counted exactly, for A\n"
        "  look at the amounts and occurrences of the events behind it: one is far too large\n");
}

static void the_largest_number_is_counted(void **state)
{
    (void)state;
    assert_values(PEOPLE "section duty each year base 0 points end\n" FAULT
                         "rule great when fault add 9223372036854775807 points to duty end\n" GIVEN(
                             "given person A given 2018-01-02 fault A\n"),
                  "duty A 2018 9223372036854775807\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_charge_the_own_subject_bears_it),
        cmocka_unit_test(every_level_goes_up_to_the_top_and_leaves_the_own_subject_out),
        cmocka_unit_test(a_condition_of_a_charge_looks_at_the_one_charged),
        cmocka_unit_test(a_share_is_of_the_amount_asked_whatever_the_offender_still_has),
        cmocka_unit_test(who_is_named_twice_is_charged_once_at_the_largest_share),
        cmocka_unit_test(equal_shares_of_one_subject_are_charged_once),
        cmocka_unit_test(a_field_that_names_nobody_charges_nobody),
        cmocka_unit_test(who_is_off_the_roster_that_day_lapses_and_the_way_up_ends_there),
        cmocka_unit_test(an_account_shows_share_and_amount_of_a_charge),
        cmocka_unit_test(an_event_belongs_to_its_first_subject_and_may_charge_the_others),
        cmocka_unit_test(a_ratio_stays_exact),
        cmocka_unit_test(an_overflow_names_the_clause_and_the_person),
        cmocka_unit_test(the_largest_number_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
