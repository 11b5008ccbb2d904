/* Selections: which rules compete, and for what bucket. */
#include "interp/check/work.h"

/* The kinds of events that the rule named waits for join the others. */
static void rule_kinds(Check *c, const Symbol *symbol, Ids *kinds)
{
    for (size_t i = 0; i < c->ir->rule_count; i++) {
        const IrRule *rule = &c->ir->rules[i];
        if (!text_equal(rule->name.text, symbol->name.text))
            continue;
        for (size_t j = 0; j < rule->kind_count; j++)
            ids_add(c, kinds, rule->kinds[j]);
    }
}

static void select_check(Check *c, const Node *select, Ids *kinds)
{
    int32_t count = 1;
    bool has_unit = false, seen_amount = false;
    Dimension dim = {0};
    for (const Node *at = select->first; at != NULL; at = at->next) {
        bool is_amount =
            at->kind == NODE_NUMBER || at->kind == NODE_QUANTITY || at->kind == NODE_AMOUNT_OF;
        if (is_amount && !seen_amount) {
            count_read(c, at, &count, &has_unit, &dim);
            seen_amount = true;
        } else if (at->kind == NODE_NAME || at->kind == NODE_PATH) {
            const Symbol *rule =
                need_symbol(c, SPACE_RULES, node_word(at), at->span, BIT(SYMBOL_RULE));
            if (rule != NULL)
                rule_kinds(c, rule, kinds);
        }
    }
}

/* A bucket is made of fields of the events, and of periods. */
static void bucket_check(Check *c, const Env *env, const Node *path)
{
    Text word = {0};
    bool is_period = path_is_word(path, &word) && !word_is_known(c, env, word);
    if (is_period && (ir_find_calendar(c->ir, word) >= 0))
        return;
    if (env->kind_count > 0)
        expr_check(c, env, path, NULL);
}

static void selection_check(Check *c, const Node *node)
{
    Ids kinds = {0};
    refuse(c, CONSTRUCT_SELECTION, head_span(c, node));
    for (const Node *at = node_find(node, NODE_SELECT); at != NULL; at = node_next(at, NODE_SELECT))
        select_check(c, at, &kinds);
    uint32_t subject = NONE;
    if (kinds.count > 0 && c->ir->events[kinds.at[0]].own != NONE) {
        const IrEvent *event = &c->ir->events[kinds.at[0]];
        subject = event->fields[event->own].type.ref;
    }
    Env env = {.place = PLACE_EVENT,
               .subject = subject,
               .calendar = NONE,
               .charged = NONE,
               .kinds = kinds.at,
               .kind_count = kinds.count};
    const Node *each = node_once(c, node, NODE_EACH_PATHS), *only = node_once(c, node, NODE_FOR);
    for (const Node *at = each != NULL ? each->first : NULL; at != NULL; at = at->next)
        bucket_check(c, &env, at);
    if (only != NULL && only->first != NULL && kinds.count > 0)
        expr_condition(c, &env, only->first);
}

void selections_check(Check *c)
{
    for (size_t i = 0; i < c->symbols.count; i++) {
        const Symbol *symbol = c->symbols.at[i];
        if (symbol->kind != SYMBOL_SELECTION)
            continue;
        c->block = block_of(SYMBOL_SELECTION, &symbol->name);
        for (size_t j = 0; j < symbol->version_count; j++)
            selection_check(c, symbol->versions[j].node);
    }
    c->block = (Block){0};
}
