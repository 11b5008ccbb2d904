/* Queries: the names that they show, whose they are, what chooses and orders their rows. */
#include "interp/check/work.h"

/* ---- Parts ---- */

/* `of` names a kind of subject, or one of them: who that is, the roster tells. */
static void of_read(Check *c, IrQuery *query)
{
    const Node *of = node_find(query->node, NODE_OF);
    const Symbol *kind = of == NULL ? NULL : scope_find(c, SPACE_SUBJECTS, node_word(of));
    if (kind != NULL)
        query->subject = kind->index;
    else
        query->entity = of;
}

static void each_read(Check *c, IrQuery *query)
{
    const Node *each = node_find(query->node, NODE_EACH);
    if (each == NULL)
        return;
    query->each = calendar_find(c, each->name, each->span);
    if (query->each == NONE || query->calendar == NONE || query->each == query->calendar)
        return;
    SAY(c, E0640, each->span, say_name(c, &c->ir->calendars[query->each].name),
        say_name(c, &c->ir->calendars[query->calendar].name), NULL);
}

static void where_read(Check *c, const Env *env, IrQuery *query)
{
    const Node *where = node_find(query->node, NODE_WHERE);
    if (where != NULL)
        query->where = expr_condition(c, env, where->first);
}

static void by_read(Check *c, const Env *env, IrQuery *query)
{
    const Node *by = node_find(query->node, NODE_SORT_BY);
    if (by != NULL)
        query->by = expr_check(c, env, by->first, NULL);
}

/* ---- By kind ---- */

static void show_scores(Check *c, IrQuery *query)
{
    for (const Node *at = node_find(query->node, NODE_NAME); at != NULL;
         at = node_next(at, NODE_NAME)) {
        const Symbol *symbol = need_symbol(c, SPACE_THINGS, at->name, at->span, ITEM_BITS);
        if (symbol == NULL)
            continue;
        if (query->subject == NONE)
            query->subject = c->ir->items[symbol->index].subject;
        if (query->calendar == NONE)
            query->calendar = c->ir->items[symbol->index].calendar;
    }
    Env env = cell_env(c, query->subject, query->calendar);
    each_read(c, query);
    where_read(c, &env, query);
    by_read(c, &env, query);
}

/* Rows of the log and what became of them, of whoever they are; conditions read the roster of the
 * kind that `of` names, else of the first. */
static void show_records(Check *c, IrQuery *query)
{
    const Node *where = node_find(query->node, NODE_WHERE);
    const Node *by = node_find(query->node, NODE_SORT_BY);
    const Node *each = node_find(query->node, NODE_EACH);
    const Node *in = node_find(query->node, NODE_IN);
    if (query->subject == NONE && c->ir->subject_count > 0)
        query->subject = 0;
    if (where != NULL)
        record_where(c, query, where->first);
    if (by != NULL)
        record_by(c, query, by->first);
    if (each != NULL)
        SAY(c, E0645, each->span, NULL);
    if (query->record == RECORD_REJECTS && in != NULL)
        SAY(c, E0646, in->span, NULL);
}

static bool shows_records(const Node *node, RecordKind *kind)
{
    static const struct {
        NodeKind node;
        RecordKind kind;
    } rows[] = {{NODE_POSTINGS, RECORD_POSTINGS},
                {NODE_EVENTS, RECORD_EVENTS},
                {NODE_REJECTS, RECORD_REJECTS},
                {NODE_NOTICE, RECORD_NOTICES}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (node_find(node, rows[i].node) != NULL) {
            *kind = rows[i].kind;
            return true;
        }
    return false;
}

static void why_read(Check *c, const Node *node)
{
    need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), ITEM_BITS);
}

/* ---- Rules that did not fire, what was not reached ---- */

static uint32_t family_of(const Check *c, Text word)
{
    for (size_t i = 0; i < c->ir->rule_count; i++)
        if (name_is(&c->ir->rules[i].name, word))
            return c->ir->rules[i].family;
    return NONE;
}

static const IrRule *first_of(const Check *c, uint32_t family)
{
    const IrRule *rule = c->ir->rules;
    while (rule->family != family)
        rule++;
    return rule;
}

/* What chooses among the events of the rule, or among the cells of its scores. */
static void near_read(Check *c, IrQuery *query)
{
    const Node *node = query->node;
    static const NodeKind out_of_place[] = {NODE_SORT_BY, NODE_EACH, NODE_LOWEST_FIRST};
    for (size_t i = 0; i < sizeof out_of_place / sizeof *out_of_place; i++)
        if (node_find(node, out_of_place[i]) != NULL)
            SAY(c, E0652, node_find(node, out_of_place[i])->span, NULL);
    if (need_symbol(c, SPACE_RULES, node->name, name_span(c, node), BIT(SYMBOL_RULE)) == NULL)
        return;
    query->family = family_of(c, node->name);
    const IrRule *rule = first_of(c, query->family);
    if (query->subject == NONE)
        query->subject = rule->subject;
    Env env = {.place = PLACE_EVENT,
               .subject = rule->subject,
               .calendar = NONE,
               .kinds = rule->kinds,
               .kind_count = rule->kind_count,
               .charged = NONE,
               .in_measure = true};
    if (rule->trigger == TRIGGER_SCORES)
        env = cell_env(c, rule->subject, rule->calendar);
    where_read(c, &env, query);
}

/* A level of some grade: the grade, and which one it is. */
static bool level_of(const Check *c, Text word, uint32_t grade, IrQuery *query)
{
    for (uint32_t i = 0; i < c->items.count; i++) {
        const IrItem *item = &c->ir->items[i];
        if (item->kind != ITEM_GRADE || (grade != NONE && i != grade))
            continue;
        int code = enum_code(c, item->type.ref, word);
        if (code >= 0) {
            query->item = i;
            query->level = (uint32_t)code;
            return true;
        }
    }
    return false;
}

/* The value that was not reached, in the unit of the score; a level of a grade. */
static void value_wanted(Check *c, IrQuery *query, const Node *value)
{
    const IrItem *item = &c->ir->items[query->item];
    if (item->kind == ITEM_GRADE) {
        if (!level_of(c, node_word(value), query->item, query))
            SAY(c, E0340, value->span, say_text(c, node_word(value)), say_type(c, item->type),
                near_value(c, item->type.ref, node_word(value)), NULL);
        return;
    }
    const IrField field = {.name = item->name, .type = item->type, .factor = RATIO(1)};
    Text text;
    query->has_value = value_read(c, value, &field, &query->value, &text);
}

/* A rule, a grade's level, or a score, rank or grade with a value. */
static void why_not_read(Check *c, IrQuery *query)
{
    const Node *node = query->node;
    const Node *value = node->first->kind == NODE_ENTITY ? NULL : node->first;
    Symbol *thing = scope_find(c, SPACE_THINGS, node->name);
    query->entity = node_find(node, NODE_ENTITY);
    query->family = family_of(c, node->name);
    if (thing != NULL && is_item_kind(thing->kind))
        query->item = thing->index;
    else if (query->family != NONE || level_of(c, node->name, NONE, query))
        thing = NULL;
    else
        need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), ITEM_BITS | BIT(SYMBOL_RULE));
    if (query->item != NONE) {
        query->subject = c->ir->items[query->item].subject;
        query->calendar = c->ir->items[query->item].calendar;
    } else if (query->family != NONE) {
        query->subject = first_of(c, query->family)->subject;
    }
    if (query->item != NONE && value == NULL && thing != NULL)
        SAY(c, E0653, name_span(c, node), say_text(c, node->name), NULL);
    else if (query->item != NONE && value != NULL)
        value_wanted(c, query, value);
}

IrQuery query_read(Check *c, const Node *node)
{
    IrQuery query = {.node = node,
                     .subject = NONE,
                     .calendar = NONE,
                     .each = NONE,
                     .by_column = NONE,
                     .family = NONE,
                     .item = NONE,
                     .level = NONE};
    of_read(c, &query);
    if (node->kind == NODE_SHOW && shows_records(node, &query.record))
        show_records(c, &query);
    else if (node->kind == NODE_SHOW || node->kind == NODE_SLIP || node->kind == NODE_BULLETIN ||
             node->kind == NODE_COMPARE_QUERY)
        show_scores(c, &query);
    else if (node->kind == NODE_TALLY)
        tally_check(c, &query);
    else if (node->kind == NODE_NEAR)
        near_read(c, &query);
    else if (node->kind == NODE_WHY_NOT)
        why_not_read(c, &query);
    else if (node->kind == NODE_WHY)
        why_read(c, node);
    return query;
}

/* A script that only names rules has no scores of its own: its queries are checked with those. */
void queries_check(Check *c)
{
    Ir *ir = c->ir;
    ir->queries = arena_alloc(c->arena, (c->queries.count + 1) * sizeof *ir->queries);
    for (size_t i = 0; i < c->queries.count && c->items.count > 0; i++)
        ir->queries[ir->query_count++] = query_read(c, c->queries.at[i]);
}
