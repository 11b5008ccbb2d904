/* Conditions on records: their columns, and the roster of whom each is of. */
#include "interp/check/records.h"

#include <string.h>

#include "interp/check/work.h"

typedef enum ColumnType {
    COLUMN_IS_DAY, /* read by its own name from whatever has a day */
    COLUMN_IS_TEXT,
    COLUMN_IS_PLAIN,
    COLUMN_IS_COUNT,
    COLUMN_IS_AMOUNT, /* in the unit of its section */
    COLUMN_IS_KIND,
    COLUMN_IS_RULE,
    COLUMN_IS_SECTION
} ColumnType;

typedef struct ColumnRow {
    Text english, chinese;
    ColumnType type;
} ColumnRow;

static const ColumnRow ROWS[] = {
#define COLUMN(id, type, en, zh) {TEXT(en), TEXT(zh), COLUMN_IS_##type},
#include "interp/check/columns.def"
#undef COLUMN
};

/* ---- Which there are ---- */

static const RecordColumn POSTINGS[] = {COLUMN_DATE,    COLUMN_ID,     COLUMN_PERSON,  COLUMN_NAME,
                                        COLUMN_RULE,    COLUMN_CLAUSE, COLUMN_SECTION, COLUMN_ASKED,
                                        COLUMN_COUNTED, COLUMN_UNIT,   COLUMN_BECAUSE};
static const RecordColumn EVENTS[] = {COLUMN_DATE, COLUMN_ID,    COLUMN_KIND,    COLUMN_PERSON,
                                      COLUMN_NAME, COLUMN_COUNT, COLUMN_DETAILS, COLUMN_FIRED};
static const RecordColumn REJECTS[] = {COLUMN_FILE, COLUMN_ROW,    COLUMN_FIELD,
                                       COLUMN_CODE, COLUMN_REASON, COLUMN_RAW};
static const RecordColumn NOTICES[] = {COLUMN_DATE, COLUMN_PERSON, COLUMN_NAME, COLUMN_WORDS,
                                       COLUMN_RULE, COLUMN_CLAUSE, COLUMN_ID};

#define SHOWN(list)                                                                                \
    {                                                                                              \
        list, sizeof(list) / sizeof *(list)                                                        \
    }

size_t record_shown(RecordKind kind, const RecordColumn **out)
{
    static const struct {
        const RecordColumn *at;
        size_t count;
    } shown[] = {[RECORD_POSTINGS] = SHOWN(POSTINGS),
                 [RECORD_EVENTS] = SHOWN(EVENTS),
                 [RECORD_REJECTS] = SHOWN(REJECTS),
                 [RECORD_NOTICES] = SHOWN(NOTICES)};
    *out = shown[kind].at;
    return shown[kind].count;
}

/* Read by conditions, but not worth a column: the size of what counted, what was logged. */
static bool is_read_only(RecordKind kind, RecordColumn column)
{
    return kind == RECORD_POSTINGS &&
           (column == COLUMN_AMOUNT || column == COLUMN_KIND || column == COLUMN_COUNT);
}

static bool has_column(RecordKind kind, RecordColumn column)
{
    const RecordColumn *shown = NULL;
    size_t count = record_shown(kind, &shown);
    for (size_t i = 0; i < count; i++)
        if (shown[i] == column)
            return true;
    return is_read_only(kind, column);
}

Name record_column_name(RecordColumn column)
{
    return (Name){ROWS[column].english, ROWS[column].chinese, {0}};
}

bool record_column_find(RecordKind kind, Text word, RecordColumn *out)
{
    for (RecordColumn i = 0; i < RECORD_COLUMNS; i++)
        if (has_column(kind, i) &&
            (text_equal(ROWS[i].english, word) || text_equal(ROWS[i].chinese, word))) {
            *out = i;
            return true;
        }
    return false;
}

bool record_column_is_number(RecordColumn column)
{
    ColumnType type = ROWS[column].type;
    return type == COLUMN_IS_PLAIN || type == COLUMN_IS_COUNT || type == COLUMN_IS_AMOUNT;
}

/* ---- What they are to a condition ---- */

static Type enum_of_items(Check *c)
{
    Name *names = arena_alloc(c->arena, (c->items.count + 1) * sizeof *names);
    for (size_t i = 0; i < c->items.count; i++)
        names[i] = c->items.at[i]->name;
    return type_of(TYPE_ENUM, enum_intern(c, names, c->items.count));
}

static Type enum_of_rules(Check *c)
{
    const Ir *ir = c->ir;
    Name *names = arena_alloc(c->arena, (ir->family_count + 1) * sizeof *names);
    for (size_t i = ir->rule_count; i-- > 0;)
        names[ir->rules[i].family] = ir->rules[i].name;
    return type_of(TYPE_ENUM, enum_intern(c, names, ir->family_count));
}

static Type enum_of_kinds(Check *c)
{
    const Ir *ir = c->ir;
    Name *names = arena_alloc(c->arena, (ir->event_count + 1) * sizeof *names);
    for (size_t i = 0; i < ir->event_count; i++)
        names[i] = ir->events[i].name;
    return type_of(TYPE_ENUM, enum_intern(c, names, ir->event_count));
}

static Type type_of_column(Check *c, ColumnType column, Type amount)
{
    switch (column) {
    case COLUMN_IS_DAY:
        return type_of(TYPE_DATE, 0);
    case COLUMN_IS_TEXT:
        return type_of(TYPE_TEXT, 0);
    case COLUMN_IS_PLAIN:
        return type_plain();
    case COLUMN_IS_COUNT:
        return type_times();
    case COLUMN_IS_AMOUNT:
        return amount;
    case COLUMN_IS_KIND:
        return enum_of_kinds(c);
    case COLUMN_IS_RULE:
        return enum_of_rules(c);
    case COLUMN_IS_SECTION:
        return enum_of_items(c);
    }
    return type_plain();
}

/* `person` is the subject itself, whose fields can be read; `date` is what it is for events. */
static IrField *columns_of(Check *c, RecordKind kind, Type amount, size_t *count)
{
    IrField *fields = arena_alloc(c->arena, (RECORD_COLUMNS + 1) * sizeof *fields);
    *count = 0;
    for (RecordColumn i = 0; i < RECORD_COLUMNS; i++)
        if (has_column(kind, i) && i != COLUMN_PERSON && i != COLUMN_DATE)
            fields[(*count)++] = (IrField){.name = record_column_name(i),
                                           .type = type_of_column(c, ROWS[i].type, amount),
                                           .optional = true,
                                           .factor = RATIO(1),
                                           .slot = RECORD_FIELD + (uint32_t)i};
    return fields;
}

/* ---- The condition ---- */

/* The units in which sections and scores that rules post to are kept, each once. */
static size_t amount_types(Check *c, Type *types)
{
    size_t count = 0;
    for (size_t i = 0; i < c->items.count; i++) {
        const IrItem *item = &c->ir->items[i];
        bool is_known = false;
        if (item->type.kind != TYPE_NUMBER || (item->kind != ITEM_SECTION && !item->is_target))
            continue;
        for (size_t t = 0; t < count; t++)
            is_known = is_known || type_equal(types[t], item->type);
        if (!is_known)
            types[count++] = item->type;
    }
    if (count == 0)
        types[count++] = type_plain();
    return count;
}

static uint32_t *all_kinds(Check *c)
{
    uint32_t *kinds = arena_alloc(c->arena, (c->ir->event_count + 1) * sizeof *kinds);
    for (uint32_t i = 0; i < c->ir->event_count; i++)
        kinds[i] = i;
    return kinds;
}

static const Expr *condition_of(Check *c, const IrQuery *query, const Node *node, Type amount)
{
    Env env = {.place = PLACE_EVENT,
               .subject = query->subject,
               .calendar = NONE,
               .charged = NONE,
               .in_measure = true};
    env.columns = columns_of(c, query->record, amount, &env.column_count);
    if (query->record == RECORD_EVENTS) {
        env.kinds = all_kinds(c);
        env.kind_count = c->ir->event_count;
        env.some_kinds = true;
    }
    if (query->record == RECORD_REJECTS)
        env.subject = NONE;
    return expr_condition(c, &env, node);
}

/* Amounts are compared in a unit that some section has: the first with which the whole makes
 * sense. */
void record_where(Check *c, IrQuery *query, const Node *node)
{
    Type *types = arena_alloc(c->arena, (c->items.count + 1) * sizeof *types);
    size_t count = amount_types(c, types), mark = diag_count(c->diag);
    size_t errors = diag_errors(c->diag);
    for (size_t i = 0; i < count; i++) {
        query->amount = types[i];
        query->where = condition_of(c, query, node, types[i]);
        if (diag_errors(c->diag) == errors)
            return;
        diag_truncate(c->diag, mark);
    }
    query->where = condition_of(c, query, node, types[0]);
}

void record_by(Check *c, IrQuery *query, const Node *by)
{
    Text word = {0};
    RecordColumn column = RECORD_COLUMNS;
    if (path_is_word(by, &word) && record_column_find(query->record, word, &column)) {
        query->by_column = column;
        return;
    }
    Names names = {0};
    const RecordColumn *shown = NULL;
    size_t count = record_shown(query->record, &shown);
    Name *named = arena_alloc(c->arena, (count + 1) * sizeof *named);
    for (size_t i = 0; i < count; i++) {
        named[i] = record_column_name(shown[i]);
        names_add(c, &names, &named[i]);
    }
    SAY(c, E0644, by->span, say_text(c, word), say_near(c, word, &names), NULL);
}
