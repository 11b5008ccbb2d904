/* The clauses of a wording: which rule says each, which do not score, which nobody took up. */
#ifndef MERIT_REVIEW_CLAUSES_H
#define MERIT_REVIEW_CLAUSES_H

#include "interp/check/ir.h"

typedef enum ClauseState {
    CLAUSE_OPEN,     /* nothing names it */
    CLAUSE_ENCODED,  /* rules or scores cite it */
    CLAUSE_UNSCORED, /* said not to score */
    CLAUSE_PARTS,    /* nothing names it, but its parts are in the list and are named */
    CLAUSE_UNLISTED  /* cited, and not in the list */
} ClauseState;

typedef struct Clause {
    Text id, title; /* "五(三)3(1)①", without §; the title may be empty */
    ClauseState state;
    Text by; /* the names that cite it */
} Clause;

typedef struct Clauses {
    Arena *arena;
    Clause *at;
    size_t count, room;
} Clauses;

/* One a line: id,title. The first line names the columns. */
void clauses_list(Clauses *clauses, Text csv);
/* By the numbering of the text itself: 第N条; 一、（一）1．(1) ① below one another; 5.2. */
void clauses_number(Clauses *clauses, Text wording);
/* What the rules cite, where there is no other list. */
void clauses_cited(Clauses *clauses, const Ir *ir);
/* Compares the list with the rules; cites that are not in it are added. */
void clauses_mark(Clauses *clauses, const Ir *ir, Language language);

/* Whether the wording holds the quotation, white space aside; else *nearest is the sentence that is
 * most like it. */
bool wording_has(Arena *arena, Text wording, Text quote, Text *nearest);

#endif
