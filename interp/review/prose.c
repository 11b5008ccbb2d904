/* Names, values and times in words. */
#include "interp/review/prose.h"

#include <string.h>

void prose_say(const Prose *prose, const char *english, const char *chinese)
{
    output_string(prose->out, prose->language == LANG_ZH ? chinese : english);
}

void prose_name(const Prose *prose, const Name *name)
{
    Text shown = name_shown(name, prose->language);
    for (size_t i = 0; i < shown.size; i++)
        output_char(prose->out, shown.at[i] == '_' ? ' ' : shown.at[i]);
}

void prose_day(const Prose *prose, Day day)
{
    char bytes[16];
    output_text(prose->out, (Text){bytes, day_write(bytes, day)});
}

static Text unit_words(const Prose *prose, Type type)
{
    const char *words = type_words(prose->ir->arena, prose->ir, type);
    const char *split = strchr(words, '\x1f');
    return prose->language == LANG_ZH ? text_from(split + 1)
                                      : (Text){words, (size_t)(split - words)};
}

static bool is_plain(Type type)
{
    static const Dimension plain = {0};
    return memcmp(&type.dim, &plain, sizeof plain) == 0;
}

void prose_percent(const Prose *prose, Ratio value)
{
    Ratio percent;
    bool fits = ratio_mul(&percent, value, RATIO(100));
    output_ratio(prose->out, fits ? percent : value);
    output_string(prose->out, fits ? "%" : "");
}

static void put_number(const Prose *prose, Type type, Ratio value)
{
    output_ratio(prose->out, value);
    if (is_plain(type))
        return;
    Text unit = unit_words(prose, type);
    prose_say(prose, " ", "");
    bool is_one = value.num == 1 && value.den == 1;
    bool is_many = unit.at[unit.size - 1] == 's' && memchr(unit.at, '/', unit.size) == NULL;
    output_text(prose->out, is_one && is_many ? text_slice(unit, 0, unit.size - 1) : unit);
}

void prose_value(const Prose *prose, Type type, Ratio value, Text text)
{
    switch ((int)type.kind) {
    case TYPE_NUMBER:
        put_number(prose, type, value);
        break;
    case TYPE_YES_NO:
        prose_say(prose, value.num != 0 ? "yes" : "no", value.num != 0 ? "是" : "否");
        break;
    case TYPE_ENUM:
        prose_name(prose, &prose->ir->enums[type.ref].values[value.num]);
        break;
    case TYPE_DATE:
        prose_day(prose, (Day)value.num);
        break;
    default:
        output_string(prose->out, "“");
        output_text(prose->out, text);
        output_string(prose->out, "”");
    }
}

void prose_const(const Prose *prose, const Expr *expr)
{
    if (expr->is_percent && is_plain(expr->type))
        prose_percent(prose, expr->value);
    else
        prose_value(prose, expr->type, expr->value, expr->text);
}

void prose_calendar(const Prose *prose, uint32_t calendar)
{
    prose_name(prose, &prose->ir->calendars[calendar].name);
}

static void put_last(const Prose *prose, const Window *window)
{
    bool is_one = window->count == 1;
    output_format(prose->out, prose->language == LANG_ZH ? "最近%d" : "in the last %d ",
                  (int)window->count);
    if (window->calendar == UINT32_MAX) {
        prose_say(prose, is_one ? "day" : "days", "天内");
        return;
    }
    if (window->calendar != UNIT_YEAR)
        prose_say(prose, "", window->calendar == UNIT_WEEK ? "" : "个");
    prose_calendar(prose, window->calendar);
    prose_say(prose, is_one ? "" : "s", "内");
}

void prose_window(const Prose *prose, const Window *window)
{
    switch (window->kind) {
    case WINDOW_NONE:
        return;
    case WINDOW_LAST:
        put_last(prose, window);
        return;
    case WINDOW_CALENDAR:
        prose_say(prose, "in the ", "同一");
        prose_calendar(prose, window->calendar);
        prose_say(prose, "", "内");
        return;
    case WINDOW_PREVIOUS:
        prose_say(prose, "in the previous ", "上一");
        prose_calendar(prose, window->calendar);
        prose_say(prose, "", "内");
        return;
    }
}

void prose_kinds(const Prose *prose, const uint32_t *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            prose_say(prose, i + 1 == count ? " or " : ", ", i + 1 == count ? "或" : "、");
        prose_name(prose, &prose->ir->events[kinds[i]].name);
    }
}

const char *prose_both(Arena *arena, const Ir *ir, ProseWrite *write, const void *what)
{
    Output *out = output_memory();
    Prose prose = {ir, LANG_EN, out};
    write(&prose, what);
    output_char(out, '\x1f');
    prose.language = LANG_ZH;
    write(&prose, what);
    const char *words = text_copy(arena, output_contents(out)).at;
    output_close(out);
    return words;
}
