/* The tables in the forms that other programs read: troff, bash, zsh. */
#include "repl/command.h"

#include <string.h>

/* ---- The manual page ---- */

/* Text of the page: a hyphen that is typed is one, a line never begins a request. */
static void put_troff(Output *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool starts_line = at == text || at[-1] == '\n';
        if (starts_line && (*at == '.' || *at == '\''))
            output_string(out, "\\&");
        if (*at == '-')
            output_string(out, "\\-");
        else if (*at == '\\')
            output_string(out, "\\e");
        else
            output_char(out, *at);
    }
}

static void man_option(Output *out, const OptionRow *row)
{
    output_string(out, ".TP\n.BR ");
    if (row->letter != 0)
        output_format(out, "\\-%c \", \" ", row->letter);
    output_string(out, "\\-\\-");
    put_troff(out, row->name);
    if (row->value != NULL)
        output_format(out, " \" \\fI%s\\fR\"", row->value);
    output_char(out, '\n');
    put_troff(out, row->help[LANG_EN]);
    if (row->choices != NULL)
        output_format(out, " (%s)", row->choices);
    output_string(out, ".\n");
}

static void man_command(Output *out, const CommandRow *command)
{
    output_format(out, ".SS merit %s %s\n", command->name, command->words);
    put_troff(out, command->brief[LANG_EN]);
    output_string(out, ".\n");
    if (*command->more[LANG_EN] != '\0') {
        put_troff(out, command->more[LANG_EN]);
        output_char(out, '\n');
    }
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((OPTIONS[i].commands & command->id) != 0 && !OPTIONS[i].is_hidden &&
            (OPTIONS[i].commands & COMMAND_VERSION) == 0)
            man_option(out, &OPTIONS[i]);
}

void help_man(Output *out)
{
    output_string(out, ".TH MERIT 1 \"\" \"merit " MERIT_VERSION "\" \"User Commands\"\n"
                       ".SH NAME\nmerit \\- points regulations as rules, clause by clause\n"
                       ".SH SYNOPSIS\n.B merit\n.I COMMAND\n[\\fIWORDS\\fR] [\\fIOPTIONS\\fR]\n"
                       ".SH DESCRIPTION\n"
                       "Merit applies the rules of a written regulation to a log of events and "
                       "explains every point.\nOptions may stand anywhere.\n.SH COMMANDS\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        man_command(out, &COMMANDS[i]);
    output_string(out, ".SH OPTIONS OF EVERY COMMAND\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((OPTIONS[i].commands & COMMAND_VERSION) != 0)
            man_option(out, &OPTIONS[i]);
    output_string(out, ".SH EXIT STATUS\n"
                       "0 done; 1 a check found something; 2 usage; 3 the script does not compile; "
                       "4 data rejected;\n5 output or disk; 7 a limit; 70 internal.\n"
                       ".SH ENVIRONMENT\n.TP\n.B MERIT_LANG\nen or zh: the language of what is "
                       "said; else LC_ALL, LC_MESSAGES, LANG.\n.TP\n.B NO_COLOR\nno colour.\n");
}

/* ---- Completion ---- */

/* The options of a command, hidden ones left out. */
static void put_options(Output *out, const CommandRow *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((OPTIONS[i].commands & command->id) != 0 && !OPTIONS[i].is_hidden)
            output_format(out, " --%s", OPTIONS[i].name);
}

static void put_choices(Output *out, const char *choices)
{
    for (const char *at = choices; *at != '\0'; at++)
        output_char(out, *at == '|' ? ' ' : *at);
}

static void put_commands(Output *out)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        output_format(out, "%s%s", i == 0 ? "" : " ", COMMANDS[i].name);
}

void help_completion_bash(Output *out)
{
    output_string(out,
                  "# Completion of merit for bash.\n_merit()\n{\n"
                  "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                  "    local command=${COMP_WORDS[1]} words=\n"
                  "    if ((COMP_CWORD == 1)); then\n"
                  "        COMPREPLY=($(compgen -W '");
    put_commands(out);
    output_string(out, "' -- \"$word\"))\n        return\n    fi\n"
                       "    case \"$command $before\" in\n");
    for (size_t c = 0; c < COMMAND_COUNT; c++)
        for (size_t i = 0; i < OPTION_COUNT; i++) {
            const OptionRow *row = &OPTIONS[i];
            if ((row->commands & COMMANDS[c].id) == 0 || row->choices == NULL)
                continue;
            output_format(out, "    '%s --%s') words='", COMMANDS[c].name, row->name);
            put_choices(out, row->choices);
            output_string(out, "' ;;\n");
        }
    output_string(out, "    'help help') words='");
    put_commands(out);
    output_string(out, "' ;;\n    esac\n    if [[ -z $words && $word == -* ]]; then\n"
                       "        case $command in\n");
    for (size_t c = 0; c < COMMAND_COUNT; c++) {
        output_format(out, "        %s) words='", COMMANDS[c].name);
        put_options(out, &COMMANDS[c]);
        output_string(out, "' ;;\n");
    }
    output_string(out, "        esac\n    fi\n"
                       "    [[ -n $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                       "}\ncomplete -o default -F _merit merit\n");
}

/* In a single-quoted argument of _arguments: brackets, colons and quotes are its own. */
static void put_zsh(Output *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'')
            output_string(out, "'\\'");
        else if (strchr("[]:", *at) != NULL)
            output_char(out, '\\');
        output_char(out, *at);
    }
}

static void zsh_option(Output *out, const OptionRow *row)
{
    output_format(out, " \\\n            '%s--%s[", row->use == USE_MANY ? "*" : "", row->name);
    put_zsh(out, row->help[LANG_EN]);
    output_char(out, ']');
    if (row->choices != NULL) {
        output_string(out, ":value:(");
        put_choices(out, row->choices);
        output_char(out, ')');
    } else if (row->value != NULL) {
        output_string(out, strstr(row->value, "FILE") != NULL ? ":file:_files" : ":value:");
    }
    output_char(out, '\'');
}

void help_completion_zsh(Output *out)
{
    output_string(out, "#compdef merit\n# Completion of merit for zsh.\n"
                       "if ((CURRENT == 2)); then\n    compadd ");
    put_commands(out);
    output_string(out, "\nelse\n    case $words[2] in\n");
    for (size_t c = 0; c < COMMAND_COUNT; c++) {
        output_format(out, "    %s) shift words; ((CURRENT--)); _arguments", COMMANDS[c].name);
        for (size_t i = 0; i < OPTION_COUNT; i++)
            if ((OPTIONS[i].commands & COMMANDS[c].id) != 0 && !OPTIONS[i].is_hidden)
                zsh_option(out, &OPTIONS[i]);
        output_string(out, " \\\n            '*:file:_files' ;;\n");
    }
    output_string(out, "    esac\nfi\n");
}
