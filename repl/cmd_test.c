/* merit test: the tests that stand in rule files, told as text, JUnit or TAP. */
#include "repl/command.h"

#include <string.h>

#include "interp/report/html.h"
#include "repl/script.h"
#include "repl/verdict.h"

typedef struct Verdicts {
    Session *session;
    Verdict *at;
    size_t count, room, passed;
    int status; /* of files that do not compile */
} Verdicts;

static void keep(Verdicts *verdicts, Verdict verdict)
{
    verdicts->at = arena_grow(verdicts->session->arena, verdicts->at, verdicts->count,
                              &verdicts->room, sizeof *verdicts->at);
    verdicts->at[verdicts->count++] = verdict;
    verdicts->passed += verdict.passed;
}

/* A run script's own tests, not those of the rules that it uses. */
static bool is_own(const Session *session, const IrTest *test, const char *file)
{
    Text name = diag_source_name(session->diag, test->span.source);
    return text_starts(name, strcmp(file, "-") == 0 ? "<stdin>" : file);
}

static void test_file(Verdicts *verdicts, const char *file)
{
    Session *session = verdicts->session;
    Engine *engine = session_engine(session);
    bool good = script_load(session, engine, file, true);
    for (size_t i = 0; good && i < engine_ir(engine)->test_count; i++) {
        const IrTest *test = &engine_ir(engine)->tests[i];
        if (!is_own(session, test, file))
            continue;
        Engine *known = engine_of_test(engine, &test);
        good = known != NULL;
        if (!good)
            break;
        keep(verdicts, verdict_of(session, known, test, file, session->arena));
        Verdict *last = &verdicts->at[verdicts->count - 1];
        last->title = text_copy(session->arena, last->title);
        session_report(session); /* a test that could not run: its errors */
    }
    int status = good ? EXIT_DONE : session_failed(session, engine);
    verdicts->status = verdicts->status == EXIT_DONE ? status : verdicts->status;
}

/* ---- The forms ---- */

/* A long list of what went well helps nobody: failures, then the counts. */
static void print_text(const Verdicts *verdicts)
{
    Session *session = verdicts->session;
    for (size_t i = 0; i < verdicts->count; i++)
        verdict_print(session, &verdicts->at[i], session->out);
    output_format(session->out, say(session, "%zu passed, %zu failed\n", "通过 %zu，失败 %zu\n"),
                  verdicts->passed, verdicts->count - verdicts->passed);
}

static void put_tap_comment(Output *out, Text report)
{
    for (size_t from = 0, at = 0; at < report.size; from = ++at) {
        while (at < report.size && report.at[at] != '\n')
            at++;
        output_string(out, "# ");
        output_text(out, text_slice(report, from, at));
        output_char(out, '\n');
    }
}

static void print_tap(const Verdicts *verdicts)
{
    Output *out = verdicts->session->out;
    output_format(out, "TAP version 13\n1..%zu\n", verdicts->count);
    for (size_t i = 0; i < verdicts->count; i++) {
        const Verdict *verdict = &verdicts->at[i];
        Text title = text_visible(verdicts->session->arena, verdict->title);
        output_format(out, "%s %zu - ", verdict->passed ? "ok" : "not ok", i + 1);
        for (size_t c = 0; c < title.size; c++)
            output_format(out, title.at[c] == '#' ? "\\%c" : "%c", title.at[c]);
        output_char(out, '\n');
        put_tap_comment(out, verdict->report);
    }
}

static void print_junit(Verdicts *verdicts)
{
    Output *out = verdicts->session->out;
    Arena *arena = verdicts->session->arena;
    output_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    output_format(out, "<testsuite name=\"merit\" tests=\"%zu\" failures=\"%zu\">\n",
                  verdicts->count, verdicts->count - verdicts->passed);
    for (size_t i = 0; i < verdicts->count; i++) {
        const Verdict *verdict = &verdicts->at[i];
        output_string(out, "  <testcase classname=\"");
        html_escape(out, text_visible(arena, text_from(verdict->file)));
        output_string(out, "\" name=\"");
        html_escape(out, text_visible(arena, verdict->title));
        if (verdict->passed) {
            output_string(out, "\"/>\n");
            continue;
        }
        output_format(out, "\" line=\"%zu\">\n    <failure message=\"", verdict->line);
        size_t end = 0;
        while (end < verdict->report.size && verdict->report.at[end] != '\n')
            end++;
        html_escape(out, text_trim(text_slice(verdict->report, 0, end)));
        output_string(out, "\">");
        html_escape(out, verdict->report);
        output_string(out, "</failure>\n  </testcase>\n");
    }
    output_string(out, "</testsuite>\n");
}

int run_tests(Session *session, const Arguments *arguments)
{
    Verdicts verdicts = {.session = session};
    const char *format = arguments_value(arguments, OPTION_FORMAT);
    for (size_t i = 0; i < arguments->word_count; i++) {
        size_t count = 0;
        const char **files = script_files(session, arguments->words[i], &count);
        for (size_t f = 0; files != NULL && f < count; f++)
            test_file(&verdicts, files[f]);
    }
    if (format != NULL && strcmp(format, "junit") == 0)
        print_junit(&verdicts);
    else if (format != NULL && strcmp(format, "tap") == 0)
        print_tap(&verdicts);
    else if (verdicts.count > 0 || verdicts.status == EXIT_DONE)
        print_text(&verdicts);
    int asked = session_report(session);
    if (verdicts.status != EXIT_DONE || asked != EXIT_DONE)
        return verdicts.status != EXIT_DONE ? verdicts.status : asked;
    return verdicts.passed == verdicts.count ? EXIT_DONE : EXIT_FOUND;
}
