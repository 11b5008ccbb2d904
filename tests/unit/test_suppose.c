/* What if: an overlay equals editing the files, dropping it gives the base back, changes add up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/output.h"
#include "tests/unit/supposing.h"

#define RULES                                                                                      \
    PEOPLE "event late minutes: minutes default 0 minutes end\n"                                   \
           "event praise end\n"                                                                    \
           "section duty each month base 40 points end\n"                                          \
           "rule a when late deduct 1 point from duty end\n"                                       \
           "rule b when late run of 3 times deduct 10 points from duty end\n"                      \
           "rule c when praise charge leader add 2 points to duty end\n"                           \
           "score pay each month = duty * 10 yuan/point end\n"                                     \
           "rank place by duty end\n"                                                              \
           "grade level by place good: duty at least 40 points fair: otherwise end\n"

#define ROSTER TEXT("id,role,leader,joined,left\nA,staff,B,,\nB,head,,,\nC,staff,B,,2018-06-30\n")
#define LOG                                                                                        \
    TEXT("id,date,kind,person,minutes\ne1,2018-01-05,late,A,5\ne2,2018-01-06,late,A,\n"            \
         "e3,2018-01-07,praise,C,\ne4,2018-01-08,late,A,\ne5,2018-02-01,late,B,\n")

static Text values(WhatIf *of, Engine *engine, const char *wanted)
{
    Engine *own = of->filed->script->engine;
    of->filed->script->engine = engine;
    Result *result = filed_ask(of->filed, UINT32_MAX, day_from_civil(2018, 1, 1),
                               day_from_civil(2018, 12, 31), NULL);
    if (!result)
        print_all(of->filed->script->diag);
    assert_non_null(result);
    Text text = scripted_values(of->filed->script, result, wanted);
    result_free(result);
    of->filed->script->engine = own;
    return text;
}

#define BASE                                                                                       \
    "duty A 2018-01 27\n" /* three late ones, and the run of three */                              \
    "duty B 2018-01 42\n"                                                                          \
    "duty B 2018-02 39\n"                                                                          \
    "pay A 2018-01 270\n"                                                                          \
    "place A 2018-01 3\n"

static void assert_supposed(const char *text, const char *expected)
{
    WhatIf of = what_if_new(RULES, ROSTER, LOG);
    assert_string_equal(values(&of, of.top, BASE).at, BASE);
    Engine *engine = suppose(&of, text);
    if (!engine)
        print_all(of.filed->script->diag);
    assert_non_null(engine);
    assert_string_equal(values(&of, engine, expected).at, expected);
    engine_free(engine);
    assert_string_equal(values(&of, of.top, BASE).at, BASE);
    what_if_free(&of);
}

static void a_changed_rule_holds_in_the_overlay_alone(void **state)
{
    (void)state;
    assert_supposed("suppose change a: deduct 3 points from duty end",
                    "duty A 2018-01 21\npay A 2018-01 210\nduty B 2018-02 37\n");
    assert_supposed("suppose repeal b end", "duty A 2018-01 37\nduty B 2018-02 39\n");
}

static void struck_altered_and_added_events_count_as_in_the_files(void **state)
{
    (void)state;
    assert_supposed("suppose strike e2 end", "duty A 2018-01 38\nduty B 2018-01 42\n");
    assert_supposed("suppose strike e3, e5 end", "duty B 2018-01 40\nduty B 2018-02 40\n");
    assert_supposed("suppose given 2018-02-03 late B count = 2 end",
                    "duty B 2018-02 27\nduty A 2018-01 27\n"); /* three in all, so the run fires */
    assert_supposed("suppose alter e5 date = 2018-03-01 count = 2 end",
                    "duty B 2018-02 40\nduty B 2018-03 38\n");
    assert_supposed("suppose alter e5 person = A end", /* the fourth one of a new run */
                    "duty B 2018-02 40\nduty A 2018-02 39\n");
    assert_supposed("suppose alter e5 kind = praise person = A end",
                    "duty B 2018-02 42\nduty A 2018-02 40\n");
}

static void rows_of_the_roster_change_from_a_day_or_for_good(void **state)
{
    (void)state;
    assert_supposed("suppose given person C leader = A end",
                    "duty A 2018-01 29\nduty B 2018-01 40\n");
    assert_supposed("suppose given person C leader = A from 2018-01-08 end",
                    "duty A 2018-01 27\nduty B 2018-01 42\n");
    assert_supposed("suppose given person C left = 2018-03-31 end",
                    "duty C 2018-03 40\nduty C 2018-04 -\nduty B 2018-01 42\n");
    assert_supposed("suppose given person AA role = staff leader = B joined = 2018-01-01\n"
                    "given 2018-01-02 late AA end",
                    "duty AA 2018-01 39\nduty A 2018-01 27\nduty B 2018-01 42\n");
}

static void overlays_stack_and_the_lower_one_stays(void **state)
{
    (void)state;
    WhatIf of = what_if_new(RULES, ROSTER, LOG);
    Engine *lower = suppose(&of, "suppose \"three\" change a: deduct 3 points from duty end");
    of.top = lower;
    Engine *upper = suppose(&of, "suppose strike e2 given 2018-02-01 late A end");
    assert_non_null(upper);
    assert_string_equal(values(&of, upper, "duty A 2018-01 34\nduty A 2018-02 27\n").at,
                        "duty A 2018-01 34\nduty A 2018-02 27\n");
    of.top = upper;
    Engine *top = suppose(&of, "suppose strike \"+1\" end");
    assert_string_equal(values(&of, top, "duty A 2018-02 40\n").at, "duty A 2018-02 40\n");
    engine_free(top);
    engine_free(upper);
    assert_string_equal(values(&of, lower, "duty A 2018-01 21\n").at, "duty A 2018-01 21\n");
    engine_free(lower);
    what_if_free(&of);
}

static void what_is_wrong_is_said_and_nothing_changes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        DiagCode code;
    } wrong[] = {
        {"suppose strike e9 end", DIAG_E0730},
        {"suppose strike e2, e2 end", DIAG_E0732},
        {"suppose given 2018-01-02 late Z end", DIAG_E0822},
        {"suppose given 2018-07-02 late C end", DIAG_E0790},
        {"suppose alter e3 date = 2018-07-01 end", DIAG_E0790},
        {"suppose given 2018-01-02 lat A end", DIAG_E0310},
        {"suppose alter e2 minuts = 5 end", DIAG_E0315},
        {"suppose given person A leader = Z end", DIAG_E0822},
        {"suppose given person B leader = A end", DIAG_E0731},
    };
    WhatIf of = what_if_new(RULES, ROSTER, LOG);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t before = diag_count(of.filed->script->diag);
        assert_null(suppose(&of, wrong[i].text));
        assert_string_equal(diag_name(diag_code_at(of.filed->script->diag, before)),
                            diag_name(wrong[i].code));
        diag_truncate(of.filed->script->diag, before);
    }
    assert_string_equal(values(&of, of.top, BASE).at, BASE);
    what_if_free(&of);
}

/* ---- Comparing ---- */

static Comparison *compare(WhatIf *of, Engine *engine, const char *item, int month, bool whole)
{
    static uint32_t items[1];
    Day first = day_from_civil(2018, month, 1);
    items[0] = (uint32_t)ir_find_item(engine_ir(engine), text_from(item));
    CompareAsk ask = {.items = items,
                      .item_count = 1,
                      .first = first,
                      .last = day_add_months(first, 1) - 1,
                      .kind = UINT32_MAX,
                      .whole = whole};
    Comparison *comparison = engine_compare(engine, &ask, of->arena);
    if (!comparison)
        print_all(of->filed->script->diag);
    assert_non_null(comparison);
    return comparison;
}

static void assert_effects(bool whole)
{
    WhatIf of = what_if_new(RULES, ROSTER, LOG);
    Engine *engine = suppose(&of, "suppose change a: deduct 3 points from duty strike e2 end");
    Comparison *found = compare(&of, engine, "pay", 1, whole);
    assert_int_equal(found->cell_count, 1); /* A: 27 becomes 34 */
    assert_int_equal(found->cells[0].base.number.num, 270);
    assert_int_equal(found->cells[0].supposed.number.num, 340);
    assert_int_equal(found->totals[0].base.num, 270 + 420 + 400);
    assert_int_equal(found->totals[0].difference.num, 70);
    assert_int_equal(found->effect_count, 2);
    assert_int_equal(found->effects[0].difference[0].num, -60); /* three times two points more */
    assert_int_equal(found->effects[1].difference[0].num, 110); /* one point, and the run's ten */
    assert_int_equal(found->interaction[0].num, 20);            /* the struck one is no six */
    assert_int_equal(found->crossed_count, 0);
    engine_free(engine);
    engine = suppose(&of, "suppose strike e1, e2, e4 given 2018-01-09 praise C end");
    found = compare(&of, engine, "duty", 1, whole);
    assert_int_equal(found->cell_count, 2); /* A 40, B 44 */
    assert_int_equal(found->crossed_count, 2);
    assert_int_equal(found->crossed[0].base.number.num,
                     3); /* A: the third place, then the second */
    assert_int_equal(found->crossed[0].supposed.number.num, 2);
    assert_int_equal(found->crossed[1].base.number.num, 1); /* A: fair, then good */
    assert_int_equal(found->crossed[1].supposed.number.num, 0);
    engine_free(engine);
    engine = suppose(&of, "suppose change a: deduct 1 point from duty alter e2 count = 1 end");
    found = compare(&of, engine, "duty", 1, whole);
    assert_int_equal(found->cell_count, 0);
    assert_int_equal(found->totals[0].difference.num, 0);
    engine_free(engine);
    what_if_free(&of);
}

static void a_comparison_tells_who_changes_and_which_change_did_it(void **state)
{
    (void)state;
    assert_effects(true);
    assert_effects(false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_rule_holds_in_the_overlay_alone),
        cmocka_unit_test(struck_altered_and_added_events_count_as_in_the_files),
        cmocka_unit_test(rows_of_the_roster_change_from_a_day_or_for_good),
        cmocka_unit_test(overlays_stack_and_the_lower_one_stays),
        cmocka_unit_test(what_is_wrong_is_said_and_nothing_changes),
        cmocka_unit_test(a_comparison_tells_who_changes_and_which_change_did_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
