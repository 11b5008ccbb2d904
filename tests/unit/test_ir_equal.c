/* Two checks side by side: what makes another rule, score or selection of it. Each row of a table
 * is two declarations that differ in one thing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/output.h"
#include "tests/unit/checking.h"

#define WORLD                                                                                      \
    "subject person role: one of head, staff leader: person optional unit: text optional\n"        \
    "  clerk: person optional end\n"                                                               \
    "subject office end\n"                                                                         \
    "event late minutes: minutes default 0 case: text optional excused: yes or no default no "     \
    "end\n"                                                                                        \
    "event praise case: text optional end\n"                                                       \
    "event visit person: person office: office end\n"                                              \
    "let some = 1 point end let number = 3 end\n"                                                  \
    "table quota by role head → 3, staff → 2 end\n"                                            \
    "section duty each month base 40 points end\n"                                                 \
    "section work each month base 40 points end\n"                                                 \
    "section week_points each week base 0 points end\n"                                            \
    "section demerits each year base 0 points end\n"                                               \
    "score pay each month = 600 yuan end\n"                                                        \
    "score prize each month = 600 yuan end\n"                                                      \
    "score monthly each month = duty + work end\n"                                                 \
    "score other each month = duty - work end\n"                                                   \
    "rule one when late deduct 1 point from work add 1 point to duty end\n"                        \
    "rule two when praise deduct 1 point from work add 1 point to duty end\n"

typedef struct Pair {
    const char *a, *b;
} Pair;

static Checked checked_in_world(const char *text)
{
    Output *whole = output_memory();
    output_format(whole, "%s%s", WORLD, text);
    Checked check = checked_text(output_contents(whole), LANG_EN);
    output_close(whole);
    if (check.ir == NULL) {
        Output *out = output_fd(2);
        diag_print(check.diag, out, 0, false);
        output_close(out);
        fail_msg("refused: %s", text);
    }
    return check;
}

typedef bool Same(const Ir *a, const Ir *b);

/* The declarations come last. */
static bool same_rule(const Ir *a, const Ir *b)
{
    return rule_equal(&a->rules[a->rule_count - 1], &b->rules[b->rule_count - 1]);
}

static bool same_items(const Ir *a, const Ir *b)
{
    for (size_t i = 0; i < a->item_count && i < b->item_count; i++)
        if (!item_equal(&a->items[i], &b->items[i]))
            return false;
    return true;
}

/* What a condition reads of events is an item behind those declared. */
static bool same_rule_and_items(const Ir *a, const Ir *b)
{
    return same_rule(a, b) && same_items(a, b);
}

static bool same_selection(const Ir *a, const Ir *b)
{
    return selection_equal(&a->selections[0], &b->selections[0]);
}

/* Each is itself under another check, and neither is the other. */
static void differ(Same *same, const Pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Checked a = checked_in_world(pairs[i].a), again = checked_in_world(pairs[i].a);
        Checked b = checked_in_world(pairs[i].b);
        if (!same(a.ir, again.ir))
            fail_msg("not itself: %s", pairs[i].a);
        if (same(a.ir, b.ir) || same(b.ir, a.ir))
            fail_msg("not told apart:\n%s\n%s", pairs[i].a, pairs[i].b);
        checked_free(&a);
        checked_free(&again);
        checked_free(&b);
    }
}

#define DIFFER(same, pairs) differ(same, pairs, sizeof(pairs) / sizeof *(pairs))

/* --- rules --- */

#define LATE "rule r when late "
#define COST " deduct 1 point from duty "

static void what_sets_a_rule_off_is_part_of_it(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {LATE COST "end", LATE "from 2018-01-01" COST "end"},
        {LATE "from 2018-01-01" COST "end", LATE "from 2018-01-01 until 2018-12-31" COST "end"},
        {LATE COST "end", "rule r when praise" COST "end"},
        {LATE COST "end", "rule r when late or praise" COST "end"},
        {LATE COST "end", "rule r when any event" COST "end"},
        {LATE COST "end", LATE "where excused" COST "end"},
        {LATE "where excused" COST "end", LATE "where not excused" COST "end"},
        {LATE COST "end", LATE "unless excused" COST "end"},
        {LATE COST "end", LATE "for role is head" COST "end"},
        {LATE COST "end", "rule r when monthly below 60 points deduct 1 point from demerits end"},
        {"rule r when monthly below 60 points deduct 1 point from demerits end",
         "rule r when other below 60 points deduct 1 point from demerits end"},
        {"rule r when missing late in month" COST "end",
         "rule r when missing late in week" COST "end"},
        /* another version of it reads a score, so both wait for that */
        {"rule r until 2018-12-31 when late where monthly below 60 points deduct 1 point\n"
         "  from demerits end " LATE "from 2019-01-01 deduct 1 point from demerits end",
         "rule r until 2018-12-31 when late deduct 1 point from demerits end\n" LATE
         "from 2019-01-01 deduct 1 point from demerits end"},
    };
    DIFFER(same_rule, pairs);
    static const Pair read[] = {
        {"rule r when missing late in month" COST "end",
         "rule r when missing praise in month" COST "end"},
    };
    DIFFER(same_rule_and_items, read);
}

static void the_way_of_counting_is_part_of_a_rule(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {LATE COST "end", LATE "every 3 times in month" COST "end"},
        {LATE "every 3 times in month" COST "end", LATE "beyond 3 times in month" COST "end"},
        {LATE "every 3 times in month" COST "end", LATE "every 2 times in month" COST "end"},
        {LATE "every 3 times in month" COST "end", LATE "every 3 times in year" COST "end"},
        {LATE "every 3 times in month" COST "end",
         LATE "every 3 times in last 3 months" COST "end"},
        {LATE "every 3 times in last 2 months" COST "end",
         LATE "every 3 times in last 3 months" COST "end"},
        {LATE "every 3 times in month" COST "end", LATE "every quota[role] in month" COST "end"},
        {LATE "every 30 minutes of minutes in month" COST "end",
         LATE "every 30 minutes of (minutes + minutes) in month" COST "end"},
        {LATE "reaching 9 points of demerits in year" COST "end",
         LATE "reaching 9 points of (some * 2) in year" COST "end"},
        {LATE "run of 3 times" COST "end", LATE "run of 3 times where excused" COST "end"},
        {LATE "by occurrence in year 1 → notice \"a\" 2.. → deduct 1 point from duty end",
         LATE "by occurrence in year 1 → notice \"a\" 3.. → deduct 1 point from duty end"},
        {LATE "by occurrence in year 1..2 → notice \"a\" 3.. → deduct 1 point from duty end",
         LATE "by occurrence in year 1 → notice \"a\" 3.. → deduct 1 point from duty end"},
    };
    DIFFER(same_rule, pairs);
}

static void who_is_charged_is_part_of_a_rule(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {LATE COST "end", LATE "charge leader" COST "end"},
        {LATE "charge leader" COST "end", LATE "charge clerk" COST "end"},
        {LATE "charge leader" COST "end", LATE "charge 50% to leader" COST "end"},
        {LATE "charge every level of leader" COST "end",
         LATE "charge every level of clerk" COST "end"},
        {LATE "charge every level of leader" COST "end",
         LATE "charge others of same leader" COST "end"},
        {LATE "charge leader" COST "end", LATE "charge leader where role is head" COST "end"},
        {LATE "charge leader" COST "end", LATE "charge leader charge clerk" COST "end"},
    };
    DIFFER(same_rule, pairs);
}

static void what_a_rule_does_is_part_of_it(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {LATE COST "end", LATE "deduct 2 points from duty end"},
        {LATE COST "end", LATE "deduct 1 point from work end"},
        {LATE COST "end", LATE "set duty to 1 point end"},
        {LATE COST "end", LATE COST "notice \"a\" end"},
        {LATE "deduct some * minutes from duty end", LATE "add -(some * minutes) to duty end"},
        {LATE "notice \"a\" end", LATE "notice \"b\" end"},
        {LATE "hold pay at most 1 yuan end", LATE "hold pay at least 1 yuan end"},
        {LATE "hold pay at most 1 yuan end", LATE "hold pay at most 1 yuan next month end"},
        {LATE "deduct between 1 point and 5 points as decided from duty end",
         LATE "deduct between 1 point and 6 points as decided from duty end"},
        {LATE COST "end", LATE "deduct 1 point from duty shared by case end"},
        {LATE "deduct 1 point from duty shared by case end",
         LATE "deduct 1 point from duty shared by person end"},
        {LATE "deduct 1 point from duty shared by month end",
         LATE "deduct 1 point from duty shared by year end"},
        {LATE COST "end", LATE COST "cap 9 points each month end"},
        {LATE COST "cap 9 points each month end", LATE COST "cap 8 points each month end"},
        {LATE COST "cap 9 points each month end", LATE COST "cap 9 points each year end"},
    };
    DIFFER(same_rule, pairs);
}

/* --- sections, scores, ranks, grades --- */

#define SCORE "score final each month = duty "
#define RANK  "rank place by monthly "
#define GRADE RANK "end grade verdict by place "

static void all_of_a_section_or_a_score_is_part_of_it(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {SCORE "end", "score final each month = work end"},
        {SCORE "end", "score final each week = week_points end"},
        {SCORE "end", "score final of office each month = 1 point end"},
        {SCORE "end", "score final each month = 1 yuan end"},
        {SCORE "end", "section final each month base 40 points end"},
        {"section final each month base 40 points end",
         "section final each month base 4 points end"},
        {SCORE "end", SCORE "until 2018-12-31 end"},
        {SCORE "until 2018-12-31 end",
         SCORE "until 2018-12-31 end score final from 2019-01-01 each month = work end"},
        {SCORE "end", SCORE "floor 1 point end"},
        {SCORE "end", SCORE "cap 9 points end"},
        {SCORE "end", SCORE "out of 40 points end"},
        {SCORE "end", SCORE "for role is head end"},
        {SCORE "end", SCORE "pro rata end"},
        {SCORE "end", SCORE "rounded up to 1 point end"},
        {SCORE "rounded down to 1 point end", SCORE "rounded up to 1 point end"},
        {SCORE "rounded up to 2 points end", SCORE "rounded up to 1 point end"},
        {SCORE "rounded down to 1 point end", SCORE "rounded down to 1 point keeping total end"},
        {SCORE "rounded down to 1 point keeping total across unit end",
         SCORE "rounded down to 1 point keeping total end"},
    };
    DIFFER(same_items, pairs);
}

static void what_is_measured_is_part_of_a_score(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"score final each month = count of late end",
         "score final each month = count of praise end"},
        {"score final each month = total of late.minutes end",
         "score final each month = total of (late.minutes + late.minutes) end"},
        {"score final each month = count of late end",
         "score final each month = count of (late where late.excused) end"},
        {"score final each month = count of (late across unit) end",
         "score final each month = count of (late across leader) end"},
        {"score final each month = count of late end",
         "score final each month = count of (late in last 3 months) end"},
    };
    DIFFER(same_items, pairs);
}

static void the_keys_of_a_rank_are_part_of_it(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {RANK "end", "rank place by other end"},
        {RANK "end", RANK "lowest first end"},
        {RANK "end", RANK "ties dense end"},
        {RANK "end", RANK "then by other end"},
        {RANK "then by other end", RANK "then by duty end"},
        {RANK "then by other end", RANK "then by other lowest first end"},
        {RANK "end", RANK "within role end"},
        {RANK "within role end", RANK "within leader end"},
        {RANK "end", RANK "among role is head end"},
    };
    DIFFER(same_items, pairs);
}

static void the_levels_of_a_grade_are_part_of_it(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {GRADE "good: top 10% rest: otherwise end", GRADE "good: top 20% rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end", GRADE "fine: top 10% rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end",
         GRADE "good: top 10% fair: top 10% rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end", GRADE "good: top 10 rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end",
         GRADE "good: duty at least 9 points top 10% rest: otherwise end"},
        {GRADE "good: duty at least 9 points rest: otherwise end",
         GRADE "good: duty at least 9 points top 10% rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end",
         GRADE "good: top 10% within role rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end",
         GRADE "good: top 10% rounded up rest: otherwise end"},
        {GRADE "good: top 10% rest: otherwise end",
         GRADE "good: top 10% minimum 1 rest: otherwise end"},
        {GRADE "good: top 10% ties out rest: otherwise end",
         GRADE "good: top 10% ties in rest: otherwise end"},
        {GRADE "good: duty at least 9 points rest: otherwise end",
         RANK "end grade verdict by monthly good: duty at least 9 points rest: otherwise end"},
    };
    DIFFER(same_items, pairs);
}

/* --- selections --- */

#define SELECTION "selection s heaviest 1 of one, two each case "

static void all_of_a_selection_is_part_of_it(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {SELECTION "end", SELECTION "from 2018-01-01 end"},
        {SELECTION "end", "selection s best 1 of one, two each case end"},
        {SELECTION "end", "selection s heaviest 2 of one, two each case end"},
        {SELECTION "end", "selection s heaviest 1 of two, one each case end"},
        {SELECTION "end", "selection s heaviest 1 of one each case end"},
        {SELECTION "end", "selection s heaviest 1 case of one, two each role end"},
        {"selection s heaviest 1 case of one, two each role end",
         "selection s heaviest 1 of one, two each role end"},
        {SELECTION "end", "selection s heaviest 1 of one, two each case, role end"},
        {SELECTION "end", "selection s heaviest 1 of one, two each role end"},
        {SELECTION "end", "selection s heaviest 1 of one, two each month end"},
        {"selection s heaviest 1 of one, two each month end",
         "selection s heaviest 1 of one, two each year end"},
        {SELECTION "end", SELECTION "for role is head end"},
    };
    DIFFER(same_selection, pairs);
}

/* --- what makes no other --- */

static void names_titles_and_readings_are_no_part(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {LATE COST "end",
         "rule r/甲 \"Late\" cite §1 quote \"q\" assumed \"a\" when late deduct 1 point from duty "
         "end"},
        {LATE COST "end", LATE "deduct some from duty end"},
        {LATE "every 3 times in month" COST "end", LATE "every number in month" COST "end"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Checked a = checked_in_world(pairs[i].a), b = checked_in_world(pairs[i].b);
        assert_true(same_rule(a.ir, b.ir));
        checked_free(&a);
        checked_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_sets_a_rule_off_is_part_of_it),
        cmocka_unit_test(the_way_of_counting_is_part_of_a_rule),
        cmocka_unit_test(who_is_charged_is_part_of_a_rule),
        cmocka_unit_test(what_a_rule_does_is_part_of_it),
        cmocka_unit_test(all_of_a_section_or_a_score_is_part_of_it),
        cmocka_unit_test(what_is_measured_is_part_of_a_score),
        cmocka_unit_test(the_keys_of_a_rank_are_part_of_it),
        cmocka_unit_test(the_levels_of_a_grade_are_part_of_it),
        cmocka_unit_test(all_of_a_selection_is_part_of_it),
        cmocka_unit_test(names_titles_and_readings_are_no_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
