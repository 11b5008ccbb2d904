/* The declared fields of events: every cell is checked, wanted or not. */
#include "interp/event/log_internal.h"

/* Where the values of a field go, or NULL when nobody asked. */
static inline int64_t *slot_of(const Batch *batch, const FieldCheck *check)
{
    return check->is_wanted ? batch->slots[check->field->slot] : NULL;
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

/* A few digits and nothing else, as most numbers are written. */
static bool read_digits(const FieldCheck *check, Text cell, int64_t *out)
{
    enum { FEW = 9 };
    if (check->unit == 0 || cell.size == 0 || cell.size > FEW)
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < cell.size; i++) {
        unsigned digit = (unsigned)cell.at[i] - '0';
        if (digit > 9)
            return false;
        value = value * 10 + digit;
    }
    *out = value * check->unit;
    return *out >= check->low && *out <= check->high;
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
        int64_t *slot = slot_of(batch, check);
        int64_t value;
        if (check->form == FORM_TEXT && slot)
            fetch_text(log, group, window, i, field);
        if (!read_digits(check, cell, &value)) {
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
        int64_t *slot = slot_of(batch, &log->checks[kinds[i]][event->own]);
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
