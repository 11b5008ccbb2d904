/* The shell: what is in force, and what is done with each line. */
#ifndef MERIT_REPL_SHELL_SHELL_H
#define MERIT_REPL_SHELL_SHELL_H

#include "repl/shell/interrupt.h"
#include "repl/shell/line.h"
#include "repl/shell/look.h"
#include "repl/shell/screen.h"
#include "repl/shell/watch.h"
#include "repl/statement.h"

/* What is typed and not carried out yet; on the heap. */
typedef struct Typed {
    char *at;
    size_t size, room;
    size_t line; /* of the input, from 1, on which it begins */
} Typed;

typedef struct Layer {
    const Node *node; /* SUPPOSE */
    Engine *engine;
} Layer;

/* The engines of what is in force; the session owns them. */
typedef struct Built {
    Engine *base; /* of the rules and data; NULL: there are no rules */
    Layer *over;  /* what is supposed, the lowest first */
    size_t count;
} Built;

typedef struct Shell {
    Session *session;
    Desk desk;
    Built built;
    Desk *past; /* what was in force before each change, the last change last */
    size_t past_count, past_room;
    Screen screen;
    Watch watch;
    Interrupt interrupt;
    Line *reader; /* of the input that is being read */
    Typed typed;
    const char *const *given; /* NAME=VALUE of the command line, for inputs */
    size_t given_count;
    Text last_query; /* on the heap; a line may go on with it */
    Text period;     /* for queries that name none; empty: none */
    Text name;       /* of the input, in diagnostics */
    bool is_terminal, keeps_going, is_timed;
    bool is_done;
    int depth;  /* of files that read files */
    int status; /* of the first error, for input that is no terminal */
} Shell;

/* ---- What is in force (world.c). All return false with diagnostics, and then nothing changed. */

/* Carries out `change`, loads what is named then, and keeps the change for .undo. */
typedef bool ShellChange(Shell *shell, const void *what);
bool shell_change(Shell *shell, ShellChange *change, const void *what);
bool shell_undo(Shell *shell);
/* The engines of what the desk names now, where it named something else before (built.c). */
bool built_settle(Shell *shell, const Desk *before);
const char *shell_keep(Shell *shell, const char *path); /* a copy that lasts */
/* Rules, or a run script with all but its questions, or data: a word of the command line. */
bool shell_load(Shell *shell, const char *path);
/* The same as a part of a change; a roster and events by what the command line calls them. */
ShellChange shell_add_file, shell_add_roster, shell_add_events;
/* Everything that stands in files, anew. */
bool shell_reload(Shell *shell);
/* What the command line says of inputs that are declared. */
bool shell_give(Shell *shell);
/* NAME=VALUE of an input. */
bool shell_set(Shell *shell, const char *word);

/* What there is now, for people at a terminal. */
void shell_tell(Shell *shell);

/* The same of what is supposed last (suppositions.c). */
void shell_tell_supposed(Shell *shell);
/* "late costs 3", or the number of one without a name, from 1. */
Text shell_supposed_name(const Shell *shell, size_t index);

/* ---- Statements (execute.c) ---- */

/* Carries out a text of statements, in order, until one fails. */
bool shell_execute(Shell *shell, Text text);
/* Says what was noticed; of what failed, and keeps the status of the first. */
void shell_report(Shell *shell);
void shell_fail(Shell *shell);

/* ---- Lines (shell.c) ---- */

/* Takes a line; what becomes whole with it is carried out. */
void shell_line(Shell *shell, Text line);
/* The input has ended: carries out what is whole. */
void shell_end_of_input(Shell *shell);
/* Forgets what was typed and is not whole. */
void shell_drop_typed(Shell *shell);
/* Reads lines to the end of the input. */
void shell_read(Shell *shell, Line *reader);
/* The statements of a file; paths in it are seen from its folder. */
bool shell_read_file(Shell *shell, const char *path);

/* ---- Commands that begin with a dot (dots.c) ---- */

/* Whether a line is such a command: ".help", "。帮助", "quit", "\q". */
bool dot_is(Text line);
/* False with diagnostics. */
bool dot_run(Shell *shell, Text line);

#endif
