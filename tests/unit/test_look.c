/* What a text that is being typed leaves open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "repl/shell/look.h"

static Look look(const char *text)
{
    return look_at(text_from(text));
}

static void assert_state(const char *text, LookState state)
{
    if (look(text).state != state)
        fail_msg("%s: state %d, not %d", text, (int)look(text).state, (int)state);
}

static void a_question_is_whole_when_it_could_end(void **state)
{
    (void)state;
    assert_state("show monthly in 2018-10", LOOK_WHOLE);
    assert_state("show monthly", LOOK_MORE);
    assert_state("show monthly in", LOOK_MORE);
    assert_state("显示 月得分 在 2018-10 其中", LOOK_MORE);
    assert_state("list rules", LOOK_WHOLE);
}

static void a_block_is_open_until_its_end(void **state)
{
    (void)state;
    Look open = look("rule late\n  when late_report\n");
    assert_int_equal(open.state, LOOK_MORE);
    assert_true(open.is_block);
    assert_true(text_is(open.open, "rule"));
    assert_state("rule late\n  when late_report deduct 1 point from duty\nend", LOOK_WHOLE);
    assert_false(look("rule late when late_report deduct 1 point from duty end").is_block);
}

static void what_is_open_is_told_as_it_was_typed(void **state)
{
    (void)state;
    assert_true(text_is(look("规则 迟到").open, "规则"));
    assert_true(text_is(look("list rules\nshow monthly").open, "show"));
    assert_true(text_is(look("suppose \"dearer\"\n  rule more when x").open, "rule"));
}

static void an_error_is_not_waited_on_but_its_block_is(void **state)
{
    (void)state;
    assert_state("shw monthly", LOOK_WRONG);
    assert_state("show monthly in 2018-10 2018", LOOK_WRONG);
    Look inside = look("rule late\n  whn late_report\n");
    assert_int_equal(inside.state, LOOK_WRONG);
    assert_true(inside.is_block);
    assert_false(look("rule late\n  whn late_report\nend").is_block);
}

static void blanks_and_comments_are_nothing(void **state)
{
    (void)state;
    assert_state("", LOOK_EMPTY);
    assert_state("  # show monthly in 2018-10\n", LOOK_EMPTY);
}

static void statements_are_counted(void **state)
{
    (void)state;
    Look three = look("event late end use \"main.merit\" show monthly in 2018-10");
    assert_int_equal(three.state, LOOK_WHOLE);
    assert_int_equal(three.statements, 3);
    assert_int_equal(three.declarations, 1);
}

static void semicolons_outside_quotes_become_blanks(void **state)
{
    (void)state;
    char sql[] = "list rules; list assumed ; ", quoted[] = "notice \"a;b\"", wide[] = "列出 规则；";
    char comment[] = "list rules # and so on;";
    assert_true(look_ends(sql, strlen(sql)));
    assert_string_equal(sql, "list rules  list assumed   ");
    assert_false(look_ends(quoted, strlen(quoted)));
    assert_string_equal(quoted, "notice \"a;b\"");
    assert_true(look_ends(wide, strlen(wide)));
    assert_string_equal(wide, "列出 规则   ");
    assert_false(look_ends(comment, strlen(comment)));
}

static void what_stays_keeps_its_line_and_column(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const char *text = "event 迟到 end\n列出 规则 show x";
    size_t from = (size_t)(strstr(text, "show") - text);
    Text only = look_only(arena, text_from(text), from, strlen(text));
    assert_string_equal(only.at, "            \n      show x");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_is_whole_when_it_could_end),
        cmocka_unit_test(a_block_is_open_until_its_end),
        cmocka_unit_test(what_is_open_is_told_as_it_was_typed),
        cmocka_unit_test(an_error_is_not_waited_on_but_its_block_is),
        cmocka_unit_test(blanks_and_comments_are_nothing),
        cmocka_unit_test(statements_are_counted),
        cmocka_unit_test(semicolons_outside_quotes_become_blanks),
        cmocka_unit_test(what_stays_keeps_its_line_and_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
