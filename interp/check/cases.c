/* Tests with a table of cases: each case is the test, with its values in the place of the names of
 * the columns. */
#include <assert.h>

#include "interp/check/work.h"

typedef struct Cases {
    Check *check;
    const Node *columns; /* the first NAME; the others follow, and then the first CASE */
    const Node *row;     /* the CASE that is put in: it has a value for each column */
    bool *used;          /* by column; NULL: not looked at */
} Cases;

/* The value of a column in the case, or NULL: no column is called so. */
static const Node *value_of(const Cases *cases, Text name)
{
    const Node *value = cases->row->first;
    size_t index = 0;
    for (const Node *column = cases->columns; column->kind == NODE_NAME;
         column = column->next, value = value->next, index++) {
        if (text_equal(column->name, name)) {
            cases->used[index] = true;
            return value;
        }
    }
    return NULL;
}

static Node *fill(const Cases *cases, const Node *node);

static Node *copy(const Cases *cases, const Node *node, const Node *from)
{
    Node *made = arena_alloc(cases->check->arena, sizeof *made);
    *made = *node;
    made->first = made->last = made->next = NULL;
    for (const Node *child = from->first; child != NULL; child = child->next)
        node_add(made, fill(cases, child));
    return made;
}

/* A copy of what stands in a test, filled in. */
static Node *fill(const Cases *cases, const Node *node)
{
    const Node *value = NULL;
    if (node->kind == NODE_NAME || node->kind == NODE_ENTITY)
        value = value_of(cases, node->name);
    if (value == NULL)
        return copy(cases, node, node);
    if (node->kind == NODE_NAME)
        return copy(cases, value, value);
    Node *entity = copy(cases, node, node);
    entity->name = value->name;
    entity->span = value->span;
    return entity;
}

/* "late costs (minutes = 10, points = 1 point)". */
static void name_case(const Cases *cases, Node *test)
{
    Check *c = cases->check;
    Node *title = test->first;
    assert(title->kind == NODE_TITLE);
    Output *out = output_memory();
    output_text(out, title->name);
    output_string(out, " (");
    const Node *value = cases->row->first;
    for (const Node *column = cases->columns; column->kind == NODE_NAME;
         column = column->next, value = value->next) {
        output_string(out, column != cases->columns ? ", " : "");
        output_text(out, column->name);
        output_string(out, " = ");
        output_text(out, text_slice(diag_source_text(c->diag, value->span.source),
                                    value->span.start, value->span.end));
    }
    output_char(out, ')');
    title->name = text_copy(c->arena, output_contents(out));
    output_close(out);
}

/* ---- What can be wrong ---- */

static bool columns_differ(Check *c, const Node *table)
{
    bool good = true;
    for (const Node *column = node_find(table, NODE_NAME); column != NULL;
         column = node_next(column, NODE_NAME))
        for (const Node *other = node_find(table, NODE_NAME); other != column;
             other = node_next(other, NODE_NAME))
            if (text_equal(other->name, column->name)) {
                SAY(c, E0710, column->span, say_text(c, column->name), NULL);
                good = false;
            }
    return good;
}

static bool row_check(Check *c, const Node *table, const Node *row)
{
    size_t columns = node_count(table, NODE_NAME), values = 0;
    for (const Node *value = row->first; value != NULL; value = value->next)
        values++;
    if (values != columns)
        SAY(c, E0709, row->span, arena_format(c->arena, "%zu", values),
            arena_format(c->arena, "%zu", columns), NULL);
    return values == columns;
}

static void unused_check(Check *c, const Node *table, const bool *used)
{
    size_t index = 0;
    for (const Node *column = node_find(table, NODE_NAME); column != NULL;
         column = node_next(column, NODE_NAME), index++)
        if (!used[index])
            SAY(c, W0702, column->span, say_text(c, column->name), NULL);
}

/* ---- The whole ---- */

void cases_expand(Check *c, const Node *test, Nodes *out)
{
    const Node *table = node_find(test, NODE_CASES);
    if (table == NULL) {
        nodes_add(c, out, test);
        return;
    }
    Cases cases = {.check = c, .columns = node_find(table, NODE_NAME)};
    cases.used = arena_alloc(c->arena, (node_count(table, NODE_NAME) + 1) * sizeof *cases.used);
    if (!columns_differ(c, table))
        return;
    size_t rows = 0;
    for (const Node *row = node_find(table, NODE_CASE); row != NULL;
         row = node_next(row, NODE_CASE)) {
        if (!row_check(c, table, row))
            continue;
        cases.row = row;
        Node *made = arena_alloc(c->arena, sizeof *made);
        *made = *test;
        made->first = made->last = NULL;
        made->span = row->span;
        for (const Node *part = test->first; part != NULL; part = part->next)
            if (part != table)
                node_add(made, fill(&cases, part));
        name_case(&cases, made);
        nodes_add(c, out, made);
        rows++;
    }
    if (rows > 0)
        unused_check(c, table, cases.used);
}
