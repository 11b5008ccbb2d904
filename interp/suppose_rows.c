/* Events that are supposed: struck out, altered, added. All that is supposed is gone through from
 * the lowest overlay on, over the log as it is. */
#include "interp/suppose_internal.h"

#include <string.h>

#include "interp/check/check.h"
#include "interp/event/wording.h"
#include "interp/exec/cycles.h"

typedef struct RowWork {
    Engine *engine;
    Supposed *out;
    const Cycles *cycles;
    uint64_t next; /* position of the next one added */
} RowWork;

static const char *said(const Engine *engine, Text text)
{
    return arena_format(diag_arena(engine->diag), "%.*s", (int)text.size, text.at);
}

/* --- finding --- */

/* The row of the batch that has that id or position; count: none. */
static size_t added_of(const Supposed *supposed, Text id)
{
    size_t i = 0;
    while (i < supposed->added->count && !text_equal(supposed->rows[i].id, id))
        i++;
    return i;
}

static bool is_struck(const Supposed *supposed, uint64_t position)
{
    for (size_t i = 0; i < supposed->struck_count; i++)
        if (supposed->struck[i].position == position)
            return true;
    for (size_t i = 0; i < supposed->spared_count; i++)
        if (supposed->spared[i] == position)
            return true;
    return false;
}

static bool find_used(Engine *data, Text id, EventPlace *place)
{
    if (!data->ids)
        data->ids = event_ids_read(data->log);
    return data->ids && event_ids_find(data->ids, data->log, id, place);
}

static bool find_logged(RowWork *work, Text id, Span span, EventPlace *place)
{
    Engine *engine = work->engine, *data = engine_data(engine);
    bool found =
        find_used(data, id, place) || (engine->owns_data && find_used(engine->root, id, place) &&
                                       is_struck(work->out, place->position));
    if (found && !is_struck(work->out, place->position))
        return true;
    if (found)
        diag_add(engine->diag, DIAG_E0732, span, said(engine, id), NULL);
    else
        diag_add(engine->diag, DIAG_E0730, span, said(engine, id),
                 data->ids ? event_ids_near(data->ids, data->log, diag_arena(engine->diag), id)
                           : "",
                 NULL);
    return false;
}

/* An event that has an id was used, so it was kept. */
static uint32_t row_of(const RowWork *work, EventPlace place)
{
    return store_row(engine_data(work->engine)->store, place.kind, place.position);
}

static void leave_out(RowWork *work, EventPlace place)
{
    Supposed *out = work->out;
    Arena *arena = work->engine->arena;
    size_t room = out->struck_room;
    uint32_t row = row_of(work, place);
    out->struck = arena_grow(arena, out->struck, out->struck_count, &room, sizeof *out->struck);
    out->struck_row = arena_grow(arena, out->struck_row, out->struck_count, &out->struck_room,
                                 sizeof *out->struck_row);
    out->struck[out->struck_count] = place;
    out->struck_row[out->struck_count++] = row;
}

/* --- adding --- */

/* Names as ids; whoever is named is there. */
static bool resolve(RowWork *work, IrGiven *given)
{
    Engine *engine = work->engine;
    const IrEvent *event = &engine->ir->events[given->kind];
    bool good = true;
    int64_t found;
    for (size_t i = 0; i < given->assign_count; i++) {
        const IrField *field = &event->fields[given->assigns[i].field];
        if (field->type.kind != TYPE_SUBJECT)
            continue;
        found = suppose_subject(engine, engine->roster, field->type.ref, given->assigns[i].text,
                                given->span);
        good = good && found >= 0;
        if (found >= 0)
            given->assigns[i].text = engine->roster->kinds[field->type.ref].id[found];
    }
    uint32_t kind = event_own_kind(engine->ir, given->kind);
    found = suppose_subject(engine, engine->roster, kind, given->id, given->span);
    if (found >= 0)
        given->id = engine->roster->kinds[kind].id[found];
    return good && found >= 0;
}

static bool has_cycle(const RowWork *work, const Batch *batch, size_t row, Span span)
{
    const Engine *engine = work->engine;
    CycleAsked asked = {.kind = event_own_kind(engine->ir, batch->kind[row]),
                        .subject = batch->own[row],
                        .day = batch->day[row]};
    if (!work->cycles)
        return true;
    asked.calendar =
        cycles_lacking(work->cycles, engine->roster, batch->kind[row], asked.subject, asked.day);
    if (asked.calendar == UINT32_MAX)
        return true;
    const char *args[4] = {""};
    DiagCode code = no_cycle(diag_arena(engine->diag), engine->ir, engine->roster, &asked, args);
    diag_add(engine->diag, code, span, args[0], args[1], args[2], args[3], NULL);
    return false;
}

static bool is_there(const RowWork *work, const Batch *batch, size_t row, Span span)
{
    const Engine *engine = work->engine;
    uint32_t kind = event_own_kind(engine->ir, batch->kind[row]);
    if (roster_row(&engine->roster->kinds[kind], batch->own[row], batch->day[row]) != UINT32_MAX)
        return has_cycle(work, batch, row, span);
    diag_add(engine->diag, DIAG_E0790, span,
             said(engine, engine->roster->kinds[kind].id[batch->own[row]]), NULL);
    return false;
}

static void note_row(RowWork *work, Text id, uint64_t position, const IrGiven *given)
{
    Supposed *out = work->out;
    size_t at = out->added->count - 1;
    out->rows = arena_grow(work->engine->arena, out->rows, at, &out->row_room, sizeof *out->rows);
    out->rows[at] = (SupposedRow){id, position, *given};
}

static bool add_given(RowWork *work, const Node *node)
{
    Engine *engine = work->engine;
    IrGiven given;
    Batch *added = work->out->added;
    uint64_t position = work->next++;
    uint64_t number = position & (((uint64_t)1 << POSITION_FILE_SHIFT) - 1);
    if (!check_given(engine->arena, engine->diag, engine->ir, node, &given) ||
        !resolve(work, &given))
        return false;
    if (!given_row(added, engine->roster, engine->ir, &given, position)) {
        diag_add(engine->diag, DIAG_E0790, given.span, said(engine, given.id), NULL);
        return false;
    }
    note_row(work, text_from(arena_format(engine->arena, "+%d", (int)number)), position, &given);
    return has_cycle(work, added, added->count - 1, given.span);
}

/* --- altering --- */

static bool has_slot(const IrEvent *event, uint32_t slot)
{
    for (size_t f = 0; f < event->field_count; f++)
        if (event->fields[f].slot == slot)
            return true;
    return false;
}

/* What another kind needs and the event does not have. */
static bool needs_nothing(const RowWork *work, const Batch *batch, size_t row, Span span)
{
    const Engine *engine = work->engine;
    const IrEvent *event = &engine->ir->events[batch->kind[row]];
    Arena *arena = diag_arena(engine->diag);
    bool good = true;
    for (uint32_t f = 0; f < event->field_count; f++) {
        const IrField *field = &event->fields[f];
        if (field->optional || field->has_default || f == event->own || f == event->occurrences ||
            batch->slots[field->slot][row] != NO_NUMBER)
            continue;
        diag_add(engine->diag, DIAG_E0706, span, pair(arena, &event->name),
                 pair(arena, &field->name), NULL);
        good = false;
    }
    return good;
}

/* Fields of another kind that the old one lacks begin with their defaults. */
static void take_kind(const RowWork *work, Batch *batch, size_t row, uint32_t kind)
{
    const Engine *engine = work->engine;
    const IrEvent *old = &engine->ir->events[batch->kind[row]], *to = &engine->ir->events[kind];
    for (size_t s = 0; s < batch->slot_count; s++)
        if (!has_slot(to, (uint32_t)s))
            batch->slots[s][row] = NO_NUMBER;
    for (size_t f = 0; f < to->field_count; f++)
        if (!has_slot(old, to->fields[f].slot))
            batch->slots[to->fields[f].slot][row] =
                given_cell(engine->roster, &to->fields[f], NULL);
    if (batch->slots[to->fields[to->own].slot][row] == NO_NUMBER)
        batch->slots[to->fields[to->own].slot][row] = batch->own[row];
    batch->kind[row] = (uint16_t)kind;
}

static void take_fields(const RowWork *work, Batch *batch, size_t row, const IrGiven *given)
{
    const Engine *engine = work->engine;
    const IrEvent *event = &engine->ir->events[given->kind];
    for (size_t i = 0; i < given->assign_count; i++) {
        const IrField *field = &event->fields[given->assigns[i].field];
        int64_t cell = given_cell(engine->roster, field, &given->assigns[i]);
        batch->slots[field->slot][row] = cell;
        if (given->assigns[i].field == event->own)
            batch->own[row] = (uint32_t)cell;
        if (given->assigns[i].field == event->occurrences)
            batch->times[row] = (int32_t)cell;
    }
    if (given->day == DAY_NEVER)
        return;
    if (batch->recorded[row] == batch->day[row]) /* it was on its own day */
        batch->recorded[row] = given->day;
    batch->day[row] = given->day;
}

/* Whose the event is: still the same one's, unless that is no subject of the other kind's. */
static bool find_own(const RowWork *work, IrGiven *given, const Batch *batch, size_t row)
{
    const Engine *engine = work->engine;
    const IrEvent *event = &engine->ir->events[given->kind];
    Arena *arena = diag_arena(engine->diag);
    uint32_t kind = event_own_kind(engine->ir, given->kind);
    if (kind == event_own_kind(engine->ir, batch->kind[row])) {
        given->id = engine->roster->kinds[kind].id[batch->own[row]];
        return true;
    }
    for (size_t i = 0; i < given->assign_count; i++)
        if (given->assigns[i].field == event->own) {
            given->id = given->assigns[i].text;
            return true;
        }
    diag_add(engine->diag, DIAG_E0706, given->span, pair(arena, &event->name),
             pair(arena, &event->fields[event->own].name), NULL);
    return false;
}

/* What is altered once more keeps what was said of it before. */
static void remember(const RowWork *work, IrGiven *before, const IrGiven *given)
{
    IrGiven both = *given;
    if (before->kind == given->kind) {
        both.assign_count += before->assign_count;
        both.assigns =
            arena_alloc(work->engine->arena, (both.assign_count + 1) * sizeof *both.assigns);
        for (size_t i = 0; i < both.assign_count; i++)
            both.assigns[i] = i < before->assign_count ? before->assigns[i]
                                                       : given->assigns[i - before->assign_count];
    }
    *before = both;
}

static bool alter_row(RowWork *work, const Node *node, size_t row)
{
    Engine *engine = work->engine;
    Batch *added = work->out->added;
    IrGiven given;
    if (!check_altered(engine->arena, engine->diag, engine->ir, node, added->kind[row], &given))
        return false;
    if (!find_own(work, &given, added, row) || !resolve(work, &given))
        return false;
    take_kind(work, added, row, given.kind);
    take_fields(work, added, row, &given);
    remember(work, &work->out->rows[row].given, &given);
    return needs_nothing(work, added, row, given.span) && is_there(work, added, row, given.span);
}

/* A row of the log becomes one of those added, at its own place in the order. */
static void take_over(RowWork *work, Text id, EventPlace place)
{
    Engine *engine = work->engine;
    const Store *store = engine_data(engine)->store;
    int64_t **room = arena_alloc(engine->arena, (engine->ir->slot_count + 1) * sizeof *room);
    uint32_t row = row_of(work, place);
    Batch rows = store_rows(store, place.kind, store_slots(store), room);
    batch_append(work->out->added, &rows, row);
    note_row(work, id, place.position,
             &(IrGiven){.is_event = true, .kind = place.kind, .day = DAY_NEVER});
    leave_out(work, place);
}

static bool alter(RowWork *work, const Node *node)
{
    const Node *entity = node_find(node, NODE_ENTITY);
    Text id = entity->name;
    size_t row = added_of(work->out, id);
    EventPlace place;
    if (row == work->out->added->count) {
        if (!find_logged(work, id, entity->span, &place))
            return false;
        take_over(work, id, place);
    }
    return alter_row(work, node, row);
}

/* --- striking --- */

static void take_back(Supposed *out, size_t row)
{
    Batch *added = out->added;
    for (size_t i = row + 1; i < added->count; i++) {
        added->kind[i - 1] = added->kind[i];
        added->own[i - 1] = added->own[i];
        added->day[i - 1] = added->day[i];
        added->times[i - 1] = added->times[i];
        added->position[i - 1] = added->position[i];
        added->recorded[i - 1] = added->recorded[i];
        for (size_t s = 0; s < added->slot_count; s++)
            added->slots[s][i - 1] = added->slots[s][i];
        out->rows[i - 1] = out->rows[i];
    }
    added->count--;
}

/* An event that cannot be used as things are supposed is no reject when it is struck out, too. */
static bool spare(RowWork *work, Text id)
{
    Engine *engine = work->engine;
    Supposed *out = work->out;
    EventPlace place;
    if (!engine->owns_data || !find_used(engine->root, id, &place) ||
        !log_drop_reject(engine->log, place.position))
        return false;
    out->spared = arena_grow(engine->arena, out->spared, out->spared_count, &out->spared_room,
                             sizeof *out->spared);
    out->spared[out->spared_count++] = place.position;
    return true;
}

static bool strike(RowWork *work, const Node *entity)
{
    size_t row = added_of(work->out, entity->name);
    EventPlace place;
    if (row < work->out->added->count) {
        take_back(work->out, row);
        return true;
    }
    if (spare(work, entity->name))
        return true;
    if (!find_logged(work, entity->name, entity->span, &place))
        return false;
    leave_out(work, place);
    return true;
}

/* --- the whole --- */

static bool run_node(RowWork *work, const Node *node)
{
    bool good = true;
    if (node->kind == NODE_GIVEN_EVENT)
        return add_given(work, node);
    if (node->kind == NODE_ALTER)
        return alter(work, node);
    for (const Node *at = node->first; node->kind == NODE_STRIKE && at != NULL; at = at->next)
        good = strike(work, at) && good;
    return good;
}

static bool is_row_change(const Node *node)
{
    return node->kind == NODE_GIVEN_EVENT || node->kind == NODE_ALTER || node->kind == NODE_STRIKE;
}

static bool has_row_changes(const Engine *engine)
{
    for (size_t i = 0; i < engine->chain_count; i++)
        for (const Node *at = engine->chain[i]->first; at != NULL; at = at->next)
            if (is_row_change(at))
                return true;
    return false;
}

bool suppose_rows(Engine *engine)
{
    bool *all = arena_alloc(engine->arena, engine->ir->slot_count + 1);
    bool good = true;
    if (!has_row_changes(engine))
        return true;
    if (engine->supposed)
        batch_free(engine->supposed->added);
    memset(all, true, engine->ir->slot_count);
    Supposed *out = arena_alloc(engine->arena, sizeof *out);
    out->added = batch_new(all, engine->ir->slot_count, 4);
    batch_want_recorded(out->added);
    engine->supposed = out;
    engine->seen_fills = engine_data(engine)->fills;
    RowWork work = {.engine = engine,
                    .out = out,
                    .cycles = cycles_new(engine->arena, engine->ir),
                    .next = ((uint64_t)engine->root->event_paths.count << POSITION_FILE_SHIFT) + 1};
    for (size_t i = 0; i < engine->chain_count; i++)
        for (const Node *at = engine->chain[i]->first; at != NULL; at = at->next)
            if (is_row_change(at))
                good = run_node(&work, at) && good;
    return good;
}
