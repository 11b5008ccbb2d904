/* The order in which declarations are checked: what a name reads comes before it. */
#include "interp/check/work.h"

Env cell_env(const Check *c, uint32_t subject, uint32_t calendar)
{
    (void)c;
    return (Env){.place = PLACE_CELL, .subject = subject, .calendar = calendar, .charged = NONE};
}

/* Only of lets and tables: cycles of scores are found, with rules and holds, in the graph. */
static void say_let_cycle(Check *c, const Symbol *symbol)
{
    static const Name rest = {.text = {"…", 3}};
    const Name **way = arena_alloc(c->arena, (c->busy.count + 2) * sizeof *way);
    size_t from = c->busy.count, count = 0;
    while (from > 0 && c->busy.at[from - 1] != symbol)
        from--;
    for (size_t i = from > 0 ? from - 1 : 0; i < c->busy.count; i++)
        way[count++] = &c->busy.at[i]->name;
    way[count++] = &symbol->name;
    if (from == 0) /* longer than can be followed */
        way[count++] = &rest;
    SAY(c, E0405, symbol->span, say_way(c, way, count), NULL);
}

static void body_check(Check *c, Symbol *symbol)
{
    static void (*const bodies[SYMBOL_KINDS])(Check *, Symbol *) = {
        [SYMBOL_SECTION] = section_check, [SYMBOL_SCORE] = score_check,
        [SYMBOL_RANK] = rank_check,       [SYMBOL_GRADE] = grade_check,
        [SYMBOL_LET] = let_check,         [SYMBOL_TABLE] = table_check,
    };
    bodies[symbol->kind](c, symbol);
}

bool symbol_ready(Check *c, Symbol *symbol)
{
    if (symbol->progress == PROGRESS_DONE)
        return true;
    if (symbol->progress == PROGRESS_BUSY || c->busy.count >= NESTED_MOST) { /* in a circle */
        if (symbol->kind == SYMBOL_LET || symbol->kind == SYMBOL_TABLE)
            say_let_cycle(c, symbol);
        return false;
    }
    Block block = c->block;
    symbol->progress = PROGRESS_BUSY;
    *GROW(c, c->busy.at, c->busy.count, c->busy.room) = symbol;
    c->block = block_of(symbol->kind, &symbol->name);
    size_t before = diag_errors(c->diag);
    body_check(c, symbol);
    if (is_item_kind(symbol->kind) && c->ir->items[symbol->index].calendar == NONE &&
        diag_errors(c->diag) == before)
        SAY(c, E0329, symbol->span, say_name(c, &symbol->name), NULL);
    c->block = block;
    c->busy.count--;
    symbol->progress = PROGRESS_DONE;
    return true;
}

/* --- what a declaration names, by its words alone --- */

static void mentions_add(Check *c, const Node *node, Symbols *list)
{
    Text word = node->name;
    if (node->kind == NODE_PATH)
        word = node->first->name;
    bool is_word = node->kind == NODE_PATH || node->kind == NODE_NAME ||
                   node->kind == NODE_LOOKUP || node->kind == NODE_AMOUNT_OF ||
                   node->kind == NODE_BY;
    Symbol *symbol = is_word ? scope_find(c, SPACE_THINGS, word) : NULL;
    if (symbol != NULL && symbol->kind != SYMBOL_CALENDAR)
        *GROW(c, list->at, list->count, list->room) = symbol;
    for (const Node *at = node->kind == NODE_PATH ? NULL : node->first; at != NULL; at = at->next)
        mentions_add(c, at, list);
}

typedef struct Frame {
    Symbol *symbol;
    Symbols mentions;
    size_t next;
} Frame;
typedef struct Frames {
    Frame *at;
    size_t count, room;
} Frames;

static void frame_push(Check *c, Frames *stack, Symbol *symbol)
{
    Frame frame = {.symbol = symbol};
    symbol->seen = true;
    for (size_t i = 0; i < symbol->version_count; i++)
        mentions_add(c, symbol->versions[i].node, &frame.mentions);
    *GROW(c, stack->at, stack->count, stack->room) = frame;
}

/* A walk without recursion: a chain of scores may be as long as the script. */
static void visit(Check *c, Frames *stack, Symbol *root)
{
    if (root->seen)
        return;
    frame_push(c, stack, root);
    while (stack->count > 0) {
        Frame *top = &stack->at[stack->count - 1];
        if (top->next == top->mentions.count) {
            symbol_ready(c, top->symbol);
            stack->count--;
            continue;
        }
        Symbol *mentioned = top->mentions.at[top->next++];
        if (!mentioned->seen)
            frame_push(c, stack, mentioned);
    }
}

void items_check(Check *c)
{
    Frames stack = {0};
    const unsigned kinds = ITEM_BITS | BIT(SYMBOL_LET) | BIT(SYMBOL_TABLE);
    for (size_t i = 0; i < c->items.count; i++)
        if (c->items.at[i]->kind == SYMBOL_GRADE)
            grade_levels(c, c->items.at[i]);
    for (size_t i = 0; i < c->items.count; i++)
        if (c->items.at[i]->kind == SYMBOL_SECTION)
            visit(c, &stack, c->items.at[i]);
    for (size_t i = 0; i < c->symbols.count; i++)
        if ((BIT(c->symbols.at[i]->kind) & kinds) != 0)
            visit(c, &stack, c->symbols.at[i]);
}
