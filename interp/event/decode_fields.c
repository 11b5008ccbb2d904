/* The declared fields of events: every cell is checked, wanted or not. */
#include "interp/event/log_internal.h"

/* Where the values of a field go, or NULL when nobody asked. */
static int64_t *slot_of(const Log *log, const Batch *batch, const IrField *field)
{
    bool is_held = field && field->slot < batch->slot_count && log->wanted[field->slot];
    return is_held ? batch->slots[field->slot] : NULL;
}

/* What rows hold before their cells are read. */
static void fill_defaults(const Log *log, Group *group)
{
    Batch *batch = group->batch;
    const uint16_t *kinds = batch->kind + group->at;
    for (size_t i = 0; i < group->count; i++)
        batch->times[group->at + i] = (int32_t)log->times_default[kinds[i]];
    for (size_t s = 0; s < batch->slot_count && s < log->ir->slot_count; s++) {
        if (!batch->slots[s])
            continue;
        int64_t *out = batch->slots[s] + group->at;
        for (size_t i = 0; i < group->count; i++)
            out[i] = log->slot_default[s][kinds[i]];
    }
}

/* NO_NUMBER in *out stands for an empty cell. */
static Fault read_cell(Log *log, const FieldCheck *check, bool is_wanted, Text cell, int64_t *out)
{
    *out = NO_NUMBER;
    if (cell_is_empty(cell))
        return check->is_required ? FAULT_EMPTY : FAULT_NONE;
    if (!check->field)
        return FAULT_UNDECIDED;
    if (check->form == FORM_SUBJECT)
        return log_find_subject(log, check->field->type.ref, cell, out);
    if (check->form != FORM_TEXT)
        return field_read(check, cell, log->scratch, out);
    if (is_wanted)
        *out = text_pool_add(log->roster->pool, csv_unquote(log->scratch, cell));
    return FAULT_NONE;
}

/* Texts are known again by a table too large for the cache: those of some rows on are on the way.
 */
static void fetch_text(const Log *log, const Group *group, CsvWindow window, size_t row,
                       const FieldColumn *field)
{
    enum { AHEAD = 12 };
    if (row + AHEAD >= group->count)
        return;
    Text cell = csv_cell(window, row + AHEAD, (size_t)field->column);
    if (cell.size > 0)
        text_pool_prefetch(log->roster->pool, cell);
}

/* Occurrences are mostly one digit. */
static bool is_few_times(const FieldCheck *check, Text cell)
{
    return check->form == FORM_TIMES && cell.size == 1 && cell.at[0] >= '1' && cell.at[0] <= '9';
}

static void decode_column(Log *log, Group *group, const FieldColumn *field)
{
    Batch *batch = group->batch;
    const uint16_t *kinds = batch->kind + group->at;
    const CsvWindow window = group_window(log, group);
    for (size_t i = 0; i < group->count; i++) {
        const FieldCheck *check = field->check[kinds[i]];
        if (!check)
            continue;
        Text cell = csv_cell(window, i, (size_t)field->column);
        int64_t *slot = log->wanted_kinds[kinds[i]] ? slot_of(log, batch, check->field) : NULL;
        int64_t value;
        if (check->form == FORM_TEXT && slot)
            fetch_text(log, group, window, i, field);
        if (__builtin_expect(is_few_times(check, cell), 1)) {
            value = cell.at[0] - '0';
        } else {
            Fault fault = read_cell(log, check, slot != NULL, cell, &value);
            if (fault != FAULT_NONE) {
                group_fault(group, i, fault, field->column);
                continue;
            }
            if (value == NO_NUMBER)
                continue;
        }
        if (slot)
            slot[group->at + i] = value;
        if (check->form == FORM_TIMES)
            batch->times[group->at + i] = (int32_t)value;
    }
}

/* The own subject is a field too. */
static void copy_own(const Log *log, Group *group)
{
    Batch *batch = group->batch;
    const uint16_t *kinds = batch->kind + group->at;
    for (size_t i = 0; i < group->count && kinds[i] < log->ir->event_count; i++) {
        const IrEvent *event = &log->ir->events[kinds[i]];
        if (event->own == UINT32_MAX)
            continue;
        int64_t *slot = slot_of(log, batch, &event->fields[event->own]);
        if (slot)
            slot[group->at + i] = batch->own[group->at + i];
    }
}

static bool is_any_wanted(const Batch *batch)
{
    for (size_t s = 0; s < batch->slot_count; s++)
        if (batch->slots[s])
            return true;
    return false;
}

void decode_fields(Log *log, Group *group)
{
    const LogFile *file = log_file(log);
    fill_defaults(log, group);
    for (size_t i = 0; i < file->column_count; i++)
        decode_column(log, group, &file->columns[i]);
    if (is_any_wanted(group->batch))
        copy_own(log, group);
}
