/* Rows of data in a `suppose`: checked by themselves against what the rules declare. */
#include "interp/check/work.h"

/* As much of a check as rows of data need: the kinds of events and subjects by name. */
static Check *data_check(Arena *arena, Diag *diag, const Ir *ir)
{
    Check *c = arena_alloc(arena, sizeof *c);
    Symbol *symbols =
        arena_alloc(arena, (ir->event_count + ir->subject_count + 1) * sizeof *symbols);
    *c = (Check){.arena = arena, .diag = diag, .ir = (Ir *)ir};
    c->block = (Block){.text = BOTH("suppose", "假设")};
    c->symbols.at =
        arena_alloc(arena, (ir->event_count + ir->subject_count + 1) * sizeof *c->symbols.at);
    for (uint32_t i = 0; i < ir->event_count + ir->subject_count; i++) {
        bool is_event = i < ir->event_count;
        uint32_t index = is_event ? i : i - (uint32_t)ir->event_count;
        const Meta *meta = is_event ? &ir->events[index].meta : &ir->subjects[index].meta;
        symbols[i] = (Symbol){.kind = is_event ? SYMBOL_EVENT : SYMBOL_SUBJECT,
                              .name = is_event ? ir->events[index].name : ir->subjects[index].name,
                              .span = meta->span,
                              .index = index};
        scope_add(c, is_event ? SPACE_EVENTS : SPACE_SUBJECTS, &symbols[i]);
        c->symbols.at[c->symbols.count++] = &symbols[i];
    }
    return c;
}

bool check_given(Arena *arena, Diag *diag, const Ir *ir, const Node *node, IrGiven *out)
{
    Check *c = data_check(arena, diag, ir);
    const Node *from = node_find(node, NODE_FROM);
    bool good = given_check(c, node, out);
    if (from != NULL)
        good &= day_read(c, from->first, &out->since);
    return good;
}

/* --- altered events --- */

static bool is_word(const Node *assign, const char *english, const char *chinese)
{
    return text_is(assign->name, english) || text_is(assign->name, chinese);
}

static bool new_kind(Check *c, const Node *value, uint32_t *kind)
{
    Text word = value->name;
    if (value->kind != NODE_NAME && value->kind != NODE_TEXT)
        word = text_slice(diag_source_text(c->diag, value->span.source), value->span.start,
                          value->span.end);
    const Symbol *symbol = need_symbol(c, SPACE_EVENTS, word, value->span, BIT(SYMBOL_EVENT));
    if (symbol != NULL)
        *kind = symbol->index;
    return symbol != NULL;
}

/* The assignments to fields, without those to what every event has. */
static Node *fields_of(Check *c, const Node *alter, IrGiven *given, bool *good)
{
    Node *fields = arena_copy(c->arena, alter, sizeof *alter);
    Node **last = &fields->first;
    fields->first = NULL;
    for (const Node *at = alter->first; at != NULL; at = at->next) {
        if (at->kind != NODE_ASSIGN)
            continue;
        if (is_word(at, "date", "日期")) {
            *good &= day_read(c, at->first, &given->day);
        } else if (is_word(at, "kind", "事项")) {
            *good &= new_kind(c, at->first, &given->kind);
        } else {
            *last = arena_copy(c->arena, at, sizeof *at);
            (*last)->next = NULL;
            last = &(*last)->next;
        }
    }
    return fields;
}

bool check_altered(Arena *arena, Diag *diag, const Ir *ir, const Node *alter, uint32_t kind,
                   IrGiven *out)
{
    Check *c = data_check(arena, diag, ir);
    bool good = true;
    *out = (IrGiven){.is_event = true, .kind = kind, .day = DAY_NEVER, .span = alter->span};
    const Node *fields = fields_of(c, alter, out, &good);
    good &= event_assigns(c, fields, out);
    return good;
}
