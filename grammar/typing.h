/* A text that is still being typed: whether it is whole, what is open, what may follow. */
#ifndef MERIT_GRAMMAR_TYPING_H
#define MERIT_GRAMMAR_TYPING_H

#include "grammar/ast.h"

enum { TYPING_TOKENS = 256 };

typedef struct Typing {
    bool is_cut;  /* it ends in the middle of a statement, without an error so far */
    bool is_open; /* a block waits for its `end`, with or without an error in it */
    Span open;    /* the word that the statement, or the innermost block in it, begins with */
    int first;    /* the token of that word; 0: the text ends between statements */
    int previous; /* the last token; 0: there is none */
    int tokens[TYPING_TOKENS]; /* those that may follow; none behind an error */
    size_t token_count;
} Typing;

/* As parse_source, which says in diag what is wrong with the text if it ends here. */
Node *parse_typing(Arena *arena, Diag *diag, uint32_t source, Typing *out);

#endif
