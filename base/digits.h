/* Whole numbers to decimal digits, two at a time. */
#ifndef MERIT_BASE_DIGITS_H
#define MERIT_BASE_DIGITS_H

#include <stddef.h>
#include <stdint.h>

enum { DIGITS_MOST = 20 }; /* of a uint64_t */

/* Writes value without leading zeros; returns the bytes written, 1 to DIGITS_MOST. */
size_t digits_write(char *out, uint64_t value);
/* Writes exactly `width` digits: the last ones of value, with leading zeros. */
void digits_write_padded(char *out, uint64_t value, size_t width);
/* |value|, also of INT64_MIN. */
uint64_t digits_magnitude(int64_t value);

#endif
