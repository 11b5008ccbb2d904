/* Finding and loading rule files, and the statements of run scripts. */
#ifndef MERIT_REPL_SCRIPT_H
#define MERIT_REPL_SCRIPT_H

#include "grammar/ast.h"
#include "repl/session.h"

/* Loads what a word of the command line names: a rule file, a folder's main.merit, or a run script
 * with the rules that it uses (those whose path needs no input). False with diagnostics. */
bool script_load(Session *session, Engine *engine, const char *path, bool ask);

/* `path` as seen from the folder of `script`; absolute paths as they are. In the arena. */
const char *script_path(Arena *arena, const char *script, Text path);
/* Whether a path that `use` names may be read as rules: E0611 for files of other kinds, which are
 * not to be quoted by the errors found in them. */
bool script_may_use(Session *session, const Node *text, const char *path);

/* The .merit files that a word names: itself, or those of the folder by name. NULL with a
 * diagnostic when there are none. */
const char **script_files(Session *session, const char *word, size_t *count);

/* The language in which most declarations of the tree begin; English where there is none. */
Language script_language(const Session *session, const Node *file);

#endif
