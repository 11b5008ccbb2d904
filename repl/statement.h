/* The statements of run scripts and of the shell: one table says what each of them does. */
#ifndef MERIT_REPL_STATEMENT_H
#define MERIT_REPL_STATEMENT_H

#include "repl/desk.h"

/* In the order in which a script's statements are carried out, wherever they stand in it. */
typedef enum StatementRole {
    ROLE_DECLARATION, /* part of the rules: nothing to do by itself */
    ROLE_INPUT,
    ROLE_RULES,
    ROLE_DATA,
    ROLE_QUERY
} StatementRole;

typedef enum StatementNeed {
    NEEDS_NOTHING,
    NEEDS_RULES,
    NEEDS_DATA /* rules, roster and events */
} StatementNeed;

/* False with diagnostics. */
typedef bool StatementRun(Desk *desk, const Node *statement);

StatementRole statement_role(const Node *statement);
StatementNeed statement_need(const Node *statement);
/* What the statement names is noted on the desk; a query is answered. */
bool statement_run(Desk *desk, const Node *statement);

/* The queries, by their files. */
StatementRun query_show, query_why, query_why_not, query_near, query_tally, query_check, query_list,
    query_slip, query_bulletin, query_suppose, query_compare;

/* What a `check` of these names needs: tests bring their own data. */
StatementNeed check_need(const Node *check);
/* Neither order nor number of rows are asked; `words` says of what. False with E0615. */
bool query_is_plain(Desk *desk, const Node *query, const char *words);
/* What `show` and its like ask: names, period, whose, where. False with diagnostics. */
bool query_asked(Desk *desk, const Node *query, Asked *out);

#endif
