/* What scripts mean: names, periods, versions, lowering, order. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* --- names --- */

static void both_spellings_name_the_same_thing(void **state)
{
    (void)state;
    assert_ir("rule r when 迟到 for 角色 为 科员 deduct 1 point from 本职 end",
              "    when late\n    for (= own.role staff)\n    deduct duty -1 points\n");
}

static void what_comes_later_may_be_read_before(void **state)
{
    (void)state;
    assert_ir("score a each month = b + 1 point end\nscore b each month = monthly end",
              "score a of person each month in points\n    = (+ b 1 points)\n");
}

static void a_value_is_read_only_opposite_its_field(void **state)
{
    (void)state;
    assert_ir("rule r when praise where town is level deduct 1 point from duty end",
              "    where (= town level)\n");
}

static void a_choice_of_values_is_a_tree_of_comparisons(void **state)
{
    (void)state;
    assert_ir("rule r when praise where level is one of town, county add 1 point to duty end",
              "    where (or (= level town) (= level county))\n");
}

static void between_is_two_comparisons(void **state)
{
    (void)state;
    assert_ir("rule r when late where minutes between 5 minutes and 1 hour add 1 point to duty end",
              "    where (and (>= minutes 5 minutes) (<= minutes 60 minutes))\n");
}

static void a_qualified_name_reads_the_event(void **state)
{
    (void)state;
    assert_ir("score minutes each month = 1 point end\n"
              "rule r when late where late.minutes above 3 minutes add 1 point to duty end",
              "    where (> minutes 3 minutes)\n");
}

static void a_path_leads_along_the_roster(void **state)
{
    (void)state;
    assert_ir("rule r when late for leader.leader.role is head add 1 point to duty end",
              "    for (= own.leader.leader.role head)\n");
}

static void the_kind_of_subject_names_the_own_one(void **state)
{
    (void)state;
    assert_ir("rule r when late charge person where role is head charge person.leader\n"
              "deduct 1 point from duty end",
              "    charge own\n      where (= charged.role head)\n    charge own.leader\n");
}

static void the_date_of_the_event_can_be_read(void **state)
{
    (void)state;
    assert_ir("rule r when late where date at least 2018-07-01 add 1 point to duty end",
              "    where (>= day 2018-07-01)\n");
}

/* --- fields --- */

static void events_without_a_subject_get_the_first_kind(void **state)
{
    (void)state;
    assert_ir("event x end", "event x\n  person: person slot 0 own\n");
}

static void the_first_field_of_a_subject_is_the_own_one(void **state)
{
    (void)state;
    assert_ir("event x boss: person other: person end",
              "  boss: person slot 5 own\n  other: person slot 6\n");
}

static void fields_of_one_name_and_type_share_a_column(void **state)
{
    (void)state;
    assert_ir("event x minutes/分钟数: minutes 情况/case: text end",
              "event x\n  person: person slot 0 own\n  minutes: minutes slot 1\n"
              "  case: text slot 2\n");
}

static void fields_of_another_type_have_their_own_column(void **state)
{
    (void)state;
    assert_ir("event x minutes: points end", "  minutes: points slot 5\n");
}

static void fields_of_every_event_follow_its_own(void **state)
{
    (void)state;
    assert_ir("every event n: occurrences default 1 end\nevent x y: text end",
              "event x\n  person: person slot 0 own\n  y: text slot 6\n"
              "  n: times default 1 times slot 3 occurrences\n");
}

static void hours_are_kept_in_minutes(void **state)
{
    (void)state;
    assert_ir("event x h: hours between 1 and 2 default 2 end",
              "  h: minutes factor 60 between 60 and 120 default 120 minutes slot 5\n");
}

static void a_percentage_field_is_a_number_of_hundredths(void **state)
{
    (void)state;
    assert_ir("event x p: percent between 0 and 100 default 20% end",
              "  p: a plain number factor 0.01 between 0 and 1 default 0.2 slot 5\n");
}

static void enumerations_of_equal_values_are_one_type(void **state)
{
    (void)state;
    assert_ir("event x rang: one of head, staff end\n"
              "rule r when x for role is rang add 1 point to duty end",
              "    for (= own.role rang)\n");
}

/* --- periods of items --- */

static void a_score_takes_the_period_of_what_it_reads(void **state)
{
    (void)state;
    assert_ir("score a = extra * 2 end", "score a of person each year in points\n");
}

static void a_rank_takes_the_period_of_its_score(void **state)
{
    (void)state;
    assert_ir("rank k by monthly within role, team then by extra2 lowest first ties dense end\n"
              "score extra2 each month = 1 point end",
              "rank k of person each month in a plain number\n    by monthly\n"
              "    then by lowest extra2\n    within own.role\n    within own.team\n"
              "    ties dense\n");
}

static void a_grade_takes_the_period_of_its_rank(void **state)
{
    (void)state;
    assert_ir("rank k by extra within role end\n"
              "grade g by k good: extra at least 3 points top 15% minimum 1 ties in "
              "rest: otherwise end",
              "grade g of person each year in one of good, rest\n    by k\n"
              "    level good: (>= extra 3 points)\n"
              "      top share 0.15 rounded down minimum 1 ties in\n"
              "    level rest\n");
    assert_ir("rank k by extra end grade g by k within role good: top 15% ties in rest: otherwise "
              "end",
              "      top share 0.15 within own.role rounded down minimum 0 ties in\n");
}

static void a_rank_is_compared_with_plain_numbers(void **state)
{
    (void)state;
    assert_ir("rank k by extra end\nscore s each year = if k is 1 or k at most 3 then 2 else 1 end",
              "    = (if (or (= k 1) (<= k 3)) 2 1)\n");
}

/* --- aggregates --- */

static void periods_of_a_score_are_gathered(void **state)
{
    (void)state;
    assert_ir("score y each year = average of monthly + total of (best 3 monthly)\n"
              "  + lowest of (all but best 1 and worst 2 monthly in last 3 months)\n"
              "  + highest of (monthly in previous year) end",
              "(average monthly)");
    assert_ir("score y each year = total of (best 3 monthly) end",
              "    = (total best 3 monthly)\n");
    assert_ir("score y each year = lowest of (all but best 1 and worst 2 monthly in last 3 months)"
              " end",
              "    = (lowest but best 1 but worst 2 monthly in last 3 month)\n");
    assert_ir("score y each year = highest of (monthly in previous year) end",
              "    = (highest monthly in previous year)\n");
}

static void an_average_of_events_is_a_total_and_a_count(void **state)
{
    (void)state;
    assert_ir("score y each year = average of survey.points end",
              "    = (average #6 / #5)\n"
              "measure #5 of person each year in times\n    of survey\n"
              "measure #6 of person each year in points\n    of survey\n    total points\n");
}

static void equal_measures_are_kept_once(void **state)
{
    (void)state;
    assert_ir("score y each month = count of late * 2 points + count of (late) * 1 point end",
              "    = (+ (* (count #5) 2 points) (* (count #5) 1 points))\n");
}

static void events_can_be_narrowed_before_they_are_counted(void **state)
{
    (void)state;
    assert_ir("score y each month = count of (late or praise where person.role is head) end",
              "    of late or praise\n    where (= own.role head)\n");
}

static void what_may_be_missing_is_not_counted_in_an_average(void **state)
{
    (void)state;
    assert_ir("event x n: number optional end\nscore y each month = average of x.n end",
              "    of x\n    where (known n)\n");
}

/* --- lets, tables, versions --- */

static void a_let_stands_for_its_value(void **state)
{
    (void)state;
    assert_ir("let full = 100 points end\nscore s each month = full - monthly end",
              "    = (- 100 points monthly)\n");
}

static void a_let_that_changed_asks_for_the_day(void **state)
{
    (void)state;
    assert_ir("let rate = 1 point end\nlet rate = 2 points from 2019-01-01 end\n"
              "rule r when late deduct rate from duty end",
              "    deduct duty (neg (if (<= day 2018-12-31) 1 points 2 points))\n");
}

static void nothing_is_known_before_the_first_version(void **state)
{
    (void)state;
    assert_ir("let rate = 2 points from 2019-01-01 end\n"
              "rule r when late add rate to duty end",
              "    add duty (if (>= day 2019-01-01) 2 points unknown)\n");
}

static void a_table_asks_row_by_row(void **state)
{
    (void)state;
    assert_ir("table t by minutes 0 minutes..<10 minutes -> 1 point, 10 minutes.. -> 2 points end\n"
              "rule r when late add t[minutes] to duty end",
              "    add duty (if (and (>= minutes 0 minutes) (< minutes 10 minutes)) 1 points "
              "(if (>= minutes 10 minutes) 2 points unknown))\n");
}

static void a_row_may_use_the_key(void **state)
{
    (void)state;
    assert_ir("table t by minutes otherwise -> 1 point * key end\n"
              "rule r when late add t[minutes] to duty end",
              "    add duty (* 1 points minutes)\n");
}

static void versions_of_an_item_follow_one_another(void **state)
{
    (void)state;
    assert_ir("section x each month base 1 point end\n"
              "section x base 2 points from 2019-01-01 end",
              "section x of person each month in points\n"
              "    from always until 2018-12-31\n    base 1 points\n"
              "    from 2019-01-01 until never\n    base 2 points\n");
}

static void versions_of_a_rule_are_numbered_by_date(void **state)
{
    (void)state;
    assert_ir("rule r when late deduct 2 points from duty from 2019-01-01 end\n"
              "rule r when late deduct 1 point from duty end",
              "rule r version 0\n    from always until 2018-12-31\n");
}

static void constants_are_worked_out(void **state)
{
    (void)state;
    assert_ir("score s each month = (2 + 3) * 4 points / 8 - 50% * 1 point end",
              "    = 2 points\n");
}

/* --- rules --- */

static void a_run_counts_what_passes(void **state)
{
    (void)state;
    assert_ir("rule r when late run of 3 times where minutes above 9 minutes notice \"x\" end",
              "    run of 3\n    run where (> minutes 9 minutes)\n    notice \"x\"\n");
}

static void a_rule_on_scores_comes_between_what_it_reads_and_holds(void **state)
{
    (void)state;
    assert_ir("rule r when monthly below 60 points hold extra at most 0 end",
              "    on scores of person each month\n    where (< monthly 60 points)\n"
              "    hold at most extra 0 points\n"
              "order duty work monthly r extra\n");
}

static void what_is_read_comes_first(void **state)
{
    (void)state;
    assert_ir("score a each month = b end\nscore b each month = c end\n"
              "score c each month = 1 point end",
              "order duty work extra monthly c b a\n");
}

static void a_share_is_charged_up_the_line(void **state)
{
    (void)state;
    assert_ir("rule r when late charge 50% to every level of leader deduct 1 point from duty end",
              "    charge 0.5 to every level of own.leader\n");
}

/* --- tests --- */

static void a_test_becomes_events_and_values(void **state)
{
    (void)state;
    assert_ir("rule r when late deduct 1 point from duty end\n"
              "test \"t\" given person A role = head joined = 2018-03-01\n"
              "given person B leader = A given 2018-10-08 late B minutes = 9\n"
              "expect duty of B in 2018-10-20 = 59 points expect extra of A in 2018 not assessed\n"
              "expect r fired 1 time for B in 2018-Q4 expect r not fired for A in 2018 end",
              "test \"t\"\n"
              "  given person A role = head on roster 2018-03-01..never\n"
              "  given person B leader = \"A\"\n"
              "  given 2018-10-08 late B minutes = 9 minutes\n"
              "  expect duty of B in 2018-10 = 59 points\n"
              "  expect extra of A in 2018 not assessed\n"
              "  expect r of B in 2018-10-01..2018-12-31 fired 1\n"
              "  expect r of A in 2018-01-01..2018-12-31 fired 0\n");
}

static void several_files_are_one_script(void **state)
{
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    uint32_t one = diag_source(diag, TEXT("a"), TEXT("score s each month = duty end"));
    uint32_t two = diag_source(diag, TEXT("b"), TEXT("subject p end section duty each month end"));
    const Node *files[] = {parse_source(arena, diag, one), parse_source(arena, diag, two)};
    (void)state;
    const Ir *ir = check_files(arena, diag, files, 2);
    assert_non_null(ir);
    assert_int_equal(ir_find_item(ir, TEXT("s")), 0);
    assert_int_equal(ir_find_item(ir, TEXT("duty")), 1);
    assert_int_equal(ir_find_item(ir, TEXT("none")), -1);
    diag_free(diag);
    arena_free(arena);
}

static void the_version_of_a_day_may_be_a_hole(void **state)
{
    Checked check = checked("subject p end\n"
                            "section s each month from 2018-01-01 until 2018-06-30 end\n"
                            "section s base 2 points from 2019-01-01 end\n");
    (void)state;
    assert_non_null(check.ir);
    const IrItem *item = &check.ir->items[0];
    assert_null(item_version(item, day_from_civil(2017, 12, 31)));
    assert_ptr_equal(item_version(item, day_from_civil(2018, 6, 30)), &item->versions[0]);
    assert_null(item_version(item, day_from_civil(2018, 7, 1)));
    assert_ptr_equal(item_version(item, day_from_civil(2020, 1, 1)), &item->versions[1]);
    checked_free(&check);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_spellings_name_the_same_thing),
        cmocka_unit_test(what_comes_later_may_be_read_before),
        cmocka_unit_test(a_value_is_read_only_opposite_its_field),
        cmocka_unit_test(a_choice_of_values_is_a_tree_of_comparisons),
        cmocka_unit_test(between_is_two_comparisons),
        cmocka_unit_test(a_qualified_name_reads_the_event),
        cmocka_unit_test(a_path_leads_along_the_roster),
        cmocka_unit_test(the_kind_of_subject_names_the_own_one),
        cmocka_unit_test(the_date_of_the_event_can_be_read),
        cmocka_unit_test(events_without_a_subject_get_the_first_kind),
        cmocka_unit_test(the_first_field_of_a_subject_is_the_own_one),
        cmocka_unit_test(fields_of_one_name_and_type_share_a_column),
        cmocka_unit_test(fields_of_another_type_have_their_own_column),
        cmocka_unit_test(fields_of_every_event_follow_its_own),
        cmocka_unit_test(hours_are_kept_in_minutes),
        cmocka_unit_test(a_percentage_field_is_a_number_of_hundredths),
        cmocka_unit_test(enumerations_of_equal_values_are_one_type),
        cmocka_unit_test(a_score_takes_the_period_of_what_it_reads),
        cmocka_unit_test(a_rank_takes_the_period_of_its_score),
        cmocka_unit_test(a_grade_takes_the_period_of_its_rank),
        cmocka_unit_test(a_rank_is_compared_with_plain_numbers),
        cmocka_unit_test(periods_of_a_score_are_gathered),
        cmocka_unit_test(an_average_of_events_is_a_total_and_a_count),
        cmocka_unit_test(equal_measures_are_kept_once),
        cmocka_unit_test(events_can_be_narrowed_before_they_are_counted),
        cmocka_unit_test(what_may_be_missing_is_not_counted_in_an_average),
        cmocka_unit_test(a_let_stands_for_its_value),
        cmocka_unit_test(a_let_that_changed_asks_for_the_day),
        cmocka_unit_test(nothing_is_known_before_the_first_version),
        cmocka_unit_test(a_table_asks_row_by_row),
        cmocka_unit_test(a_row_may_use_the_key),
        cmocka_unit_test(versions_of_an_item_follow_one_another),
        cmocka_unit_test(versions_of_a_rule_are_numbered_by_date),
        cmocka_unit_test(constants_are_worked_out),
        cmocka_unit_test(a_run_counts_what_passes),
        cmocka_unit_test(a_rule_on_scores_comes_between_what_it_reads_and_holds),
        cmocka_unit_test(what_is_read_comes_first),
        cmocka_unit_test(a_share_is_charged_up_the_line),
        cmocka_unit_test(a_test_becomes_events_and_values),
        cmocka_unit_test(several_files_are_one_script),
        cmocka_unit_test(the_version_of_a_day_may_be_a_hole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
