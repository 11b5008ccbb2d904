/* merit lint: findings about rules that compile, as text, JSON or SARIF. */
#include "repl/command.h"

#include <string.h>

#include "interp/review/lint.h"
#include "interp/trial.h"
#include "repl/script.h"
#include "repl/wording.h"

/* Which rules the tests make fire; NULL: a test could not run, which `merit test` explains. */
static const bool *tested(Session *session, Engine *engine)
{
    const Ir *ir = engine_ir(engine);
    size_t before = diag_count(session->diag);
    uint64_t *times = arena_alloc(session->arena, (ir->rule_count + 1) * sizeof *times);
    bool *fired = arena_alloc(session->arena, ir->rule_count + 1);
    bool good = trial_fired(engine, times);
    diag_truncate(session->diag, before);
    for (size_t i = 0; i < ir->rule_count; i++)
        fired[i] = times[i] > 0;
    return good ? fired : NULL;
}

static bool lint_file(Session *session, const char *path, Day on)
{
    Engine *engine = session_engine(session);
    LintTask task = {.on = on};
    if (!script_load(session, engine, path, true))
        return false;
    task.ir = engine_ir(engine);
    task.files = engine_files(engine, &task.file_count);
    task.fired = tested(session, engine);
    lint_rules(&task, session->diag);
    Text wording;
    if (wording_read(session, engine, NULL, &wording))
        wording_compare(session, task.ir, wording);
    return true;
}

static size_t count_of(const Diag *diag, Severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diag_count(diag); i++)
        count += diag_severity(diag_code_at(diag, i)) == severity;
    return count;
}

/* "2 errors, 1 warning, no notes" */
static void print_counts(Session *session, const size_t counts[3])
{
    static const char *const words[3][2] = {
        {"error", "错误"}, {"warning", "警告"}, {"note", "说明"}};
    for (int i = 0; i < 3; i++) {
        output_string(session->out, i == 0 ? "" : say(session, ", ", "，"));
        if (session->language == LANG_ZH)
            output_format(session->out, "%s %zu 项", words[i][LANG_ZH], counts[i]);
        else if (counts[i] == 0)
            output_format(session->out, "no %ss", words[i][LANG_EN]);
        else
            output_format(session->out, "%zu %s%s", counts[i], words[i][LANG_EN],
                          counts[i] == 1 ? "" : "s");
    }
    output_char(session->out, '\n');
}

static bool day_option(Session *session, const Arguments *arguments, Day *day)
{
    const char *word = arguments_value(arguments, OPTION_ON);
    if (word == NULL || day_parse_lenient(day, text_fold(session->arena, text_from(word))))
        return true;
    diag_plain(session->diag, DIAG_E0352, word, NULL);
    return false;
}

static int print_findings(Session *session, const Arguments *arguments)
{
    const char *format = arguments_value(arguments, OPTION_FORMAT);
    const char *fail_on = arguments_value(arguments, OPTION_FAIL_ON);
    Severity least = fail_on == NULL || strcmp(fail_on, "warning") == 0 ? SEVERITY_WARNING
                     : strcmp(fail_on, "error") == 0                    ? SEVERITY_ERROR
                                                                        : SEVERITY_NOTE;
    size_t counts[3], bad = 0;
    for (int i = 0; i < 3; i++) {
        counts[i] = count_of(session->diag, (Severity)i);
        bad += i <= (int)least ? counts[i] : 0;
    }
    if (format != NULL && strcmp(format, "json") == 0)
        diag_print_json(session->diag, session->out);
    else if (format != NULL && strcmp(format, "sarif") == 0)
        diag_print_sarif(session->diag, session->out);
    else {
        diag_print(session->diag, session->out, 0, session->color_out);
        print_counts(session, counts);
    }
    diag_truncate(session->diag, 0);
    return bad > 0 ? EXIT_FOUND : EXIT_DONE;
}

int run_lint(Session *session, const Arguments *arguments)
{
    Day on = DAY_ALWAYS;
    if (!day_option(session, arguments, &on))
        return EXIT_USAGE;
    for (size_t i = 0; i < arguments->word_count; i++)
        if (!lint_file(session, arguments->words[i], on)) {
            int asked = session_report(session);
            return asked != EXIT_DONE ? asked : EXIT_SCRIPT;
        }
    return print_findings(session, arguments);
}
