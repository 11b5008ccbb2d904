/* merit run: a script of rules, data, questions and outputs. */
#include "repl/command.h"

#include "repl/statement.h"

typedef struct Run {
    Desk desk;
    const Node *file;  /* the script */
    const Node *query; /* the first; NULL: none */
} Run;

/* ---- The statements, by what they do ---- */

static bool run_role(Run *run, StatementRole role)
{
    bool good = true;
    for (const Node *node = run->file->first; node != NULL; node = node->next)
        if (statement_role(node) == role && (good || role != ROLE_QUERY))
            good = statement_run(&run->desk, node) && good;
    return good;
}

static const Node *first_query(const Node *file)
{
    for (const Node *node = file->first; node != NULL; node = node->next)
        if (statement_role(node) == ROLE_QUERY)
            return node;
    return NULL;
}

static bool needs_data(const Node *file)
{
    for (const Node *node = file->first; node != NULL; node = node->next)
        if (statement_need(node) == NEEDS_DATA)
            return true;
    return false;
}

static bool read_inputs(Run *run, const char *const *words, size_t count)
{
    Inputs *inputs = &run->desk.inputs;
    bool good = run_role(run, ROLE_INPUT);
    for (size_t i = 0; i < count; i++)
        good = inputs_give(inputs, words[i]) && good;
    return good && inputs_complete(inputs);
}

static bool is_said_once(const Run *run, NodeKind kind)
{
    const Node *first = node_find(run->file, kind);
    const Node *again = first == NULL ? NULL : node_next(first, kind);
    const char *words = kind == NODE_CLOSED_THROUGH ? BOTH("closed through", "已封至")
                                                    : BOTH("recorded until", "登记 止于");
    if (again != NULL)
        diag_add(run->desk.session->diag, DIAG_E0835, again->span, words, NULL);
    return again == NULL;
}

/* The rules that the script uses, and then its own; what the engine checked is what will run. */
static bool load_rules(Run *run, uint32_t script)
{
    size_t count = 0;
    Desk *desk = &run->desk;
    Diag *diag = desk->session->diag;
    bool has_rules = node_find(run->file, NODE_USE) != NULL ||
                     node_find(run->file, NODE_SECTION) != NULL ||
                     node_find(run->file, NODE_SCORE) != NULL;
    if (run->query != NULL && !has_rules) {
        diag_add(diag, DIAG_E0601, run->query->span, node_label(run->query->kind), NULL);
        return false;
    }
    if (!is_said_once(run, NODE_RECORDED_UNTIL) || !is_said_once(run, NODE_CLOSED_THROUGH) ||
        !run_role(run, ROLE_RULES))
        return false;
    if (!desk_load_rules(desk, &script))
        return false;
    if (run->query == NULL)
        diag_plain(diag, DIAG_E0831, desk->script, NULL);
    const Node *const *files = engine_files(desk->job.engine, &count);
    run->file = files[count - 1];
    return run->query != NULL;
}

static bool load_data(Run *run)
{
    Desk *desk = &run->desk;
    if (!needs_data(run->file))
        return true;
    bool good = run_role(run, ROLE_DATA);
    if (desk->roster.count == 0 || desk->events.count == 0) {
        diag_add(desk->session->diag, DIAG_E0608, run->query->span, NULL);
        return false;
    }
    return good && desk_load_data(desk);
}

/* ---- The script ---- */

static bool run_whole(Run *run, const Arguments *arguments)
{
    uint32_t source = 0;
    Session *session = run->desk.session;
    if (!session_source(session, run->desk.script, &source))
        return false;
    run->file = parse_source(session->arena, session->diag, source);
    run->query = first_query(run->file);
    return diag_errors(session->diag) == 0 &&
           read_inputs(run, arguments->words + 1, arguments->word_count - 1) &&
           load_rules(run, source) && load_data(run) && run_role(run, ROLE_QUERY) &&
           run->desk.adds_up;
}

int run_script(Session *session, const Arguments *arguments)
{
    Run run = {.desk = {.session = session, .script = arguments->words[0], .adds_up = true}};
    Desk *desk = &run.desk;
    desk->job = (Job){.session = session};
    inputs_start(&desk->inputs, session);
    outputs_start(&desk->outputs, session, session->out);
    bool good = outputs_finish(&desk->outputs, run_whole(&run, arguments));
    if (!desk->adds_up)
        return EXIT_INTERNAL;
    if (desk->found && !good)
        return EXIT_FOUND;
    return good ? EXIT_DONE : session_failed(session, desk->job.engine);
}
