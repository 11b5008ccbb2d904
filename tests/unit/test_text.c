/* Text: slices, UTF-8, terminal columns, visible forms, folding, suggestions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_text(Text text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    if (text.size > 0)
        assert_memory_equal(text.at, expected, text.size);
}

/* ---- Slices ---- */

static void texts_compare_by_bytes_then_by_length(void **state)
{
    (void)state;
    assert_true(text_equal(TEXT("ab"), TEXT("ab")));
    assert_false(text_equal(TEXT("ab"), TEXT("abc")));
    assert_true(text_equal((Text){NULL, 0}, TEXT("")));
    assert_true(text_is(TEXT("迟到"), "迟到"));
    assert_false(text_is(TEXT("a\0b"), "a"));
    assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
    assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
    assert_true(text_compare(TEXT("\xE4"), TEXT("a")) > 0);
    assert_int_equal(text_compare((Text){NULL, 0}, (Text){NULL, 0}), 0);
}

static void slices_stay_inside_the_text(void **state)
{
    (void)state;
    assert_text(text_slice(TEXT("abcdef"), 1, 3), "bc");
    assert_text(text_slice(TEXT("abcdef"), 4, 99), "ef");
    assert_text(text_slice(TEXT("abcdef"), 9, 12), "");
    assert_text(text_slice(TEXT("abcdef"), 5, 2), "");
    assert_int_equal(text_slice((Text){NULL, 0}, 0, 0).size, 0);
}

static void trimming_removes_ascii_blanks_only(void **state)
{
    (void)state;
    assert_text(text_trim(TEXT(" \t\r\n\v\f a b \n")), "a b");
    assert_text(text_trim(TEXT("  \t ")), "");
    assert_text(text_trim(TEXT("\xE3\x80\x80x")), "\xE3\x80\x80x");
}

static void prefixes_are_found(void **state)
{
    (void)state;
    assert_true(text_starts(TEXT("score"), "sc"));
    assert_true(text_starts(TEXT("score"), ""));
    assert_true(text_starts((Text){NULL, 0}, ""));
    assert_false(text_starts(TEXT("sc"), "score"));
}

static void copies_are_terminated(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Text copy = text_copy(arena, (Text){"abcdef", 3});
    assert_text(copy, "abc");
    assert_int_equal(copy.at[3], 0);
    assert_text(text_copy(arena, (Text){NULL, 0}), "");
    arena_free(arena);
}

/* Pinned: the hash may reach files, so it must not differ between machines or releases. */
static void hashes_are_the_same_everywhere(void **state)
{
    (void)state;
    assert_true(text_hash(TEXT("")) == text_hash((Text){NULL, 0}));
    assert_true(text_hash(TEXT("")) == UINT64_C(0x314EBDAC061A0C44));
    assert_true(text_hash(TEXT("late_report")) == UINT64_C(0x733A4FA79796150A));
    assert_true(text_hash(TEXT("a\0")) != text_hash(TEXT("a")));
    assert_true(text_hash(TEXT("12345678")) != text_hash(TEXT("12345678\0")));
}

static void hashes_of_numbered_names_spread(void **state)
{
    (void)state;
    enum { NAMES = 10000, BUCKETS = 1 << 14 };
    static unsigned char hits[BUCKETS];
    size_t crowded = 0;
    for (int i = 0; i < NAMES; i++) {
        char name[5] = {'p', (char)('0' + i / 1000), (char)('0' + i / 100 % 10),
                        (char)('0' + i / 10 % 10), (char)('0' + i % 10)};
        unsigned char *hit = &hits[text_hash((Text){name, 5}) % BUCKETS];
        ++*hit;
        crowded += *hit > 6;
    }
    assert_int_equal(crowded, 0);
}

/* ---- UTF-8 ---- */

typedef struct Decoded {
    const char *bytes;
    size_t size;
    int32_t code;
} Decoded;

static void code_points_are_decoded_at_every_length_limit(void **state)
{
    (void)state;
    static const Decoded cases[] = {
        {"\0", 1, 0},
        {"\x7F", 1, 0x7F},
        {"\xC2\x80", 2, 0x80},
        {"\xDF\xBF", 2, 0x7FF},
        {"\xE0\xA0\x80", 3, 0x800},
        {"\xED\x9F\xBF", 3, 0xD7FF},
        {"\xEE\x80\x80", 3, 0xE000},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 0x10000},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t at = 0;
        char again[4];
        Text text = {cases[i].bytes, cases[i].size};
        assert_int_equal(utf8_next(text, &at), cases[i].code);
        assert_int_equal(at, cases[i].size);
        assert_true(utf8_invalid(text) == SIZE_MAX);
        assert_int_equal(utf8_put(again, cases[i].code), cases[i].size);
        assert_memory_equal(again, cases[i].bytes, cases[i].size);
    }
}

static void every_invalid_form_is_refused_and_costs_one_byte(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\x80", /* a continuation alone */
        "\xBF",
        "\xC0\x80", /* overlong NUL */
        "\xC1\xBF", /* overlong DEL */
        "\xC2",     /* cut short */
        "\xC2"
        "a",
        "\xE0\x9F\xBF", /* overlong 7FF */
        "\xE0\xA0",
        "\xE4\xB8",
        "\xE4\xB8"
        "a",
        "\xED\xA0\x80", /* surrogates */
        "\xED\xBF\xBF",
        "\xF0\x8F\xBF\xBF", /* overlong FFFF */
        "\xF0\x90\x80",
        "\xF4\x90\x80\x80", /* 110000 */
        "\xF5\x80\x80\x80",
        "\xF8\x88\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t at = 0;
        assert_int_equal(utf8_next(text_from(cases[i]), &at), -1);
        assert_int_equal(at, 1);
        assert_int_equal(utf8_invalid(text_from(cases[i])), 0);
    }
}

static void the_first_invalid_byte_is_named(void **state)
{
    (void)state;
    assert_true(utf8_invalid(TEXT("")) == SIZE_MAX);
    assert_true(utf8_invalid(TEXT("plain ascii, long enough for words")) == SIZE_MAX);
    assert_true(utf8_invalid(TEXT("得分为零")) == SIZE_MAX);
    assert_int_equal(utf8_invalid(TEXT("0123456789\xFFxxxxxxxx")), 10);
    assert_int_equal(utf8_invalid(TEXT("01234567\xE4\xB8")), 8);
    assert_int_equal(utf8_invalid(TEXT("得\xE5\x88")), 3);
}

/* ---- Columns and visible forms ---- */

static void widths_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(text_width(TEXT("abc")), 3);
    assert_int_equal(text_width(TEXT("得分")), 4);
    assert_int_equal(text_width(TEXT("（１）")), 6);
    assert_int_equal(text_width(TEXT("e\xCC\x81")), 1);
    assert_int_equal(text_width(TEXT("\xF0\xA0\x80\x80")), 2); /* U+20000 */
    assert_int_equal(text_width(TEXT("\x1B[0m")), 4);          /* the escape is shown as a symbol */
    assert_int_equal(text_width(TEXT("\x9B")), 4);
    assert_int_equal(text_width(TEXT("\xC2\x9B")), 8);
    assert_int_equal(utf8_width(-1), 4);
    assert_int_equal(utf8_width(0x0378), 1); /* not assigned */
}

static void columns_count_what_is_made_visible(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    for (int32_t code = 0; code < 0x30000; code++) {
        char bytes[4];
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        Text text = {bytes, utf8_put(bytes, code)};
        Text visible = text_visible(arena, text);
        assert_int_equal(text_width(text), text_width(visible));
        if (code % 4096 == 0) {
            arena_free(arena);
            arena = arena_new(0);
        }
    }
    arena_free(arena);
}

static void nothing_that_steers_a_terminal_stays(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    assert_text(text_visible(arena, TEXT("\x1B[31m\a\x7F\t\n")), "␛[31m␇␡␉␊");
    assert_text(text_visible(arena, TEXT("a\0b")), "a␀b");
    assert_text(text_visible(arena, TEXT("\x9B\xFF"
                                         "1")),
                "\\x9B\\xFF1");
    assert_text(text_visible(arena, TEXT("\xC2\x9B")), "\\u{009B}");
    assert_text(text_visible(arena, TEXT("a\xE2\x80\xAE"
                                         "b")),
                "a\\u{202E}b");
    assert_text(text_visible(arena, TEXT("\xF3\xA0\x80\x81")), "\\u{E0001}");
    assert_text(text_visible(arena, TEXT("姓名, ok")), "姓名, ok");
    assert_text(text_visible(arena, TEXT("")), "");
    arena_free(arena);
}

static void ideographs_are_letters_of_names(void **state)
{
    (void)state;
    assert_true(utf8_is_han(0x4E00));
    assert_true(utf8_is_han(0x9FFF));
    assert_true(utf8_is_han(0x3007));
    assert_true(utf8_is_han(0x3400));
    assert_true(utf8_is_han(0x20000));
    assert_true(utf8_is_han(0x323AF));
    assert_false(utf8_is_han('a'));
    assert_false(utf8_is_han(0x3001));
    assert_false(utf8_is_han(0x3006));
    assert_false(utf8_is_han(0xFF21));
    assert_false(utf8_is_han(0xAC00));
    assert_false(utf8_is_han(0x323B0));
    assert_false(utf8_is_han(-1));
}

static void hidden_characters_are_forbidden(void **state)
{
    (void)state;
    static const int32_t hidden[] = {0xAD,   0x61C,  0x200B, 0x200D, 0x200E, 0x202A,
                                     0x202E, 0x2028, 0x2060, 0x2066, 0x2069, 0xFEFF,
                                     0x3164, 0xFFFB, 0x180E, 0x115F, 0xE0041};
    static const int32_t seen[] = {' ', 'a', 0xA0, 0x2010, 0x2027, 0x202F, 0x3000, 0x4E00, 0xFF01};
    for (size_t i = 0; i < COUNT(hidden); i++)
        assert_true(utf8_is_forbidden(hidden[i]));
    for (size_t i = 0; i < COUNT(seen); i++)
        assert_false(utf8_is_forbidden(seen[i]));
}

/* ---- Folding ---- */

static void full_width_forms_fold_to_ascii(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    assert_text(text_fold(arena, TEXT("２０２５－０１－０５")), "2025-01-05");
    assert_text(text_fold(arena, TEXT("　Ａ、Ｂ～　")), "A,B~");
    assert_text(text_fold(arena, TEXT(" 0017 ")), "0017");
    assert_text(text_fold(arena, TEXT("　")), "");
    assert_text(text_fold(arena, TEXT("张三（一）")), "张三(一)");
    assert_text(text_fold(arena, TEXT("\xFF１\xFF")), "\xFF"
                                                      "1\xFF");
    arena_free(arena);
}

static void folding_a_plain_cell_copies_nothing(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Text cell = TEXT(" 迟到 ");
    assert_ptr_equal(text_fold(arena, cell).at, cell.at + 1);
    assert_int_equal(arena_used(arena), 0);
    arena_free(arena);
}

/* ---- Suggestions ---- */

static int nearest_of(const char *text, const char *const *names, size_t count)
{
    Text candidates[16];
    for (size_t i = 0; i < count; i++)
        candidates[i] = text_from(names[i]);
    return text_nearest(text_from(text), candidates, count);
}

static void slips_of_the_pen_find_their_name(void **state)
{
    (void)state;
    static const char *const names[] = {"late_report", "absence", "报表迟报", "宣传稿件", "duty"};
    assert_int_equal(nearest_of("late_reprot", names, 5), 0);
    assert_int_equal(nearest_of("latereport", names, 5), 0);
    assert_int_equal(nearest_of("abscense", names, 5), 1);
    assert_int_equal(nearest_of("报表迟交", names, 5), 2);
    assert_int_equal(nearest_of("报迟表报", names, 5), 2);
    assert_int_equal(nearest_of("宣传稿", names, 5), 3);
    assert_int_equal(nearest_of("dity", names, 5), 4);
    assert_int_equal(nearest_of("DUTY", names, 5), 4);
}

static void a_beginning_is_plausible_when_it_is_long_enough(void **state)
{
    (void)state;
    static const char *const names[] = {"commendation_of_the_county", "矛盾纠纷排查调处"};
    assert_int_equal(nearest_of("com", names, 2), 0);
    assert_int_equal(nearest_of("Comm", names, 2), 0);
    assert_int_equal(nearest_of("co", names, 2), -1);
    assert_int_equal(nearest_of("矛盾", names, 2), 1);
    assert_int_equal(nearest_of("矛", names, 2), -1);
}

static void far_names_are_not_suggested(void **state)
{
    (void)state;
    static const char *const names[] = {"扣", "加分", "abc"};
    assert_int_equal(nearest_of("加", names, 1), -1);
    assert_int_equal(nearest_of("xyz", names, 3), -1);
    assert_int_equal(nearest_of("减扣", names, 3), 0);
    assert_int_equal(nearest_of("", names, 3), -1);
    assert_int_equal(nearest_of("abc", names, 0), -1);
    assert_int_equal(nearest_of("减分", names, 3), 1);
}

static void the_first_of_equals_is_suggested(void **state)
{
    (void)state;
    static const char *const names[] = {"cat", "bat", "Rat", "rats"};
    assert_int_equal(nearest_of("hat", names, 4), 0);
    assert_int_equal(nearest_of("rat", names, 4), 2);
}

static void long_texts_are_no_slips(void **state)
{
    (void)state;
    char text[65];
    memset(text, 'a', 64);
    text[64] = '\0';
    Text same = {text, 64};
    assert_int_equal(text_nearest(same, &same, 1), 0);
    Text longer = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 65};
    assert_int_equal(text_nearest(longer, &longer, 1), -1);
    assert_int_equal(text_nearest(same, &longer, 1), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_compare_by_bytes_then_by_length),
        cmocka_unit_test(slices_stay_inside_the_text),
        cmocka_unit_test(trimming_removes_ascii_blanks_only),
        cmocka_unit_test(prefixes_are_found),
        cmocka_unit_test(copies_are_terminated),
        cmocka_unit_test(hashes_are_the_same_everywhere),
        cmocka_unit_test(hashes_of_numbered_names_spread),
        cmocka_unit_test(code_points_are_decoded_at_every_length_limit),
        cmocka_unit_test(every_invalid_form_is_refused_and_costs_one_byte),
        cmocka_unit_test(the_first_invalid_byte_is_named),
        cmocka_unit_test(widths_are_those_of_a_terminal),
        cmocka_unit_test(columns_count_what_is_made_visible),
        cmocka_unit_test(nothing_that_steers_a_terminal_stays),
        cmocka_unit_test(ideographs_are_letters_of_names),
        cmocka_unit_test(hidden_characters_are_forbidden),
        cmocka_unit_test(full_width_forms_fold_to_ascii),
        cmocka_unit_test(folding_a_plain_cell_copies_nothing),
        cmocka_unit_test(slips_of_the_pen_find_their_name),
        cmocka_unit_test(a_beginning_is_plausible_when_it_is_long_enough),
        cmocka_unit_test(far_names_are_not_suggested),
        cmocka_unit_test(the_first_of_equals_is_suggested),
        cmocka_unit_test(long_texts_are_no_slips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
