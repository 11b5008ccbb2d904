/* The same for rules and selections: what the first case of each diagnostic does not reach. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* --- rules on events --- */

static void a_charge_names_a_subject_and_a_share_of_it(void **state)
{
    (void)state;
    assert_check_codes("rule r when late charge leader.nothing deduct 1 point from duty end",
                       "E0315");
    assert_check_codes("rule r when late charge role deduct 1 point from duty end", "E0376");
    assert_check_codes(
        "rule r when late charge every level of nothing deduct 1 point from duty end", "E0315");
    assert_check_codes("rule r when late charge every level of role deduct 1 point from duty end",
                       "E0377");
    assert_check_codes(
        "rule r when late charge others of same nothing deduct 1 point from duty end", "E0315");
    assert_check_codes("rule r when late charge 0% to leader deduct 1 point from duty end",
                       "E0374");
    assert_check_codes("rule r when late charge 101% to leader deduct 1 point from duty end",
                       "E0374");
    assert_check_codes("rule r when late charge 100% to leader deduct 1 point from duty end", "");
    assert_check_codes("rule r when late charge 1 point to leader deduct 1 point from duty end",
                       "E0374");
    assert_check_codes("rule r when late charge nothing where role is head\n"
                       "  deduct 1 point from duty end",
                       "E0310");
    assert_check_codes("rule r when late charge leader where nothing deduct 1 point from duty end",
                       "E0310");
}

static void an_amount_is_of_the_section_and_not_negative(void **state)
{
    (void)state;
    assert_check_codes("rule r when late deduct -1 point from duty end", "E0383");
    assert_check_codes("rule r when late add -1 point to duty end", "E0383");
    assert_check_codes("rule r when late add 0 to duty end", "");
    assert_check_codes("rule r when late add nothing to duty end", "E0310");
    assert_check_codes("rule r when late add 1 point to nothing end", "E0310");
    assert_check_codes("rule r when late set nothing to 1 point end", "E0310");
    assert_check_codes("rule r when late set duty to nothing end", "E0310");
    assert_check_codes("rule r when late add between 3 points and 2 points as decided to duty end",
                       "E0333");
    assert_check_codes("rule r when late add between 2 points and 2 points as decided to duty end",
                       "");
    assert_check_codes("rule r when late add between nothing and 2 points as decided to duty end",
                       "E0310");
    assert_check_codes("rule r when late add between 2 points and nothing as decided to duty end",
                       "E0310");
    assert_check_codes(
        "rule r when late deduct between -2 points and 3 points as decided from duty end", "E0383");
    assert_check_codes("rule r when monthly below 10 points\n"
                       "  add between 2 points and 3 points as decided to extra end",
                       "E0395");
    assert_check_codes("rule r when late hold nothing at most 3 points end", "E0310");
    assert_check_codes("rule r when late withhold nothing end", "E0310");
    assert_check_codes("rule r when late withhold 0% of monthly end", "E0374");
    assert_check_codes("rule r when late withhold 101% of monthly end", "E0374");
    assert_check_codes("rule r when late withhold 3 points of monthly end", "E0374");
    assert_check_codes("rule r when late withhold monthly next nothing end", "E0318");
    assert_check_codes("rule r when late withhold nothing next month end", "E0310");
    assert_check_codes("rule r when late withhold monthly next year end", "E0380");
}

static void steps_are_a_way_of_counting(void **state)
{
    (void)state;
    assert_check_codes("rule r when late by occurrence in year 1.. → deduct 1 point from duty end",
                       "");
    assert_check_codes("rule r when late run of 3 times notice \"x\" end", "");
    assert_check_codes("rule r when monthly below 3 points\n"
                       "  by occurrence in year 1.. → deduct 1 point from extra end",
                       "E0372");
    assert_check_codes("rule r when late by occurrence in year 3..2 → deduct 1 point from duty end",
                       "E0333");
    assert_check_codes("rule r when late by occurrence in year 0 → deduct 1 point from duty end",
                       "E0335");
    assert_check_codes("subject car end event crash on: car end\n"
                       "rule r when any event by occurrence in year 1.. → notice \"x\" end",
                       "E0366");
    /* an effect beside the steps is for every occurrence */
    assert_ir("rule r when late notice \"x\" by occurrence in year 2.. → notice \"y\" end",
              "    notice (1..2147483647) \"x\"\n    notice (2..2147483647) \"y\"\n");
}

static void only_events_are_counted_voided_and_treated(void **state)
{
    (void)state;
    assert_check_codes("rule r when monthly below 3 points every 3 times in year notice \"x\" end",
                       "E0372");
    assert_check_codes("rule r when monthly below 3 points treat as late end", "E0372");
    assert_check_codes("rule r when monthly below 3 points void end", "E0372");
    assert_check_codes("rule r when late treat as nothing end", "E0310");
    assert_check_codes("rule r when late void notice \"x\" end", "E0370");
    assert_check_codes("rule r when late every 3 times in year void end", "E0370");
    assert_check_codes("event free end rule r when free treat as late end", "");
    assert_check_codes("event free end rule r when late treat as survey end", "E0369");
    assert_check_codes("event points_too points: minutes end\n"
                       "rule r when points_too treat as survey end",
                       "E0369");
    assert_check_codes("subject car end event crash on: car end\n"
                       "rule r when any event run of 3 times notice \"x\" end",
                       "E0366");
    assert_check_codes("subject car end event crash on: car end\n"
                       "rule r when crash or late charge person deduct 1 point from duty end",
                       "E0366");
}

static void a_counter_counts_in_the_unit_of_what_it_counts(void **state)
{
    (void)state;
    assert_check_codes("rule r when late reaching 45 points of minutes in year notice \"x\" end",
                       "E0303");
    assert_check_codes("rule r when late reaching 0 minutes of minutes in year notice \"x\" end",
                       "E0335");
    assert_check_codes("rule r when late reaching 1.5 minutes of minutes in year notice \"x\" end",
                       "");
    assert_check_codes("rule r when late reaching 1.5 times in year notice \"x\" end", "E0335");
    assert_check_codes(
        "rule r when late reaching 9223372036854775808 times in year notice \"x\" end", "E0347");
    assert_check_codes("rule r when late reaching nothing in year notice \"x\" end", "E0310");
    assert_check_codes("rule r when late reaching 3 times in nothing notice \"x\" end", "E0318");
    assert_check_codes("rule r when late reaching 3 times in previous month notice \"x\" end",
                       "E0385");
    assert_check_codes("let most = 3 times end\n"
                       "rule r when late reaching most in year notice \"x\" end",
                       "");
    assert_check_codes("let most = 0 times end\n"
                       "rule r when late reaching most in year notice \"x\" end",
                       "E0335");
    assert_check_codes("let most = 3 points end\n"
                       "rule r when late reaching most in year notice \"x\" end",
                       "E0303");
    assert_check_codes("let most = 2018-01-01 end\n"
                       "rule r when late reaching most in year notice \"x\" end",
                       "E0307");
    assert_check_codes("let most = 1.5 end\n"
                       "rule r when late run of most notice \"x\" end",
                       "E0335");
    assert_check_codes("let most = 3 end rule r when late run of most notice \"x\" end", "");
    assert_check_codes("rule r when late run of 0 times notice \"x\" end", "E0335");
    assert_check_codes("rule r when late run of 1.5 times notice \"x\" end", "E0335");
    assert_check_codes("rule r when late run of 1000001 times notice \"x\" end", "E0335");
    assert_check_codes("rule r when late run of 1000000 times notice \"x\" end", "");
    assert_check_codes("rule r when late run of 3 times where nothing notice \"x\" end", "E0310");
}

static void a_run_of_periods_is_of_whole_ones(void **state)
{
    (void)state;
    assert_check_codes("rule r when monthly below 3 points run of 3 months notice \"x\" end", "");
    assert_check_codes("rule r when monthly below 3 points run of 3 times notice \"x\" end", "");
    assert_check_codes("rule r when monthly below 3 points run of 21 days notice \"x\" end",
                       "E0303");
    assert_check_codes("score q each quarter = total of monthly end\n"
                       "rule r when q below 3 points run of 6 months notice \"x\" end\n"
                       "rule s when q below 3 points run of 1 year notice \"x\" end",
                       "");
    assert_check_codes("score q each quarter = total of monthly end\n"
                       "rule r when q below 3 points run of 4 months notice \"x\" end",
                       "E0303");
    assert_check_codes("section w each week base 1 points end\n"
                       "rule r when w below 1 point run of 3 weeks notice \"x\" end\n"
                       "rule s when w below 1 point run of 14 days notice \"x\" end",
                       "");
    assert_check_codes("section w each week base 1 points end\n"
                       "rule r when w below 1 point run of 10 days notice \"x\" end",
                       "E0303");
    assert_check_codes("period fortnight each 14 days from 2024-01-01 end\n"
                       "section w each fortnight base 1 points end\n"
                       "rule r when w below 1 point run of 28 days notice \"x\" end",
                       "");
    assert_check_codes("period term \"a\" from 2024-01-01 until 2024-06-30 end\n"
                       "section w each term base 1 points end\n"
                       "rule r when w below 1 point run of 2 months notice \"x\" end",
                       "E0303");
}

static void a_rule_says_when(void **state)
{
    (void)state;
    assert_check_codes("rule r when late end", "E0324");
    assert_check_codes("rule r when 3 points above 2 points deduct 1 point from duty end", "E0367");
    assert_check_codes("rule r when nothing deduct 1 point from duty end", "E0314");
    assert_check_codes("rule r when late or nothing deduct 1 point from duty end", "E0314");
    assert_check_codes("rule r when nothing or late deduct 1 point from duty end", "E0314");
    assert_check_codes("rule r when duty or late deduct 1 point from duty end", "E0368");
    assert_check_codes("rule r when missing nothing in month deduct 1 point from duty end",
                       "E0310");
    assert_check_codes("rule r when missing late in nothing deduct 1 point from duty end", "E0318");
    assert_check_codes("rule r when monthly below 3 points where duty below 2 points\n"
                       "  notice \"x\" end",
                       "");
    assert_check_codes("rule r when monthly below 3 points where nothing notice \"x\" end",
                       "E0310");
    assert_check_codes("rule r when monthly below nothing where duty below 2 points\n"
                       "  notice \"x\" end",
                       "E0310");
    assert_check_codes("rule r when late where nothing notice \"x\" end", "E0310");
    assert_check_codes("rule r when nothing hold nobody at most 1 point end", "E0314 E0310");
    assert_check_codes("rule r when nothing set nobody to 1 point end", "E0314 E0310");
    assert_check_codes("rule r when nothing clear nobody end", "E0314 E0310");
    assert_check_codes("rule r when nothing restart nobody end", "E0314 E0310");
    assert_check_codes("rule r when nothing add 1 point to nobody end", "E0314 E0310");
    assert_check_codes("rule r when nothing hold monthly at most 1 point end", "E0314");
    assert_check_codes("rule r when nothing where nothing notice \"x\" end", "E0314");
}

static void a_cap_is_of_the_unit_that_is_posted(void **state)
{
    (void)state;
    assert_check_codes("rule r when late deduct 1 point from duty cap 3 points each month end", "");
    assert_check_codes("rule r when late deduct 1 point from duty cap 3 yuan each month end",
                       "E0303");
    assert_check_codes("rule r when late deduct 1 point from nothing cap 3 points each month end",
                       "E0310");
    assert_check_codes("rule r when late notice \"x\" cap 3 points each month end", "E0382");
    assert_check_codes("rule r when late deduct 1 point from duty cap 3 points each nothing end",
                       "E0318");
    assert_check_codes("rule r when late deduct 1 point from duty cap 0 points each month end",
                       "E0527");
    assert_check_codes("rule r when monthly below 3 points deduct 1 point from extra\n"
                       "  cap duty each year end",
                       "");
}

/* --- selections --- */

static void a_selection_says_which_of_what_for_each_what(void **state)
{
    (void)state;
#define CHOSEN                                                                                     \
    "rule a when late deduct 1 point from duty end\n"                                              \
    "rule b when survey deduct points from duty end\n"
    assert_check_codes(CHOSEN "selection s heaviest 1 of a, b each case end", "E0334");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each case end", "");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a end", "E0324");
    assert_check_codes(CHOSEN "selection s heaviest 1 of nothing each case end", "E0310");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each date end", "");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each person end", "");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each team, month end", "");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each case, case end", "E0411");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each month, month end", "E0411");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each duty end", "E0412");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a, a each case end", "E0411");
    assert_check_codes(CHOSEN "selection s heaviest 0 of a each case end", "E0335");
    assert_check_codes(CHOSEN "selection s heaviest 2 points of a each case end", "E0303");
    assert_check_codes(CHOSEN "selection s heaviest nothing of a each case end", "E0310");
    assert_check_codes(CHOSEN "let most = 2 end selection s heaviest most of a each case end", "");
    assert_check_codes(CHOSEN "let most = 1.5 end selection s heaviest most of a each case end",
                       "E0335");
    assert_check_codes(CHOSEN "let most = role end selection s heaviest most of a each case end",
                       "E0310");
    assert_check_codes(
        CHOSEN "let most = 2 points end selection s heaviest most of a each case end", "E0303");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each case for nothing end", "E0310");
    assert_check_codes(
        CHOSEN "selection s heaviest 1 of a each case for monthly above 2 points end", "E0392");
    assert_check_codes(CHOSEN "selection s heaviest 1 of a each nothing end", "E0310");
    assert_check_codes("rule a when late notice \"x\" end\n"
                       "selection s heaviest 1 of a each case end",
                       "E0389");
    assert_check_codes("rule a when late deduct 1 point from nothing end\n"
                       "selection s heaviest 1 of a each case end",
                       "E0310");
    assert_check_codes("rule a when monthly below 2 points deduct 1 point from extra end\n"
                       "selection s heaviest 1 of a each month end",
                       "E0392");
    assert_check_codes("rule a when nothing deduct 1 point from duty end\n"
                       "selection s heaviest 1 of a each month end",
                       "E0314");
    assert_check_codes(CHOSEN
                       "selection s heaviest 1 of a each case from 2018-01-01 until 2018-12-31\n"
                       "end\n"
                       "selection s heaviest 1 of a each month from 2019-01-01 end",
                       "E0403");
#undef CHOSEN
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_charge_names_a_subject_and_a_share_of_it),
        cmocka_unit_test(an_amount_is_of_the_section_and_not_negative),
        cmocka_unit_test(steps_are_a_way_of_counting),
        cmocka_unit_test(only_events_are_counted_voided_and_treated),
        cmocka_unit_test(a_counter_counts_in_the_unit_of_what_it_counts),
        cmocka_unit_test(a_run_of_periods_is_of_whole_ones),
        cmocka_unit_test(a_rule_says_when),
        cmocka_unit_test(a_cap_is_of_the_unit_that_is_posted),
        cmocka_unit_test(a_selection_says_which_of_what_for_each_what),
    };
    return cmocka_run_group_tests_name("check_refusals_rules", tests, NULL, NULL);
}
