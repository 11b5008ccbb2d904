/* The first pass: every declared name, whatever the order of the files. */
#include "interp/check/work.h"

#include <string.h>

typedef struct Declared {
    NodeKind node;
    SymbolKind kind;
    Space space;
    bool is_versioned; /* the same name may stand again with a later `from` */
} Declared;

static const Declared declared[] = {
    {NODE_SUBJECT, SYMBOL_SUBJECT, SPACE_SUBJECTS, false},
    {NODE_EVENT, SYMBOL_EVENT, SPACE_EVENTS, false},
    {NODE_PERIOD, SYMBOL_CALENDAR, SPACE_THINGS, false},
    {NODE_SEASONS, SYMBOL_CALENDAR, SPACE_THINGS, false},
    {NODE_LET, SYMBOL_LET, SPACE_THINGS, true},
    {NODE_TABLE, SYMBOL_TABLE, SPACE_THINGS, true},
    {NODE_SECTION, SYMBOL_SECTION, SPACE_THINGS, true},
    {NODE_SCORE, SYMBOL_SCORE, SPACE_THINGS, true},
    {NODE_RANK, SYMBOL_RANK, SPACE_THINGS, true},
    {NODE_GRADE, SYMBOL_GRADE, SPACE_THINGS, true},
    {NODE_RULE, SYMBOL_RULE, SPACE_RULES, true},
    {NODE_SELECTION, SYMBOL_SELECTION, SPACE_RULES, true},
};

static const Declared *declared_row(NodeKind kind)
{
    for (size_t i = 0; i < sizeof declared / sizeof declared[0]; i++)
        if (declared[i].node == kind)
            return &declared[i];
    return NULL;
}

static void version_add(Check *c, Symbol *symbol, const Node *node)
{
    Meta meta = meta_read(c, node);
    *GROW(c, symbol->versions, symbol->version_count, symbol->version_room) =
        (Version){node, meta, NULL};
}

/* A later version may say the other spelling, or the title, that the first one left out. */
static void name_complete(Check *c, Space space, Symbol *symbol, Name name)
{
    if (symbol->name.alias.size == 0 && name.alias.size > 0) {
        Text other = text_equal(name.text, symbol->name.text) ? name.alias : name.text;
        symbol->name.alias = other;
        scope_put(c, &c->scopes[space], other, symbol);
    }
    if (symbol->name.title.size == 0)
        symbol->name.title = name.title;
}

/* The symbol that carries one of the names; two different ones are a clash. */
static bool is_again(Check *c, const Declared *row, const Symbol *other, const Name *name)
{
    const Symbol *by_alias = name->alias.size > 0 ? scope_find(c, row->space, name->alias) : NULL;
    bool same = by_alias == NULL || by_alias == other;
    bool has_both = name->alias.size == 0 || other->name.alias.size == 0 ||
                    (name_is(&other->name, name->text) && name_is(&other->name, name->alias));
    return row->is_versioned && other->kind == row->kind && same && has_both;
}

static void declare_node(Check *c, const Declared *row, const Node *node)
{
    Name name = node_names(node);
    Symbol *symbol = arena_alloc(c->arena, sizeof *symbol);
    *symbol = (Symbol){.kind = row->kind, .name = name, .span = head_span(c, node), .index = NONE};
    c->block = block_of(row->kind, &name);
    Symbol *other = scope_add(c, row->space, symbol);
    if (other == NULL) {
        *GROW(c, c->symbols.at, c->symbols.count, c->symbols.room) = symbol;
        version_add(c, symbol, node);
    } else if (is_again(c, row, other, &name)) {
        name_complete(c, row->space, other, name);
        version_add(c, other, node);
    } else {
        SAY(c, E0312, symbol->span, say_name(c, &name), say_a_kind(c, other->kind), NULL);
        diag_label(c->diag, other->span, BOTH("declared here", "在此声明"));
    }
}

static Nodes *list_for(Check *c, NodeKind kind)
{
    struct {
        NodeKind kind;
        Nodes *list;
    } rows[] = {
        {NODE_EVERY_EVENT, &c->every_event},
        {NODE_TEST, &c->tests},
        {NODE_SUPPOSE, &c->supposes},
        {NODE_UNSCORED, &c->unscored},
        {NODE_REGULATION, &c->regulations},
        {NODE_SHOW, &c->queries},
        {NODE_WHY, &c->queries},
        {NODE_LIST, &c->queries},
        {NODE_COMPARE_QUERY, &c->queries},
        {NODE_USE, &c->queries},
        {NODE_ROSTER, &c->queries},
        {NODE_EVENTS, &c->queries},
        {NODE_INPUT, &c->queries},
        {NODE_RECORDED_UNTIL, &c->queries},
        {NODE_ACCEPT, &c->queries},
        {NODE_WHY_NOT, &c->queries},
        {NODE_NEAR, &c->queries},
        {NODE_TALLY, &c->queries},
        {NODE_CHECK, &c->queries},
        {NODE_SLIP, &c->queries},
        {NODE_BULLETIN, &c->queries},
        {NODE_CLOSED_THROUGH, &c->queries},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == kind)
            return rows[i].list;
    return NULL;
}

static void declare_file(Check *c, const Node *file)
{
    for (const Node *node = file->first; node != NULL; node = node->next) {
        const Declared *row = declared_row(node->kind);
        Nodes *list = list_for(c, node->kind);
        if (row != NULL)
            declare_node(c, row, node);
        else if (list != NULL)
            nodes_add(c, list, node);
    }
    c->block = (Block){0};
}

/* --- places in the IR --- */

static size_t count_kinds(const Check *c, unsigned kinds)
{
    size_t count = 0;
    for (size_t i = 0; i < c->symbols.count; i++)
        count += (BIT(c->symbols.at[i]->kind) & kinds) != 0;
    return count;
}

static void place_item(Check *c, Symbol *symbol)
{
    static const ItemKind kinds[SYMBOL_KINDS] = {
        [SYMBOL_SECTION] = ITEM_SECTION,
        [SYMBOL_SCORE] = ITEM_SCORE,
        [SYMBOL_RANK] = ITEM_RANK,
        [SYMBOL_GRADE] = ITEM_GRADE,
    };
    Ir *ir = c->ir;
    symbol->index = (uint32_t)ir->item_count++;
    IrItem *item = &ir->items[symbol->index];
    *item = (IrItem){
        .kind = kinds[symbol->kind], .name = symbol->name, .subject = NONE, .calendar = NONE};
    item->version_count = symbol->version_count;
    item->versions = arena_alloc(c->arena, symbol->version_count * sizeof *item->versions);
    for (size_t i = 0; i < symbol->version_count; i++) {
        item->versions[i].meta = symbol->versions[i].meta;
        item->versions[i].by_item = NONE;
    }
    *GROW(c, c->items.at, c->items.count, c->items.room) = symbol;
}

static void place_symbol(Check *c, Symbol *symbol)
{
    Ir *ir = c->ir;
    if (symbol->kind == SYMBOL_SUBJECT) {
        symbol->index = (uint32_t)ir->subject_count++;
        ir->subjects[symbol->index] =
            (IrSubject){symbol->name, symbol->versions[0].meta, NULL, 0, {0}, {0}};
    } else if (symbol->kind == SYMBOL_EVENT) {
        symbol->index = (uint32_t)ir->event_count++;
        ir->events[symbol->index] =
            (IrEvent){symbol->name, symbol->versions[0].meta, NULL, 0, NONE, NONE};
    } else if (symbol->kind == SYMBOL_CALENDAR) {
        symbol->index = (uint32_t)ir->calendar_count++;
        ir->calendars[symbol->index] = (IrCalendar){
            .name = symbol->name, .span = symbol->span, .subject = NONE, .anchor_field = NONE};
    } else if (is_item_kind(symbol->kind)) {
        place_item(c, symbol);
    }
}

static void make_room(Check *c)
{
    Ir *ir = c->ir;
    size_t subjects = count_kinds(c, BIT(SYMBOL_SUBJECT)),
           events = count_kinds(c, BIT(SYMBOL_EVENT));
    size_t calendars = count_kinds(c, BIT(SYMBOL_CALENDAR)) + PERIOD_UNITS;
    ir->subjects = arena_alloc(c->arena, (subjects + 1) * sizeof *ir->subjects);
    ir->events = arena_alloc(c->arena, (events + 1) * sizeof *ir->events);
    ir->calendars = arena_alloc(c->arena, calendars * sizeof *ir->calendars);
    ir->items = arena_alloc(c->arena, (count_kinds(c, ITEM_BITS) + 1) * sizeof *ir->items);
}

void declare_files(Check *c, const Node *const *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        declare_file(c, files[i]);
    make_room(c);
    periods_builtin(c);
    for (size_t i = 0; i < c->symbols.count; i++) {
        Symbol *symbol = c->symbols.at[i];
        c->block = block_of(symbol->kind, &symbol->name);
        versions_date(c, symbol);
        place_symbol(c, symbol);
    }
    c->block = (Block){0};
}
