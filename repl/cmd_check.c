/* merit check: every error of rule files, or what they hold. */
#include "repl/command.h"

#include "repl/script.h"
#include "repl/summary.h"

static void print_summary(Session *session, const char *path, const Ir *ir)
{
    output_text(session->out, text_visible(session->arena, text_from(path)));
    output_string(session->out, say(session, ": ", "："));
    summary_print(session, ir, session->out);
}

static int check_one(Session *session, const char *path)
{
    int status = EXIT_DONE;
    Engine *engine = session_engine(session);
    if (script_load(session, engine, path, false))
        print_summary(session, path, engine_ir(engine));
    else
        status = EXIT_SCRIPT; /* unless the diagnostics say better */
    return status;
}

int run_check(Session *session, const Arguments *arguments)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < arguments->word_count; i++) {
        int one = check_one(session, arguments->words[i]);
        status = status == EXIT_DONE ? one : status;
    }
    int asked = session_report(session);
    return asked != EXIT_DONE ? asked : status;
}
