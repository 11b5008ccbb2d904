/* Two digits a division: the numbers of a report are written by the million. */
#include "base/digits.h"

#include <string.h>

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

static size_t count_digits(uint64_t value)
{
    size_t count = 1;
    for (; value >= 10000; value /= 10000)
        count += 4;
    return count + (value >= 10) + (value >= 100) + (value >= 1000);
}

void digits_write_padded(char *out, uint64_t value, size_t width)
{
    while (width >= 2) {
        width -= 2;
        memcpy(out + width, PAIRS + 2 * (value % 100), 2);
        value /= 100;
    }
    if (width == 1)
        out[0] = (char)('0' + value % 10);
}

size_t digits_write(char *out, uint64_t value)
{
    if (value < 10) {
        out[0] = (char)('0' + value);
        return 1;
    }
    if (value < 100) {
        memcpy(out, PAIRS + 2 * value, 2);
        return 2;
    }
    size_t count = count_digits(value);
    digits_write_padded(out, value, count);
    return count;
}

uint64_t digits_magnitude(int64_t value)
{
    return value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
}
