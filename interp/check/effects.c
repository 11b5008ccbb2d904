/* What a rule does: postings, holds, voids, notices and the rest. */
#include "interp/check/work.h"

/* --- amounts --- */

/* `deduct -1 point` says two things at once: which was meant cannot be told. */
static void negative_check(Check *c, const Expr *amount, bool deduct)
{
    if (amount->op != EXPR_CONST || amount->value.num >= 0)
        return;
    Ratio positive = {-amount->value.num, amount->value.den};
    SAY(c, E0383, amount->span, deduct ? BOTH("deduct", "扣") : BOTH("add", "加"),
        deduct ? BOTH("add", "加") : BOTH("deduct", "扣"), say_amount(c, amount->type, positive),
        NULL);
}

static void decided_read(RuleWork *work, const Node *node, Type type, IrEffect *effect)
{
    Check *c = work->check;
    if (work->rule->trigger != TRIGGER_EVENTS) {
        SAY(c, E0395, node->span, NULL);
        return;
    }
    const char *what = BOTH("this amount", "该数额");
    Expr *low = expr_typed(c, &work->env, node->first, type, what);
    Expr *high = expr_typed(c, &work->env, node->first->next, type, what);
    negative_check(c, low, effect->deduct);
    bool constant = low->op == EXPR_CONST && high->op == EXPR_CONST;
    if (constant && ratio_compare(low->value, high->value) > 0)
        SAY(c, E0333, high->span, NULL);
    if (expr_is_poison(low) || expr_is_poison(high))
        return;
    effect->amount = effect->deduct ? expr_negate(c, high->span, high) : low;
    effect->high = effect->deduct ? expr_negate(c, low->span, low) : high;
}

static void shared_read(RuleWork *work, const Node *node, const IrItem *item, IrEffect *effect)
{
    Check *c = work->check;
    const Node *shared = node_find(node, NODE_SHARED_BY);
    uint32_t subject = item != NULL ? item->subject : NONE;
    if (shared != NULL)
        bucket_read(c, &work->env, &(Ids){&subject, 1, 1}, shared, &effect->shared_by,
                    &effect->shared_count);
}

/* The item an effect acts on; NULL after saying why there is none. */
static IrItem *target_read(RuleWork *work, const Node *node, unsigned kinds, IrEffect *effect)
{
    Check *c = work->check;
    Symbol *symbol = need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), kinds);
    if (symbol == NULL)
        return NULL;
    symbol_ready(c, symbol);
    IrItem *item = &c->ir->items[symbol->index];
    effect->item = symbol->index;
    item->is_target = true;
    if (work->charged != NONE && item->subject != work->charged) {
        SAY(c, E0379, node->span, say_name(c, &item->name),
            say_name(c, &c->ir->subjects[item->subject].name),
            say_name(c, &c->ir->subjects[work->charged].name), NULL);
        return NULL;
    }
    return item;
}

static void post_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    Check *c = work->check;
    effect->kind = EFFECT_POST;
    effect->deduct = node->kind == NODE_DEDUCT;
    const IrItem *item = target_read(work, node, BIT(SYMBOL_SECTION), effect);
    const Node *amount = node->first;
    shared_read(work, node, item, effect);
    Type type = item != NULL ? item->type : type_of(TYPE_POISON, 0);
    if (amount->kind == NODE_AS_DECIDED) {
        decided_read(work, amount, type, effect);
        return;
    }
    const char *what =
        item == NULL ? ""
                     : say_both(c, BOTH("section %1", "分项“%1”"), say_name(c, &item->name), "");
    Expr *asked = expr_typed(c, &work->env, amount, type, what);
    negative_check(c, asked, effect->deduct);
    effect->amount =
        effect->deduct && !expr_is_poison(asked) ? expr_negate(c, amount->span, asked) : asked;
}

/* --- values of sections --- */

static void set_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    Check *c = work->check;
    effect->kind = EFFECT_SET;
    const IrItem *item = target_read(work, node, BIT(SYMBOL_SECTION), effect);
    if (item != NULL)
        effect->amount =
            expr_typed(c, &work->env, node->first, item->type, BOTH("this section", "该分项"));
}

static void clear_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    effect->kind = node->kind == NODE_CLEAR ? EFFECT_CLEAR : EFFECT_RESTART;
    target_read(work, node, BIT(SYMBOL_SECTION), effect);
}

/* --- events --- */

/* The subject stays, and a required field of the new kind comes along from the old one (S20). */
static void fields_carry(RuleWork *work, const Node *node, const IrEvent *old, const IrEvent *new)
{
    Check *c = work->check;
    uint32_t index = 0;
    uint32_t from = event_subject(old), to = event_subject(new);
    if (from != to && from != NONE && to != NONE)
        SAY(c, E0366, node->span, say_name(c, &old->name), say_name(c, &new->name), NULL);
    for (size_t i = 0; i < new->field_count; i++) {
        const IrField *field = &new->fields[i];
        if (field->optional || field->has_default || i == new->own)
            continue;
        const IrField *source =
            event_field(c, (uint32_t)(old - c->ir->events), field->name.text, &index);
        if (source != NULL && type_equal(source->type, field->type))
            continue;
        SAY(c, E0369, node->span, say_name(c, &old->name), say_name(c, &new->name),
            say_name(c, &field->name), NULL);
    }
}

static void treat_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    Check *c = work->check;
    effect->kind = EFFECT_TREAT_AS;
    const Symbol *event =
        need_symbol(c, SPACE_EVENTS, node->name, name_span(c, node), BIT(SYMBOL_EVENT));
    if (work->rule->trigger != TRIGGER_EVENTS)
        SAY(c, E0372, node->span, NULL);
    if (event == NULL)
        return;
    effect->item = event->index;
    for (size_t i = 0; i < work->rule->kind_count; i++)
        if (!work->rule->any_event || work->rule->kinds[i] != event->index)
            fields_carry(work, node, &c->ir->events[work->rule->kinds[i]],
                         &c->ir->events[event->index]);
}

/* --- limits on scores --- */

static void next_check(RuleWork *work, const Node *node, const IrItem *item, IrEffect *effect)
{
    Check *c = work->check;
    const Node *next = node_find(node, NODE_NEXT);
    if (next == NULL)
        return;
    effect->next = true;
    uint32_t calendar = calendar_find(c, node_word(next), name_span(c, next));
    if (item != NULL && calendar != NONE && item->calendar != NONE && calendar != item->calendar)
        SAY(c, E0380, next->span, say_name(c, &item->name),
            say_name(c, &c->ir->calendars[item->calendar].name), NULL);
}

static void hold_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    Check *c = work->check;
    effect->kind = EFFECT_HOLD;
    effect->at_most = node->op == OP_AT_MOST;
    const IrItem *item = target_read(work, node, ITEM_BITS, effect);
    next_check(work, node, item, effect);
    if (item == NULL)
        return;
    const char *what =
        say_both(c, BOTH("the limit of %1", "“%1”的限定值"), say_name(c, &item->name), "");
    effect->amount = expr_typed(c, &work->env, node->first, item->type, what);
}

static void withhold_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    Check *c = work->check;
    const Node *share = node_find(node, NODE_QUANTITY);
    Ratio value = RATIO(1);
    Dimension dim = {0};
    bool has_unit = false;
    effect->kind = EFFECT_WITHHOLD;
    const IrItem *item = target_read(work, node, TARGET_BITS, effect);
    next_check(work, node, item, effect);
    if (share != NULL && number_read(c, share, &value, &dim, &has_unit) &&
        (share->unit != UNIT_WORD_PERCENT || value.num <= 0 || value.num > value.den))
        SAY(c, E0374, share->span, NULL);
    effect->amount = expr_const(c, type_plain(), value, node->span);
    effect->amount->is_percent = true;
}

/* --- every effect --- */

static void void_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    effect->kind = EFFECT_VOID;
    if (work->rule->trigger != TRIGGER_EVENTS)
        SAY(work->check, E0372, node->span, NULL);
}

static void notice_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    (void)work;
    effect->kind = EFFECT_NOTICE;
    effect->text = node_word(node);
}

static const struct {
    NodeKind node;
    void (*check)(RuleWork *, const Node *, IrEffect *);
} effects[] = {
    {NODE_DEDUCT, post_check}, {NODE_ADD, post_check},      {NODE_SET, set_check},
    {NODE_CLEAR, clear_check}, {NODE_RESTART, clear_check}, {NODE_TREAT_AS, treat_check},
    {NODE_VOID, void_check},   {NODE_NOTICE, notice_check}, {NODE_WITHHOLD, withhold_check},
    {NODE_HOLD, hold_check},
};

static bool is_effect(NodeKind kind)
{
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++)
        if (effects[i].node == kind)
            return true;
    return false;
}

static void effect_check(RuleWork *work, const Node *node, IrEffect *effect)
{
    *effect = (IrEffect){.span = node->span, .item = NONE};
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++)
        if (effects[i].node == node->kind)
            effects[i].check(work, node, effect);
}

/* 2..3 → deduct 2 points from duty: for which occurrences, and what. */
static void step_check(RuleWork *work, const Node *step)
{
    Check *c = work->check;
    int32_t bounds[2] = {1, 1};
    size_t count = 0;
    IrEffect *effect = &work->rule->effects[work->rule->effect_count++];
    for (const Node *at = step->first; at != NULL; at = at->next) {
        bool has_unit = false;
        Dimension dim = {0};
        if (at->kind == NODE_NUMBER)
            count_read(c, at, &bounds[count++], &has_unit, &dim);
        else if (at->kind == NODE_OTHERWISE)
            bounds[count++] = INT32_MAX;
        else
            effect_check(work, at, effect);
    }
    if (count == 2 && bounds[1] < bounds[0])
        SAY(c, E0333, step->span, NULL);
    effect->step_first = bounds[0];
    effect->step_last = count == 2 ? bounds[1] : bounds[0];
}

static void steps_check(RuleWork *work, const Node *node)
{
    IrRule *rule = work->rule;
    if (rule->trigger != TRIGGER_EVENTS)
        SAY(work->check, E0372, node->span, NULL);
    if (rule->any_event && rule->subject == NONE)
        SAY(work->check, E0375, node->span, NULL);
    rule->counter = COUNTER_STEPS;
    rule->count = RATIO(1);
    counter_window(work->check, node_find(node, NODE_IN), rule->subject, &rule->window);
    for (size_t i = 0; i < rule->effect_count; i++) { /* outside the steps: for every one */
        rule->effects[i].step_first = 1;
        rule->effects[i].step_last = INT32_MAX;
    }
    size_t before = diag_errors(work->check->diag);
    for (const Node *at = node_find(node, NODE_STEP); at != NULL; at = node_next(at, NODE_STEP))
        step_check(work, at);
    if (diag_errors(work->check->diag) == before)
        steps_gaps(work->check, rule);
}

/* A rule that takes events away, or makes others of them, does nothing else. */
static void alone_check(RuleWork *work)
{
    const IrRule *rule = work->rule;
    for (size_t i = 0; i < rule->effect_count; i++) {
        bool is_alone =
            rule->effects[i].kind == EFFECT_VOID || rule->effects[i].kind == EFFECT_TREAT_AS;
        if (is_alone && (rule->effect_count > 1 || rule->counter != COUNTER_NONE)) {
            SAY(work->check, E0370, rule->effects[i].span, NULL);
            return;
        }
    }
}

/* Where the trigger is not understood, the names that effects act on still are. */
static void names_check(RuleWork *work)
{
    Check *c = work->check;
    for (const Node *at = work->node->first; at != NULL; at = at->next) {
        bool is_post = at->kind == NODE_DEDUCT || at->kind == NODE_ADD || at->kind == NODE_SET ||
                       at->kind == NODE_CLEAR || at->kind == NODE_RESTART;
        if (is_post)
            need_symbol(c, SPACE_THINGS, at->name, name_span(c, at), BIT(SYMBOL_SECTION));
        else if (at->kind == NODE_HOLD)
            need_symbol(c, SPACE_THINGS, at->name, name_span(c, at), ITEM_BITS);
    }
}

static bool is_set(const IrEffect *effect)
{
    return effect->kind == EFFECT_SET || effect->kind == EFFECT_CLEAR;
}

/* A set value that is written; NULL: none, or one that is worked out. */
static const Expr *set_value(const IrEffect *effect)
{
    static const Expr zero = {.op = EXPR_CONST, .value = {0, 1}};
    const Expr *value = effect->kind == EFFECT_CLEAR ? &zero : effect->amount;
    return value != NULL && value->op == EXPR_CONST ? value : NULL;
}

/* Both at one event: steps of a rule by occurrence have occurrences of their own. */
static bool act_together(const IrRule *rule, const IrEffect *a, const IrEffect *b)
{
    return rule->counter != COUNTER_STEPS ||
           (a->step_first <= b->step_last && b->step_first <= a->step_last);
}

static void sets_agree_check(RuleWork *work)
{
    Check *c = work->check;
    const IrRule *rule = work->rule;
    for (size_t i = 1; i < rule->effect_count; i++)
        for (size_t k = 0; k < i; k++) {
            const IrEffect *a = &rule->effects[k], *b = &rule->effects[i];
            if (!is_set(a) || !is_set(b) || a->item == NONE || a->item != b->item ||
                !act_together(rule, a, b) || set_value(a) == NULL || set_value(b) == NULL ||
                ratio_compare(set_value(a)->value, set_value(b)->value) == 0)
                continue;
            SAY(c, E0413, b->span, say_name(c, &rule->name),
                say_name(c, &c->ir->items[b->item].name), NULL);
            diag_label(c->diag, a->span, BOTH("the other one", "另一处"));
            return;
        }
}

void effects_check(RuleWork *work)
{
    IrRule *rule = work->rule;
    size_t count = 0;
    for (const Node *at = work->node->first; at != NULL; at = at->next)
        count += is_effect(at->kind);
    const Node *steps = node_once(work->check, work->node, NODE_BY_OCCURRENCE);
    count += steps != NULL ? node_count(steps, NODE_STEP) : 0;
    if (!work->known) {
        rule->effect_count = count;
        rule->effects = arena_alloc(work->check->arena, (count + 1) * sizeof *rule->effects);
        for (size_t i = 0; i < count; i++)
            rule->effects[i].item = NONE;
        names_check(work);
        return;
    }
    if (count > 0) {
        rule->effects = arena_alloc(work->check->arena, count * sizeof *rule->effects);
        rule->effect_count = 0;
    }
    for (const Node *at = work->node->first; at != NULL; at = at->next)
        if (is_effect(at->kind))
            effect_check(work, at, &rule->effects[rule->effect_count++]);
    if (steps != NULL)
        steps_check(work, steps);
    alone_check(work);
    sets_agree_check(work);
}
