/* The commands that begin with a dot: one table makes dispatch, .help and completion. */
#ifndef MERIT_REPL_SHELL_DOTS_H
#define MERIT_REPL_SHELL_DOTS_H

#include "repl/shell/shell.h"

typedef struct DotWords {
    const char **at;
    size_t count, room;
} DotWords;

/* False with diagnostics, which are not said yet. */
typedef bool DotRun(Shell *shell, const DotWords *words);

/* What Tab offers behind it. A choice is one of its words. */
typedef enum DotTakes {
    TAKES_NOTHING,
    TAKES_PATH,
    TAKES_CHOICE,
    TAKES_NAME, /* of a declaration */
    TAKES_INPUT,
    TAKES_SUPPOSED,
    TAKES_COMMAND
} DotTakes;

typedef struct DotRow {
    const char *name, *chinese;
    const char *others; /* parted by blanks */
    DotRun *run;
    DotTakes takes;
    const char *words[2]; /* for people, by Language */
    size_t least, most;
    const char *help[2]; /* by Language */
} DotRow;

extern const DotRow DOTS[];
extern const size_t DOT_COUNT;

DotRun dot_help, dot_load, dot_reload, dot_files, dot_rules, dot_rule, dot_people, dot_events;
DotRun dot_mode, dot_once, dot_output, dot_log, dot_read, dot_undo, dot_period, dot_set, dot_timer,
    dot_cls;
DotRun dot_suppositions, dot_drop, dot_keep;
DotRun dot_lang, dot_history, dot_explain, dot_clear, dot_quit;

/* Bytes of the sign that such a command begins with, as any keyboard writes it; 0: none. */
size_t dot_sign(Text line);
/* The command of a word with its sign, or of a name that other programs have for it; or NULL. */
const DotRow *dot_find(Text word);

/* The words from the first on as one, parted by blanks: a name of several words needs no quotes.
 * NULL: there are none. */
const char *dot_joined(Shell *shell, const DotWords *words, size_t first);

/* "on" and "off", or nothing for what it is now. False with a diagnostic. */
bool dot_switch(Shell *shell, const DotWords *words, const char *name, bool *is_on);

#endif
