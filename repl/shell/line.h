/* Lines of input: typed at a terminal with editing, history and completion, or read from a file. */
#ifndef MERIT_REPL_SHELL_LINE_H
#define MERIT_REPL_SHELL_LINE_H

#include "base/text.h"
#include "repl/shell/interrupt.h"

typedef struct Line Line;
typedef enum LineState {
    LINE_READ,
    LINE_DROPPED, /* Ctrl-C */
    LINE_END      /* Ctrl-D, the end of a file, or the program is to end */
} LineState;

/* What may be typed at the end of a line, for the Tab key. */
typedef struct Completion {
    size_t start; /* where the word begins that the candidates replace */
    char **at;    /* on the heap, each too */
    size_t count;
    bool is_path;    /* the candidates are files, which are not listed here */
    bool is_partial; /* more may be glued to it: no blank behind */
} Completion;
typedef void LineComplete(void *context, Text line, Completion *out);

/* One at a time: the editor keeps its state in the program. Owned. */
Line *line_of_terminal(Interrupt *interrupt, LineComplete *complete, void *context);
Line *line_of_file(int fd); /* which is closed with it */
void line_free(Line *line);

/* *out is borrowed until the next call. */
LineState line_read(Line *line, const char *prompt, Text *out);
size_t line_number(const Line *line); /* of the line read last, from 1 */
/* The signal on which the program is to end, or 0. */
int line_signal(const Line *line);

/* For the arrow keys, and in the history file where there is one. */
void line_remember(Line *line, Text text);
/* What is in `path` may be recalled, and what is remembered is added to it; NULL: no file. */
void line_history(Line *line, const char *path);
void line_forget(Line *line);

#endif
