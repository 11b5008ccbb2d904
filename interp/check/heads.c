/* Whose values an item has, and for which periods: said by `of` and `each`, else by what it reads.
 */
#include "interp/check/work.h"

typedef struct Reads {
    uint32_t subject, calendar; /* NONE: nothing read yet */
    bool subjects_differ, calendars_differ;
    bool inside; /* what aggregates read counts too */
} Reads;

static void reads_join(Reads *reads, uint32_t subject, uint32_t calendar)
{
    if (subject != NONE) {
        reads->subjects_differ |= reads->subject != NONE && reads->subject != subject;
        reads->subject = subject;
    }
    if (calendar != NONE) {
        reads->calendars_differ |= reads->calendar != NONE && reads->calendar != calendar;
        reads->calendar = calendar;
    }
}

/* Items named outside aggregates, or inside too. */
static void reads_of_node(Check *c, const Node *node, Reads *reads)
{
    Text word = {0};
    if (node_gathers(node) && !reads->inside)
        return;
    bool is_word = path_is_word(node, &word);
    if (node->kind == NODE_BY) {
        word = node_word(node);
        is_word = true;
    }
    Symbol *symbol = is_word ? scope_find(c, SPACE_THINGS, word) : NULL;
    if (symbol != NULL && is_item_kind(symbol->kind)) {
        head_ready(c, symbol);
        const IrItem *item = &c->ir->items[symbol->index];
        reads_join(reads, item->subject, item->calendar);
    }
    for (const Node *at = is_word ? NULL : node->first; at != NULL; at = at->next) {
        uint32_t subject = reads->subject;
        bool differ = reads->subjects_differ;
        reads_of_node(c, at, reads);
        if (node->kind != NODE_PATH || at == node->first)
            continue;
        reads->subject = subject; /* `unit.result`: of the unit, not of who reads it */
        reads->subjects_differ = differ;
    }
}

void reads_direct(Check *c, const Node *node, uint32_t *subject, uint32_t *calendar)
{
    Reads reads = {.subject = NONE, .calendar = NONE};
    reads_of_node(c, node, &reads);
    *subject = reads.subject;
    *calendar = reads.calendar;
}

bool reads_derive(Check *c, const Node *node, uint32_t *subject, uint32_t *calendar)
{
    Reads reads = {.subject = NONE, .calendar = NONE};
    reads_of_node(c, node, &reads);
    if (reads.calendar == NONE) { /* `lowest of (missed in last 3 months)`: tried as missed is */
        reads.inside = true;
        reads_of_node(c, node, &reads);
    }
    *subject = reads.subject;
    *calendar = reads.calendar;
    if (reads.subjects_differ || reads.calendars_differ)
        SAY(c, E0365, node->span, NULL);
    return reads.calendar != NONE && !reads.subjects_differ && !reads.calendars_differ;
}

/* The subject kind of `of`; NONE when nothing is said. */
static uint32_t said_subject(Check *c, const Node *node)
{
    const Node *of = node_once(c, node, NODE_OF);
    if (of == NULL)
        return NONE;
    const Symbol *subject =
        need_symbol(c, SPACE_SUBJECTS, node_word(of), name_span(c, of), BIT(SYMBOL_SUBJECT));
    return subject != NULL ? subject->index : NONE;
}

static uint32_t said_calendar(Check *c, const Node *node, bool *said)
{
    const Node *each = node_once(c, node, NODE_EACH);
    *said = each != NULL;
    if (each == NULL)
        return NONE;
    return calendar_find(c, node_word(each), name_span(c, each));
}

static const char *say_each(Check *c, uint32_t calendar)
{
    return say_both(c, BOTH("each %1", "每 %1"), say_name(c, &c->ir->calendars[calendar].name), "");
}

static const char *say_of(Check *c, uint32_t subject)
{
    return say_both(c, BOTH("of %1", "属 %1"), say_name(c, &c->ir->subjects[subject].name), "");
}

/* Later versions may repeat what the first one says, not change it. */
static void heads_agree(Check *c, const Symbol *symbol, const IrItem *item)
{
    for (size_t i = 1; i < symbol->version_count; i++) {
        const Node *node = symbol->versions[i].node;
        bool said = false;
        uint32_t subject = said_subject(c, node), calendar = said_calendar(c, node, &said);
        if (calendar != NONE && item->calendar != NONE && calendar != item->calendar)
            SAY(c, E0403, symbol->versions[i].meta.span, say_name(c, &symbol->name),
                say_each(c, calendar), say_each(c, item->calendar), NULL);
        if (subject != NONE && item->subject != NONE && subject != item->subject)
            SAY(c, E0403, symbol->versions[i].meta.span, say_name(c, &symbol->name),
                say_of(c, subject), say_of(c, item->subject), NULL);
    }
}

/* What an item is worked out from: its formula, its first key, what it grades by or its levels. */
static void nodes_of(Check *c, const Symbol *symbol, Nodes *nodes)
{
    const Node *node = symbol->versions[0].node, *by = node_find(node, NODE_BY);
    NodeKind kind = symbol->kind == SYMBOL_SCORE  ? NODE_FORMULA
                    : symbol->kind == SYMBOL_RANK ? NODE_RANK_BY
                                                  : NODE_LEVEL;
    if (symbol->kind == SYMBOL_SECTION)
        return;
    if (symbol->kind == SYMBOL_GRADE && by != NULL) {
        nodes_add(c, nodes, by);
        return;
    }
    for (const Node *at = node_find(node, kind); at != NULL; at = node_next(at, kind))
        nodes_add(c, nodes, at);
}

static Reads reads_of_nodes(Check *c, const Nodes *nodes, bool inside)
{
    Reads reads = {.subject = NONE, .calendar = NONE, .inside = inside};
    for (size_t i = 0; i < nodes->count; i++)
        reads_of_node(c, nodes->at[i], &reads);
    return reads;
}

static void head_check(Check *c, Symbol *symbol)
{
    IrItem *item = &c->ir->items[symbol->index];
    Nodes nodes = {0};
    bool said = false, is_verdict = symbol->kind == SYMBOL_RANK || symbol->kind == SYMBOL_GRADE;
    item->subject = said_subject(c, symbol->versions[0].node);
    item->calendar = said_calendar(c, symbol->versions[0].node, &said);
    if (!said || is_verdict)
        nodes_of(c, symbol, &nodes);
    Reads reads = reads_of_nodes(c, &nodes, false);
    if (is_verdict && !said && reads.calendar == NONE)
        reads = reads_of_nodes(c, &nodes, true);
    if (item->subject == NONE && is_verdict && !reads.subjects_differ)
        item->subject = reads.subject;
    if (item->subject == NONE && c->ir->subject_count > 0)
        item->subject = 0;
    if (item->subject == NONE)
        SAY(c, E0360, symbol->span, NULL);
    if (!said && !reads.calendars_differ)
        item->calendar = reads.calendar;
    calendar_fits(c, item->calendar, item->subject, symbol->span);
    heads_agree(c, symbol, item);
}

/* Heads need no types: those of a circle of scores can still be told. */
void head_ready(Check *c, Symbol *symbol)
{
    if (symbol->head_seen || c->heads_open >= NESTED_MOST)
        return;
    symbol->head_seen = true;
    c->heads_open++;
    head_check(c, symbol);
    c->heads_open--;
}

void item_type_agrees(Check *c, IrItem *item, size_t version, Type type, Span span)
{
    if (version == 0 || type_is_poison(item->type))
        item->type = type;
    else if (!type_is_poison(type) && !type_equal(type, item->type))
        SAY(c, E0403, span, say_name(c, &item->name), say_type(c, type), say_type(c, item->type),
            NULL);
}
