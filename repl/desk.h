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

/* The texts of rules, as registered with the diagnostics: the session's arena holds them. */
typedef struct SourceList {
    uint32_t *at;
    size_t count, room;
} SourceList;

typedef struct Desk {
    Session *session;
    const char *script; /* paths are seen from its folder */
    Inputs inputs;
    SourceList rules;
    PathList roster, events;
    Job job;
    Outputs outputs;
    size_t asked; /* queries so far: those on standard output stand apart */
    bool adds_up; /* every account so far */
} Desk;

/* All return false with diagnostics. */
bool desk_add_rules(Desk *desk, const char *path);
void desk_add_source(Desk *desk, uint32_t source);
/* The texts of a statement, filled in, as paths seen from the script's folder. */
bool desk_paths(Desk *desk, const Node *statement, PathList *paths);
/* An engine with the rules that were named, into desk->job. */
bool desk_load_rules(Desk *desk);
/* The data that were named, into the engine. */
bool desk_load_data(Desk *desk);

/* The period that stands behind `in`; empty: none. */
Text desk_period(const Desk *desk, const Node *query);
/* Where a query writes to: its file, or standard output (*path is NULL). NULL with a diagnostic. */
Output *desk_output(Desk *desk, const Node *query, const char **path);

#endif
