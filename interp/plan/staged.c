/* Rules on events that read a score: what of them can be told while the log passes, what waits, how
 * far back they reach (S2). */
#include "interp/plan/plan.h"

/* --- the condition in two --- */

static bool reads_item(const Expr *expr)
{
    if (!expr)
        return false;
    return expr->op == EXPR_CELL || expr->op == EXPR_ITEM_AGG || expr->op == EXPR_EVENT_AGG ||
           reads_item(expr->arg[0]) || reads_item(expr->arg[1]) || reads_item(expr->arg[2]);
}

typedef struct Halves {
    const Expr *early, *late;
} Halves;

/* A row is selected when every term of an `and` is so. */
static void divide(Compiler *compiler, const Expr *expr, Halves *halves)
{
    if (!expr)
        return;
    if (expr->op == EXPR_AND) {
        divide(compiler, expr->arg[0], halves);
        divide(compiler, expr->arg[1], halves);
        return;
    }
    const Expr **half = reads_item(expr) ? &halves->late : &halves->early;
    *half = conjoin(compiler, *half, expr);
}

void plan_staged_rule(Compiler *compiler, uint32_t index)
{
    Plan *plan = compiler->plan;
    PlanRule *out = &plan->rules[index];
    Halves halves = {0};
    bool *wanted = plan->wanted;
    out->kept = arena_alloc(plan->arena, plan->ir->slot_count + 1);
    plan->wanted = out->kept;
    plan_event_rule(compiler, index);
    plan->wanted = wanted;
    for (size_t i = 0; i < plan->ir->slot_count; i++)
        wanted[i] |= out->kept[i];
    divide(compiler, rule_condition(compiler, out->rule), &halves);
    out->condition = compile_program(compiler, halves.early);
    out->late = compile_program(compiler, halves.late);
}

/* --- what runs when --- */

void plan_staged_streams(Plan *plan)
{
    for (uint32_t i = 0; i < plan->ir->rule_count; i++) {
        const PlanRule *rule = &plan->rules[i];
        if (!rule->kept)
            continue;
        list_event_rule(plan, i);
        if (rule->ordered != NO_INDEX)
            plan->runs[rule->ordered].stage = plan->rule_stage[i];
        if (rule->pool != NO_INDEX)
            plan->pools[rule->pool].stage = plan->rule_stage[i];
    }
}

/* --- how far back --- */

bool is_version_of(const IrRule *a, const IrRule *b)
{
    return a->staged && b->staged && text_equal(name_canonical(&a->name), name_canonical(&b->name));
}

Day cap_start(const Ir *ir, const IrCap *cap, Day day)
{
    const IrCalendar *calendar = &ir->calendars[cap->calendar];
    bool is_own = calendar_is_own(calendar);
    Day anchor = is_own ? ANYONE : calendar->anchor;
    int32_t index;
    if (!calendar_of_day(calendar, anchor, day, &index))
        return day;
    Day first = calendar_first(calendar, anchor, index - is_own);
    return first < day ? first : day;
}

/* A cap has been used up from the first day of its period on; what a rule does then hangs on what
 * is in its window. */
Day staged_reach(const Ir *ir, uint32_t index, Day from)
{
    Day cap_from = from, reach, ignored;
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0;
             is_version_of(&ir->rules[i], &ir->rules[index]) && k < ir->rules[i].cap_count; k++) {
            Day first = cap_start(ir, &ir->rules[i].caps[k], from);
            cap_from = first < cap_from ? first : cap_from;
        }
    reach = cap_from;
    for (size_t i = 0; i < ir->rule_count; i++) {
        Day first;
        if (is_version_of(&ir->rules[i], &ir->rules[index]) &&
            ir->rules[i].window.kind != WINDOW_NONE &&
            window_of_day(ir, &ir->rules[i].window, cap_from, &first, &ignored))
            reach = first < reach ? first : reach;
    }
    return reach;
}
