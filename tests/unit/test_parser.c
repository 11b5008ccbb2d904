/* The grammar: what each statement becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parsing.h"

#define RULE(items) "rule r when e " items " end"

/* ---- Declarations ---- */

static void subjects_hold_typed_fields_and_a_roster_span(void **state)
{
    (void)state;
    assert_tree("subject person/人员 role: one of a/甲, b default b mark: points between -5 and 5 "
                "x: text optional on roster from joined until left end",
                "  subject person/人员\n"
                "    field role\n"
                "      one_of\n"
                "        value a/甲\n"
                "        value b\n"
                "      default\n"
                "        name b\n"
                "    field mark\n"
                "      type points\n"
                "        unary (negate)\n"
                "          number 5\n"
                "        number 5\n"
                "    field x\n"
                "      type text\n"
                "      optional\n"
                "    on_roster\n"
                "      name joined\n"
                "      name left\n");
}

static void a_period_is_a_cycle_or_given_seasons(void **state)
{
    (void)state;
    assert_tree("period cycle of licence each 12 months from issued end", "  period_each cycle\n"
                                                                          "    of licence\n"
                                                                          "    quantity 12 months\n"
                                                                          "    name issued\n");
    assert_tree("period term \"spring\" from 2024-02-26 until 2024-07-05 end",
                "  seasons term\n"
                "    season\n"
                "      text \"spring\"\n"
                "      date 2024-02-26\n"
                "      date 2024-07-05\n");
}

static void table_keys_are_names_ranges_and_negative_numbers(void **state)
{
    (void)state;
    assert_tree("table t by x a → 1 point, 0%..<10% → 2, -3.. → 3, otherwise → 4 end",
                "  table t\n"
                "    by x\n"
                "    row\n"
                "      name a\n"
                "      quantity 1 points\n"
                "    row\n"
                "      range (below)\n"
                "        quantity 0 %\n"
                "        quantity 10 %\n"
                "      number 2\n"
                "    row\n"
                "      range (at most)\n"
                "        unary (negate)\n"
                "          number 3\n"
                "      number 3\n"
                "    row\n"
                "      otherwise\n"
                "      number 4\n");
}

static void levels_have_conditions_and_quotas(void **state)
{
    (void)state;
    assert_tree("grade g by place good/优: x at least 9 top 15% within role rounded down ties out "
                "first: top 1 rest: otherwise end",
                "  grade g\n"
                "    by place\n"
                "    level good/优\n"
                "      compare (at least)\n"
                "        path\n"
                "          name x\n"
                "        number 9\n"
                "      top\n"
                "        quantity 15 %\n"
                "      within\n"
                "        name role\n"
                "      rounded (down)\n"
                "      ties (out)\n"
                "    level first\n"
                "      top\n"
                "        number 1\n"
                "    level rest\n"
                "      otherwise\n");
}

static void a_selection_may_name_an_item_field(void **state)
{
    (void)state;
    assert_tree("selection s best counted[race.part] race of a, b each year, race.part end",
                "  selection s\n"
                "    select (best)\n"
                "      amount_of counted\n"
                "        path\n"
                "          name race\n"
                "          name part\n"
                "      of race\n"
                "      name a\n"
                "      name b\n"
                "    each_paths\n"
                "      path\n"
                "        name year\n"
                "      path\n"
                "        name race\n"
                "        name part\n");
}

/* ---- Rules ---- */

static void both_orders_of_a_deduction_are_one_tree(void **state)
{
    (void)state;
    assert_same_tree(RULE("deduct 2 points from duty"), RULE("从 duty 扣 2分"));
    assert_tree(RULE("deduct between 1 point and 5 points as decided from duty shared by a.b"),
                "  rule r\n"
                "    when\n"
                "      path\n"
                "        name e\n"
                "    deduct duty\n"
                "      as_decided\n"
                "        quantity 1 points\n"
                "        quantity 5 points\n"
                "      shared_by\n"
                "        path\n"
                "          name a\n"
                "          name b\n");
}

static void items_of_a_rule_come_in_any_order(void **state)
{
    (void)state;
    assert_same_tree("rule r cite §1 when e for x deduct 1 point from duty end",
                     "rule r deduct 1 point from duty for x when e cite §1 end");
}

static void effects_keep_the_order_they_are_written_in(void **state)
{
    (void)state;
    Parsed one = parsed(RULE("clear a void")), other = parsed(RULE("void clear a"));
    assert_int_equal(diag_errors(one.diag) + diag_errors(other.diag), 0);
    assert_false(node_equal(one.tree, other.tree));
    parsed_free(&one);
    parsed_free(&other);
}

static void counters_tell_windows_and_what_is_counted(void **state)
{
    (void)state;
    assert_tree(RULE("reaching 45 minutes of minutes in last 12 months void"),
                "  rule r\n"
                "    when\n"
                "      path\n"
                "        name e\n"
                "    counter (reaching)\n"
                "      quantity 45 minutes\n"
                "      counted\n"
                "        path\n"
                "          name minutes\n"
                "      in\n"
                "        window_last\n"
                "          quantity 12 months\n"
                "    void\n");
}

static void steps_by_occurrence_are_single_spans_or_open(void **state)
{
    (void)state;
    assert_tree(
        "rule r when e by occurrence in year 1 → void 2..3 → clear a 4.. → notice \"x\" end",
        "  rule r\n"
        "    when\n"
        "      path\n"
        "        name e\n"
        "    by_occurrence\n"
        "      in\n"
        "        window year\n"
        "      step\n"
        "        number 1\n"
        "        void\n"
        "      step\n"
        "        number 2\n"
        "        number 3\n"
        "        clear a\n"
        "      step\n"
        "        number 4\n"
        "        otherwise\n"
        "        notice\n"
        "          text \"x\"\n");
}

static void charges_go_along_the_roster(void **state)
{
    (void)state;
    assert_tree("rule r when missing digest or log in week charge 50% to every level of leader "
                "where a end",
                "  rule r\n"
                "    when\n"
                "      missing\n"
                "        name digest\n"
                "        name log\n"
                "        in\n"
                "          window week\n"
                "    charge\n"
                "      quantity 50 %\n"
                "      every_level leader\n"
                "      where\n"
                "        path\n"
                "          name a\n");
}

/* ---- Expressions ---- */

static void operators_bind_as_usual(void **state)
{
    (void)state;
    assert_same_tree("let a = 1 + 2 * 3 - 4 end", "let a = (1 + (2 * 3)) - 4 end");
    assert_same_tree("let a = -x * y / z end", "let a = ((-x) * y) / z end");
    assert_same_tree(RULE("unless a or b and not c is d + 1 void"),
                     RULE("unless a or (b and (not (c is (d + 1)))) void"));
    assert_same_tree("let a = if x then 1 else 2 + 3 end", "let a = if x then 1 else (2 + 3) end");
}

static void brackets_may_change_the_tree(void **state)
{
    (void)state;
    Parsed one = parsed("let a = 1 - (2 - 3) end"), other = parsed("let a = 1 - 2 - 3 end");
    assert_false(node_equal(one.tree, other.tree));
    parsed_free(&one);
    parsed_free(&other);
}

static void signs_of_comparison_equal_words(void **state)
{
    (void)state;
    assert_same_tree(RULE("unless a > 1 and b < 2 and c >= 3 and d ≤ 4 void"),
                     RULE("unless a above 1 and b below 2 and c at least 3 and d at most 4 void"));
}

static void aggregates_take_a_path_or_qualifiers_in_brackets(void **state)
{
    (void)state;
    assert_tree("score s = average of (all but best 1 and worst 2 m.p where j by v across u "
                "under l in previous month) + total of all sections end",
                "  score s\n"
                "    formula\n"
                "      binary (add)\n"
                "        aggregate (average)\n"
                "          path\n"
                "            name m\n"
                "            name p\n"
                "          all_but\n"
                "            pick (best)\n"
                "              number 1\n"
                "            pick (worst)\n"
                "              number 2\n"
                "          where\n"
                "            path\n"
                "              name j\n"
                "          by v\n"
                "          across u\n"
                "          under l\n"
                "          in\n"
                "            window_previous month\n"
                "        aggregate (total)\n"
                "          all_sections\n");
}

/* ---- Tests, queries, run scripts ---- */

static void givens_and_expectations_name_entities(void **state)
{
    (void)state;
    assert_tree("test \"t\" given person A role = head given 2018-10-08 late 0017 "
                "expect late fired 1 time for A in 2018-10 expect x of \"a 1\" in term 3 = -2 "
                "expect x of A in 2018 not assessed end",
                "  test\n"
                "    title \"t\"\n"
                "    given_subject person\n"
                "      entity A\n"
                "      assign role\n"
                "        name head\n"
                "    given_event\n"
                "      date 2018-10-08\n"
                "      name late\n"
                "      entity 0017\n"
                "    expect_fired late\n"
                "      quantity 1 times\n"
                "      entity A\n"
                "      period 2018-10\n"
                "    expect_value x\n"
                "      entity a 1\n"
                "      period_named term\n"
                "        number 3\n"
                "      unary (negate)\n"
                "        number 2\n"
                "    expect_not_assessed x\n"
                "      entity A\n"
                "      number 2018\n");
}

static void a_field_named_like_a_unit_may_follow_a_number_in_a_given(void **state)
{
    (void)state;
    assert_same_tree("test \"t\" given 2018-10-08 late A count = 1 minutes = 5 end",
                     "test \"t\" given 2018-10-08 late A count = 1 「minutes」 = 5 end");
    assert_same_tree("score s for age at least 5 years = 3 end",
                     "score s for (age at least 5years) = 3 end");
}

static void amendments_change_repeal_and_add(void **state)
{
    (void)state;
    assert_tree("amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                "change a: void change b = 2 repeal c rule d when e void end end",
                "  amendment\n"
                "    book N\n"
                "    from\n"
                "      date 2019-01-01\n"
                "    recorded\n"
                "      date 2019-02-10\n"
                "    closed_periods (adjust)\n"
                "    change a\n"
                "      void\n"
                "    change_value b\n"
                "      number 2\n"
                "    repeal c\n"
                "    rule d\n"
                "      when\n"
                "        path\n"
                "          name e\n"
                "      void\n");
}

static void run_scripts_name_files_inputs_and_outputs(void **state)
{
    (void)state;
    assert_tree("use \"rules\", \"more\" roster \"p.csv\" events \"e.csv\" "
                "input month/月份 default 2018-10 accept rejects 3 "
                "show a, b in month of person where x as csv output \"{month}.csv\" "
                "why a of 0017 in 2018-01..2018-03 list readings",
                "  use\n"
                "    text \"rules\"\n"
                "    text \"more\"\n"
                "  roster\n"
                "    text \"p.csv\"\n"
                "  events\n"
                "    text \"e.csv\"\n"
                "  input month/月份\n"
                "    default\n"
                "      period 2018-10\n"
                "  accept_rejects\n"
                "    number 3\n"
                "  show\n"
                "    name a\n"
                "    name b\n"
                "    in\n"
                "      name month\n"
                "    of person\n"
                "    where\n"
                "      path\n"
                "        name x\n"
                "    as csv\n"
                "    output\n"
                "      text \"{month}.csv\"\n"
                "  why a\n"
                "    entity 0017\n"
                "    in\n"
                "      period_range\n"
                "        period 2018-01\n"
                "        period 2018-03\n"
                "  list\n    name readings\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subjects_hold_typed_fields_and_a_roster_span),
        cmocka_unit_test(a_period_is_a_cycle_or_given_seasons),
        cmocka_unit_test(table_keys_are_names_ranges_and_negative_numbers),
        cmocka_unit_test(levels_have_conditions_and_quotas),
        cmocka_unit_test(a_selection_may_name_an_item_field),
        cmocka_unit_test(both_orders_of_a_deduction_are_one_tree),
        cmocka_unit_test(items_of_a_rule_come_in_any_order),
        cmocka_unit_test(effects_keep_the_order_they_are_written_in),
        cmocka_unit_test(counters_tell_windows_and_what_is_counted),
        cmocka_unit_test(steps_by_occurrence_are_single_spans_or_open),
        cmocka_unit_test(charges_go_along_the_roster),
        cmocka_unit_test(operators_bind_as_usual),
        cmocka_unit_test(brackets_may_change_the_tree),
        cmocka_unit_test(signs_of_comparison_equal_words),
        cmocka_unit_test(aggregates_take_a_path_or_qualifiers_in_brackets),
        cmocka_unit_test(givens_and_expectations_name_entities),
        cmocka_unit_test(a_field_named_like_a_unit_may_follow_a_number_in_a_given),
        cmocka_unit_test(amendments_change_repeal_and_add),
        cmocka_unit_test(run_scripts_name_files_inputs_and_outputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
