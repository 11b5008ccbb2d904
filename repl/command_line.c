/* From the words of the command line to the command that they name. */
#include "repl/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void command_unknown(Session *session, const char *word)
{
    Text *names = arena_alloc(session->arena, COMMAND_COUNT * sizeof *names);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = text_from(COMMANDS[i].name);
    int nearest = text_nearest(text_from(word), names, COMMAND_COUNT);
    const char *help = BOTH("merit help lists the commands", "merit help 列出全部命令");
    if (nearest >= 0)
        help = arena_format(session->arena, BOTH("write instead: merit %s", "应写作：merit %s"),
                            COMMANDS[nearest].name, COMMANDS[nearest].name);
    diag_plain(session->diag, DIAG_E0810, word, help, NULL);
}

/* Whether the option's value is the next word. */
static bool takes_next(const char *word)
{
    return strcmp(word, "--lang") == 0 || strcmp(word, "--color") == 0 ||
           strcmp(word, "--diagnostics") == 0 || strcmp(word, "--completion") == 0;
}

/* Options may stand before the command: its word is moved in front of them. */
static void command_first(int argc, char **argv)
{
    int at = 1;
    while (at < argc && argv[at][0] == '-')
        at += takes_next(argv[at]) ? 2 : 1;
    if (at >= argc)
        return;
    char *word = argv[at];
    for (; at > 1; at--)
        argv[at] = argv[at - 1];
    argv[1] = word;
}

/* ---- What holds for every command ---- */

static bool wants_color(const Arguments *arguments, int fd)
{
    const char *asked = arguments_value(arguments, OPTION_COLOR);
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (asked != NULL && strcmp(asked, "auto") != 0)
        return strcmp(asked, "always") == 0;
    if (no_color != NULL && *no_color != '\0')
        return false;
    return isatty(fd) == 1 && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static void settle_session(Session *session, const Arguments *arguments)
{
    const char *form = arguments_value(arguments, OPTION_DIAGNOSTICS);
    session->color_out = wants_color(arguments, STDOUT_FILENO);
    session->color_err = wants_color(arguments, STDERR_FILENO);
    session->is_json = arguments_has(arguments, OPTION_JSON);
    if (form != NULL)
        session->is_json = strcmp(form, "json") == 0;
    if (arguments_has(arguments, OPTION_ALL))
        session->most = 0;
}

/* Without a command: what it is, or the shell. */
static const char *unnamed_command(int argc, char **argv)
{
    static const char *const about[] = {"-h", "--help", "--version", "--man", "--completion"};
    for (int i = 1; i < argc; i++)
        for (size_t n = 0; n < sizeof about / sizeof *about; n++)
            if (strncmp(argv[i], about[n], strlen(about[n])) == 0)
                return "help";
    return "repl";
}

int command_line(Session *session, int argc, char **argv)
{
    Arguments arguments;
    command_first(argc, argv);
    bool is_named = argc > 1 && argv[1][0] != '-';
    const char *name = is_named ? argv[1] : unnamed_command(argc, argv);
    const CommandRow *command = command_find(text_from(name));
    if (command == NULL) {
        command_unknown(session, argv[1]);
        return EXIT_USAGE;
    }
    int skipped = is_named ? 1 : 0;
    bool good = arguments_read(session, command, argc - skipped, argv + skipped, &arguments);
    settle_session(session, &arguments);
    if (!good)
        return EXIT_USAGE;
    if (arguments_has(&arguments, OPTION_HELP) && command->id != COMMAND_HELP) {
        help_command(session->out, command, session->language);
        return EXIT_DONE;
    }
    return command->run(session, &arguments);
}
