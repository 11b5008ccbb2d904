/* Formulas as they were written, with their values beside the names. */
#include "interp/explain_work.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "interp/report/unit.h"

/* A value to be put behind a byte of the source. */
typedef struct Beside {
    uint32_t end;
    Text value;
} Beside;

typedef struct Besides {
    Beside *at;
    size_t count, room;
    Span outer;
} Besides;

Text explain_written(const Explainer *explainer, Span span)
{
    Text source = diag_source_text(explainer->ask->diag, span.source);
    size_t end = span.end < source.size ? span.end : source.size;
    return text_slice(source, span.start < end ? span.start : end, end);
}

/* What was written is a name, not a number, a text in quotes or a block of words. */
static bool is_named(const Explainer *explainer, const Expr *expr)
{
    Text written = explain_written(explainer, expr->span);
    size_t at = 0;
    int32_t first = written.size == 0 ? '0' : utf8_next(written, &at);
    bool is_word = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
                   utf8_is_han(first) || first == 0x300C;
    bool is_if = text_starts(written, "if ") || text_starts(written, "若 ");
    return is_word && !is_if;
}

/* Whether the value stands beside the whole of what was written, not beside its parts. */
static bool is_leaf(const Explainer *explainer, const Expr *expr)
{
    static const ExprOp reads[] = {EXPR_CELL,   EXPR_SECTIONS, EXPR_EVENT_AGG, EXPR_ITEM_AGG,
                                   EXPR_ROSTER, EXPR_FIELD,    EXPR_GROUP,     EXPR_SHARE};
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++)
        if (expr->op == reads[i])
            return true;
    if (expr->op == EXPR_CONST)
        return expr->type.kind == TYPE_NUMBER && is_named(explainer, expr);
    return expr->op == EXPR_IF && is_named(explainer, expr); /* a parameter or a table */
}

static Text value_of(const Explainer *explainer, const Expr *expr, Cell cell)
{
    Value value = result_expression(explainer->ask->result, expr, cell.item,
                                    explainer->ask->subject, cell.period);
    if (expr->op == EXPR_GROUP && explainer->ir->items[expr->index].kind == ITEM_COUNTBACK)
        return explain_places(explainer, expr, cell);
    if (expr->type.kind == TYPE_TEXT || expr->type.kind == TYPE_SUBJECT)
        return TEXT("");
    return explain_value(explainer, expr->type, value);
}

static void collect(const Explainer *explainer, const Expr *expr, Cell cell, Besides *besides)
{
    bool is_inside = expr->span.source == besides->outer.source &&
                     expr->span.start >= besides->outer.start &&
                     expr->span.end <= besides->outer.end;
    if (is_inside && is_leaf(explainer, expr)) {
        Text value = value_of(explainer, expr, cell);
        besides->at = arena_grow(explainer->arena, besides->at, besides->count, &besides->room,
                                 sizeof *besides->at);
        besides->at[besides->count++] = (Beside){expr->span.end, value};
        return;
    }
    for (size_t i = 0; i < 3; i++)
        if (expr->arg[i] != NULL)
            collect(explainer, expr->arg[i], cell, besides);
}

static int by_end(const void *a, const void *b)
{
    const Beside *left = a, *right = b;
    return (left->end > right->end) - (left->end < right->end);
}

/* ---- The text ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The end of blanks and comments from `at` on. */
static size_t skip_blanks(Text text, size_t at)
{
    while (at < text.size && (is_blank(text.at[at]) || text.at[at] == '#')) {
        bool in_comment = text.at[at] == '#';
        at++;
        while (in_comment && at < text.size && text.at[at] != '\n')
            at++;
    }
    return at;
}

/* Blanks and line breaks become one blank; values are put in where they belong. */
static Text write_formula(const Explainer *explainer, const Besides *besides)
{
    Text written = explain_written(explainer, besides->outer);
    Output *out = output_memory();
    size_t next = 0, at = 0;
    while (at < written.size) {
        size_t after = skip_blanks(written, at);
        if (after > at)
            output_char(out, ' ');
        at = after > at ? after : at + 1;
        if (after + 1 == at)
            output_char(out, written.at[after]);
        uint32_t here = besides->outer.start + (uint32_t)at;
        bool is_first = true;
        for (; next < besides->count && besides->at[next].end <= here; next++, is_first = false)
            if (is_first && besides->at[next].value.size > 0) {
                output_string(out, " [");
                output_text(out, besides->at[next].value);
                output_char(out, ']');
            }
    }
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}

Text explain_formula(const Explainer *explainer, const Expr *expr, Cell cell)
{
    Besides besides = {.outer = expr->span};
    collect(explainer, expr, cell, &besides);
    if (besides.count > 0)
        qsort(besides.at, besides.count, sizeof *besides.at, by_end);
    return write_formula(explainer, &besides);
}

/* ---- What it reads ---- */

void explain_cell(Explainer *explainer, Cell cell)
{
    for (size_t i = 0; i < explainer->cell_count; i++)
        if (explainer->cells[i].item == cell.item && explainer->cells[i].period == cell.period)
            return;
    assert(result_has(explainer->ask->result, cell.item, cell.period)); /* needed by its reader */
    explainer->cells = arena_grow(explainer->arena, explainer->cells, explainer->cell_count,
                                  &explainer->cell_room, sizeof *explainer->cells);
    explainer->cells[explainer->cell_count++] = cell;
}

static void add_sections(Explainer *explainer, Cell cell)
{
    const IrItem *reader = &explainer->ir->items[cell.item];
    for (size_t i = 0; i < explainer->ir->item_count; i++) {
        const IrItem *item = &explainer->ir->items[i];
        if (item->kind == ITEM_SECTION && item->subject == reader->subject &&
            item->calendar == reader->calendar)
            explain_cell(explainer, (Cell){(uint32_t)i, cell.period});
    }
}

const Expr *explain_arg(const Explainer *explainer, const Expr *expr, Cell cell, size_t i)
{
    if (expr->op != EXPR_IF || i == 0)
        return expr->arg[i];
    Value holds = result_expression(explainer->ask->result, expr->arg[0], cell.item,
                                    explainer->ask->subject, cell.period);
    if (holds.state != VALUE_KNOWN)
        return expr->arg[i];
    return ratio_is_zero(holds.number) == (i == 2) ? expr->arg[i] : NULL;
}

void explain_reads(Explainer *explainer, const Expr *expr, Cell cell)
{
    if (expr == NULL)
        return;
    if (expr->op == EXPR_SECTIONS)
        add_sections(explainer, cell);
    if (expr->op == EXPR_CELL) {
        const IrItem *item = &explainer->ir->items[expr->index];
        if (item->kind == ITEM_MEMBER) /* what its formula reads has a name */
            explain_reads(explainer, item->versions[0].formula, cell);
        else if (item->calendar == explainer->ir->items[cell.item].calendar)
            explain_cell(explainer, (Cell){expr->index, cell.period});
    }
    for (size_t i = 0; i < 3; i++)
        explain_reads(explainer, explain_arg(explainer, expr, cell, i), cell);
}

/* ---- What an aggregate is over ---- */

void explain_fact(const Explainer *explainer, AccountPart *part, Text fact)
{
    size_t room = part->fact_count; /* grown one by one: facts are few */
    part->facts =
        arena_grow(explainer->arena, part->facts, part->fact_count, &room, sizeof *part->facts);
    part->facts[part->fact_count++] = fact;
}

/* The assessed periods of an aggregate, and which of them its best, worst or all but take. */
static GatherTaken *take_periods(const Explainer *explainer, const Expr *expr, int32_t low,
                                 int32_t high, size_t *count)
{
    const Result *result = explainer->ask->result;
    size_t most = high < low ? 0 : (size_t)(high - low + 1);
    GatherRow *rows = arena_alloc(explainer->arena, (most + 1) * sizeof *rows);
    GatherTaken *taken = arena_alloc(explainer->arena, (most + 1) * sizeof *taken);
    *count = 0;
    for (int32_t period = low; period <= high && expr_picks(expr); period++) {
        Value value = result_value(result, expr->index, explainer->ask->subject, period);
        if (value.state == VALUE_KNOWN)
            rows[(*count)++] = (GatherRow){
                .value = value.number, .day = period, .position = (uint64_t)period, .times = 1};
    }
    gather_take(expr, rows, *count, taken);
    return taken;
}

static bool is_left_out(const GatherTaken *taken, size_t count, int32_t period)
{
    for (size_t i = 0; i < count; i++)
        if (taken[i].row->day == period)
            return taken[i].taken == 0;
    return false;
}

/* "2018-01 100", and whether it was left out. */
static void put_period(const Explainer *explainer, Output *out, const Expr *expr, int32_t period,
                       bool left_out)
{
    const Result *result = explainer->ask->result;
    uint32_t subject = explainer->ask->subject;
    char room[64];
    Value value = result_value(result, expr->index, subject, period);
    uint32_t calendar = explainer->ir->items[expr->index].calendar;
    output_text(out, (Text){room, result_period_write(result, calendar, subject, period, room)});
    output_char(out, ' ');
    if (value.state == VALUE_KNOWN)
        output_ratio(out, value.number);
    else
        output_string(out, "–");
    if (left_out)
        output_string(out, explain_say(explainer, " left out", " 未取"));
}

/* "monthly: 2018-01 100, 2018-02 96, …" for the periods within the cell's, or its window. */
static void member_periods(const Explainer *explainer, const Expr *expr, Cell cell,
                           AccountPart *part)
{
    const Ir *ir = explainer->ir;
    const Result *result = explainer->ask->result;
    int32_t low = 0, high = -1;
    size_t count;
    result_members(result, expr, ir->items[cell.item].calendar, explainer->ask->subject,
                   cell.period, &low, &high);
    GatherTaken *taken = take_periods(explainer, expr, low, high, &count);
    Output *out = output_memory();
    output_text(out, name_shown(&ir->items[expr->index].name, explainer->language));
    const char *gap = explain_say(explainer, ": ", "：");
    for (int32_t period = low; period <= high; period++) {
        output_string(out, gap);
        put_period(explainer, out, expr, period, is_left_out(taken, count, period));
        gap = explain_say(explainer, ", ", "，");
    }
    explain_fact(explainer, part, text_copy(explainer->arena, output_contents(out)));
    output_close(out);
}

/* "average of survey.points: 2456 in all, 25 times". */
static void member_events(const Explainer *explainer, const Expr *expr, Cell cell,
                          AccountPart *part)
{
    const Result *result = explainer->ask->result;
    if (expr->agg != AGG_AVERAGE || explainer->ir->items[expr->index].kept)
        return;
    Value total = result_value(result, expr->index, explainer->ask->subject, cell.period);
    Value count = result_value(result, expr->other, explainer->ask->subject, cell.period);
    assert(total.state == VALUE_KNOWN && count.state == VALUE_KNOWN); /* sums begin at 0 */
    Text written = explain_written(explainer, expr->span);
    if (ratio_is_zero(count.number)) {
        const char *none = explain_say(explainer, "%.*s: there is none", "%.*s：本期没有");
        explain_fact(explainer, part,
                     explain_format(explainer, none, (int)written.size, written.at));
        return;
    }
    Text all = ratio_text(explainer->arena, total.number);
    Text times = ratio_text(explainer->arena, count.number);
    const char *format =
        explain_say(explainer, "%.*s: %.*s in all, over %.*s", "%.*s：合计 %.*s，共 %.*s 次");
    explain_fact(explainer, part,
                 explain_format(explainer, format, (int)written.size, written.at, (int)all.size,
                                all.at, (int)times.size, times.at));
}

void explain_members(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part)
{
    if (expr == NULL)
        return;
    if (expr->op == EXPR_ITEM_AGG)
        member_periods(explainer, expr, cell, part);
    if (expr->op == EXPR_GROUP || expr->op == EXPR_SHARE)
        explain_group(explainer, expr, cell, part);
    if (expr->op == EXPR_EVENT_AGG)
        member_events(explainer, expr, cell, part);
    for (size_t i = 0; i < 3; i++)
        explain_members(explainer, explain_arg(explainer, expr, cell, i), cell, part);
}
