/* Head to head: what is compared among those whom the keys before left level, by the events between
 * them alone. Who is still level after the last of such keys goes on to the next key, or begins
 * again where the rank says so: then fewer are compared than before, so that it ends. */
#define _GNU_SOURCE /* qsort_r */
#include <stdlib.h>
#include <string.h>

#include "interp/score/groups.h"

/* Those level from `from` to `to` in the order, before a key; and whose events count, which was the
 * same stretch when the first of these keys was compared. */
typedef struct Level {
    size_t from, to, key, base_from, base_to;
} Level;

typedef struct Work {
    Exec *exec;
    const Ranking *ranking;
    const Level *level; /* being split */
    bool *inside;       /* by subject: in its base */
    Level *todo;
    size_t count, room;
} Work;

static bool is_met(const Ranking *ranking, size_t key)
{
    return key > 0 && key < ranking->contest->order_count && ranking->ir->then_met[key - 1];
}

size_t ranking_first_met(const Ranking *ranking)
{
    size_t key = 1;
    while (key < ranking->contest->order_count && !is_met(ranking, key))
        key++;
    return key;
}

/* The first of the keys in a row that are head to head: the last such row up to that key. */
static size_t begin_of(const Ranking *ranking, size_t key)
{
    while (!is_met(ranking, key))
        key--;
    while (is_met(ranking, key - 1))
        key--;
    return key;
}

static void put_level(Work *work, Level level)
{
    if (work->count == work->room) {
        work->room = work->room ? work->room * 2 : 64;
        work->todo = memory_resize(work->todo, work->room * sizeof *work->todo);
    }
    work->todo[work->count++] = level;
}

/* --- what is compared --- */

static Ratio sum_inside(const Work *work, uint32_t item, uint32_t subject)
{
    Exec *exec = work->exec;
    size_t count;
    Ratio sum = RATIO(0);
    const MeetingRow *rows =
        meetings_of(&exec->meetings[item], subject, work->ranking->period, &count);
    for (size_t i = 0; i < count; i++)
        if (work->inside[rows[i].other] && !ratio_add(&sum, sum, rows[i].amount))
            exec_overflow(exec, &exec->plan->items[item].item->name, NULL,
                          exec->plan->items[item].item->subject, subject);
    return sum;
}

static void fill_meeting(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    const Work *work = context;
    (void)expr, (void)rule;
    if (work->exec->plan->items[item].item->kind != ITEM_MEETING)
        return;
    for (size_t i = work->level->from; i < work->level->to; i++) {
        uint32_t subject = work->ranking->order[i];
        column_put(&work->exec->columns[item], subject, work->ranking->period,
                   sum_inside(work, item, subject));
    }
}

static void mark_inside(const Work *work, bool inside)
{
    for (size_t i = work->level->base_from; i < work->level->base_to; i++)
        work->inside[work->ranking->order[i]] = inside;
}

static void compare_inside(Work *work)
{
    const Ranking *ranking = work->ranking;
    const Level *level = work->level;
    Exec *exec = work->exec;
    const IrItem *of = exec->plan->items[ranking->item].item;
    const Program *program = &ranking->version->keys[level->key - 1];
    const uint32_t *list = exec->list;
    mark_inside(work, true);
    visit_cell_reads(exec->plan->ir, ranking->ir->then_by[level->key - 1], of->subject,
                     of->calendar, fill_meeting, work);
    mark_inside(work, false);
    for (size_t from = level->from; from < level->to; from += LANES) {
        size_t lanes = level->to - from < LANES ? level->to - from : LANES;
        exec->list = ranking->order + from;
        score_lanes(exec, of->subject, of->calendar, ranking->period, exec->list[0], lanes);
        exec_program(exec, program, &of->name, &ranking->ir->meta);
        for (size_t i = 0; i < lanes; i++)
            ranking->contest->orders[level->key].value[exec->list[i]] =
                exec_value(exec, program, i);
    }
    exec->list = list;
}

/* --- who is then level --- */

static int compare_level(const void *a, const void *b, void *context)
{
    const Work *work = context;
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    int order = score_compare_key(work->ranking->contest, work->level->key, x, y);
    return order ? order : (x > y) - (x < y);
}

static void tell(const Work *work)
{
    const Ranking *ranking = work->ranking;
    const Level *level = work->level;
    bool watched = false;
    for (size_t i = level->from; i < level->to && ranking->visit; i++)
        watched |= ranking->order[i] == ranking->watch;
    HeadToHead table = {.key = level->key - 1,
                        .among = ranking->order + level->base_from,
                        .among_count = level->base_to - level->base_from,
                        .level = ranking->order + level->from,
                        .level_count = level->to - level->from,
                        .values = ranking->contest->orders[level->key].value};
    if (watched)
        ranking->visit(ranking->context, &table);
}

/* What comes behind a key for a stretch that it leaves level. */
static Level next_of(const Ranking *ranking, const Level *level, size_t from, size_t to)
{
    Level next = *level;
    next.from = from;
    next.to = to;
    next.key = level->key + 1;
    bool is_fewer = to - from < level->base_to - level->base_from;
    bool again = ranking->ir->then_again[level->key - 1] && is_fewer;
    if (again)
        next.key = begin_of(ranking, level->key);
    if (again || (is_met(ranking, next.key) && !is_met(ranking, level->key))) {
        next.base_from = from;
        next.base_to = to;
    }
    return next;
}

static void split_level(Work *work, const Level *level)
{
    const Ranking *ranking = work->ranking;
    work->level = level;
    if (is_met(ranking, level->key))
        compare_inside(work);
    qsort_r(ranking->order + level->from, level->to - level->from, sizeof *ranking->order,
            compare_level, work);
    if (is_met(ranking, level->key))
        tell(work);
    for (size_t from = level->from, to; from < level->to; from = to) {
        for (to = from + 1; to < level->to; to++)
            if (score_compare_key(ranking->contest, level->key, ranking->order[from],
                                  ranking->order[to]) != 0)
                break;
        ranking->apart[from] |= from > level->from;
        if (to - from > 1)
            put_level(work, next_of(ranking, level, from, to));
    }
}

void score_head_to_head(Exec *exec, const Ranking *ranking)
{
    size_t key = ranking_first_met(ranking);
    size_t subjects = exec->roster->kinds[exec->plan->items[ranking->item].item->subject].count;
    Work work = {.exec = exec, .ranking = ranking, .inside = calloc(subjects + 1, sizeof(bool))};
    if (!work.inside)
        memory_exhausted(subjects);
    for (size_t from = 0, to; from < ranking->ranked; from = to) {
        for (to = from + 1; to < ranking->ranked && !ranking->apart[to];)
            to++;
        if (to - from > 1)
            put_level(&work, (Level){from, to, key, from, to});
    }
    while (work.count > 0 && !exec->failed) {
        Level level = work.todo[--work.count];
        if (level.key < ranking->contest->order_count)
            split_level(&work, &level);
    }
    free(work.todo);
    free(work.inside);
}
