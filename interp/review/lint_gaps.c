/* What lies between two rules that divide one number: a boundary that neither of them holds. */
#include "interp/review/lint_work.h"

#include "interp/review/bounds.h"

typedef struct Gap {
    uint32_t quantity;
    Domain below, above, between; /* what the two rules take, and what neither does */
} Gap;

/* Two boxes that differ in one number only, the one below the other. */
static bool differ_in_one(const Lint *lint, const Box *low, const Box *high, Gap *gap)
{
    gap->quantity = UINT32_MAX;
    if (low->count != high->count)
        return false;
    for (size_t i = 0; i < low->count; i++) {
        if (low->parts[i].quantity != high->parts[i].quantity)
            return false;
        if (domain_equal(&low->parts[i].domain, &high->parts[i].domain))
            continue;
        if (gap->quantity != UINT32_MAX)
            return false;
        gap->quantity = low->parts[i].quantity;
        gap->below = low->parts[i].domain;
        gap->above = high->parts[i].domain;
    }
    if (gap->quantity == UINT32_MAX)
        return false;
    const Quantity *quantity = space_quantity(lint->space, gap->quantity);
    return quantity->is_free && gap->below.has_high && gap->above.has_low;
}

/* As wide as one unit of the field at most, or one whole number or day: what is wider was meant. */
static bool is_narrow(const Lint *lint, const Gap *gap)
{
    const IrField *field = field_of(lint->ir, space_quantity(lint->space, gap->quantity)->expr);
    Ratio width, most = gap->between.is_whole ? RATIO(0) : field->factor;
    return ratio_sub(&width, gap->between.high, gap->between.low) &&
           ratio_compare(width, most) <= 0;
}

static bool gap_between(const Lint *lint, const Box *low, const Box *high, Gap *gap)
{
    if (!differ_in_one(lint, low, high, gap))
        return false;
    Domain after = {.has_low = true, .low = gap->below.high, .low_open = !gap->below.high_open};
    Domain before = {.has_high = true, .high = gap->above.low, .high_open = !gap->above.low_open};
    after.is_whole = before.is_whole = gap->below.is_whole;
    gap->between = domain_meet(&after, &before);
    return !domain_is_empty(&gap->between) && is_narrow(lint, gap);
}

/* What it does decides how an event counts in the section: also that it counts for nothing, or as
 * another kind. */
static bool decides(const IrEffect *effect, uint32_t section)
{
    if (effect->kind == EFFECT_VOID || effect->kind == EFFECT_TREAT_AS)
        return true;
    return effect_acts_on_item(effect) && effect->item == section;
}

/* What is left of the gap once every rule for that kind and section is taken away. */
static Region left_open(const Lint *lint, const Box *low, const Gap *gap, uint32_t kind,
                        uint32_t section)
{
    Box *box = arena_alloc(lint->arena, sizeof *box);
    box->count = low->count;
    box->parts = arena_copy(lint->arena, low->parts, low->count * sizeof *low->parts);
    for (size_t i = 0; i < box->count; i++)
        if (box->parts[i].quantity == gap->quantity)
            box->parts[i].domain = gap->between;
    Region rest = {.boxes = box, .count = 1, .room = 1};
    for (size_t i = 0; i < lint->ir->rule_count; i++) {
        const IrRule *rule = &lint->ir->rules[i];
        bool decided = false;
        for (size_t k = 0; k < rule->effect_count; k++)
            decided |= decides(&rule->effects[k], section);
        if (decided && rule_has_kind(rule, kind))
            rest = region_without(lint->space, &rest, &lint->regions[i]);
    }
    return rest;
}

typedef struct Ending {
    const Quantity *quantity;
    const Domain *domain;
    bool is_high;
} Ending;

/* "is more than 10 minutes" */
static void ending_write(const Prose *prose, const void *what)
{
    const Ending *ending = what;
    const Domain *domain = ending->domain;
    Expr value = value_of_quantity(prose->ir, ending->quantity,
                                   ending->is_high ? domain->high : domain->low);
    ExprOp op = ending->is_high ? (domain->high_open ? EXPR_LT : EXPR_LE)
                                : (domain->low_open ? EXPR_GT : EXPR_GE);
    Output *words = output_memory();
    Prose aside = {prose->ir, prose->language, words};
    prose_comparison(&aside, op, &value);
    Text said = output_contents(words);
    output_text(prose->out, text_starts(said, " is ") ? text_slice(said, 4, said.size) : said);
    output_close(words);
}

static bool say_gap(const Lint *lint, uint32_t low, uint32_t high, const Gap *gap,
                    const Situation *situation)
{
    const IrRule *a = &lint->ir->rules[low], *b = &lint->ir->rules[high];
    const Quantity *quantity = space_quantity(lint->space, gap->quantity);
    Ending below = {quantity, &gap->below, true}, above = {quantity, &gap->above, false};
    FIND(lint, L1007, b->meta.span, lint_both(lint, situation_write, situation),
         lint_name(lint, &a->name), lint_both(lint, ending_write, &below),
         lint_name(lint, &b->name), lint_both(lint, ending_write, &above), NULL);
    diag_label(lint->diag, a->meta.span, BOTH("the other rule", "另一条规则"));
    return true;
}

static bool find_gap(const Lint *lint, uint32_t low, uint32_t high, uint32_t kind, uint32_t section)
{
    const Region *a = &lint->regions[low], *b = &lint->regions[high];
    if (a->is_vague || b->is_vague)
        return false;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            Gap gap;
            if (!gap_between(lint, &a->boxes[i], &b->boxes[k], &gap))
                continue;
            Region rest = left_open(lint, &a->boxes[i], &gap, kind, section);
            const Box *box = region_witness(lint->space, &rest);
            Situation situation = {lint->space, box, kind};
            if (box != NULL)
                return say_gap(lint, low, high, &gap, &situation);
        }
    return false;
}

void find_gaps(Lint *lint)
{
    for (uint32_t k = 1; k < lint->ir->rule_count; k++)
        for (uint32_t i = 0; i < k; i++) {
            const IrRule *a = &lint->ir->rules[i], *b = &lint->ir->rules[k];
            uint32_t kind = 0, section = rule_shared_section(a, b);
            if (section == UINT32_MAX || !rules_compare(lint->ir, a, b) ||
                !rule_shares_kind(lint->ir, a, b, &kind))
                continue;
            if (!find_gap(lint, i, k, kind, section))
                find_gap(lint, k, i, kind, section);
        }
}
