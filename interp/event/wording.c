/* Building phrases for data diagnostics. */
#include "interp/event/wording.h"

enum { NAMESAKES_SHOWN = 5 };

const char *suggestion(Arena *arena, Text wanted, const Text *candidates, size_t count)
{
    int nearest = text_nearest(wanted, candidates, count);
    if (nearest < 0)
        return "";
    const char *name = text_copy(arena, candidates[nearest]).at;
    return arena_format(arena, BOTH("; is %s meant?", "，是否为“%s”？"), name, name);
}

const char *pair(Arena *arena, const Name *name)
{
    Text en = name_shown(name, LANG_EN), zh = name_shown(name, LANG_ZH);
    return arena_format(arena, BOTH("%.*s", "%.*s"), (int)en.size, en.at, (int)zh.size, zh.at);
}

const char *near_name(Arena *arena, Text wanted, const Name *names, size_t count, size_t stride)
{
    Text *candidates = arena_alloc(arena, (count + 1) * 2 * sizeof *candidates);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const Name *name = (const Name *)(const void *)((const char *)names + i * stride);
        candidates[used++] = name->text;
        if (name->alias.size)
            candidates[used++] = name->alias;
    }
    return suggestion(arena, wanted, candidates, used);
}

const char *subject_words(Arena *arena, const RosterKind *kind, size_t number)
{
    Text id = kind->id[number], name = kind->name[number];
    if (text_equal(id, name)) /* in a test */
        name.size = 0;
    return arena_format(arena, "%.*s%s%.*s", (int)id.size, id.at, name.size ? " " : "",
                        (int)name.size, name.at);
}

static const char *near_subject_as(Arena *arena, const RosterKind *kind, Text wanted,
                                   const char *format)
{
    int found = text_nearest(wanted, kind->id, kind->count);
    if (found < 0)
        found = text_nearest(wanted, kind->name, kind->count);
    if (found < 0)
        return "";
    const char *words = subject_words(arena, kind, (size_t)found);
    return arena_format(arena, format, words, words);
}

const char *near_subject(Arena *arena, const RosterKind *kind, Text wanted)
{
    return near_subject_as(arena, kind, wanted, BOTH("; is %s meant?", "，是否为“%s”？"));
}

const char *near_subject_help(Arena *arena, const RosterKind *kind, Text wanted)
{
    return near_subject_as(arena, kind, wanted, BOTH("is %s meant?", "是否为“%s”？"));
}

const char *namesakes(Arena *arena, const RosterKind *kind, Text name)
{
    const char *list = "";
    size_t shown = 0;
    for (size_t i = 0; i < kind->count; i++) {
        bool is_namesake = kind->name[i].size && roster_find_name(kind, kind->name[i]) == -2 &&
                           text_equal(text_fold(arena, kind->name[i]), name);
        if (!is_namesake)
            continue;
        if (++shown > NAMESAKES_SHOWN)
            return arena_format(arena, "%s …", list);
        list = arena_format(arena, "%s%s%.*s", list, *list ? ", " : "", (int)kind->id[i].size,
                            kind->id[i].at);
    }
    return list;
}

const char *value_list(Arena *arena, const IrEnum *values)
{
    const char *list[2] = {"", ""};
    const char *const between[2] = {", ", "、"};
    for (size_t i = 0; i < values->count; i++)
        for (int language = 0; language < 2; language++) {
            Text shown = name_shown(&values->values[i], language ? LANG_ZH : LANG_EN);
            list[language] = arena_format(arena, "%s%s%.*s", list[language],
                                          i ? between[language] : "", (int)shown.size, shown.at);
        }
    return arena_format(arena, BOTH("%s", "%s"), list[0], list[1]);
}

const char *bound(Arena *arena, const FieldCheck *check, Ratio value, int64_t scaled)
{
    if (!check->field->has_bounds || !ratio_div(&value, value, check->factor))
        value = RATIO(scaled / FIELD_SCALE);
    return ratio_text(arena, value).at;
}

const char *days_on_roster(Arena *arena, const RosterKind *kind, uint32_t subject)
{
    char from[16] = "…", until[16] = "…";
    uint32_t first = kind->first_row[subject], last = kind->first_row[subject + 1] - 1;
    if (kind->from[first] != DAY_ALWAYS)
        from[day_write(from, kind->from[first])] = 0;
    if (kind->until[last] != DAY_NEVER)
        until[day_write(until, kind->until[last])] = 0;
    return arena_format(arena, BOTH(" (on it %s to %s)", "（在册：%s 至 %s）"), from, until, from,
                        until);
}

static const char *day_words(Arena *arena, Day day)
{
    char *out = arena_alloc(arena, 16);
    out[day_write(out, day)] = 0;
    return out;
}

DiagCode no_cycle(Arena *arena, const Ir *ir, const Roster *roster, const CycleAsked *asked,
                  const char *args[4])
{
    const IrCalendar *calendar = &ir->calendars[asked->calendar];
    Day anchor = roster_anchor(roster, calendar, asked->subject);
    args[0] = subject_words(arena, &roster->kinds[asked->kind], asked->subject);
    args[2] = pair(arena, &calendar->name);
    if (anchor == NO_ANCHOR) {
        args[1] = pair(arena, &ir->subjects[asked->kind].fields[calendar->anchor_field].name);
        return DIAG_E1044;
    }
    args[1] = day_words(arena, asked->day);
    args[3] = day_words(arena, anchor);
    return DIAG_E1043;
}
