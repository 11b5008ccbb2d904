/* The events that an aggregate looked at: which it took, which it left out. */
#include "interp/explain_work.h"

#include <stdlib.h>

#include "interp/report/unit.h"

static Text day_text(const Explainer *explainer, Day day)
{
    char room[16];
    return text_copy(explainer->arena, (Text){room, day_write(room, day)});
}

static int by_row(const void *a, const void *b)
{
    const GatherTaken *x = a, *y = b;
    return x->row < y->row ? -1 : x->row > y->row; /* rows stand by day and log */
}

static AccountMember member_of(const Explainer *explainer, const IrItem *measure,
                               const GatherTaken *taken)
{
    const GatherRow *row = taken->row;
    const IrEvent *event = &explainer->ir->events[row->kind];
    TraceEntry entry = {.own = row->own,
                        .own_kind = event->own == UINT32_MAX ? explainer->kind
                                                             : event->fields[event->own].type.ref,
                        .event_kind = row->kind,
                        .day = row->day,
                        .position = row->position};
    AccountMember member = {.event = explain_event(explainer, &entry, row->position),
                            .times = row->times,
                            .taken = taken->taken};
    if (measure->measured != NULL && measure->measured->type.kind != TYPE_TEXT &&
        measure->measured->type.kind != TYPE_SUBJECT)
        member.value = value_shown(explainer->arena, explainer->ir, measure->measured->type,
                                   row->value, explainer->language);
    return member;
}

/* Of no group, so that nobody's events are looked at. */
static Text lacking(const Explainer *explainer, const Expr *expr, Cell cell)
{
    const IrItem *measure = &explainer->ir->items[expr->index];
    const IrItem *item = &explainer->ir->items[cell.item];
    const Roster *roster = result_roster(explainer->ask->result);
    uint32_t subject = explainer->ask->subject;
    Day first, last;
    if (measure->across == UINT32_MAX)
        return TEXT("");
    result_days(explainer->ask->result, item->calendar, subject, cell.period, &first, &last);
    Day day = roster_last_day(&roster->kinds[item->subject], subject, first, last);
    if (gather_key(roster, measure, subject, day) != NO_NUMBER)
        return TEXT("");
    return name_shown(&explainer->ir->subjects[item->subject].fields[measure->across].name,
                      explainer->language);
}

static void add_members(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part)
{
    Day from = DAY_NEVER, to = DAY_ALWAYS; /* none: before the first season */
    const GatherRow *rows = NULL;
    size_t count = result_events(explainer->ask->result, expr, cell.item, explainer->ask->subject,
                                 cell.period, &from, &to, &rows);
    GatherTaken *taken = arena_alloc(explainer->arena, (count + 1) * sizeof *taken);
    size_t room = part->aggregate_count; /* grown one by one: aggregates are few */
    part->aggregates = arena_grow(explainer->arena, part->aggregates, part->aggregate_count, &room,
                                  sizeof *part->aggregates);
    AccountAggregate *to_fill = &part->aggregates[part->aggregate_count++];
    *to_fill = (AccountAggregate){
        .formula = explain_written(explainer, expr->span),
        .members = arena_alloc(explainer->arena, (count + 1) * sizeof(AccountMember))};
    if (expr->window.kind != WINDOW_NONE && from <= to) {
        to_fill->from = day_text(explainer, from);
        to_fill->to = day_text(explainer, to);
    }
    to_fill->lacks = lacking(explainer, expr, cell);
    gather_take(expr, rows, count, taken);
    qsort(taken, count, sizeof *taken, by_row);
    for (size_t i = 0; i < count; i++)
        to_fill->members[to_fill->count++] =
            member_of(explainer, &explainer->ir->items[expr->index], &taken[i]);
}

static void expr_events(const Explainer *explainer, const Expr *expr, Cell cell, AccountPart *part)
{
    if (expr == NULL)
        return;
    if (expr->op == EXPR_EVENT_AGG)
        add_members(explainer, expr, cell, part);
    for (size_t i = 0; i < 3; i++)
        expr_events(explainer, explain_arg(explainer, expr, cell, i), cell, part);
}

void explain_events(const Explainer *explainer, const IrVersion *version, Cell cell,
                    AccountPart *part)
{
    const Expr *const exprs[] = {version->base, version->formula, version->floor,
                                 version->cap,  version->only,    version->by};
    for (size_t i = 0; i < sizeof exprs / sizeof *exprs; i++)
        expr_events(explainer, exprs[i], cell, part);
    for (size_t i = 0; i < version->then_count; i++)
        expr_events(explainer, version->then_by[i], cell, part);
    for (size_t i = 0; i < version->level_count; i++)
        expr_events(explainer, version->levels[i].condition, cell, part);
}
