/* The canonical layout: order, lines, brackets, quotes, comments, both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parsing.h"

static void assert_english(const char *text, const char *expected)
{
    assert_layout(text, LANG_EN, expected);
}

static void assert_chinese(const char *text, const char *expected)
{
    assert_layout(text, LANG_ZH, expected);
}

/* ---- Layout ---- */

static void items_of_a_rule_are_sorted_one_a_line(void **state)
{
    (void)state;
    assert_english("rule r \"T\" assumed \"a\" notice \"n\" cap 3 points each month deduct 1 point "
                   "from duty charge leader run of 3 times unless y for x when e from 2019-01-01 "
                   "cite §1 end",
                   "rule r \"T\"\n"
                   "  cite §1\n"
                   "  from 2019-01-01\n"
                   "  when e\n"
                   "  for x\n"
                   "  unless y\n"
                   "  run of 3 times\n"
                   "  charge leader\n"
                   "  notice \"n\"\n"
                   "  deduct 1 point from duty\n"
                   "  cap 3 points each month\n"
                   "  assumed \"a\"\n"
                   "end\n");
}

static void short_declarations_of_a_kind_stand_together(void **state)
{
    (void)state;
    assert_english("event a end event b x: text end section s each year base 1 point end",
                   "event a end\n"
                   "event b x: text end\n"
                   "\n"
                   "section s each year base 1 point end\n");
    assert_english("use \"r\" roster \"p\" show a in 2018 list x",
                   "use \"r\"\nroster \"p\"\nshow a in 2018\nlist x\n");
}

static void a_declaration_that_does_not_fit_takes_a_line_for_each_item(void **state)
{
    (void)state;
    assert_english("section s each year base 1 point cite §1 assumed \"a text that is long enough "
                   "to leave no room for all of this on one line\" end",
                   "section s each year base 1 point\n"
                   "  cite §1\n"
                   "  assumed \"a text that is long enough to leave no room for all of this on one "
                   "line\"\n"
                   "end\n");
}

static void steps_rows_levels_and_changes_are_indented(void **state)
{
    (void)state;
    assert_english("rule r when e by occurrence in year 1 → void 2.. → clear a end",
                   "rule r\n"
                   "  when e\n"
                   "  by occurrence in year\n"
                   "    1 → void\n"
                   "    2.. → clear a\n"
                   "end\n");
    assert_english("table t by x a → 1, b → 2, c → 3, otherwise → 4 end", "table t by x\n"
                                                                          "  a → 1,\n"
                                                                          "  b → 2,\n"
                                                                          "  c → 3,\n"
                                                                          "  otherwise → 4\n"
                                                                          "end\n");
    assert_english(
        "amendment 《N》 from 2019-01-01 change a: void change b: clear x clear y repeal c "
        "rule d when e void end end",
        "amendment 《N》 from 2019-01-01\n"
        "  change a: void\n"
        "  change b:\n"
        "    clear x\n"
        "    clear y\n"
        "  repeal c\n"
        "  rule d\n"
        "    when e\n"
        "    void\n"
        "  end\n"
        "end\n");
}

static void long_lines_break_before_words_of_the_language(void **state)
{
    (void)state;
    assert_english("score s = if aaaaaaaaaaaaaaaaaaaaaaaaaaa is bbbbbbbbbbbbbbbbbbbbbbbbbbb then "
                   "ccccccccccccccccccccccccc else ddddddddddddddddddd floor 0 end",
                   "score s\n"
                   "  = if aaaaaaaaaaaaaaaaaaaaaaaaaaa is bbbbbbbbbbbbbbbbbbbbbbbbbbb then "
                   "ccccccccccccccccccccccccc\n"
                   "      else ddddddddddddddddddd\n"
                   "  floor 0\n"
                   "end\n");
}

/* ---- Languages ---- */

static void keywords_and_units_follow_the_language(void **state)
{
    (void)state;
    const char *english = "rule r \"T\"\n"
                          "  when any event where x between 1 point and 2 points\n"
                          "  charge 50% to every level of leader\n"
                          "  deduct 0.5 points * (x - 20 yuan/point) from duty\n"
                          "end\n";
    const char *chinese = "规则 r “T”\n"
                          "  当 所有事件 其中 x 介于 1分 与 2分\n"
                          "  记于 50% 至 各级 leader\n"
                          "  扣 0.5分 * (x - 20元/分) 自 duty\n"
                          "结束\n";
    assert_english(chinese, english);
    assert_chinese(english, chinese);
}

static void the_other_spellings_of_a_keyword_become_the_first(void **state)
{
    (void)state;
    assert_chinese("规则 r 当 a 与 b 不低于 3 从 duty 扣 1日 结束",
                   "规则 r\n  当 a 且 b 至少 3\n  扣 1天 自 duty\n结束\n");
    assert_english("selection s worst 1 of a, b end", "selection s\n  heaviest 1 of a, b\nend\n");
}

/* ---- Expressions ---- */

static void only_the_brackets_that_are_needed_are_written(void **state)
{
    (void)state;
    assert_english("let a = ((1 + (2 * 3)) - (4 - 5)) / (-(x)) end",
                   "let a = (1 + 2 * 3 - (4 - 5)) / -x end\n");
    assert_english("rule r when e unless (a and b) or (not (c or d)) void end",
                   "rule r\n  when e\n  unless a and b or not (c or d)\n  void\nend\n");
    assert_english("let a = total of (x) + total of (x in year) end",
                   "let a = total of x + total of (x in year) end\n");
    assert_english("let a = (if b then 1 else 2) + 3 end",
                   "let a = (if b then 1 else 2) + 3 end\n");
}

static void yes_or_no_does_not_arise_by_itself(void **state)
{
    (void)state;
    assert_english("rule r when e unless x is yes or (no) void end",
                   "rule r\n  when e\n  unless x is yes or (no)\n  void\nend\n");
}

/* ---- Names and texts ---- */

static void names_are_quoted_where_they_would_be_read_otherwise(void **state)
{
    (void)state;
    assert_english("let 「rule」 = 「a b」 + 「plain」 + 「规则」 + 「3a」 end",
                   "let 「rule」 = 「a b」 + plain + 「规则」 + 「3a」 end\n");
    assert_english(
        "test \"t\" expect 「count」 of A in 2018 = 1 expect 「count」 fired 1次 for A in 2018 end",
        "test \"t\"\n"
        "  expect 「count」 of A in 2018 = 1\n"
        "  expect count fired 1 time for A in 2018\n"
        "end\n");
    assert_english("rule r when x is 「known」 void end",
                   "rule r\n  when x is 「known」\n  void\nend\n");
    assert_english("grade g by p a: top 1 「days」: otherwise end",
                   "grade g by p\n  a: top 1\n  「days」: otherwise\nend\n");
}

static void entities_keep_their_spelling(void **state)
{
    (void)state;
    assert_english(
        "test \"t\" given person \"0017\" given person \"川A-1\" given person \"a」b\" end",
        "test \"t\"\n"
        "  given person 0017\n"
        "  given person 川A-1\n"
        "  given person \"a」b\"\n"
        "end\n");
}

static void texts_take_the_quotes_that_can_hold_them(void **state)
{
    (void)state;
    assert_english("unscored “a \"b\"” end", "unscored “a \"b\"” end\n");
    assert_chinese("unscored \"a ”b\" end", "不计分 \"a ”b\" 结束\n");
    assert_english("unscored “a” end", "unscored \"a\" end\n");
}

/* ---- Comments ---- */

static void comments_move_with_their_items(void **state)
{
    (void)state;
    assert_english("# first\n"
                   "rule r # head\n"
                   "  # above the effect\n"
                   "  void # effect\n"
                   "  # above the trigger\n"
                   "  when e # trigger\n"
                   "  # before the end\n"
                   "end # end\n"
                   "# last\n",
                   "# first\n"
                   "rule r  # head\n"
                   "  # above the trigger\n"
                   "  when e  # trigger\n"
                   "  # above the effect\n"
                   "  void  # effect\n"
                   "  # before the end\n"
                   "end  # end\n"
                   "\n"
                   "# last\n");
}

static void a_comment_set_off_by_a_blank_line_stays_set_off(void **state)
{
    (void)state;
    assert_english("# the whole file\n\n\n# the event\nevent a end\n",
                   "# the whole file\n\n# the event\nevent a end\n");
}

static void a_comment_inside_keeps_a_declaration_open(void **state)
{
    (void)state;
    assert_english("event a\n  # which\n  x: text end", "event a\n  # which\n  x: text\nend\n");
    assert_english("event a x: text # which\nend", "event a\n  x: text  # which\nend\n");
    assert_english("event a x: text end # which", "event a x: text end  # which\n");
}

static void a_comment_inside_an_expression_goes_above_it(void **state)
{
    (void)state;
    assert_english("score s each year\n= 1 +\n  # two\n  2 floor 0 end",
                   "score s each year\n  # two\n  = 1 + 2\n  floor 0\nend\n");
}

static void a_number_sign_in_quotes_is_no_comment(void **state)
{
    (void)state;
    assert_english("unscored \"# a\" end ＃ b", "unscored \"# a\" end  # b\n");
}

static void a_file_of_comments_alone_is_kept(void **state)
{
    (void)state;
    assert_english("", "");
    assert_english("  # a\n\n# b", "# a\n\n# b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_of_a_rule_are_sorted_one_a_line),
        cmocka_unit_test(short_declarations_of_a_kind_stand_together),
        cmocka_unit_test(a_declaration_that_does_not_fit_takes_a_line_for_each_item),
        cmocka_unit_test(steps_rows_levels_and_changes_are_indented),
        cmocka_unit_test(long_lines_break_before_words_of_the_language),
        cmocka_unit_test(keywords_and_units_follow_the_language),
        cmocka_unit_test(the_other_spellings_of_a_keyword_become_the_first),
        cmocka_unit_test(only_the_brackets_that_are_needed_are_written),
        cmocka_unit_test(yes_or_no_does_not_arise_by_itself),
        cmocka_unit_test(names_are_quoted_where_they_would_be_read_otherwise),
        cmocka_unit_test(entities_keep_their_spelling),
        cmocka_unit_test(texts_take_the_quotes_that_can_hold_them),
        cmocka_unit_test(comments_move_with_their_items),
        cmocka_unit_test(a_comment_set_off_by_a_blank_line_stays_set_off),
        cmocka_unit_test(a_comment_inside_keeps_a_declaration_open),
        cmocka_unit_test(a_comment_inside_an_expression_goes_above_it),
        cmocka_unit_test(a_number_sign_in_quotes_is_no_comment),
        cmocka_unit_test(a_file_of_comments_alone_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
