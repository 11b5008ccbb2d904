/* Exact numbers: limits of 64 bits, rounding in every direction, reading and writing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/digits.h"
#include "base/ratio.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const Ratio UNTOUCHED = {77, 5};

static void assert_ratio(Ratio value, int64_t num, int64_t den)
{
    assert_int_equal(value.num, num);
    assert_int_equal(value.den, den);
}

static void assert_refused(bool result, Ratio out)
{
    assert_false(result);
    assert_ratio(out, UNTOUCHED.num, UNTOUCHED.den);
}

/* ---- Making ---- */

static void ratios_are_reduced_with_the_sign_above(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_true(ratio_make(&out, 6, 4));
    assert_ratio(out, 3, 2);
    assert_true(ratio_make(&out, 6, -4));
    assert_ratio(out, -3, 2);
    assert_true(ratio_make(&out, -6, -4));
    assert_ratio(out, 3, 2);
    assert_true(ratio_make(&out, 0, -9));
    assert_ratio(out, 0, 1);
    __int128 huge = (__int128)INT64_MAX * INT64_MAX;
    assert_true(ratio_make(&out, huge, INT64_MAX));
    assert_ratio(out, INT64_MAX, 1);
    assert_true(ratio_make(&out, -huge, huge));
    assert_ratio(out, -1, 1);
}

static void ratios_reach_exactly_to_64_bits(void **state)
{
    (void)state;
    const __int128 limit = (__int128)1 << 63;
    Ratio out = UNTOUCHED;
    assert_refused(ratio_make(&out, limit, 1), out);
    assert_refused(ratio_make(&out, -limit - 1, 1), out);
    assert_refused(ratio_make(&out, 1, limit), out);
    assert_refused(ratio_make(&out, 1, -limit), out);
    assert_refused(ratio_make(&out, 1, 0), out);
    assert_refused(ratio_make(&out, 0, 0), out);
    assert_true(ratio_make(&out, -limit, 1));
    assert_ratio(out, INT64_MIN, 1);
    assert_true(ratio_make(&out, limit, -1));
    assert_ratio(out, INT64_MIN, 1);
    assert_true(ratio_make(&out, limit - 1, 1));
    assert_ratio(out, INT64_MAX, 1);
    const __int128 least = -(((__int128)1 << 126) - 1) * 2 - 2; /* -2^127 */
    assert_true(ratio_make(&out, least, least));
    assert_ratio(out, 1, 1);
    assert_true(ratio_make(&out, least, (__int128)1 << 64));
    assert_ratio(out, INT64_MIN, 1);
}

/* ---- Arithmetic ---- */

static void fractions_add_and_subtract_exactly(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_true(ratio_add(&out, (Ratio){1, 10}, (Ratio){2, 10}));
    assert_ratio(out, 3, 10);
    assert_true(ratio_add(&out, (Ratio){1, 6}, (Ratio){1, 3}));
    assert_ratio(out, 1, 2);
    assert_true(ratio_sub(&out, (Ratio){1, 6}, (Ratio){1, 6}));
    assert_ratio(out, 0, 1);
    assert_true(ratio_sub(&out, RATIO(2), (Ratio){7, 3}));
    assert_ratio(out, -1, 3);
}

static void sums_past_the_limit_are_refused(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_refused(ratio_add(&out, RATIO(INT64_MAX), RATIO(1)), out);
    assert_refused(ratio_sub(&out, RATIO(INT64_MIN), RATIO(1)), out);
    assert_refused(ratio_sub(&out, RATIO(0), RATIO(INT64_MIN)), out);
    assert_refused(ratio_add(&out, (Ratio){1, INT64_MAX}, (Ratio){1, INT64_MAX - 1}), out);
    assert_refused(ratio_add(&out, RATIO(INT64_MAX), (Ratio){1, 2}), out);
    assert_true(ratio_add(&out, RATIO(INT64_MAX - 1), RATIO(1)));
    assert_ratio(out, INT64_MAX, 1);
    assert_true(ratio_sub(&out, RATIO(-1), RATIO(INT64_MAX)));
    assert_ratio(out, INT64_MIN, 1);
    assert_true(ratio_add(&out, RATIO(INT64_MIN), RATIO(INT64_MAX)));
    assert_ratio(out, -1, 1);
    assert_true(ratio_add(&out, (Ratio){INT64_MIN, INT64_MAX}, (Ratio){INT64_MAX, INT64_MAX}));
    assert_ratio(out, -1, INT64_MAX);
}

static void products_are_reduced_before_they_are_judged(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_true(ratio_mul(&out, (Ratio){INT64_MAX, 3}, (Ratio){3, INT64_MAX}));
    assert_ratio(out, 1, 1);
    assert_true(ratio_mul(&out, RATIO(INT64_C(1) << 31), RATIO(-(INT64_C(1) << 32))));
    assert_ratio(out, INT64_MIN, 1);
    out = UNTOUCHED;
    assert_refused(ratio_mul(&out, RATIO(INT64_C(1) << 31), RATIO(INT64_C(1) << 32)), out);
    assert_refused(ratio_mul(&out, RATIO(INT64_MIN), RATIO(INT64_MIN)), out);
    assert_refused(ratio_mul(&out, RATIO(INT64_MIN), RATIO(-1)), out);
    assert_refused(ratio_mul(&out, (Ratio){1, INT64_MAX}, (Ratio){1, 2}), out);
}

static void division_refuses_zero_and_keeps_the_sign(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_refused(ratio_div(&out, RATIO(1), RATIO(0)), out);
    assert_refused(ratio_div(&out, RATIO(INT64_MIN), RATIO(-1)), out);
    assert_true(ratio_div(&out, RATIO(3), (Ratio){-3, 4}));
    assert_ratio(out, -4, 1);
    assert_true(ratio_div(&out, RATIO(100), RATIO(3)));
    assert_ratio(out, 100, 3);
    assert_true(ratio_div(&out, RATIO(INT64_MIN), RATIO(INT64_MIN)));
    assert_ratio(out, 1, 1);
}

static void negation_refuses_the_least_number(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_refused(ratio_neg(&out, RATIO(INT64_MIN)), out);
    assert_true(ratio_neg(&out, (Ratio){5, 3}));
    assert_ratio(out, -5, 3);
    assert_true(ratio_neg(&out, RATIO(INT64_MAX)));
    assert_ratio(out, -INT64_MAX, 1);
}

static void comparison_is_exact_where_doubles_are_not(void **state)
{
    (void)state;
    assert_int_equal(ratio_compare((Ratio){1, 3}, (Ratio){333333333, 1000000000}), 1);
    assert_int_equal(ratio_compare((Ratio){INT64_MAX - 1, INT64_MAX}, RATIO(1)), -1);
    assert_int_equal(
        ratio_compare((Ratio){INT64_MAX - 1, INT64_MAX}, (Ratio){INT64_MAX - 2, INT64_MAX - 1}), 1);
    assert_int_equal(ratio_compare(RATIO(INT64_MIN), RATIO(INT64_MAX)), -1);
    assert_int_equal(ratio_compare((Ratio){-1, 2}, (Ratio){-1, 2}), 0);
    assert_true(ratio_is_zero(RATIO(0)));
    assert_false(ratio_is_zero((Ratio){1, INT64_MAX}));
}

static void common_divisors_and_multiples(void **state)
{
    (void)state;
    assert_int_equal(gcd64(12, -18), 6);
    assert_int_equal(gcd64(0, -5), 5);
    assert_int_equal(gcd64(7, 0), 7);
    assert_int_equal(gcd64(0, 0), 0);
    assert_int_equal(gcd64(INT64_MIN, 6), 2);
    assert_int_equal(gcd64(INT64_MAX, INT64_MAX), INT64_MAX);
    int64_t out = 1;
    assert_true(lcm64(&out, 4, 6));
    assert_int_equal(out, 12);
    assert_true(lcm64(&out, INT64_MAX, INT64_MAX));
    assert_int_equal(out, INT64_MAX);
    assert_false(lcm64(&out, INT64_MAX, 2));
    assert_false(lcm64(&out, 0, 2));
    assert_int_equal(out, INT64_MAX);
}

/* ---- Rounding ---- */

typedef struct Rounded {
    int64_t num, den;
    int64_t half_up, half_even, up, down; /* whole steps */
} Rounded;

static void halves_go_as_the_direction_says(void **state)
{
    (void)state;
    static const Rounded cases[] = {
        {5, 2, 3, 2, 3, 2}, {-5, 2, -3, -2, -2, -3}, {7, 2, 4, 4, 4, 3}, {-7, 2, -4, -4, -3, -4},
        {1, 2, 1, 0, 1, 0}, {-1, 2, -1, 0, 0, -1},   {7, 3, 2, 2, 3, 2}, {-7, 3, -2, -2, -2, -3},
        {8, 3, 3, 3, 3, 2}, {-8, 3, -3, -3, -2, -3}, {4, 1, 4, 4, 4, 4}, {-4, 1, -4, -4, -4, -4},
        {0, 1, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Ratio value = {cases[i].num, cases[i].den}, out = UNTOUCHED;
        assert_true(ratio_round(&out, value, ROUND_HALF_UP, RATIO(1)));
        assert_ratio(out, cases[i].half_up, 1);
        assert_true(ratio_round(&out, value, ROUND_HALF_EVEN, RATIO(1)));
        assert_ratio(out, cases[i].half_even, 1);
        assert_true(ratio_round(&out, value, ROUND_UP, RATIO(1)));
        assert_ratio(out, cases[i].up, 1);
        assert_true(ratio_round(&out, value, ROUND_DOWN, RATIO(1)));
        assert_ratio(out, cases[i].down, 1);
    }
}

static void steps_may_be_fractions_or_tens(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_true(ratio_round(&out, (Ratio){8905, 1000}, ROUND_HALF_UP, (Ratio){1, 100}));
    assert_ratio(out, 891, 100); /* 8.905 -> 8.91 */
    assert_true(ratio_round(&out, (Ratio){8905, 1000}, ROUND_HALF_EVEN, (Ratio){1, 100}));
    assert_ratio(out, 89, 10); /* 8.90 */
    assert_true(ratio_round(&out, RATIO(1234), ROUND_HALF_UP, RATIO(50)));
    assert_ratio(out, 1250, 1);
    assert_true(ratio_round(&out, RATIO(1), ROUND_HALF_UP, (Ratio){2, 3}));
    assert_ratio(out, 4, 3); /* 1.5 steps */
    out = UNTOUCHED;
    assert_refused(ratio_round(&out, RATIO(1), ROUND_UP, RATIO(0)), out);
    assert_refused(ratio_round(&out, RATIO(1), ROUND_UP, RATIO(-1)), out);
}

static void rounding_at_the_limits_never_wraps(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_refused(ratio_round(&out, RATIO(INT64_MAX), ROUND_UP, RATIO(2)), out);
    assert_refused(ratio_round(&out, RATIO(INT64_MIN), ROUND_DOWN, RATIO(3)), out);
    assert_true(ratio_round(&out, RATIO(INT64_MAX), ROUND_DOWN, RATIO(2)));
    assert_ratio(out, INT64_MAX - 1, 1);
    assert_true(ratio_round(&out, RATIO(INT64_MIN), ROUND_UP, RATIO(INT64_MAX)));
    assert_ratio(out, -INT64_MAX, 1);
    assert_true(ratio_round(&out, (Ratio){1, INT64_MAX}, ROUND_DOWN, RATIO(INT64_MAX)));
    assert_ratio(out, 0, 1);
    assert_true(ratio_round(&out, (Ratio){1, INT64_MAX}, ROUND_UP, RATIO(INT64_MAX)));
    assert_ratio(out, INT64_MAX, 1);
    assert_true(ratio_round(&out, RATIO(INT64_MIN), ROUND_HALF_EVEN, (Ratio){1, INT64_MAX}));
    assert_ratio(out, INT64_MIN, 1);
}

/* ---- Reading ---- */

static void decimals_are_read(void **state)
{
    (void)state;
    Ratio out = UNTOUCHED;
    assert_true(ratio_parse(&out, TEXT("12")));
    assert_ratio(out, 12, 1);
    assert_true(ratio_parse(&out, TEXT("-0.50")));
    assert_ratio(out, -1, 2);
    assert_true(ratio_parse(&out, TEXT("+3")));
    assert_ratio(out, 3, 1);
    assert_true(ratio_parse(&out, TEXT("0017")));
    assert_ratio(out, 17, 1);
    assert_true(ratio_parse(&out, TEXT("-0")));
    assert_ratio(out, 0, 1);
    assert_true(ratio_parse(&out, TEXT("9223372036854775807")));
    assert_ratio(out, INT64_MAX, 1);
    assert_true(ratio_parse(&out, TEXT("-9223372036854775808")));
    assert_ratio(out, INT64_MIN, 1);
    assert_true(ratio_parse(&out, TEXT("0.000000000000000001")));
    assert_ratio(out, 1, INT64_C(1000000000000000000));
    assert_true(ratio_parse(&out, TEXT("1.500000000000000000000000000000000000000000000000000")));
    assert_ratio(out, 3, 2);
    assert_true(ratio_parse(&out, TEXT("000000000000000000000000000000000000000000000000001.0")));
    assert_ratio(out, 1, 1);
    assert_true(ratio_parse(&out, TEXT("0.00000095367431640625"))); /* 1/2^20 */
    assert_ratio(out, 1, 1 << 20);
}

static void what_is_no_decimal_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "-",
        "+",
        ".",
        ".5",
        "5.",
        "-.5",
        "1.2.3",
        "1,000",
        "1e3",
        " 1",
        "1 ",
        "--1",
        "+-1",
        "0x10",
        "１",
        "1.",
        "1.5a",
        "1/2",
        "nan",
        "9223372036854775808",
        "-9223372036854775809",
        "0.0000000000000000001",
        "99999999999999999999999999999999999999999999999",
        "0.99999999999999999999999999999999999999999999999",
        "0.00000000000000000000000000000000000000000000001",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Ratio out = UNTOUCHED;
        assert_refused(ratio_parse(&out, text_from(cases[i])), out);
    }
    Ratio out = UNTOUCHED;
    assert_refused(ratio_parse(&out, TEXT("1\0")), out);
}

/* ---- Writing ---- */

static void assert_written(Ratio value, const char *expected)
{
    char buffer[64];
    size_t size = ratio_write(buffer, value);
    assert_true(size <= 42);
    buffer[size] = '\0';
    assert_string_equal(buffer, expected);
}

static void numbers_are_written_without_trailing_zeros(void **state)
{
    (void)state;
    assert_written(RATIO(0), "0");
    assert_written(RATIO(-3), "-3");
    assert_written(RATIO(100), "100");
    assert_written((Ratio){1, 2}, "0.5");
    assert_written((Ratio){-1, 4}, "-0.25");
    assert_written((Ratio){-801, 8}, "-100.125");
    assert_written((Ratio){1, 7}, "1/7");
    assert_written((Ratio){-22, 3}, "-22/3");
    assert_written(RATIO(INT64_MIN), "-9223372036854775808");
    assert_written((Ratio){INT64_MIN, INT64_MAX}, "-9223372036854775808/9223372036854775807");
    assert_written((Ratio){INT64_MAX, 1 << 18}, "35184372088831.999996185302734375");
    assert_written((Ratio){1, 1 << 18}, "0.000003814697265625");
    assert_written((Ratio){1, 1 << 19}, "1/524288");
    assert_written((Ratio){INT64_MAX, INT64_C(1000000000000000000)}, "9.223372036854775807");
}

typedef struct Scaled {
    int64_t num, scale;
    const char *text;
} Scaled;

static void scaled_numbers_are_written_the_same_way(void **state)
{
    (void)state;
    static const Scaled cases[] = {
        {0, 1, "0"},
        {0, 100, "0"},
        {5, 1, "5"},
        {-5, 100, "-0.05"},
        {100, 100, "1"},
        {9950, 100, "99.5"},
        {-12345, 1000, "-12.345"},
        {7, 8, "0.875"},
        {50, 7, "50/7"},
        {49, 7, "7"},
        {INT64_MIN, 1, "-9223372036854775808"},
        {INT64_MIN, 100, "-92233720368547758.08"},
        {INT64_MAX, INT64_C(1000000000000000000), "9.223372036854775807"},
        {INT64_MIN, 2, "-4611686018427387904"},
        {1, INT64_MAX, "1/9223372036854775807"},
        {INT64_C(1000000000000000000), INT64_C(1000000000000000000), "1"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char buffer[64];
        buffer[scaled_write(buffer, cases[i].num, cases[i].scale)] = '\0';
        assert_string_equal(buffer, cases[i].text);
    }
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    uint64_t random = 20181008;
    for (int i = 0; i < 20000; i++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407U;
        int64_t num = (int64_t)random >> (random >> 58), scale = 1;
        for (uint64_t places = (random >> 20) % 10; places > 0; places--)
            scale *= 10;
        Ratio value = UNTOUCHED, back = UNTOUCHED;
        assert_true(ratio_make(&value, num, scale));
        Text text = ratio_text(arena, value);
        assert_true(ratio_parse(&back, text));
        assert_ratio(back, value.num, value.den);
        char buffer[64];
        size_t size = scaled_write(buffer, num, scale);
        assert_true(text_equal((Text){buffer, size}, text));
    }
    arena_free(arena);
}

static void digits_are_written_at_every_length(void **state)
{
    (void)state;
    uint64_t value = 0;
    char expected[DIGITS_MOST + 1], got[DIGITS_MOST + 1];
    for (size_t length = 1; length <= DIGITS_MOST - 1; length++) {
        value = value * 10 + length % 10;
        expected[length - 1] = (char)('0' + length % 10);
        assert_int_equal(digits_write(got, value), length);
        assert_memory_equal(got, expected, length);
    }
    assert_int_equal(digits_write(got, UINT64_MAX), 20);
    assert_memory_equal(got, "18446744073709551615", 20);
    assert_int_equal(digits_write(got, 0), 1);
    assert_int_equal(got[0], '0');
    digits_write_padded(got, 7, 3);
    assert_memory_equal(got, "007", 3);
    assert_true(digits_magnitude(INT64_MIN) == UINT64_C(1) << 63);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratios_are_reduced_with_the_sign_above),
        cmocka_unit_test(ratios_reach_exactly_to_64_bits),
        cmocka_unit_test(fractions_add_and_subtract_exactly),
        cmocka_unit_test(sums_past_the_limit_are_refused),
        cmocka_unit_test(products_are_reduced_before_they_are_judged),
        cmocka_unit_test(division_refuses_zero_and_keeps_the_sign),
        cmocka_unit_test(negation_refuses_the_least_number),
        cmocka_unit_test(comparison_is_exact_where_doubles_are_not),
        cmocka_unit_test(common_divisors_and_multiples),
        cmocka_unit_test(halves_go_as_the_direction_says),
        cmocka_unit_test(steps_may_be_fractions_or_tens),
        cmocka_unit_test(rounding_at_the_limits_never_wraps),
        cmocka_unit_test(decimals_are_read),
        cmocka_unit_test(what_is_no_decimal_is_refused),
        cmocka_unit_test(numbers_are_written_without_trailing_zeros),
        cmocka_unit_test(scaled_numbers_are_written_the_same_way),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(digits_are_written_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
