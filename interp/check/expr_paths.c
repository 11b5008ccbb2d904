/* Names in expressions (S28): field of the event → value, only opposite its type → roster field →
 * section, score, let. A name that is two of these is an error that asks to qualify it. */
#include "interp/check/aggregate.h"

typedef struct Found {
    const IrField *field; /* of the event */
    bool is_own;          /* … and it is the event's own subject, for every kind here */
    uint32_t lacks;       /* a kind here without that field, or NONE */
    const IrField *roster;
    uint32_t roster_index;
    Symbol *thing;
    int code;     /* of the opposite enumeration, or -1 */
    bool is_key;  /* `key` in a row */
    bool is_self; /* the own subject, by the name of its kind */
    bool is_day;
} Found;

static bool has_slot(const IrEvent *event, uint32_t slot, bool *is_own)
{
    for (size_t i = 0; i < event->field_count; i++)
        if (event->fields[i].slot == slot) {
            *is_own = *is_own && i == event->own;
            return true;
        }
    return false;
}

static void find_field(const Check *c, const Env *env, Text word, Found *found)
{
    uint32_t index = 0;
    found->lacks = NONE;
    for (size_t i = 0; i < env->kind_count && found->field == NULL; i++)
        found->field = event_field(c, env->kinds[i], word, &index);
    if (found->field == NULL || env->some_kinds)
        return;
    found->is_own = true;
    for (size_t i = 0; i < env->kind_count; i++)
        if (!has_slot(&c->ir->events[env->kinds[i]], found->field->slot, &found->is_own))
            found->lacks = env->kinds[i];
    found->is_own = found->is_own && found->lacks == NONE;
}

/* A column of a record hides other readings of its name. */
static bool find_column(const Env *env, Text word, Found *found)
{
    for (size_t i = 0; i < env->column_count; i++)
        if (name_is(&env->columns[i].name, word)) {
            found->field = &env->columns[i];
            return true;
        }
    return false;
}

static uint32_t roster_kind(const Env *env)
{
    return env->charged != NONE ? env->charged : env->subject;
}

static bool is_readable(const Symbol *symbol)
{
    return symbol != NULL && (is_item_kind(symbol->kind) || symbol->kind == SYMBOL_LET);
}

static bool is_found(const Found *found)
{
    return found->code >= 0 || found->is_key || found->field != NULL || found->roster != NULL ||
           found->thing != NULL || found->is_self || found->is_day;
}

static void find_word(Check *c, const Env *env, Text word, const Type *opposite, Found *found)
{
    *found = (Found){.lacks = NONE, .code = -1};
    if (opposite != NULL && opposite->kind == TYPE_ENUM)
        found->code = enum_code(c, opposite->ref, word);
    found->is_key = env->key != NULL && (text_is(word, "key") || text_is(word, "键"));
    if (find_column(env, word, found))
        return;
    if (env->place == PLACE_EVENT && env->charged == NONE)
        find_field(c, env, word, found);
    uint32_t kind = roster_kind(env);
    if (kind != NONE)
        found->roster = subject_field(c, kind, word, &found->roster_index);
    if (env->subject != NONE)
        found->is_self = name_is(&c->ir->subjects[env->subject].name, word);
    Symbol *thing = scope_find(c, SPACE_THINGS, word);
    found->thing = is_readable(thing) ? thing : NULL;
    found->is_day = env->place == PLACE_EVENT && (text_is(word, "date") || text_is(word, "日期"));
    if (env->subject != NONE && !is_found(found)) /* whatever its kind is called */
        found->is_self = text_is(word, "own") || text_is(word, "本人");
}

bool word_is_known(Check *c, const Env *env, Text word)
{
    Found found;
    find_word(c, env, word, NULL, &found);
    return is_found(&found);
}

/* --- two readings of one name --- */

static const char *event_words(Check *c, const Env *env)
{
    return env->kind_count > 0 ? say_name(c, &c->ir->events[env->kinds[0]].name) : "";
}

static Expr *ambiguous(Check *c, Span span, Text word, const char *a, const char *b,
                       const char *qualifier)
{
    const char *help = say_both(c,
                                BOTH("write %1.%2 for the first, or rename one of them",
                                     "指前者请写 %1.%2，或将其中一个改名"),
                                qualifier, say_text(c, word));
    SAY(c, E0313, span, say_text(c, word), a, b, help, NULL);
    return expr_poison(c, span);
}

static Expr *check_readings(Check *c, const Env *env, Span span, Text word, const Found *found)
{
    const char *field = BOTH("a field of the event", "事件字段");
    const char *roster = BOTH("a field of the roster", "名册字段");
    const char *self =
        found->roster != NULL ? say_name(c, &c->ir->subjects[roster_kind(env)].name) : "";
    const char *thing = found->thing != NULL ? say_a_kind(c, found->thing->kind) : "";
    bool is_field = found->field != NULL && !found->is_self;
    if (is_field && found->roster != NULL)
        return ambiguous(c, span, word, field, roster, event_words(c, env));
    if (is_field && found->thing != NULL)
        return ambiguous(c, span, word, field, thing, event_words(c, env));
    if (found->roster != NULL && found->thing != NULL)
        return ambiguous(c, span, word, roster, thing, self);
    return NULL;
}

/* A word that is a value of the type opposite, and also a field of that very type. */
static Expr *check_value(Check *c, const Env *env, Span span, Text word, const Type *opposite,
                         const Found *found)
{
    const char *value = BOTH("a value of the field opposite", "对侧字段的取值");
    if (found->field != NULL && type_equal(found->field->type, *opposite))
        return ambiguous(c, span, word, BOTH("a field of the event", "事件字段"), value,
                         event_words(c, env));
    if (found->roster != NULL && type_equal(found->roster->type, *opposite))
        return ambiguous(c, span, word, BOTH("a field of the roster", "名册字段"), value,
                         say_name(c, &c->ir->subjects[roster_kind(env)].name));
    return expr_const(c, *opposite, RATIO(found->code), span);
}

/* --- reading --- */

static Expr *field_read(Check *c, const IrField *field, Span span)
{
    Expr *expr = expr_new(c, EXPR_FIELD, field->type, span);
    expr->index = field->slot;
    return expr;
}

/* Who the event is taken to be of: its own subject, unless `by` names another field. */
static Expr *own_read(Check *c, const Env *env, Span span)
{
    if (env->whose != NULL)
        return field_read(c, env->whose, span);
    return expr_new(c, EXPR_OWN, type_of(TYPE_SUBJECT, env->subject), span);
}

static Expr *roster_read(Check *c, Expr *subject, const IrField *field, uint32_t index, Span span)
{
    Expr *expr = expr_of(c, EXPR_ROSTER, field->type, span, subject, NULL, NULL);
    expr->index = index;
    return expr;
}

static Expr *bad_period(Check *c, const Env *env, const IrItem *item, Span span, int order)
{
    const char *other = say_name(c, &c->ir->calendars[item->calendar].name);
    const char *own = say_name(c, &c->ir->calendars[env->calendar].name);
    if (order < 0)
        SAY(c, E0326, span, say_name(c, &item->name), other, own, NULL);
    else if (order == 1)
        SAY(c, E0325, span, say_name(c, &item->name), other, own, NULL);
    else
        SAY(c, E0338, span, say_name(c, &item->name), other, own, NULL);
    return expr_poison(c, span);
}

/* What to write where the events of an aggregate are chosen by a score. */
static const char *score_chosen(Check *c, const Env *env, const Expr *cell)
{
    const char *help = head_to_head_help(c, env, &c->ir->items[cell->index]);
    return help != NULL ? help : chosen_help();
}

/* From an event: of the period that holds its day, of one's own or of who is charged (S2). */
static Expr *event_cell(Check *c, const Env *env, Expr *expr)
{
    expr->of_charged = env->charged != NONE;
    if (env->columns != NULL)
        SAY(c, E0643, expr->span, NULL);
    else if (env->in_measure)
        SAY(c, E0523, expr->span, score_chosen(c, env, expr), NULL);
    else if (roster_kind(env) == NONE)
        SAY(c, E0375, expr->span, NULL);
    else
        return expr;
    return expr_poison(c, expr->span);
}

Expr *item_read(Check *c, const Env *env, Symbol *symbol, Span span)
{
    symbol_ready(c, symbol);
    const IrItem *item = &c->ir->items[symbol->index];
    Expr *expr = expr_new(c, EXPR_CELL, item->type, span);
    expr->index = symbol->index;
    if (env->place == PLACE_CONST) {
        SAY(c, E0337, span, env->what, say_name(c, &item->name), say_kind(symbol->kind), NULL);
        return expr_poison(c, span);
    }
    uint32_t kind = roster_kind(env);
    bool is_told = item->subject != NONE; /* not at the far end of a long circle */
    if (kind != NONE && is_told && item->subject != kind) {
        SAY(c, E0327, span, say_name(c, &item->name),
            say_name(c, &c->ir->subjects[item->subject].name),
            say_name(c, &c->ir->subjects[kind].name), NULL);
        return expr_poison(c, span);
    }
    if (env->place == PLACE_EVENT)
        return event_cell(c, env, expr);
    int order = item->calendar == NONE || env->calendar == NONE
                    ? 0
                    : calendar_compare(c, item->calendar, env->calendar);
    return order == 0 ? expr : bad_period(c, env, item, span, order);
}

static Expr *found_read(Check *c, const Env *env, const Node *node, Text word, const Found *found)
{
    Expr *subject = NULL;
    if (found->lacks != NONE) {
        SAY(c, E0334, node->span, say_text(c, word), say_name(c, &c->ir->events[found->lacks].name),
            NULL);
        return expr_poison(c, node->span);
    }
    if (found->field != NULL && !found->is_own)
        return field_read(c, found->field, node->span);
    if (found->is_own)
        return expr_new(c, EXPR_OWN, found->field->type, node->span);
    if (found->is_self)
        return own_read(c, env, node->span);
    if (found->roster != NULL) {
        subject = env->charged != NONE
                      ? expr_new(c, EXPR_CHARGED, type_of(TYPE_SUBJECT, env->charged), node->span)
                      : own_read(c, env, node->span);
        return roster_read(c, subject, found->roster, found->roster_index, node->span);
    }
    if (found->thing != NULL && found->thing->kind == SYMBOL_LET)
        return let_read(c, found->thing, node->span);
    if (found->thing != NULL)
        return item_read(c, env, found->thing, node->span);
    return expr_new(c, EXPR_DAY, type_of(TYPE_DATE, 0), node->span);
}

/* --- unknown words --- */

static const char *near_word(Check *c, const Env *env, Text word)
{
    Names names = {0};
    names_add_fields(c, &names, env->columns, env->column_count);
    if (env->place == PLACE_EVENT && env->kind_count > 0 && env->charged == NONE) {
        const IrEvent *event = &c->ir->events[env->kinds[0]];
        names_add_fields(c, &names, event->fields, event->field_count);
    }
    if (roster_kind(env) != NONE) {
        const IrSubject *subject = &c->ir->subjects[roster_kind(env)];
        names_add_fields(c, &names, subject->fields, subject->field_count);
    }
    names_add_symbols(c, &names,
                      env->place == PLACE_CONST ? BIT(SYMBOL_LET) : ITEM_BITS | BIT(SYMBOL_LET));
    return say_near(c, word, &names);
}

/* `avrage of duty`: the keyword that was meant, with its `of`; or NULL. */
static const char *near_aggregate(Check *c, Span span, Text word)
{
    static const Text firsts[] = {TEXT("total"),  TEXT("count"),    TEXT("average"),
                                  TEXT("median"), TEXT("lowest"),   TEXT("highest"),
                                  TEXT("share"),  TEXT("countback")};
    Text source = diag_source_text(c->diag, span.source), of = TEXT("of ");
    Text rest = text_trim(text_slice(source, span.end, source.size));
    int near = text_nearest(word, firsts, sizeof firsts / sizeof firsts[0]);
    if (near < 0 || rest.size < of.size || !text_equal(text_slice(rest, 0, of.size), of))
        return NULL;
    return say_both(c, BOTH("write instead: %1 of", "应写作：%1 of"), firsts[near].at, "");
}

/* The field of an event that a word names, or NULL after saying that there is none. */
static const IrField *event_member(Check *c, const Symbol *event, const Node *word)
{
    uint32_t index = 0;
    const IrEvent *kind = &c->ir->events[event->index];
    const IrField *field = event_field(c, event->index, word->name, &index);
    if (field == NULL)
        SAY(c, E0315, word->span, say_text(c, word->name), say_name(c, &kind->name),
            near_field(c, kind->fields, kind->field_count, word->name), NULL);
    return field;
}

/* A word read from an event: what to write instead depends on whether it names a number. */
static Expr *event_read(Check *c, const Node *node, const Symbol *event)
{
    const char *name = say_name(c, &event->name);
    const char *help = say_both(c, BOTH("write instead: count of %1", "应写作：计数 %1"), name, "");
    const Node *member = node->first->next;
    const IrField *field = NULL;
    if (member != NULL) {
        field = event_member(c, event, member);
        if (field == NULL)
            return expr_poison(c, node->span);
    }
    if (field != NULL && field->type.kind == TYPE_NUMBER) {
        const char *path = say_both(c, BOTH("%1.%2", "%1.%2"), name, say_text(c, member->name));
        help = say_both(
            c, BOTH("write instead: average of %1, or total of %1", "应写作：平均 %1，或 合计 %1"),
            path, "");
    }
    SAY(c, E0328, node->span, name, help, NULL);
    return expr_poison(c, node->span);
}

static Expr *unknown_word(Check *c, const Env *env, const Node *node, Text word,
                          const Type *opposite)
{
    Symbol *thing = scope_find(c, SPACE_THINGS, word);
    const Symbol *event = scope_find(c, SPACE_EVENTS, word);
    if (opposite != NULL && type_is_poison(*opposite))
        return expr_poison(c, node->span);
    if (thing != NULL && thing->kind == SYMBOL_TABLE)
        SAY(c, E0339, node->span, say_name(c, &thing->name), NULL);
    else if (event != NULL)
        return event_read(c, node, event);
    else if (opposite != NULL && opposite->kind == TYPE_ENUM)
        SAY(c, E0340, node->span, say_text(c, word), say_type(c, *opposite),
            near_value(c, opposite->ref, word), NULL);
    else {
        const char *aggregate = near_aggregate(c, node->span, word);
        SAY(c, E0310, node->span, BOTH("field, section, score or let", "字段、分项、得分或参数"),
            say_text(c, word), aggregate != NULL ? aggregate : near_word(c, env, word), NULL);
    }
    return expr_poison(c, node->span);
}

static Expr *word_check(Check *c, const Env *env, const Node *node, Text word, const Type *opposite)
{
    Found found;
    find_word(c, env, word, opposite, &found);
    if (found.is_key)
        return env->key;
    if (found.code >= 0)
        return check_value(c, env, node->span, word, opposite, &found);
    if (!is_found(&found))
        return unknown_word(c, env, node, word, opposite);
    Expr *clash = check_readings(c, env, node->span, word, &found);
    return clash != NULL ? clash : found_read(c, env, node, word, &found);
}

/* --- a.b.c --- */

static bool kind_is_here(const Env *env, uint32_t kind)
{
    for (size_t i = 0; i < env->kind_count; i++)
        if (env->kinds[i] == kind)
            return true;
    return false;
}

static Expr *member_read(Check *c, const Env *env, Expr *subject, const Node *word)
{
    uint32_t index = 0;
    if (expr_is_poison(subject))
        return subject;
    if (subject->type.kind != TYPE_SUBJECT) {
        SAY(c, E0341, subject->span, say_type(c, subject->type), say_text(c, word->name), NULL);
        return expr_poison(c, word->span);
    }
    const IrSubject *kind = &c->ir->subjects[subject->type.ref];
    const IrField *field = subject_field(c, subject->type.ref, word->name, &index);
    Symbol *item = field == NULL ? scope_find(c, SPACE_THINGS, word->name) : NULL;
    Span span = subject->span;
    span.end = word->span.end > span.end ? word->span.end : span.end;
    if (item != NULL && is_item_kind(item->kind))
        return member_item(c, env, subject, item, word, span);
    if (field == NULL) {
        SAY(c, E0315, word->span, say_text(c, word->name), say_name(c, &kind->name),
            near_field(c, kind->fields, kind->field_count, word->name), NULL);
        return expr_poison(c, word->span);
    }
    return roster_read(c, subject, field, index, span);
}

static Expr *member_of_event(Check *c, const Env *env, const Symbol *event, const Node *word)
{
    const IrEvent *kind = &c->ir->events[event->index];
    const IrField *field = event_member(c, event, word);
    if (field == NULL)
        return expr_poison(c, word->span);
    bool is_own = (size_t)(field - kind->fields) == kind->own && env->kind_count == 1;
    return is_own ? expr_new(c, EXPR_OWN, field->type, word->span)
                  : field_read(c, field, word->span);
}

Expr *path_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Text word = {0};
    if (path_is_word(node, &word))
        return word_check(c, env, node, word, opposite);
    const Node *first = node->first;
    const Symbol *event = scope_find(c, SPACE_EVENTS, first->name);
    const Node *at = first->next;
    Expr *expr = NULL;
    if (event != NULL && env->place == PLACE_EVENT && kind_is_here(env, event->index)) {
        expr = member_of_event(c, env, event, at);
        at = at->next;
    } else if (event != NULL && !word_is_known(c, env, first->name)) {
        return event_read(c, node, event);
    } else {
        Found found;
        find_word(c, env, first->name, NULL, &found);
        expr = found.is_self && found.field == NULL ? own_read(c, env, first->span)
                                                    : word_check(c, env, first, first->name, NULL);
    }
    for (; at != NULL; at = at->next)
        expr = member_read(c, env, expr, at);
    if (!expr_is_poison(expr))
        expr->span = node->span;
    return expr;
}
