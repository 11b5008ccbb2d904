/* Totals, averages and the rest of scores and of events in words. */
#include "interp/review/prose.h"

void prose_agg(const Prose *prose, Agg agg)
{
    static const char *const words[][2] = {
        [AGG_TOTAL] = {"total", "合计"},     [AGG_COUNT] = {"number", "个数"},
        [AGG_AVERAGE] = {"average", "平均"}, [AGG_MEDIAN] = {"median", "中位数"},
        [AGG_LOWEST] = {"lowest", "最低"},   [AGG_HIGHEST] = {"highest", "最高"},
    };
    prose_say(prose, words[agg][0], words[agg][1]);
}

/* "all but the best 1 and the worst 2 of " */
static void put_picks(const Prose *prose, const Expr *expr)
{
    static const char *const words[2][2] = {{"the best %d", "最高%d个"},
                                            {"the worst %d", "最低%d个"}};
    const bool leaves_out = expr->but_best > 0 || expr->but_worst > 0;
    const int32_t counts[2] = {leaves_out ? expr->but_best : expr->best,
                               leaves_out ? expr->but_worst : expr->worst};
    if (counts[0] <= 0 && counts[1] <= 0)
        return;
    prose_say(prose, leaves_out ? "all but " : "", leaves_out ? "除" : "");
    for (int i = 0; i < 2; i++) {
        if (i == 1 && counts[0] > 0 && counts[1] > 0)
            prose_say(prose, " and ", "、");
        if (counts[i] > 0)
            output_format(prose->out, words[i][prose->language], (int)counts[i]);
    }
    prose_say(prose, " of ", leaves_out ? "外的" : "的");
}

static void put_measured(const Prose *prose, const IrItem *measure)
{
    if (prose->language == LANG_ZH)
        prose_kinds(prose, measure->kinds, measure->kind_count);
    if (measure->measured != NULL) {
        prose_say(prose, "", "的");
        prose_expr(prose, measure->measured);
        prose_say(prose, " of ", "");
    }
    if (prose->language == LANG_EN)
        prose_kinds(prose, measure->kinds, measure->kind_count);
    if (measure->where != NULL) {
        prose_say(prose, " where ", "（");
        prose_expr(prose, measure->where);
        prose_say(prose, "", "）");
    }
}

static void put_over(const Prose *prose, const Expr *expr)
{
    const Ir *ir = prose->ir;
    switch (expr->over) {
    case OVER_OWN:
    case OVER_NAMED:
        return;
    case OVER_ALL:
        prose_say(prose, " of everyone", "（全体）");
        return;
    case OVER_ACROSS:
    case OVER_UNDER:
        prose_say(prose,
                  expr->over == OVER_ACROSS ? " of all with the same " : " of all under this ",
                  expr->over == OVER_ACROSS ? "（同一" : "（下属，按");
        prose_name(prose, &ir->subjects[ir->items[expr->index].subject].fields[expr->field].name);
        prose_say(prose, "", "）");
        return;
    }
}

void prose_item(const Prose *prose, uint32_t item)
{
    const IrItem *of = &prose->ir->items[item];
    if (!item_is_hidden(of->kind)) {
        prose_name(prose, &of->name);
        return;
    }
    if (of->kind == ITEM_COUNTBACK)
        prose_say(prose, "how often first, then how often second and so on, in ", "");
    if (of->kind == ITEM_MEASURE || of->kind == ITEM_COUNTBACK) {
        put_measured(prose, of);
        prose_say(prose, "",
                  of->kind == ITEM_COUNTBACK ? "得第一的次数、得第二的次数……逐次比较" : "");
        return;
    }
    const Expr *formula = of->versions[0].formula;
    prose_bracketed(prose, formula, prose_strength(formula) < STRENGTH_OF_ONE);
}

/* "result of the unit of the person" */
static void put_named(const Prose *prose, const Expr *expr)
{
    if (prose->language == LANG_ZH) {
        prose_expr(prose, expr->arg[0]);
        output_string(prose->out, "的");
    }
    prose_item(prose, expr->index);
    if (prose->language == LANG_ZH)
        return;
    output_string(prose->out, " of ");
    prose_expr(prose, expr->arg[0]);
}

void prose_aggregate(const Prose *prose, const Expr *expr)
{
    bool is_english = prose->language == LANG_EN;
    if (expr->over == OVER_NAMED) {
        put_named(prose, expr);
        return;
    }
    if (!is_english) {
        prose_window(prose, &expr->window);
        prose_item(prose, expr->index);
        put_over(prose, expr);
        output_string(prose->out, "的");
    } else {
        output_string(prose->out, "the ");
        prose_agg(prose, expr->agg);
        output_string(prose->out, " of ");
    }
    put_picks(prose, expr);
    if (!is_english) {
        bool counts = expr->op == EXPR_EVENT_AGG && prose->ir->items[expr->index].measured == NULL;
        if (counts)
            output_string(prose->out, "次数");
        else
            prose_agg(prose, expr->agg);
        return;
    }
    prose_item(prose, expr->index);
    put_over(prose, expr);
    output_string(prose->out, expr->window.kind == WINDOW_NONE ? "" : " ");
    prose_window(prose, &expr->window);
}
