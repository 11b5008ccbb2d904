/* Two rules for one event: one within the other, overlaps. */
#include "interp/review/lint_work.h"

/* Both post to one section, for the same subject, each event by itself; nothing chooses between
 * them. */
static bool is_chosen_between(const Ir *ir, const IrRule *a, const IrRule *b)
{
    for (size_t i = 0; i < ir->selection_count; i++) {
        const IrSelection *selection = &ir->selections[i];
        bool has_a = false, has_b = false;
        for (size_t k = 0; k < selection->family_count; k++) {
            has_a |= selection->families[k] == a->family;
            has_b |= selection->families[k] == b->family;
        }
        if (has_a && has_b)
            return true;
    }
    return false;
}

bool rules_compare(const Ir *ir, const IrRule *a, const IrRule *b)
{
    return a->family != b->family && a->trigger == TRIGGER_EVENTS && b->trigger == TRIGGER_EVENTS &&
           a->counter == COUNTER_NONE && b->counter == COUNTER_NONE &&
           charges_equal(a->charges, a->charge_count, b->charges, b->charge_count) &&
           !is_chosen_between(ir, a, b);
}

static bool say_within(const Lint *lint, uint32_t inner, uint32_t outer, uint32_t section)
{
    const IrRule *a = &lint->ir->rules[inner], *b = &lint->ir->rules[outer];
    if (!rule_kinds_within(lint->ir, a, b) ||
        !region_is_within(lint->space, &lint->regions[inner], &lint->regions[outer]))
        return false;
    FIND(lint, L1005, a->meta.span, lint_name(lint, &a->name), lint_name(lint, &b->name),
         lint_name(lint, &lint->ir->items[section].name), NULL);
    diag_label(lint->diag, b->meta.span, BOTH("the other rule", "另一条规则"));
    return true;
}

static void find_pair(const Lint *lint, uint32_t i, uint32_t k)
{
    const IrRule *a = &lint->ir->rules[i], *b = &lint->ir->rules[k];
    uint32_t kind = 0, section = rule_shared_section(a, b);
    if (section == UINT32_MAX || !rules_compare(lint->ir, a, b) ||
        !rule_shares_kind(lint->ir, a, b, &kind))
        return;
    Region both = region_meet(lint->space, &lint->regions[i], &lint->regions[k]);
    if (both.count == 0 || say_within(lint, k, i, section) || say_within(lint, i, k, section))
        return;
    const Box *box = region_witness(lint->space, &both);
    if (box == NULL)
        return;
    Situation situation = {lint->space, box, kind};
    FIND(lint, L1006, b->meta.span, lint_name(lint, &a->name), lint_name(lint, &b->name),
         lint_name(lint, &lint->ir->items[section].name),
         lint_both(lint, situation_write, &situation), NULL);
    diag_label(lint->diag, a->meta.span, BOTH("the other rule", "另一条规则"));
}

void find_pairs(Lint *lint)
{
    for (uint32_t k = 1; k < lint->ir->rule_count; k++)
        for (uint32_t i = 0; i < k; i++)
            find_pair(lint, i, k);
}
