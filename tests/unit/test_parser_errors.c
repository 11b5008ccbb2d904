/* What is said about what does not parse, and where the parser goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parsing.h"

#define RULE(items) "rule r when e " items " end"

/* ---- Recovery ---- */

static void an_error_is_said_once_and_the_next_statement_is_read(void **state)
{
    (void)state;
    assert_codes("rule a when ) x deduct end\nrule b wen x void end\nlet c = ] end\n"
                 "let d = 1 end",
                 "E0201 E0211 E0201");
}

static void a_forgotten_end_is_found_where_the_next_block_begins(void **state)
{
    (void)state;
    assert_codes("rule a when x void\nrule b when y void end", "E0203");
    assert_codes("amendment 《N》\nrepeal a\nshow x in 2018", "E0203");
    assert_codes("amendment 《N》 rule b when y void\nrule c when y void end end", "E0203");
    assert_codes("rule a when x void", "E0203");
    assert_codes("rule a when x deduct 1 point from", "E0204");
    assert_codes("rule a when any event void end end", "E0213");
}

static void an_error_inside_an_amendment_has_no_consequences(void **state)
{
    (void)state;
    assert_codes("amendment 《N》\n  change a: deduct ] from b\n  rule c\n when x void\n end\n"
                 "  repeal d\nend\nlet e = 1 end",
                 "E0201");
    assert_codes("amendment 《N》\n  rule a\n when ] x void\n  rule b\n when x void\n end\n"
                 "  repeal d\nend\nlet e = ] end",
                 "E0201 E0201");
}

static void an_error_in_a_query_ends_with_its_line(void **state)
{
    (void)state;
    assert_codes("show a iin 2018\nwhy b of 1 in 2018\nshow c inn 2018\n", "E0211 E0211");
}

/* ---- Slips ---- */

static void keywords_as_names_are_to_be_quoted(void **state)
{
    (void)state;
    assert_message("subject s\n  section: text\nend\n",
                   "error E0202: `section` is a word of the language and no name"
                   "                               a.merit:2\n"
                   "    2 |   section: text\n"
                   "      |   ^^^^^^^\n"
                   "  write instead: 「section」\n");
    assert_codes("rule r when e deduct 1 point from rule end", "E0202");
    assert_codes("let ledger = 1 end", "E0212");
    assert_codes("let 「ledger」 = 1 end", "");
}

static void glued_words_are_shown_apart(void **state)
{
    (void)state;
    assert_message("规则 甲 当报表迟报 免计 结束\n",
                   "error E0205: `当报表迟报` is read as one word"
                   "                                              a.merit:1\n"
                   "    1 | 规则 甲 当报表迟报 免计 结束\n"
                   "      |         ^^^^^^^^^^\n"
                   "  write instead: 当 报表迟报\n");
    assert_codes("分项 甲 每月 基础 1分 结束", "E0205");
    assert_codes("规则 甲 当 乙 扣1分自丙 结束", "E0205");
    assert_codes("规则 甲 当 乙 扣 1 分自丙 结束", "E0205");
}

static void slips_are_corrected(void **state)
{
    (void)state;
    assert_codes("ruel a when x void end", "E0211");
    assert_codes("rule a when x deduct 2 pointz from b end", "E0211");
    assert_codes("rule a when x where y = z void end", "E0210");
    assert_codes("rule a when x where y == z void end", "E0210");
    assert_codes("period p each 14 from 2018-01-01 end", "E0209");
    assert_codes("let a = 1 end end", "E0213");
}

static void items_that_stand_once_may_not_stand_twice(void **state)
{
    (void)state;
    assert_codes(RULE("for a for b void"), "E0207");
    assert_codes(RULE("reaching 2 times in year run of 3 times void"), "E0373");
    assert_codes(RULE("cap 1 point each month cap 2 points each year cite §1 cite §2 void"), "");
    assert_codes("section s each year each month end", "E0207");
    assert_codes("event e x: text default a default b end", "E0207");
    assert_codes("grade g by p a: top 1 top 2 end", "E0207");
}

static void blocks_need_what_makes_them(void **state)
{
    (void)state;
    assert_codes("rule a void end", "E0208");
    assert_codes("score a each month end", "E0208");
    assert_codes("rank a end", "E0208");
    assert_codes("selection a each x end", "E0208");
}

/* ---- Limits ---- */

static char *repeated(const char *before, const char *unit, size_t count, const char *after)
{
    size_t lead = strlen(before), each = strlen(unit);
    char *text = malloc(lead + each * count + strlen(after) + 1);
    assert_non_null(text);
    memcpy(text, before, lead);
    for (size_t i = 0; i < count; i++)
        memcpy(text + lead + i * each, unit, each);
    memcpy(text + lead + each * count, after, strlen(after) + 1);
    return text;
}

static void assert_repeated(const char *before, const char *unit, size_t count, const char *after,
                            const char *expected)
{
    char *text = repeated(before, unit, count, after);
    assert_codes(text, expected);
    free(text);
}

/* The file, the declaration, the formula, and a sum of n + 1 terms, which is n + 1 nodes deep. */
static void the_tree_is_at_most_200_deep(void **state)
{
    (void)state;
    assert_repeated("let a = ", "1+", 200 - 4, "1 end", "");
    assert_repeated("let a = ", "1+", 200 - 3, "1 end", "E0206");
}

static void depth_is_reported_once_however_deep(void **state)
{
    (void)state;
    assert_repeated("let a = ", "1+", 100000, "1 end let b = - end", "E0206 E0201");
    assert_repeated("let a = ", "(", 100000, "1 end", "E0206");
    assert_repeated("let a = ", "- ", 100000, "1 end", "E0206");
}

static void errors_have_an_end(void **state)
{
    (void)state;
    char *text = repeated("", "end ", 1000, "");
    Parsed parse = parsed(text);
    assert_int_equal(diag_errors(parse.diag), 100);
    parsed_free(&parse);
    free(text);
}

static void an_empty_source_is_an_empty_file(void **state)
{
    (void)state;
    assert_tree("", "");
    assert_tree("# nothing but this", "");
    assert_tree("\xEF\xBB\xBF", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_said_once_and_the_next_statement_is_read),
        cmocka_unit_test(a_forgotten_end_is_found_where_the_next_block_begins),
        cmocka_unit_test(an_error_inside_an_amendment_has_no_consequences),
        cmocka_unit_test(an_error_in_a_query_ends_with_its_line),
        cmocka_unit_test(keywords_as_names_are_to_be_quoted),
        cmocka_unit_test(glued_words_are_shown_apart),
        cmocka_unit_test(slips_are_corrected),
        cmocka_unit_test(items_that_stand_once_may_not_stand_twice),
        cmocka_unit_test(blocks_need_what_makes_them),
        cmocka_unit_test(the_tree_is_at_most_200_deep),
        cmocka_unit_test(depth_is_reported_once_however_deep),
        cmocka_unit_test(errors_have_an_end),
        cmocka_unit_test(an_empty_source_is_an_empty_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
