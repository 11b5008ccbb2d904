/* Whose events an aggregate is over: `by` a field, `under` a relation, `across` a group. */
#include "interp/check/aggregate.h"

/* --- the subject that each event is taken to be of --- */

/* The events counted belong to subjects of that kind. */
static bool kinds_own(Check *c, const Ids *kinds, uint32_t subject, Span span)
{
    for (size_t i = 0; i < kinds->count; i++) {
        uint32_t own = event_subject(&c->ir->events[kinds->at[i]]);
        if (own == subject || subject == NONE)
            continue;
        SAY(c, E0356, span, say_name(c, &c->ir->events[kinds->at[i]].name),
            say_name(c, &c->ir->subjects[own].name), say_name(c, &c->ir->subjects[subject].name),
            NULL);
        return false;
    }
    return true;
}

static const char *say_path(Check *c, const Name *first, const Name *second)
{
    return say_both(c, BOTH("%1.%2", "%1.%2"), say_name(c, first), say_name(c, second));
}

/* The field of one kind that `by` names, or NULL after saying what is wrong with it. */
static const IrField *by_field(Check *c, const Node *by, uint32_t kind, uint32_t subject)
{
    const IrEvent *event = &c->ir->events[kind];
    uint32_t index = 0;
    const IrField *field = event_field(c, kind, node_word(by), &index);
    if (field == NULL) {
        SAY(c, E0315, by->span, say_text(c, node_word(by)), say_name(c, &event->name),
            near_field(c, event->fields, event->field_count, node_word(by)), NULL);
        return NULL;
    }
    bool is_fit = field->type.kind == TYPE_SUBJECT;
    if (is_fit && (subject == NONE || field->type.ref == subject))
        return field;
    const char *wanted =
        subject == NONE ? BOTH("a subject", "主体") : say_type(c, type_of(TYPE_SUBJECT, subject));
    SAY(c, E0512, by->span, say_path(c, &event->name, &field->name), say_type(c, field->type),
        wanted, NULL);
    return NULL;
}

static bool by_read(Check *c, const Node *by, const Ids *kinds, uint32_t subject, Whose *whose)
{
    for (size_t i = 0; i < kinds->count; i++) {
        const IrField *field = by_field(c, by, kinds->at[i], subject);
        if (field == NULL)
            return false;
        whose->by = whose->by != NULL ? whose->by : field;
        if (field->slot != whose->by->slot) {
            SAY(c, E0334, by->span, say_text(c, node_word(by)),
                say_name(c, &c->ir->events[kinds->at[i]].name), NULL);
            return false;
        }
        subject = field->type.ref; /* the kinds agree */
    }
    whose->kind = subject;
    return true;
}

/* --- under a relation --- */

const IrField *relation_field(Check *c, const Node *under, uint32_t from, uint32_t to,
                              uint32_t *index)
{
    const IrSubject *subject = &c->ir->subjects[from];
    Text word = node_word(under);
    const IrField *field = subject_field(c, from, word, index);
    if (field == NULL) {
        SAY(c, E0315, under->span, say_text(c, word), say_name(c, &subject->name),
            near_field(c, subject->fields, subject->field_count, word), NULL);
        return NULL;
    }
    if (field->type.kind == TYPE_SUBJECT && field->type.ref == to)
        return field;
    SAY(c, E0513, under->span, say_path(c, &subject->name, &field->name), say_type(c, field->type),
        say_name(c, &c->ir->subjects[to].name), NULL);
    return NULL;
}

static Expr *base_path(Check *c, const Whose *whose, Span span)
{
    Expr *path = expr_new(c, whose->by != NULL ? EXPR_FIELD : EXPR_OWN,
                          type_of(TYPE_SUBJECT, whose->kind), span);
    path->index = whose->by != NULL ? whose->by->slot : 0;
    return path;
}

static void add_charge(Check *c, Whose *whose, TargetKind kind, Expr *path, uint32_t field)
{
    if (whose->charges == NULL)
        whose->charges = arena_alloc(c->arena, 2 * sizeof *whose->charges);
    whose->charges[whose->count++] =
        (IrCharge){.share = RATIO(1), .kind = kind, .path = path, .field = field};
}

/* All levels above: within one kind up its relation; from another kind (a person's office) one
 * step over, then up the relation of the same name there. */
static bool under_read(Check *c, const Node *under, uint32_t to, Whose *whose)
{
    uint32_t index = 0;
    const IrField *field = relation_field(c, under, whose->kind, to, &index);
    if (field == NULL)
        return false;
    Expr *path = base_path(c, whose, under->span);
    if (whose->kind != to) {
        path = expr_of(c, EXPR_ROSTER, field->type, under->span, path, NULL, NULL);
        path->index = index;
        add_charge(c, whose, TARGET_PATH, path, 0);
        field = subject_field(c, to, node_word(under), &index);
    }
    if (field != NULL && field->type.kind == TYPE_SUBJECT && field->type.ref == to)
        add_charge(c, whose, TARGET_LEVELS, path, index);
    return true;
}

/* --- the whole --- */

static bool across_read(Check *c, const Node *across, uint32_t subject, Whose *whose)
{
    const IrSubject *of = &c->ir->subjects[subject];
    if (subject_field(c, subject, node_word(across), &whose->across) != NULL)
        return true;
    SAY(c, E0315, across->span, say_text(c, node_word(across)), say_name(c, &of->name),
        near_field(c, of->fields, of->field_count, node_word(across)), NULL);
    return false;
}

bool measure_whose(Check *c, uint32_t subject, const Node *node, Span operand, const Ids *kinds,
                   Whose *whose)
{
    const Node *by = node_find(node, NODE_BY), *under = node_find(node, NODE_UNDER);
    /* a share is of the group's total, and its own part is not */
    const Node *across = node->op == OP_SHARE ? NULL : node_find(node, NODE_ACROSS);
    *whose = (Whose){.kind = subject, .across = NONE};
    if (under != NULL && across != NULL) {
        SAY(c, E0511, across->span, NULL);
        return false;
    }
    bool is_elsewhere = under != NULL && subject != NONE;
    if (by != NULL) {
        if (!by_read(c, by, kinds, is_elsewhere ? NONE : subject, whose))
            return false;
    } else {
        whose->kind =
            is_elsewhere || subject == NONE ? event_subject(&c->ir->events[kinds->at[0]]) : subject;
        if (!kinds_own(c, kinds, whose->kind, operand))
            return false;
    }
    if (subject == NONE || whose->kind == NONE)
        return true;
    if (under != NULL)
        return under_read(c, under, subject, whose);
    if (by != NULL)
        add_charge(c, whose, TARGET_PATH, base_path(c, whose, by->span), 0);
    return across == NULL || across_read(c, across, subject, whose);
}
