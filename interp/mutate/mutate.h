/* Small changes of a rule set, made one at a time: would its tests notice? */
#ifndef MERIT_INTERP_MUTATE_MUTATE_H
#define MERIT_INTERP_MUTATE_MUTATE_H

#include "grammar/ast.h"

typedef enum MutantKind {
    MUTANT_NUMBER,   /* another number or day */
    MUTANT_WORD,     /* another comparison, tie policy, direction of rounding, window … */
    MUTANT_LEFT_OUT, /* something is not there */
    MUTANT_PART      /* of `and`, `or`, `not` one part alone */
} MutantKind;

typedef struct Mutant {
    MutantKind kind;
    Node *node;              /* it becomes … */
    Node changed;            /* … this; LEFT_OUT: it leaves … */
    Node *parent, *previous; /* … this, behind that (NULL: it is the first) */
    const Node *declaration; /* what it is in: a rule, a score, a change of an amendment */
    const Node *item;        /* the item of it, or the declaration itself */
    Node kept;               /* what was there, while it is made */
} Mutant;

/* A copy that may be changed: nothing of it is shared but texts. */
Node *tree_copy(Arena *arena, const Node *node);

/* Of trees that may be changed. Everything in the arena. */
size_t mutants_of(Arena *arena, Node *const *files, size_t count, Mutant **out);
/* Makes the change in the tree, and takes it back. */
void mutant_make(Mutant *mutant);
void mutant_unmake(Mutant *mutant);

#endif
