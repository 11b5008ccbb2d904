/* The periods that people write. */
#include "interp/ask.h"

#include <stdlib.h>
#include <string.h>

/* ---- Seasons and cycles ---- */

static bool season_of(const IrCalendar *calendar, Text word, int32_t *index)
{
    for (size_t i = 0; i < calendar->season_count; i++)
        if (text_equal(calendar->seasons[i].name, word)) {
            *index = (int32_t)i;
            return true;
        }
    return false;
}

/* The cycle that holds a day: periods are numbered in order, so a search between two bounds. */
static bool cycle_of(const IrCalendar *calendar, Day day, int32_t *index)
{
    int32_t low = -400000, high = 400000;
    if (calendar->anchor_field != UINT32_MAX)
        return false;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (calendar_last(calendar, calendar->anchor, middle) < day)
            low = middle + 1;
        else
            high = middle;
    }
    *index = low;
    return true;
}

static bool period_within(const IrCalendar *calendar, Text word, int32_t *index)
{
    Day day = 0;
    switch (calendar->kind) {
    case CALENDAR_UNIT:
        return false;
    case CALENDAR_SEASONS:
        return season_of(calendar, word, index);
    case CALENDAR_CYCLE:
        return day_parse(&day, word) && cycle_of(calendar, day, index);
    }
    return false;
}

/* "season 3": a declared period and which one. */
static bool named_period(const Ir *ir, Text text, AskPeriod *out)
{
    for (size_t at = text.size; at-- > 1;) {
        if (text.at[at] != ' ')
            continue;
        int calendar = ir_find_calendar(ir, text_trim(text_slice(text, 0, at)));
        Text word = text_trim(text_slice(text, at + 1, text.size));
        if (calendar < 0 || !period_within(&ir->calendars[calendar], word, &out->first))
            continue;
        out->calendar = (uint32_t)calendar;
        out->last = out->first;
        return true;
    }
    return false;
}

/* The name of a declared period alone: all its seasons. Or of one season. */
static bool whole_period(const Ir *ir, Text text, AskPeriod *out)
{
    int calendar = ir_find_calendar(ir, text);
    if (calendar >= PERIOD_UNITS && ir->calendars[calendar].season_count > 0) {
        out->calendar = (uint32_t)calendar;
        out->first = 0;
        out->last = (int32_t)ir->calendars[calendar].season_count - 1;
        return true;
    }
    for (size_t i = PERIOD_UNITS; i < ir->calendar_count; i++)
        if (season_of(&ir->calendars[i], text, &out->first)) {
            out->calendar = (uint32_t)i;
            out->last = out->first;
            return true;
        }
    return false;
}

/* ---- One end, and both ---- */

static bool one_period(const Ir *ir, Text text, AskPeriod *out)
{
    PeriodUnit unit = UNIT_MONTH;
    if (period_parse(&unit, &out->first, text)) {
        out->calendar = (uint32_t)unit;
        out->last = out->first;
        return true;
    }
    return named_period(ir, text, out) || whole_period(ir, text, out);
}

static bool range_of(const Ir *ir, Text text, AskPeriod *out)
{
    const char *dots = memmem(text.at, text.size, "..", 2);
    if (dots == NULL)
        return one_period(ir, text, out);
    AskPeriod end = {0};
    size_t at = (size_t)(dots - text.at);
    if (!one_period(ir, text_trim(text_slice(text, 0, at)), out) ||
        !one_period(ir, text_trim(text_slice(text, at + 2, text.size)), &end))
        return false;
    out->last = end.last;
    return end.calendar == out->calendar;
}

/* The periods that the rules declare, for the help of an error: "; season 1". */
static const char *declared_examples(Arena *arena, const Ir *ir)
{
    Output *out = output_memory();
    for (size_t i = PERIOD_UNITS; i < ir->calendar_count; i++) {
        const IrCalendar *calendar = &ir->calendars[i];
        Text name = name_canonical(&calendar->name);
        if (calendar->season_count == 0)
            continue;
        output_string(out, ", ");
        output_text(out, name);
        output_char(out, ' ');
        output_text(out, calendar->seasons[0].name);
    }
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text.at;
}

bool ask_period(const Ir *ir, Diag *diag, Text text, AskPeriod *out)
{
    Text folded = text_fold(diag_arena(diag), text);
    *out = (AskPeriod){.text = text};
    if (!range_of(ir, folded, out)) {
        diag_plain(diag, DIAG_E0819, text_copy(diag_arena(diag), text).at,
                   declared_examples(diag_arena(diag), ir), NULL);
        return false;
    }
    if (out->first > out->last) {
        diag_plain(diag, DIAG_E0833, text_copy(diag_arena(diag), text).at, NULL);
        return false;
    }
    const IrCalendar *calendar = &ir->calendars[out->calendar];
    out->first_day = calendar_first(calendar, calendar->anchor, out->first);
    out->last_day = calendar_last(calendar, calendar->anchor, out->last);
    return true;
}

const char *ask_calendar_words(Arena *arena, const IrCalendar *calendar)
{
    Text english = name_shown(&calendar->name, LANG_EN);
    Text chinese = name_shown(&calendar->name, LANG_ZH);
    return arena_format(arena, BOTH("%.*s", "%.*s"), (int)english.size, english.at,
                        (int)chinese.size, chinese.at);
}
