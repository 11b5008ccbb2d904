/* Kinds that are treated as others: a chain of them has an end, else its circle is printed (S20).
 */
#include "interp/check/work.h"

/* The kind that some rule makes of events of this kind and that is not settled yet, or NONE. */
static uint32_t open_next(const Ir *ir, uint32_t kind, const bool *settled)
{
    for (size_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        uint32_t to = rule->effect_count == 1 && rule->effects[0].kind == EFFECT_TREAT_AS
                          ? rule->effects[0].item
                          : NONE;
        if (to == NONE || settled[to] || (rule->any_event && to == kind))
            continue;
        for (size_t k = 0; k < rule->kind_count; k++)
            if (rule->kinds[k] == kind)
                return to;
    }
    return NONE;
}

/* Of the first rule that makes such events: one does. */
static Span treat_span(const Ir *ir, uint32_t to)
{
    const IrRule *rule = ir->rules;
    while (rule->effect_count != 1 || rule->effects[0].kind != EFFECT_TREAT_AS ||
           rule->effects[0].item != to)
        rule++;
    return rule->effects[0].span;
}

/* Each of the open kinds leads to an open one: so many steps end within a circle. */
static void circle_say(Check *c, uint32_t kind, const bool *settled)
{
    const Ir *ir = c->ir;
    for (size_t i = 0; i < ir->event_count; i++)
        kind = open_next(ir, kind, settled);
    const Name **way = arena_alloc(c->arena, (ir->event_count + 1) * sizeof *way);
    size_t count = 0;
    way[count++] = &ir->events[kind].name;
    uint32_t at = kind;
    do {
        at = open_next(ir, at, settled);
        way[count++] = &ir->events[at].name;
    } while (at != kind);
    SAY(c, E0425, treat_span(ir, kind), say_way(c, way, count), NULL);
}

static bool any_treats(const Ir *ir)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++)
            if (ir->rules[i].effects[k].kind == EFFECT_TREAT_AS)
                return true;
    return false;
}

void treats_check(Check *c)
{
    const Ir *ir = c->ir;
    if (!any_treats(ir))
        return;
    bool *settled = arena_alloc(c->arena, ir->event_count + 1);
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t kind = 0; kind < ir->event_count; kind++)
            if (!settled[kind] && open_next(ir, kind, settled) == NONE)
                changed = settled[kind] = true;
    }
    for (uint32_t kind = 0; kind < ir->event_count; kind++)
        if (!settled[kind]) {
            circle_say(c, kind, settled);
            return;
        }
}
