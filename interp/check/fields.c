/* Subjects, events, their fields and types; enumerations of equal values are one. */
#include "interp/check/work.h"

#include <string.h>

/* --- enumerations --- */

static Text enum_key(Check *c, const Name *values, size_t count)
{
    Output *out = output_memory();
    for (size_t i = 0; i < count; i++) {
        output_text(out, name_canonical(&values[i]));
        output_char(out, '\n');
    }
    Text key = text_copy(c->arena, output_contents(out));
    output_close(out);
    return key;
}

uint32_t enum_intern(Check *c, Name *values, size_t count)
{
    Text key = enum_key(c, values, count);
    Symbol *known = scope_get(&c->enums, key);
    if (known != NULL) {
        IrEnum *same = &c->ir->enums[known->index];
        for (size_t i = 0; i < count; i++)
            if (same->values[i].alias.size == 0)
                same->values[i] = values[i];
        return known->index;
    }
    known = arena_alloc(c->arena, sizeof *known);
    known->index = (uint32_t)c->ir->enum_count;
    scope_put(c, &c->enums, key, known);
    *GROW(c, c->ir->enums, c->ir->enum_count, c->enum_room) = (IrEnum){values, count};
    return known->index;
}

int enum_code(const Check *c, uint32_t ref, Text word)
{
    const IrEnum *list = &c->ir->enums[ref];
    for (size_t i = 0; i < list->count; i++)
        if (name_is(&list->values[i], word))
            return (int)i;
    return -1;
}

const char *near_value(Check *c, uint32_t ref, Text word)
{
    const IrEnum *list = &c->ir->enums[ref];
    Names names = {0};
    for (size_t i = 0; i < list->count; i++)
        names_add(c, &names, &list->values[i]);
    return say_near(c, word, &names);
}

const char *near_field(Check *c, const IrField *fields, size_t count, Text word)
{
    Names names = {0};
    names_add_fields(c, &names, fields, count);
    return say_near(c, word, &names);
}

/* --- finding --- */

static IrField *field_in(IrField *fields, size_t count, Text word, uint32_t *index)
{
    for (size_t i = 0; i < count; i++)
        if (name_is(&fields[i].name, word)) {
            *index = (uint32_t)i;
            return &fields[i];
        }
    return NULL;
}

IrField *subject_field(const Check *c, uint32_t kind, Text word, uint32_t *index)
{
    const IrSubject *subject = &c->ir->subjects[kind];
    return field_in(subject->fields, subject->field_count, word, index);
}

IrField *event_field(const Check *c, uint32_t kind, Text word, uint32_t *index)
{
    const IrEvent *event = &c->ir->events[kind];
    return field_in(event->fields, event->field_count, word, index);
}

uint32_t event_subject(const IrEvent *event)
{
    return event->own == NONE ? NONE : event->fields[event->own].type.ref;
}

/* --- types --- */

static bool names_meet(const Name *a, const Name *b)
{
    return name_is(a, b->text) || (b->alias.size > 0 && name_is(a, b->alias));
}

static void one_of_read(Check *c, const Node *node, IrField *field)
{
    size_t most = node_count(node, NODE_ENUM_VALUE), count = 0;
    if (most > LIST_MOST) {
        SAY(c, E0353, node->span, BOTH("values of a field", "取值"), "2000", NULL);
        most = LIST_MOST;
    }
    Name *values = arena_alloc(c->arena, (most + 1) * sizeof *values);
    for (const Node *at = node_find(node, NODE_ENUM_VALUE); at != NULL && count < most;
         at = node_next(at, NODE_ENUM_VALUE)) {
        Name value = node_names(at);
        size_t same = 0;
        while (same < count && !names_meet(&values[same], &value))
            same++;
        if (same < count)
            SAY(c, E0322, at->span, say_name(c, &value), NULL);
        else
            values[count++] = value;
    }
    field->type = type_of(TYPE_ENUM, enum_intern(c, values, count));
}

static void unknown_type(Check *c, const Node *node)
{
    Names names = {0};
    type_names(c, &names);
    names_add_symbols(c, &names, BIT(SYMBOL_SUBJECT));
    SAY(c, E0316, node->span, say_text(c, node->name), say_near(c, node->name, &names), NULL);
}

static void bounds_read(Check *c, const Node *node, IrField *field)
{
    const Node *low = node->first;
    Text none = {0};
    if (low == NULL || type_is_poison(field->type))
        return;
    const Node *high = low->next;
    if (field->type.kind != TYPE_NUMBER) {
        SAY(c, E0332, node->span, say_type(c, field->type), NULL);
        return;
    }
    if (!value_read(c, low, field, &field->low, &none) ||
        !value_read(c, high, field, &field->high, &none))
        return;
    field->has_bounds = true;
    if (ratio_compare(field->low, field->high) > 0)
        SAY(c, E0333, high->span, NULL);
}

/* True for the type `occurrences`. */
static bool type_name_read(Check *c, const Node *node, IrField *field)
{
    bool is_occurrences = false;
    const Symbol *subject = scope_find(c, SPACE_SUBJECTS, node->name);
    if (subject != NULL)
        field->type = type_of(TYPE_SUBJECT, subject->index);
    else if (!type_word(node->name, &field->type, &field->factor, &is_occurrences))
        unknown_type(c, node);
    bounds_read(c, node, field);
    return is_occurrences;
}

static void default_read(Check *c, const Node *node, IrField *field)
{
    const Node *item = node_once(c, node, NODE_DEFAULT);
    const Node *optional = node_once(c, node, NODE_OPTIONAL);
    field->optional = optional != NULL;
    if (item == NULL || type_is_poison(field->type))
        return;
    field->has_default =
        value_read(c, item->first, field, &field->default_value, &field->default_text);
}

static bool is_reserved(Text word, bool of_subject)
{
    static const char *const columns[] = {"kind", "date", "id", "recorded", "decided", "酌定数额"};
    if (of_subject)
        return text_is(word, "id") || text_is(word, "name");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (text_is(word, columns[i]))
            return true;
    return false;
}

/* True for a field of the type `occurrences`. */
static bool field_read(Check *c, const Node *node, IrField *field, bool of_subject)
{
    bool is_occurrences = false;
    *field = (IrField){.name = node_names(node), .span = node->span, .factor = RATIO(1)};
    if (is_reserved(node->name, of_subject) || is_reserved(node->alias, of_subject))
        SAY(c, E0321, node->span, say_name(c, &field->name),
            of_subject ? BOTH("the roster", "名册") : BOTH("every event", "每条事件"), NULL);
    const Node *named = node_find(node, NODE_TYPE_NAME);
    const Node *one_of = node_find(node, NODE_TYPE_ONE_OF);
    if (named != NULL)
        is_occurrences = type_name_read(c, named, field);
    else if (one_of != NULL)
        one_of_read(c, one_of, field);
    else
        field->type = type_of(TYPE_YES_NO, 0);
    default_read(c, node, field);
    return is_occurrences;
}

/* --- fields of a kind --- */

typedef struct FieldList {
    IrField *at;
    size_t count, room;
    uint32_t occurrences; /* index, or NONE */
    bool of_subject;
} FieldList;

static void field_add(Check *c, FieldList *list, const IrField *field, bool is_occurrences)
{
    uint32_t index = 0;
    IrField *same = field_in(list->at, list->count, field->name.text, &index);
    if (same == NULL && field->name.alias.size > 0)
        same = field_in(list->at, list->count, field->name.alias, &index);
    if (same != NULL) {
        SAY(c, E0322, field->span, say_name(c, &field->name), NULL);
        diag_label(c->diag, same->span, BOTH("the first one", "前一处"));
        return;
    }
    if (is_occurrences && list->occurrences != NONE) {
        SAY(c, E0323, field->span, BOTH("occurrences", "发生次数"), NULL);
        diag_label(c->diag, list->at[list->occurrences].span, BOTH("the first one", "前一处"));
        return;
    }
    if (is_occurrences)
        list->occurrences = (uint32_t)list->count;
    *GROW(c, list->at, list->count, list->room) = *field;
}

static void fields_add(Check *c, FieldList *list, const Node *node)
{
    for (const Node *at = node_find(node, NODE_FIELD); at != NULL; at = node_next(at, NODE_FIELD)) {
        IrField field;
        if (list->count >= LIST_MOST) {
            SAY(c, E0353, at->span, BOTH("fields of one kind", "字段"), "2000", NULL);
            return;
        }
        bool is_occurrences = field_read(c, at, &field, list->of_subject);
        field_add(c, list, &field, is_occurrences);
    }
}

static void subject_check(Check *c, const Symbol *symbol)
{
    const Node *node = symbol->versions[0].node;
    IrSubject *subject = &c->ir->subjects[symbol->index];
    FieldList list = {.occurrences = NONE, .of_subject = true};
    c->block = block_of(SYMBOL_SUBJECT, &symbol->name);
    fields_add(c, &list, node);
    subject->fields = list.at;
    subject->field_count = list.count;
    const Node *span = node_once(c, node, NODE_ROSTER_SPAN);
    if (span != NULL) {
        subject->joined = node_word(span->first);
        subject->left = node_word(span->first->next);
    }
}

/* --- events --- */

static uint32_t own_field(const IrEvent *event)
{
    for (size_t i = 0; i < event->field_count; i++)
        if (event->fields[i].type.kind == TYPE_SUBJECT)
            return (uint32_t)i;
    return NONE;
}

/* The field of the own subject that no one declared: named as the first kind of subject. */
static void own_add(Check *c, IrEvent *event)
{
    const Name *name = &c->ir->subjects[0].name;
    uint32_t index = 0;
    IrField *taken = field_in(event->fields, event->field_count, name->text, &index);
    if (taken != NULL) {
        SAY(c, E0336, taken->span, say_name(c, name), NULL);
        taken->type = type_of(TYPE_SUBJECT, 0); /* said once */
        event->own = index;
        return;
    }
    IrField *fields = arena_alloc(c->arena, (event->field_count + 1) * sizeof *fields);
    fields[0] = (IrField){.name = {name->text, name->alias, {0}},
                          .span = event->meta.span,
                          .type = type_of(TYPE_SUBJECT, 0),
                          .factor = RATIO(1)};
    if (event->field_count > 0)
        memcpy(fields + 1, event->fields, event->field_count * sizeof *fields);
    event->fields = fields;
    event->field_count++;
    event->own = 0;
    if (event->occurrences != NONE)
        event->occurrences++;
}

/* The word and all that makes a type, as bytes. */
static Text slot_key(Check *c, Text word, Type type)
{
    const uint8_t parts[] = {(uint8_t)type.kind,      (uint8_t)type.dim.points,
                             (uint8_t)type.dim.money, (uint8_t)type.dim.minutes,
                             (uint8_t)type.dim.days,  (uint8_t)type.dim.months,
                             (uint8_t)type.dim.times, type.dim.currency};
    char *key = arena_alloc(c->arena, word.size + sizeof parts + sizeof type.ref);
    memcpy(key, word.at, word.size);
    memcpy(key + word.size, parts, sizeof parts);
    memcpy(key + word.size + sizeof parts, &type.ref, sizeof type.ref);
    return (Text){key, word.size + sizeof parts + sizeof type.ref};
}

uint32_t slot_for_field(Check *c, const IrField *field)
{
    Text key = slot_key(c, field->name.text, field->type);
    Text other = {0};
    if (field->name.alias.size > 0)
        other = slot_key(c, field->name.alias, field->type);
    Symbol *known = scope_get(&c->slots, key);
    if (known == NULL && other.size > 0)
        known = scope_get(&c->slots, other);
    if (known == NULL) {
        known = arena_alloc(c->arena, sizeof *known);
        known->index = (uint32_t)c->ir->slot_count;
        *GROW(c, c->ir->slots, c->ir->slot_count, c->slot_room) =
            (IrSlot){field->name, field->type};
    }
    IrSlot *slot = &c->ir->slots[known->index];
    if (slot->name.alias.size == 0)
        slot->name = field->name;
    scope_put(c, &c->slots, key, known);
    scope_put(c, &c->slots, other, known);
    return known->index;
}

static void event_check(Check *c, const Symbol *symbol, const FieldList *common)
{
    IrEvent *event = &c->ir->events[symbol->index];
    FieldList list = {.occurrences = NONE};
    c->block = block_of(SYMBOL_EVENT, &symbol->name);
    fields_add(c, &list, symbol->versions[0].node);
    for (size_t i = 0; i < common->count; i++)
        field_add(c, &list, &common->at[i], i == common->occurrences);
    event->fields = list.at;
    event->field_count = list.count;
    event->occurrences = list.occurrences;
    event->own = own_field(event);
    if (event->own == NONE && c->ir->subject_count > 0)
        own_add(c, event);
    for (size_t i = 0; i < event->field_count; i++)
        event->fields[i].slot = slot_for_field(c, &event->fields[i]);
}

void fields_check(Check *c)
{
    for (size_t i = 0; i < c->symbols.count; i++)
        if (c->symbols.at[i]->kind == SYMBOL_SUBJECT)
            subject_check(c, c->symbols.at[i]);
    FieldList common = {.occurrences = NONE};
    c->block = (Block){.text = BOTH("every event", "所有事件")};
    for (size_t i = 0; i < c->every_event.count; i++)
        fields_add(c, &common, c->every_event.at[i]);
    for (size_t i = 0; i < c->symbols.count; i++)
        if (c->symbols.at[i]->kind == SYMBOL_EVENT)
            event_check(c, c->symbols.at[i], &common);
    c->block = (Block){0};
}
