/* Scanner and joiner: from bytes to tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parsing.h"

/* ---- Words ---- */

static void ascii_names_hold_digits_and_chinese_names_do_not(void **state)
{
    (void)state;
    assert_tokens("best_10 报表迟报", "name best_10\nname 报表迟报\n");
    assert_tokens("报表3", "name 报表\nnumber 3\n");
}

static void the_longest_phrase_is_one_keyword(void **state)
{
    (void)state;
    assert_tokens("is not is is one of of", "word is not\nword is\nword is one of\nword of\n");
    assert_tokens("every event every level of every",
                  "word every event\nword every level of\nword every\n");
}

static void a_phrase_goes_on_behind_line_breaks_and_comments(void **state)
{
    (void)state;
    assert_tokens("at # most of the time\n least 5", "word at least\nnumber 5\n");
}

static void the_words_of_a_phrase_alone_are_names(void **state)
{
    (void)state;
    assert_tokens("count total level", "name count\nname total\nname level\n");
    assert_tokens("Rule RULE", "name Rule\nname RULE\n");
}

static void quoted_keywords_are_names(void **state)
{
    (void)state;
    assert_tokens("「rule」 「at」 least", "name rule\nname at\nname least\n");
}

static void both_languages_and_all_spellings_give_the_same_keywords(void **state)
{
    (void)state;
    assert_tokens("规则 从 自 不低于", "word rule\nword from\nword from\nword at least\n");
    assert_tokens("heaviest 最重 any event", "word worst\nword worst\nword every event\n");
}

/* ---- Quantities ---- */

static void a_quantity_is_one_token_with_or_without_blanks(void **state)
{
    (void)state;
    assert_tokens("2 points 2分 1 point 40% 600元 2\npoints",
                  "quantity 2 points\nquantity 2 points\nquantity 1 points\nquantity 40 %\n"
                  "quantity 600 yuan\nquantity 2 points\n");
}

static void a_ratio_of_units_is_part_of_the_quantity(void **state)
{
    (void)state;
    assert_tokens("20 yuan/point 20元/分", "quantity 20 yuan/point\nquantity 20 yuan/point\n");
    assert_tokens("20 yuan / point", "quantity 20 yuan\nsign /\nname point\n");
    assert_tokens("20 yuan/pointed", "quantity 20 yuan\nsign /\nname pointed\n");
}

static void a_glued_chinese_unit_is_the_longest_that_the_word_begins_with(void **state)
{
    (void)state;
    assert_tokens("10分每月", "quantity 10 points\nname 每月\n");
    assert_tokens("10分钟每月", "quantity 10 minutes\nname 每月\n");
    assert_tokens("10 分每月", "number 10\nname 分每月\n");
}

static void an_english_unit_is_a_whole_word(void **state)
{
    (void)state;
    assert_tokens("3 daysoff", "number 3\nname daysoff\n");
    assert_codes("let a = 3daysoff end", "E0117");
}

static void numbers_keep_their_spelling(void **state)
{
    (void)state;
    assert_tokens("0017 0.50", "number 0017\nnumber 0.50\n");
}

static void ranges_stand_between_numbers(void **state)
{
    (void)state;
    assert_tokens("0%..<10% 3.. 1..2",
                  "quantity 0 %\nsign ..<\nquantity 10 %\nnumber 3\nsign ..\nnumber 1\nsign ..\n"
                  "number 2\n");
}

/* ---- Dates, periods, clauses ---- */

static void dates_and_periods_are_told_apart(void **state)
{
    (void)state;
    assert_tokens("2018-10-01 2018-10 2018-W41 2018-Q4 2018-H2 2018",
                  "date 2018-10-01\nperiod 2018-10\nperiod 2018-W41\nperiod 2018-Q4\n"
                  "period 2018-H2\nnumber 2018\n");
    assert_tokens("2018-01..2018-12", "period 2018-01\nsign ..\nperiod 2018-12\n");
}

static void days_and_periods_that_do_not_exist_are_errors(void **state)
{
    (void)state;
    assert_codes("regulation 《a》 from 2019-02-29 end", "E0112");
    assert_codes("regulation 《a》 from 2020-02-29 end", "");
    assert_codes("regulation 《a》 from 2018-1-1 end", "E0113");
    assert_codes("show a in 2018-13", "E0114");
    assert_codes("show a in 2018-Q5", "E0114");
}

static void a_clause_goes_to_the_next_blank(void **state)
{
    (void)state;
    assert_tokens("§五(三)3(1)① §8.1", "clause §五(三)3(1)①\nclause §8.1\n");
    assert_tokens("§五（三）", "clause §五(三)\n");
    assert_codes("unscored cite §1, §2 end", "E0115");
    assert_codes("unscored cite § end", "E0115");
}

/* ---- Folding ---- */

static void full_width_forms_equal_ascii_ones_outside_quotes(void **state)
{
    (void)state;
    assert_tokens("扣　１分，ａ＝ｂ、ｃ",
                  "word deduct\nquantity 1 points\nsign ，\nname a\nsign ＝\n"
                  "name b\nsign 、\nname c\n");
    assert_tokens("“，１” 「１、」 # １", "text \"，１\"\nname １、\n");
    assert_tokens("＂a＂", "text \"a\"\n");
}

static void spans_point_into_the_original_text(void **state)
{
    (void)state;
    Parsed parse = parsed("\xEF\xBB\xBFｌｅｔ　ａ＝ｂ ｅｎｄ");
    const Node *let = parse.tree->first;
    assert_int_equal(let->kind, NODE_LET);
    assert_int_equal(let->span.start, 3);
    assert_int_equal(let->name_span.start, 3 + 4 * 3);
    assert_int_equal(let->name_span.end, 3 + 5 * 3);
    assert_int_equal(let->span.end, 3 + 7 * 3 + 1 + 3 * 3);
    assert_true(text_is(let->name, "a"));
    parsed_free(&parse);
}

/* ---- What is refused ---- */

static void invalid_bytes_and_hidden_characters_are_errors(void **state)
{
    (void)state;
    assert_codes("rule a\xFF when x void end", "E0102");
    assert_codes("rule a\x01 when x void end", "E0103");
    assert_codes("let a = 1 end # \xE2\x80\xAE", "E0104");
    Parsed parse = parsed_text(TEXT("let a\0 = 1 end"));
    assert_int_equal(diag_errors(parse.diag), 1);
    assert_string_equal(diag_name(diag_code_at(parse.diag, 0)), "E0103");
    parsed_free(&parse);
}

static void quotes_must_close_on_their_line(void **state)
{
    (void)state;
    assert_codes("rule a \"x\n when y void end", "E0109");
    assert_codes("rule a “x\n when y void end", "E0109");
    assert_codes("rule 「a\n when y void end", "E0110");
    assert_codes("regulation 《a\n end", "E0111");
    assert_codes("rule 「」 when y void end", "E0116");
    assert_codes("rule a \"\" when y void end", "");
}

static void a_run_of_unknown_characters_is_one_error(void **state)
{
    (void)state;
    assert_codes("rule a ???? when y void end", "E0107");
    assert_codes("let a = 2 × 3 end", "E0108");
}

static void letters_that_look_alike_are_a_warning(void **state)
{
    (void)state;
    assert_codes("let \xD1\x81"
                 "ap = 1 end",
                 "W0101");
    assert_codes("let \xD1\x81 = 1 end", "");
}

static char *filled(const char *before, char with, size_t count, const char *after)
{
    size_t lead = strlen(before);
    char *text = malloc(lead + count + strlen(after) + 1);
    assert_non_null(text);
    memcpy(text, before, lead);
    memset(text + lead, with, count);
    memcpy(text + lead + count, after, strlen(after) + 1);
    return text;
}

static void assert_filled(const char *before, char with, size_t count, const char *expected)
{
    char *text = filled(before, with, count, " = 1 end");
    assert_codes(text, expected);
    free(text);
}

static void words_and_lines_have_their_limits(void **state)
{
    (void)state;
    assert_filled("let ", 'a', 64 << 10, "");
    assert_filled("let ", 'a', (64 << 10) + 1, "E0106");
    size_t rest = strlen("let a = 1 end");
    assert_filled("let a", ' ', (1 << 20) - rest, "");
    assert_filled("let a", ' ', (1 << 20) - rest + 1, "E0105");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_names_hold_digits_and_chinese_names_do_not),
        cmocka_unit_test(the_longest_phrase_is_one_keyword),
        cmocka_unit_test(a_phrase_goes_on_behind_line_breaks_and_comments),
        cmocka_unit_test(the_words_of_a_phrase_alone_are_names),
        cmocka_unit_test(quoted_keywords_are_names),
        cmocka_unit_test(both_languages_and_all_spellings_give_the_same_keywords),
        cmocka_unit_test(a_quantity_is_one_token_with_or_without_blanks),
        cmocka_unit_test(a_ratio_of_units_is_part_of_the_quantity),
        cmocka_unit_test(a_glued_chinese_unit_is_the_longest_that_the_word_begins_with),
        cmocka_unit_test(an_english_unit_is_a_whole_word),
        cmocka_unit_test(numbers_keep_their_spelling),
        cmocka_unit_test(ranges_stand_between_numbers),
        cmocka_unit_test(dates_and_periods_are_told_apart),
        cmocka_unit_test(days_and_periods_that_do_not_exist_are_errors),
        cmocka_unit_test(a_clause_goes_to_the_next_blank),
        cmocka_unit_test(full_width_forms_equal_ascii_ones_outside_quotes),
        cmocka_unit_test(spans_point_into_the_original_text),
        cmocka_unit_test(invalid_bytes_and_hidden_characters_are_errors),
        cmocka_unit_test(quotes_must_close_on_their_line),
        cmocka_unit_test(a_run_of_unknown_characters_is_one_error),
        cmocka_unit_test(letters_that_look_alike_are_a_warning),
        cmocka_unit_test(words_and_lines_have_their_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
