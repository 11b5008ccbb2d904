/* Conditions, keys and values of questions about cells: they see cells as tables show them. */
#include "interp/engine_internal.h"
#include "interp/row.h"

typedef struct Asking {
    const Result *result;
    uint32_t item, subject;
    int32_t period;
} Asking;

static Ratio number_of(Value value)
{
    return value.state == VALUE_KNOWN ? value.number : (Ratio){0, 0};
}

/* A cell of the same subject and period has its adjustments; what gathers others has not. */
static Ratio read_cell(void *context, const Expr *expr)
{
    const Asking *asking = context;
    if (expr->op == EXPR_CELL)
        return number_of(
            result_value(asking->result, expr->index, asking->subject, asking->period));
    return number_of(
        result_expression(asking->result, expr, asking->item, asking->subject, asking->period));
}

Value result_asked(const Result *result, const Expr *expr, uint32_t item, uint32_t subject,
                   int32_t period)
{
    if (result->adjusted_count == 0)
        return result_expression(result, expr, item, subject, period);
    const IrItem *of = &result->engine->ir->items[item];
    Asking asking = {result, item, subject, period};
    Day first, last;
    result_days(result, of->calendar, subject, period, &first, &last);
    Day day = roster_last_day(&result->roster->kinds[of->subject], subject, first, last);
    Row row = {.ir = result->engine->ir,
               .roster = result->roster,
               .own = subject,
               .day = day == DAY_ALWAYS ? last : day,
               .read = read_cell,
               .context = &asking};
    Ratio value = row_value(&row, expr);
    return (Value){value.den != 0 ? VALUE_KNOWN : VALUE_UNASSESSED, value, {0, 0}};
}
