/* The table of statements, and those that say what queries stand on. */
#include "repl/statement.h"

#include "repl/script.h"

/* ---- Inputs, rules, data ---- */

static bool note_input(Desk *desk, const Node *statement)
{
    return inputs_declare(&desk->inputs, statement);
}

static bool note_use(Desk *desk, const Node *statement)
{
    PathList paths = {0};
    bool good = desk_paths(desk, statement, &paths);
    const Node *text = statement->first;
    for (size_t i = 0; i < paths.count; i++, text = text->next)
        good = script_may_use(desk->session, text, paths.at[i]) && good;
    for (size_t i = 0; i < paths.count && good; i++)
        good = desk_add_rules(desk, paths.at[i]);
    return good;
}

static bool note_roster(Desk *desk, const Node *statement)
{
    return desk_rosters(desk, statement);
}

static bool note_events(Desk *desk, const Node *statement)
{
    return desk_paths(desk, statement, &desk->events);
}

static bool note_accept(Desk *desk, const Node *statement)
{
    Ratio most = RATIO(0);
    if (statement->first != NULL && ratio_parse(&most, statement->first->name) && most.num > 0)
        desk->job.accept_rejects = (uint64_t)(most.num / most.den);
    return true;
}

/* The day whose knowledge counts. */
static bool note_recorded(Desk *desk, const Node *statement)
{
    if (statement->first == NULL)
        return true;
    Text date = inputs_period(&desk->inputs, statement->first);
    return job_as_of(&desk->job, date, &statement->first->span);
}

/* The last closed period. */
static bool note_closed(Desk *desk, const Node *statement)
{
    if (statement->first == NULL)
        return true;
    Text period = inputs_period(&desk->inputs, statement->first);
    return job_closed_through(&desk->job, period, &statement->first->span);
}

/* ---- The table ---- */

typedef struct StatementRow {
    NodeKind kind;
    StatementRole role;
    StatementNeed need;
    StatementRun *run;
} StatementRow;

static const StatementRow STATEMENTS[] = {
    {NODE_INPUT, ROLE_INPUT, NEEDS_NOTHING, note_input},
    {NODE_USE, ROLE_RULES, NEEDS_NOTHING, note_use},
    {NODE_ROSTER, ROLE_DATA, NEEDS_NOTHING, note_roster},
    {NODE_EVENTS, ROLE_DATA, NEEDS_NOTHING, note_events},
    {NODE_ACCEPT, ROLE_DATA, NEEDS_NOTHING, note_accept},
    {NODE_RECORDED_UNTIL, ROLE_RULES, NEEDS_NOTHING, note_recorded},
    {NODE_CLOSED_THROUGH, ROLE_RULES, NEEDS_NOTHING, note_closed},
    {NODE_SHOW, ROLE_QUERY, NEEDS_DATA, query_show},
    {NODE_WHY, ROLE_QUERY, NEEDS_DATA, query_why},
    {NODE_WHY_NOT, ROLE_QUERY, NEEDS_DATA, query_why_not},
    {NODE_NEAR, ROLE_QUERY, NEEDS_DATA, query_near},
    {NODE_CHECK, ROLE_QUERY, NEEDS_DATA, query_check},
    {NODE_TALLY, ROLE_QUERY, NEEDS_DATA, query_tally},
    {NODE_LIST, ROLE_QUERY, NEEDS_RULES, query_list},
    {NODE_BULLETIN, ROLE_QUERY, NEEDS_DATA, query_bulletin},
    {NODE_SLIP, ROLE_QUERY, NEEDS_DATA, query_slip},
    {NODE_SUPPOSE, ROLE_QUERY, NEEDS_DATA, query_suppose},
    {NODE_COMPARE_QUERY, ROLE_QUERY, NEEDS_DATA, query_compare},
};

static const StatementRow *row_of(const Node *statement)
{
    for (size_t i = 0; i < sizeof STATEMENTS / sizeof *STATEMENTS; i++)
        if (STATEMENTS[i].kind == statement->kind)
            return &STATEMENTS[i];
    return NULL;
}

StatementRole statement_role(const Node *statement)
{
    const StatementRow *row = row_of(statement);
    return row == NULL ? ROLE_DECLARATION : row->role;
}

StatementNeed statement_need(const Node *statement)
{
    const StatementRow *row = row_of(statement);
    static const NodeKind of_data[] = {NODE_UNDECIDED, NODE_CAP, NODE_NOT_FIRED};
    for (size_t i = 0; statement->kind == NODE_LIST && i < sizeof of_data / sizeof *of_data; i++)
        if (node_find(statement, of_data[i]) != NULL)
            return NEEDS_DATA;
    if (statement->kind == NODE_CHECK)
        return check_need(statement);
    return row == NULL ? NEEDS_NOTHING : row->need;
}

bool statement_run(Desk *desk, const Node *statement)
{
    const StatementRow *row = row_of(statement);
    return row == NULL || row->run(desk, statement);
}
