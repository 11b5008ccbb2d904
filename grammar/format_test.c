/* Statements of one line: tests, run scripts. Queries are in format_query.c. */
#include "grammar/format.h"
#include "grammar/parser.h"

void put_assigns(Format *f, const Node *given)
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
    if (node_find(given, NODE_FROM))
        put_item(f, node_find(given, NODE_FROM));
}

/* expect notice "talk" for A in 2018-10   expect adjustment of duty of A in 2019-02 = -1 point */
static void put_expect_other(Format *f, const Node *expect)
{
    const Node *entity = node_find(expect, NODE_ENTITY);
    bool of_notice = expect->kind != NODE_EXPECT_ADJUSTMENT;
    put_word(f, TOKEN_EXPECT);
    if (expect->kind == NODE_EXPECT_NO_NOTICE)
        put_word(f, TOKEN_NOT);
    put_word(f, of_notice ? TOKEN_NOTICE : TOKEN_ADJUSTMENT);
    if (of_notice)
        put_text(f, expect->first->name);
    else
        put_name(f, expect->name);
    put_word(f, of_notice ? TOKEN_FOR : TOKEN_OF);
    put_entity(f, entity);
    put_word(f, TOKEN_IN);
    put_period(f, entity->next);
    if (!of_notice) {
        put_sign(f, "=");
        put_literal(f, entity->next->next);
    }
}

static void put_cases(Format *f, const Node *cases)
{
    put_word(f, TOKEN_CASES);
    put_list(f, cases->first, NODE_NAME);
    put_before(f, ":");
    for (const Node *row = node_find(cases, NODE_CASE); row; row = row->next) {
        put_after(f, "(");
        for (const Node *value = row->first; value; value = value->next) {
            put_literal(f, value);
            if (value->next)
                put_before(f, ",");
        }
        put_before(f, ")");
        if (row->next)
            put_before(f, ",");
    }
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

static void put_input(Format *f, const Node *input)
{
    put_word(f, TOKEN_INPUT);
    put_dn(f, input);
    if (input->first) {
        put_word(f, TOKEN_DEFAULT);
        put_literal(f, input->first->first);
    }
}

static void put_texts(Format *f, const Node *node, int verb)
{
    put_word(f, verb);
    put_list(f, node->first, NODE_TEXT);
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
    case NODE_EXPECT_NOTICE:
    case NODE_EXPECT_NO_NOTICE:
    case NODE_EXPECT_ADJUSTMENT:
        put_expect_other(f, node);
        return true;
    case NODE_CASES:
        put_cases(f, node);
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
    case NODE_CLOSED_THROUGH:
        put_word(f, TOKEN_CLOSED_THROUGH);
        put_period(f, node->first);
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
    default:
        return put_query(f, node) || put_change_line(f, node);
    }
}
