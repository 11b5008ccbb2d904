/* What statements work on: the rules, data and inputs that they named, and where answers go. */
#ifndef MERIT_REPL_DESK_H
#define MERIT_REPL_DESK_H

#include "grammar/ast.h"
#include "repl/inputs.h"
#include "repl/job.h"
#include "repl/outputs.h"

typedef struct PathList {
    const char **at;
    size_t count, room;
} PathList;

/* The texts of rules, which the session's arena holds. */
typedef struct RuleText {
    const char
        *path; /* as it was named, a folder too; NULL: it was typed, or is the script itself */
    uint32_t source; /* as registered with the diagnostics */
} RuleText;

typedef struct RuleTexts {
    RuleText *at;
    size_t count, room;
} RuleTexts;

typedef struct NodeList {
    const Node **at;
    size_t count, room;
} NodeList;

typedef struct Desk {
    Session *session;
    const char *script; /* paths are seen from its folder */
    Inputs inputs;
    bool is_lasting; /* the shell: a file that is named again is there already */
    RuleTexts rules;
    PathList roster, events;
    NodeList supposed; /* the shell: SUPPOSEs that stay, the lowest first */
    Job job;
    Outputs outputs;
    ReportFormat format; /* of a table for which nothing else is said */
    size_t asked;        /* queries so far: those on standard output stand apart */
    bool adds_up;        /* every account so far */
    bool found;          /* a check found something: told in its answer, and by the exit status */
} Desk;

/* All return false with diagnostics. */
bool desk_add_rules(Desk *desk, const char *path);
void desk_add_source(Desk *desk, uint32_t source);
void desk_add_path(Desk *desk, PathList *paths, const char *path);
/* The texts of a statement, filled in, as paths seen from the script's folder. */
bool desk_paths(Desk *desk, const Node *statement, PathList *paths);
/* The same of a roster, which may name its kind. */
bool desk_rosters(Desk *desk, const Node *statement);
/* An engine with the rules that were named, and those of one more source unless it is NULL. */
bool desk_load_rules(Desk *desk, const uint32_t *also);
/* The data that were named, into the engine. */
bool desk_load_data(Desk *desk);

/* The period that stands behind `in`; empty: none. */
Text desk_period(const Desk *desk, const Node *query);
/* The path that a text names, inputs filled in, as seen from the script's folder; it stays in it.
 * False with a diagnostic. */
bool desk_path(Desk *desk, const Inputs *inputs, const Node *text, const char **path);
/* A file that appears with the others, none that is read. NULL with a diagnostic. */
Output *desk_file(Desk *desk, const char *path, Span place);
/* Where a query writes to: its file, or standard output (*path is NULL). NULL with a diagnostic. */
Output *desk_output(Desk *desk, const Node *query, const char **path);

#endif
