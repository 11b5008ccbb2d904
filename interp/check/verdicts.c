/* Ranks and grades. */
#include "interp/check/aggregate.h"

/* Roster fields of the own subject, as group keys. */
static Expr **groups_read(Check *c, const Env *env, const Node *within, size_t *count)
{
    Expr **keys = NULL;
    size_t room = 0;
    *count = 0;
    for (const Node *at = within != NULL ? within->first : NULL; at != NULL; at = at->next) {
        uint32_t index = 0;
        Text word = node_word(at);
        if (env->subject == NONE)
            return NULL;
        const IrSubject *subject = &c->ir->subjects[env->subject];
        const IrField *field = subject_field(c, env->subject, word, &index);
        if (field == NULL) {
            SAY(c, E0315, at->span, say_text(c, word), say_name(c, &subject->name),
                near_field(c, subject->fields, subject->field_count, word), NULL);
            continue;
        }
        Expr *own = expr_new(c, EXPR_OWN, type_of(TYPE_SUBJECT, env->subject), at->span);
        Expr *key = expr_of(c, EXPR_ROSTER, field->type, at->span, own, NULL, NULL);
        key->index = index;
        *GROW(c, keys, *count, room) = key;
    }
    return keys;
}

static Expr *number_part(Check *c, const Env *env, const Node *part)
{
    Expr *expr = expr_check(c, env, part->first, NULL);
    if (expr_is_poison(expr) || expr->type.kind == TYPE_NUMBER || expr->type.kind == TYPE_DATE)
        return expr;
    SAY(c, E0307, expr->span, say_type(c, expr->type), NULL);
    return expr_poison(c, expr->span);
}

/* --- ranks --- */

static Expr *key_read(Check *c, const Env *env, const Node *part)
{
    bool is_countback = part->first->kind == NODE_AGGREGATE && part->first->op == OP_COUNTBACK;
    return is_countback ? countback_read(c, env, part->first) : number_part(c, env, part);
}

static bool is_countback(const Check *c, const Expr *key)
{
    return key != NULL && key->op == EXPR_GROUP && item_at(c, key->index)->kind == ITEM_COUNTBACK;
}

/* `lowest first` turns the further key that stands right before it; anywhere else, the first. */
static void rank_turn(Check *c, const Node *lowest, const Node *before, size_t then,
                      IrVersion *version)
{
    bool is_then = before != NULL && before->kind == NODE_THEN_BY && then > 0;
    bool *turned = is_then ? &version->then_lowest[then - 1] : &version->lowest_first;
    if (is_countback(c, is_then ? version->then_by[then - 1] : version->by))
        SAY(c, E0520, lowest->span, NULL);
    *turned = true;
}

static void rank_turns(Check *c, const Node *node, IrVersion *version)
{
    const Node *before = NULL;
    size_t then = 0;
    version->then_lowest =
        arena_alloc(c->arena, (version->then_count + 1) * sizeof *version->then_lowest);
    for (const Node *at = node->first; at != NULL; before = at, at = at->next) {
        then += at->kind == NODE_THEN_BY;
        if (at->kind == NODE_LOWEST_FIRST)
            rank_turn(c, at, before, then, version);
    }
}

static void then_read(Check *c, const Env *env, const Node *node, IrVersion *version)
{
    const Node *key = node->first, *again = node_find(node, NODE_AGAIN);
    size_t i = version->then_count++;
    if (key->kind == NODE_AGGREGATE && key->op == OP_HEAD_TO_HEAD)
        version->then_by[i] = version->then_met[i] = head_to_head_read(c, env, key);
    else
        version->then_by[i] = key_read(c, env, node);
    version->then_again[i] = again != NULL;
    for (size_t k = 0; k <= i && again != NULL; k++)
        if (version->then_met[k] != NULL)
            again = NULL;
    if (again != NULL)
        SAY(c, E0529, again->span, NULL);
}

static void rank_keys(Check *c, const Env *env, const Node *node, IrVersion *version)
{
    size_t most = node_count(node, NODE_THEN_BY) + 1;
    version->then_by = arena_alloc(c->arena, most * sizeof(Expr *));
    version->then_met = arena_alloc(c->arena, most * sizeof(Expr *));
    version->then_again = arena_alloc(c->arena, most * sizeof(bool));
    version->by = key_read(c, env, node_find(node, NODE_RANK_BY));
    for (const Node *at = node_find(node, NODE_THEN_BY); at != NULL;
         at = node_next(at, NODE_THEN_BY))
        then_read(c, env, at, version);
}

static void rank_ties(Check *c, const Node *node, IrVersion *version)
{
    const Node *ties = node_once(c, node, NODE_TIES);
    if (ties == NULL)
        return;
    version->dense = ties->op == OP_TIES_DENSE;
    if (ties->op != OP_TIES_DENSE && ties->op != OP_TIES_SHARE)
        SAY(c, E0361, ties->span, BOTH("a rank", "排名"),
            BOTH("`share` or `dense`", "“同名次”或“紧排”"), NULL);
}

void rank_check(Check *c, Symbol *symbol)
{
    head_ready(c, symbol);
    c->ir->items[symbol->index].type = type_plain();
    calendar_is_shared(c, c->ir->items[symbol->index].calendar, &symbol->name, symbol->span);
    for (size_t i = 0; i < symbol->version_count; i++) {
        const IrItem *item = &c->ir->items[symbol->index];
        IrVersion *version = &item->versions[i];
        const Node *node = symbol->versions[i].node, *among = node_once(c, node, NODE_AMONG);
        Env env = cell_env(c, item->subject, item->calendar);
        rank_keys(c, &env, node, version);
        rank_ties(c, node, version);
        version->within =
            groups_read(c, &env, node_once(c, node, NODE_WITHIN), &version->within_count);
        if (among != NULL)
            version->only = expr_condition(c, &env, among->first);
        rank_turns(c, node, version);
    }
}

/* --- grades --- */

static Name *level_names(Check *c, const Node *node, size_t *count)
{
    Name *names = arena_alloc(c->arena, (node_count(node, NODE_LEVEL) + 1) * sizeof *names);
    *count = 0;
    for (const Node *at = node_find(node, NODE_LEVEL); at != NULL && *count < LIST_MOST;
         at = node_next(at, NODE_LEVEL)) {
        Name name = node_names(at);
        for (size_t i = 0; i < *count; i++)
            if (name_is(&names[i], name.text) ||
                (name.alias.size > 0 && name_is(&names[i], name.alias)))
                SAY(c, E0322, at->span, say_name(c, &name), NULL);
        names[(*count)++] = name;
    }
    return names;
}

void grade_levels(Check *c, Symbol *symbol)
{
    IrItem *item = &c->ir->items[symbol->index];
    c->block = block_of(symbol->kind, &symbol->name);
    for (size_t i = 0; i < symbol->version_count; i++) {
        size_t count = 0;
        Name *names = level_names(c, symbol->versions[i].node, &count);
        Type type = type_of(TYPE_ENUM, enum_intern(c, names, count));
        item_type_agrees(c, item, i, type, symbol->versions[i].meta.span);
    }
    c->block = (Block){0};
}

static void quota_amount(Check *c, const Node *top, Quota *quota)
{
    Dimension dim = {0};
    bool has_unit = false;
    quota->set = true;
    quota->amount = RATIO(1);
    if (!number_read(c, top->first, &quota->amount, &dim, &has_unit))
        return;
    quota->percent = has_unit && top->first->unit == UNIT_WORD_PERCENT;
    bool is_count = !has_unit && quota->amount.den == 1;
    bool is_share = quota->percent && ratio_compare(quota->amount, RATIO(1)) <= 0;
    if ((!is_count && !is_share) || quota->amount.num <= 0)
        SAY(c, E0362, top->first->span, NULL);
}

static void quota_ties(Check *c, const Node *level, Quota *quota)
{
    const Node *ties = node_once(c, level, NODE_TIES);
    if (ties == NULL)
        return;
    quota->ties_set = true;
    quota->ties_in = ties->op == OP_TIES_IN;
    if (ties->op != OP_TIES_IN && ties->op != OP_TIES_OUT)
        SAY(c, E0361, ties->span, BOTH("a level", "等次的一档"),
            BOTH("`out` or `in`", "“皆出”或“皆入”"), NULL);
}

static void quota_minimum(Check *c, const Node *level, Quota *quota)
{
    const Node *minimum = node_once(c, level, NODE_MINIMUM);
    bool has_unit = false;
    Dimension dim = {0};
    if (minimum != NULL)
        count_read(c, minimum->first, &quota->minimum, &has_unit, &dim);
}

/* Groups: those of the level, else of the grade; none: those of the rank in force (verdicts.c). */
static void quota_groups(Check *c, const Env *env, const Node *grade, const Node *level,
                         Quota *quota)
{
    const Node *within = node_once(c, level, NODE_WITHIN);
    if (within == NULL)
        within = node_once(c, grade, NODE_WITHIN);
    quota->within = groups_read(c, env, within, &quota->within_count);
}

static void quota_read(Check *c, const Env *env, const Node *grade, const Node *level,
                       const IrVersion *version, Quota *quota)
{
    static const NodeKind parts[] = {NODE_ROUNDED, NODE_MINIMUM, NODE_TIES, NODE_WITHIN};
    const Node *top = node_once(c, level, NODE_TOP);
    const Node *rounded = node_once(c, level, NODE_ROUNDED);
    quota->dir = rounded != NULL ? rounding_dir(rounded) : ROUND_DOWN;
    quota_ties(c, level, quota);
    quota_minimum(c, level, quota);
    if (top != NULL) {
        quota_amount(c, top, quota);
        quota_groups(c, env, grade, level, quota);
        bool is_ranked =
            version->by_item != NONE && c->ir->items[version->by_item].kind == ITEM_RANK;
        if (!is_ranked)
            SAY(c, E0363, top->span, NULL);
        else if (!quota->ties_set)
            SAY(c, W0306, top->span, NULL);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const Node *part = node_find(level, parts[i]);
        if (part != NULL)
            SAY(c, E0364, part->span, say_node(part), NULL);
    }
}

static bool is_condition(const Node *node)
{
    static const NodeKind others[] = {NODE_OTHERWISE, NODE_TOP,     NODE_WITHIN,
                                      NODE_ROUNDED,   NODE_MINIMUM, NODE_TIES};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (node->kind == others[i])
            return false;
    return true;
}

static void level_read(Check *c, const Env *env, const Node *grade, const Node *node,
                       const IrVersion *version, IrLevel *level)
{
    const Node *otherwise = node_find(node, NODE_OTHERWISE);
    *level = (IrLevel){.name = node_names(node), .span = node->span};
    if (otherwise != NULL && node_next(node, NODE_LEVEL) != NULL)
        SAY(c, E0410, otherwise->span, NULL);
    for (const Node *at = node->first; at != NULL; at = at->next)
        if (is_condition(at))
            level->condition = expr_condition(c, env, at);
    quota_read(c, env, grade, node, version, &level->quota);
}

static void grade_by(Check *c, const Node *node, IrVersion *version)
{
    const Node *by = node_once(c, node, NODE_BY);
    if (by == NULL)
        return;
    Symbol *symbol = need_symbol(c, SPACE_THINGS, node_word(by), name_span(c, by),
                                 BIT(SYMBOL_RANK) | BIT(SYMBOL_SCORE) | BIT(SYMBOL_SECTION));
    if (symbol != NULL && symbol_ready(c, symbol))
        version->by_item = symbol->index;
}

static void otherwise_missing(Check *c, const IrItem *item, const IrVersion *version)
{
    for (size_t i = 0; i < version->level_count; i++)
        if (version->levels[i].condition == NULL && !version->levels[i].quota.set)
            return;
    SAY(c, W0305, version->levels[version->level_count - 1].span, say_name(c, &item->name),
        BOTH("who meets no level", "不符合任何一档者"),
        BOTH("such a subject has no grade; add a last level with `otherwise`, or leave it if "
             "that is meant",
             "此类对象没有等次；请在最后加一档“其他”，若本意如此则不必改动"),
        NULL);
}

void grade_check(Check *c, Symbol *symbol)
{
    head_ready(c, symbol);
    for (size_t i = 0; i < symbol->version_count; i++) {
        const IrItem *item = &c->ir->items[symbol->index];
        IrVersion *version = &item->versions[i];
        const Node *node = symbol->versions[i].node;
        Env env = cell_env(c, item->subject, item->calendar);
        size_t most = node_count(node, NODE_LEVEL);
        grade_by(c, node, version);
        version->levels = arena_alloc(c->arena, (most + 1) * sizeof *version->levels);
        for (const Node *at = node_find(node, NODE_LEVEL);
             at != NULL && version->level_count < LIST_MOST; at = node_next(at, NODE_LEVEL))
            level_read(c, &env, node, at, version, &version->levels[version->level_count++]);
        if (most > LIST_MOST)
            SAY(c, E0353, node->span, BOTH("levels of a grade", "等次"), "2000", NULL);
        else
            otherwise_missing(c, item, version);
    }
}
