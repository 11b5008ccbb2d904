/* The commands and their options: one table makes parsing, --help, the man page and completion. */
#ifndef MERIT_REPL_COMMAND_H
#define MERIT_REPL_COMMAND_H

#include "repl/session.h"

typedef enum CommandId {
    COMMAND_CHECK = 1 << 0,
    COMMAND_SCORE = 1 << 1,
    COMMAND_WHY = 1 << 2,
    COMMAND_RUN = 1 << 3,
    COMMAND_TEST = 1 << 4,
    COMMAND_FMT = 1 << 5,
    COMMAND_EXPLAIN = 1 << 6,
    COMMAND_LEX = 1 << 7,
    COMMAND_AST = 1 << 8,
    COMMAND_IR = 1 << 9,
    COMMAND_PLAN = 1 << 10,
    COMMAND_HELP = 1 << 11,
    COMMAND_VERSION = 1 << 12,
    COMMAND_REPL = 1 << 13,
    COMMAND_RULES = 1 << 14,
    COMMAND_LOG = 1 << 15,
    COMMAND_LINT = 1 << 16,
    COMMAND_COVERAGE = 1 << 17,
    COMMAND_READBACK = 1 << 18,
    COMMAND_IMPACT = 1 << 19,
    COMMAND_MUTATE = 1 << 20,
    COMMAND_EVERY = (1 << 21) - 1
} CommandId;

typedef enum OptionKey {
    OPTION_ROSTER,
    OPTION_EVENTS,
    OPTION_PERIOD,
    OPTION_PERSON,
    OPTION_OF,
    OPTION_SCORE,
    OPTION_FORMAT,
    OPTION_NAMES,
    OPTION_BOM,
    OPTION_OUTPUT,
    OPTION_ACCEPT,
    OPTION_AS_OF,
    OPTION_CLOSED,
    OPTION_ON,
    OPTION_FAIL_ON,
    OPTION_LEAST,
    OPTION_CLAUSES,
    OPTION_SOURCE,
    OPTION_ADOPTED,
    OPTION_EXCUSED,
    OPTION_KEEP_GOING,
    OPTION_CHECK,
    OPTION_DIFF,
    OPTION_TO,
    OPTION_BARE,
    OPTION_ALL,
    OPTION_LANG,
    OPTION_COLOR,
    OPTION_DIAGNOSTICS,
    OPTION_JSON,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_MAN,
    OPTION_COMPLETION
} OptionKey;

typedef enum OptionUse { USE_FLAG, USE_ONE, USE_MANY } OptionUse;

typedef struct OptionRow {
    OptionKey key;
    const char *name;    /* "period" of --period */
    char letter;         /* of a short form, or 0 */
    OptionUse use;       /* MANY: each further word is one more value, until the next option */
    unsigned commands;   /* where it is known: CommandIds */
    const char *value;   /* "FILE"; NULL for flags */
    const char *choices; /* "en|zh": nothing else is allowed; NULL: any text */
    bool is_hidden;
    const char *help[2]; /* by Language */
} OptionRow;

typedef struct Given {
    const OptionRow *option;
    const char *value; /* NULL for flags */
} Given;

typedef struct Arguments {
    const struct CommandRow *command;
    Given *given;
    size_t given_count, given_room;
    const char **words; /* what stands without an option */
    size_t word_count, word_room;
} Arguments;

typedef int CommandRun(Session *session, const Arguments *arguments);

typedef struct CommandRow {
    CommandId id;
    const char *name;
    CommandRun *run;
    const char *words;    /* "FILE…", for people */
    size_t least, most;   /* how many words; SIZE_MAX: any number */
    unsigned needed;      /* bits 1 << OptionKey that must be given */
    const char *brief[2]; /* by Language */
    const char *more[2];
} CommandRow;

extern const CommandRow COMMANDS[];
extern const size_t COMMAND_COUNT;
extern const OptionRow OPTIONS[];
extern const size_t OPTION_COUNT;

/* NULL: none of that name. */
const CommandRow *command_find(Text name);
/* The row of an option as one command knows it, or NULL. */
const OptionRow *option_find(const CommandRow *command, Text name);

/* Reads argv[1..] for a command; argv[0] is the command's own word. False with diagnostics. */
bool arguments_read(Session *session, const CommandRow *command, int argc, char **argv,
                    Arguments *out);
bool arguments_has(const Arguments *arguments, OptionKey key);
/* The last one given, or NULL. */
const char *arguments_value(const Arguments *arguments, OptionKey key);
/* All values of an option, in order; *count may be 0. In the session's arena. */
const char **arguments_values(Session *session, const Arguments *arguments, OptionKey key,
                              size_t *count);
/* A number of rows: digits only. False with a diagnostic. */
bool arguments_count(Session *session, const char *word, uint64_t *out);

/* The whole, or one command's page. */
void help_print(Output *out, Language language);
void help_command(Output *out, const CommandRow *command, Language language);
void help_man(Output *out);
void help_completion_bash(Output *out);
void help_completion_zsh(Output *out);

/* Says that there is no such command, with the nearest one. */
void command_unknown(Session *session, const char *word);
/* Runs the command that argv names. Returns the exit status. */
int command_line(Session *session, int argc, char **argv);

CommandRun run_rules, run_log;
CommandRun run_check, run_score, run_why, run_script, run_tests, run_fmt, run_explain, run_stage;
CommandRun run_lint, run_coverage, run_readback;
CommandRun run_help, run_version, run_repl, run_impact, run_mutate;

#endif
