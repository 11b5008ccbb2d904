/* merit repl: what is loaded first, the first words, the input. */
#include "repl/command.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/shell/complete.h"
#include "repl/shell/history.h"
#include "repl/shell/shell.h"

/* ---- What is loaded ---- */

static bool is_value(const char *word)
{
    return strchr(word, '=') != NULL && access(word, F_OK) != 0;
}

/* What the command line names. */
typedef struct Named {
    const char **files, **roster, **events;
    size_t file_count, roster_count, event_count;
} Named;

static void sort_words(Shell *shell, const Arguments *arguments, Named *named)
{
    size_t room = arguments->word_count + 1;
    const char **given = arena_alloc(shell->session->arena, room * sizeof *given);
    named->files = arena_alloc(shell->session->arena, room * sizeof *named->files);
    for (size_t i = 0; i < arguments->word_count; i++)
        if (is_value(arguments->words[i]))
            given[shell->given_count++] = arguments->words[i];
        else
            named->files[named->file_count++] = arguments->words[i];
    shell->given = given;
}

/* A value that no script has taken is for nothing. */
static bool are_taken(Shell *shell)
{
    bool good = true;
    for (size_t i = 0; i < shell->given_count; i++) {
        Text name = {shell->given[i], strcspn(shell->given[i], "=")};
        if (inputs_find(&shell->desk.inputs, name) == NULL)
            good = inputs_give(&shell->desk.inputs, shell->given[i]) && good;
    }
    return good;
}

static bool add_each(Shell *shell, const char *const *paths, size_t count, ShellChange *add)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        good = add(shell, paths[i]);
    return good;
}

static bool add_named(Shell *shell, const void *what)
{
    const Named *named = what;
    return add_each(shell, named->files, named->file_count, shell_add_file) && are_taken(shell) &&
           add_each(shell, named->roster, named->roster_count, shell_add_roster) &&
           add_each(shell, named->events, named->event_count, shell_add_events);
}

static bool load_all(Shell *shell, const Arguments *arguments)
{
    Named named = {0};
    Session *session = shell->session;
    const char *as_of = arguments_value(arguments, OPTION_AS_OF);
    const char *closed = arguments_value(arguments, OPTION_CLOSED);
    const char *accepted = arguments_value(arguments, OPTION_ACCEPT);
    const char *period = arguments_value(arguments, OPTION_PERIOD);
    named.roster = arguments_values(session, arguments, OPTION_ROSTER, &named.roster_count);
    named.events = arguments_values(session, arguments, OPTION_EVENTS, &named.event_count);
    sort_words(shell, arguments, &named);
    if (period != NULL)
        shell->period = text_from(period);
    if (accepted != NULL && !arguments_count(session, accepted, &shell->desk.job.accept_rejects))
        return false;
    if (!job_known(&shell->desk.job, as_of, closed))
        return false;
    size_t count = named.file_count + named.roster_count + named.event_count;
    if (count + shell->given_count > 0 && !shell_change(shell, add_named, &named))
        return false;
    shell->past_count = 0; /* the start is no change that could be taken back */
    return true;
}

/* ---- The first words ---- */

static void greet(Shell *shell)
{
    Session *session = shell->session;
    Output *out = session->out;
    output_string(
        out, say(session, "Merit " MERIT_VERSION ". Type a question, or .help; .quit leaves.\n",
                 "功过 " MERIT_VERSION "。请输入查询；.帮助 列出可输入的内容，.退出 离开。\n"));
    output_flush(out);
    shell_tell(shell);
}

/* ---- The command ---- */

static Line *open_input(Shell *shell)
{
    if (!shell->is_terminal)
        return line_of_file(dup(STDIN_FILENO));
    interrupt_start(&shell->interrupt);
    shell->session->is_stopped = interrupt_stops;
    shell->session->stopper = &shell->interrupt;
    Line *line = line_of_terminal(&shell->interrupt, complete_line, shell);
    line_history(line, history_path(shell->session->arena));
    return line;
}

static int leave(Shell *shell, Line *reader, bool good)
{
    int signal = line_signal(reader);
    bool is_loud = !shell->is_terminal || !good;
    screen_end(&shell->screen);
    shell_report(shell);
    interrupt_end(&shell->interrupt);
    line_free(reader);
    free(shell->typed.at);
    free((char *)shell->last_query.at);
    if (signal != 0)
        return 128 + signal;
    return is_loud ? shell->status : EXIT_DONE;
}

int run_repl(Session *session, const Arguments *arguments)
{
    bool is_terminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
    Shell shell = {.session = session,
                   .desk = {.session = session, .script = "", .is_lasting = true, .adds_up = true},
                   .interrupt = {-1},
                   .is_terminal = is_terminal,
                   .keeps_going = arguments_has(arguments, OPTION_KEEP_GOING),
                   .name = is_terminal ? TEXT("<shell>") : TEXT("<stdin>")};
    shell.desk.job = (Job){.session = session};
    inputs_start(&shell.desk.inputs, session);
    screen_start(&shell.screen, session, is_terminal);
    Line *reader = open_input(&shell);
    shell.reader = reader;
    bool good = load_all(&shell, arguments);
    if (!good)
        shell_fail(&shell);
    if (good && is_terminal)
        greet(&shell);
    if (good)
        shell_read(&shell, reader);
    return leave(&shell, reader, good);
}
