/* Arithmetic, comparison and logic: every kernel equals a plain twin on random columns with absent
 * values and extremes, its result in a fresh register or on top of an operand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stdlib/builtins.h"
#include "tests/unit/kernel_case.h"

/* ---- Scaled integers: reckoned in 128 bits, then looked at ---- */

static bool fits(__int128 value, Lane *out)
{
    if (value > INT64_MAX || value <= INT64_MIN) /* the lowest one is absence */
        return false;
    out->num = (int64_t)value;
    return true;
}

static bool both(const Lane in[3])
{
    return in[0].num != ABSENT && in[1].num != ABSENT;
}

#define SCALED(name, value)                                                                        \
    static bool twin_##name(const Case *on, size_t lane, const Lane in[3], Lane *out)              \
    {                                                                                              \
        (void)on, (void)lane;                                                                      \
        __int128 x = in[0].num, y = in[1].num;                                                     \
        return !both(in) || fits((value), out);                                                    \
    }

SCALED(add, x + y)
SCALED(sub, x - y)
SCALED(mul, (x * y))
SCALED(min, x < y ? x : y)
SCALED(max, x < y ? y : x)
SCALED(eq, x - y == 0)
SCALED(ne, x - y != 0)
SCALED(ge, x - y >= 0)
SCALED(le, x - y <= 0)
SCALED(gt, x - y > 0)
SCALED(lt, x - y < 0)

static bool twin_neg(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    return in[0].num == ABSENT || fits(-(__int128)in[0].num, out);
}

static bool twin_scale(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)lane;
    return in[0].num == ABSENT || fits((__int128)in[0].num * on->step.k, out);
}

/* ---- Three-valued logic, by its table ---- */

static int truth(Lane lane) /* 0 no, 1 unknown, 2 yes */
{
    return lane.num == ABSENT ? 1 : lane.num ? 2 : 0;
}

static bool put_truth(int value, Lane *out)
{
    out->num = value == 1 ? ABSENT : value / 2;
    return true;
}

static bool twin_and(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    static const int table[3][3] = {{0, 0, 0}, {0, 1, 1}, {0, 1, 2}};
    return put_truth(table[truth(in[0])][truth(in[1])], out);
}

static bool twin_or(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    static const int table[3][3] = {{0, 1, 2}, {1, 1, 2}, {2, 2, 2}};
    return put_truth(table[truth(in[0])][truth(in[1])], out);
}

static bool twin_not(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    return put_truth(2 - truth(in[0]), out);
}

static bool twin_known(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    out->num = in[0].num == ABSENT ? 0 : 1;
    return true;
}

static bool twin_known_r(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    out->num = in[0].den == 0 ? 0 : 1;
    return true;
}

static bool twin_select(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    if (in[0].num == 1)
        *out = in[1];
    if (in[0].num == 0)
        *out = in[2];
    return true;
}

/* ---- Ratios: one fraction of 128-bit numbers, then reduced ---- */

#define RATIOS(name, top, bottom)                                                                  \
    static bool twin_##name(const Case *on, size_t lane, const Lane in[3], Lane *out)              \
    {                                                                                              \
        (void)on, (void)lane;                                                                      \
        __int128 a = in[0].num, b = in[0].den, c = in[1].num, d = in[1].den;                       \
        return b == 0 || d == 0 || wide_ratio((top), (bottom), out);                               \
    }

RATIOS(add_r, (a * d) + (c * b), (b * d))
RATIOS(sub_r, (a * d) - (c * b), (b * d))
RATIOS(mul_r, (a * c), (b * d))

static bool twin_div_r(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    __int128 a = in[0].num, b = in[0].den, c = in[1].num, d = in[1].den;
    return b == 0 || d == 0 || c == 0 || wide_ratio(a * d, b * c, out); /* x / 0: not assessed */
}

static bool twin_neg_r(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    return in[0].den == 0 || wide_ratio(-(__int128)in[0].num, in[0].den, out);
}

static bool twin_to_r(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)lane;
    return in[0].num == ABSENT || wide_ratio(in[0].num, on->step.k, out);
}

static bool twin_min_r(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    int order;
    if (lanes_order(in[0], in[1], &order))
        *out = order < 0 ? in[0] : in[1];
    return true;
}

static bool twin_max_r(const Case *on, size_t lane, const Lane in[3], Lane *out)
{
    (void)on, (void)lane;
    int order;
    if (lanes_order(in[0], in[1], &order))
        *out = order < 0 ? in[1] : in[0];
    return true;
}

#define ORDER(name, relation)                                                                      \
    static bool twin_##name(const Case *on, size_t lane, const Lane in[3], Lane *out)              \
    {                                                                                              \
        (void)on, (void)lane;                                                                      \
        int order;                                                                                 \
        if (lanes_order(in[0], in[1], &order))                                                     \
            out->num = order relation 0;                                                           \
        return true;                                                                               \
    }

ORDER(eq_r, ==)
ORDER(ne_r, !=)
ORDER(ge_r, >=)
ORDER(le_r, <=)
ORDER(gt_r, >)
ORDER(lt_r, <)

/* ---- The table ---- */

static void random_factor(Case *on)
{
    static const int64_t factors[] = {1, 2, 10, 1000000, 1000000000000};
    on->step.k = factors[case_below(on, sizeof factors / sizeof *factors)];
}

#define TWO     FILL_SCALED, FILL_SCALED, FILL_NONE
#define TWO_R   FILL_RATIO, FILL_RATIO, FILL_NONE
#define LOGIC   FILL_YES_NO, FILL_YES_NO, FILL_NONE
#define ONE(of) of, FILL_NONE, FILL_NONE

static const Twin TWINS[KERNEL_COUNT] = {
    [KERNEL_TO_R] = {twin_to_r, {ONE(FILL_SCALED)}, true},
    [KERNEL_SCALE] = {twin_scale, {ONE(FILL_SCALED)}, false},
    [KERNEL_NEG] = {twin_neg, {ONE(FILL_SCALED)}, false},
    [KERNEL_ADD] = {twin_add, {TWO}, false},
    [KERNEL_SUB] = {twin_sub, {TWO}, false},
    [KERNEL_MUL] = {twin_mul, {TWO}, false},
    [KERNEL_MIN] = {twin_min, {TWO}, false},
    [KERNEL_MAX] = {twin_max, {TWO}, false},
    [KERNEL_NEG_R] = {twin_neg_r, {ONE(FILL_RATIO)}, true},
    [KERNEL_ADD_R] = {twin_add_r, {TWO_R}, true},
    [KERNEL_SUB_R] = {twin_sub_r, {TWO_R}, true},
    [KERNEL_MUL_R] = {twin_mul_r, {TWO_R}, true},
    [KERNEL_DIV_R] = {twin_div_r, {TWO_R}, true},
    [KERNEL_MIN_R] = {twin_min_r, {TWO_R}, true},
    [KERNEL_MAX_R] = {twin_max_r, {TWO_R}, true},
    [KERNEL_EQ] = {twin_eq, {TWO}, false},
    [KERNEL_NE] = {twin_ne, {TWO}, false},
    [KERNEL_GE] = {twin_ge, {TWO}, false},
    [KERNEL_LE] = {twin_le, {TWO}, false},
    [KERNEL_GT] = {twin_gt, {TWO}, false},
    [KERNEL_LT] = {twin_lt, {TWO}, false},
    [KERNEL_EQ_R] = {twin_eq_r, {TWO_R}, false},
    [KERNEL_NE_R] = {twin_ne_r, {TWO_R}, false},
    [KERNEL_GE_R] = {twin_ge_r, {TWO_R}, false},
    [KERNEL_LE_R] = {twin_le_r, {TWO_R}, false},
    [KERNEL_GT_R] = {twin_gt_r, {TWO_R}, false},
    [KERNEL_LT_R] = {twin_lt_r, {TWO_R}, false},
    [KERNEL_NOT] = {twin_not, {ONE(FILL_YES_NO)}, false},
    [KERNEL_AND] = {twin_and, {LOGIC}, false},
    [KERNEL_OR] = {twin_or, {LOGIC}, false},
    [KERNEL_KNOWN] = {twin_known, {ONE(FILL_SCALED)}, false},
    [KERNEL_KNOWN_R] = {twin_known_r, {ONE(FILL_RATIO)}, false},
    [KERNEL_SELECT] = {twin_select, {FILL_YES_NO, FILL_SCALED, FILL_SCALED}, false},
    [KERNEL_SELECT_R] = {twin_select, {FILL_YES_NO, FILL_RATIO, FILL_RATIO}, true},
};

static void every_operator_equals_its_plain_twin(void **state)
{
    (void)state;
    for (KernelId id = KERNEL_TO_R; id < KERNEL_TOTAL; id++) {
        print_message("%s\n", kernel_name(id));
        assert_non_null(TWINS[id].value); /* a new kernel needs a twin here */
        check_kernel(id, &TWINS[id], random_factor);
    }
}

/* ---- By hand: the edges ---- */

static int64_t run_once(KernelId id, int64_t a, int64_t b, bool *failed)
{
    Case *on = case_new(1);
    on->frame.count = 1;
    on->num[0][0] = a;
    on->num[1][0] = b;
    on->step = (Step){.kernel = id, .out = 3, .a = 0, .b = 1, .k = 1};
    stdlib_builtins()->kernels[id](&on->step, &on->frame);
    int64_t out = on->num[3][0];
    *failed = on->frame.failed != NULL;
    case_free(on);
    return out;
}

static void the_last_number_that_fits_is_kept_and_the_next_one_is_told(void **state)
{
    (void)state;
    bool failed;
    assert_int_equal(run_once(KERNEL_ADD, INT64_MAX - 1, 1, &failed), INT64_MAX);
    assert_false(failed);
    assert_int_equal(run_once(KERNEL_ADD, INT64_MAX, 1, &failed), ABSENT);
    assert_true(failed);
    assert_int_equal(run_once(KERNEL_SUB, INT64_MIN + 2, 1, &failed), INT64_MIN + 1);
    assert_false(failed);
    assert_int_equal(run_once(KERNEL_SUB, INT64_MIN + 1, 1, &failed),
                     ABSENT); /* would be absence */
    assert_true(failed);
    assert_int_equal(run_once(KERNEL_MUL, INT64_MAX / 3, 3, &failed), INT64_MAX - 1);
    assert_false(failed);
    assert_int_equal(run_once(KERNEL_MUL, INT64_MAX / 3 + 1, 3, &failed), ABSENT);
    assert_true(failed);
}

static void absent_is_not_an_overflow(void **state)
{
    (void)state;
    bool failed;
    assert_int_equal(run_once(KERNEL_ADD, ABSENT, -1, &failed), ABSENT);
    assert_false(failed);
    assert_int_equal(run_once(KERNEL_MUL, 3, ABSENT, &failed), ABSENT);
    assert_false(failed);
    assert_int_equal(run_once(KERNEL_NEG, ABSENT, 0, &failed), ABSENT);
    assert_false(failed);
}

static void no_and_unknown_is_no_yes_or_unknown_is_yes(void **state)
{
    (void)state;
    bool failed;
    assert_int_equal(run_once(KERNEL_AND, ABSENT, 0, &failed), 0);
    assert_int_equal(run_once(KERNEL_AND, ABSENT, 1, &failed), ABSENT);
    assert_int_equal(run_once(KERNEL_OR, 1, ABSENT, &failed), 1);
    assert_int_equal(run_once(KERNEL_OR, 0, ABSENT, &failed), ABSENT);
    assert_int_equal(run_once(KERNEL_NOT, ABSENT, 0, &failed), ABSENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operator_equals_its_plain_twin),
        cmocka_unit_test(the_last_number_that_fits_is_kept_and_the_next_one_is_told),
        cmocka_unit_test(absent_is_not_an_overflow),
        cmocka_unit_test(no_and_unknown_is_no_yes_or_unknown_is_yes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
