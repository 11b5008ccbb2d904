/* Exact arithmetic: 128 bits in between, 64 at rest. */
#include "base/ratio.h"

#include <assert.h>

#include "base/digits.h"

typedef __int128 Wide;
typedef unsigned __int128 UnsignedWide;

static uint64_t gcd_unsigned(uint64_t a, uint64_t b)
{
    if (a == 0 || b == 0)
        return a | b;
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b != 0) {
        b >>= __builtin_ctzll(b);
        uint64_t larger = a > b ? a : b;
        a = a < b ? a : b;
        b = larger - a;
    }
    return a << twos;
}

static UnsignedWide gcd_wide(UnsignedWide a, UnsignedWide b)
{
    while (b > UINT64_MAX || (b != 0 && a > UINT64_MAX)) {
        UnsignedWide rest = a % b;
        a = b;
        b = rest;
    }
    return b == 0 ? a : gcd_unsigned((uint64_t)a, (uint64_t)b);
}

int64_t gcd64(int64_t a, int64_t b)
{
    uint64_t gcd = gcd_unsigned(digits_magnitude(a), digits_magnitude(b));
    assert(gcd <= INT64_MAX); /* 2^63 only when both are INT64_MIN or zero */
    return (int64_t)gcd;
}

bool lcm64(int64_t *out, int64_t a, int64_t b)
{
    int64_t result;
    if (a <= 0 || b <= 0 || __builtin_mul_overflow(a / gcd64(a, b), b, &result))
        return false;
    *out = result;
    return true;
}

static UnsignedWide wide_magnitude(Wide value)
{
    return value < 0 ? (UnsignedWide)0 - (UnsignedWide)value : (UnsignedWide)value;
}

/* Both in lowest terms. Most numbers fit 64 bits, where division is several times faster. */
static void reduce(UnsignedWide *top, UnsignedWide *bottom)
{
    if (*top <= UINT64_MAX && *bottom <= UINT64_MAX) {
        uint64_t gcd = gcd_unsigned((uint64_t)*top, (uint64_t)*bottom);
        *top = (uint64_t)*top / gcd;
        *bottom = (uint64_t)*bottom / gcd;
    } else {
        UnsignedWide gcd = gcd_wide(*top, *bottom);
        *top /= gcd;
        *bottom /= gcd;
    }
}

bool ratio_make(Ratio *out, Wide num, Wide den)
{
    if (den == 0)
        return false;
    UnsignedWide top = wide_magnitude(num), bottom = wide_magnitude(den);
    if (bottom != 1)
        reduce(&top, &bottom);
    bool is_negative = top != 0 && (num < 0) != (den < 0);
    if (bottom > INT64_MAX || top > (UnsignedWide)INT64_MAX + is_negative)
        return false;
    uint64_t bits = (uint64_t)top;
    *out = (Ratio){(int64_t)(is_negative ? UINT64_C(0) - bits : bits), (int64_t)bottom};
    return true;
}

/* Most sums and products are of whole numbers. */
static bool are_whole(Ratio a, Ratio b)
{
    return a.den == 1 && b.den == 1;
}

/* A product of two 64-bit numbers is at most 2^126, so sums of two of them stay within 127 bits. */
bool ratio_add(Ratio *out, Ratio a, Ratio b)
{
    int64_t sum;
    if (are_whole(a, b) && !__builtin_add_overflow(a.num, b.num, &sum)) {
        *out = (Ratio){sum, 1};
        return true;
    }
    if (a.den == b.den)
        return ratio_make(out, (Wide)a.num + b.num, a.den);
    return ratio_make(out, (Wide)a.num * b.den + (Wide)b.num * a.den, (Wide)a.den * b.den);
}

bool ratio_sub(Ratio *out, Ratio a, Ratio b)
{
    if (a.den == b.den)
        return ratio_make(out, (Wide)a.num - b.num, a.den);
    return ratio_make(out, (Wide)a.num * b.den - (Wide)b.num * a.den, (Wide)a.den * b.den);
}

bool ratio_mul(Ratio *out, Ratio a, Ratio b)
{
    int64_t product;
    if (are_whole(a, b) && !__builtin_mul_overflow(a.num, b.num, &product)) {
        *out = (Ratio){product, 1};
        return true;
    }
    return ratio_make(out, (Wide)a.num * b.num, (Wide)a.den * b.den);
}

bool ratio_div(Ratio *out, Ratio a, Ratio b)
{
    return ratio_make(out, (Wide)a.num * b.den, (Wide)a.den * b.num);
}

bool ratio_neg(Ratio *out, Ratio a)
{
    if (a.den == 0 || a.num == INT64_MIN)
        return false;
    *out = (Ratio){-a.num, a.den};
    return true;
}

/* The whole number next to num/den (den > 0, both at most 2^126) in the direction. */
static Wide round_quotient(Wide num, Wide den, RoundDir dir)
{
    Wide whole = num / den, rest = num % den;
    if (rest < 0) { /* toward -infinity, so that 0 <= rest < den */
        whole--;
        rest += den;
    }
    Wide doubled = 2 * rest;
    bool is_half = doubled == den;
    switch (dir) {
    case ROUND_DOWN:
        return whole;
    case ROUND_UP:
        return whole + (rest > 0);
    case ROUND_HALF_UP:
        return whole + (is_half ? num > 0 : doubled > den);
    case ROUND_HALF_EVEN:
        return whole + (is_half ? whole % 2 != 0 : doubled > den);
    }
    return whole;
}

bool ratio_round(Ratio *out, Ratio value, RoundDir dir, Ratio step)
{
    if (step.num <= 0)
        return false;
    Wide steps = round_quotient((Wide)value.num * step.den, (Wide)value.den * step.num, dir);
    /* |steps * step.num| is within one step of |value| * step.den: at most 2^126 + 2^63. */
    return ratio_make(out, steps * step.num, step.den);
}

int ratio_compare(Ratio a, Ratio b)
{
    Wide left = (Wide)a.num * b.den, right = (Wide)b.num * a.den;
    return (left > right) - (left < right);
}

bool ratio_is_zero(Ratio a)
{
    return a.num == 0;
}
