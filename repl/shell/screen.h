/* Where answers appear: the screen, page by page where they are long, a file, a record. */
#ifndef MERIT_REPL_SHELL_SCREEN_H
#define MERIT_REPL_SHELL_SCREEN_H

#include "repl/session.h"

typedef struct Screen {
    Session *session;
    bool is_terminal;
    Output *file;     /* of .output and .once; NULL: answers go to the screen */
    const char *path; /* of it */
    bool is_once;     /* it takes one answer */
    size_t answers;   /* in a row, to one place: where there is no prompt, blank lines part them */
    Output *record;   /* of .log; NULL: none */
    int record_fd;
} Screen;

void screen_start(Screen *screen, Session *session, bool is_terminal);
/* An answer, where answers go now. False with a diagnostic. */
bool screen_answer(Screen *screen, Text answer);
/* What is always for the screen: help, and what was done. */
void screen_tell(Screen *screen, Text text);

/* The file that takes the next answer, or all that follow; it appears when it is closed. */
bool screen_open(Screen *screen, const char *path, bool is_once);
bool screen_close(Screen *screen);
/* What is typed and answered, at the end of a file. */
bool screen_record(Screen *screen, const char *path);
bool screen_record_end(Screen *screen);
/* Into the record alone; nothing when there is none. */
void screen_note(Screen *screen, Text text);
void screen_end(Screen *screen);

#endif
