/* The periods that people write. */
#include "interp/ask.h"

#include <stdlib.h>
#include <string.h>

#include "interp/event/wording.h"

/* ---- Of a declared calendar ---- */

static bool season_named(const IrCalendar *calendar, Text word, AskPeriod *out)
{
    for (size_t i = 0; i < calendar->season_count; i++)
        if (text_equal(calendar->seasons[i].name, word)) {
            out->first = out->last = (int32_t)i;
            return true;
        }
    return false;
}

/* "fortnight 3": the third from the anchor. Each one's own third are days too far apart. */
static bool cycle_numbered(const IrCalendar *calendar, Text word, AskPeriod *out)
{
    int32_t number = 0;
    if (calendar->kind != CALENDAR_CYCLE || calendar_is_own(calendar) || word.size > 5)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        if (word.at[i] < '0' || word.at[i] > '9')
            return false;
        number = number * 10 + (word.at[i] - '0');
    }
    if (number == 0 || !calendar_of_day(calendar, calendar->anchor, calendar->anchor, &out->first))
        return false;
    out->first += number - 1;
    out->last = out->first;
    return true;
}

/* Of cycles of each subject's own: the days decide, subject by subject. */
static bool anyones(const IrCalendar *calendar, Day from, Day to, bool holds, AskPeriod *out)
{
    out->first_day = from;
    out->last_day = to;
    out->holds = holds;
    periods_ending(calendar, ANYONE, from, to, &out->first, &out->last);
    return true;
}

/* "2022-07-01" names the period that holds it; "2022" all that end in it. */
static bool dated(const IrCalendar *calendar, Text word, AskPeriod *out)
{
    Day day = 0;
    PeriodUnit unit = UNIT_MONTH;
    int32_t index = 0;
    if (day_parse(&day, word)) {
        if (calendar_is_own(calendar))
            return anyones(calendar, day, day, true, out);
        bool is_held = calendar_of_day(calendar, calendar->anchor, day, &out->first);
        out->last = out->first;
        return is_held;
    }
    if (!period_parse(&unit, &index, word))
        return false;
    Day from = period_first(unit, index), to = period_last(unit, index);
    if (calendar_is_own(calendar))
        return anyones(calendar, from, to, false, out);
    periods_ending(calendar, calendar->anchor, from, to, &out->first, &out->last);
    return out->first <= out->last;
}

static Text unquoted(Text word)
{
    static const char *const quotes[] = {"\"", "“", "”", "「", "」"};
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
        Text quote = text_from(quotes[i]);
        if (word.size >= quote.size && memcmp(word.at, quote.at, quote.size) == 0)
            word = text_slice(word, quote.size, word.size);
        if (word.size >= quote.size &&
            memcmp(word.at + word.size - quote.size, quote.at, quote.size) == 0)
            word = text_slice(word, 0, word.size - quote.size);
    }
    return word;
}

static bool period_of(const Ir *ir, uint32_t calendar, Text word, AskPeriod *out)
{
    const IrCalendar *of = &ir->calendars[calendar];
    out->calendar = calendar;
    return of->kind != CALENDAR_UNIT && (season_named(of, unquoted(word), out) ||
                                         cycle_numbered(of, word, out) || dated(of, word, out));
}

/* "season 3": a declared period and which one. */
static bool named_period(const Ir *ir, Text text, AskPeriod *out)
{
    for (size_t at = text.size; at-- > 1;) {
        if (text.at[at] != ' ')
            continue;
        int calendar = ir_find_calendar(ir, text_trim(text_slice(text, 0, at)));
        Text word = text_trim(text_slice(text, at + 1, text.size));
        if (calendar >= 0 && period_of(ir, (uint32_t)calendar, word, out))
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
    for (uint32_t i = PERIOD_UNITS; i < ir->calendar_count; i++)
        if (season_named(&ir->calendars[i], unquoted(text), out)) {
            out->calendar = i;
            return true;
        }
    return false;
}

/* ---- Dates alone ---- */

static bool is_scored(const Ir *ir, uint32_t calendar)
{
    for (size_t i = 0; i < ir->item_count; i++)
        if (ir->items[i].kind != ITEM_MEASURE && ir->items[i].calendar == calendar)
            return true;
    return false;
}

/* The one declared calendar that something is scored by, or ASK_EVERY. */
static uint32_t only_calendar(const Ir *ir)
{
    uint32_t only = ASK_EVERY;
    for (uint32_t i = PERIOD_UNITS; i < ir->calendar_count; i++) {
        if (!is_scored(ir, i))
            continue;
        if (only != ASK_EVERY)
            return ASK_EVERY;
        only = i;
    }
    return only;
}

/* "2022": the years; or the cycles that end in it, where those are meant or nothing is scored by
 * year. A day alone is the cycle or season that holds it. */
static bool plain_period(const Ir *ir, Text text, uint32_t meant, AskPeriod *out)
{
    PeriodUnit unit = UNIT_MONTH;
    Day day = 0;
    int32_t index = 0;
    bool is_unit = period_parse(&unit, &index, text);
    if (!is_unit && !day_parse(&day, text))
        return false;
    if (meant == ASK_EVERY && (!is_unit || !is_scored(ir, unit)))
        meant = only_calendar(ir);
    if (meant != ASK_EVERY && period_of(ir, meant, text, out))
        return true;
    out->calendar = (uint32_t)unit;
    out->first = out->last = index;
    return is_unit;
}

/* ---- One end, and both ---- */

static bool one_period(const Ir *ir, Text text, uint32_t meant, AskPeriod *out)
{
    return plain_period(ir, text, meant, out) || named_period(ir, text, out) ||
           whole_period(ir, text, out);
}

static bool range_of(const Ir *ir, Text text, uint32_t meant, AskPeriod *out)
{
    const char *dots = memmem(text.at, text.size, "..", 2);
    if (dots == NULL)
        return one_period(ir, text, meant, out);
    AskPeriod end = {0};
    size_t at = (size_t)(dots - text.at);
    if (!one_period(ir, text_trim(text_slice(text, 0, at)), meant, out) ||
        !one_period(ir, text_trim(text_slice(text, at + 2, text.size)), meant, &end))
        return false;
    if (end.calendar != out->calendar || end.holds != out->holds)
        return false;
    out->last = end.last;
    out->last_day = end.last_day;
    if (calendar_is_own(&ir->calendars[out->calendar]) && out->last_day < out->first_day)
        out->last = out->first - 1; /* backwards */
    return true;
}

void ask_periods_of(const AskScores *ask, const Roster *roster, uint32_t subject, int32_t *first,
                    int32_t *last)
{
    const AskPeriod *period = &ask->period;
    const IrCalendar *calendar = &ask->ir->calendars[period->calendar];
    *first = period->first;
    *last = period->last;
    if (!calendar_is_own(calendar))
        return;
    Day anchor = roster_anchor(roster, calendar, subject);
    periods_ending(calendar, anchor, period->first_day, period->last_day, first, last);
    if (!period->holds)
        return;
    if (!calendar_of_day(calendar, anchor, period->last_day, last))
        return;
    if (!calendar_of_day(calendar, anchor, period->first_day, first))
        (*first)++;
}

void ask_no_cycle(const AskScores *ask, Diag *diag, const Roster *roster, uint32_t subject)
{
    uint32_t calendar = ask->period.calendar;
    CycleAsked asked = {calendar, ask->ir->calendars[calendar].subject, subject,
                        ask->period.last_day};
    const char *args[4] = {""};
    DiagCode code = no_cycle(diag_arena(diag), ask->ir, roster, &asked, args);
    diag_plain(diag, code, args[0], args[1], args[2], args[3], NULL);
}

/* The periods that the rules declare, for the help of an error: ", season 1". */
static const char *examples_in(Arena *arena, const Ir *ir, const char *gap)
{
    Output *out = output_memory();
    for (size_t i = PERIOD_UNITS; i < ir->calendar_count; i++) {
        const IrCalendar *calendar = &ir->calendars[i];
        char day[16];
        Day anchor = calendar_is_own(calendar) ? day_from_civil(2018, 10, 8) : calendar->anchor;
        output_string(out, gap);
        output_text(out, name_canonical(&calendar->name));
        output_char(out, ' ');
        output_text(out, calendar->season_count > 0 ? calendar->seasons[0].name
                                                    : (Text){day, day_write(day, anchor)});
    }
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text.at;
}

static const char *declared_examples(Arena *arena, const Ir *ir)
{
    return arena_format(arena, BOTH("%s", "%s"), examples_in(arena, ir, ", "),
                        examples_in(arena, ir, "、"));
}

/* The first that there is; NULL: none is. */
static const IrItem *first_named(const Ir *ir, Diag *diag, const Text *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int item = ir_find_item(ir, text_fold(diag_arena(diag), names[i]));
        if (item >= 0)
            return &ir->items[item];
    }
    return NULL;
}

uint32_t ask_calendar(const Ir *ir, Diag *diag, const Text *names, size_t count)
{
    const IrItem *item = first_named(ir, diag, names, count);
    return item != NULL ? item->calendar : ASK_EVERY;
}

uint32_t ask_first_kind(const Ir *ir, Diag *diag, const Text *names, size_t count)
{
    const IrItem *item = first_named(ir, diag, names, count);
    return item != NULL ? item->subject : ASK_EVERY;
}

bool ask_period(const Ir *ir, Diag *diag, Text text, uint32_t meant, AskPeriod *out)
{
    Text folded = text_fold(diag_arena(diag), text);
    *out = (AskPeriod){.text = text};
    if (!range_of(ir, folded, meant, out)) {
        diag_plain(diag, DIAG_E0819, text_copy(diag_arena(diag), text).at,
                   declared_examples(diag_arena(diag), ir), NULL);
        return false;
    }
    if (out->first > out->last) {
        diag_plain(diag, DIAG_E0833, text_copy(diag_arena(diag), text).at, NULL);
        return false;
    }
    const IrCalendar *calendar = &ir->calendars[out->calendar];
    if (calendar_is_own(calendar))
        return true;
    out->first_day = calendar_first(calendar, calendar->anchor, out->first);
    out->last_day = calendar_last(calendar, calendar->anchor, out->last);
    return true;
}

bool ask_inside(const Ir *ir, uint32_t calendar, AskPeriod *period)
{
    const IrCalendar *of = &ir->calendars[calendar];
    int32_t first = 0, last = -1;
    if (!calendar_is_own(of))
        periods_inside(of, of->anchor, period->first_day, period->last_day, &first, &last);
    if (first > last)
        return false;
    period->calendar = calendar;
    period->first = first;
    period->last = last;
    period->first_day = calendar_first(of, of->anchor, first);
    period->last_day = calendar_last(of, of->anchor, last);
    return true;
}

const char *ask_calendar_words(Arena *arena, const IrCalendar *calendar)
{
    Text english = name_shown(&calendar->name, LANG_EN);
    Text chinese = name_shown(&calendar->name, LANG_ZH);
    return arena_format(arena, BOTH("%.*s", "%.*s"), (int)english.size, english.at,
                        (int)chinese.size, chinese.at);
}
