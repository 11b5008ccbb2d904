/* Decisions that events carry (S21): the reserved field `decided` of every kind that a rule with
 * an amount `as decided` selects. It is added behind the rules, so that nothing else reads it. */
#include "interp/check/work.h"

#include <string.h>

static const Name DECIDED = {.text = {"decided", 7}, .alias = {"酌定数额", 12}};

static void field_append(Check *c, IrEvent *event, const IrEffect *effect, Type type)
{
    IrField *fields = arena_alloc(c->arena, (event->field_count + 1) * sizeof *fields);
    if (event->field_count > 0) /* without subjects not even one of its own */
        memcpy(fields, event->fields, event->field_count * sizeof *fields);
    fields[event->field_count] = (IrField){
        .name = DECIDED, .span = effect->span, .type = type, .optional = true, .factor = RATIO(1)};
    fields[event->field_count].slot = slot_for_field(c, &fields[event->field_count]);
    event->fields = fields;
    event->field_count++;
}

/* One event carries one decision, so every rule that reads it wants the same unit. */
static bool decided_field(Check *c, uint32_t kind, IrEffect *effect, Type type)
{
    IrEvent *event = &c->ir->events[kind];
    uint32_t index = 0;
    const IrField *field = event_field(c, kind, DECIDED.text, &index);
    if (field == NULL) {
        field_append(c, event, effect, type);
        field = &event->fields[event->field_count - 1];
    }
    effect->decided = field->slot;
    if (type_equal(field->type, type))
        return true;
    SAY(c, E0396, effect->span, say_name(c, &event->name), say_type(c, field->type),
        say_type(c, type), NULL);
    diag_label(c->diag, field->span, BOTH("the first one", "前一处"));
    return false;
}

static void effect_decided(Check *c, const IrRule *rule, IrEffect *effect)
{
    if (effect->high == NULL || effect->item == NONE)
        return;
    Type type = c->ir->items[effect->item].type;
    size_t count = rule->any_event ? c->ir->event_count : rule->kind_count;
    for (uint32_t i = 0; i < count && !type_is_poison(type); i++)
        if (!decided_field(c, rule->any_event ? i : rule->kinds[i], effect, type))
            return;
}

void decided_check(Check *c)
{
    for (size_t i = 0; i < c->ir->rule_count; i++)
        for (size_t k = 0; k < c->ir->rules[i].effect_count; k++)
            effect_decided(c, &c->ir->rules[i], &c->ir->rules[i].effects[k]);
}
