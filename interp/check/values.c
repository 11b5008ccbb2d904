/* Literals where no expression may stand: defaults, bounds, values of tests. */
#include <assert.h>

#include "interp/check/work.h"

static bool number_bad(Check *c, const Node *node)
{
    Text source = diag_source_text(c->diag, node->span.source);
    SAY(c, E0347, node->span, say_text(c, text_slice(source, node->span.start, node->span.end)),
        NULL);
    return false;
}

/* 7 yuan/USD: money has one currency, and no rate leads from one to another. */
static bool rate_bad(Check *c, const Node *node)
{
    Dimension above, below;
    Ratio factor;
    unit_read((UnitWord)node->unit, UNIT_WORD_NONE, &above, &factor);
    unit_read((UnitWord)node->per, UNIT_WORD_NONE, &below, &factor);
    SAY(c, E0306, node->span, BOTH("divide", "相除"), say_type(c, type_number(above)),
        say_type(c, type_number(below)), NULL);
    return false;
}

static bool times_bad(Check *c, const Node *node)
{
    SAY(c, E0335, node->span, NULL);
    return false;
}

bool number_read(Check *c, const Node *node, Ratio *value, Dimension *dim, bool *has_unit)
{
    if (node->kind == NODE_UNARY) /* a minus: what is read is never so small that it cannot turn */
        return number_read(c, node->first, value, dim, has_unit) && ratio_neg(value, *value);
    Ratio factor = RATIO(1);
    *dim = (Dimension){0};
    *has_unit = node->kind == NODE_QUANTITY;
    if (*has_unit && !unit_read((UnitWord)node->unit, (UnitWord)node->per, dim, &factor))
        return rate_bad(c, node);
    return (ratio_parse(value, text_fold(c->arena, node->name)) &&
            ratio_mul(value, *value, factor)) ||
           number_bad(c, node);
}

static bool is_number(const Node *node)
{
    return node->kind == NODE_NUMBER || node->kind == NODE_QUANTITY || node->kind == NODE_UNARY;
}

static bool value_bad(Check *c, const Node *node, const IrField *field)
{
    SAY(c, E0330, node->span, say_name(c, &field->name), say_type(c, field->type), NULL);
    return false;
}

static bool bounds_hold(Check *c, const Node *node, const IrField *field, Ratio value)
{
    if (!field->has_bounds ||
        (ratio_compare(value, field->low) >= 0 && ratio_compare(value, field->high) <= 0))
        return true;
    Ratio low = field->low, high = field->high;
    bool is_exact = ratio_div(&low, low, field->factor) && ratio_div(&high, high, field->factor);
    assert(is_exact); /* a column holds them, and they are as they were written */
    (void)is_exact;
    Arena *arena = diag_arena(c->diag);
    SAY(c, E0331, node->span, say_name(c, &field->name), ratio_text(arena, low).at,
        ratio_text(arena, high).at, NULL);
    return false;
}

enum { TIMES_MOST = 1000000000 }; /* what the log may say */

/* Columns hold integers of the field's scale: what a log could not say, a test cannot either. */
static bool fits_column(Check *c, const Node *node, const IrField *field, Ratio value)
{
    int64_t scaled, scale = type_scale(field->type);
    if (scale % value.den != 0 || __builtin_mul_overflow(value.num, scale / value.den, &scaled) ||
        scaled == INT64_MIN)
        return field->type.dim.times == 0 ? number_bad(c, node) : times_bad(c, node);
    if (field->type.dim.times != 0 && (scaled < 1 || scaled > TIMES_MOST))
        return times_bad(c, node);
    return true;
}

static bool number_value(Check *c, const Node *node, const IrField *field, Ratio *value)
{
    Dimension dim = {0};
    bool has_unit = false;
    if (!is_number(node))
        return value_bad(c, node, field);
    if (!number_read(c, node, value, &dim, &has_unit))
        return false;
    if (has_unit && !dim_equal(dim, field->type.dim))
        return value_bad(c, node, field);
    if (!has_unit && !ratio_mul(value, *value, field->factor))
        return number_bad(c, node);
    return fits_column(c, node, field, *value) && bounds_hold(c, node, field, *value);
}

static bool enum_value(Check *c, const Node *node, const IrField *field, Ratio *value)
{
    Text word = {0};
    if (!path_is_word(node, &word) && node->kind != NODE_TEXT)
        return value_bad(c, node, field);
    int code = enum_code(c, field->type.ref, word);
    if (code < 0) {
        SAY(c, E0317, node->span, say_text(c, word), say_name(c, &field->name),
            near_value(c, field->type.ref, word), NULL);
        return false;
    }
    *value = RATIO(code);
    return true;
}

static bool text_value(Check *c, const Node *node, const IrField *field, Text *text)
{
    bool is_text = path_is_word(node, text) || node->kind == NODE_TEXT || node->kind == NODE_NUMBER;
    return is_text || value_bad(c, node, field);
}

bool value_read(Check *c, const Node *node, const IrField *field, Ratio *value, Text *text)
{
    switch (field->type.kind) {
    case TYPE_NUMBER:
        return number_value(c, node, field, value);
    case TYPE_YES_NO:
        *value = RATIO(node->kind == NODE_YES);
        return node->kind == NODE_YES || node->kind == NODE_NO || value_bad(c, node, field);
    case TYPE_ENUM:
        return enum_value(c, node, field, value);
    case TYPE_TEXT:
    case TYPE_SUBJECT:
        return text_value(c, node, field, text);
    case TYPE_DATE:
        if (node->kind != NODE_DATE)
            return value_bad(c, node, field);
        *value = RATIO(day_of(c, node));
        return true;
    case TYPE_POISON:
        return false;
    }
    return false;
}

bool count_read(Check *c, const Node *node, int32_t *count, bool *has_unit, Dimension *dim)
{
    Ratio value = RATIO(0);
    *has_unit = true;
    if (!number_read(c, node, &value, dim, has_unit))
        return false;
    if (value.den != 1 || value.num < 1 || value.num > 1000000) {
        SAY(c, E0335, node->span, NULL);
        return false;
    }
    *count = (int32_t)value.num;
    return true;
}
