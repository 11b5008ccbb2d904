/* Units and values in the words of a reader. */
#include "interp/report/unit.h"

#include <assert.h>
#include <string.h>

typedef struct UnitRow {
    UnitWord word;
    const char *english, *chinese; /* as in units.def: "one|many", spellings parted by ; */
} UnitRow;

static const UnitRow UNITS[] = {
#define UNIT_WORD(name, en, zh) {UNIT_WORD_##name, en, zh},
#include "grammar/units.def"
#undef UNIT_WORD
};

/* The first spelling, one or many. */
static Text first_spelling(const char *spellings, bool many)
{
    Text text = {spellings, strcspn(spellings, ";")};
    const char *split = memchr(text.at, '|', text.size);
    if (split == NULL)
        return text;
    size_t one = (size_t)(split - text.at);
    return text_slice(text, many ? one + 1 : 0, many ? text.size : one);
}

static Text spelling(UnitWord word, Language language, bool many)
{
    const UnitRow *row = UNITS; /* every word has one */
    while (row->word != word)
        row++;
    return first_spelling(language == LANG_ZH ? row->chinese : row->english, many);
}

typedef struct Power {
    UnitWord word;
    int exponent;
} Power;

enum { BASE_UNITS = 6 };

static void powers_of(Dimension dim, Power *out)
{
    UnitWord money = dim.currency != 0 ? (UnitWord)dim.currency : UNIT_WORD_YUAN;
    out[0] = (Power){UNIT_WORD_POINTS, dim.points};
    out[1] = (Power){money, dim.money};
    out[2] = (Power){UNIT_WORD_MINUTES, dim.minutes};
    out[3] = (Power){UNIT_WORD_DAYS, dim.days};
    out[4] = (Power){UNIT_WORD_MONTHS, dim.months};
    out[5] = (Power){UNIT_WORD_TIMES, dim.times};
}

/* The units of one sign, with a dot between: what stands above or below the stroke. */
static size_t put_side(Output *out, const Power *powers, int sign, Language language, bool many)
{
    size_t count = 0;
    for (size_t i = 0; i < BASE_UNITS; i++)
        for (int n = powers[i].exponent * sign; n > 0; n--) {
            output_string(out, count++ > 0 ? "·" : "");
            output_text(out, spelling(powers[i].word, language, many));
        }
    return count;
}

static Text unit_words(Arena *arena, Type type, Language language, bool many)
{
    Power powers[BASE_UNITS];
    if (type.kind != TYPE_NUMBER)
        return TEXT("");
    powers_of(type.dim, powers);
    Output *above = output_memory(), *below = output_memory();
    size_t over = put_side(above, powers, 1, language, many);
    size_t under = put_side(below, powers, -1, language, false);
    if (over == 0 && under > 0)
        output_char(above, '1');
    if (under > 0)
        output_char(above, '/');
    output_text(above, output_contents(below));
    Text text = text_copy(arena, output_contents(above));
    output_close(above);
    output_close(below);
    return text;
}

Text unit_shown(Arena *arena, Type type, Language language)
{
    return unit_words(arena, type, language, true);
}

static Text number_shown(Arena *arena, Type type, Ratio value, Language language)
{
    bool is_one = value.den == 1 && (value.num == 1 || value.num == -1);
    Text number = ratio_text(arena, value);
    Text unit = unit_words(arena, type, language, !is_one);
    const char *gap = unit.size > 0 && language == LANG_EN ? " " : "";
    return text_from(arena_format(arena, "%.*s%s%.*s", (int)number.size, number.at, gap,
                                  (int)unit.size, unit.at));
}

Text value_shown(Arena *arena, const Ir *ir, Type type, Ratio value, Language language)
{
    char day[16];
    switch (type.kind) {
    case TYPE_YES_NO:
        if (language == LANG_ZH)
            return ratio_is_zero(value) ? TEXT("否") : TEXT("是");
        return ratio_is_zero(value) ? TEXT("no") : TEXT("yes");
    case TYPE_ENUM:
        assert(type.ref < ir->enum_count && (size_t)value.num < ir->enums[type.ref].count);
        return name_shown(&ir->enums[type.ref].values[value.num], language);
    case TYPE_DATE:
        return text_copy(arena, (Text){day, day_write(day, (Day)value.num)});
    case TYPE_NUMBER:
    case TYPE_POISON:
    case TYPE_TEXT:
    case TYPE_SUBJECT:
        break;
    }
    return number_shown(arena, type, value, language);
}

Text range_shown(Arena *arena, const Ir *ir, Type type, Ratio low, Ratio high, Language language)
{
    Text from = ratio_text(arena, low), to = value_shown(arena, ir, type, high, language);
    return text_from(
        arena_format(arena, "%.*s..%.*s", (int)from.size, from.at, (int)to.size, to.at));
}

Text signed_shown(Arena *arena, Ratio value)
{
    Text number = ratio_text(arena, value);
    return text_from(
        arena_format(arena, "%s%.*s", value.num > 0 ? "+" : "", (int)number.size, number.at));
}

/* Of two ends that have words; where there is no other end, or it is the same, of one. */
static Text range_of(Arena *arena, Ratio low, Ratio high, Text (*shown)(Arena *, Ratio))
{
    Text from = shown(arena, low);
    if (high.den == 0 || ratio_compare(low, high) == 0)
        return from;
    Text to = shown(arena, high);
    return text_from(
        arena_format(arena, "%.*s..%.*s", (int)from.size, from.at, (int)to.size, to.at));
}

Text range_plain(Arena *arena, Ratio low, Ratio high)
{
    return range_of(arena, low, high, ratio_text);
}

Text signed_range(Arena *arena, Ratio low, Ratio high)
{
    return range_of(arena, low, high, signed_shown);
}
