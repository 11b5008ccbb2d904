/* Rules: one version at a time, from trigger to effects. */
#include "interp/check/work.h"

/* A condition of the rule, or NULL when it does not stand there. */
static Expr *condition_part(RuleWork *work, NodeKind kind)
{
    Check *c = work->check;
    const Node *part = node_once(c, work->node, kind);
    if (part == NULL || !work->known)
        return NULL;
    return expr_condition(c, &work->env, part->first);
}

/* What is capped: postings of one unit, all deducted or all added. The first of them, or NULL. */
static const IrEffect *capped_postings(RuleWork *work, const Node *cap)
{
    Check *c = work->check;
    const IrRule *rule = work->rule;
    const IrEffect *post = NULL;
    size_t posts = 0;
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        posts += effect->kind == EFFECT_POST;
        if (effect->kind != EFFECT_POST || effect->item == NONE)
            continue;
        bool alike = post == NULL ||
                     (post->deduct == effect->deduct &&
                      type_equal(c->ir->items[post->item].type, c->ir->items[effect->item].type));
        if (!alike) {
            SAY(c, E0381, cap->span, say_name(c, &rule->name), NULL);
            return NULL;
        }
        post = effect;
    }
    if (posts == 0 && work->known)
        SAY(c, E0382, cap->span, say_name(c, &rule->name), NULL);
    return post;
}

static void cap_check(RuleWork *work, const Node *node, IrCap *cap)
{
    Check *c = work->check;
    const Node *each = node_find(node, NODE_EACH);
    cap->calendar = calendar_find(c, node_word(each), name_span(c, each));
    const IrEffect *post = capped_postings(work, node);
    if (post != NULL)
        calendar_fits(c, cap->calendar, c->ir->items[post->item].subject, node->span);
    if (post != NULL)
        cap->amount =
            expr_typed(c, &work->env, node->first, c->ir->items[post->item].type, say_node(node));
    if (cap->amount != NULL && cap->amount->op == EXPR_CONST && cap->amount->value.num <= 0)
        SAY(c, E0527, node->span, NULL);
}

static void caps_check(RuleWork *work)
{
    IrRule *rule = work->rule;
    size_t count = node_count(work->node, NODE_CAP);
    if (count == 0)
        return;
    rule->caps = arena_alloc(work->check->arena, count * sizeof *rule->caps);
    rule->cap_count = 0;
    for (const Node *cap = node_find(work->node, NODE_CAP); cap != NULL;
         cap = node_next(cap, NODE_CAP))
        cap_check(work, cap, &rule->caps[rule->cap_count++]);
}

static void rule_read(Check *c, IrRule *rule, const Node *node)
{
    RuleWork work = {.check = c, .rule = rule, .node = node, .charged = NONE};
    trigger_check(&work);
    rule->unless = condition_part(&work, NODE_UNLESS);
    rule->only = condition_part(&work, NODE_FOR);
    counters_check(&work);
    charges_check(&work);
    effects_check(&work);
    balance_alone_check(&work);
    caps_check(&work);
    if (rule->effect_count == 0)
        SAY(c, E0324, rule->meta.span, say_name(c, &rule->name),
            BOTH("an effect: deduct, add, hold, notice, void …",
                 "一项效果：扣、加、限定、提醒、免计等"),
            NULL);
}

void rules_check(Check *c)
{
    for (size_t i = 0; i < c->symbols.count; i++) {
        Symbol *symbol = c->symbols.at[i];
        if (symbol->kind != SYMBOL_RULE)
            continue;
        symbol->index = (uint32_t)c->ir->family_count++;
        c->block = block_of(SYMBOL_RULE, &symbol->name);
        for (size_t j = 0; j < symbol->version_count; j++) {
            IrRule rule = {.name = symbol->name,
                           .meta = symbol->versions[j].meta,
                           .family = symbol->index,
                           .version = (uint32_t)j,
                           .subject = NONE,
                           .calendar = NONE};
            const Node *title = node_find(symbol->versions[j].node, NODE_TITLE);
            if (title != NULL)
                rule.name.title = title->name;
            rule_read(c, &rule, symbol->versions[j].node);
            *GROW(c, c->ir->rules, c->ir->rule_count, c->rule_room) = rule;
        }
    }
    c->block = (Block){0};
}
