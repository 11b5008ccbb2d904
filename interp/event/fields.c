/* Values of cells, strictly: what is not understood is a fault. */
#include "interp/event/fields.h"

#include <assert.h>

#include "interp/event/numbers.h"

enum { IDEOGRAPHIC_SPACE = 0x3000 };

Words *field_words(Arena *arena, const Ir *ir)
{
    Words *words = arena_alloc(arena, (ir->enum_count + 1) * sizeof *words);
    for (size_t i = 0; i < ir->enum_count; i++)
        words[i] = words_new(arena, ir->enums[i].values, ir->enums[i].count, sizeof(Name));
    return words;
}

static CellForm form_of(Type type)
{
    switch (type.kind) {
    case TYPE_POISON:
    case TYPE_TEXT:
        return FORM_TEXT;
    case TYPE_NUMBER:
        return type.dim.times != 0 ? FORM_TIMES : FORM_NUMBER;
    case TYPE_YES_NO:
        return FORM_YES_NO;
    case TYPE_ENUM:
        return FORM_ENUM;
    case TYPE_DATE:
        return FORM_DATE;
    case TYPE_SUBJECT:
        return FORM_SUBJECT;
    }
    return FORM_TEXT;
}

/* Defaults and bounds as a column holds them: the checker takes none that a column cannot hold. */
static int64_t scaled(Ratio value, int64_t scale)
{
    assert(scale % value.den == 0);
    return value.num * (scale / value.den);
}

static int64_t scale_of(CellForm form)
{
    return form == FORM_NUMBER ? FIELD_SCALE : 1;
}

void field_check_init(FieldCheck *check, const Ir *ir, const IrField *field, const Words *words)
{
    CellForm form = form_of(field->type);
    *check = (FieldCheck){.field = field, .form = form, .empty = NO_NUMBER};
    check->factor = field->factor;
    if (form == FORM_TIMES)
        check->unit = 1;
    else if (form == FORM_NUMBER && field->factor.den == 1)
        check->unit = FIELD_SCALE * field->factor.num;
    check->is_required = !field->optional && !field->has_default;
    check->low = INT64_MIN + 1;
    check->high = INT64_MAX;
    if (form == FORM_TIMES) {
        check->low = 1;
        check->high = TIMES_MOST;
    } else if (field->has_bounds) {
        check->low = scaled(field->low, FIELD_SCALE);
        check->high = scaled(field->high, FIELD_SCALE);
    }
    if (field->has_default && form != FORM_TEXT && form != FORM_SUBJECT)
        check->empty = scaled(field->default_value, scale_of(form));
    if (form == FORM_ENUM) {
        check->words = words[field->type.ref];
        check->values = &ir->enums[field->type.ref];
    }
}

static bool needs_folding(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return true;
    return false;
}

Text cell_clean(Arena *scratch, Text raw)
{
    Text text = text_trim(csv_unquote(scratch, raw));
    return needs_folding(text) ? text_trim(text_fold(scratch, text)) : text;
}

/* Most cells hold something: their first byte says so. */
bool cell_is_empty(Text raw)
{
    bool is_quoted = raw.size >= 2 && raw.at[0] == '"';
    Text text = is_quoted ? text_slice(raw, 1, raw.size - 1) : raw;
    for (size_t at = 0; at < text.size;) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte > ' ' && byte < 0x80)
            return false;
        int32_t code = utf8_next(text, &at);
        bool is_blank = code == ' ' || (code >= '\t' && code <= '\r') || code == IDEOGRAPHIC_SPACE;
        if (!is_blank)
            return false;
    }
    return true;
}

bool date_read(Text raw, Arena *scratch, Day *out)
{
    return day_parse(out, raw) || day_parse_lenient(out, cell_clean(scratch, raw));
}

/* --- yes or no --- */

static bool equal_ignoring_case(Text text, const char *lower)
{
    size_t i = 0;
    for (; i < text.size && lower[i]; i++) {
        char c = text.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 'a' - 'A');
        if (c != lower[i])
            return false;
    }
    return i == text.size && !lower[i];
}

static const char *const yes_words[] = {"yes", "y", "true", "1", "是"};
static const char *const no_words[] = {"no", "n", "false", "0", "否"};
enum { ANSWER_WORDS = sizeof yes_words / sizeof *yes_words };

static Fault read_yes_no(Text cell, int64_t *out)
{
    for (size_t i = 0; i < ANSWER_WORDS; i++) {
        bool is_yes = equal_ignoring_case(cell, yes_words[i]);
        if (is_yes || equal_ignoring_case(cell, no_words[i])) {
            *out = is_yes;
            return FAULT_NONE;
        }
    }
    return FAULT_YES_NO;
}

/* --- numbers --- */

/* An exact count of 1/scale, or a fault. */
static Fault scale_number(const FieldCheck *check, Decimal number, int64_t *out)
{
    bool is_times = check->form == FORM_TIMES;
    __int128 value = number.digits, divisor = is_times ? 1 : check->factor.den;
    value *= is_times ? 1 : (__int128)FIELD_SCALE * check->factor.num;
    for (int i = 0; i < number.decimals; i++)
        divisor *= 10;
    if (divisor > 1) { /* mostly there is nothing to divide, which costs most of it */
        if (value % divisor != 0)
            return is_times ? FAULT_TIMES : FAULT_DECIMALS;
        value /= divisor;
    }
    if (value < check->low || value > check->high)
        return is_times ? FAULT_TIMES : FAULT_BOUNDS;
    *out = (int64_t)value;
    return FAULT_NONE;
}

static Fault read_number(const FieldCheck *check, Text raw, Arena *scratch, int64_t *out)
{
    Decimal number;
    NumberForm form = decimal_read(&number, raw);
    if (form == NUMBER_BAD) {
        Text cell = cell_clean(scratch, raw);
        form = decimal_read(&number, number_without_unit(check->field, cell));
    }
    switch (form) {
    case NUMBER_BAD:
        return check->form == FORM_TIMES ? FAULT_TIMES : FAULT_NUMBER;
    case NUMBER_HUGE:
        return check->form == FORM_TIMES ? FAULT_TIMES : FAULT_BOUNDS;
    case NUMBER_FINE_GRAINED:
        return check->form == FORM_TIMES ? FAULT_TIMES : FAULT_DECIMALS;
    case NUMBER_FINE:
        break;
    }
    return scale_number(check, number, out);
}

int field_decimals(const IrField *field)
{
    int decimals = FIELD_DECIMALS;
    for (int64_t den = field->factor.den; den > 1; den /= 10)
        decimals--;
    return decimals;
}

/* --- the rest --- */

static Fault read_enum(const FieldCheck *check, Text raw, Arena *scratch, int64_t *out)
{
    int32_t code = words_find(&check->words, raw);
    if (code < 0)
        code = words_find_exact(&check->words, cell_clean(scratch, raw));
    *out = code;
    return code < 0 ? FAULT_ENUM : FAULT_NONE;
}

static Fault read_date(Text raw, Arena *scratch, int64_t *out)
{
    Day day;
    if (!date_read(raw, scratch, &day))
        return FAULT_DATE;
    *out = day;
    return FAULT_NONE;
}

Fault field_read(const FieldCheck *check, Text raw, Arena *scratch, int64_t *out)
{
    switch (check->form) {
    case FORM_NUMBER:
    case FORM_TIMES:
        return read_number(check, raw, scratch, out);
    case FORM_YES_NO:
        return read_yes_no(cell_clean(scratch, raw), out);
    case FORM_ENUM:
        return read_enum(check, raw, scratch, out);
    case FORM_DATE:
        return read_date(raw, scratch, out);
    case FORM_TEXT:
    case FORM_SUBJECT:
        break;
    }
    *out = NO_NUMBER;
    return FAULT_NONE;
}
