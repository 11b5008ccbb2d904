/* From the text of a script to the values of its test. */
#include "tests/unit/scripted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stdlib/builtins.h"

typedef struct Wanted {
    Text name, subject;
    PeriodUnit unit;
    int32_t period;
} Wanted;

static Text word_at(const char *line, size_t *at)
{
    while (line[*at] == ' ')
        (*at)++;
    size_t from = *at;
    while (line[*at] != ' ' && line[*at] != '\n' && line[*at] != '\0')
        (*at)++;
    return (Text){line + from, *at - from};
}

static Wanted wanted_of(const char *line)
{
    Wanted wanted;
    size_t at = 0;
    wanted.name = word_at(line, &at);
    wanted.subject = word_at(line, &at);
    Text period = word_at(line, &at);
    assert_true(period_parse(&wanted.unit, &wanted.period, period));
    return wanted;
}

static const char *next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end + 1 : line + strlen(line);
}

static bool load(Scripted *script, const char *text)
{
    script->diag = diag_new(LANG_EN);
    script->engine = engine_new(stdlib_builtins(), script->diag);
    script->arena = arena_new(0);
    uint32_t source = diag_source(script->diag, TEXT("a.merit"), text_from(text));
    return engine_load_sources(script->engine, &source, 1, true);
}

Scripted *scripted_new(const char *text)
{
    Scripted *script = calloc(1, sizeof *script);
    assert_non_null(script);
    if (load(script, text)) {
        diag_truncate(script->diag, 0); /* its warnings: what is given expects nothing */
        return script;
    }
    Output *out = output_fd(2);
    diag_print(script->diag, out, 0, false);
    output_close(out);
    fail_msg("the script does not check");
    return script;
}

void scripted_run(Scripted *script, const char *wanted)
{
    const Ir *ir = engine_ir(script->engine);
    assert_true(ir->test_count > 0);
    IrTest test = ir->tests[0];
    IrExpect days = {.kind = EXPECT_FIRED, .first = DAY_NEVER, .last = DAY_ALWAYS};
    for (const char *line = wanted; *line != '\0'; line = next_line(line)) {
        Wanted of = wanted_of(line);
        Day first = period_first(of.unit, of.period), last = period_last(of.unit, of.period);
        days.first = first < days.first ? first : days.first;
        days.last = last > days.last ? last : days.last;
    }
    test.expects = &days;
    test.expect_count = 1;
    script->trace = (Trace){.arena = script->arena, .subject = UINT32_MAX};
    script->result = engine_run_test(script->engine, &test, &script->trace);
}

void scripted_free(Scripted *script)
{
    result_free(script->result);
    engine_free(script->engine);
    diag_free(script->diag);
    arena_free(script->arena);
    free(script);
}

static uint32_t subject_of(const Scripted *script, const Result *result, uint32_t kind, Text id)
{
    (void)script;
    int64_t subject = roster_find(&result_roster(result)->kinds[kind], id);
    if (subject < 0)
        fail_msg("nobody is called %.*s", (int)id.size, id.at);
    return (uint32_t)subject;
}

/* Occurrences for which the rule charged the subject, one event once however many effects. */
static int64_t firings(const Scripted *script, const Result *result, const Wanted *wanted)
{
    const Ir *ir = engine_ir(script->engine);
    Day first = period_first(wanted->unit, wanted->period);
    Day last = period_last(wanted->unit, wanted->period);
    int64_t count = 0;
    for (size_t i = 0; i < script->trace.count; i++) {
        const TraceEntry *entry = &script->trace.entries[i];
        const TraceEntry *before = i ? entry - 1 : NULL;
        if (entry->kind == TRACE_VOIDED || entry->kind == TRACE_LAPSED || entry->day < first ||
            entry->day > last || !name_is(&ir->rules[entry->rule].name, wanted->name) ||
            entry->subject != subject_of(script, result, entry->subject_kind, wanted->subject))
            continue;
        bool again = before && before->rule == entry->rule && before->subject == entry->subject &&
                     before->position == entry->position && before->day == entry->day;
        count += again ? 0 : entry->times;
    }
    return count;
}

Text scripted_values(Scripted *script, const Result *result, const char *wanted)
{
    const Ir *ir = engine_ir(script->engine);
    Output *out = output_memory();
    for (const char *line = wanted; *line != '\0'; line = next_line(line)) {
        Wanted of = wanted_of(line);
        char value[VALUE_ROOM];
        int item = ir_find_item(ir, of.name);
        output_text(out, (Text){line, (size_t)(of.subject.at + of.subject.size - line)});
        output_char(out, ' ');
        output_advance(out, period_write(output_reserve(out, 12), of.unit, of.period));
        if (item < 0) {
            output_format(out, " %lld\n", (long long)firings(script, result, &of));
            continue;
        }
        uint32_t subject = subject_of(script, result, ir->items[item].subject, of.subject);
        Text cell = {value, 0};
        if (ir->items[item].kind == ITEM_GRADE)
            cell = result_word(result, (uint32_t)item, subject, of.period);
        else
            cell.size = result_write(result, (uint32_t)item, subject, of.period, value);
        output_char(out, ' ');
        output_text(out, cell.size ? cell : TEXT("-"));
        output_char(out, '\n');
    }
    Text text = text_copy(script->arena, output_contents(out));
    output_close(out);
    return text;
}

void assert_values(const char *text, const char *expected)
{
    Scripted *script = scripted_new(text);
    scripted_run(script, expected);
    if (!script->result) {
        Output *out = output_fd(2);
        diag_print(script->diag, out, 0, false);
        output_close(out);
        fail_msg("the run failed");
    }
    assert_string_equal(scripted_values(script, script->result, expected).at, expected);
    scripted_free(script);
}

void assert_script_refused(const char *text, DiagCode code)
{
    Scripted *script = calloc(1, sizeof *script);
    assert_non_null(script);
    assert_false(load(script, text));
    assert_string_equal(diag_name(diag_code_at(script->diag, 0)), diag_name(code));
    scripted_free(script);
}

void assert_fails(const char *text, const char *wanted, const char *printed)
{
    Scripted *script = scripted_new(text);
    scripted_run(script, wanted);
    assert_null(script->result);
    Output *out = output_memory();
    diag_print(script->diag, out, 0, false);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, printed);
    output_close(out);
    scripted_free(script);
}
