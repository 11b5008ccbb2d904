/* What amendments adjust for closed periods, as lines of an account. */
#include "interp/explain_work.h"

void explain_line(const Explainer *explainer, AccountPart *part, size_t *room, AccountLine line)
{
    part->lines =
        arena_grow(explainer->arena, part->lines, part->line_count, room, sizeof *part->lines);
    part->lines[part->line_count++] = line;
}

Text explain_notice(const Explainer *explainer, const Node *amendment)
{
    const Node *book = node_find(amendment, NODE_BOOK);
    Text text = book ? explain_format(explainer, "《%.*s》", (int)book->name.size, book->name.at)
                     : TEXT("");
    for (const Node *cite = node_find(amendment, NODE_CITE); cite;
         cite = node_next(cite, NODE_CITE))
        for (const Node *at = cite->first; at; at = at->next)
            if (at->kind == NODE_CLAUSE)
                text = explain_format(explainer, "%.*s %.*s", (int)text.size, text.at,
                                      (int)at->name.size, at->name.at);
    return text;
}

/* A formula that reads it shows another figure than the sum of the lines. */
static void tell_read(const Explainer *explainer, Cell cell, AccountPart *part,
                      const CellSteps *steps)
{
    Text own = explain_value(explainer, explainer->ir->items[cell.item].type, steps->value);
    explain_fact(
        explainer, part,
        explain_format(explainer,
                       explain_say(explainer,
                                   "formulas read %.*s, without the adjustments: those have "
                                   "their own",
                                   "公式读取 %.*s，不含补差：各得分另行补差"),
                       (int)own.size, own.at));
}

Text explain_adjustment(const Explainer *explainer, const Adjustment *row)
{
    char period[64];
    uint32_t calendar = explainer->ir->items[row->item].calendar;
    size_t size =
        result_period_write(explainer->ask->result, calendar, row->subject, row->closed, period);
    return explain_format(explainer, explain_say(explainer, "adjustment for %.*s", "%.*s 补差"),
                          (int)size, period);
}

void explain_adjusted(const Explainer *explainer, Cell cell, AccountPart *part, size_t *room,
                      const CellSteps *steps)
{
    const Explain *ask = explainer->ask;
    const Adjustment *rows;
    size_t count = result_adjustments(ask->result, cell.item, ask->subject, cell.period, &rows);
    for (size_t i = 0; i < count; i++) {
        Text what = explain_adjustment(explainer, &rows[i]);
        Text notice = explain_notice(explainer, rows[i].amendment);
        Text words =
            explain_format(explainer, explain_say(explainer, "%.*s by %.*s", "%.*s，依据%.*s"),
                           (int)what.size, what.at, (int)notice.size, notice.at);
        explain_line(explainer, part, room,
                     (AccountLine){.kind = LINE_ADJUSTMENT,
                                   .amount = rows[i].amount,
                                   .words = words,
                                   .rule = {.clause = notice}});
    }
    bool is_asked = false;
    for (size_t i = 0; i < ask->item_count; i++)
        is_asked |= ask->items[i] == cell.item;
    if (count > 0 && !is_asked && steps->value.state != VALUE_UNASSESSED)
        tell_read(explainer, cell, part, steps);
}
