/* Head to head: a key of a rank that is compared among those still level, by the events between
 * them alone. What the key reads is found once all items and rules are known: each section and each
 * sum of events in it becomes a meeting, which the rank fills for those who are compared. */
#include "interp/check/aggregate.h"

Expr *head_to_head_read(Check *c, const Env *env, const Node *node)
{
    const char *what = BOTH("`head to head of`", "“相互战绩”");
    Aggregate parts = aggregate_read(c, node);
    const Node *const none[] = {parts.pick,   parts.all_but, parts.where, parts.by,
                                parts.across, parts.under,   parts.in};
    bool fits = true;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        fits = qualifier_fits(c, none[i], what) && fits;
    if (!fits)
        return expr_poison(c, node->span);
    if (parts.operand->kind == NODE_ALL_SECTIONS) /* refused with what else is not of events */
        return expr_new(c, EXPR_SECTIONS, type_plain(), parts.operand->span);
    Expr *expr = expr_check(c, env, parts.operand, NULL);
    if (expr_is_poison(expr) || expr->type.kind == TYPE_NUMBER)
        return expr;
    SAY(c, E0307, expr->span, say_type(c, expr->type), NULL);
    return expr_poison(c, expr->span);
}

/* --- what a key is made of --- */

/* One key being made; formulas of scores are written out in it, each once. */
typedef struct Meeting {
    Check *c;
    uint32_t subject, calendar;
    Expr **formulas; /* by item: NULL: not yet */
    bool *busy;      /* by item: its formula is being written out */
    size_t depth;
    bool any;     /* something in it comes from events between two */
    bool is_said; /* … and something from events between more, which was said */
} Meeting;

static Expr *meet(Meeting *m, const Expr *expr);

static const char *written(Check *c, Span span)
{
    Text source = diag_source_text(c->diag, span.source);
    return say_text(c, text_slice(source, span.start, span.end));
}

static Expr *refuse(Meeting *m, const Expr *expr, bool is_limited)
{
    Check *c = m->c;
    SAY(c, E0530, expr->span, written(c, expr->span),
        is_limited ? BOTH("it is more than a formula: give the formula alone a score of its own",
                          "该得分除算式外另有限制：请将算式另立为一个得分")
                   : BOTH("name sections, scores that are formulas of these, or totals, counts and "
                          "averages of events",
                          "可用分项、由其构成的得分，以及事件的合计、计数、平均"),
        NULL);
    return expr_poison(c, expr->span);
}

/* Whether an event kind has two sides; one with more is said once a key. */
static bool has_sides(Meeting *m, uint32_t event, Span span)
{
    Check *c = m->c;
    EventSides sides = event_sides(c->ir, event, m->subject);
    if (sides.count > 2 && !m->is_said)
        SAY(c, E0533, span, say_name(c, &c->ir->events[event].name),
            say_name(c, &c->ir->subjects[m->subject].name), NULL);
    m->is_said |= sides.count > 2;
    return sides.count >= 2;
}

static bool rule_posts(const IrRule *rule, uint32_t item)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].kind == EFFECT_POST && rule->effects[i].item == item)
            return rule->trigger == TRIGGER_EVENTS;
    return false;
}

static bool rule_has_sides(Meeting *m, const IrRule *rule, Span span)
{
    size_t count = rule->any_event ? m->c->ir->event_count : rule->kind_count;
    bool any = false;
    for (uint32_t i = 0; i < count; i++)
        any = has_sides(m, rule->any_event ? i : rule->kinds[i], span) || any;
    return any;
}

static bool comes_from_meetings(Meeting *m, uint32_t index, Span span)
{
    const IrItem *item = item_at(m->c, index);
    bool any = false;
    for (size_t i = 0; i < item->kind_count; i++)
        any = has_sides(m, item->kinds[i], span) || any;
    for (size_t i = 0; item->kind == ITEM_SECTION && i < m->c->ir->rule_count; i++)
        if (rule_posts(&m->c->ir->rules[i], index))
            any = rule_has_sides(m, &m->c->ir->rules[i], span) || any;
    return any;
}

/* A section, or a sum of events, of the events between those who are compared. */
static Expr *leaf(Meeting *m, uint32_t of, Span span)
{
    IrItem item = {.kind = ITEM_MEETING,
                   .name = item_at(m->c, of)->name,
                   .type = item_at(m->c, of)->type,
                   .subject = m->subject,
                   .calendar = m->calendar,
                   .across = NONE,
                   .of = of};
    m->any = comes_from_meetings(m, of, span) || m->any;
    Expr *expr = expr_new(m->c, EXPR_GROUP, item.type, span);
    expr->index = hidden_add(m->c, &item);
    return expr;
}

static Expr *sums(Meeting *m, const Expr *expr)
{
    const IrItem *measure = item_at(m->c, expr->index);
    bool is_named = measure->whose_count == 0 ||
                    (measure->whose_count == 1 && measure->whose[0].kind == TARGET_PATH);
    if (measure->kept || !is_named)
        return refuse(m, expr, false);
    Expr *total = leaf(m, expr->index, expr->span);
    if (expr->agg == AGG_TOTAL || expr->agg == AGG_COUNT)
        return total;
    Expr *count = leaf(m, expr->other, expr->span);
    return expr_of(m->c, EXPR_DIV, expr->type, expr->span, total, count, NULL);
}

static bool is_formula(const IrItem *item)
{
    for (size_t i = 0; i < item->version_count; i++) {
        const IrVersion *version = &item->versions[i];
        if (version->floor || version->cap || version->only || version->pro_rata ||
            version->rounding.set)
            return false;
    }
    return true;
}

static Expr *formula_of(Meeting *m, uint32_t index)
{
    const IrItem *item = &m->c->ir->items[index];
    const Symbol *symbol = m->c->items.at[index];
    Expr **values = arena_alloc(m->c->arena, (item->version_count + 1) * sizeof *values);
    for (size_t i = 0; i < item->version_count; i++) {
        values[i] = meet(m, item->versions[i].formula);
        if (expr_is_poison(values[i]))
            return values[i];
    }
    return versions_join(m->c, symbol, item->type, values, item->versions[0].formula->span);
}

/* What is in a circle is told with the circle. */
static Expr *score(Meeting *m, const Expr *expr)
{
    Check *c = m->c;
    if (m->busy[expr->index])
        return expr_poison(c, expr->span);
    if (!is_formula(&c->ir->items[expr->index]))
        return refuse(m, expr, true);
    if (m->depth >= NESTED_MOST) {
        SAY(c, E0351, expr->span, NULL);
        return expr_poison(c, expr->span);
    }
    if (m->formulas[expr->index] == NULL) {
        m->busy[expr->index] = true;
        m->depth++;
        m->formulas[expr->index] = formula_of(m, expr->index);
        m->depth--;
        m->busy[expr->index] = false;
    }
    return m->formulas[expr->index];
}

static Expr *cell(Meeting *m, const Expr *expr)
{
    switch (m->c->ir->items[expr->index].kind) {
    case ITEM_SECTION:
        return leaf(m, expr->index, expr->span);
    case ITEM_SCORE:
        return score(m, expr);
    case ITEM_RANK:
    case ITEM_GRADE:
    case ITEM_MEASURE:
    case ITEM_MEMBER:
    case ITEM_GROUP:
    case ITEM_COUNTBACK:
    case ITEM_MEETING:
        break;
    }
    return refuse(m, expr, false);
}

static Expr *meet(Meeting *m, const Expr *expr)
{
    Expr *args[3] = {NULL, NULL, NULL};
    if (expr->op == EXPR_CELL)
        return cell(m, expr);
    if (expr->op == EXPR_EVENT_AGG)
        return sums(m, expr);
    if (expr->op == EXPR_SECTIONS || expr->op == EXPR_ITEM_AGG || expr->op == EXPR_GROUP ||
        expr->op == EXPR_SHARE)
        return refuse(m, expr, false);
    for (size_t i = 0; i < 3 && expr->arg[i] != NULL; i++) {
        args[i] = meet(m, expr->arg[i]);
        if (expr_is_poison(args[i]))
            return args[i];
    }
    Expr *made = expr_of(m->c, expr->op, expr->type, expr->span, args[0], args[1], args[2]);
    uint32_t size = made->size;
    if (expr_is_poison(made))
        return made;
    *made = *expr;
    made->size = size;
    for (size_t i = 0; i < 3; i++)
        made->arg[i] = args[i];
    return made;
}

/* --- the passes --- */

static Expr *key_meet(Check *c, const IrItem *rank, Expr *key)
{
    size_t items = c->ir->item_count + 1;
    Meeting m = {.c = c, .subject = rank->subject, .calendar = rank->calendar};
    if (expr_is_poison(key) || rank->subject == NONE || rank->calendar == NONE)
        return expr_poison(c, key->span);
    m.formulas = arena_alloc(c->arena, items * sizeof *m.formulas);
    m.busy = arena_alloc(c->arena, items * sizeof *m.busy);
    Expr *met = meet(&m, key);
    if (!expr_is_poison(met) && !m.any)
        SAY(c, E0532, key->span, written(c, key->span),
            say_name(c, &c->ir->subjects[rank->subject].name), NULL);
    return met;
}

void head_to_head_check(Check *c)
{
    for (uint32_t i = 0; i < c->ir->item_count; i++) {
        const IrItem *item = &c->ir->items[i];
        c->block = block_of(c->items.at[i]->kind, &item->name);
        for (size_t v = 0; v < item->version_count; v++)
            for (size_t k = 0; k < item->versions[v].then_count; k++)
                if (item->versions[v].then_met[k] != NULL)
                    item->versions[v].then_by[k] = key_meet(c, item, item->versions[v].then_met[k]);
    }
    c->block = (Block){0};
}

/* What a rule makes of one event depends on no other: it can be told for some events alone. */
static bool is_of_single_events(const Ir *ir, const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].high != NULL)
            return false;
    for (size_t i = 0; i < ir->selection_count; i++)
        for (size_t k = 0; k < ir->selections[i].family_count; k++)
            if (ir->selections[i].families[k] == rule->family)
                return false;
    return rule->counter == COUNTER_NONE && !rule->staged && !rule_is_put_aside(rule);
}

/* Its versions share caps and counters. */
static bool family_is_single(const Ir *ir, uint32_t family)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].family == family && !is_of_single_events(ir, &ir->rules[i]))
            return false;
    return true;
}

static void section_rules(Check *c, const IrItem *meeting)
{
    const Ir *ir = c->ir;
    Meeting m = {.c = c, .subject = meeting->subject, .is_said = true};
    bool *seen = arena_alloc(c->arena, ir->family_count + 1);
    for (size_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        if (seen[rule->family] || !rule_posts(rule, meeting->of) ||
            !rule_has_sides(&m, rule, rule->meta.span))
            continue;
        seen[rule->family] = true;
        if (!family_is_single(ir, rule->family))
            SAY(c, E0531, rule->meta.span, say_name(c, &rule->name), say_name(c, &meeting->name),
                NULL);
    }
}

void head_to_head_rules(Check *c)
{
    for (size_t i = 0; i < c->ir->item_count; i++)
        if (c->ir->items[i].kind == ITEM_MEETING &&
            c->ir->items[c->ir->items[i].of].kind == ITEM_SECTION)
            section_rules(c, &c->ir->items[i]);
}

const char *chosen_help(void)
{
    return BOTH("let a rule on these events read it, and post to a section",
                "请写一条由该事件触发的规则读取该得分，并计入分项");
}

const char *head_to_head_help(Check *c, const Env *env, const IrItem *score)
{
    for (size_t i = 0; i < env->kind_count && score->subject != NONE; i++)
        if (event_sides(c->ir, env->kinds[i], score->subject).count == 2)
            return say_both(c,
                            BOTH("to rank those who are level by their own matches, write in the "
                                 "rank: then by head to head of %1",
                                 "如需让相同者只比相互之间的比赛，请在排名中写：再按 相互战绩 %1"),
                            say_name(c, &score->name), "");
    return NULL;
}
