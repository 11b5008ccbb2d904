/* What the checker says: each error once, with what to write instead. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* --- units --- */

static void points_less_yuan_shows_the_rate_to_write(void **state)
{
    (void)state;
    assert_check_says(LANG_EN, "score pay each month = 600 yuan - monthly end",
                      "cannot subtract points from yuan",
                      "write instead: 600 yuan - (100 points - monthly) * 20 yuan/point");
    assert_check_says(LANG_ZH, "得分 奖金 每 月 = 600元 - 月得分 结束",
                      "单位不同：不能从“元”中减去“分”",
                      "应写作：600元 - (100 points - 月得分) * 20元/分");
}

static void a_bare_number_is_told_its_unit(void **state)
{
    (void)state;
    assert_check_says(LANG_EN, "rule r when late deduct 1 from duty end",
                      "section duty must be points, but this is a plain number",
                      "write instead: 1 point");
    assert_check_says(LANG_ZH, "规则 甲 当 迟到 扣 2 自 本职 结束",
                      "分项“本职”的单位应为“分”，此处是“不带单位的数”", "应写作：2分");
    assert_check_says(LANG_EN, "score s each month = 100 - monthly end",
                      "cannot subtract points from a plain number", "write instead: 100 points");
    assert_check_says(LANG_EN, "rule r when monthly below 60 notice \"x\" end",
                      "cannot compare points with a plain number", "write instead: 60 points");
}

static void a_bare_zero_has_every_unit(void **state)
{
    (void)state;
    assert_check_codes("score s each month = monthly - 0 floor 0 cap 600 points end\n"
                       "rule r when monthly below 0 hold s at most 0 end",
                       "");
}

static void bare_numbers_count_times_and_lengths_of_time(void **state)
{
    (void)state;
    assert_check_codes(
        "rule r when late where minutes > 10 deduct 1 point * minutes from duty end\n"
        "rule q when late run of 3 times notice \"x\" end\n"
        "score n each month = if count of late > 3 then 1 else 0 end",
        "");
}

static void units_are_proved_everywhere(void **state)
{
    (void)state;
    assert_check_codes("score s each month = monthly + 3 yuan end", "E0302");
    assert_check_codes("score s each month = monthly floor 3 yuan end", "E0303");
    assert_check_codes("score s each month = minutes2 * minutes2 end\n"
                       "score minutes2 each month = 3 minutes end",
                       "E0306");
    assert_check_codes("score s each month = role end", "E0307");
    assert_check_codes("rule r when late where minutes above 3 points notice \"x\" end", "E0308");
    assert_check_codes("rule r when late for role above staff notice \"x\" end", "E0309");
    assert_check_codes("score s each month = if role is head then 1 point else 1 yuan end",
                       "E0311");
    assert_check_codes("score s each month = monthly rounded up to 1 yuan end", "E0304");
    assert_check_codes("rule r when late where minutes notice \"x\" end", "E0305");
    assert_check_codes("rule r when late deduct 1 yuan from duty end", "E0303");
    assert_check_codes("rule r when late hold monthly at most 3 yuan end", "E0303");
    assert_check_codes("rule r when late run of 3 points notice \"x\" end", "E0303");
}

static void a_bare_number_beside_a_percentage_must_say_so(void **state)
{
    (void)state;
    assert_check_says(LANG_EN, "event x y: percent end rule r when x where y > 20 notice \"x\" end",
                      "cannot compare a percentage with a plain number", "write instead: 20%");
    assert_check_codes("event x y: percent end\n"
                       "rule r when x where y > 20% and y is not 0 notice \"x\" end\n"
                       "rule q when x where y between 10 and 20% notice \"x\" end",
                       "E0308");
}

static void constants_are_tried_at_once(void **state)
{
    (void)state;
    assert_check_codes("score s each month = 9223372036854775807 + 1 end", "E0354");
    assert_check_codes("score s each month = 9223372036854775806 + 1 end", "");
    assert_check_codes("score s each month = 1 / (3 - 3) end", "E0358");
    assert_check_codes("score s each month = 9223372036854775808 end", "E0347");
}

/* --- names --- */

static void an_unknown_name_gets_the_nearest_one(void **state)
{
    (void)state;
    assert_check_says(LANG_EN, "rule r when lat notice \"x\" end", "no event is called lat",
                      "did you mean late?");
    assert_check_says(LANG_EN, "rule r when late deduct 1 point from dutty end",
                      "no section is called dutty", "did you mean duty?");
    assert_check_says(LANG_EN, "score s each month = montly end",
                      "no field, section, score or let is called montly", "did you mean monthly?");
    assert_check_says(LANG_ZH, "规则 甲 当 迟道 提醒 “甲” 结束", "没有名为“迟道”的事件",
                      "是否应写作：迟到");
    assert_check_says(LANG_EN, "rule r when praise where level is twn notice \"x\" end",
                      "twn is not one of town, county", "did you mean town?");
    assert_check_says(LANG_EN, "score s each mnth = 1 end", "no period is called mnth",
                      "did you mean month?");
    assert_check_says(LANG_EN, "event x y: poinst end", "poinst is no type",
                      "did you mean points?");
}

static void a_name_far_from_all_gets_the_list(void **state)
{
    (void)state;
    assert_check_says(LANG_EN, "rule r when late deduct 1 point from xyzzy end",
                      "no section is called xyzzy", "you can write: duty, work, extra");
    assert_check_says(LANG_ZH, "规则 甲 当 表扬 其中 level 为 乡 提醒 “甲” 结束",
                      "“乡”不属于取值（town、county）", "可以写：town、county");
}

static void a_name_of_two_things_must_be_qualified(void **state)
{
    (void)state;
    assert_check_says(
        LANG_EN,
        "score team each month = 1 end\nrule r when late for team is known notice \"x\" end",
        "team is a field of the roster and also a score",
        "write person.team for the first, or rename one of them");
    assert_check_codes("event x team: text end\nrule r when x where team is \"a\" notice \"x\" end",
                       "E0313");
    assert_check_codes("event monthly end\nscore s each month = count of monthly end", "E0313");
}

static void a_name_stands_for_one_thing(void **state)
{
    (void)state;
    assert_check_codes("section monthly each month end", "E0312");
    assert_check_codes("let duty = 3 end", "E0312");
    assert_check_codes("rule r when late notice \"x\" end\nrule r when late notice \"y\" end",
                       "E0312");
    assert_check_codes("event late end", "E0312");
    assert_check_codes("rule duty when late notice \"x\" end", "");
}

static void the_wrong_sort_of_thing_is_named(void **state)
{
    (void)state;
    assert_check_codes("rule r when late deduct 1 point from monthly end", "E0320");
    assert_check_codes("score s each month = late end", "E0328");
    assert_check_codes("score s each month = survey.points end", "E0328");
    assert_check_codes("score s each month = average of late end", "E0343");
    assert_check_codes("table t by minutes otherwise -> 1 end\nscore s each month = t end",
                       "E0339");
    assert_check_codes("rule r when late charge minutes notice \"x\" end", "E0376");
    assert_check_codes("rule r when late charge every level of role notice \"x\" end", "E0377");
    assert_check_codes("rule r when late or monthly notice \"x\" end", "E0368");
    assert_check_codes("let x = monthly end", "E0337");
    assert_check_codes("score s each month = team.length end", "E0341");
}

static void consequences_of_an_error_are_not_said(void **state)
{
    (void)state;
    assert_check_codes("score s each month = montly * 2 yuan + 3 points end\n"
                       "score t each month = s + 1 day end\n"
                       "rule r when s below 3 hold t at most s end",
                       "E0310");
    assert_check_codes("score s = montly end", "E0310");
    assert_check_codes("rule r when lat where minuts > 3 deduct 1 point * x from duty end",
                       "E0314");
}

static void several_errors_are_said_in_one_run(void **state)
{
    (void)state;
    assert_check_codes("rule r when lat deduct 1 point from dutty end\n"
                       "rule q when late for rle is head deduct 1 yuan from duty end",
                       "E0314 E0310 E0310 E0303");
}

/* --- periods --- */

static void periods_must_fit(void **state)
{
    (void)state;
    assert_check_codes("score s each month = extra end", "E0325");
    assert_check_codes("score s each year = monthly end", "E0326");
    assert_check_codes("score s each month = average of extra end", "E0325");
    assert_check_codes("score s each month = total of (monthly in last 3 days) end", "E0342");
    assert_check_codes("score s each year = total of (monthly in month) end", "E0342");
    assert_check_codes("score s = average of monthly end", "E0329");
    assert_check_codes("rule r when late or praise where minutes > 3 notice \"x\" end", "E0334");
    assert_check_codes(
        "rule r when monthly below 3 points and extra above 1 point notice \"x\" end", "E0365");
}

/* --- versions and cycles --- */

static void versions_may_not_overlap(void **state)
{
    (void)state;
    assert_check_codes("section x each month from 2018-01-01 until 2019-01-31 end\n"
                       "section x from 2019-01-01 end",
                       "E0402");
    assert_check_codes("section x each month from 2019-01-01 end\nsection x from 2019-01-01 end",
                       "E0401");
    assert_check_codes("section x each month end\nsection x each year from 2019-01-01 end",
                       "E0403");
    assert_check_codes("section x each quarter base 1 point end\n"
                       "section x base 1 yuan from 2019-01-01 end",
                       "E0403");
    assert_check_codes("let x = 1 end\nlet x = 1 point from 2019-01-01 end", "E0357");
    assert_check_codes("section x each month from 2019-01-01 until 2018-01-01 end", "E0409");
}

static void a_circle_is_printed_the_way_values_flow(void **state)
{
    (void)state;
    assert_check_says(LANG_EN,
                      "score annual each year = extra + bonus end rank place by annual end\n"
                      "grade verdict by place good: place is 1 rest: otherwise end\n"
                      "score bonus each year = if verdict is good then 1 point else 0 end",
                      "this goes in a circle: annual → place → verdict → bonus → annual",
                      "one of them must not read the one before it");
}

static void rules_and_holds_are_part_of_circles(void **state)
{
    (void)state;
    assert_check_codes("rule r when monthly below 3 points deduct 1 point from duty end", "E0404");
    assert_check_codes("rule r when monthly below 3 points hold monthly at most 0 end", "E0404");
    assert_check_codes("rule r when monthly below 3 points deduct 1 point from extra end", "");
    assert_check_codes("score s each year = average of (s in previous year) end", "E0404");
    assert_check_codes("let a = b end\nlet b = a end", "E0405");
}

/* --- warnings --- */

static void weights_that_miss_the_whole_are_shown(void **state)
{
    (void)state;
    assert_check_says(LANG_EN, "score s each month = 40% * monthly + 50% * monthly + duty end",
                      "the weights add up to 90%, not to 100%",
                      "change one of them, or leave it if that is meant");
    assert_check_codes("score s each month = 40% * monthly + 60% * monthly + duty end", "");
    assert_check_codes("score s each month = 40% * monthly + duty end", "");
    assert_check_codes("score s each month = 0.4 * monthly + 0.5 * duty end", "");
}

static void bases_that_miss_the_full_mark_are_shown(void **state)
{
    (void)state;
    assert_check_says(LANG_ZH,
                      "分项 丙 每 年 基础 5分 结束\n得分 丁 每 年 = 合计 各分项 满分 10分 结束",
                      "各分项基础分合计为 5，不是 10", "请修改基础分或“满分”");
}

static void a_version_that_begins_inside_a_period_is_shown(void **state)
{
    (void)state;
    assert_check_codes("section x each month end\nsection x from 2019-01-02 end", "W0303");
    assert_check_codes("section x each month end\nsection x from 2019-02-01 end", "");
    assert_check_codes("section x each year end\nsection x from 2019-02-01 end", "W0303");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_less_yuan_shows_the_rate_to_write),
        cmocka_unit_test(a_bare_number_is_told_its_unit),
        cmocka_unit_test(a_bare_zero_has_every_unit),
        cmocka_unit_test(bare_numbers_count_times_and_lengths_of_time),
        cmocka_unit_test(units_are_proved_everywhere),
        cmocka_unit_test(a_bare_number_beside_a_percentage_must_say_so),
        cmocka_unit_test(constants_are_tried_at_once),
        cmocka_unit_test(an_unknown_name_gets_the_nearest_one),
        cmocka_unit_test(a_name_far_from_all_gets_the_list),
        cmocka_unit_test(a_name_of_two_things_must_be_qualified),
        cmocka_unit_test(a_name_stands_for_one_thing),
        cmocka_unit_test(the_wrong_sort_of_thing_is_named),
        cmocka_unit_test(consequences_of_an_error_are_not_said),
        cmocka_unit_test(several_errors_are_said_in_one_run),
        cmocka_unit_test(periods_must_fit),
        cmocka_unit_test(versions_may_not_overlap),
        cmocka_unit_test(a_circle_is_printed_the_way_values_flow),
        cmocka_unit_test(rules_and_holds_are_part_of_circles),
        cmocka_unit_test(weights_that_miss_the_whole_are_shown),
        cmocka_unit_test(bases_that_miss_the_full_mark_are_shown),
        cmocka_unit_test(a_version_that_begins_inside_a_period_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
