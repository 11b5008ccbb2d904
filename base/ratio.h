/* Exact numbers: a reduced ratio of two 64-bit integers. Nothing rounds unless asked to. */
#ifndef MERIT_BASE_RATIO_H
#define MERIT_BASE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef struct Ratio {
    int64_t num;
    int64_t den; /* > 0, gcd(|num|, den) = 1; zero is 0/1 */
} Ratio;

typedef enum RoundDir { ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_UP, ROUND_DOWN } RoundDir;

#define RATIO(n) ((Ratio){(n), 1})

/* All return false on overflow (or division by zero) and leave *out untouched. */
bool ratio_make(Ratio *out, __int128 num, __int128 den); /* reduces; den may be negative, not 0 */
bool ratio_add(Ratio *out, Ratio a, Ratio b);
bool ratio_sub(Ratio *out, Ratio a, Ratio b);
bool ratio_mul(Ratio *out, Ratio a, Ratio b);
bool ratio_div(Ratio *out, Ratio a, Ratio b);
bool ratio_neg(Ratio *out, Ratio a);
/* To a multiple of step (> 0). Half up: away from zero at a half. Up: toward +infinity; down:
 * toward -infinity. */
bool ratio_round(Ratio *out, Ratio value, RoundDir dir, Ratio step);
int ratio_compare(Ratio a, Ratio b); /* exact: -1, 0, 1 */
bool ratio_is_zero(Ratio a);
/* >= 0. One of the two must be neither 0 nor INT64_MIN, or both be 0. */
int64_t gcd64(int64_t a, int64_t b);
bool lcm64(int64_t *out, int64_t a, int64_t b); /* of positive numbers */

/* "12", "-0.50", "+3": ASCII digits, at most one point, digits on both sides of it. */
bool ratio_parse(Ratio *out, Text text);
/* Exact, without trailing zeros: "0.5", "-3", and "1/7" where no decimal ends within 18 places. At
 * most 42 bytes. */
size_t ratio_write(char *out, Ratio value);
/* value num/scale (scale > 0) the same way, fast when scale is a power of ten. */
size_t scaled_write(char *out, int64_t num, int64_t scale);
Text ratio_text(Arena *arena, Ratio value);

#endif
