/* Which small changes are tried, each as the declaration would then read; and that it is put back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interp/mutate/mutate.h"
#include "parsing.h"

/* The canonical text in one line. */
static void say_tree(Output *out, const Node *tree)
{
    Output *lines = output_memory();
    ast_format(tree, TEXT(""), LANG_EN, lines);
    Text text = text_trim(output_contents(lines));
    for (size_t i = 0; i < text.size; i++) {
        bool is_blank = text.at[i] == ' ' || text.at[i] == '\n';
        if (!is_blank)
            output_char(out, text.at[i]);
        else if (text.at[i - 1] != ' ' && text.at[i - 1] != '\n')
            output_char(out, ' ');
    }
    output_close(lines);
}

/* The changed texts, one a line, in the order in which they are tried; "-" for one without anything
 * left in it. */
static void assert_mutants(const char *text, const char *wanted)
{
    Parsed parse = parsed(text);
    Output *before = output_memory(), *after = output_memory(), *out = output_memory();
    Mutant *mutants;
    say_tree(before, parse.tree);
    size_t count = mutants_of(parse.arena, &parse.tree, 1, &mutants);
    for (size_t i = 0; i < count; i++) {
        mutant_make(&mutants[i]);
        if (parse.tree->first == NULL)
            output_char(out, '-');
        say_tree(out, parse.tree);
        output_char(out, '\n');
        mutant_unmake(&mutants[i]);
    }
    output_char(out, '\0');
    say_tree(after, parse.tree);
    assert_string_equal(output_contents(out).at, wanted);
    assert_true(text_equal(output_contents(before), output_contents(after)));
    output_close(out);
    output_close(after);
    output_close(before);
    parsed_free(&parse);
}

static void a_number_is_off_by_one_or_twice_as_large(void **state)
{
    (void)state;
    assert_mutants("let x = 3 points end", "let x = 4 points end\n"
                                           "let x = 2 points end\n"
                                           "let x = 6 points end\n");
    assert_mutants("let x = 1 end", "let x = 2 end\nlet x = 0 end\n"); /* 1 + 1 is there already */
    assert_mutants("let x = 0 end", "let x = 1 end\n");
    assert_mutants("let x = 0.5 end", "let x = 1.5 end\nlet x = 1 end\n");
    assert_mutants("let x = -2 end", "let x = -3 end\nlet x = -1 end\nlet x = -4 end\n");
    assert_mutants("let x = 9223372036854775807 end", "let x = 9223372036854775806 end\n");
    assert_mutants("let x = 99999999999999999999 end", ""); /* no number that fits */
}

static void a_count_is_not_doubled(void **state)
{
    (void)state;
    assert_mutants("score s each year = average of (best 3 a) end",
                   "score s each year = highest of (best 3 a) end\n"
                   "score s each year = average of (worst 3 a) end\n"
                   "score s each year = average of (best 4 a) end\n"
                   "score s each year = average of (best 2 a) end\n");
    assert_mutants("score s each year = a rounded up to 0.5 end", /* a step is only doubled */
                   "score s each year = a end\n"
                   "score s each year = a rounded half up to 0.5 end\n"
                   "score s each year = a rounded down to 0.5 end\n"
                   "score s each year = a rounded up to 1 end\n");
}

static void a_day_is_the_one_before_or_after(void **state)
{
    (void)state;
    assert_mutants("let x = y from 2018-01-01 until 2020-02-29 end",
                   "let x = y from 2017-12-31 until 2020-02-29 end\n"
                   "let x = y from 2018-01-02 until 2020-02-29 end\n"
                   "let x = y from 2018-01-01 until 2020-02-28 end\n"
                   "let x = y from 2018-01-01 until 2020-03-01 end\n");
}

/* The condition of a rule, which may be left out with its rule, and what becomes of it. */
static void assert_condition(const char *condition, const char *const *wanted)
{
    Output *rule = output_memory(), *all = output_memory();
    output_format(rule, "rule r when e where %s void end", condition);
    output_char(rule, '\0');
    output_string(all, "-\nrule r when e void end\n");
    for (; *wanted != NULL; wanted++)
        output_format(all, "rule r when e where %s void end\n", *wanted);
    output_char(all, '\0');
    assert_mutants(output_contents(rule).at, output_contents(all).at);
    output_close(all);
    output_close(rule);
}

#define BECOMES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_condition_is_nearly_the_same_or_one_part_of_it(void **state)
{
    (void)state;
    assert_condition("a at least b", BECOMES("a above b"));
    assert_condition("a above b", BECOMES("a at least b"));
    assert_condition("a at most b", BECOMES("a below b"));
    assert_condition("a below b", BECOMES("a at most b"));
    assert_condition("a is b", BECOMES("a is not b"));
    assert_condition("a is not b", BECOMES("a is b"));
    assert_condition("not a", BECOMES("a"));
    assert_condition("a and b", BECOMES("a", "b", "a or b"));
    assert_condition("a or b", BECOMES("a", "b", "a and b"));
    assert_condition("a is one of b, c, d",
                     BECOMES("a is one of c, d", "a is one of b, d", "a is one of b, c"));
    assert_condition("a is one of b", (const char *const[]){NULL}); /* the last one stays */
}

static void a_formula_takes_another_sign_or_another_aggregate(void **state)
{
    (void)state;
    assert_mutants("score s each month = a + b end", "score s each month = a - b end\n");
    assert_mutants("score s each month = a - b end", "score s each month = a + b end\n");
    assert_mutants("score s each month = a * b end", "");
    assert_mutants("score s each year = median of a end", "score s each year = average of a end\n");
    assert_mutants("score s each year = lowest of a end", "score s each year = highest of a end\n");
    assert_mutants("score s each year = total of a out of 100 points end", "");
}

static void a_window_is_another_one_in_whichever_language(void **state)
{
    static const char *const windows[][2] = {{"week", "month"},
                                             {"month", "quarter"},
                                             {"quarter", "year"},
                                             {"half", "year"},
                                             {"year", "month"}};
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        Arena *arena = arena_new(0);
        assert_mutants(
            arena_format(arena, "score s each year = highest of (a in %s) end", windows[i][0]),
            arena_format(arena,
                         "score s each year = lowest of (a in %s) end\n"
                         "score s each year = highest of (a in %s) end\n",
                         windows[i][0], windows[i][1]));
        arena_free(arena);
    }
    assert_mutants("score s each year = lowest of (a in previous 月) end",
                   "score s each year = highest of (a in previous month) end\n"
                   "score s each year = lowest of (a in previous quarter) end\n");
    assert_mutants("score s each year = lowest of (a in term) end", /* a period of one's own */
                   "score s each year = highest of (a in term) end\n");
    assert_mutants("score s each year = lowest of (a in last 2 months) end",
                   "score s each year = highest of (a in last 2 months) end\n"
                   "score s each year = lowest of (a in last 3 months) end\n"
                   "score s each year = lowest of (a in last 1 month) end\n");
}

static void of_several_effects_each_may_go_and_a_sign_turns(void **state)
{
    (void)state;
    assert_mutants("rule r when e deduct x from s end", "-\nrule r when e add x to s end\n");
    assert_mutants("rule r when e deduct x from s notice \"n\" end",
                   "-\n"
                   "rule r when e notice \"n\" end\n"
                   "rule r when e add x to s notice \"n\" end\n"
                   "rule r when e deduct x from s end\n");
    assert_mutants("rule r when e hold s at most x next month end",
                   "-\n"
                   "rule r when e hold s at least x next month end\n"
                   "rule r when e hold s at most x end\n");
}

/* What the rule is made of, and its clause, stay. */
static void what_a_rule_says_on_top_may_go(void **state)
{
    (void)state;
    assert_mutants(
        "rule r cite §1 when e for a unless b reaching n in week charge c add x to s "
        "cap y each year end",
        "-\n"
        "rule r cite §1 when e unless b reaching n in week charge c add x to s "
        "cap y each year end\n"
        "rule r cite §1 when e for a reaching n in week charge c add x to s "
        "cap y each year end\n"
        "rule r cite §1 when e for a unless b charge c add x to s cap y each year end\n"
        "rule r cite §1 when e for a unless b every n in week charge c add x to s "
        "cap y each year end\n"
        "rule r cite §1 when e for a unless b beyond n in week charge c add x to s "
        "cap y each year end\n"
        "rule r cite §1 when e for a unless b reaching n in month charge c add x to s "
        "cap y each year end\n"
        "rule r cite §1 when e for a unless b reaching n in week add x to s "
        "cap y each year end\n"
        "rule r cite §1 when e for a unless b reaching n in week charge c deduct x from s "
        "cap y each year end\n"
        "rule r cite §1 when e for a unless b reaching n in week charge c add x to s "
        "end\n");
    assert_mutants("event e end unscored \"Purpose\" cite §1 end", ""); /* these score nothing */
}

static void of_an_amendment_each_change_may_go_but_not_what_it_is(void **state)
{
    (void)state;
    assert_mutants("amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-31 change r: unless a repeal q end",
                   "amendment 《N》 from 2018-12-31 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-31 change r: unless a repeal q end\n"
                   "amendment 《N》 from 2019-01-02 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-31 change r: unless a repeal q end\n"
                   "amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods stand "
                   "cite §2 until 2019-12-31 change r: unless a repeal q end\n"
                   "amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-30 change r: unless a repeal q end\n"
                   "amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2020-01-01 change r: unless a repeal q end\n"
                   "amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-31 repeal q end\n"
                   "amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-31 change r: repeal q end\n"
                   "amendment 《N》 from 2019-01-01 recorded 2019-02-10 closed periods adjust "
                   "cite §2 until 2019-12-31 change r: unless a end\n");
}

static void ranks_grades_tables_and_selections_are_changed_too(void **state)
{
    (void)state;
    assert_mutants("rank r by a then by b lowest first within d ties share among c end",
                   "rank r by a then by b lowest first ties share among c end\n"
                   "rank r by a then by b lowest first within d ties dense among c end\n"
                   "rank r by a then by b lowest first within d ties share end\n");
    assert_mutants(
        "rank r by a then by head to head of b then by head to head of c head to head again "
        "end",
        "rank r by a then by head to head of b then by head to head of c end\n");
    assert_mutants("grade g by r good: top 15% within d minimum 3 ties out rest: otherwise end",
                   "grade g by r good: within d minimum 3 ties out rest: otherwise end\n"
                   "grade g by r good: top 16% within d minimum 3 ties out rest: otherwise end\n"
                   "grade g by r good: top 14% within d minimum 3 ties out rest: otherwise end\n"
                   "grade g by r good: top 30% within d minimum 3 ties out rest: otherwise end\n"
                   "grade g by r good: top 15% minimum 3 ties out rest: otherwise end\n"
                   "grade g by r good: top 15% within d ties out rest: otherwise end\n"
                   "grade g by r good: top 15% within d minimum 4 ties out rest: otherwise end\n"
                   "grade g by r good: top 15% within d minimum 2 ties out rest: otherwise end\n"
                   "grade g by r good: top 15% within d minimum 3 ties in rest: otherwise end\n");
    assert_mutants("table t by k 2..<3 → x, otherwise → y end",
                   "table t by k 3..<3 → x, otherwise → y end\n"
                   "table t by k 1..<3 → x, otherwise → y end\n"
                   "table t by k 4..<3 → x, otherwise → y end\n"
                   "table t by k 2..<4 → x, otherwise → y end\n"
                   "table t by k 2..<2 → x, otherwise → y end\n"
                   "table t by k 2..<6 → x, otherwise → y end\n");
    assert_mutants("selection s heaviest 2 of a, b each c end",
                   "-\n"
                   "selection s best 2 of a, b each c end\n"
                   "selection s heaviest 3 of a, b each c end\n"
                   "selection s heaviest 1 of a, b each c end\n");
    assert_mutants("section s each month base x pro rata floor y cap z end",
                   "section s each month base x floor y cap z end\n"
                   "section s each month base x pro rata cap z end\n"
                   "section s each month base x pro rata floor y end\n");
    assert_mutants("score s each month = a rounded half even to 1 yuan keeping total across u end",
                   "score s each month = a end\n"
                   "score s each month = a rounded half up to 1 yuan keeping total across u end\n"
                   "score s each month = a rounded down to 1 yuan keeping total across u end\n"
                   "score s each month = a rounded half even to 2 yuan keeping total across u end\n"
                   "score s each month = a rounded half even to 1 yuan end\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_off_by_one_or_twice_as_large),
        cmocka_unit_test(a_count_is_not_doubled),
        cmocka_unit_test(a_day_is_the_one_before_or_after),
        cmocka_unit_test(a_condition_is_nearly_the_same_or_one_part_of_it),
        cmocka_unit_test(a_formula_takes_another_sign_or_another_aggregate),
        cmocka_unit_test(a_window_is_another_one_in_whichever_language),
        cmocka_unit_test(of_several_effects_each_may_go_and_a_sign_turns),
        cmocka_unit_test(what_a_rule_says_on_top_may_go),
        cmocka_unit_test(of_an_amendment_each_change_may_go_but_not_what_it_is),
        cmocka_unit_test(ranks_grades_tables_and_selections_are_changed_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
