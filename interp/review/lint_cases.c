/* Cases that never occur: rows of tables, branches of formulas, levels of grades. */
#include "interp/review/lint_work.h"

typedef struct Case {
    Span span;
    const Expr *condition;
    bool is_reached;
} Case;

/* A row of a table stands in every rule that reads it: it is reached where one of them reaches it.
 */
typedef struct Cases {
    const Lint *lint;
    Case *at;
    size_t count, room;
} Cases;

static void note(Cases *cases, Span span, const Expr *condition, bool is_reached)
{
    for (size_t i = 0; i < cases->count; i++) {
        const Span *known = &cases->at[i].span;
        if (known->source == span.source && known->start == span.start && known->end == span.end) {
            cases->at[i].is_reached |= is_reached;
            return;
        }
    }
    cases->at =
        arena_grow(cases->lint->arena, cases->at, cases->count, &cases->room, sizeof *cases->at);
    cases->at[cases->count++] = (Case){span, condition, is_reached};
}

static bool reads_day(const Expr *expr)
{
    for (int i = 0; i < 3; i++)
        if (expr->arg[i] != NULL && reads_day(expr->arg[i]))
            return true;
    return expr->op == EXPR_DAY;
}

/* The condition is yes; or it is no. Versions of a let differ by the day: they are dates, not
 * cases.
 */
static void walk(Cases *cases, const Expr *expr, Region here)
{
    const Lint *lint = cases->lint;
    if (expr == NULL)
        return;
    if (expr->op != EXPR_IF) {
        for (int i = 0; i < 3; i++)
            walk(cases, expr->arg[i], here);
        return;
    }
    Region yes = region_of(lint->space, expr->arg[0], true);
    Region no = region_of(lint->space, expr->arg[0], false);
    yes = region_meet(lint->space, &here, &yes);
    no = region_meet(lint->space, &here, &no);
    if (!reads_day(expr->arg[0])) {
        note(cases, expr->arg[1]->span, expr->arg[0], !region_is_empty(&yes));
        if (expr->arg[2]->op != EXPR_IF && expr->arg[2]->op != EXPR_UNKNOWN)
            note(cases, expr->arg[2]->span, NULL, !region_is_empty(&no));
    }
    walk(cases, expr->arg[1], yes);
    walk(cases, expr->arg[2], no);
}

static void walk_rule(Cases *cases, uint32_t number)
{
    const IrRule *rule = &cases->lint->ir->rules[number];
    const Region *region = &cases->lint->regions[number];
    if (region_is_empty(region))
        return; /* said of the whole */
    Region anywhere = region_of(cases->lint->space, NULL, true);
    walk(cases, rule->where, anywhere);
    walk(cases, rule->unless, anywhere);
    walk(cases, rule->only, anywhere);
    walk(cases, rule->counted, *region);
    for (size_t i = 0; i < rule->effect_count; i++) {
        walk(cases, rule->effects[i].amount, *region);
        walk(cases, rule->effects[i].high, *region);
    }
}

static void walk_item(Cases *cases, const IrItem *item)
{
    for (size_t i = 0; i < item->version_count; i++) {
        const IrVersion *version = &item->versions[i];
        Region anywhere = region_of(cases->lint->space, NULL, true);
        const Expr *parts[] = {version->base, version->formula, version->floor, version->cap,
                               version->by};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            walk(cases, parts[k], anywhere);
    }
}

static void condition_write(const Prose *prose, const void *condition)
{
    if (condition != NULL)
        prose_expr(prose, condition);
    else
        prose_say(prose, "otherwise", "其他");
}

/* --- levels --- */

/* Who meets the condition has a level above already; a level with a quota leaves some of them. */
static void find_levels(const Lint *lint, const IrItem *grade, const IrVersion *version)
{
    Region left = region_of(lint->space, NULL, true);
    for (size_t i = 0; i < version->level_count; i++) {
        const IrLevel *level = &version->levels[i];
        Region own = region_of(lint->space, level->condition, true);
        Region both = region_meet(lint->space, &left, &own);
        if (region_is_empty(&both))
            FIND(lint, L1004, level->span, lint_name(lint, &level->name),
                 lint_name(lint, &grade->name),
                 region_is_empty(&own) ? BOTH("its condition cannot be so", "其条件不可能成立")
                                       : BOTH("the levels above take all who meet it",
                                              "符合其条件者都已归入前面的等次"),
                 NULL);
        if (!level->quota.set)
            left = region_without(lint->space, &left, &own);
    }
}

void find_cases(Lint *lint)
{
    Cases cases = {.lint = lint};
    for (uint32_t i = 0; i < lint->ir->rule_count; i++)
        walk_rule(&cases, i);
    for (size_t i = 0; i < lint->ir->item_count; i++) {
        const IrItem *item = &lint->ir->items[i];
        walk_item(&cases, item);
        for (size_t k = 0; k < item->version_count && item->kind == ITEM_GRADE; k++)
            find_levels(lint, item, &item->versions[k]);
    }
    for (size_t i = 0; i < cases.count; i++)
        if (!cases.at[i].is_reached)
            FIND(lint, L1014, cases.at[i].span,
                 lint_both(lint, condition_write, cases.at[i].condition), NULL);
}
