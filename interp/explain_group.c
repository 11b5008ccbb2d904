/* How a value over several subjects came about: its members, a share of a total, a count-back. */
#include "interp/explain_work.h"

#include <assert.h>

#include "interp/report/unit.h"

enum { MEMBERS_SHOWN = 5, PLACES_SHOWN = 20 };

/* ---- Members ---- */

static const Expr *aggregate_of(const Explainer *explainer, const Expr *expr)
{
    return explainer->ir->items[expr->index].versions[0].formula;
}

static void put_member(const Explainer *explainer, const Expr *aggregate, Cell cell,
                       const MemberNote *note, Output *out)
{
    const IrItem *item = &explainer->ir->items[aggregate->index];
    const Result *result = explainer->ask->result;
    output_text(out, result_roster(result)->kinds[item->subject].id[note->subject]);
    output_char(out, ' ');
    if (item->calendar != explainer->ir->items[cell.item].calendar ||
        aggregate->window.kind != WINDOW_NONE) {
        char room[64];
        size_t size =
            result_period_write(result, item->calendar, note->subject, note->period, room);
        output_text(out, (Text){room, size});
        output_char(out, ' ');
    }
    if (item->type.kind == TYPE_NUMBER)
        output_ratio(out, note->value);
    else
        output_text(out, explain_value(explainer, item->type,
                                       (Value){.state = VALUE_KNOWN, .number = note->value}));
}

/* The assessed members, those first that best, worst or all but take: so many of them. */
static MemberNote *members_of(const Explainer *explainer, const Expr *expr, Cell cell,
                              size_t *count, size_t *known, size_t *used)
{
    const Result *result = explainer->ask->result;
    uint32_t subject = explainer->ask->subject;
    const Expr *aggregate = aggregate_of(explainer, expr);
    MemberNote first[MEMBERS_SHOWN];
    *count = result_group(result, expr->index, subject, cell.period, first, MEMBERS_SHOWN, known);
    size_t room = expr_picks(aggregate) ? *known : MEMBERS_SHOWN;
    MemberNote *notes = arena_alloc(explainer->arena, (room + 1) * sizeof *notes);
    MemberNote *sorted = arena_alloc(explainer->arena, (room + 1) * sizeof *sorted);
    GatherRow *rows = arena_alloc(explainer->arena, (room + 1) * sizeof *rows);
    GatherTaken *taken = arena_alloc(explainer->arena, (room + 1) * sizeof *taken);
    result_group(result, expr->index, subject, cell.period, notes, room, known);
    *used = *known;
    if (!expr_picks(aggregate))
        return notes;
    for (size_t i = 0; i < *known; i++)
        rows[i] = (GatherRow){.value = notes[i].value, .position = i, .times = 1};
    gather_take(aggregate, rows, *known, taken);
    *used = 0;
    for (size_t i = 0; i < *known; i++)
        if (taken[i].taken > 0)
            sorted[(*used)++] = notes[taken[i].row->position];
    return sorted;
}

/* "3 in all: A 9, B 8, C 9", "2 of 3: …" where the others are not assessed or not selected. */
static Text member_words(const Explainer *explainer, const Expr *expr, Cell cell)
{
    size_t known = 0, count = 0, used = 0;
    const MemberNote *notes = members_of(explainer, expr, cell, &count, &known, &used);
    if (known == 0)
        return text_from(explain_say(explainer, "there is none", "没有可汇总的"));
    Output *out = output_memory();
    bool is_one = aggregate_of(explainer, expr)->over == OVER_NAMED;
    if (!is_one)
        output_format(out, explain_say(explainer, "%zu ", "计 %zu 个"), known);
    if (is_one)
        output_string(out, explain_say(explainer, "of", "为"));
    else if (known < count)
        output_format(out, explain_say(explainer, "of %zu", "，另有 %zu 个不计"),
                      explainer->language == LANG_ZH ? count - known : count);
    else
        output_string(out, explain_say(explainer, "in all", ""));
    for (size_t i = 0; i < used && i < MEMBERS_SHOWN; i++) {
        output_string(out, is_one   ? " "
                           : i == 0 ? explain_say(explainer, ": ", "：")
                                    : explain_say(explainer, ", ", "，"));
        put_member(explainer, aggregate_of(explainer, expr), cell, &notes[i], out);
    }
    output_string(out, used > MEMBERS_SHOWN ? explain_say(explainer, ", …", "，…") : "");
    if (used < known)
        output_format(out, explain_say(explainer, "; %zu left out", "；未取 %zu 个"), known - used);
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}

static void group_fact(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part)
{
    Text written = explain_written(explainer, expr->span);
    Text members = member_words(explainer, expr, cell);
    explain_fact(explainer, part,
                 explain_format(explainer, explain_say(explainer, "%.*s: %.*s", "%.*s：%.*s"),
                                (int)written.size, written.at, (int)members.size, members.at));
}

/* ---- Shares ---- */

static Text value_words(const Explainer *explainer, const Expr *expr, Cell cell)
{
    Value value = result_expression(explainer->ask->result, expr, cell.item,
                                    explainer->ask->subject, cell.period);
    return explain_value(explainer, expr->type, value);
}

static void share_fact(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part)
{
    Expr *total = arena_alloc(explainer->arena, sizeof *total);
    *total = (Expr){
        .op = EXPR_GROUP, .type = explainer->ir->items[expr->index].type, .index = expr->index};
    Text written = explain_written(explainer, expr->span);
    Text own = value_words(explainer, expr->arg[0], cell);
    Text all = value_words(explainer, total, cell);
    Text members = member_words(explainer, expr, cell);
    bool in_chinese = explainer->language == LANG_ZH; /* the whole stands before its part */
    Text first = in_chinese ? all : own, second = in_chinese ? own : all;
    const char *format =
        explain_say(explainer, "%.*s: %.*s of %.*s; %.*s", "%.*s：%.*s 中的 %.*s；%.*s");
    explain_fact(explainer, part,
                 explain_format(explainer, format, (int)written.size, written.at, (int)first.size,
                                first.at, (int)second.size, second.at, (int)members.size,
                                members.at));
}

void explain_group(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part)
{
    assert(result_has(explainer->ask->result, expr->index, cell.period));
    if (expr->op == EXPR_SHARE)
        share_fact(explainer, expr, cell, part);
    else if (explainer->ir->items[expr->index].kind == ITEM_GROUP)
        group_fact(explainer, expr, cell, part);
}

/* ---- Count-back ---- */

/* "1st", "2nd"; what is no whole number stands alone. */
static Text ordinal(const Explainer *explainer, Ratio place)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    Text number = ratio_text(explainer->arena, place);
    if (place.den != 1)
        return number;
    int64_t last = place.num % 100 / 10 == 1 ? 0 : place.num % 10;
    const char *end = explain_say(explainer, ends[last < 4 ? last : 0], "");
    return explain_format(explainer, explain_say(explainer, "%.*s%s", "第%.*s名%s"),
                          (int)number.size, number.at, end);
}

Text explain_places(const Explainer *explainer, const Expr *expr, Cell cell)
{
    PlaceNote notes[PLACES_SHOWN + 1];
    size_t count = result_places(explainer->ask->result, expr->index, explainer->ask->subject,
                                 cell.period, notes, PLACES_SHOWN + 1);
    Output *out = output_memory();
    for (size_t i = 0; i < count && i < PLACES_SHOWN; i++) {
        Text place = ordinal(explainer, notes[i].place);
        output_string(out, i == 0 ? "" : explain_say(explainer, ", ", "，"));
        output_text(out, place);
        output_format(out, explain_say(explainer, ": %lld", " %lld 次"), (long long)notes[i].times);
    }
    if (count == 0)
        output_string(out, explain_say(explainer, "none", "无"));
    if (count > PLACES_SHOWN)
        output_string(out, explain_say(explainer, ", …", "，…"));
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}

/* ---- Rounding that keeps a total ---- */

Text explain_seat(const Explainer *explainer, Cell cell, Text rounded, Text step)
{
    SeatNote seat;
    result_seat(explainer->ask->result, cell.item, explainer->ask->subject, cell.period, &seat);
    Output *out = output_memory();
    output_text(out, rounded);
    output_string(out, explain_say(explainer, ", keeping the total: ", "，保总额："));
    if (seat.place > seat.steps) {
        output_string(out, explain_say(explainer, "no more", "不补"));
    } else {
        output_string(out, explain_say(explainer, "", "补 "));
        output_text(out, step);
        output_string(out, explain_say(explainer, " more", ""));
    }
    output_format(out,
                  explain_say(explainer, ", remainder %zu of %zu, %zu to give",
                              "，余数居第 %zu 位，共 %zu 个，可补 %zu 份"),
                  seat.place, seat.count, seat.steps);
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}
