/* Statements of one line: tests, queries, run scripts. */
#include "grammar/format.h"
#include "grammar/parser.h"

static void put_assigns(Format *f, const Node *given)
{
    const Node *assign = node_find(given, NODE_ASSIGN);
    for (; assign; assign = node_next(assign, NODE_ASSIGN)) {
        put_name(f, assign->name);
        put_sign(f, "=");
        put_literal(f, assign->first);
    }
}

static void put_given(Format *f, const Node *given)
{
    const Node *entity = node_find(given, NODE_ENTITY);
    put_word(f, TOKEN_GIVEN);
    if (given->kind == NODE_GIVEN_EVENT) {
        put_literal(f, given->first);
        put_name(f, given->first->next->name);
    } else
        put_name(f, given->name);
    if (entity)
        put_entity(f, entity);
    put_assigns(f, given);
}

static void put_expect(Format *f, const Node *expect)
{
    const Node *entity = node_find(expect, NODE_ENTITY), *period = entity->next;
    bool of_rule = expect->kind == NODE_EXPECT_FIRED || expect->kind == NODE_EXPECT_NOT_FIRED;
    put_word(f, TOKEN_EXPECT);
    put_name(f, expect->name);
    if (expect->kind == NODE_EXPECT_FIRED) {
        put_word(f, TOKEN_FIRED);
        put_literal(f, expect->first);
    } else if (expect->kind == NODE_EXPECT_NOT_FIRED)
        put_word(f, TOKEN_NOT_FIRED);
    put_word(f, of_rule ? TOKEN_FOR : TOKEN_OF);
    put_entity(f, entity);
    put_word(f, TOKEN_IN);
    put_period(f, period);
    if (expect->kind == NODE_EXPECT_VALUE) {
        put_sign(f, "=");
        put_literal(f, period->next);
    } else if (expect->kind == NODE_EXPECT_UNASSESSED)
        put_word(f, TOKEN_NOT_ASSESSED);
    else if (expect->kind == NODE_EXPECT_UNDECIDED)
        put_word(f, TOKEN_UNDECIDED);
    else if (expect->kind == NODE_EXPECT_BETWEEN) {
        put_word(f, TOKEN_BETWEEN);
        put_literal(f, period->next);
        put_word(f, TOKEN_AND);
        put_literal(f, period->next->next);
    }
}

static void put_output(Format *f, const Node *output)
{
    if (!output)
        return;
    put_word(f, TOKEN_OUTPUT);
    put_text(f, output->first->name);
}

static void put_names_in(Format *f, const Node *query, int verb)
{
    put_word(f, verb);
    put_list(f, query->first, NODE_NAME);
    put_in(f, node_find(query, NODE_IN));
}

static void put_show(Format *f, const Node *show)
{
    const Node *of = node_find(show, NODE_OF), *as = node_find(show, NODE_AS);
    put_names_in(f, show, TOKEN_SHOW);
    if (of)
        put_item(f, of);
    put_where(f, node_find(show, NODE_WHERE));
    if (as) {
        put_word(f, TOKEN_AS);
        put_name(f, as->name);
    }
    put_output(f, node_find(show, NODE_OUTPUT));
}

static void put_why(Format *f, const Node *why)
{
    put_word(f, TOKEN_WHY);
    put_name(f, why->name);
    put_word(f, TOKEN_OF);
    put_entity(f, why->first);
    put_in(f, node_find(why, NODE_IN));
    put_output(f, node_find(why, NODE_OUTPUT));
}

static void put_input(Format *f, const Node *input)
{
    put_word(f, TOKEN_INPUT);
    put_dn(f, input);
    if (input->first) {
        put_word(f, TOKEN_DEFAULT);
        put_literal(f, input->first->first);
    }
}

/* What is listed is a name, or a keyword of declarations. */
static void put_listing(Format *f, const Node *list)
{
    put_word(f, TOKEN_LIST);
    if (list->first == NULL)
        put_name(f, list->name);
    else if (list->first->kind == NODE_ASSUMED)
        put_word(f, TOKEN_ASSUMED);
    else if (list->first->kind == NODE_UNSCORED)
        put_word(f, TOKEN_UNSCORED);
    else if (list->first->kind == NODE_UNDECIDED)
        put_word(f, TOKEN_UNDECIDED);
    else
        put_word(f, list->first->kind == NODE_RULE ? TOKEN_RULE : TOKEN_EVENT);
}

static void put_texts(Format *f, const Node *node, int verb)
{
    put_word(f, verb);
    put_list(f, node->first, NODE_TEXT);
}

static void put_change_line(Format *f, const Node *node)
{
    put_word(f, node->kind == NODE_REPEAL ? TOKEN_REPEAL : TOKEN_CHANGE);
    put_name(f, node->name);
    if (node->kind == NODE_CHANGE_VALUE) {
        put_sign(f, "=");
        put_expr(f, node->first, PRECEDENCE_ARITH);
    }
}

static bool is_expect(NodeKind kind)
{
    return kind == NODE_EXPECT_VALUE || kind == NODE_EXPECT_UNASSESSED ||
           kind == NODE_EXPECT_BETWEEN || kind == NODE_EXPECT_UNDECIDED ||
           kind == NODE_EXPECT_FIRED || kind == NODE_EXPECT_NOT_FIRED;
}

bool put_statement_line(Format *f, const Node *node)
{
    if (is_expect(node->kind)) {
        put_expect(f, node);
        return true;
    }
    switch ((int)node->kind) {
    case NODE_GIVEN_SUBJECT:
    case NODE_GIVEN_EVENT:
        put_given(f, node);
        return true;
    case NODE_COMPARE_QUERY:
        put_names_in(f, node, TOKEN_COMPARE);
        return true;
    case NODE_SHOW:
        put_show(f, node);
        return true;
    case NODE_WHY:
        put_why(f, node);
        return true;
    case NODE_LIST:
        put_listing(f, node);
        return true;
    case NODE_USE:
        put_texts(f, node, TOKEN_USE);
        return true;
    case NODE_ROSTER:
        put_texts(f, node, TOKEN_ROSTER);
        return true;
    case NODE_EVENTS:
        put_texts(f, node, TOKEN_EVENTS);
        return true;
    case NODE_INPUT:
        put_input(f, node);
        return true;
    case NODE_RECORDED_UNTIL:
        put_word(f, TOKEN_RECORDED);
        put_word(f, TOKEN_UNTIL);
        put_period(f, node->first);
        return true;
    case NODE_ACCEPT:
        put_word(f, TOKEN_ACCEPT);
        put_literal(f, node->first);
        return true;
    case NODE_CHANGE_VALUE:
    case NODE_REPEAL:
        put_change_line(f, node);
        return true;
    default:
        return false;
    }
}
