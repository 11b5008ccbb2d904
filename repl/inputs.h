/* The inputs of a run script: what the command line gave, or their defaults. */
#ifndef MERIT_REPL_INPUTS_H
#define MERIT_REPL_INPUTS_H

#include "grammar/ast.h"
#include "repl/session.h"

typedef struct Input {
    Text name, alias;
    Text value;
    bool has_value;
} Input;

typedef struct Inputs {
    Session *session;
    Input *at;
    size_t count, room;
} Inputs;

void inputs_start(Inputs *inputs, Session *session);
/* All return false with diagnostics. `input` of a script: */
bool inputs_declare(Inputs *inputs, const Node *node);
/* What a word NAME=VALUE says: */
bool inputs_give(Inputs *inputs, const char *word);
/* Whether each has a value: */
bool inputs_complete(const Inputs *inputs);
/* One more, behind those that were declared: what its name stands for in texts. */
void inputs_pass(Inputs *inputs, Text name, Text value);
/* NULL: there is no input of that name. */
const Input *inputs_find(const Inputs *inputs, Text name);
/* The text of a TEXT node or ENTITY with {name} replaced. False with a diagnostic. */
bool inputs_fill(const Inputs *inputs, const Node *node, Text *out);
/* What stands after `in`, as the command line writes periods; an input's name is its value. */
Text inputs_period(const Inputs *inputs, const Node *period);

#endif
