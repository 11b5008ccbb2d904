/* What rules and measures do with an event, as far as it needs a cycle of the event's own subject.
 */
#include "interp/exec/cycles.h"

typedef struct Need {
    uint32_t calendar;
    Day from, until; /* the rule's version */
} Need;

typedef struct Needs {
    Need *at;
    size_t count, room;
} Needs;

struct Cycles {
    const Ir *ir;
    Needs *kinds;
};

static bool is_cycle(const Ir *ir, uint32_t calendar)
{
    return calendar < ir->calendar_count && ir->calendars[calendar].kind == CALENDAR_CYCLE;
}

static void add_need(Cycles *cycles, Arena *arena, uint32_t kind, Need need)
{
    Needs *needs = &cycles->kinds[kind];
    const IrEvent *event = &cycles->ir->events[kind];
    const IrCalendar *calendar = &cycles->ir->calendars[need.calendar];
    bool has_cycles =
        event->own != UINT32_MAX &&
        (!calendar_is_own(calendar) || event->fields[event->own].type.ref == calendar->subject);
    if (!has_cycles)
        return;
    needs->at = arena_grow(arena, needs->at, needs->count, &needs->room, sizeof *needs->at);
    needs->at[needs->count++] = need;
}

static void add_for_kinds(Cycles *cycles, Arena *arena, const uint32_t *kinds, size_t count,
                          Need need)
{
    if (!is_cycle(cycles->ir, need.calendar))
        return;
    for (size_t i = 0; i < count; i++)
        add_need(cycles, arena, kinds[i], need);
}

static bool has_item(EffectKind kind)
{
    switch (kind) {
    case EFFECT_POST:
    case EFFECT_SET:
    case EFFECT_CLEAR:
    case EFFECT_RESTART:
    case EFFECT_WITHHOLD:
    case EFFECT_HOLD:
        return true;
    case EFFECT_TREAT_AS:
    case EFFECT_VOID:
    case EFFECT_NOTICE:
        return false;
    }
    return false;
}

/* Whom a rule charges has cycles of his own: only what acts on the event's own subject is asked. */
static void add_rule(Cycles *cycles, Arena *arena, const IrRule *rule)
{
    const Ir *ir = cycles->ir;
    Need need = {UINT32_MAX, rule->meta.from, rule->meta.until};
    if (rule->trigger != TRIGGER_EVENTS)
        return;
    if (rule->counter != COUNTER_NONE && rule->window.kind == WINDOW_CALENDAR) {
        need.calendar = rule->window.calendar;
        add_for_kinds(cycles, arena, rule->kinds, rule->kind_count, need);
    }
    for (size_t i = 0; i < rule->effect_count; i++) {
        if (!has_item(rule->effects[i].kind))
            continue;
        need.calendar = ir->items[rule->effects[i].item].calendar;
        if (rule->charge_count == 0 ||
            (is_cycle(ir, need.calendar) && !calendar_is_own(&ir->calendars[need.calendar])))
            add_for_kinds(cycles, arena, rule->kinds, rule->kind_count, need);
    }
}

Cycles *cycles_new(Arena *arena, const Ir *ir)
{
    Cycles *cycles = arena_alloc(arena, sizeof *cycles);
    *cycles = (Cycles){ir, arena_alloc(arena, (ir->event_count + 1) * sizeof(Needs))};
    size_t needed = 0;
    for (size_t i = 0; i < ir->rule_count; i++)
        add_rule(cycles, arena, &ir->rules[i]);
    for (size_t i = 0; i < ir->item_count; i++)
        if (ir->items[i].kind == ITEM_MEASURE)
            add_for_kinds(cycles, arena, ir->items[i].kinds, ir->items[i].kind_count,
                          (Need){ir->items[i].calendar, DAY_ALWAYS, DAY_NEVER});
    for (size_t k = 0; k < ir->event_count; k++)
        needed += cycles->kinds[k].count;
    return needed > 0 ? cycles : NULL;
}

uint32_t cycles_lacking(const Cycles *cycles, const Roster *roster, uint32_t kind, uint32_t own,
                        Day day)
{
    const Needs *needs = &cycles->kinds[kind];
    for (size_t i = 0; i < needs->count; i++) {
        const IrCalendar *calendar = &cycles->ir->calendars[needs->at[i].calendar];
        int32_t unused;
        if (needs->at[i].from <= day && day <= needs->at[i].until &&
            !calendar_of_day(calendar, roster_anchor(roster, calendar, own), day, &unused))
            return needs->at[i].calendar;
    }
    return UINT32_MAX;
}

/* Each need of the one is one of the other. */
static bool are_among(const Needs *needs, const Needs *others)
{
    for (size_t i = 0; i < needs->count; i++) {
        const Need *need = &needs->at[i];
        size_t k = 0;
        while (k < others->count &&
               (others->at[k].calendar != need->calendar || others->at[k].from > need->from ||
                others->at[k].until < need->until))
            k++;
        if (k == others->count)
            return false;
    }
    return true;
}

bool cycles_alike(const Cycles *a, const Cycles *b)
{
    if (!a || !b)
        return a == b;
    for (size_t i = 0; i < a->ir->event_count; i++)
        if (!are_among(&a->kinds[i], &b->kinds[i]) || !are_among(&b->kinds[i], &a->kinds[i]))
            return false;
    return true;
}
