/* What the plan decides before anything runs: scales, look-ups, registers, periods, stages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/output.h"
#include "interp/plan/plan.h"
#include "tests/unit/checking.h"
#include "tests/unit/scripted.h"

typedef struct Planned {
    Scripted *script;
    const Ir *ir;
    Plan *plan;
} Planned;

static int32_t no_code(void *context, Text text)
{
    (void)context, (void)text;
    return 0;
}

/* asked: the names of items between blanks; NULL: all. */
static Planned plan_of(const char *rules, const char *asked, Day first, Day last)
{
    Planned out = {.script = scripted_new(rules)};
    out.ir = engine_ir(out.script->engine);
    uint32_t items[64];
    size_t count = 0;
    for (uint32_t i = 0; i < out.ir->item_count && !asked; i++)
        items[count++] = i;
    while (asked && *asked != '\0') {
        size_t size = strcspn(asked, " ");
        int item = ir_find_item(out.ir, (Text){asked, size});
        assert_true(item >= 0);
        items[count++] = (uint32_t)item;
        asked += size + (asked[size] == ' ');
    }
    PlanQuestion question = {.items = items, .item_count = count, .first = first, .last = last};
    out.plan = plan_new(out.script->arena, out.ir, &question, no_code, NULL);
    return out;
}

static Planned plan_year(const char *rules, const char *asked)
{
    return plan_of(rules, asked, day_from_civil(2018, 1, 1), day_from_civil(2018, 12, 31));
}

static const PlanItem *item_of(const Planned *planned, const char *name)
{
    int item = ir_find_item(planned->ir, text_from(name));
    assert_true(item >= 0);
    return &planned->plan->items[item];
}

static size_t count_kernel(const Program *program, KernelId kernel)
{
    size_t count = 0;
    for (size_t i = 0; i < program->count; i++)
        count += program->steps[i].kernel == kernel;
    return count;
}

#define FAULT "event fault size: number optional end\n"

/* ---- Scales ---- */

static void a_section_has_the_common_denominator_of_what_is_posted(void **state)
{
    (void)state;
    Planned planned = plan_year(
        PEOPLE FAULT "section whole each month base 10 points end\n"
                     "section parts each month base 10 points end\n"
                     "section thirds each month base 1 point / 3 end\n"
                     "section shares each month base 0 points end\n"
                     "section open each month base 0 points end\n"
                     "rule a when fault deduct 2 points from whole deduct 0.5 points from parts\n"
                     "  deduct 0.25 points from thirds deduct 1 point / size from open end\n"
                     "rule b when fault charge 25% to leader charge leader\n"
                     "  deduct 1.5 points from shares end\n",
        NULL);
    assert_int_equal(item_of(&planned, "whole")->scale, 1);
    assert_int_equal(item_of(&planned, "parts")->scale, 10); /* halves, in decimals */
    assert_int_equal(item_of(&planned, "thirds")->scale, 12);
    assert_int_equal(item_of(&planned, "shares")->scale, 1000); /* quarters of halves */
    assert_true(item_of(&planned, "shares")->in_place);
    assert_true(item_of(&planned, "open")->ratio); /* divided by a field: no bound */
    assert_true(item_of(&planned, "open")->post_ratio);
    assert_false(item_of(&planned, "open")->in_place);
    scripted_free(planned.script);
}

static void rounding_ends_a_ratio(void **state)
{
    (void)state;
    Planned planned = plan_year(
        PEOPLE FAULT "section duty each month base 10 points end\n"
                     "score exact each year = average of duty end\n"
                     "score cents each year = average of duty rounded half up to 0.01 points end\n"
                     "score fives each year = average of duty rounded down to 5 points end\n"
                     "score later each year = average of duty end\n"
                     "score later from 2018-06-01 each year = average of duty\n"
                     "  rounded up to 1 point end\n"
                     "score most each month = 40% * duty end\n",
        NULL);
    assert_true(item_of(&planned, "exact")->ratio);
    assert_false(item_of(&planned, "cents")->ratio);
    assert_int_equal(item_of(&planned, "cents")->scale, 100);
    assert_int_equal(item_of(&planned, "fives")->scale, 1);
    assert_true(item_of(&planned, "later")->ratio); /* one version does not round */
    assert_int_equal(item_of(&planned, "most")->scale, 10);
    scripted_free(planned.script);
}

static void the_bound_of_a_hold_fits_the_scale(void **state)
{
    (void)state;
    Planned planned = plan_year(PEOPLE FAULT "score pay each month = 600 yuan end\n"
                                             "score other_pay each month = 600 yuan end\n"
                                             "rule a when fault hold pay at most 0.5 yuan\n"
                                             "  hold other_pay at most 1 yuan / size end\n",
                                NULL);
    assert_int_equal(item_of(&planned, "pay")->scale, 10);
    assert_true(item_of(&planned, "other_pay")->ratio);
    scripted_free(planned.script);
}

static void a_scale_that_leaves_no_room_becomes_a_ratio(void **state)
{
    (void)state;
    Planned planned =
        plan_year(PEOPLE "section duty each month base 10 points end\n"
                         "score fine each month = duty / 999983 end\n"
                         "score finer each month = duty / 999983 + duty / 1000003 + duty / 7 end\n",
                  NULL);
    assert_int_equal(item_of(&planned, "fine")->scale, 999983);
    assert_true(item_of(&planned, "finer")->ratio);
    scripted_free(planned.script);
}

/* ---- Programs ---- */

static void a_choice_by_value_is_one_look_up(void **state)
{
    (void)state;
    Planned planned = plan_year(
        PEOPLE
        "event act level: one of a, b, c, d end\n"
        "section duty each month base 10 points end\n"
        "table worth by level a → 1 point, b → 2.5 points, c → 4 points, otherwise → 0 points\n"
        "end\n"
        "rule r when act add worth[level] to duty end\n",
        NULL);
    const Program *amount = &planned.plan->rules[0].effects[0].amount;
    assert_int_equal(amount->count, 2); /* the field, the look-up */
    assert_int_equal(count_kernel(amount, KERNEL_LOOKUP), 1);
    assert_int_equal(amount->scale, 2);
    const int64_t *lut = amount->steps[1].lut;
    assert_int_equal(amount->steps[1].k, 4);
    assert_int_equal(lut[0], 2);
    assert_int_equal(lut[1], 5);
    assert_int_equal(lut[2], 8);
    assert_int_equal(lut[3], 0);
    scripted_free(planned.script);
}

static void a_long_formula_needs_few_registers(void **state)
{
    (void)state;
    Output *out = output_memory();
    output_string(out, PEOPLE "section duty each month base 10 points end\n"
                              "score s each month = duty");
    for (int i = 0; i < 150; i++)
        output_string(out, " + duty");
    output_string(out, " end\n");
    output_char(out, '\0');
    Planned planned = plan_year(output_contents(out).at, NULL);
    assert_true(planned.plan->regs <= 3);
    output_close(out);
    scripted_free(planned.script);
}

static void the_roster_row_of_the_own_subject_is_looked_up_once(void **state)
{
    (void)state;
    Planned planned = plan_year(
        "subject person a: number optional b: number optional c: number optional end\n"
        "event act end section duty each month base 10 points end\n"
        "rule r when act where a + b above c and b below a deduct 1 point from duty end\n",
        NULL);
    const Program *when = &planned.plan->rules[0].condition;
    assert_int_equal(count_kernel(when, KERNEL_ROSTER_ROW), 1);
    assert_int_equal(count_kernel(when, KERNEL_ROSTER_NUMBER), 5);
    scripted_free(planned.script);
}

static void a_constant_divisor_keeps_a_scale(void **state)
{
    (void)state;
    Planned planned = plan_year(PEOPLE "section duty each month base 10 points end\n"
                                       "score s each month = duty / 4 end\n"
                                       "score t each month = duty / 0.3 end\n"
                                       "score u each month = 1 point * duty / duty end\n",
                                NULL);
    assert_int_equal(item_of(&planned, "s")->scale, 100);
    assert_int_equal(item_of(&planned, "t")->scale, 3); /* × 10 / 3 */
    assert_true(item_of(&planned, "u")->ratio);
    scripted_free(planned.script);
}

/* ---- What is needed ---- */

#define CHAIN                                                                                      \
    PEOPLE FAULT "event ballot mark: points between 0 and 100 end\n"                               \
                 "section duty each month base 10 points end\n"                                    \
                 "section spare each month base 10 points end\n"                                   \
                 "section reward each year base 0 points end\n"                                    \
                 "rule a when fault where size above 3 deduct 1 point from duty end\n"             \
                 "rule b when ballot where mark above 3 points add 1 point to spare end\n"         \
                 "rule c when duty below 5 points deduct 1 point from reward end\n"                \
                 "score trend each month = lowest of (duty in last 3 months) end\n"                \
                 "score annual each year = average of trend + reward end\n"                        \
                 "rank place by annual end\n"                                                      \
                 "grade verdict by place good: top 1 bad: otherwise end\n"                         \
                 "score prize each year = if verdict is good then 1 yuan else 0 yuan end\n"

static void only_what_the_question_reads_is_wanted(void **state)
{
    (void)state;
    Planned planned =
        plan_of(CHAIN, "trend", day_from_civil(2018, 2, 1), day_from_civil(2018, 2, 28));
    const PlanItem *duty = item_of(&planned, "duty"), *trend = item_of(&planned, "trend");
    assert_true(trend->wanted);
    assert_int_equal(trend->first, 2018 * 12 + 1);
    assert_int_equal(trend->last, 2018 * 12 + 1);
    assert_true(duty->wanted);
    assert_int_equal(duty->first, 2017 * 12 + 11); /* December, January, February */
    assert_int_equal(duty->last, 2018 * 12 + 1);
    assert_false(item_of(&planned, "spare")->wanted);
    assert_false(item_of(&planned, "reward")->wanted);
    assert_false(item_of(&planned, "annual")->wanted);
    int ballot = event_named(planned.ir, "ballot");
    assert_int_equal(planned.plan->kinds[ballot].rule_count, 0); /* its events cost nothing */
    assert_int_equal(planned.plan->kinds[event_named(planned.ir, "fault")].rule_count, 1);
    scripted_free(planned.script);
}

static void what_a_year_reads_over_windows_reaches_into_the_year_before(void **state)
{
    (void)state;
    Planned planned = plan_year(CHAIN, "annual");
    assert_int_equal(item_of(&planned, "trend")->first, 2018 * 12);
    assert_int_equal(item_of(&planned, "duty")->first, 2017 * 12 + 10);
    assert_int_equal(item_of(&planned, "duty")->last, 2018 * 12 + 11);
    assert_true(item_of(&planned, "reward")->wanted);
    assert_true(planned.plan->rules[2].wanted); /* it posts to what is read */
    assert_int_equal(planned.plan->rules[2].first, 2018 * 12);
    assert_false(item_of(&planned, "place")->wanted);
    scripted_free(planned.script);
}

static void what_reads_everyone_waits_for_a_later_stage(void **state)
{
    (void)state;
    Planned planned = plan_year(CHAIN, NULL);
    assert_int_equal(item_of(&planned, "annual")->stage, 0);
    assert_int_equal(item_of(&planned, "place")->stage, 0); /* after the local nodes of its stage */
    assert_int_equal(item_of(&planned, "verdict")->stage, 1);
    assert_int_equal(item_of(&planned, "prize")->stage, 2);
    assert_int_equal(planned.plan->stages, 3);
    scripted_free(planned.script);
}

static void only_scores_on_the_way_within_a_stage_are_not_kept(void **state)
{
    (void)state;
    Planned planned = plan_year(CHAIN, "annual");
    assert_true(item_of(&planned, "trend")->scratch);
    assert_false(item_of(&planned, "annual")->scratch); /* asked for */
    scripted_free(planned.script);
    planned = plan_year(CHAIN, "prize");
    assert_false(item_of(&planned, "annual")->scratch); /* the rank reads everyone's */
    assert_true(item_of(&planned, "trend")->scratch);
    scripted_free(planned.script);
}

static void sections_of_one_kind_and_period_stand_side_by_side(void **state)
{
    (void)state;
    Planned planned = plan_year(PEOPLE "section duty each month base 10 points end\n"
                                       "section spare each month base 10 points end\n"
                                       "section reward each year base 0 points end\n",
                                NULL);
    const PlanItem *duty = item_of(&planned, "duty"), *spare = item_of(&planned, "spare");
    assert_int_equal(duty->group, spare->group);
    assert_int_not_equal(duty->cell, spare->cell);
    assert_int_not_equal(duty->group, item_of(&planned, "reward")->group);
    assert_int_equal(planned.plan->groups[duty->group].cells, 2);
    scripted_free(planned.script);
}

static void periods_inside_a_span_are_those_that_end_in_it(void **state)
{
    const IrCalendar months = {.kind = CALENDAR_UNIT, .unit = UNIT_MONTH};
    const IrCalendar years = {.kind = CALENDAR_UNIT, .unit = UNIT_YEAR};
    (void)state;
    int32_t first, last;
    periods_ending(&months, 0, day_from_civil(2018, 1, 31), day_from_civil(2018, 3, 30), &first,
                   &last);
    assert_int_equal(first, 2018 * 12);
    assert_int_equal(last, 2018 * 12 + 1);
    periods_ending(&years, 0, day_from_civil(2018, 1, 1), day_from_civil(2018, 12, 30), &first,
                   &last);
    assert_true(last < first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_has_the_common_denominator_of_what_is_posted),
        cmocka_unit_test(rounding_ends_a_ratio),
        cmocka_unit_test(the_bound_of_a_hold_fits_the_scale),
        cmocka_unit_test(a_scale_that_leaves_no_room_becomes_a_ratio),
        cmocka_unit_test(a_choice_by_value_is_one_look_up),
        cmocka_unit_test(a_long_formula_needs_few_registers),
        cmocka_unit_test(the_roster_row_of_the_own_subject_is_looked_up_once),
        cmocka_unit_test(a_constant_divisor_keeps_a_scale),
        cmocka_unit_test(only_what_the_question_reads_is_wanted),
        cmocka_unit_test(what_a_year_reads_over_windows_reaches_into_the_year_before),
        cmocka_unit_test(what_reads_everyone_waits_for_a_later_stage),
        cmocka_unit_test(only_scores_on_the_way_within_a_stage_are_not_kept),
        cmocka_unit_test(sections_of_one_kind_and_period_stand_side_by_side),
        cmocka_unit_test(periods_inside_a_span_are_those_that_end_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
