/* merit lex, ast, ir, plan: the stages between the text and the run. */
#include "repl/command.h"

#include "grammar/ast.h"
#include "repl/script.h"

static void print_lexed(Session *session, const char *path, bool is_tree)
{
    uint32_t source = 0;
    if (!session_source(session, path, &source))
        return;
    if (!is_tree) {
        lex_print(session->arena, session->diag, source, session->out);
        return;
    }
    const Node *file = parse_source(session->arena, session->diag, source);
    if (file != NULL && diag_errors(session->diag) == 0)
        ast_print(file, session->out);
}

static int print_checked(Session *session, const Arguments *arguments, bool is_plan)
{
    int status = EXIT_DONE;
    Engine *engine = session_engine(session);
    if (!script_load(session, engine, arguments->words[0], is_plan))
        status = session_failed(session, engine);
    else if (is_plan)
        engine_print_plan(engine, session->out);
    else
        ir_print(engine_ir(engine), arguments_has(arguments, OPTION_BARE), session->out);
    return status;
}

int run_stage(Session *session, const Arguments *arguments)
{
    CommandId id = arguments->command->id;
    if (id == COMMAND_IR || id == COMMAND_PLAN)
        return print_checked(session, arguments, id == COMMAND_PLAN);
    print_lexed(session, arguments->words[0], id == COMMAND_AST);
    return session_report(session);
}
