/* Which changes are known, from which day each holds, and in which order they are applied. */
#include <stdlib.h>

#include "interp/amend/work.h"

/* What the amendment says for all of its changes. */
static Change heading(Amend *a, const Node *amendment)
{
    Change change = {.amendment = amendment,
                     .from = DAY_ALWAYS,
                     .until = DAY_NEVER,
                     .recorded = DAY_ALWAYS,
                     .from_at = node_find(amendment, NODE_FROM),
                     .until_at = node_find(amendment, NODE_UNTIL)};
    const Node *recorded = node_find(amendment, NODE_RECORDED);
    if (change.from_at == NULL)
        change.from_at = recorded;
    day_said(a, change.from_at, &change.from);
    day_said(a, change.until_at, &change.until);
    if (!day_said(a, recorded, &change.recorded))
        change.recorded = change.from;
    return change;
}

/* … unless the change says it for itself. */
static void own_days(Amend *a, Change *change, const Node *node)
{
    Day day = 0;
    change->node = node;
    if (node->kind == NODE_SUSPEND) {
        change->from_at = node->first;
        change->until_at = node->first->next;
        day_said(a, change->from_at, &change->from);
        day_said(a, change->until_at, &change->until);
        return;
    }
    if (day_said(a, node_find(node, NODE_FROM), &day)) {
        change->from = day;
        change->from_at = node_find(node, NODE_FROM);
    }
    if (day_said(a, node_find(node, NODE_UNTIL), &day)) {
        change->until = day;
        change->until_at = node_find(node, NODE_UNTIL);
    }
}

static bool is_change(NodeKind kind)
{
    return kind == NODE_CHANGE || kind == NODE_CHANGE_VALUE || kind == NODE_REPEAL ||
           kind == NODE_SUSPEND || kind == NODE_RENUMBER || is_thing(kind);
}

/* --- closed periods --- */

/* The last day that was closed when it was recorded. */
static Day closed_for(const AmendOptions *options, Day recorded)
{
    if (options->closed_through == DAY_ALWAYS || recorded == DAY_ALWAYS)
        return DAY_ALWAYS;
    PeriodUnit unit = options->closed_unit;
    Day ended = period_first(unit, period_of_day(unit, recorded)) - 1;
    return ended < options->closed_through ? ended : options->closed_through;
}

static bool adjusts(const Node *amendment)
{
    const Node *closed = node_find(amendment, NODE_CLOSED);
    return closed != NULL && closed->op == OP_ADJUST;
}

static int by_recording(const void *left, const void *right)
{
    const Change *a = left, *b = right;
    if (a->recorded != b->recorded)
        return a->recorded < b->recorded ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* The amendments, in the order written. */
static Changes amendments_read(Amend *a, const Node *const *files, size_t count)
{
    Changes all = {0};
    for (size_t file = 0; file < count; file++)
        for (const Node *node = files[file]->first; node != NULL; node = node->next)
            if (node->kind == NODE_AMENDMENT) {
                Change *change = GROW(a, all.at, all.count, all.room);
                *change = heading(a, node);
                change->file = file;
                change->place = all.count;
            }
    return all;
}

/* The first day that one of its changes holds. */
static Day first_day(Amend *a, const Change *amendment)
{
    Day first = DAY_NEVER;
    for (const Node *at = amendment->amendment->first; at != NULL; at = at->next) {
        Change change = *amendment;
        if (!is_change(at->kind))
            continue;
        own_days(a, &change, at);
        first = change.from < first ? change.from : first;
    }
    return first;
}

size_t amend_adjusting(Arena *arena, const Node *const *files, size_t count,
                       const AmendOptions *options, const Adjusting **out)
{
    Amend a = {.arena = arena};
    Changes all = amendments_read(&a, files, count);
    Adjusting *list = arena_alloc(arena, (all.count + 1) * sizeof *list);
    size_t found = 0;
    if (all.count > 1)
        qsort(all.at, all.count, sizeof *all.at, by_recording);
    for (size_t i = 0; i < all.count; i++) {
        const Change *at = &all.at[i];
        Day first = first_day(&a, at), closed = closed_for(options, at->recorded);
        if (adjusts(at->amendment) && at->recorded <= options->recorded_until && first <= closed)
            list[found++] = (Adjusting){at->amendment, book_of(at->amendment), first, closed};
    }
    *out = list;
    return found;
}

/* Whether this edition lets it reach into periods that were closed. */
static bool reaches(const Adjusting *list, size_t count, const Node *amendment)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].node == amendment)
            return true;
    return false;
}

/* --- all of them --- */

static int by_effect(const void *left, const void *right)
{
    const Change *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return by_recording(left, right);
}

static void days_checked(Amend *a, const Change *change)
{
    if (change->until < change->from)
        SAY(a, E0409, change->until_at->span, change, NULL);
}

/* Of one amendment; `open`: the first day that it can change. */
static void changes_add(Amend *a, Changes *out, const Change *amendment, Day open)
{
    for (const Node *at = amendment->amendment->first; at != NULL; at = at->next) {
        if (!is_change(at->kind))
            continue;
        Change change = *amendment;
        own_days(a, &change, at);
        days_checked(a, &change);
        change.place = out->count;
        if (change.from < open)
            change.from = open;
        if (change.from <= change.until)
            *GROW(a, out->at, out->count, out->room) = change;
    }
}

static bool heading_is_whole(Amend *a, const Change *amendment)
{
    const Node *node = amendment->amendment, *closed = node_find(node, NODE_CLOSED);
    if (closed != NULL && node_find(node, NODE_RECORDED) == NULL)
        SAY(a, E0420, closed->span, amendment, NULL);
    if (amendment->from_at != NULL)
        return true;
    for (const Node *at = node->first; at != NULL; at = at->next)
        if (is_change(at->kind) && at->kind != NODE_SUSPEND && node_find(at, NODE_FROM) == NULL) {
            SAY(a, E0419, node_find(node, NODE_BOOK)->span, amendment, NULL);
            return false;
        }
    return true;
}

/* What it changes in closed periods, and does not say what becomes of. */
static void closed_told(Amend *a, const Change *amendment, Day closed)
{
    const Node *node = amendment->amendment;
    if (closed != DAY_ALWAYS && first_day(a, amendment) <= closed &&
        node_find(node, NODE_CLOSED) == NULL)
        SAY(a, W0404, node_find(node, NODE_BOOK)->span, amendment, words_of_day(a, closed), NULL);
}

Changes changes_collect(Amend *a, const Node *const *files, size_t count,
                        const AmendOptions *options)
{
    Changes all = amendments_read(a, files, count), out = {0};
    const Adjusting *adjusting = NULL;
    size_t known = amend_adjusting(a->arena, files, count, options, &adjusting);
    size_t reach = known < options->adjusting ? known : options->adjusting;
    for (size_t i = 0; i < all.count; i++) {
        const Change *at = &all.at[i];
        Day closed = closed_for(options, at->recorded);
        bool free = closed == DAY_ALWAYS || reaches(adjusting, reach, at->amendment);
        if (!heading_is_whole(a, at) || at->recorded > options->recorded_until)
            continue;
        closed_told(a, at, closed);
        changes_add(a, &out, at, free ? DAY_ALWAYS : closed + 1);
    }
    if (out.count > 1)
        qsort(out.at, out.count, sizeof *out.at, by_effect);
    return out;
}

Changes changes_supposed(Amend *a, const Node *suppose, size_t file)
{
    Changes out = {0};
    for (const Node *at = suppose->first; at != NULL; at = at->next) {
        if (!is_change(at->kind))
            continue;
        Change change = {.from = DAY_ALWAYS,
                         .until = DAY_NEVER,
                         .recorded = DAY_ALWAYS,
                         .file = file,
                         .place = out.count};
        own_days(a, &change, at);
        days_checked(a, &change);
        if (change.from <= change.until)
            *GROW(a, out.at, out.count, out.room) = change;
    }
    if (out.count > 1)
        qsort(out.at, out.count, sizeof *out.at, by_effect);
    return out;
}
