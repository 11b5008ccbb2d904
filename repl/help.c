/* What the tables say to people: the list of commands, and a page for each. */
#include "repl/command.h"

#include <string.h>

enum { NAME_COLUMN = 2, TEXT_COLUMN = 12, OPTION_COLUMN = 30, SCREEN = 98 };

static const char *words(Language language, const char *english, const char *chinese)
{
    return language == LANG_ZH ? chinese : english;
}

static const char *usage_words(Language language)
{
    return words(language, "Usage: merit", "用法：merit");
}

void help_print(Output *out, Language language)
{
    output_string(out, words(language, "Merit: points regulations as rules, clause by clause.\n\n",
                             "功过：把积分考核办法逐条写成规则。\n\n"));
    output_format(out, words(language, "%s COMMAND …\n\n", "%s 命令 …\n\n"), usage_words(language));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        output_format(out, "  %s", COMMANDS[i].name);
        output_pad(out, TEXT_COLUMN - NAME_COLUMN - strlen(COMMANDS[i].name));
        output_format(out, "%s\n", COMMANDS[i].brief[language]);
    }
    output_string(out, words(language, "\nmerit help COMMAND shows the options of a command.\n",
                             "\nmerit help 命令 列出该命令的选项。\n"));
    output_string(
        out,
        words(language,
              "Exit status: 0 done; 1 a check found something; 2 usage; 3 the script does not\n"
              "compile; 4 data rejected; 5 output or disk; 7 a limit; 70 internal.\n",
              "退出状态：0 完成；1 检查发现问题；2 用法错误；3 规则有错；4 数据被退回；\n"
              "5 读写失败；7 达到限额；70 内部错误。\n"));
}

/* "  -p, --period PERIOD", padded; a long one ends its line. */
static void print_option_head(Output *out, const OptionRow *row)
{
    Output *head = output_memory();
    if (row->letter != 0)
        output_format(head, "  -%c, --%s", row->letter, row->name);
    else
        output_format(head, "      --%s", row->name);
    if (row->value != NULL)
        output_format(head, " %s", row->value);
    size_t width = text_width(output_contents(head));
    output_text(out, output_contents(head));
    output_close(head);
    if (width + 1 > OPTION_COLUMN) {
        output_char(out, '\n');
        width = 0;
    }
    output_pad(out, OPTION_COLUMN - width);
}

static void print_options(Output *out, const CommandRow *command, Language language)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionRow *row = &OPTIONS[i];
        if ((row->commands & command->id) == 0 || row->is_hidden)
            continue;
        print_option_head(out, row);
        output_string(out, row->help[language]);
        if (row->choices != NULL) {
            output_string(out, words(language, " (", "（"));
            for (const char *at = row->choices; *at != '\0'; at++)
                if (*at == '|')
                    output_string(out, words(language, ", ", "、"));
                else
                    output_char(out, *at);
            output_string(out, words(language, ")", "）"));
        }
        output_char(out, '\n');
    }
}

/* The options that must be given, as they are written. */
static void print_needed(Output *out, const CommandRow *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionRow *row = &OPTIONS[i];
        bool is_known = (row->commands & command->id) != 0 && !row->is_hidden;
        if (is_known && (command->needed & 1U << row->key) != 0)
            output_format(out, " --%s %s", row->name, row->value);
    }
}

void help_command(Output *out, const CommandRow *command, Language language)
{
    output_format(out, "%s %s", usage_words(language), command->name);
    if (*command->words != '\0')
        output_format(out, " %s", command->words);
    print_needed(out, command);
    const char *brief = command->brief[language];
    output_string(out, words(language, " [options]\n\n", " [选项]\n\n"));
    output_char(out, *brief >= 'a' && *brief <= 'z' ? (char)(*brief - 'a' + 'A') : *brief);
    output_format(out, words(language, "%s.\n", "%s。\n"), brief + 1);
    if (*command->more[language] != '\0')
        output_format(out, "%s\n", command->more[language]);
    output_char(out, '\n');
    print_options(out, command, language);
}

/* ---- The commands that show it ---- */

int run_version(Session *session, const Arguments *arguments)
{
    (void)arguments;
    output_string(session->out, "merit " MERIT_VERSION "\n");
    return EXIT_DONE;
}

static int help_of(Session *session, const char *name)
{
    const CommandRow *command = command_find(text_from(name));
    if (command == NULL) {
        command_unknown(session, name);
        return EXIT_USAGE;
    }
    help_command(session->out, command, session->language);
    return EXIT_DONE;
}

int run_help(Session *session, const Arguments *arguments)
{
    const char *shell = arguments_value(arguments, OPTION_COMPLETION);
    if (arguments_has(arguments, OPTION_VERSION))
        return run_version(session, arguments);
    if (arguments_has(arguments, OPTION_MAN))
        help_man(session->out);
    else if (shell != NULL && strcmp(shell, "bash") == 0)
        help_completion_bash(session->out);
    else if (shell != NULL)
        help_completion_zsh(session->out);
    else if (arguments->word_count > 0)
        return help_of(session, arguments->words[0]);
    else
        help_print(session->out, session->language);
    return EXIT_DONE;
}
