/* What-ifs: checked against the rules that they change, not yet applied. */
#include "interp/check/work.h"

static const IrRule *last_version(const Check *c, const Symbol *symbol)
{
    const IrRule *found = NULL;
    for (size_t i = 0; i < c->ir->rule_count; i++)
        if (text_equal(c->ir->rules[i].name.text, symbol->name.text))
            found = &c->ir->rules[i];
    return found;
}

static void change_check(Check *c, const Node *node)
{
    const Symbol *symbol =
        need_symbol(c, SPACE_RULES, node->name, name_span(c, node), BIT(SYMBOL_RULE));
    const IrRule *known = symbol != NULL ? last_version(c, symbol) : NULL;
    if (known == NULL)
        return;
    IrRule changed = *known;
    rule_read(c, &changed, node, true, true);
}

static void value_check(Check *c, const Node *node)
{
    Symbol *symbol = need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), BIT(SYMBOL_LET));
    Env env = {.place = PLACE_CONST,
               .subject = NONE,
               .calendar = NONE,
               .charged = NONE,
               .what = BOTH("a let", "参数")};
    if (symbol != NULL && symbol_ready(c, symbol))
        expr_typed(c, &env, node->first, symbol->type, BOTH("this let", "该参数"));
}

static void repeal_check(Check *c, const Node *node)
{
    if (scope_find(c, SPACE_THINGS, node->name) == NULL)
        need_symbol(c, SPACE_RULES, node->name, name_span(c, node),
                    BIT(SYMBOL_RULE) | BIT(SYMBOL_SELECTION));
}

static void new_rule_check(Check *c, const Node *node)
{
    IrRule rule = {
        .name = node_names(node), .meta = meta_read(c, node), .subject = NONE, .calendar = NONE};
    rule_read(c, &rule, node, false, true);
}

static void compare_names_check(Check *c, const Node *node)
{
    const Node *in = node_find(node, NODE_IN);
    int32_t first = 0, last = 0;
    for (const Node *at = node_find(node, NODE_NAME); at != NULL; at = node_next(at, NODE_NAME))
        need_symbol(c, SPACE_THINGS, at->name, at->span, ITEM_BITS);
    if (in != NULL)
        period_range(c, in->first, NONE, NO_ANCHOR, &first, &last);
}

static void parts_check(Check *c, const Node *node)
{
    for (const Node *at = node->first; at != NULL; at = at->next) {
        IrGiven given;
        if (at->kind == NODE_CHANGE)
            change_check(c, at);
        else if (at->kind == NODE_CHANGE_VALUE)
            value_check(c, at);
        else if (at->kind == NODE_REPEAL)
            repeal_check(c, at);
        else if (at->kind == NODE_RULE)
            new_rule_check(c, at);
        else if (at->kind == NODE_GIVEN_EVENT || at->kind == NODE_GIVEN_SUBJECT)
            given_check(c, at, &given);
        else if (at->kind == NODE_COMPARE_QUERY)
            compare_names_check(c, at);
    }
}

void changes_check(Check *c)
{
    c->block = (Block){.text = BOTH("suppose", "假设")};
    for (size_t i = 0; i < c->supposes.count; i++) {
        refuse(c, CONSTRUCT_SUPPOSE, head_span(c, c->supposes.at[i]));
        parts_check(c, c->supposes.at[i]);
    }
    c->block = (Block){0};
}
