/* The pages of the diagnostics, made from docs/diagnostics/ when the program is built. */
#ifndef MERIT_REPL_PAGES_H
#define MERIT_REPL_PAGES_H

#include "repl/session.h"

typedef struct Page {
    const char *code; /* "E0301"; NULL ends the list */
    const char *text; /* Markdown: English below the first heading, Chinese below the second */
} Page;

extern const Page PAGES[];

/* The page of a code, in the session's language. False with a diagnostic (cmd_explain.c). */
bool page_print(Session *session, const char *word, Output *out);

#endif
