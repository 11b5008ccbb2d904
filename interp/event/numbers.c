/* Decimal numbers and their units. */
#include "interp/event/numbers.h"

#include <string.h>

enum { DECIMALS = 12 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Offset behind the digits that begin at `at`. */
static size_t skip_digits(Text text, size_t at)
{
    while (at < text.size && is_digit(text.at[at]))
        at++;
    return at;
}

NumberForm decimal_read(Decimal *out, Text text)
{
    size_t at = text.size > 0 && (text.at[0] == '-' || text.at[0] == '+');
    bool is_negative = at > 0 && text.at[0] == '-';
    size_t whole = at, point = skip_digits(text, at), end = point;
    if (point == whole)
        return NUMBER_BAD;
    if (point < text.size && text.at[point] == '.') {
        end = skip_digits(text, point + 1);
        if (end == point + 1)
            return NUMBER_BAD;
    }
    if (end != text.size)
        return NUMBER_BAD;
    while (end > point && (text.at[end - 1] == '0' || text.at[end - 1] == '.'))
        end -= 1;
    size_t decimals = end > point ? end - point - 1 : 0;
    if (decimals > DECIMALS)
        return NUMBER_FINE_GRAINED;
    int64_t digits = 0;
    for (size_t i = whole; i < end; i++)
        if (i != point && (__builtin_mul_overflow(digits, 10, &digits) ||
                           __builtin_add_overflow(digits, text.at[i] - '0', &digits)))
            return decimals > FIELD_DECIMALS ? NUMBER_FINE_GRAINED : NUMBER_HUGE;
    *out = (Decimal){is_negative ? -digits : digits, (int)decimals};
    return NUMBER_FINE;
}

/* --- units --- */

typedef struct UnitSpelling {
    const char *english, *chinese; /* spellings separated by | or ; */
} UnitSpelling;

static const UnitSpelling unit_spellings[UNIT_WORDS] = {
#define UNIT_WORD(name, en, zh) [UNIT_WORD_##name] = {en, zh},
#include "grammar/units.def"
#undef UNIT_WORD
};

static bool is_factor(const IrField *field, int64_t num, int64_t den)
{
    return field->factor.num == num && field->factor.den == den;
}

static UnitWord unit_of(const IrField *field)
{
    const Dimension *dim = &field->type.dim;
    if (dim->points)
        return UNIT_WORD_POINTS;
    if (dim->money)
        return (UnitWord)dim->currency;
    if (dim->minutes)
        return is_factor(field, 60, 1) ? UNIT_WORD_HOURS : UNIT_WORD_MINUTES;
    if (dim->days)
        return is_factor(field, 7, 1) ? UNIT_WORD_WEEKS : UNIT_WORD_DAYS;
    if (dim->months)
        return is_factor(field, 12, 1) ? UNIT_WORD_YEARS : UNIT_WORD_MONTHS;
    if (dim->times)
        return UNIT_WORD_TIMES;
    return is_factor(field, 1, 100) ? UNIT_WORD_PERCENT : UNIT_WORD_NONE;
}

/* Bytes of the longest of the spellings that the text ends in. */
static size_t ending(Text text, const char *spellings)
{
    size_t longest = 0;
    while (spellings && *spellings) {
        size_t size = strcspn(spellings, "|;");
        bool is_ending =
            size <= text.size && memcmp(text.at + text.size - size, spellings, size) == 0;
        if (is_ending && size > longest)
            longest = size;
        spellings += size + (spellings[size] != 0);
    }
    return longest;
}

Text number_without_unit(const IrField *field, Text text)
{
    const UnitSpelling *unit = &unit_spellings[unit_of(field)];
    size_t size = ending(text, unit->english);
    if (size == 0)
        size = ending(text, unit->chinese);
    return size ? text_trim((Text){text.at, text.size - size}) : text;
}
