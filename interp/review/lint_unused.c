/* What is declared and never read. */
#include "interp/review/lint_work.h"

/* --- kinds and sections, in what rules mean --- */

typedef struct Used {
    const Ir *ir;
    bool *kinds, *items;
} Used;

static void use_expr(Used *used, const Expr *expr)
{
    if (expr == NULL)
        return;
    bool reads_item = expr->op == EXPR_CELL || expr->op == EXPR_ITEM_AGG ||
                      expr->op == EXPR_GROUP || expr->op == EXPR_SHARE ||
                      expr->op == EXPR_EVENT_AGG;
    if (reads_item)
        used->items[expr->index] = true;
    for (int i = 0; i < 3; i++)
        use_expr(used, expr->arg[i]);
}

static bool adds_sections(const Expr *expr)
{
    if (expr == NULL)
        return false;
    return expr->op == EXPR_SECTIONS || adds_sections(expr->arg[0]) ||
           adds_sections(expr->arg[1]) || adds_sections(expr->arg[2]);
}

static void use_sections(Used *used, const IrItem *score, const Expr *formula)
{
    for (size_t i = 0; i < used->ir->item_count && adds_sections(formula); i++) {
        const IrItem *item = &used->ir->items[i];
        if (item->kind == ITEM_SECTION && item->subject == score->subject &&
            item->calendar == score->calendar)
            used->items[i] = true;
    }
}

static void use_version(Used *used, const IrItem *item, const IrVersion *version)
{
    const Expr *parts[] = {version->base,   version->formula, version->floor, version->cap,
                           version->out_of, version->only,    version->by};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        use_expr(used, parts[i]);
    for (size_t i = 0; i < version->then_count; i++)
        use_expr(used, version->then_met[i] ? version->then_met[i] : version->then_by[i]);
    for (size_t i = 0; i < version->level_count; i++)
        use_expr(used, version->levels[i].condition);
    if (item->kind == ITEM_GRADE && version->by_item != UINT32_MAX)
        used->items[version->by_item] = true;
    use_sections(used, item, version->formula);
}

static void use_item(Used *used, const IrItem *item)
{
    for (size_t i = 0; i < item->kind_count; i++)
        used->kinds[item->kinds[i]] = true;
    use_expr(used, item->measured);
    use_expr(used, item->where);
    for (size_t i = 0; i < item->version_count; i++)
        use_version(used, item, &item->versions[i]);
}

static void use_rule(Used *used, const IrRule *rule)
{
    const Expr *parts[] = {rule->where,    rule->unless,  rule->only,
                           rule->count_by, rule->counted, rule->run_where};
    for (size_t i = 0; i < rule->kind_count; i++)
        used->kinds[rule->kinds[i]] = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        use_expr(used, parts[i]);
    for (size_t i = 0; i < rule->charge_count; i++)
        use_expr(used, rule->charges[i].where);
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        use_expr(used, effect->amount);
        use_expr(used, effect->high);
        if (effect->kind == EFFECT_TREAT_AS)
            used->kinds[effect->item] = true;
    }
    for (size_t i = 0; i < rule->cap_count; i++)
        use_expr(used, rule->caps[i].amount);
}

/* Sections add up to something, or they are for show: where there is no score at all. */
static void say_unused(const Lint *lint, const Used *used)
{
    bool has_score = false;
    for (size_t i = 0; i < lint->ir->item_count; i++)
        has_score |= lint->ir->items[i].kind == ITEM_SCORE;
    for (size_t i = 0; i < lint->ir->event_count; i++)
        if (!used->kinds[i])
            FIND(lint, L1015, lint->ir->events[i].meta.span,
                 lint_name(lint, &lint->ir->events[i].name), NULL);
    for (size_t i = 0; i < lint->ir->item_count && has_score; i++) {
        const IrItem *item = &lint->ir->items[i];
        if (item->kind == ITEM_SECTION && !used->items[i])
            FIND(lint, L1016, item->versions[0].meta.span, lint_name(lint, &item->name), NULL);
    }
}

/* --- lets and tables, in what was written --- */

static bool is_named(const Node *node, const Node *declaration)
{
    return text_equal(node->name, declaration->name) ||
           (declaration->alias.size > 0 && text_equal(node->name, declaration->alias));
}

/* Whether the tree reads it, its own declarations left aside. */
static bool reads(const Node *node, const Node *declaration)
{
    for (const Node *child = node->first; child != NULL; child = child->next) {
        bool names = child->kind == NODE_NAME || child->kind == NODE_LOOKUP ||
                     child->kind == NODE_AMOUNT_OF || child->kind == NODE_PATH;
        bool is_own = child->kind == declaration->kind && is_named(child, declaration);
        if (!is_own && ((names && is_named(child, declaration)) || reads(child, declaration)))
            return true;
    }
    return false;
}

static void find_unread(const Lint *lint, const Node *declaration)
{
    for (size_t i = 0; i < lint->task->file_count; i++)
        if (reads(lint->task->files[i], declaration))
            return;
    Name name = {.text = declaration->name, .alias = declaration->alias};
    FIND(lint, L1017, declaration->name_span, lint_name(lint, &name), NULL);
}

void find_unused(Lint *lint)
{
    const Ir *ir = lint->ir;
    Used used = {.ir = ir,
                 .kinds = arena_alloc(lint->arena, ir->event_count + 1),
                 .items = arena_alloc(lint->arena, ir->item_count + 1)};
    for (size_t i = 0; i < ir->item_count; i++)
        use_item(&used, &ir->items[i]);
    for (size_t i = 0; i < ir->rule_count; i++)
        use_rule(&used, &ir->rules[i]);
    say_unused(lint, &used);
    for (size_t i = 0; i < lint->task->file_count; i++)
        for (const Node *node = lint->task->files[i]->first; node != NULL; node = node->next)
            if (node->kind == NODE_LET || node->kind == NODE_TABLE)
                find_unread(lint, node);
}
