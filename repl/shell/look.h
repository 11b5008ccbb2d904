/* A look at what was typed so far: is it whole, what is open, which statements does it hold. */
#ifndef MERIT_REPL_SHELL_LOOK_H
#define MERIT_REPL_SHELL_LOOK_H

#include "grammar/typing.h"

typedef enum LookState {
    LOOK_EMPTY, /* blanks and comments */
    LOOK_MORE,  /* it ends in the middle of a statement */
    LOOK_WRONG, /* it has errors that further lines do not mend */
    LOOK_WHOLE
} LookState;

typedef struct Look {
    LookState state;
    size_t statements;   /* that are complete */
    size_t declarations; /* among them */
    Text open;           /* the word that what is open begins with; borrowed from the text */
    bool is_no_word;     /* what is wrong begins with no word of the language */
    bool is_block;       /* what is open waits for its `end`, with or without an error */
    bool may_end;        /* … which could stand here */
} Look;

Look look_at(Text text);

/* Signs `;` outside comments and quotes become blanks: the habit of those who come from SQL.
 * Returns whether the text ends with one. */
bool look_ends(char *text, size_t size);

/* Of a text with statements, all but bytes [from, to) blanked: the lines and columns of what stays
 * are those of the text. NUL-terminated, in the arena. */
Text look_only(Arena *arena, Text text, size_t from, size_t to);

#endif
