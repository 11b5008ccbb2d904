/* The kept result: made once for a question, then lent out. */
#include "interp/sheet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "interp/score/score.h"

/* --- what can be worked out by itself --- */

static bool is_shared_calendar(const Plan *plan, uint32_t calendar)
{
    return !calendar_is_own(&plan->ir->calendars[calendar]);
}

/* A rule on scores that only posts, to its own subject, in the period that is tried. */
static bool score_rule_is_local(const Plan *plan, const PlanRule *rule)
{
    const IrRule *of = rule->rule;
    if (of->charge_count > 0 || rule->pool != NO_INDEX || of->staged || of->counter != COUNTER_NONE)
        return false;
    for (size_t i = 0; i < of->effect_count; i++) {
        const IrEffect *effect = &of->effects[i];
        if (effect->kind == EFFECT_NOTICE)
            continue;
        const IrItem *item = &plan->ir->items[effect->item];
        if (effect->kind != EFFECT_POST || item->calendar != of->calendar)
            return false;
    }
    return true;
}

bool plan_is_local(const Plan *plan)
{
    if (plan->has_decided)
        return false;
    for (size_t i = 0; i < plan->ir->item_count; i++) {
        const PlanItem *item = &plan->items[i];
        if (item->wanted && item->item->kind == ITEM_MEETING)
            return false;
        if (item->wanted && (item->in_order || !is_shared_calendar(plan, item->item->calendar)))
            return false;
    }
    for (size_t i = 0; i < plan->order_count; i++)
        if (plan->order[i].kind == REF_RULE &&
            !score_rule_is_local(plan, &plan->rules[plan->order[i].index]))
            return false;
    return true;
}

static bool is_of_group(const IrItem *item)
{
    return item->kind == ITEM_MEASURE && item->across != UINT32_MAX;
}

bool plan_is_alone(const Plan *plan)
{
    if (!plan_is_local(plan))
        return false;
    for (uint32_t i = 0; i < plan->ir->item_count; i++)
        if (plan->items[i].wanted && (item_is_barrier(plan, i) || is_of_group(&plan->ir->items[i])))
            return false;
    for (size_t i = 0; i < plan->ir->family_count; i++)
        if (plan->families[i].shared && plan->families[i].fires)
            return false;
    return true;
}

bool rule_is_sum(const Plan *plan, const PlanRule *rule)
{
    if (rule->is_void || rule->treat_as != NO_INDEX || rule->pool != NO_INDEX || rule->keeps ||
        rule->kept)
        return false;
    if (!rule->rule)
        return plan->items[rule->index].item->kind == ITEM_MEASURE;
    if (rule->rule->balance)
        return false;
    for (size_t i = 0; i < rule->rule->effect_count; i++) {
        EffectKind kind = rule->rule->effects[i].kind;
        if (kind != EFFECT_NOTICE && kind != EFFECT_POST)
            return false;
    }
    return true;
}

static bool item_has_shape(const PlanItem *a, const PlanItem *b)
{
    return a->wanted == b->wanted && a->first == b->first && a->last == b->last &&
           a->ratio == b->ratio && a->scale == b->scale && a->post_ratio == b->post_ratio &&
           a->post_scale == b->post_scale && a->item->kind == b->item->kind &&
           a->item->kept == b->item->kept && a->item->subject == b->item->subject &&
           a->item->calendar == b->item->calendar &&
           text_equal(a->item->name.text, b->item->name.text);
}

/* Groups are made of the items in their order, so they are the same, too. */
bool plan_has_shape(const Plan *plan, const Plan *other)
{
    assert(plan->ir->item_count == other->ir->item_count);
    for (size_t i = 0; i < plan->ir->item_count; i++)
        if (!item_has_shape(&plan->items[i], &other->items[i]))
            return false;
    return true;
}

/* --- making --- */

PlanQuestion sheet_question(const Sheet *sheet)
{
    return (PlanQuestion){.items = sheet->items,
                          .item_count = sheet->item_count,
                          .first = sheet->first,
                          .last = sheet->last,
                          .known_from = DAY_NEVER, /* only runs of periods ask */
                          .apart = true};
}

static void *copy_of(const void *from, size_t size)
{
    void *copy = memory_resize(NULL, size ? size : 1);
    memcpy(copy, from, size);
    return copy;
}

/* Rules on scores post to the sums, too: what events made of them is kept. */
static void keep_events(Sheet *sheet)
{
    const Exec *exec = sheet->result->exec;
    const Plan *plan = exec->plan;
    sheet->events = memory_resize(NULL, (plan->group_count + 1) * sizeof *sheet->events);
    for (size_t i = 0; i < plan->group_count; i++) {
        const Matrix *matrix = &exec->matrices[i];
        sheet->events[i] = copy_of(matrix->cells, matrix->subjects * matrix->periods *
                                                      matrix->width * sizeof(int64_t));
    }
    sheet->event_sums = memory_resize(NULL, (plan->ir->item_count + 1) * sizeof(Reg));
    for (size_t i = 0; i < plan->ir->item_count; i++) {
        const PlanItem *item = &plan->items[i];
        sheet->event_sums[i] = (Reg){NULL, NULL};
        if (!exec->posted[i].num)
            continue;
        size_t size = exec->roster->kinds[item->item->subject].count *
                      (size_t)(item->last - item->first + 1) * sizeof(int64_t);
        sheet->event_sums[i].num = copy_of(exec->posted[i].num, size);
        sheet->event_sums[i].den = copy_of(exec->posted[i].den, size);
    }
}

static void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        memory_exhausted(count * size);
    return memory;
}

static void make_rooms(Sheet *sheet)
{
    const Exec *exec = sheet->result->exec;
    for (int side = 0; side < 2; side++) {
        sheet->rooms[side] = zeroed(exec->plan->group_count, sizeof *sheet->rooms[side]);
        for (size_t i = 0; i < exec->plan->group_count; i++) {
            const Matrix *matrix = &exec->matrices[i];
            sheet->rooms[side][i] =
                zeroed(matrix->subjects * matrix->periods * matrix->width, sizeof(int64_t));
        }
    }
}

static bool sheet_run(Sheet *sheet, Engine *root)
{
    PlanQuestion question = sheet_question(sheet);
    sheet->result = result_new(root, root->roster, &question, NULL);
    if (!plan_is_local(sheet->result->plan))
        return false;
    engine_read(root, sheet->result, &(Question){.items = NULL});
    sheet->fills = engine_data(root)->fills;
    if (log_failed(root->log) || sheet->result->exec->failed)
        return false;
    exec_finish(sheet->result->exec);
    keep_events(sheet);
    make_rooms(sheet);
    return !sheet->result->exec->failed && score_graph(sheet->result->exec);
}

static Sheet *sheet_new(Engine *root, const uint32_t *items, size_t count, const CompareAsk *ask)
{
    Sheet *sheet = memory_resize(NULL, sizeof *sheet);
    size_t said = diag_count(root->diag);
    *sheet = (Sheet){.items = copy_of(items, count * sizeof *items),
                     .item_count = count,
                     .first = ask->first,
                     .last = ask->last,
                     .as_of = root->as_of};
    sheet->totals = zeroed(root->ir->item_count, sizeof *sheet->totals);
    sheet->has_total = zeroed(root->ir->item_count, sizeof *sheet->has_total);
    if (sheet_run(sheet, root))
        return sheet;
    diag_truncate(root->diag, said);
    sheet_free(sheet);
    return NULL;
}

static void free_rooms(Sheet *sheet)
{
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; sheet->rooms[side] && i < sheet->result->plan->group_count; i++)
            free(sheet->rooms[side][i]);
        free(sheet->rooms[side]);
    }
}

void sheet_free(Sheet *sheet)
{
    if (!sheet)
        return;
    free_rooms(sheet);
    for (size_t i = 0; sheet->events && i < sheet->result->plan->group_count; i++)
        free(sheet->events[i]);
    for (size_t i = 0; sheet->event_sums && i < sheet->result->plan->ir->item_count; i++) {
        free(sheet->event_sums[i].num);
        free(sheet->event_sums[i].den);
    }
    free(sheet->events);
    free(sheet->event_sums);
    free(sheet->saved);
    free(sheet->totals);
    free(sheet->has_total);
    free(sheet->items);
    result_free(sheet->result);
    free(sheet);
}

static bool answers(const Sheet *sheet, const Engine *root, const uint32_t *items, size_t count,
                    const CompareAsk *ask)
{
    if (sheet->first != ask->first || sheet->last != ask->last || sheet->as_of != root->as_of ||
        sheet->fills != engine_data((Engine *)root)->fills)
        return false;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t k = 0; k < sheet->item_count; k++)
            found |= sheet->items[k] == items[i];
        if (!found)
            return false;
    }
    return true;
}

Sheet *sheet_of(Engine *root, const uint32_t *items, size_t count, const CompareAsk *ask)
{
    if (root->sheet && answers(root->sheet, root, items, count, ask))
        return root->sheet;
    sheet_free(root->sheet);
    root->sheet = sheet_new(root, items, count, ask);
    return root->sheet;
}

/* --- lending --- */

void sheet_save(Sheet *sheet, int64_t *at)
{
    if (sheet->saved_count == sheet->saved_room) {
        sheet->saved_room = sheet->saved_room ? sheet->saved_room * 2 : 1024;
        sheet->saved = memory_resize(sheet->saved, sheet->saved_room * sizeof *sheet->saved);
    }
    sheet->saved[sheet->saved_count++] = (Saved){at, *at};
}

void sheet_restore(Sheet *sheet)
{
    while (sheet->saved_count > 0) {
        const Saved *saved = &sheet->saved[--sheet->saved_count];
        *saved->at = saved->value;
    }
}
