/* What takes the place of what, when a change gives some items of a declaration. */
#include "interp/amend/work.h"

/* Items of one group replace each other. */
typedef enum Group {
    GROUP_NONE, /* not an item that a change gives */
    GROUP_KIND, /* those of the same kind */
    GROUP_COUNTER,
    GROUP_POSTING, /* on the same section */
    GROUP_LIMIT,   /* on the same score, of the same kind */
    GROUP_KEYED,   /* rows and levels: under the same key or name */
    GROUP_THEN,    /* further keys of a rank, with their directions */
    GROUP_ADDED    /* beside what is there */
} Group;

typedef struct Row {
    NodeKind item;
    Group group;
    NodeKind owners[4]; /* whose item it is, then a 0; none: everyone's */
} Row;

static const Row rows[] = {
    {NODE_WHEN, GROUP_KIND, {NODE_RULE}},
    {NODE_UNLESS, GROUP_KIND, {NODE_RULE}},
    {NODE_FOR, GROUP_KIND, {NODE_RULE, NODE_SELECTION, NODE_SCORE}},
    {NODE_COUNTER, GROUP_COUNTER, {NODE_RULE}},
    {NODE_RUN, GROUP_COUNTER, {NODE_RULE}},
    {NODE_BY_OCCURRENCE, GROUP_COUNTER, {NODE_RULE}},
    {NODE_CHARGE, GROUP_KIND, {NODE_RULE}},
    {NODE_DEDUCT, GROUP_POSTING, {NODE_RULE}},
    {NODE_ADD, GROUP_POSTING, {NODE_RULE}},
    {NODE_SET, GROUP_LIMIT, {NODE_RULE}},
    {NODE_CLEAR, GROUP_LIMIT, {NODE_RULE}},
    {NODE_RESTART, GROUP_LIMIT, {NODE_RULE}},
    {NODE_HOLD, GROUP_LIMIT, {NODE_RULE}},
    {NODE_WITHHOLD, GROUP_LIMIT, {NODE_RULE}},
    {NODE_TREAT_AS, GROUP_KIND, {NODE_RULE}},
    {NODE_VOID, GROUP_KIND, {NODE_RULE}},
    {NODE_NOTICE, GROUP_KIND, {NODE_RULE}},
    {NODE_CAP, GROUP_KIND, {NODE_RULE, NODE_SECTION, NODE_SCORE}},
    {NODE_FLOOR, GROUP_KIND, {NODE_SECTION, NODE_SCORE}},
    {NODE_BASE, GROUP_KIND, {NODE_SECTION}},
    {NODE_PRO_RATA, GROUP_KIND, {NODE_SECTION, NODE_SCORE}},
    {NODE_FORMULA, GROUP_KIND, {NODE_SCORE, NODE_LET}},
    {NODE_OUT_OF, GROUP_KIND, {NODE_SCORE}},
    {NODE_ROUNDED, GROUP_KIND, {NODE_SCORE}},
    {NODE_SELECT, GROUP_KIND, {NODE_SELECTION}},
    {NODE_RANK_BY, GROUP_KIND, {NODE_RANK}},
    {NODE_LOWEST_FIRST, GROUP_KIND, {NODE_RANK}},
    {NODE_THEN_BY, GROUP_THEN, {NODE_RANK}},
    {NODE_AMONG, GROUP_KIND, {NODE_RANK}},
    {NODE_WITHIN, GROUP_KIND, {NODE_RANK, NODE_GRADE}},
    {NODE_TIES, GROUP_KIND, {NODE_RANK}},
    {NODE_ROW, GROUP_KEYED, {NODE_TABLE}},
    {NODE_LEVEL, GROUP_KEYED, {NODE_GRADE}},
    {NODE_CITE, GROUP_ADDED, {0}},
    {NODE_QUOTE, GROUP_KIND, {0}},
    {NODE_ASSUMED, GROUP_KIND, {0}},
    {NODE_FROM, GROUP_NONE, {0}},
    {NODE_UNTIL, GROUP_NONE, {0}},
};

static const Row *row_of(NodeKind item)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].item == item)
            return &rows[i];
    return NULL;
}

/* A rule's cap has its window; that of a section or a score has none. */
bool may_change(NodeKind thing, const Node *item)
{
    const Row *row = row_of(item->kind);
    if (row == NULL)
        return false;
    if (item->kind == NODE_CAP && (node_find(item, NODE_EACH) != NULL) != (thing == NODE_RULE))
        return false;
    bool owned = row->owners[0] == 0;
    for (const NodeKind *owner = row->owners; *owner != 0; owner++)
        owned |= *owner == thing;
    return owned;
}

/* --- lists --- */

void node_link(Amend *a, Node *parent, const Node *child)
{
    Node *copy = arena_copy(a->arena, child, sizeof *child);
    copy->next = NULL;
    node_add(parent, copy);
}

Node *node_copy(Amend *a, const Node *node)
{
    Node *copy = arena_copy(a->arena, node, sizeof *node);
    copy->first = copy->last = copy->next = NULL;
    for (const Node *at = node->first; at != NULL; at = at->next)
        node_link(a, copy, at);
    return copy;
}

/* --- what is like what --- */

static const Node *before(const Node *parent, const Node *item)
{
    const Node *at = parent->first;
    while (at != NULL && at->next != item)
        at = at->next;
    return at;
}

/* `lowest first` right behind a further key turns that key. */
static Group group_of(const Node *parent, const Node *item)
{
    const Row *row = row_of(item->kind);
    const Node *key = item->kind == NODE_LOWEST_FIRST ? before(parent, item) : NULL;
    if (key != NULL && key->kind == NODE_THEN_BY)
        return GROUP_THEN;
    return row != NULL ? row->group : GROUP_NONE;
}

static bool same_key(const Node *x, const Node *y)
{
    if (x->kind == NODE_LEVEL)
        return node_shares_name(x, y);
    return node_equal(x->first, y->first);
}

/* Under either spelling. */
static bool same_target(Amend *a, Text x, Text y)
{
    if (text_equal(x, y))
        return true;
    for (const Thing *thing = thing_named(a, x, NULL); thing != NULL;
         thing = thing_named(a, x, thing))
        if (thing_is_called(thing, y))
            return true;
    return false;
}

static bool replaces(Amend *a, const Node *new_in, const Node *new, const Node *old_in,
                     const Node *old)
{
    Group group = group_of(new_in, new);
    if (group != group_of(old_in, old))
        return false;
    switch (group) {
    case GROUP_NONE:
    case GROUP_ADDED:
        return false;
    case GROUP_KIND:
        return new->kind == old->kind;
    case GROUP_COUNTER:
    case GROUP_THEN:
        return true;
    case GROUP_POSTING:
        return same_target(a, new->name, old->name);
    case GROUP_LIMIT:
        return new->kind == old->kind &&new->op == old->op &&same_target(a, new->name, old->name);
    case GROUP_KEYED:
        return same_key(new, old);
    }
    return false;
}

static const Node *replacement(Amend *a, const Node *change, const Node *parent, const Node *old)
{
    for (const Node *new = change->first; new != NULL; new = new->next)
        if (replaces(a, change, new, parent, old))
            return new;
    return NULL;
}

static bool is_like(Amend *a, const Node *change, const Node *new, const Node *other)
{
    return replaces(a, change, new, change, other);
}

/* --- merging --- */

/* Everything in the change that is like `new`, in the place of what it replaces. */
static void put_group(Amend *a, Node *out, const Node *change, const Node *new)
{
    for (const Node *at = change->first; at != NULL; at = at->next)
        if (at == new || is_like(a, change, new, at))
            node_link(a, out, at);
}

static bool is_new(Amend *a, const Node *change, const Node *item, const Node *old)
{
    for (const Node *at = old->first; at != NULL; at = at->next)
        if (replaces(a, change, item, old, at))
            return false;
    return true;
}

static bool is_first_of_group(Amend *a, const Node *change, const Node *old, const Node *item)
{
    for (const Node *at = old->first; at != item; at = at->next)
        if (replacement(a, change, old, at) != NULL &&
            is_like(a, change, replacement(a, change, old, at), replacement(a, change, old, item)))
            return false;
    return true;
}

static bool is_keyed(const Node *item)
{
    return item->kind == NODE_ROW || item->kind == NODE_LEVEL;
}

/* Rows and levels that are new stand behind the one that they follow in the change. */
static void put_followers(Amend *a, Node *out, const Node *change, const Node *from,
                          const Node *old)
{
    for (const Node *at = from; at != NULL; at = at->next) {
        if (!is_keyed(at)) /* a citation between two levels */
            continue;
        if (!is_new(a, change, at, old))
            return;
        node_link(a, out, at);
    }
}

static void put_old(Amend *a, Node *out, const Node *change, const Node *old, const Node *item)
{
    const Node *new = replacement(a, change, old, item);
    if (is_keyed(item) && node_find(old, item->kind) == item)
        put_followers(a, out, change, change->first, old);
    if (new == NULL)
        node_link(a, out, item);
    else if (is_keyed(item)) {
        node_link(a, out, new);
        put_followers(a, out, change, new->next, old);
    } else if (is_first_of_group(a, change, old, item))
        put_group(a, out, change, new);
}

/* Items that take nothing's place follow the others; clauses are added by cite_notice. */
static void put_new(Amend *a, Node *out, const Node *change, const Node *old, bool cites)
{
    for (const Node *at = change->first; at != NULL; at = at->next) {
        Group group = group_of(change, at);
        bool adds = group == GROUP_ADDED && cites;
        if (adds || (group != GROUP_NONE && group != GROUP_ADDED && !is_keyed(at) &&
                     is_new(a, change, at, old)))
            node_link(a, out, at);
    }
}

/* Under both names, the one that the change wrote in front: errors look for it in its text. */
static void take_names(Node *node, const Thing *thing, const Node *change)
{
    bool by_alias = thing->alias.size > 0 && text_equal(change->name, thing->alias);
    node->name = change->name;
    node->alias = by_alias ? thing->name : thing->alias;
}

Node *change_merge(Amend *a, const Thing *thing, const Node *old, const Change *change)
{
    const Node *items = change->node;
    Node value = *items;
    Node formula = {.kind = NODE_FORMULA, .span = items->span, .name_span = items->span};
    if (items->kind == NODE_CHANGE_VALUE) { /* change x = 2 points: a formula in place of that */
        formula.first = formula.last = items->first;
        formula.depth = items->depth;
        value.first = value.last = &formula;
        items = &value;
    }
    Node *node = node_new(a->arena, old->kind, items->span);
    node->name_span = items->name_span;
    take_names(node, thing, items);
    for (const Node *at = old->first; at != NULL; at = at->next)
        put_old(a, node, items, old, at);
    put_new(a, node, items, old, change->amendment == NULL);
    return node;
}

/* --- clauses --- */

static bool is_clause(const Node *node, const Node *clause)
{
    return node->kind == NODE_CLAUSE && text_equal(node->name, clause->name);
}

static bool cites_clause(const Node *node, const Node *clause)
{
    for (const Node *cite = node_find(node, NODE_CITE); cite != NULL;
         cite = node_next(cite, NODE_CITE))
        for (const Node *at = cite->first; at != NULL; at = at->next)
            if (is_clause(at, clause))
                return true;
    return false;
}

static Node *cite_renumbered(Amend *a, const Node *cite, const Node *clause, const Node *by)
{
    Node *copy = node_copy(a, cite);
    for (Node *at = copy->first; at != NULL; at = at->next)
        if (is_clause(at, clause)) {
            at->name = by->name;
            at->span = at->name_span = by->span;
        }
    return copy;
}

Node *clause_renumber(Amend *a, const Node *old, const Node *clause, const Node *by)
{
    if (!cites_clause(old, clause))
        return NULL;
    Node *node = arena_copy(a->arena, old, sizeof *old);
    node->first = node->last = node->next = NULL;
    for (const Node *at = old->first; at != NULL; at = at->next)
        if (at->kind == NODE_CITE)
            node_add(node, cite_renumbered(a, at, clause, by));
        else
            node_link(a, node, at);
    return node;
}

static bool cites_already(const Node *node, Text book)
{
    for (const Node *cite = node_find(node, NODE_CITE); cite != NULL;
         cite = node_next(cite, NODE_CITE))
        for (const Node *at = cite->first; at != NULL; at = at->next)
            if (at->kind == NODE_BOOK && text_equal(at->name, book))
                return true;
    return false;
}

static void cites_of(Amend *a, Node *out, const Node *block)
{
    for (const Node *cite = node_find(block, NODE_CITE); cite != NULL;
         cite = node_next(cite, NODE_CITE))
        for (const Node *at = cite->first; at != NULL; at = at->next)
            node_link(a, out, at);
}

/* The last clause list of the declaration, or a new one; its own to write to. */
static Node *cite_open(Amend *a, Node *node, Span span, bool in_front)
{
    Node *cite = NULL;
    for (Node *at = node->first; at != NULL; at = at->next)
        if (at->kind == NODE_CITE && (cite == NULL || !in_front))
            cite = at;
    if (cite == NULL) {
        cite = node_new(a->arena, NODE_CITE, span);
        node_add(node, cite);
    }
    return cite;
}

void cite_notice(Amend *a, Node *node, const Change *change, bool in_front)
{
    if (change->amendment == NULL)
        return;
    const Node *book = node_find(change->amendment, NODE_BOOK);
    Node *added = node_new(a->arena, NODE_CITE, book->span);
    if (!cites_already(node, book->name))
        node_link(a, added, book);
    bool own = !in_front && node_find(change->node, NODE_CITE) != NULL;
    cites_of(a, added, own ? change->node : change->amendment);
    if (added->first == NULL)
        return;
    Node *cite = cite_open(a, node, added->span, in_front), old = *cite;
    cite->first = cite->last = NULL;
    for (const Node *at = in_front ? added->first : old.first; at != NULL; at = at->next)
        node_link(a, cite, at);
    for (const Node *at = in_front ? old.first : added->first; at != NULL; at = at->next)
        node_link(a, cite, at);
}
