/* Statements one by one: what they change, what they answer. */
#include <time.h>

#include "repl/shell/shell.h"
#include "repl/verdict.h"

/* ---- What went wrong ---- */

/* The record has no colour. */
static void record_diagnostics(Shell *shell)
{
    Output *text = output_memory();
    diag_print(shell->session->diag, text, shell->session->most, false);
    screen_note(&shell->screen, output_contents(text));
    output_close(text);
}

void shell_report(Shell *shell)
{
    if (shell->screen.record != NULL && diag_count(shell->session->diag) > 0)
        record_diagnostics(shell);
    session_report(shell->session);
}

void shell_fail(Shell *shell)
{
    if (shell->screen.record != NULL && diag_count(shell->session->diag) > 0)
        record_diagnostics(shell);
    int status =
        shell->desk.found ? EXIT_FOUND : session_failed(shell->session, shell->desk.job.engine);
    shell->desk.found = false;
    if (shell->status == EXIT_DONE)
        shell->status = status;
}

/* ---- Changes ---- */

typedef struct Change {
    const Node *first; /* of the statements */
    uint32_t source;
} Change;

/* One of that name again takes the place of the first. */
static bool declare_input(Shell *shell, const Node *node)
{
    Inputs *inputs = &shell->desk.inputs;
    Inputs old = *inputs;
    inputs_start(inputs, shell->session);
    for (size_t i = 0; i < old.count; i++)
        if (!text_equal(old.at[i].name, node->name)) {
            inputs->at = arena_grow(shell->session->arena, inputs->at, inputs->count, &inputs->room,
                                    sizeof *inputs->at);
            inputs->at[inputs->count++] = old.at[i];
        }
    return inputs_declare(inputs, node) && shell_give(shell);
}

/* What stays supposed until it is dropped; one that compares is a question. */
static bool stays(const Node *statement)
{
    return statement->kind == NODE_SUPPOSE && node_find(statement, NODE_COMPARE_QUERY) == NULL;
}

static bool suppose(Desk *desk, const Node *node)
{
    NodeList *supposed = &desk->supposed;
    supposed->at = arena_grow(desk->session->arena, supposed->at, supposed->count, &supposed->room,
                              sizeof *supposed->at);
    supposed->at[supposed->count++] = node;
    return true;
}

static bool apply(Shell *shell, const void *what)
{
    const Change *change = what;
    if (stays(change->first))
        return suppose(&shell->desk, change->first);
    StatementRole role = statement_role(change->first);
    if (role == ROLE_INPUT)
        return declare_input(shell, change->first);
    if (role == ROLE_DECLARATION) {
        desk_add_source(&shell->desk, change->source);
        return true;
    }
    return statement_run(&shell->desk, change->first);
}

/* Tests that were typed are run at once; false when one fails. */
static bool run_tests(Shell *shell, uint32_t source)
{
    bool good = true;
    Session *session = shell->session;
    Engine *engine = shell->desk.job.engine;
    const Ir *ir = engine == NULL ? NULL : engine_ir(engine);
    Output *text = output_memory();
    for (size_t i = 0; ir != NULL && i < ir->test_count; i++) {
        if (ir->tests[i].span.source != source)
            continue;
        Arena *arena = arena_new(0);
        Verdict verdict = verdict_of(session, engine, &ir->tests[i], shell->name.at, arena);
        verdict_print(session, &verdict, text);
        good = verdict.passed && good;
        arena_free(arena);
    }
    if (output_contents(text).size > 0)
        screen_answer(&shell->screen, output_contents(text));
    output_close(text);
    if (!good)
        shell->status = shell->status == EXIT_DONE ? EXIT_FOUND : shell->status;
    return good;
}

static bool can_ask(Shell *shell, const Node *query)
{
    const Desk *desk = &shell->desk;
    Diag *diag = shell->session->diag;
    StatementNeed need = statement_need(query);
    bool has_data = desk->roster.count > 0 && desk->events.count > 0;
    if (need != NEEDS_NOTHING && desk->rules.count == 0)
        diag_add(diag, DIAG_E0601, query->span, node_label(query->kind), NULL);
    else if (need == NEEDS_DATA && !has_data)
        diag_add(diag, DIAG_E0608, query->span, NULL);
    else if (inputs_complete(&desk->inputs))
        return true;
    shell_fail(shell);
    return false;
}

static bool change(Shell *shell, const Node *first, uint32_t source)
{
    const Change what = {first, source};
    if (stays(first) && !can_ask(shell, first))
        return false;
    bool good = shell_change(shell, apply, &what);
    bool is_about_rules = shell->desk.rules.count > 0 && statement_role(first) != ROLE_INPUT;
    if (good && stays(first))
        shell_tell_supposed(shell);
    else if (good && is_about_rules)
        shell_tell(shell);
    return good && run_tests(shell, source);
}

/* ---- Questions ---- */

/* What an answer needs on its way is forgotten with it. */
static bool answer(Shell *shell, const Node *query)
{
    Session *session = shell->session;
    Arena *lasting = session->arena;
    Output *screen = output_memory();
    session->arena = arena_new(0);
    outputs_start(&shell->desk.outputs, session, screen);
    bool good = statement_run(&shell->desk, query) && shell->desk.adds_up;
    good = outputs_finish(&shell->desk.outputs, good);
    arena_free(session->arena);
    session->arena = lasting;
    if (good && output_contents(screen).size > 0)
        good = screen_answer(&shell->screen, output_contents(screen));
    output_close(screen);
    return good;
}

static void say_changed_files(Shell *shell)
{
    size_t at = 0;
    for (const char *path; (path = watch_next(&shell->watch, &at)) != NULL;)
        diag_plain(shell->session->diag, DIAG_W0840, path, NULL);
    shell_report(shell);
}

static bool ask(Shell *shell, const Node *query)
{
    Desk *desk = &shell->desk;
    say_changed_files(shell);
    if (!can_ask(shell, query))
        return false;
    desk->asked = 0; /* the screen keeps answers apart */
    bool good = answer(shell, query);
    if (!good)
        shell_fail(shell);
    if (!desk->adds_up)
        shell->status = EXIT_INTERNAL;
    desk->adds_up = true;
    return good;
}

/* ---- A text of statements ---- */

static int64_t microseconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void tell_time(Shell *shell, int64_t started)
{
    int64_t took = microseconds() - started;
    if (shell->is_timed)
        output_format(shell->session->out,
                      say(shell->session, "%lld.%03lld ms\n", "%lld.%03lld 毫秒\n"),
                      (long long)(took / 1000), (long long)(took % 1000));
    output_flush(shell->session->out);
}

/* Registers and reads statements [from, to) of a text, at the lines where they stand in the input.
 */
static const Node *read_part(Shell *shell, Text text, size_t from, size_t to, uint32_t *source)
{
    Session *session = shell->session;
    Text part = look_only(session->arena, text, from, to);
    *source = diag_source(session->diag, shell->name, part);
    return parse_source(session->arena, session->diag, *source)->first;
}

/* Declarations that stand together are one change, so that they may name each other. */
static const Node *last_of_part(const Node *first)
{
    const Node *last = first;
    while (statement_role(first) == ROLE_DECLARATION && last->next != NULL &&
           statement_role(last->next) == ROLE_DECLARATION)
        last = last->next;
    return last;
}

static bool execute_part(Shell *shell, const Node *first, uint32_t source)
{
    int64_t started = microseconds();
    bool is_query = statement_role(first) == ROLE_QUERY && !stays(first);
    bool good = is_query ? ask(shell, first) : change(shell, first, source);
    shell_report(shell);
    tell_time(shell, started);
    return good;
}

/* The text at the lines where it stands in the input. */
static Text placed(Shell *shell, Text text)
{
    Arena *arena = shell->session->arena;
    size_t above = shell->is_terminal || shell->typed.line == 0 ? 0 : shell->typed.line - 1;
    char *copy = arena_alloc(arena, above + text.size + 1);
    for (size_t i = 0; i < above; i++)
        copy[i] = '\n';
    for (size_t i = 0; i < text.size; i++)
        copy[above + i] = text.at[i];
    return (Text){copy, above + text.size};
}

bool shell_execute(Shell *shell, Text text)
{
    Session *session = shell->session;
    size_t errors = diag_errors(session->diag);
    Text whole = placed(shell, text);
    uint32_t source = diag_source(session->diag, shell->name, whole);
    const Node *file = parse_source(session->arena, session->diag, source);
    bool good = diag_errors(session->diag) == errors;
    if (!good)
        shell_fail(shell);
    for (const Node *first = good ? file->first : NULL, *last; first != NULL; first = last->next) {
        last = last_of_part(first);
        const Node *part = read_part(shell, whole, first->span.start, last->span.end, &source);
        good = execute_part(shell, part, source) && good;
        if (!good && !shell->keeps_going)
            break;
    }
    return good;
}
