/* Head to head in an account: who was compared with whom, with what result, and by which events. */
#include <stdlib.h>

#include "interp/explain_work.h"
#include "interp/report/unit.h"

enum { COMPARED_SHOWN = 10 };

Text explain_key(const Explainer *explainer, const IrVersion *version, size_t key)
{
    Text written = explain_written(explainer, version->then_met[key]->span);
    const char *again = version->then_again[key]
                            ? explain_say(explainer, ", head to head again", "，重比相互战绩")
                            : "";
    return explain_format(
        explainer, explain_say(explainer, "then by head to head of %.*s%s", "再按 相互战绩 %.*s%s"),
        (int)written.size, written.at, again);
}

static const RosterKind *ranked_kind(const Explainer *explainer, Cell cell)
{
    const Roster *roster = result_roster(explainer->ask->result);
    return &roster->kinds[explainer->ir->items[cell.item].subject];
}

/* "A, B, C". */
static Text ids_words(const Explainer *explainer, Cell cell, const TableNote *table)
{
    Output *out = output_memory();
    for (size_t i = 0; i < table->among_count && i < COMPARED_SHOWN; i++) {
        output_string(out, i == 0 ? "" : explain_say(explainer, ", ", "、"));
        output_text(out, ranked_kind(explainer, cell)->id[table->among[i]]);
    }
    output_string(out, table->among_count > COMPARED_SHOWN ? " …" : "");
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}

/* "points among A, B, C: A 4 points, B 3 points, C 1 point". */
static Text table_words(const Explainer *explainer, Cell cell, const Expr *key,
                        const TableNote *table)
{
    Text written = explain_written(explainer, key->span);
    Text ids = ids_words(explainer, cell, table);
    Output *out = output_memory();
    output_format(out, explain_say(explainer, "%.*s among %.*s: ", "%.*s（%.*s 之间）："),
                  (int)written.size, written.at, (int)ids.size, ids.at);
    for (size_t i = 0; i < table->level_count && i < COMPARED_SHOWN; i++) {
        ValueState state = table->values[i].den ? VALUE_KNOWN : VALUE_UNASSESSED;
        output_string(out, i == 0 ? "" : explain_say(explainer, ", ", "，"));
        output_text(out, ranked_kind(explainer, cell)->id[table->level[i]]);
        output_char(out, ' ');
        output_text(out, explain_value(explainer, key->type,
                                       (Value){.state = state, .number = table->values[i]}));
    }
    output_string(out, table->level_count > COMPARED_SHOWN ? " …" : "");
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}

/* ---- By which events ---- */

static bool is_among(const TableNote *table, uint32_t subject)
{
    for (size_t i = 0; i < table->among_count; i++)
        if (table->among[i] == subject)
            return true;
    return false;
}

static AccountMember member_of(const Explainer *explainer, const IrItem *meeting,
                               const MeetingRow *row)
{
    const Roster *roster = result_roster(explainer->ask->result);
    const IrEvent *event = &explainer->ir->events[row->kind];
    Ratio one = row->amount;
    TraceEntry entry = {.own = row->own,
                        .own_kind = event->fields[event->own].type.ref,
                        .event_kind = row->kind,
                        .day = row->day,
                        .position = row->position};
    ratio_div(&one, row->amount, RATIO(row->times));
    return (AccountMember){.event = explain_event(explainer, &entry, row->position),
                           .value = value_shown(explainer->arena, explainer->ir, meeting->type, one,
                                                explainer->language),
                           .against = roster->kinds[meeting->subject].id[row->other],
                           .times = row->times,
                           .taken = row->times};
}

static void meeting_events(const Explainer *explainer, Cell cell, const Expr *leaf,
                           const TableNote *table, AccountPart *part)
{
    size_t count, room = part->aggregate_count; /* grown one by one: aggregates are few */
    const MeetingRow *rows = result_meetings(explainer->ask->result, leaf->index,
                                             explainer->ask->subject, cell.period, &count);
    Text written = explain_written(explainer, leaf->span);
    Text ids = ids_words(explainer, cell, table);
    const char *format = explain_say(explainer, "%.*s, among %.*s", "%.*s（%.*s 之间）");
    AccountAggregate aggregate = {
        .formula =
            explain_format(explainer, format, (int)written.size, written.at, (int)ids.size, ids.at),
        .members = arena_alloc(explainer->arena, (count + 1) * sizeof(AccountMember))};
    for (size_t i = 0; i < count; i++)
        if (is_among(table, rows[i].other))
            aggregate.members[aggregate.count++] =
                member_of(explainer, &explainer->ir->items[leaf->index], &rows[i]);
    part->aggregates = arena_grow(explainer->arena, part->aggregates, part->aggregate_count, &room,
                                  sizeof *part->aggregates);
    part->aggregates[part->aggregate_count++] = aggregate;
}

static bool is_meeting(const Explainer *explainer, const Expr *expr)
{
    return expr->op == EXPR_GROUP && explainer->ir->items[expr->index].kind == ITEM_MEETING;
}

/* An average is a sum by a count of the same events, both made of what was written once. */
static bool is_average(const Explainer *explainer, const Expr *expr)
{
    if (expr->op != EXPR_DIV || !is_meeting(explainer, expr->arg[1]))
        return false;
    const Span count = expr->arg[1]->span;
    return count.source == expr->span.source && count.start == expr->span.start &&
           count.end == expr->span.end;
}

/* told: by item: how many were compared when its events were told last. Whoever is compared later
 * is among those compared before, so that it is the same ones where their number is the same. */
static void key_events(const Explainer *explainer, Cell cell, const Expr *expr,
                       const TableNote *table, size_t *told, AccountPart *part)
{
    if (expr == NULL)
        return;
    if (is_meeting(explainer, expr) && told[expr->index] != table->among_count) {
        told[expr->index] = table->among_count;
        meeting_events(explainer, cell, expr, table, part);
    }
    size_t parts = is_average(explainer, expr) ? 1 : 3;
    for (size_t i = 0; i < parts; i++)
        key_events(explainer, cell, expr->arg[i], table, told, part);
}

void explain_tables(const Explainer *explainer, const IrVersion *version, Cell cell,
                    AccountPart *part)
{
    size_t count = 0;
    const TableNote *tables = result_tables(explainer->ask->result, cell.item,
                                            explainer->ask->subject, cell.period, &count);
    size_t *told = arena_alloc(explainer->arena, (explainer->ir->item_count + 1) * sizeof *told);
    for (size_t i = 0; i < count; i++) {
        const Expr *key = version->then_by[tables[i].key];
        explain_fact(explainer, part,
                     table_words(explainer, cell, version->then_met[tables[i].key], &tables[i]));
        key_events(explainer, cell, key, &tables[i], told, part);
    }
}
