/* Kernels that bring values into registers: constants, events, the roster, other items. */
#include "stdlib/builtins.h"

#include "interp/exec/batch.h"
#include "interp/plan/plan.h"

void kernel_CONST(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = step->k;
}

void kernel_CONST_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out];
    for (size_t i = 0; i < frame->count; i++) {
        out.num[i] = step->k;
        out.den[i] = step->m;
    }
}

void kernel_SLOT(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *slot = frame->slots[step->k];
    for (size_t i = 0; i < frame->count; i++)
        out[i] = slot[frame->rows[i]];
}

void kernel_OWN(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = frame->own[i];
}

void kernel_CHARGED(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = frame->charged[i];
}

void kernel_DATE(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = frame->date[i];
}

void kernel_ROSTER_ROW(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *who = frame->regs[step->a].num;
    const RosterKind *kind = &frame->roster->kinds[step->k];
    for (size_t i = 0; i < frame->count; i++) {
        if (who[i] == ABSENT || frame->roster_day[i] == DAY_ALWAYS) {
            out[i] = ABSENT;
            continue;
        }
        uint32_t row = roster_row(kind, (uint32_t)who[i], frame->roster_day[i]);
        out[i] = row == UINT32_MAX ? ABSENT : (int64_t)row;
    }
}

void kernel_ROSTER_CODE(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *row = frame->regs[step->a].num;
    const int32_t *codes = frame->roster->kinds[step->k].columns[step->m].codes;
    int32_t none = step->c ? NO_SUBJECT : NO_CODE;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = row[i] == ABSENT || codes[row[i]] == none ? ABSENT : codes[row[i]];
}

void kernel_ROSTER_NUMBER(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *row = frame->regs[step->a].num;
    const int64_t *numbers = frame->roster->kinds[step->k].columns[step->m].numbers;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = row[i] == ABSENT ? ABSENT : numbers[row[i]]; /* NO_NUMBER is ABSENT */
}

void kernel_ROSTER_SHARE(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out];
    const RosterKind *kind = &frame->roster->kinds[frame->own_kind];
    int32_t all = frame->last_day - frame->first_day + 1;
    for (size_t i = 0; i < frame->count; i++) {
        int32_t days = roster_days(kind, frame->own[i], frame->first_day, frame->last_day);
        Ratio share = {0, 1};
        ratio_make(&share, days, all);
        out.num[i] = share.num;
        out.den[i] = share.den;
    }
}

/* Lanes of cell programs are subjects in their order, mostly one after the other. */
static bool is_run(const Frame *frame)
{
    return frame->own[frame->count - 1] - frame->own[0] == frame->count - 1;
}

void kernel_CELL(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const Column *column = &frame->columns[step->k];
    const int64_t *from = column->num + column_at(column, frame->own[0], frame->period);
    if (is_run(frame)) {
        for (size_t i = 0; i < frame->count; i++)
            out[i] = from[i * column->subject_stride];
        return;
    }
    for (size_t i = 0; i < frame->count; i++)
        out[i] = from[(frame->own[i] - frame->own[0]) * column->subject_stride];
}

void kernel_CELL_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out];
    const Column *column = &frame->columns[step->k];
    for (size_t i = 0; i < frame->count; i++) {
        size_t at = column_at(column, frame->own[i], frame->period);
        out.num[i] = column->num[at];
        out.den[i] = column->den[at];
    }
}

/* Where the value of the lane's subject is, in the period that holds the lane's day; SIZE_MAX: of
 * nobody, or outside what is worked out. */
static size_t cell_of_day(const Step *step, const Frame *frame, const int64_t *who, size_t i)
{
    const Column *column = &frame->columns[step->k];
    const Ir *ir = frame->plan->ir;
    const IrCalendar *calendar = &ir->calendars[ir->items[step->k].calendar];
    int32_t period;
    if (who[i] == ABSENT)
        return SIZE_MAX;
    Day anchor = roster_anchor(frame->roster, calendar, (uint32_t)who[i]);
    if (!calendar_of_day(calendar, anchor, frame->date[i], &period) || period < column->first ||
        period > column->last)
        return SIZE_MAX;
    return column_at(column, (uint32_t)who[i], period);
}

void kernel_CELL_AT(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *who = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++) {
        size_t at = cell_of_day(step, frame, who, i);
        out[i] = at == SIZE_MAX ? ABSENT : frame->columns[step->k].num[at];
    }
}

void kernel_CELL_AT_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out];
    const int64_t *who = frame->regs[step->a].num;
    const Column *column = &frame->columns[step->k];
    for (size_t i = 0; i < frame->count; i++) {
        size_t at = cell_of_day(step, frame, who, i);
        out.num[i] = at == SIZE_MAX ? 0 : column->num[at];
        out.den[i] = at == SIZE_MAX ? 0 : column->den[at];
    }
}

void kernel_LOOKUP(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *code = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = code[i] >= 0 && code[i] < step->k ? step->lut[code[i]] : ABSENT;
}
