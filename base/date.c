/* The civil calendar, proleptic Gregorian, years 0001 to 9999. */
#include "base/date.h"

#include "base/digits.h"

enum {
    DAYS_OF_400_YEARS = 146097,
    DAYS_OF_4_YEARS = 1461,
    EPOCH = 719468, /* days from 0000-03-01 to 1970-01-01 */
    LAST_YEAR = 9999,
    FIRST_DAY = -719162, /* 0001-01-01 */
    LAST_DAY = 2932896   /* 9999-12-31 */
};

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t month_length(int32_t year, int32_t month)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool civil_is_valid(int32_t year, int32_t month, int32_t day)
{
    return year >= 1 && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_length(year, month);
}

/* Years are counted from March, so that the leap day is the last of its year and the months'
 * lengths repeat every five: (153 m + 2) / 5 days lie before month m (March is 0). */
Day day_from_civil(int32_t year, int32_t month, int32_t day)
{
    int32_t from_march = month > 2 ? month - 3 : month + 9;
    int32_t shifted = year - (month <= 2);
    int32_t of_year = (153 * from_march + 2) / 5 + day - 1;
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + of_year - EPOCH;
}

static Day clamp_day(int64_t day)
{
    return day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : (Day)day;
}

/* In quarters of a day, so that leap days need no case of their own. */
Civil civil_from_day(Day day)
{
    uint32_t of_era = 4 * (uint32_t)(clamp_day(day) + EPOCH) + 3;
    uint32_t of_century = of_era % DAYS_OF_400_YEARS | 3;
    uint32_t of_year = of_century % DAYS_OF_4_YEARS / 4;
    uint32_t year = of_era / DAYS_OF_400_YEARS * 100 + of_century / DAYS_OF_4_YEARS;
    uint32_t from_march = (5 * of_year + 2) / 153;
    uint32_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    return (Civil){(int32_t)(year + (month <= 2)), (int32_t)month,
                   (int32_t)(of_year - (153 * from_march + 2) / 5 + 1)};
}

Day day_add_months(Day day, int32_t months)
{
    if (day == DAY_NEVER || day == DAY_ALWAYS)
        return day;
    Civil civil = civil_from_day(day);
    int64_t index = (int64_t)civil.year * 12 + civil.month - 1 + months;
    if (index < 12)
        return DAY_ALWAYS;
    if (index >= (LAST_YEAR + 1) * 12)
        return DAY_NEVER;
    int32_t year = (int32_t)(index / 12), month = (int32_t)(index % 12) + 1;
    int32_t length = month_length(year, month);
    return day_from_civil(year, month, civil.day < length ? civil.day : length);
}

size_t day_write(char *out, Day day)
{
    Civil civil = civil_from_day(day);
    digits_write_padded(out, (uint64_t)civil.year, 4);
    out[4] = '-';
    digits_write_padded(out + 5, (uint64_t)civil.month, 2);
    out[7] = '-';
    digits_write_padded(out + 8, (uint64_t)civil.day, 2);
    return 10;
}

/* ---- Reading ---- */

/* Between `least` and `most` digits at *at; as many as there are. */
static bool read_number(int32_t *out, Text text, size_t *at, size_t least, size_t most)
{
    size_t start = *at;
    int32_t value = 0;
    while (*at < text.size && *at - start < most && text.at[*at] >= '0' && text.at[*at] <= '9')
        value = value * 10 + (text.at[(*at)++] - '0');
    *out = value;
    return *at - start >= least;
}

static bool make_day(Day *out, Civil civil)
{
    if (!civil_is_valid(civil.year, civil.month, civil.day))
        return false;
    *out = day_from_civil(civil.year, civil.month, civil.day);
    return true;
}

/* As many digits, all of them; less than 0: something else stands there. */
static int32_t digits_at(const char *at, size_t count)
{
    int32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = (unsigned)(unsigned char)at[i] - '0';
        if (digit > 9)
            return -1;
        value = value * 10 + (int32_t)digit;
    }
    return value;
}

bool day_parse(Day *out, Text text)
{
    if (text.size != 10 || text.at[4] != '-' || text.at[7] != '-')
        return false;
    return make_day(
        out, (Civil){digits_at(text.at, 4), digits_at(text.at + 5, 2), digits_at(text.at + 8, 2)});
}

static void skip_blanks(Text text, size_t *at)
{
    while (*at < text.size && (text.at[*at] == ' ' || text.at[*at] == '\t'))
        ++*at;
}

/* The separator, with blanks around it. */
static bool skip_mark(Text text, size_t *at, const char *mark)
{
    skip_blanks(text, at);
    Text rest = text_slice(text, *at, text.size);
    if (!text_starts(rest, mark))
        return false;
    *at += text_from(mark).size;
    skip_blanks(text, at);
    return true;
}

/* What stands behind the year, the month and the day. */
typedef struct DateForm {
    const char *year, *month, *day;
} DateForm;

static bool parse_form(Day *out, Text text, DateForm form)
{
    Civil civil;
    size_t at = 0;
    if (!read_number(&civil.year, text, &at, 4, 4) || !skip_mark(text, &at, form.year) ||
        !read_number(&civil.month, text, &at, 1, 2) || !skip_mark(text, &at, form.month) ||
        !read_number(&civil.day, text, &at, 1, 2) || !skip_mark(text, &at, form.day))
        return false;
    return at == text.size && make_day(out, civil);
}

static bool parse_compact(Day *out, Text text)
{
    Civil civil;
    size_t at = 0;
    if (text.size != 8 || !read_number(&civil.year, text, &at, 4, 4) ||
        !read_number(&civil.month, text, &at, 2, 2) || !read_number(&civil.day, text, &at, 2, 2))
        return false;
    return make_day(out, civil);
}

bool day_parse_lenient(Day *out, Text text)
{
    static const DateForm forms[] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"},
    };
    if (day_parse(out, text) || parse_compact(out, text))
        return true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (parse_form(out, text, forms[i]))
            return true;
    return false;
}
