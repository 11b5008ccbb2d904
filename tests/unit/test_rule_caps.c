/* Caps of rules: what counts, in which order, and what accounts are told of the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY                                                                                       \
    "section duty each month base 40 points end\n"                                                 \
    "section extra each year base 0 points end\n"
#define LATE "event late minutes: minutes optional end\n"

static void five_count_two_each_and_the_sixth_nothing(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when late deduct 2 points from duty cap 10 points each month end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-01 late A count = 4 given 2018-10-02 late A\n"
                      "given 2018-10-03 late A given 2018-11-01 late A\n"
                      "given 2018-10-01 late B\n"),
                  "duty A 2018-10 30\n"
                  "duty A 2018-11 38\n"
                  "duty B 2018-10 38\n");
}

static void a_cap_is_consumed_by_date_and_also_outside_the_period_asked(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when late deduct 1 point * (minutes / 1 minute) from duty\n"
                  "  cap 10 points each year end\n" GIVEN(
                      "given person A\n"
                      "given 2018-11-09 late A minutes = 6\n" /* 1 is left */
                      "given 2018-10-03 late A minutes = 4\n" /* 4 */
                      "given 2018-02-04 late A minutes = 5\n" /* 5 */),
                  "duty A 2018-10 36\n"
                  "duty A 2018-11 39\n");
}

static void of_several_caps_each_posting_counts_the_least(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "rule r when late deduct 3 points from duty\n"
                                   "  cap 4 points each month cap 7 points each year end\n" GIVEN(
                                       "given person A\n"
                                       "given 2018-09-01 late A given 2018-09-02 late A\n"
                                       "given 2018-10-01 late A given 2018-10-02 late A\n"),
                  "duty A 2018-09 36\n"
                  "duty A 2018-10 37\n"); /* 4 of 7 in September, then 3 and 0 */
}

static void
every_charged_subject_has_a_cap_of_their_own_and_a_share_is_of_what_is_asked(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when late charge person charge 50% to leader\n"
                  "  deduct 9 points from duty cap 5 points each month end\n" GIVEN(
                      "given person H role = head given person A leader = H\n"
                      "given 2018-10-01 late A\n"),
                  "duty A 2018-10 35\n"
                  "duty H 2018-10 35.5\n");
}

static void all_that_a_rule_posts_shares_its_cap(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when late deduct 2 points from duty deduct 1 point from extra\n"
                  "  cap 5 points each month end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-01 late A given 2018-10-02 late A\n"), /* 2 1, 2 0 */
                  "duty A 2018-10 36\n"
                  "extra A 2018 -1\n");
}

static void versions_share_what_is_consumed(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when late add 4 points to extra end\n"
                  "rule r from 2018-07-01 when late add 4 points to extra cap 10 points each year "
                  "end\n" GIVEN("given person A\n"
                                "given 2018-05-01 late A given 2018-06-01 late A\n"
                                "given 2018-08-01 late A given 2018-09-01 late A\n"), /* 4 4 2 0 */
                  "extra A 2018 10\n");
}

static void what_a_cap_absorbs_still_counts(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when late every 2 times in month deduct 2 points from duty\n"
                  "  cap 3 points each month end\n" GIVEN("given person A\n"
                                                          "given 2018-10-01 late A count = 2\n"
                                                          "given 2018-10-02 late A count = 3\n"),
                  "duty A 2018-10 37\n"
                  "r A 2018-10 2\n");
}

static void an_amount_without_a_common_scale_is_capped_exactly(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule r when late deduct 1 point / (minutes / 1 minute) from extra\n"
        "  cap 1 point / 2 each year end\n"
        "score doubled each year = extra * 6 end\n" GIVEN("given person A given person B\n"
                                                          "given 2018-10-01 late A minutes = 3\n"
                                                          "given 2018-10-02 late A minutes = 3\n"
                                                          "given 2018-10-02 late B minutes = 3\n"),
        "doubled A 2018 -3\n"
        "doubled B 2018 -2\n");
}

static void what_a_cap_left_of_a_row_is_so_many_occurrences_to_a_selection(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule l when late deduct 2 points from duty cap 5 points each month end\n"
                  "selection two heaviest 2 of l each year end\n" GIVEN(
                      "given person A given person B given person C\n"
                      "given 2018-10-01 late A count = 4\n" /* 2 2 1 0: two of 2 */
                      "given 2018-10-01 late B\n"           /* 2 */
                      "given 2018-10-02 late B count = 2\n" /* 2 1 */
                      "given 2018-10-01 late C count = 4 given 2018-11-01 late C count = 3\n"),
                  "duty A 2018-10 36\n"
                  "duty B 2018-10 36\n"
                  "duty C 2018-10 36\n" /* the earlier of 2 2 1 and 2 2 1 */
                  "duty C 2018-11 40\n");
}

static void an_account_tells_what_was_asked(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        PEOPLE DUTY LATE
        "rule r when late deduct 2 points from duty\n"
        "  cap 3 points each month end\n" GIVEN("given person A\n"
                                                "given 2018-10-03 late A given 2018-10-02 late A\n"
                                                "given 2018-10-04 late A\n"));
    scripted_run(script, "duty A 2018-10\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 3);
    const TraceEntry *entries = script->trace.entries;
    assert_int_equal(entries[0].position, 2); /* by date */
    assert_int_equal(entries[0].amount.num, -2);
    assert_int_equal(entries[1].position, 1);
    assert_int_equal(entries[1].amount.num, -1);
    assert_int_equal(entries[1].asked.num, -2);
    assert_int_equal(entries[2].amount.num, 0);
    scripted_free(script);
}

static void a_lower_cap_of_a_later_version_takes_nothing_back(void **state)
{
    (void)state;
    /* 9 of the first cap's 10 are used in June; the second of 5 leaves nothing, and gives nothing
     * back */
    assert_values(PEOPLE DUTY LATE
                  "event praise end\n"
                  "rule r when late deduct 3 points from duty cap 10 points each year\n"
                  "  until 2018-06-30 end\n"
                  "rule r when late deduct 3 points from duty cap 5 points each year\n"
                  "  from 2018-07-01 end\n"
                  "rule p when praise add 3 points to extra cap 10 points each year\n"
                  "  until 2018-06-30 end\n"
                  "rule p when praise add 3 points to extra cap 5 points each year\n"
                  "  from 2018-07-01 end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-06-01 late A count = 3 given 2018-07-01 late A\n"
                      "given 2018-06-01 praise A count = 3 given 2018-07-01 praise A\n"
                      "given 2018-07-01 late B count = 3\n"),
                  "duty A 2018-06 31\nduty A 2018-07 40\nduty B 2018-07 35\nextra A 2018 9\n");
}

static void a_cap_that_is_unknown_does_not_limit(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "let most = 4 points until 2018-06-30 end\n"
                                   "rule r when late deduct 3 points from duty\n"
                                   "  cap most each month cap 8 points each month end\n" GIVEN(
                                       "given person A\n"
                                       "given 2018-06-01 late A count = 3\n"
                                       "given 2018-07-01 late A count = 3\n"),
                  "duty A 2018-06 36\nduty A 2018-07 32\n");
}

static void what_a_cap_left_of_several_effects_competes_as_one(void **state)
{
    (void)state;
#define TWICE                                                                                      \
    "rule r when late deduct 2 points from duty deduct 2 points from extra\n"                      \
    "  cap 7 points each month end\n"
#define THREE_TIMES GIVEN("given person A given 2018-10-01 late A count = 3\n")
    /* 6 and 6 are asked, 6 and 1 are left: 7 together are more than 5, and less than 8 */
    assert_values(PEOPLE DUTY LATE TWICE
                  "rule q when late deduct 5 / 3 * 1 point from duty end\n"
                  "selection s heaviest 1 of r, q each month end\n" THREE_TIMES,
                  "duty A 2018-10 34\nextra A 2018 -1\n");
    assert_values(PEOPLE DUTY LATE TWICE
                  "rule q when late deduct 8 points from duty end\n"
                  "selection s heaviest 1 of r, q each month end\n" THREE_TIMES,
                  "duty A 2018-10 32\nextra A 2018 0\n");
}

static void a_cap_within_the_first_occurrence_leaves_a_part_of_it(void **state)
{
    (void)state;
    /* 3 of the first 4 are left, which are more than 2 */
    assert_values(PEOPLE DUTY LATE "event absent end\n"
                                   "rule r when late deduct 4 points from duty\n"
                                   "  cap 3 points each month end\n"
                                   "rule q when absent deduct 2 points from duty end\n"
                                   "selection s heaviest 1 of r, q each month end\n" GIVEN(
                                       "given person A given 2018-10-01 late A count = 2\n"
                                       "given 2018-10-02 absent A\n"),
                  "duty A 2018-10 37\n");
    /* 4, 4 and 2 are left: two selections each keep one of 4, and it is the same */
    assert_values(
        PEOPLE DUTY LATE "event absent end\n"
                         "rule r when late deduct 4 points from duty\n"
                         "  cap 10 points each month end\n"
                         "rule q when absent deduct 3 points from duty end\n"
                         "selection s heaviest 2 of r, q each month end\n"
                         "selection t heaviest 1 of r, q each month, count end\n" GIVEN(
                             "given person A given 2018-10-01 late A count = 3\n"
                             "given 2018-10-02 absent A\n"),
        /* s: 4 and 4; t: of those with a count of 3 one 4; of the other the 3, which s drops */
        "duty A 2018-10 36\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_count_two_each_and_the_sixth_nothing),
        cmocka_unit_test(a_cap_is_consumed_by_date_and_also_outside_the_period_asked),
        cmocka_unit_test(of_several_caps_each_posting_counts_the_least),
        cmocka_unit_test(
            every_charged_subject_has_a_cap_of_their_own_and_a_share_is_of_what_is_asked),
        cmocka_unit_test(all_that_a_rule_posts_shares_its_cap),
        cmocka_unit_test(versions_share_what_is_consumed),
        cmocka_unit_test(what_a_cap_absorbs_still_counts),
        cmocka_unit_test(an_amount_without_a_common_scale_is_capped_exactly),
        cmocka_unit_test(what_a_cap_left_of_a_row_is_so_many_occurrences_to_a_selection),
        cmocka_unit_test(an_account_tells_what_was_asked),
        cmocka_unit_test(a_lower_cap_of_a_later_version_takes_nothing_back),
        cmocka_unit_test(a_cap_that_is_unknown_does_not_limit),
        cmocka_unit_test(what_a_cap_left_of_several_effects_competes_as_one),
        cmocka_unit_test(a_cap_within_the_first_occurrence_leaves_a_part_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
