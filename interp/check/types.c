/* Types and units: dimensions, their arithmetic, and the built-in words for them. */
#include "interp/check/work.h"

#include <string.h>

Type type_number(Dimension dim)
{
    return (Type){.kind = TYPE_NUMBER, .dim = dim};
}

Type type_plain(void)
{
    return type_number((Dimension){0});
}

Type type_times(void)
{
    return type_number((Dimension){.times = 1});
}

Type type_of(TypeKind kind, uint32_t ref)
{
    return (Type){.kind = kind, .ref = ref};
}

bool type_is_poison(Type type)
{
    return type.kind == TYPE_POISON;
}

bool dim_equal(Dimension a, Dimension b)
{
    return a.points == b.points && a.money == b.money && a.minutes == b.minutes &&
           a.days == b.days && a.months == b.months && a.times == b.times &&
           (a.money == 0 || a.currency == b.currency);
}

bool type_equal(Type a, Type b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case TYPE_NUMBER:
        return dim_equal(a.dim, b.dim);
    case TYPE_ENUM:
    case TYPE_SUBJECT:
        return a.ref == b.ref;
    case TYPE_POISON:
    case TYPE_YES_NO:
    case TYPE_TEXT:
    case TYPE_DATE:
        return true;
    }
    return false;
}

bool dim_is_plain(Dimension dim)
{
    return dim_equal(dim, (Dimension){0});
}

bool dim_is_count(Dimension dim)
{
    dim.times = 0;
    return dim_is_plain(dim);
}

/* --- arithmetic --- */

static bool has_value(Dimension dim)
{
    return dim.points != 0 || dim.money != 0;
}

static bool exponent_add(int8_t *out, int a, int b)
{
    int sum = a + b;
    if (sum < -9 || sum > 9)
        return false;
    *out = (int8_t)sum;
    return true;
}

/* A length of time, or times, beside points or money counts as a plain number: 5 points * days is
 * points. What would cancel stays: 20 yuan/day * 3 days is yuan. */
static Dimension drop_time(Dimension time, Dimension beside, int sign)
{
    if (time.minutes * sign * beside.minutes >= 0)
        time.minutes = 0;
    if (time.days * sign * beside.days >= 0)
        time.days = 0;
    if (time.months * sign * beside.months >= 0)
        time.months = 0;
    if (time.times * sign * beside.times >= 0)
        time.times = 0;
    return time;
}

static bool dim_combine(Dimension *out, Dimension a, Dimension b, int sign)
{
    if (a.money != 0 && b.money != 0 && a.currency != b.currency)
        return false;
    Dimension sum = {.currency = a.money != 0 ? a.currency : b.currency};
    bool fits = exponent_add(&sum.points, a.points, sign * b.points);
    fits &= exponent_add(&sum.money, a.money, sign * b.money);
    fits &= exponent_add(&sum.minutes, a.minutes, sign * b.minutes);
    fits &= exponent_add(&sum.days, a.days, sign * b.days);
    fits &= exponent_add(&sum.months, a.months, sign * b.months);
    fits &= exponent_add(&sum.times, a.times, sign * b.times);
    if (!fits)
        return false;
    if (sum.money == 0)
        sum.currency = 0;
    *out = sum;
    return true;
}

/* Times are plain beside any other unit, and beside themselves. */
static Dimension drop_times(Dimension dim, Dimension beside)
{
    if (dim.times == 1 && !dim_is_plain(beside) && beside.times >= 0)
        dim.times = 0;
    return dim;
}

/* Whether a product of lengths of time means anything: minutes times minutes does not. */
static bool is_sensible(Dimension dim)
{
    int time = 0;
    time += dim.minutes > 0 ? dim.minutes : 0;
    time += dim.days > 0 ? dim.days : 0;
    time += dim.months > 0 ? dim.months : 0;
    return time <= 1;
}

bool dim_multiply(Dimension *out, Dimension a, Dimension b)
{
    if (has_value(a) && !has_value(b))
        b = drop_time(b, a, 1);
    else if (has_value(b) && !has_value(a))
        a = drop_time(a, b, 1);
    Dimension first = drop_times(a, b);
    b = drop_times(b, first);
    return dim_combine(out, first, b, 1) && is_sensible(*out);
}

bool dim_divide(Dimension *out, Dimension a, Dimension b)
{
    if (has_value(a) && !has_value(b))
        b = drop_time(b, a, -1);
    else if (b.times == 1 && a.times != 1)
        b.times = 0;
    return dim_combine(out, a, b, -1) && is_sensible(*out);
}

/* --- the built-in units --- */

typedef struct UnitRow {
    Dimension dim;
    Ratio factor;
} UnitRow;

static const UnitRow units[UNIT_WORDS] = {
    [UNIT_WORD_NONE] = {{0}, {1, 1}},
    [UNIT_WORD_POINTS] = {{.points = 1}, {1, 1}},
    [UNIT_WORD_YUAN] = {{.money = 1, .currency = UNIT_WORD_YUAN}, {1, 1}},
    [UNIT_WORD_PERCENT] = {{0}, {1, 100}},
    [UNIT_WORD_TIMES] = {{.times = 1}, {1, 1}},
    [UNIT_WORD_DAYS] = {{.days = 1}, {1, 1}},
    [UNIT_WORD_WEEKS] = {{.days = 1}, {7, 1}},
    [UNIT_WORD_MONTHS] = {{.months = 1}, {1, 1}},
    [UNIT_WORD_YEARS] = {{.months = 1}, {12, 1}},
    [UNIT_WORD_MINUTES] = {{.minutes = 1}, {1, 1}},
    [UNIT_WORD_HOURS] = {{.minutes = 1}, {60, 1}},
    [UNIT_WORD_USD] = {{.money = 1, .currency = UNIT_WORD_USD}, {1, 1}},
    [UNIT_WORD_EUR] = {{.money = 1, .currency = UNIT_WORD_EUR}, {1, 1}},
    [UNIT_WORD_GBP] = {{.money = 1, .currency = UNIT_WORD_GBP}, {1, 1}},
    [UNIT_WORD_JPY] = {{.money = 1, .currency = UNIT_WORD_JPY}, {1, 1}},
    [UNIT_WORD_HKD] = {{.money = 1, .currency = UNIT_WORD_HKD}, {1, 1}},
};

bool unit_read(UnitWord unit, UnitWord per, Dimension *dim, Ratio *factor)
{
    const UnitRow *above = &units[unit], *below = &units[per];
    bool fits = dim_combine(dim, above->dim, below->dim, -1);
    ratio_div(factor, above->factor, below->factor);
    return fits;
}

/* --- the words of field types --- */

typedef struct TypeRow {
    const char *en, *zh, *other;
    TypeKind kind;
    UnitWord unit;
    bool is_occurrences;
} TypeRow;

static const TypeRow type_rows[] = {
    {"points", "分值", "分数", TYPE_NUMBER, UNIT_WORD_POINTS, false},
    {"point", "点", "分", TYPE_NUMBER, UNIT_WORD_POINTS, false},
    {"yuan", "元", "CNY", TYPE_NUMBER, UNIT_WORD_YUAN, false},
    {"number", "数", "数字", TYPE_NUMBER, UNIT_WORD_NONE, false},
    {"percent", "百分比", "%", TYPE_NUMBER, UNIT_WORD_PERCENT, false},
    {"days", "天数", "天", TYPE_NUMBER, UNIT_WORD_DAYS, false},
    {"minutes", "分钟", "分钟数", TYPE_NUMBER, UNIT_WORD_MINUTES, false},
    {"hours", "小时", "小时数", TYPE_NUMBER, UNIT_WORD_HOURS, false},
    {"weeks", "周", "周数", TYPE_NUMBER, UNIT_WORD_WEEKS, false},
    {"months", "个月", "月数", TYPE_NUMBER, UNIT_WORD_MONTHS, false},
    {"years", "年", "年数", TYPE_NUMBER, UNIT_WORD_YEARS, false},
    {"times", "次", "次数", TYPE_NUMBER, UNIT_WORD_TIMES, false},
    {"occurrences", "发生次数", "发生次数", TYPE_NUMBER, UNIT_WORD_TIMES, true},
    {"date", "日期", "日期", TYPE_DATE, UNIT_WORD_NONE, false},
    {"text", "文字", "文本", TYPE_TEXT, UNIT_WORD_NONE, false},
    {"USD", "美元", "USD", TYPE_NUMBER, UNIT_WORD_USD, false},
    {"EUR", "欧元", "EUR", TYPE_NUMBER, UNIT_WORD_EUR, false},
    {"GBP", "英镑", "GBP", TYPE_NUMBER, UNIT_WORD_GBP, false},
    {"JPY", "日元", "JPY", TYPE_NUMBER, UNIT_WORD_JPY, false},
    {"HKD", "港元", "HKD", TYPE_NUMBER, UNIT_WORD_HKD, false},
};
enum { TYPE_ROWS = sizeof type_rows / sizeof type_rows[0] };

bool type_word(Text word, Type *type, Ratio *factor, bool *is_occurrences)
{
    for (size_t i = 0; i < TYPE_ROWS; i++) {
        const TypeRow *row = &type_rows[i];
        if (!text_is(word, row->en) && !text_is(word, row->zh) && !text_is(word, row->other))
            continue;
        *type = type_of(row->kind, 0);
        *factor = RATIO(1);
        *is_occurrences = row->is_occurrences;
        unit_read(row->unit, UNIT_WORD_NONE, &type->dim, factor);
        return true;
    }
    return false;
}

void type_names(Check *c, Names *names)
{
    for (size_t i = 0; i < TYPE_ROWS; i++) {
        Name *name = arena_alloc(c->arena, sizeof *name);
        *name = (Name){text_from(type_rows[i].en), text_from(type_rows[i].zh), {0}};
        names_add(c, names, name);
    }
}
