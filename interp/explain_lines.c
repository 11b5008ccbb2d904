/* The lines of a part: base, postings, and what limits, holds and rounding made of the sum. */
#include "interp/explain_work.h"

#include <assert.h>
#include <string.h>

#include "interp/report/unit.h"

/* ---- Events ---- */

static Text field_of(const LogRecord *record, const char *const *names, size_t count)
{
    for (size_t n = 0; n < count; n++)
        for (size_t i = 0; i < record->count; i++)
            if (text_is(text_trim(record->names[i]), names[n]))
                return record->values[i];
    return TEXT("");
}

#define FIELD_OF(record, ...)                                                                      \
    field_of(record, (const char *const[]){__VA_ARGS__},                                           \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

Text explain_day(const Explainer *explainer, Day day)
{
    char room[16];
    return text_copy(explainer->arena, (Text){room, day_write(room, day)});
}

/* "0031 王五" of the event's own subject, where it is another than the one accounted for. */
static Text whose(const Explainer *explainer, const TraceEntry *entry)
{
    if (entry->own_kind == explainer->kind && entry->own == explainer->ask->subject)
        return TEXT("");
    const Roster *roster = result_roster(explainer->ask->result);
    Text id = roster->kinds[entry->own_kind].id[entry->own];
    Text name = roster->kinds[entry->own_kind].name[entry->own];
    return explain_format(explainer, "%.*s%s%.*s", (int)id.size, id.at, name.size > 0 ? " " : "",
                          (int)name.size, name.at);
}

AccountEvent explain_event(const Explainer *explainer, const TraceEntry *entry, uint64_t position)
{
    AccountEvent event = {.date = explain_day(explainer, entry->day),
                          .whose = whose(explainer, entry)};
    if (entry->event_kind < explainer->ir->event_count)
        event.kind =
            name_shown(&explainer->ir->events[entry->event_kind].name, explainer->language);
    LogRecord record = {0};
    if (explainer->ask->engine == NULL || position == UINT64_MAX ||
        !engine_record(explainer->ask->engine, position, explainer->arena, &record))
        return event;
    event.file = record.file;
    event.line = record.line;
    event.id = FIELD_OF(&record, "id", "event_id", "编号", "事件编号");
    event.recorder =
        FIELD_OF(&record, "recorded_by", "logged_by", "recorder", "登记人", "记录人", "填报人");
    event.note = FIELD_OF(&record, "note", "remark", "remarks", "备注", "说明");
    Text date = FIELD_OF(&record, "date", "日期");
    if (position != entry->position && date.size > 0)
        event.date = date;
    return event;
}

/* ---- Postings ---- */

static Text percent_text(const Explainer *explainer, Ratio share)
{
    Ratio percent = share;
    const char *format = ratio_mul(&percent, share, RATIO(100)) ? "%.*s%%" : "%.*s";
    Text number = ratio_text(explainer->arena, percent);
    return explain_format(explainer, format, (int)number.size, number.at);
}

static Text share_text(const Explainer *explainer, Ratio share)
{
    return ratio_compare(share, RATIO(1)) == 0 ? TEXT("") : percent_text(explainer, share);
}

static AccountRule rule_of(const Explainer *explainer, const TraceEntry *entry)
{
    AccountRule rule = explain_rule(explainer, &explainer->ir->rules[entry->rule]);
    rule.read = explain_read(explainer, entry);
    return rule;
}

/* "open: from 10 to 50 points are to be decided". */
static Text open_text(const Explainer *explainer, const TraceEntry *entry)
{
    if (entry->low_bound.den == 0)
        return TEXT("");
    Text bounds =
        range_shown(explainer->arena, explainer->ir, explainer->ir->items[entry->item].type,
                    entry->low_bound, entry->high_bound, explainer->language);
    return explain_format(explainer,
                          explain_say(explainer, "open: %.*s, to be decided", "未决：%.*s，待酌定"),
                          (int)bounds.size, bounds.at);
}

static AccountEvent held_of(const Explainer *explainer, const TraceEntry *entry, size_t index)
{
    if (entry->event_kind == UINT32_MAX)
        return explain_held_period(explainer, entry, (int32_t)(int64_t)entry->held[index]);
    return explain_event(explainer, entry, entry->held[index]);
}

static AccountLine posting_of(const Explainer *explainer, const TraceEntry *entry)
{
    AccountLine line = {.kind = LINE_POSTING,
                        .amount = entry->amount,
                        .rule = rule_of(explainer, entry),
                        .event = explain_event(explainer, entry, entry->position),
                        .times = entry->times,
                        .high = entry->high,
                        .words = entry->restart ? explain_restart(explainer, entry)
                                                : open_text(explainer, entry),
                        .balance = explain_balance(explainer, entry),
                        .share = share_text(explainer, entry->share)};
    explain_steps(explainer, entry, &line);
    if (entry->held_count < 2)
        return line;
    line.is_run = explainer->ir->rules[entry->rule].counter == COUNTER_RUN;
    line.made_by = arena_alloc(explainer->arena, entry->held_count * sizeof *line.made_by);
    for (size_t i = 0; i < entry->held_count; i++)
        line.made_by[line.made_count++] = held_of(explainer, entry, i);
    return line;
}

bool explain_is_of(const Explainer *explainer, const TraceEntry *entry, Cell cell)
{
    return entry->item == cell.item && entry->period == cell.period &&
           entry->subject_kind == explainer->ir->items[cell.item].subject &&
           entry->subject == explainer->ask->subject;
}

/* ---- Adjustments ---- */

/* What lines add up to: two ends, the same where nothing is open. */
typedef struct Sum {
    Ratio low, high;
} Sum;

static bool has_number(Value value)
{
    return value.state == VALUE_KNOWN || value.state == VALUE_OPEN;
}

static Ratio high_end(Ratio low, Ratio high)
{
    return high.den ? high : low;
}

static bool sum_add(Sum *sum, Ratio low, Ratio high)
{
    bool fits = ratio_add(&sum->low, sum->low, low);
    fits &= ratio_add(&sum->high, sum->high, high_end(low, high));
    return fits;
}

static bool sum_is(Sum sum, Ratio low, Ratio high)
{
    return (ratio_compare(sum.low, low) | ratio_compare(sum.high, high_end(low, high))) == 0;
}

/* Running sum of the lines; the difference to `value` becomes a line of its own. */
static void adjust(const Explainer *explainer, AccountPart *part, size_t *room, Sum *sum,
                   Value value, Text words)
{
    Ratio low = RATIO(0), high = RATIO(0);
    Ratio top = high_end(value.number, value.high);
    assert(has_number(value)); /* as that of the whole has */
    bool fits = ratio_sub(&low, value.number, sum->low);
    fits &= ratio_sub(&high, top, sum->high);
    if (!fits)
        return;
    *sum = (Sum){value.number, top};
    if (!ratio_is_zero(low) || !ratio_is_zero(high))
        explain_line(
            explainer, part, room,
            (AccountLine){.kind = LINE_ADJUSTMENT, .amount = low, .high = high, .words = words});
}

/* "cap 600 yuan" when it took away, "floor 0 yuan" when it added. */
static Text limit_words(const Explainer *explainer, Cell cell, const IrVersion *version, bool took)
{
    const Expr *limit = took ? version->cap : version->floor;
    const char *word = took ? explain_say(explainer, "absorbed by the cap", "封顶吸收")
                            : explain_say(explainer, "raised to the floor", "补至保底");
    Text shown = explain_formula(explainer, limit, cell);
    return explain_format(explainer, "%s %.*s", word, (int)shown.size, shown.at);
}

static const char *direction(const Explainer *explainer, RoundDir dir)
{
    switch (dir) {
    case ROUND_HALF_UP:
        return explain_say(explainer, "half up", "四舍五入");
    case ROUND_HALF_EVEN:
        return explain_say(explainer, "half even", "四舍六入");
    case ROUND_UP:
        return explain_say(explainer, "up", "向上");
    case ROUND_DOWN:
        return explain_say(explainer, "down", "向下");
    }
    return "";
}

static Text rounding_words(const Explainer *explainer, Cell cell, const IrVersion *version)
{
    Text step = value_shown(explainer->arena, explainer->ir, explainer->ir->items[cell.item].type,
                            version->rounding.step, explainer->language);
    Text words =
        explain_format(explainer, explain_say(explainer, "rounded %s to %.*s", "取整：%s 至 %.*s"),
                       direction(explainer, version->rounding.dir), (int)step.size, step.at);
    return version->rounding.keeps_total ? explain_seat(explainer, cell, words, step) : words;
}

/* What the share of days on the roster made of the base; the postings come after it. */
static void add_pro_rata(const Explainer *explainer, AccountPart *part, size_t *room, Sum *sum,
                         const CellSteps *steps)
{
    const char *days = explain_say(explainer, "pro rata: %d of %d days on the roster",
                                   "按在册折算：在册 %d 天，共 %d 天");
    if (steps->has_pro_rata)
        adjust(explainer, part, room, sum, steps->pro_rata,
               explain_format(explainer, days, (int)steps->days, (int)steps->period_days));
}

static void add_adjustments(const Explainer *explainer, Cell cell, AccountPart *part, size_t *room,
                            Sum sum, const CellSteps *steps)
{
    const IrVersion *version = explain_version(explainer, cell);
    if (steps->has_set)
        adjust(explainer, part, room, &sum, steps->set,
               text_from(explain_say(explainer, "set", "改置")));
    if (steps->has_limit) {
        Ratio top = high_end(steps->limited.number, steps->limited.high);
        bool took =
            ratio_compare(steps->limited.number, sum.low) < 0 || ratio_compare(top, sum.high) < 0;
        adjust(explainer, part, room, &sum, steps->limited,
               limit_words(explainer, cell, version, took));
    }
    if (steps->has_hold)
        adjust(explainer, part, room, &sum, steps->held,
               text_from(explain_say(explainer, "held", "限定")));
    if (steps->has_withhold)
        adjust(explainer, part, room, &sum, steps->paid,
               text_from(explain_say(explainer, "withheld", "扣发")));
    if (steps->has_rounding)
        adjust(explainer, part, room, &sum, steps->value, rounding_words(explainer, cell, version));
}

/* ---- Notes ---- */

/* Told once for the whole account, not beside a score. */
static bool is_of_account(TraceKind kind)
{
    return kind == TRACE_NOTICE || kind == TRACE_VOIDED || kind == TRACE_TREATED;
}

static Text hold_words(const Explainer *explainer, const TraceEntry *entry)
{
    const IrEffect *effect = &explainer->ir->rules[entry->rule].effects[entry->effect];
    Text bound =
        value_shown(explainer->arena, explainer->ir, explainer->ir->items[entry->item].type,
                    entry->amount, explainer->language);
    const char *word = effect->at_most ? explain_say(explainer, "at most", "至多")
                                       : explain_say(explainer, "at least", "至少");
    return explain_format(explainer, "%s %.*s", word, (int)bound.size, bound.at);
}

static Text note_words(const Explainer *explainer, const TraceEntry *entry)
{
    const IrRule *rule = &explainer->ir->rules[entry->rule];
    switch (entry->kind) {
    case TRACE_HELD:
        return hold_words(explainer, entry);
    case TRACE_WITHHELD:
        return percent_text(explainer, entry->amount);
    case TRACE_RESTARTED:
        return signed_shown(explainer->arena, entry->amount);
    case TRACE_SET:
        return value_shown(explainer->arena, explainer->ir, explainer->ir->items[entry->item].type,
                           entry->amount, explainer->language);
    case TRACE_NOTICE:
        return rule->effects[entry->effect].text;
    case TRACE_LAPSED:
        return rule->effects[entry->effect].kind == EFFECT_HOLD
                   ? hold_words(explainer, entry)
                   : signed_range(explainer->arena, entry->amount, entry->high);
    case TRACE_TREATED:
        return name_shown(&explainer->ir->events[rule->effects[0].item].name, explainer->language);
    case TRACE_POSTED:
    case TRACE_VOIDED:
        break;
    }
    return TEXT("");
}

static AccountNoteKind note_kind(TraceKind kind)
{
    switch (kind) {
    case TRACE_HELD:
        return NOTE_HOLD;
    case TRACE_WITHHELD:
        return NOTE_WITHHELD;
    case TRACE_SET:
        return NOTE_SET;
    case TRACE_RESTARTED:
        return NOTE_RESTART;
    case TRACE_NOTICE:
        return NOTE_NOTICE;
    case TRACE_LAPSED:
        return NOTE_LAPSED;
    case TRACE_TREATED:
        return NOTE_TREATED;
    case TRACE_POSTED:
    case TRACE_VOIDED:
        break;
    }
    return NOTE_VOID;
}

static AccountNote *add_note(const Explainer *explainer, AccountNote *notes, size_t *count,
                             size_t *room, const TraceEntry *entry)
{
    notes = arena_grow(explainer->arena, notes, *count, room, sizeof *notes);
    notes[(*count)++] = (AccountNote){.kind = note_kind(entry->kind),
                                      .rule = rule_of(explainer, entry),
                                      .event = explain_event(explainer, entry, entry->position),
                                      .balance = explain_balance(explainer, entry),
                                      .words = note_words(explainer, entry)};
    return notes;
}

/* ---- The whole ---- */

static bool add_postings(const Explainer *explainer, Cell cell, AccountPart *part, size_t *room,
                         Sum *sum)
{
    const Trace *trace = explainer->ask->trace;
    size_t note_room = 0;
    bool good = true;
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (is_of_account(entry->kind) || !explain_is_of(explainer, entry, cell))
            continue;
        if (entry->kind == TRACE_POSTED) {
            explain_line(explainer, part, room, posting_of(explainer, entry));
            good &= sum_add(sum, entry->amount, entry->high);
        } else {
            part->notes = add_note(explainer, part->notes, &part->note_count, &note_room, entry);
        }
    }
    return good;
}

static bool adds_up(const AccountPart *part)
{
    Sum total = {RATIO(0), RATIO(0)};
    bool good = true;
    for (size_t i = 0; i < part->line_count; i++)
        good &= sum_add(&total, part->lines[i].amount, part->lines[i].high);
    return good & sum_is(total, part->number, part->high);
}

void explain_lines(const Explainer *explainer, Cell cell, AccountPart *part)
{
    CellSteps steps = {0};
    size_t room = 0;
    result_steps(explainer->ask->result, cell.item, explainer->ask->subject, cell.period, &steps);
    Sum posted = {RATIO(0), RATIO(0)};
    if (part->is_known && steps.value.state == VALUE_UNASSESSED) {
        explain_adjusted(explainer, cell, part, &room, &steps); /* that alone is due */
        part->is_balanced = adds_up(part);
        return;
    }
    if (!has_number(steps.formula) || !part->is_known) {
        add_postings(explainer, cell, part, &room, &posted);
        part->is_balanced = !part->is_known;
        return;
    }
    Sum sum = {steps.formula.number, high_end(steps.formula.number, steps.formula.high)};
    explain_line(explainer, part, &room,
                 (AccountLine){.kind = LINE_BASE, .amount = sum.low, .high = sum.high});
    add_pro_rata(explainer, part, &room, &sum, &steps);
    bool good = add_postings(explainer, cell, part, &room, &posted);
    good &= sum_add(&sum, posted.low, posted.high);
    good &= sum_is(posted, steps.posted.number, steps.posted.high);
    add_adjustments(explainer, cell, part, &room, sum, &steps);
    explain_adjusted(explainer, cell, part, &room, &steps);
    part->is_balanced = good & adds_up(part);
}

void explain_holds(const Explainer *explainer, Cell cell, AccountPart *part)
{
    const Trace *trace = explainer->ask->trace;
    size_t room = 0;
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (!is_of_account(entry->kind) && explain_is_of(explainer, entry, cell))
            part->notes = add_note(explainer, part->notes, &part->note_count, &room, entry);
    }
}

void explain_notes(const Explainer *explainer, Account *account)
{
    const Trace *trace = explainer->ask->trace;
    const IrItem *item = &explainer->ir->items[explainer->ask->items[0]];
    Day first = 0, last = 0;
    size_t room = 0;
    result_days(explainer->ask->result, item->calendar, explainer->ask->subject,
                explainer->ask->period, &first, &last);
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (is_of_account(entry->kind) && entry->day >= first && entry->day <= last &&
            entry->subject_kind == explainer->kind && entry->subject == explainer->ask->subject)
            account->notes =
                add_note(explainer, account->notes, &account->note_count, &room, entry);
    }
}
