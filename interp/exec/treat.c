/* Events that count as events of another kind: fields of equal name carry over, the rest gets its
 * defaults (S20). */
#include "interp/exec/run.h"

#include <assert.h>

static int64_t default_number(const Exec *exec, const IrField *field)
{
    int64_t number;
    switch (field->type.kind) {
    case TYPE_TEXT:
        return text_pool_add(exec->roster->pool, field->default_text);
    case TYPE_SUBJECT:
        number = roster_find(&exec->roster->kinds[field->type.ref], field->default_text);
        return number < 0 ? NO_NUMBER : number;
    case TYPE_NUMBER:
    case TYPE_YES_NO:
    case TYPE_ENUM:
    case TYPE_DATE:
    case TYPE_POISON:
        break;
    }
    Ratio scaled;
    bool fits = ratio_mul(&scaled, field->default_value, RATIO(type_scale(field->type)));
    assert(fits && scaled.den == 1); /* no other default is declared */
    (void)fits;
    return scaled.num;
}

static bool has_slot(const IrEvent *event, size_t slot)
{
    for (size_t i = 0; i < event->field_count; i++)
        if (event->fields[i].slot == slot)
            return true;
    return false;
}

static void change_row(const Exec *exec, Batch *batch, size_t row, uint32_t kind)
{
    const IrEvent *event = &exec->plan->ir->events[kind];
    batch->kind[row] = (uint16_t)kind;
    for (size_t s = 0; s < batch->slot_count; s++)
        if (batch->slots[s] && !has_slot(event, s))
            batch->slots[s][row] = NO_NUMBER;
    for (size_t i = 0; i < event->field_count; i++) {
        const IrField *field = &event->fields[i];
        int64_t *slot = field->slot < batch->slot_count ? batch->slots[field->slot] : NULL;
        if (slot && i == event->own)
            slot[row] = batch->own[row];
        else if (slot && slot[row] == NO_NUMBER && field->has_default)
            slot[row] = default_number(exec, field);
    }
}

void exec_treat(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    const Lanes *lanes = exec->lanes;
    if (!exec->treated)
        exec->treated = batch_new(exec->plan->wanted, exec->plan->ir->slot_count, lanes->count);
    for (size_t i = 0; i < lanes->count; i++) {
        batch_append(exec->treated, batch, lanes->rows[i]);
        change_row(exec, exec->treated, exec->treated->count - 1, rule->treat_as);
    }
}
