/* Civil days, ISO weeks and the calendar's periods. */
#ifndef MERIT_BASE_DATE_H
#define MERIT_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef int32_t Day; /* days since 1970-01-01; years 0001 to 9999 */

#define DAY_NEVER  INT32_MAX /* an open end */
#define DAY_ALWAYS INT32_MIN /* an open start */

typedef struct Civil {
    int32_t year, month, day; /* month 1..12, day 1..31 */
} Civil;

/* The calendar's own periods; their order is that of their length. */
typedef enum PeriodUnit { UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_HALF, UNIT_YEAR } PeriodUnit;
enum { PERIOD_UNITS = UNIT_YEAR + 1 };

Day day_from_civil(int32_t year, int32_t month, int32_t day); /* of a valid date */
Civil civil_from_day(Day day);
bool civil_is_valid(int32_t year, int32_t month, int32_t day);
int32_t month_length(int32_t year, int32_t month);
/* The day clipped to the month's end: 2020-01-31 + 1 month = 2020-02-29. Outside the years 0001 to
 * 9999 the result is DAY_ALWAYS or DAY_NEVER, which stay what they are. */
Day day_add_months(Day day, int32_t months);
/* Strictly YYYY-MM-DD. */
bool day_parse(Day *out, Text text);
/* Every form that offices write, after text_fold: 2025-01-05, 2025/1/5, 2025.1.5, 2025年1月5日,
 * 20250105. Two-digit or missing years are refused. */
bool day_parse_lenient(Day *out, Text text);
/* "2018-10-08": 10 bytes, no terminator. An open end is written as the calendar's last day. */
size_t day_write(char *out, Day day);

/* Periods of a unit are numbered without gaps: index + 1 is the next one. */
int32_t period_of_day(PeriodUnit unit, Day day);
Day period_first(PeriodUnit unit, int32_t index);
Day period_last(PeriodUnit unit, int32_t index);
/* "2018-W41", "2018-10", "2018-Q4", "2018-H2", "2018"; at most 12 bytes, no terminator. */
size_t period_write(char *out, PeriodUnit unit, int32_t index);
bool period_parse(PeriodUnit *unit, int32_t *index, Text text);

#endif
