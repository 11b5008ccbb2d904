/* Exact numbers as people write them. */
#include "base/ratio.h"

#include <assert.h>
#include <string.h>

#include "base/digits.h"

enum { MOST_PLACES = 18, POWERS = MOST_PLACES + 1 };

static const int64_t POWER_OF_TEN[POWERS] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Appends the digits [from, to) to *value: up to 38 of them fit. */
static bool read_digits(__int128 *value, Text text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, text.at[i] - '0', value))
            return false;
    return true;
}

static size_t skip_digits(Text text, size_t at)
{
    while (at < text.size && is_digit(text.at[at]))
        at++;
    return at;
}

bool ratio_parse(Ratio *out, Text text)
{
    bool has_sign = text.size > 0 && (text.at[0] == '-' || text.at[0] == '+');
    size_t start = has_sign, point = skip_digits(text, start), end = point;
    if (point == start)
        return false;
    if (point < text.size) {
        end = skip_digits(text, point + 1);
        if (text.at[point] != '.' || end == point + 1 || end != text.size)
            return false;
        while (text.at[end - 1] == '0')
            end--;
    }
    __int128 num = 0, den = 1;
    if (!read_digits(&num, text, start, point))
        return false;
    if (end > point + 1 && !read_digits(&num, text, point + 1, end))
        return false;
    for (size_t i = point + 1; i < end; i++)
        if (__builtin_mul_overflow(den, 10, &den))
            return false;
    return ratio_make(out, text.at[0] == '-' ? -num : num, den);
}

/* Writes |num| / 10^places. */
static size_t write_decimal(char *out, uint64_t num, size_t places)
{
    for (; places > 0 && num % 10 == 0; places--)
        num /= 10;
    if (places == 0)
        return digits_write(out, num);
    uint64_t unit = (uint64_t)POWER_OF_TEN[places];
    size_t size = digits_write(out, num / unit);
    out[size++] = '.';
    digits_write_padded(out + size, num % unit, places);
    return size + places;
}

/* The decimal places that 1/den needs, and the power of ten over den; false when it never ends or
 * needs more than MOST_PLACES. */
static bool find_places(int64_t den, size_t *places, int64_t *factor)
{
    for (size_t i = 0; i < POWERS; i++) {
        if (POWER_OF_TEN[i] % den == 0) {
            *places = i;
            *factor = POWER_OF_TEN[i] / den;
            return true;
        }
    }
    return false;
}

/* Whole part, point, fraction: num * factor might not fit where num and den do. */
static size_t write_terminating(char *out, uint64_t num, uint64_t den, size_t places,
                                uint64_t factor)
{
    size_t size = digits_write(out, num / den);
    if (places == 0)
        return size;
    out[size++] = '.';
    digits_write_padded(out + size, num % den * factor, places);
    return size + places;
}

size_t ratio_write(char *out, Ratio value)
{
    size_t size = 0, places;
    int64_t factor;
    uint64_t num = digits_magnitude(value.num), den = (uint64_t)value.den;
    if (value.num < 0)
        out[size++] = '-';
    if (find_places(value.den, &places, &factor))
        return size + write_terminating(out + size, num, den, places, (uint64_t)factor);
    size += digits_write(out + size, num);
    out[size++] = '/';
    return size + digits_write(out + size, den);
}

size_t scaled_write(char *out, int64_t num, int64_t scale)
{
    size_t places = 0;
    while (places < MOST_PLACES && POWER_OF_TEN[places] < scale)
        places++;
    if (POWER_OF_TEN[places] != scale) {
        Ratio value = RATIO(0);
        bool fits = ratio_make(&value, num, scale); /* reduced, neither grows */
        assert(fits);
        return ratio_write(out, value);
    }
    size_t size = num < 0;
    out[0] = '-';
    return size + write_decimal(out + size, digits_magnitude(num), places);
}

Text ratio_text(Arena *arena, Ratio value)
{
    char buffer[48];
    size_t size = ratio_write(buffer, value);
    return text_copy(arena, (Text){buffer, size});
}
