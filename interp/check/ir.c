/* Looking things up in the IR, and what names and types are called. */
#include "interp/check/ir.h"

#include <string.h>

/* --- names --- */

bool name_is(const Name *name, Text text)
{
    return text_equal(name->text, text) || (name->alias.size > 0 && text_equal(name->alias, text));
}

static bool is_ascii(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

Text name_shown(const Name *name, Language language)
{
    bool want_ascii = language == LANG_EN;
    if (name->alias.size == 0 || is_ascii(name->text) == want_ascii)
        return name->text;
    return is_ascii(name->alias) == want_ascii ? name->alias : name->text;
}

Text name_canonical(const Name *name)
{
    return name_shown(name, LANG_EN);
}

/* --- lookups --- */

void ir_want_slots(const Expr *expr, bool *wanted)
{
    if (expr == NULL)
        return;
    if (expr->op == EXPR_FIELD)
        wanted[expr->index] = true;
    for (int i = 0; i < 3; i++)
        ir_want_slots(expr->arg[i], wanted);
}

Text meta_cites(Arena *arena, const Meta *meta)
{
    Output *out = output_memory();
    for (size_t i = 0; i < meta->cite_count; i++) {
        output_string(out, i > 0 ? " " : "");
        output_text(out, meta->cites[i]);
    }
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

int ir_find_item(const Ir *ir, Text name)
{
    for (size_t i = 0; i < ir->item_count; i++)
        if (!item_is_hidden(ir->items[i].kind) && name_is(&ir->items[i].name, name))
            return (int)i;
    return -1;
}

int ir_find_subject(const Ir *ir, Text name)
{
    for (size_t i = 0; i < ir->subject_count; i++)
        if (name_is(&ir->subjects[i].name, name))
            return (int)i;
    return -1;
}

int ir_find_calendar(const Ir *ir, Text name)
{
    for (size_t i = 0; i < ir->calendar_count; i++)
        if (name_is(&ir->calendars[i].name, name))
            return (int)i;
    return -1;
}

bool rule_is_put_aside(const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].shared_count > 0)
            return true;
    return rule->cap_count > 0;
}

const IrVersion *item_version(const IrItem *item, Day last_day)
{
    for (size_t i = 0; i < item->version_count; i++) {
        const IrVersion *version = &item->versions[i];
        if (version->meta.from <= last_day && last_day <= version->meta.until)
            return version;
    }
    return NULL;
}

/* --- what a type is called --- */

typedef struct UnitName {
    const char *many, *one, *zh;
} UnitName;

static const UnitName currencies[UNIT_WORDS] = {
    [UNIT_WORD_YUAN] = {"yuan", "yuan", "元"}, [UNIT_WORD_USD] = {"USD", "USD", "美元"},
    [UNIT_WORD_EUR] = {"EUR", "EUR", "欧元"},  [UNIT_WORD_GBP] = {"GBP", "GBP", "英镑"},
    [UNIT_WORD_JPY] = {"JPY", "JPY", "日元"},  [UNIT_WORD_HKD] = {"HKD", "HKD", "港元"},
};

typedef struct Part {
    int exponent;
    UnitName name;
} Part;
enum { PARTS = 6 };

static void parts_read(Dimension dim, Part parts[PARTS])
{
    static const UnitName none = {"money", "money", "金额"};
    UnitName money = currencies[dim.currency].many != NULL ? currencies[dim.currency] : none;
    parts[0] = (Part){dim.points, {"points", "point", "分"}};
    parts[1] = (Part){dim.money, money};
    parts[2] = (Part){dim.minutes, {"minutes", "minute", "分钟"}};
    parts[3] = (Part){dim.days, {"days", "day", "天"}};
    parts[4] = (Part){dim.months, {"months", "month", "个月"}};
    parts[5] = (Part){dim.times, {"times", "time", "次"}};
}

static void side_write(Output *out, const Part parts[PARTS], bool below, bool chinese)
{
    bool is_first = true;
    for (int i = 0; i < PARTS; i++) {
        int exponent = below ? -parts[i].exponent : parts[i].exponent;
        if (exponent <= 0)
            continue;
        if (!is_first)
            output_string(out, "·");
        const UnitName *name = &parts[i].name;
        output_string(out, chinese ? name->zh : below ? name->one : name->many);
        if (exponent > 1)
            output_format(out, "^%d", exponent);
        is_first = false;
    }
}

static void dim_write(Output *out, Dimension dim, bool chinese)
{
    Part parts[PARTS];
    bool above = false, below = false;
    parts_read(dim, parts);
    for (int i = 0; i < PARTS; i++) {
        above = above || parts[i].exponent > 0;
        below = below || parts[i].exponent < 0;
    }
    if (!above && !below) {
        output_string(out, chinese ? "不带单位的数" : "a plain number");
        return;
    }
    if (!above)
        output_char(out, '1');
    side_write(out, parts, false, chinese);
    if (below)
        output_char(out, '/');
    side_write(out, parts, true, chinese);
}

static void enum_write(Output *out, const IrEnum *list, bool chinese)
{
    enum { SHOWN = 4 };
    output_string(out, chinese ? "取值（" : "one of ");
    for (size_t i = 0; i < list->count && i < SHOWN; i++) {
        if (i > 0)
            output_string(out, chinese ? "、" : ", ");
        output_text(out, name_shown(&list->values[i], chinese ? LANG_ZH : LANG_EN));
    }
    if (list->count > SHOWN)
        output_string(out, chinese ? "等" : ", …");
    if (chinese)
        output_string(out, "）");
}

static void type_write(Output *out, const Ir *ir, Type type, bool chinese)
{
    switch (type.kind) {
    case TYPE_POISON:
        output_string(out, "?");
        break;
    case TYPE_NUMBER:
        dim_write(out, type.dim, chinese);
        break;
    case TYPE_YES_NO:
        output_string(out, chinese ? "是否" : "yes or no");
        break;
    case TYPE_ENUM:
        enum_write(out, &ir->enums[type.ref], chinese);
        break;
    case TYPE_TEXT:
        output_string(out, chinese ? "文字" : "text");
        break;
    case TYPE_DATE:
        output_string(out, chinese ? "日期" : "a date");
        break;
    case TYPE_SUBJECT:
        output_string(out, chinese ? "" : "a ");
        output_text(out, name_shown(&ir->subjects[type.ref].name, chinese ? LANG_ZH : LANG_EN));
        break;
    }
}

const char *type_words(Arena *arena, const Ir *ir, Type type)
{
    Output *out = output_memory();
    type_write(out, ir, type, false);
    output_char(out, '\x1f');
    type_write(out, ir, type, true);
    const char *words = text_copy(arena, output_contents(out)).at;
    output_close(out);
    return words;
}

uint32_t rule_run_before(const Ir *ir, uint32_t rule)
{
    const IrRule *of = &ir->rules[rule];
    uint32_t found = UINT32_MAX;
    if (of->trigger != TRIGGER_SCORES || !ir->period_runs[of->family])
        return found;
    for (uint32_t i = 0; i < ir->rule_count; i++) {
        const IrRule *other = &ir->rules[i];
        if (other->family == of->family && other->trigger == TRIGGER_SCORES &&
            other->subject == of->subject && other->calendar == of->calendar &&
            other->meta.from < of->meta.from &&
            (found == UINT32_MAX || other->meta.from > ir->rules[found].meta.from))
            found = i;
    }
    return found;
}

bool effect_acts_on_item(const IrEffect *effect)
{
    switch (effect->kind) {
    case EFFECT_POST:
    case EFFECT_SET:
    case EFFECT_CLEAR:
    case EFFECT_RESTART:
    case EFFECT_WITHHOLD:
    case EFFECT_HOLD:
        return effect->item != UINT32_MAX;
    case EFFECT_TREAT_AS:
    case EFFECT_VOID:
    case EFFECT_NOTICE:
        return false;
    }
    return false;
}

EventSides event_sides(const Ir *ir, uint32_t event, uint32_t subject)
{
    const IrEvent *of = &ir->events[event];
    EventSides sides = {0};
    for (uint32_t i = 0; i < of->field_count; i++) {
        if (of->fields[i].type.kind != TYPE_SUBJECT || of->fields[i].type.ref != subject)
            continue;
        if (sides.count < 2)
            sides.field[sides.count] = i;
        sides.count++;
    }
    return sides;
}
