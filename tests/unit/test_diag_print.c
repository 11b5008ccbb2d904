/* Diagnostics as people see them: golden texts in both languages, carets under the right columns.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/diagnosing.h"

/* ---- Golden texts ---- */

/* A subtraction with a label on each of its sides. */
static Diag *subtraction(Language language)
{
    Diag *diag = diag_new(language);
    uint32_t source =
        diag_source(diag, TEXT("main.merit"), TEXT("score bonus\n  = 600 yuan - monthly\nend\n"));
    diag_add(diag, DIAG_E0801, span_of(diag, source, "600 yuan - monthly"), BOTH("points", "分"),
             "yuan", NULL);
    diag_label(diag, span_of(diag, source, "600 yuan"), BOTH("this is yuan", "这是元"));
    diag_label(diag, span_of(diag, source, "monthly"),
               BOTH("this is points (a total of sections)", "这是分（各项合计）"));
    diag_within(diag, BOTH("score bonus", "得分 bonus"));
    return diag;
}

static void labels_stand_under_the_parts_they_explain(void **state)
{
    (void)state;
    assert_printed(subtraction(LANG_EN),
                   "error E0801: cannot open points: yuan                                      "
                   "main.merit:2, score bonus\n"
                   "    2 |   = 600 yuan - monthly\n"
                   "      |     ^^^^^^^^   ^^^^^^^ this is points (a total of sections)\n"
                   "      |     this is yuan\n"
                   "  check the name and the folder, and that you may read the file\n");
}

static void chinese_says_the_same_in_its_own_words(void **state)
{
    (void)state;
    assert_printed(subtraction(LANG_ZH),
                   /* 29 columns, 47 blanks, 24 columns */
                   "错误 E0801：无法打开 分：yuan" S10 S10 S10 S10
                   "       main.merit:2，得分 bonus\n"
                   "    2 |   = 600 yuan - monthly\n"
                   "      |     ^^^^^^^^   ^^^^^^^ 这是分（各项合计）\n"
                   "      |     这是元\n"
                   "  请核对文件名和所在目录，并确认有权读取该文件\n");
}

static void carets_count_two_columns_for_chinese_and_full_width(void **state)
{
    (void)state;
    assert_printed(about("  扣 ２分 自 本职工作\n", "自"),
                   HEADER("1") "    1 |   扣 ２分 自 本职工作\n"
                               "      |           ^^\n" HELP);
    assert_printed(about("  扣 ２分 自 本职工作\n", "２分"),
                   HEADER("1") "    1 |   扣 ２分 自 本职工作\n"
                               "      |      ^^^^\n" HELP);
}

static void tabs_go_to_the_next_multiple_of_four(void **state)
{
    (void)state;
    assert_printed(about("\tdeduct\t2 points\n", "2 points"),
                   HEADER("1") "    1 |     deduct  2 points\n"
                               "      |             ^^^^^^^^\n" HELP);
    assert_printed(about("扣\t２分\t自\n", "自"), HEADER("1") "    1 | 扣  ２分    自\n"
                                                              "      |             ^^\n" HELP);
}

static void combining_marks_take_no_column(void **state)
{
    (void)state;
    assert_printed(about("e\xCC\x81te\xCC\x81 bad\n", "bad"),
                   HEADER("1") "    1 | e\xCC\x81te\xCC\x81 bad\n"
                               "      |     ^^^\n" HELP);
    assert_printed(about("e\xCC\x81 x\n", "\xCC\x81"), HEADER("1") "    1 | e\xCC\x81 x\n"
                                                                   "      |  ^\n" HELP);
}

static void control_characters_and_bad_bytes_are_shown_as_symbols(void **state)
{
    (void)state;
    assert_printed(about("a\x1B[31m\xFF\xE2\x80\xAE bad\n", "bad"),
                   HEADER("1") "    1 | a␛[31m\\xFF\\u{202E} bad\n"
                               "      | " S10 "         ^^^\n" HELP);
}

static void the_line_number_is_that_of_the_start(void **state)
{
    (void)state;
    assert_printed(about("one\r\ntwo three\r\nfour\r\n", "three\r\nfo"),
                   HEADER("2") "    2 | two three\n"
                               "      |     ^^^^^\n" HELP);
}

static void a_byte_order_mark_takes_no_column(void **state)
{
    (void)state;
    assert_printed(about("\xEF\xBB\xBFrule x\n", "x"), HEADER("1") "    1 | rule x\n"
                                                                   "      |      ^\n" HELP);
}

static void the_end_of_a_file_is_shown_behind_its_last_word(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    Text text = TEXT("rule x\n\n  \n");
    uint32_t source = diag_source(diag, TEXT("a.merit"), text);
    diag_add(diag, DIAG_E0802, (Span){source, (uint32_t)text.size, (uint32_t)text.size}, "x", NULL);
    assert_printed(diag, HEADER("1") "    1 | rule x\n"
                                     "      |       ^\n" HELP);
}

static void an_empty_file_can_be_pointed_at(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT("a.merit"), TEXT(""));
    diag_add(diag, DIAG_E0802, (Span){source, 0, 0}, "x", NULL);
    assert_printed(diag, HEADER("1") "    1 | \n"
                                     "      | ^\n" HELP);
}

static void spans_outside_their_source_do_no_harm(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT("a.merit"), TEXT("ab\n"));
    diag_add(diag, DIAG_E0802, (Span){source, 99, 7}, "x", NULL);
    diag_add(diag, DIAG_E0802, (Span){source, 1, UINT32_MAX}, "x", NULL);
    diag_add(diag, DIAG_E0802, (Span){source, 1, 0}, "x", NULL);
    assert_printed(diag, HEADER("1") "    1 | ab\n"
                                     "      |  ^\n" HELP HEADER("1") "    1 | ab\n"
                                                                     "      |  ^\n" HELP HEADER(
                                                                         "1") "    1 | ab\n"
                                                                              "      |   ^\n" HELP);
}

/* ---- Long lines ---- */

static void a_long_line_is_shown_around_its_mark(void **state)
{
    (void)state;
    static char line[LONG_LINE];
    assert_printed(about_long(line, 3000, "得分"),
                   HEADER("1") "    1 | …" A30 "得分" A30 A30 "aaaa…\n"
                               "      |                                ^^^^\n" HELP);
}

static void a_mark_near_the_start_keeps_the_start(void **state)
{
    (void)state;
    static char line[LONG_LINE];
    assert_printed(about_long(line, 4, "b"),
                   HEADER("1") "    1 | aaaab" A10 A30 A30 A10 A10 "aaaa…\n"
                               "      |     ^\n" HELP);
}

static void a_mark_near_the_end_keeps_the_end(void **state)
{
    (void)state;
    static char line[LONG_LINE];
    assert_printed(about_long(line, LONG_LINE - 1, "b"),
                   HEADER("1") "    1 | …" A30 A30 A30 "aaaaaaaab\n"
                               "      | " S50 S10 S10 S10 S10 "         ^\n" HELP);
}

static void a_line_of_a_hundred_columns_is_shown_whole(void **state)
{
    (void)state;
    assert_printed(about("b" A9 A30 A30 A30 "\n", "b"), HEADER("1") "    1 | b" A9 A30 A30 A30 "\n"
                                                                    "      | ^\n" HELP);
    assert_printed(about("b" A10 A30 A30 A30 "\n", "b"),
                   HEADER("1") "    1 | b" A9 A30 A30 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\n"
                               "      | ^\n" HELP);
}

/* Every place of a hostile line must stay inside the window's bounds. */
static void every_place_of_a_mixed_line_can_be_marked(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "得",   "\t",           "a",  "\xCC\x81",        "\xFF", "\x80",
        "\x1B", "\xE2\x80\xAE", "　", "\xF0\x9F\x98\x80"};
    static char line[3000];
    size_t size = 0;
    for (uint32_t random = 7; size < sizeof line - 8; random = random * 1103515245 + 12345) {
        const char *piece = pieces[(random >> 16) % 10];
        memcpy(line + size, piece, strlen(piece));
        size += strlen(piece);
    }
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT("a.merit"), (Text){line, size});
    for (uint32_t at = 0; at < size; at += 3)
        diag_add(diag, DIAG_E0802, (Span){source, at, at + at % 41}, "x", NULL);
    Output *out = output_memory();
    diag_print(diag, out, 0, false);
    Text text = output_contents(out);
    for (size_t from = 0, at = 0; at < text.size; at++) {
        if (text.at[at] != '\n')
            continue;
        assert_true(text_width(text_slice(text, from, at)) <= 8 + 101);
        from = at + 1;
    }
    output_close(out);
    diag_free(diag);
}

/* ---- Labels ---- */

static void three_labels_hang_from_right_to_left(void **state)
{
    (void)state;
    Diag *diag = about("one two three\n", "one two three");
    diag_label(diag, span_of(diag, 0, "two"), "second");
    diag_label(diag, span_of(diag, 0, "one"), "first");
    diag_label(diag, span_of(diag, 0, "three"), "third");
    assert_printed(diag, HEADER("1") "    1 | one two three\n"
                                     "      | ^^^ ^^^ ^^^^^ third\n"
                                     "      | |   second\n"
                                     "      | first\n" HELP);
}

/* What is pointed at has no text of its own: no bar hangs from it. */
static void no_bar_hangs_from_a_stretch_without_a_text(void **state)
{
    (void)state;
    Diag *diag = about("one two three\n", "one");
    diag_label(diag, span_of(diag, 0, "two"), "second");
    diag_label(diag, span_of(diag, 0, "three"), "third");
    assert_printed(diag, HEADER("1") "    1 | one two three\n"
                                     "      | ^^^ ^^^ ^^^^^ third\n"
                                     "      |     second\n" HELP);
}

static void a_label_on_the_span_itself_is_its_text(void **state)
{
    (void)state;
    Diag *diag = about("one two\n", "two");
    diag_label(diag, span_of(diag, 0, "two"), BOTH("here", "这里"));
    assert_printed(diag, HEADER("1") "    1 | one two\n"
                                     "      |     ^^^ here\n" HELP);
}

static void labels_elsewhere_quote_their_own_line_and_file(void **state)
{
    (void)state;
    Diag *diag = about("one\ntwo\n", "two");
    uint32_t other = diag_source(diag, TEXT("b.merit"), TEXT("x\nthree\n"));
    diag_label(diag, span_of(diag, 0, "one"), "first declared here");
    diag_label(diag, span_of(diag, other, "three"), "and here");
    assert_printed(diag, HEADER("2") "    2 | two\n"
                                     "      | ^^^\n"
                                     "    1 | one\n"
                                     "      | ^^^ first declared here\n"
                                     "  b.merit:\n"
                                     "    2 | three\n"
                                     "      | ^^^^^ and here\n" HELP);
}

static void more_labels_than_fit_are_left_out(void **state)
{
    (void)state;
    Diag *diag = about("a b c d e f g h i j k l\n", "l");
    for (uint32_t i = 0; i < 11; i++)
        diag_label(diag, (Span){0, 2 * i, 2 * i + 1}, "");
    assert_printed(diag, HEADER("1") "    1 | a b c d e f g h i j k l\n"
                                     "      | ^ ^ ^ ^ ^ ^ ^         ^\n" HELP);
}

/* ---- Data and plain ---- */

static void a_record_is_quoted_as_it_was_read(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    diag_data(diag, DIAG_E0802, TEXT("events.csv"), 12, TEXT("date"),
              TEXT("2018-13-08,迟到,\x1B,\"a\nb\""), "x", NULL);
    assert_printed(diag, "error E0802: x is a folder, not a file" S10 S10 S10
                         "      events.csv:12, column date\n"
                         "   12 | 2018-13-08,迟到,␛,\"a␊b\"\n" HELP);
    diag = diag_new(LANG_ZH);
    diag_data(diag, DIAG_E0802, TEXT("events.csv"), 1234567, TEXT("日期"), TEXT(""), "x", NULL);
    assert_printed(diag, "错误 E0802：x 是目录，不是文件" S10 S10 S10 S10
                         "   events.csv:1234567，列 日期\n"
                         "  请指明目录中的文件\n");
}

static void a_long_record_is_cut_to_the_screen(void **state)
{
    (void)state;
    static char raw[LONG_LINE];
    memset(raw, 'a', sizeof raw);
    Diag *diag = diag_new(LANG_EN);
    diag_data(diag, DIAG_E0802, TEXT("e.csv"), 1, TEXT(""), (Text){raw, sizeof raw}, "x", NULL);
    assert_printed(diag, "error E0802: x is a folder, not a file" S50 "     e.csv:1\n"
                         "    1 | " A30 A30 A30 A9 "…\n" HELP);
}

static void a_plain_one_has_no_place(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    diag_plain(diag, DIAG_E0803, "/dev/full", BOTH("no space left", "磁盘已满"), NULL);
    assert_printed(diag, "error E0803: cannot write /dev/full: no space left\n"
                         "  nothing was replaced; make room or choose another place, then run it "
                         "again\n");
}

static void a_message_too_long_for_the_line_keeps_two_blanks(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT("a.merit"), TEXT("x"));
    diag_add(diag, DIAG_E0802, span_of(diag, source, "x"), A30 A30 A30, NULL);
    assert_printed(diag, "error E0802: " A30 A30 A30 " is a folder, not a file  a.merit:1\n"
                         "    1 | x\n"
                         "      | ^\n" HELP);
}

static void colours_mark_severity_carets_and_gutter(void **state)
{
    (void)state;
    Diag *diag = about("one\n", "one");
    Output *out = output_memory();
    diag_print(diag, out, 0, true);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at,
                        "\x1b[1;31merror E0802\x1b[0m: x is a folder, not a file" S50
                        "   a.merit:1\n"
                        "\x1b[2m    1 |\x1b[0m one\n"
                        "\x1b[2m      |\x1b[0m \x1b[1;31m^^^\x1b[0m\n" HELP);
    output_close(out);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_stand_under_the_parts_they_explain),
        cmocka_unit_test(chinese_says_the_same_in_its_own_words),
        cmocka_unit_test(carets_count_two_columns_for_chinese_and_full_width),
        cmocka_unit_test(tabs_go_to_the_next_multiple_of_four),
        cmocka_unit_test(combining_marks_take_no_column),
        cmocka_unit_test(control_characters_and_bad_bytes_are_shown_as_symbols),
        cmocka_unit_test(the_line_number_is_that_of_the_start),
        cmocka_unit_test(a_byte_order_mark_takes_no_column),
        cmocka_unit_test(the_end_of_a_file_is_shown_behind_its_last_word),
        cmocka_unit_test(an_empty_file_can_be_pointed_at),
        cmocka_unit_test(spans_outside_their_source_do_no_harm),
        cmocka_unit_test(a_long_line_is_shown_around_its_mark),
        cmocka_unit_test(a_mark_near_the_start_keeps_the_start),
        cmocka_unit_test(a_mark_near_the_end_keeps_the_end),
        cmocka_unit_test(a_line_of_a_hundred_columns_is_shown_whole),
        cmocka_unit_test(every_place_of_a_mixed_line_can_be_marked),
        cmocka_unit_test(three_labels_hang_from_right_to_left),
        cmocka_unit_test(no_bar_hangs_from_a_stretch_without_a_text),
        cmocka_unit_test(a_label_on_the_span_itself_is_its_text),
        cmocka_unit_test(labels_elsewhere_quote_their_own_line_and_file),
        cmocka_unit_test(more_labels_than_fit_are_left_out),
        cmocka_unit_test(a_record_is_quoted_as_it_was_read),
        cmocka_unit_test(a_long_record_is_cut_to_the_screen),
        cmocka_unit_test(a_plain_one_has_no_place),
        cmocka_unit_test(a_message_too_long_for_the_line_keeps_two_blanks),
        cmocka_unit_test(colours_mark_severity_carets_and_gutter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
