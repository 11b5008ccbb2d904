/* The only bridge from what was written to what is meant. */
#ifndef MERIT_INTERP_CHECK_CHECK_H
#define MERIT_INTERP_CHECK_CHECK_H

#include "interp/check/ir.h"

/* Checks files that parsed without an error (AST FILE nodes) as one script: each node has the parts
 * that its production demands. All errors are added to diag, consequences
 * suppressed. Returns NULL when diag then holds an error. Lives in `arena`, which must outlive the
 * trees' arena only if they are the same. */
Ir *check_files(Arena *arena, Diag *diag, const Node *const *files, size_t count);
/* One query against rules that were checked before: what it is made of goes to the same arena.
 * False with diagnostics; the rules then are as before. */
bool check_query(Ir *ir, Diag *diag, const Node *node, IrQuery *out);

/* A row of data that a `suppose` adds: an event, or what the roster says of someone. False: said in
 * diag. */
bool check_given(Arena *arena, Diag *diag, const Ir *ir, const Node *given, IrGiven *out);
/* What ALTER makes of an event of that kind: its new kind and day (DAY_NEVER: as it was), and the
 * fields that change. */
bool check_altered(Arena *arena, Diag *diag, const Ir *ir, const Node *alter, uint32_t kind,
                   IrGiven *out);

#endif
