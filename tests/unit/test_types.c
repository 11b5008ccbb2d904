/* Units: what their products and quotients are, and the words of types. */
#include "interp/check/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const Dimension plain = {0};
static const Dimension points = {.points = 1};
static const Dimension yuan = {.money = 1, .currency = UNIT_WORD_YUAN};
static const Dimension days = {.days = 1};
static const Dimension minutes = {.minutes = 1};
static const Dimension times = {.times = 1};

static void assert_product(Dimension a, Dimension b, Dimension expected)
{
    Dimension found;
    assert_true(dim_multiply(&found, a, b));
    assert_true(dim_equal(found, expected));
    assert_true(dim_multiply(&found, b, a));
    assert_true(dim_equal(found, expected));
}

static void assert_quotient(Dimension a, Dimension b, Dimension expected)
{
    Dimension found;
    assert_true(dim_divide(&found, a, b));
    assert_true(dim_equal(found, expected));
}

static Dimension unit(UnitWord above, UnitWord below)
{
    Dimension dim;
    Ratio factor;
    assert_true(unit_read(above, below, &dim, &factor));
    return dim;
}

static void points_times_a_rate_are_yuan(void **state)
{
    (void)state;
    assert_product(points, unit(UNIT_WORD_YUAN, UNIT_WORD_POINTS), yuan);
}

static void yuan_by_points_are_a_rate(void **state)
{
    (void)state;
    assert_quotient(yuan, points, unit(UNIT_WORD_YUAN, UNIT_WORD_POINTS));
}

static void a_plain_factor_changes_no_unit(void **state)
{
    (void)state;
    assert_product(plain, points, points);
    assert_product(plain, minutes, minutes);
    assert_product(plain, times, times);
}

static void days_beside_points_count_as_a_number(void **state)
{
    (void)state;
    assert_product(points, days, points);
    assert_product(yuan, minutes, yuan);
    assert_product(points, times, points);
    assert_quotient(yuan, days, yuan);
    assert_quotient(points, times, points);
}

static void a_rate_by_the_day_cancels_days(void **state)
{
    (void)state;
    assert_product(unit(UNIT_WORD_YUAN, UNIT_WORD_DAYS), days, yuan);
}

static void equal_units_divide_to_a_number(void **state)
{
    (void)state;
    assert_quotient(points, points, plain);
    assert_quotient(minutes, minutes, plain);
    assert_quotient(times, times, plain);
}

static void times_are_plain_beside_a_length_of_time(void **state)
{
    (void)state;
    assert_product(times, minutes, minutes);
    assert_product(times, times, times);
    assert_quotient(minutes, times, minutes);
}

static void minutes_times_minutes_mean_nothing(void **state)
{
    Dimension found;
    (void)state;
    assert_false(dim_multiply(&found, minutes, minutes));
    assert_false(dim_multiply(&found, minutes, days));
}

static void two_currencies_do_not_mix(void **state)
{
    Dimension found, dollars = {.money = 1, .currency = UNIT_WORD_USD};
    Ratio factor;
    (void)state;
    assert_false(dim_equal(yuan, dollars));
    assert_false(dim_multiply(&found, yuan, dollars));
    assert_false(unit_read(UNIT_WORD_YUAN, UNIT_WORD_USD, &found, &factor));
}

static void exponents_have_a_bound(void **state)
{
    Dimension found = points;
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(dim_multiply(&found, found, found));
    assert_int_equal(found.points, 8);
    assert_false(dim_multiply(&found, found, found));
}

static void hours_weeks_and_years_are_counted_in_the_smaller_unit(void **state)
{
    static const struct {
        UnitWord word;
        Dimension dim;
        int64_t factor;
    } rows[] = {
        {UNIT_WORD_HOURS, {.minutes = 1}, 60},
        {UNIT_WORD_WEEKS, {.days = 1}, 7},
        {UNIT_WORD_YEARS, {.months = 1}, 12},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Dimension dim;
        Ratio factor;
        assert_true(unit_read(rows[i].word, UNIT_WORD_NONE, &dim, &factor));
        assert_true(dim_equal(dim, rows[i].dim));
        assert_int_equal(factor.num, rows[i].factor);
        assert_int_equal(factor.den, 1);
    }
}

static void a_percentage_is_a_hundredth(void **state)
{
    Dimension dim;
    Ratio factor;
    (void)state;
    assert_true(unit_read(UNIT_WORD_PERCENT, UNIT_WORD_NONE, &dim, &factor));
    assert_true(dim_is_plain(dim));
    assert_int_equal(factor.num, 1);
    assert_int_equal(factor.den, 100);
}

static void assert_type(const char *word, TypeKind kind, Dimension dim)
{
    Type type;
    Ratio factor;
    bool is_occurrences = false;
    assert_true(type_word(text_from(word), &type, &factor, &is_occurrences));
    assert_int_equal(type.kind, kind);
    assert_true(kind != TYPE_NUMBER || dim_equal(type.dim, dim));
}

static void types_have_words_in_both_languages(void **state)
{
    (void)state;
    assert_type("points", TYPE_NUMBER, points);
    assert_type("分值", TYPE_NUMBER, points);
    assert_type("元", TYPE_NUMBER, yuan);
    assert_type("number", TYPE_NUMBER, plain);
    assert_type("百分比", TYPE_NUMBER, plain);
    assert_type("天数", TYPE_NUMBER, days);
    assert_type("小时", TYPE_NUMBER, minutes);
    assert_type("date", TYPE_DATE, plain);
    assert_type("日期", TYPE_DATE, plain);
    assert_type("文字", TYPE_TEXT, plain);
}

static void occurrences_are_times_of_a_special_kind(void **state)
{
    Type type;
    Ratio factor;
    bool is_occurrences = false;
    (void)state;
    assert_true(type_word(TEXT("发生次数"), &type, &factor, &is_occurrences));
    assert_true(is_occurrences);
    assert_true(dim_equal(type.dim, times));
    assert_true(type_word(TEXT("times"), &type, &factor, &is_occurrences));
    assert_false(is_occurrences);
}

static void other_words_are_no_types(void **state)
{
    Type type;
    Ratio factor;
    bool is_occurrences = false;
    (void)state;
    assert_false(type_word(TEXT("poinst"), &type, &factor, &is_occurrences));
    assert_false(type_word(TEXT(""), &type, &factor, &is_occurrences));
}

static void assert_words(Dimension dim, const char *expected)
{
    Arena *arena = arena_new(0);
    Ir ir = {.arena = arena};
    assert_string_equal(type_words(arena, &ir, type_number(dim)), expected);
    arena_free(arena);
}

static void units_are_named_in_both_languages(void **state)
{
    (void)state;
    assert_words(plain, BOTH("a plain number", "不带单位的数"));
    assert_words(points, BOTH("points", "分"));
    assert_words(unit(UNIT_WORD_YUAN, UNIT_WORD_POINTS), BOTH("yuan/point", "元/分"));
    assert_words((Dimension){.points = 2}, BOTH("points^2", "分^2"));
    assert_words((Dimension){.days = -1}, BOTH("1/day", "1/天"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_times_a_rate_are_yuan),
        cmocka_unit_test(yuan_by_points_are_a_rate),
        cmocka_unit_test(a_plain_factor_changes_no_unit),
        cmocka_unit_test(days_beside_points_count_as_a_number),
        cmocka_unit_test(a_rate_by_the_day_cancels_days),
        cmocka_unit_test(equal_units_divide_to_a_number),
        cmocka_unit_test(times_are_plain_beside_a_length_of_time),
        cmocka_unit_test(minutes_times_minutes_mean_nothing),
        cmocka_unit_test(two_currencies_do_not_mix),
        cmocka_unit_test(exponents_have_a_bound),
        cmocka_unit_test(hours_weeks_and_years_are_counted_in_the_smaller_unit),
        cmocka_unit_test(a_percentage_is_a_hundredth),
        cmocka_unit_test(types_have_words_in_both_languages),
        cmocka_unit_test(occurrences_are_times_of_a_special_kind),
        cmocka_unit_test(other_words_are_no_types),
        cmocka_unit_test(units_are_named_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
