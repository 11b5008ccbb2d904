/* Diagnostics: collecting, arguments, JSON, and the catalogue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/diagnosing.h"

/* ---- Arguments ---- */

static void arguments_are_made_visible_and_cut_between_characters(void **state)
{
    (void)state;
    char words[301];
    for (int i = 0; i < 100; i++)
        memcpy(words + 3 * i, "得", 3);
    words[300] = '\0';
    Diag *diag = diag_new(LANG_EN);
    diag_plain(diag, DIAG_E0802, "a\x1B[2J\n", NULL);
    diag_plain(diag, DIAG_E0802, words, NULL);
    Output *out = output_memory();
    diag_print(diag, out, 0, false);
    Text text = output_contents(out);
    assert_true(text_starts(text, "error E0802: a␛[2J␊ is a folder"));
    text = text_slice(text, text_from("error E0802: a␛[2J␊ is a folder, not a file\n" HELP).size,
                      text.size);
    /* 66 characters of 3 bytes fit into 200 bytes. */
    words[66 * 3] = '\0';
    assert_true(text_starts(text, "error E0802: 得"));
    text = text_slice(text, sizeof "error E0802: " - 1, text.size);
    assert_true(text_starts(text, words));
    assert_true(text_starts(text_slice(text, 66 * 3, text.size), "… is a folder"));
    output_close(out);
    diag_free(diag);
}

static void missing_and_surplus_arguments_do_no_harm(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    diag_plain(diag, DIAG_E0801, NULL);
    diag_plain(diag, DIAG_E0802, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11",
               NULL);
    assert_printed(diag, "error E0801: cannot open : \n"
                         "  check the name and the folder, and that you may read the file\n"
                         "error E0802: 0 is a folder, not a file\n" HELP);
}

/* ---- Collecting ---- */

static void the_same_code_at_the_same_place_is_said_once(void **state)
{
    (void)state;
    Diag *diag = about("one two\n", "two");
    diag_add(diag, DIAG_E0802, span_of(diag, 0, "two"), "again", NULL);
    diag_label(diag, span_of(diag, 0, "one"), "of the one not said");
    diag_within(diag, "block");
    assert_int_equal(diag_count(diag), 1);
    diag_add(diag, DIAG_E0804, span_of(diag, 0, "two"), "x", "9", NULL);
    assert_int_equal(diag_count(diag), 2);
    diag_truncate(diag, 1);
    diag_add(diag, DIAG_E0802, span_of(diag, 0, "two"), "again", NULL);
    assert_int_equal(diag_count(diag), 1);
    diag_truncate(diag, 0);
    diag_add(diag, DIAG_E0802, span_of(diag, 0, "two"), "x", NULL);
    assert_int_equal(diag_count(diag), 1);
    assert_printed(diag, HEADER("1") "    1 | one two\n"
                                     "      |     ^^^\n" HELP);
}

static void truncating_forgets_errors_too(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_EN);
    diag_plain(diag, DIAG_E0801, "a", "b", NULL);
    diag_plain(diag, DIAG_E0802, "a", NULL);
    assert_int_equal(diag_errors(diag), 2);
    assert_int_equal(diag_code_at(diag, 1), DIAG_E0802);
    diag_truncate(diag, 5);
    assert_int_equal(diag_count(diag), 2);
    diag_truncate(diag, 1);
    assert_int_equal(diag_errors(diag), 1);
    assert_int_equal(diag_count(diag), 1);
    assert_int_equal(diag_code_at(diag, 0), DIAG_E0801);
    diag_free(diag);
}

static void errors_come_in_the_order_of_their_places(void **state)
{
    (void)state;
    Diag *diag = about("one two\n", "two");
    diag_add(diag, DIAG_E0802, span_of(diag, 0, "one"), "x", NULL);
    diag_plain(diag, DIAG_E0802, "x", NULL);
    assert_printed(diag, "error E0802: x is a folder, not a file\n" HELP HEADER(
                             "1") "    1 | one two\n"
                                  "      | ^^^\n" HELP HEADER("1") "    1 | one two\n"
                                                                   "      |     ^^^\n" HELP);
}

static Diag *many(Language language, size_t count)
{
    Diag *diag = diag_new(language);
    for (size_t i = 0; i < count; i++)
        diag_plain(diag, DIAG_E0802, "x", NULL);
    return diag;
}

static void the_rest_is_counted(void **state)
{
    (void)state;
    assert_printed_most(many(LANG_EN, 1), 1, "error E0802: x is a folder, not a file\n" HELP);
    assert_printed_most(many(LANG_EN, 2), 1,
                        "error E0802: x is a folder, not a file\n" HELP "… and 1 more error\n");
    assert_printed_most(many(LANG_EN, 12), 1,
                        "error E0802: x is a folder, not a file\n" HELP "… and 11 more errors\n");
    assert_printed_most(many(LANG_ZH, 3), 1,
                        "错误 E0802：x 是目录，不是文件\n  请指明目录中的文件\n"
                        "……另有 2 处错误\n");
}

static void a_flood_is_counted_but_not_kept(void **state)
{
    (void)state;
    Diag *diag = many(LANG_EN, 100002);
    assert_int_equal(diag_errors(diag), 100002);
    assert_int_equal(diag_code_at(diag, 100001), DIAG_E0802);
    uint32_t source = diag_source(diag, TEXT("a.merit"), TEXT("x\n"));
    diag_add(diag, DIAG_E0802, (Span){source, 0, 1}, "x", NULL);
    diag_data(diag, DIAG_E0802, TEXT("e.csv"), 3, TEXT("date"), TEXT("raw"), "x", NULL);
    assert_int_equal(diag_errors(diag), 100004);
    diag_label(diag, (Span){diag_source(diag, TEXT("a"), TEXT("")), 0, 0}, "of none");
    diag_truncate(diag, 100001);
    assert_int_equal(diag_errors(diag), 100001);
    diag_truncate(diag, 3);
    diag_plain(diag, DIAG_E0802, "x", NULL);
    assert_int_equal(diag_errors(diag), 4);
    assert_printed_most(diag, 1,
                        "error E0802: x is a folder, not a file\n" HELP "… and 3 more errors\n");
}

static void what_was_left_out_belongs_to_the_rest(void **state)
{
    (void)state;
    Diag *diag = many(LANG_EN, 2);
    diag_omit(diag, 40);
    assert_int_equal(diag_errors(diag), 2);
    assert_printed_most(diag, 1,
                        "error E0802: x is a folder, not a file\n" HELP
                        "… and 41 more errors, of which 40 were counted but not kept\n");
    diag = many(LANG_ZH, 1);
    diag_omit(diag, 40);
    assert_printed_most(diag, 1,
                        "错误 E0802：x 是目录，不是文件\n  请指明目录中的文件\n"
                        "……另有 40 处错误，其中 40 处只计数，未保留\n");
    diag = many(LANG_EN, 1);
    diag_omit(diag, 40);
    diag_truncate(diag, 0);
    assert_printed_most(diag, 1, "");
}

/* ---- JSON ---- */

static void assert_json(Diag *diag, const char *expected)
{
    Output *out = output_memory();
    diag_print_json(diag, out);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
    diag_free(diag);
}

static void json_counts_columns_in_characters(void **state)
{
    (void)state;
    Diag *diag = about("\t扣 ２分\n自\n", "２分\n自");
    diag_within(diag, "rule a");
    assert_json(diag, "[\n{\"code\":\"E0802\",\"severity\":\"error\",\"message\":\"x is a folder, "
                      "not a file\",\"help\":\"name a file in the folder\",\"file\":\"a.merit\","
                      "\"line\":1,\"column\":4,\"end_line\":2,\"end_column\":2,"
                      "\"block\":\"rule a\"}\n]\n");
}

static void json_finds_columns_far_into_a_line(void **state)
{
    (void)state;
    static char line[LONG_LINE];
    assert_json(about_long(line, 4097, "得分"),
                "[\n{\"code\":\"E0802\",\"severity\":\"error\",\"message\":\"x is a folder, "
                "not a file\",\"help\":\"name a file in the folder\",\"file\":\"a.merit\","
                "\"line\":1,\"column\":4098,\"end_line\":1,\"end_column\":4100}\n]\n");
}

static void json_says_null_where_there_is_no_place(void **state)
{
    (void)state;
    Diag *diag = diag_new(LANG_ZH);
    diag_plain(diag, DIAG_E0802, "\"x\"", NULL);
    diag_data(diag, DIAG_E0802, TEXT("e.csv"), 3, TEXT("date"), TEXT("raw"), "x", NULL);
    assert_json(diag, "[\n{\"code\":\"E0802\",\"severity\":\"error\",\"message\":\"\\\"x\\\" "
                      "是目录，不是文件\",\"help\":\"请指明目录中的文件\",\"file\":null,"
                      "\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null},\n"
                      "{\"code\":\"E0802\",\"severity\":\"error\",\"message\":\"x "
                      "是目录，不是文件\",\"help\":\"请指明目录中的文件\",\"file\":\"e.csv\","
                      "\"line\":3,\"column\":null,\"end_line\":null,\"end_column\":null,"
                      "\"field\":\"date\"}\n]\n");
    assert_json(diag_new(LANG_EN), "[]\n");
}

/* ---- The catalogue ---- */

static void codes_are_found_by_name(void **state)
{
    (void)state;
    DiagCode code = DIAG_E0801;
    assert_true(diag_lookup(&code, TEXT("E0802")));
    assert_int_equal(code, DIAG_E0802);
    assert_true(diag_lookup(&code, TEXT("e0803")));
    assert_int_equal(code, DIAG_E0803);
    assert_false(diag_lookup(&code, TEXT("E080")));
    assert_false(diag_lookup(&code, TEXT("E08022")));
    assert_false(diag_lookup(&code, TEXT("")));
    assert_int_equal(code, DIAG_E0803);
}

/* The places {0}..{9} that a template has, as bits. */
static unsigned places_of(const char *template)
{
    unsigned places = 0;
    for (; *template != '\0'; template ++)
        if (template[0] == '{' && template[1] >= '0' && template[1] <= '9' && template[2] == '}')
            places |= 1U << (template[1] - '0');
    return places;
}

static void each_row_says_the_same_in_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        const char *english = diag_template((DiagCode)i, LANG_EN);
        const char *chinese = diag_template((DiagCode)i, LANG_ZH);
        size_t size = strlen(english);
        if (places_of(english) != places_of(chinese))
            fail_msg("%s: other arguments in Chinese", diag_name((DiagCode)i));
        if (size == 0 || chinese[0] == '\0' || english[size - 1] == '.')
            fail_msg("%s: empty, or a full stop", diag_name((DiagCode)i));
        if (utf8_invalid(text_from(chinese)) != SIZE_MAX)
            fail_msg("%s: not UTF-8", diag_name((DiagCode)i));
    }
}

static void codes_stand_in_order_and_fit_their_severity(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        const char *name = diag_name((DiagCode)i);
        if (i > 0 && strcmp(diag_name((DiagCode)(i - 1)), name) >= 0)
            fail_msg("%s stands behind a later code", name);
        bool is_error = diag_severity((DiagCode)i) == SEVERITY_ERROR;
        /* what a review finds (L) is either */
        if (name[0] != 'L' && (name[0] == 'E') != is_error)
            fail_msg("%s: the severity is not that of its letter", name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_made_visible_and_cut_between_characters),
        cmocka_unit_test(missing_and_surplus_arguments_do_no_harm),
        cmocka_unit_test(the_same_code_at_the_same_place_is_said_once),
        cmocka_unit_test(truncating_forgets_errors_too),
        cmocka_unit_test(errors_come_in_the_order_of_their_places),
        cmocka_unit_test(the_rest_is_counted),
        cmocka_unit_test(a_flood_is_counted_but_not_kept),
        cmocka_unit_test(what_was_left_out_belongs_to_the_rest),
        cmocka_unit_test(json_counts_columns_in_characters),
        cmocka_unit_test(json_finds_columns_far_into_a_line),
        cmocka_unit_test(json_says_null_where_there_is_no_place),
        cmocka_unit_test(codes_are_found_by_name),
        cmocka_unit_test(each_row_says_the_same_in_both_languages),
        cmocka_unit_test(codes_stand_in_order_and_fit_their_severity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
