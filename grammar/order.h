/* The canonical order of the items of a block, which may be written in any order. */
#ifndef MERIT_GRAMMAR_ORDER_H
#define MERIT_GRAMMAR_ORDER_H

#include "grammar/ast.h"

/* The children by rank; those of one rank stay as written. */
const Node *order_first(const Node *parent);
const Node *order_next(const Node *parent, const Node *child);

#endif
