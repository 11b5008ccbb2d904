/* The pages of the diagnostics, made from docs/diagnostics/ when the program is built. */
#ifndef MERIT_REPL_PAGES_H
#define MERIT_REPL_PAGES_H

typedef struct Page {
    const char *code; /* "E0301"; NULL ends the list */
    const char *text; /* Markdown: English below the first heading, Chinese below the second */
} Page;

extern const Page PAGES[];

#endif
