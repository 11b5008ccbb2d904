/* Clause numbers, readings and dates of declarations, and the order of their versions. */
#include "interp/check/work.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

Day day_of(Check *c, const Node *date)
{
    Day day = 0;
    bool is_day = day_parse(&day, text_fold(c->arena, date->name));
    assert(is_day); /* the scanner takes no other for a date */
    (void)is_day;
    return day;
}

bool day_read(Check *c, const Node *date, Day *day)
{
    if (date->kind == NODE_DATE) {
        *day = day_of(c, date);
        return true;
    }
    SAY(c, E0352, date->span, say_text(c, date->name), NULL);
    return false;
}

static size_t cites_count(const Node *node)
{
    size_t count = 0;
    for (const Node *cite = node_find(node, NODE_CITE); cite != NULL;
         cite = node_next(cite, NODE_CITE))
        for (const Node *at = cite->first; at != NULL; at = at->next)
            count++;
    return count;
}

static void cites_read(Check *c, const Node *node, Meta *meta)
{
    size_t count = cites_count(node);
    if (count == 0)
        return;
    meta->cites = arena_alloc(c->arena, count * sizeof *meta->cites);
    for (const Node *cite = node_find(node, NODE_CITE); cite != NULL;
         cite = node_next(cite, NODE_CITE))
        for (const Node *at = cite->first; at != NULL; at = at->next) {
            bool is_book = at->kind == NODE_BOOK;
            meta->cites[meta->cite_count++] =
                is_book
                    ? text_from(arena_format(c->arena, "《%.*s》", (int)at->name.size, at->name.at))
                    : at->name;
        }
}

/* The text of a meta item that holds one: `assumed "…"`. */
static Text text_item(Check *c, const Node *node, NodeKind kind)
{
    const Node *item = node_once(c, node, kind);
    return item != NULL ? node_word(item) : (Text){0};
}

static Day day_item(Check *c, const Node *node, NodeKind kind, Day otherwise)
{
    const Node *item = node_once(c, node, kind);
    return item != NULL ? day_of(c, item->first) : otherwise;
}

Meta meta_read(Check *c, const Node *node)
{
    Meta meta = {.span = head_span(c, node)};
    cites_read(c, node, &meta);
    meta.quote = text_item(c, node, NODE_QUOTE);
    meta.assumed = text_item(c, node, NODE_ASSUMED);
    meta.from = day_item(c, node, NODE_FROM, DAY_ALWAYS);
    meta.until = day_item(c, node, NODE_UNTIL, DAY_NEVER);
    if (meta.until < meta.from) {
        SAY(c, E0409, node_find(node, NODE_UNTIL)->span, NULL);
        meta.until = DAY_NEVER;
    }
    return meta;
}

/* --- versions --- */

static int version_order(const void *left, const void *right)
{
    const Meta *a = &((const Version *)left)->meta, *b = &((const Version *)right)->meta;
    int order = (a->from > b->from) - (a->from < b->from);
    if (order == 0)
        order = (a->span.source > b->span.source) - (a->span.source < b->span.source);
    if (order == 0)
        order = (a->span.start > b->span.start) - (a->span.start < b->span.start);
    return order;
}

static const char *say_day(Check *c, Day day)
{
    char bytes[16];
    return say_text(c, (Text){bytes, day_write(bytes, day)});
}

static void same_day(Check *c, const Symbol *symbol, const Version *a, const Version *b)
{
    if (b->meta.from == DAY_ALWAYS)
        SAY(c, E0312, b->meta.span, say_name(c, &symbol->name), say_a_kind(c, symbol->kind), NULL);
    else
        SAY(c, E0401, b->meta.span, say_name(c, &symbol->name), say_day(c, b->meta.from), NULL);
    diag_label(c->diag, a->meta.span, BOTH("the other one", "另一处"));
}

void versions_date(Check *c, Symbol *symbol)
{
    size_t count = symbol->version_count;
    qsort(symbol->versions, count, sizeof *symbol->versions, version_order);
    for (size_t i = 0; i + 1 < count; i++) {
        Version *a = &symbol->versions[i];
        const Version *b = &symbol->versions[i + 1];
        if (a->meta.from == b->meta.from)
            same_day(c, symbol, a, b);
        else if (a->meta.until != DAY_NEVER && a->meta.until >= b->meta.from) {
            SAY(c, E0402, b->meta.span, say_name(c, &symbol->name), say_day(c, a->meta.until),
                say_day(c, b->meta.from), NULL);
            diag_label(c->diag, a->meta.span, BOTH("the earlier version", "较早的版本"));
        }
        if (a->meta.until >= b->meta.from && b->meta.from != DAY_ALWAYS)
            a->meta.until = b->meta.from - 1;
    }
    if (count > LIST_MOST) {
        SAY(c, E0353, symbol->versions[LIST_MOST].meta.span, BOTH("versions of one name", "版本"),
            "2000", NULL);
        symbol->version_count = LIST_MOST;
    }
}
