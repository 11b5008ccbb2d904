/* Name tables: one for each space of names, both spellings of a name lead to its symbol. */
#include "interp/check/work.h"

static ScopeSlot *slot_for(const Scope *scope, Text key)
{
    size_t at = text_hash(key) & (scope->room - 1);
    while (scope->slots[at].symbol != NULL && !text_equal(scope->slots[at].key, key))
        at = (at + 1) & (scope->room - 1);
    return &scope->slots[at];
}

static void scope_grow(Arena *arena, Scope *scope)
{
    Scope larger = {.room = scope->room < 32 ? 64 : scope->room * 2, .count = scope->count};
    larger.slots = arena_alloc(arena, larger.room * sizeof *larger.slots);
    for (size_t i = 0; i < scope->room; i++)
        if (scope->slots[i].symbol != NULL)
            *slot_for(&larger, scope->slots[i].key) = scope->slots[i];
    *scope = larger;
}

Symbol *scope_get(const Scope *scope, Text key)
{
    return scope->room == 0 ? NULL : slot_for(scope, key)->symbol;
}

Symbol *scope_find(const Check *c, Space space, Text word)
{
    return scope_get(&c->scopes[space], word);
}

void scope_put(Check *c, Scope *scope, Text key, Symbol *symbol)
{
    if (key.size == 0)
        return;
    if ((scope->count + 1) * 2 > scope->room)
        scope_grow(c->arena, scope);
    ScopeSlot *slot = slot_for(scope, key);
    if (slot->symbol == NULL)
        scope->count++;
    *slot = (ScopeSlot){key, symbol};
}

Symbol *scope_add(Check *c, Space space, Symbol *symbol)
{
    Symbol *other = scope_find(c, space, symbol->name.text);
    if (other == NULL && symbol->name.alias.size > 0)
        other = scope_find(c, space, symbol->name.alias);
    if (other != NULL && other != symbol)
        return other;
    scope_put(c, &c->scopes[space], symbol->name.text, symbol);
    scope_put(c, &c->scopes[space], symbol->name.alias, symbol);
    return NULL;
}

/* Behind many errors a suggestion is no longer worth its work. */
static bool may_suggest(const Check *c)
{
    enum { SUGGESTED_MOST = 50 };
    return diag_errors(c->diag) < SUGGESTED_MOST;
}

void names_add(Check *c, Names *names, const Name *name)
{
    if (may_suggest(c))
        *GROW(c, names->at, names->count, names->room) = name;
}

void names_add_text(Check *c, Names *names, Text text)
{
    Name *name = arena_alloc(c->arena, sizeof *name);
    name->text = text;
    names_add(c, names, name);
}

void names_add_fields(Check *c, Names *names, const IrField *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        names_add(c, names, &fields[i].name);
}

void names_add_symbols(Check *c, Names *names, unsigned kinds)
{
    size_t count = may_suggest(c) ? c->symbols.count : 0;
    for (size_t i = 0; i < count; i++)
        if ((kinds & BIT(c->symbols.at[i]->kind)) != 0)
            names_add(c, names, &c->symbols.at[i]->name);
}

const char *near_symbol(Check *c, Text word, unsigned kinds)
{
    Names names = {0};
    names_add_symbols(c, &names, kinds);
    return say_near(c, word, &names);
}

bool is_item_kind(SymbolKind kind)
{
    return (BIT(kind) & ITEM_BITS) != 0;
}

/* "section, score or rank": the kinds that would do. */
static const char *say_kinds(Check *c, unsigned kinds)
{
    const char *words = NULL;
    for (int kind = 0; kind < SYMBOL_KINDS; kind++) {
        if ((kinds & BIT(kind)) == 0)
            continue;
        const char *next = say_kind((SymbolKind)kind);
        bool is_last = (kinds >> kind) == 1;
        const char *join = is_last ? BOTH("%1 or %2", "%1或%2") : BOTH("%1, %2", "%1、%2");
        words = words == NULL ? next : say_both(c, join, words, next);
    }
    return words;
}

Symbol *need_symbol(Check *c, Space space, Text word, Span span, unsigned kinds)
{
    Symbol *symbol = scope_find(c, space, word);
    if (symbol == NULL) {
        SAY(c, E0310, span, say_kinds(c, kinds), say_text(c, word), near_symbol(c, word, kinds),
            NULL);
        return NULL;
    }
    if ((kinds & BIT(symbol->kind)) != 0)
        return symbol;
    SAY(c, E0320, span, say_text(c, word), say_kind(symbol->kind), say_kinds(c, kinds),
        near_symbol(c, word, kinds), NULL);
    diag_label(c->diag, symbol->span, BOTH("declared here", "在此声明"));
    return NULL;
}
