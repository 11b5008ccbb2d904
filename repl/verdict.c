/* The verdict on one test: what was expected against what came out, and the account of it. */
#include "repl/verdict.h"

#include <string.h>

#include "interp/ask.h"
#include "interp/explain.h"
#include "interp/report/unit.h"

typedef struct Judge {
    Session *session;
    const Ir *ir;
    const Result *result;
    const Trace *trace;
    Arena *arena;
    Output *report, *accounts; /* the accounts stand behind what they explain */
    Language language;
} Judge;

/* ---- Words ---- */

static Text period_words(const Judge *judge, const IrExpect *expect, int64_t subject,
                         int32_t period)
{
    char room[64];
    const IrCalendar *calendar = &judge->ir->calendars[expect->calendar];
    size_t size = subject >= 0 ? result_period_write(judge->result, expect->calendar,
                                                     (uint32_t)subject, period, room)
                               : calendar_write(room, calendar, calendar->anchor, period);
    return text_copy(judge->arena, (Text){room, size});
}

static Text value_words(const Judge *judge, const IrItem *item, Value value)
{
    return ask_value(judge->arena, judge->ir, item->type, value, judge->language);
}

/* "  monthly of A in 2018-10: expected 99 points, came out 98 points". */
static void tell(const Judge *judge, Text name, const IrExpect *expect, Text period, Text expected,
                 Text actual)
{
    const char *format =
        say(judge->session, "  %.*s of %.*s in %.*s: expected %.*s, came out %.*s\n",
            "  %.*s（%.*s，%.*s）：应为 %.*s，实为 %.*s\n");
    output_format(judge->report, format, (int)name.size, name.at, (int)expect->id.size,
                  expect->id.at, (int)period.size, period.at, (int)expected.size, expected.at,
                  (int)actual.size, actual.at);
}

/* ---- Values ---- */

static void put_account(const Judge *judge, uint32_t item, uint32_t subject, int32_t period)
{
    const Explain explain = {.ir = judge->ir,
                             .diag = judge->session->diag,
                             .result = judge->result,
                             .trace = judge->trace,
                             .items = &item,
                             .item_count = 1,
                             .subject = subject,
                             .period = period,
                             .language = judge->language};
    output_char(judge->accounts, '\n');
    account_print_text(explain_scores(judge->arena, &explain), judge->language, judge->accounts);
}

static Value wanted_value(const IrExpect *expect)
{
    switch (expect->kind) {
    case EXPECT_VALUE:
    case EXPECT_FIRED:
    case EXPECT_NOTICE:
    case EXPECT_ADJUSTMENT:
        break;
    case EXPECT_BETWEEN:
        return (Value){VALUE_OPEN, expect->value, expect->high};
    case EXPECT_UNDECIDED:
        return (Value){.state = VALUE_UNDECIDED};
    case EXPECT_UNASSESSED:
        return (Value){.state = VALUE_UNASSESSED};
    }
    return (Value){.state = VALUE_KNOWN, .number = expect->value};
}

static bool is_expected(Value wanted, Value value)
{
    if (wanted.state != value.state)
        return false;
    switch (value.state) {
    case VALUE_UNASSESSED:
    case VALUE_UNDECIDED:
        return true;
    case VALUE_KNOWN:
    case VALUE_OPEN:
        break;
    }
    return ratio_compare(value.number, wanted.number) == 0 &&
           (value.state == VALUE_KNOWN || ratio_compare(value.high, wanted.high) == 0);
}

static Text expected_name(const Judge *judge, const IrExpect *expect)
{
    Text name = name_shown(&judge->ir->items[expect->item].name, judge->language);
    if (expect->kind != EXPECT_ADJUSTMENT)
        return name;
    return text_from(arena_format(judge->arena,
                                  say(judge->session, "adjustment of %.*s", "%.*s 补差额"),
                                  (int)name.size, name.at));
}

/* The value itself, or what amendments add to it for closed periods. */
static Value value_of(const Judge *judge, const IrExpect *expect, uint32_t subject, int32_t period)
{
    if (expect->kind != EXPECT_ADJUSTMENT)
        return result_value(judge->result, expect->item, subject, period);
    const Adjustment *rows;
    Value sum = {VALUE_KNOWN, RATIO(0), {0, 0}};
    size_t count = result_adjustments(judge->result, expect->item, subject, period, &rows);
    for (size_t i = 0; i < count; i++)
        if (rows[i].is_open || !ratio_add(&sum.number, sum.number, rows[i].amount))
            return (Value){.state = VALUE_UNDECIDED};
    return sum;
}

/* Tells of the first period that differs. */
static bool judge_value(const Judge *judge, const IrExpect *expect)
{
    const IrItem *item = &judge->ir->items[expect->item];
    int64_t subject = roster_find(&result_roster(judge->result)->kinds[item->subject], expect->id);
    Value wanted = wanted_value(expect);
    for (int32_t period = expect->first; period <= expect->last; period++) {
        Value value = {.state = VALUE_UNASSESSED};
        if (subject >= 0)
            value = value_of(judge, expect, (uint32_t)subject, period);
        if (is_expected(wanted, value))
            continue;
        tell(judge, expected_name(judge, expect), expect,
             period_words(judge, expect, subject, period), value_words(judge, item, wanted),
             value_words(judge, item, value));
        if (subject >= 0)
            put_account(judge, expect->item, (uint32_t)subject, period);
        return false;
    }
    return true;
}

/* ---- Firings ---- */

static bool is_firing(const Judge *judge, const IrExpect *expect, const TraceEntry *entry)
{
    const Roster *roster = result_roster(judge->result);
    return name_is(&judge->ir->rules[entry->rule].name, expect->rule) &&
           entry->day >= expect->first && entry->day <= expect->last &&
           entry->kind != TRACE_LAPSED && entry->subject_kind < roster->kind_count &&
           entry->subject < roster->kinds[entry->subject_kind].count &&
           text_equal(roster->kinds[entry->subject_kind].id[entry->subject], expect->id);
}

/* Several effects of one firing, and several charges, are one firing: it is counted at the first
 * of its entries. A rule on scores fires for each subject by itself. */
static bool is_counted(const Judge *judge, const IrExpect *expect, size_t index)
{
    const TraceEntry *entry = &judge->trace->entries[index];
    for (size_t i = 0; i < index; i++) {
        const TraceEntry *earlier = &judge->trace->entries[i];
        bool of_same = earlier->own == entry->own && earlier->own_kind == entry->own_kind;
        if (earlier->rule == entry->rule && earlier->position == entry->position && of_same &&
            earlier->day == entry->day && is_firing(judge, expect, earlier))
            return true;
    }
    return false;
}

/* "2 times", "2次". */
static Text times_words(const Judge *judge, Ratio count)
{
    Type times = {.kind = TYPE_NUMBER, .dim = {.times = 1}};
    return value_shown(judge->arena, judge->ir, times, count, judge->language);
}

/* "2018-10" where the days are those of a month, quarter … */
static Text days_words(const Judge *judge, Day from, Day to)
{
    char first[16], last[16], room[64];
    for (PeriodUnit unit = UNIT_WEEK; unit <= UNIT_YEAR; unit++) {
        int32_t period = period_of_day(unit, from);
        if (period_first(unit, period) == from && period_last(unit, period) == to)
            return text_copy(judge->arena, (Text){room, period_write(room, unit, period)});
    }
    size_t size = day_write(first, from);
    if (from == to)
        return text_copy(judge->arena, (Text){first, size});
    size_t other = day_write(last, to);
    return text_from(arena_format(judge->arena, "%.*s..%.*s", (int)size, first, (int)other, last));
}

static bool judge_fired(const Judge *judge, const IrExpect *expect)
{
    int64_t fired = 0;
    for (size_t i = 0; i < judge->trace->count; i++)
        if (is_firing(judge, expect, &judge->trace->entries[i]) && !is_counted(judge, expect, i))
            fired += judge->trace->entries[i].times;
    if (ratio_compare(RATIO(fired), expect->value) == 0)
        return true;
    Text days = days_words(judge, expect->first, expect->last);
    tell(judge, expect->rule, expect, days, times_words(judge, expect->value),
         times_words(judge, RATIO(fired)));
    return false;
}

static bool is_notice(const Judge *judge, const IrExpect *expect, const TraceEntry *entry)
{
    const RosterKind *kind = &result_roster(judge->result)->kinds[entry->subject_kind];
    return entry->kind == TRACE_NOTICE && entry->day >= expect->first &&
           entry->day <= expect->last && text_equal(kind->id[entry->subject], expect->id) &&
           text_equal(judge->ir->rules[entry->rule].effects[entry->effect].text, expect->notice);
}

static bool judge_notice(const Judge *judge, const IrExpect *expect)
{
    bool given = false, wanted = !ratio_is_zero(expect->value);
    for (size_t i = 0; i < judge->trace->count && !given; i++)
        given = is_notice(judge, expect, &judge->trace->entries[i]);
    const Text words[2] = {text_from(say(judge->session, "none", "无")),
                           text_from(say(judge->session, "one", "有"))};
    if (given != wanted)
        tell(judge, expect->notice, expect, days_words(judge, expect->first, expect->last),
             words[wanted], words[given]);
    return given == wanted;
}

static bool judge_one(const Judge *judge, const IrExpect *expect)
{
    switch (expect->kind) {
    case EXPECT_VALUE:
    case EXPECT_BETWEEN:
    case EXPECT_UNDECIDED:
    case EXPECT_UNASSESSED:
    case EXPECT_ADJUSTMENT:
        return judge_value(judge, expect);
    case EXPECT_FIRED:
        return judge_fired(judge, expect);
    case EXPECT_NOTICE:
        return judge_notice(judge, expect);
    }
    return false;
}

/* ---- The verdict ---- */

static size_t line_of(const Diag *diag, Span span)
{
    Text text = diag_source_text(diag, span.source);
    size_t line = 1;
    for (size_t i = 0; i < span.start && i < text.size; i++)
        line += text.at[i] == '\n';
    return line;
}

Verdict verdict_of(Session *session, Engine *engine, const IrTest *test, const char *file,
                   Arena *arena)
{
    Trace trace = {.arena = arena, .subject_kind = UINT32_MAX, .subject = UINT32_MAX};
    Verdict verdict = {.title = test->title,
                       .file = text_visible(arena, text_from(file)).at,
                       .line = line_of(session->diag, test->span),
                       .passed = true};
    Result *result = engine_run_test(engine, test, &trace);
    if (result == NULL) {
        verdict.passed = false;
        return verdict;
    }
    Judge judge = {.session = session,
                   .ir = engine_ir(engine),
                   .result = result,
                   .trace = &trace,
                   .arena = arena,
                   .report = output_memory(),
                   .accounts = output_memory(),
                   .language = session->language};
    for (size_t i = 0; i < test->expect_count; i++)
        verdict.passed = judge_one(&judge, &test->expects[i]) && verdict.passed;
    output_text(judge.report, output_contents(judge.accounts));
    verdict.report = text_copy(arena, output_contents(judge.report));
    output_close(judge.report);
    output_close(judge.accounts);
    result_free(result);
    return verdict;
}

void verdict_print(const Session *session, const Verdict *verdict, Output *out)
{
    Text title = text_visible(session->arena, verdict->title);
    const char *word =
        verdict->passed ? say(session, "ok    ", "通过  ") : say(session, "FAIL  ", "失败  ");
    const char *color = verdict->passed ? "\x1b[32m" : "\x1b[31m";
    output_format(out, "%s%s%s%.*s", session->color_out ? color : "", word,
                  session->color_out ? "\x1b[0m" : "", (int)title.size, title.at);
    if (!verdict->passed)
        output_format(out, "  (%s:%zu)", verdict->file, verdict->line);
    output_char(out, '\n');
    output_text(out, verdict->report);
}
