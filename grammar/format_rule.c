/* The items of a rule, each on its line. */
#include "grammar/format.h"

#include <assert.h>

#include "grammar/parser.h"

static void put_shared(Format *f, const Node *shared)
{
    if (!shared)
        return;
    put_word(f, TOKEN_SHARED_BY);
    put_list(f, shared->first, NODE_PATH);
}

static void put_next(Format *f, const Node *next)
{
    if (!next)
        return;
    put_word(f, TOKEN_NEXT);
    put_calendar(f, next->name);
}

/* deduct 2 points from duty: the same order in both languages */
static void put_posting(Format *f, const Node *node, int verb, int preposition)
{
    const Node *amount = node->first;
    put_word(f, verb);
    if (amount->kind == NODE_AS_DECIDED) {
        put_word(f, TOKEN_BETWEEN);
        put_expr(f, amount->first, PRECEDENCE_ARITH);
        put_and(f);
        put_expr(f, amount->first->next, PRECEDENCE_ARITH);
        put_word(f, TOKEN_AS_DECIDED);
    } else
        put_expr(f, amount, PRECEDENCE_ARITH);
    put_word(f, preposition);
    put_name(f, node->name);
    put_shared(f, node_find(node, NODE_SHARED_BY));
}

static void put_verb(Format *f, const Node *node, int verb)
{
    put_word(f, verb);
    put_name(f, node->name);
}

static void put_withhold(Format *f, const Node *node)
{
    const Node *part = node_find(node, NODE_QUANTITY);
    put_word(f, TOKEN_WITHHOLD);
    if (part) {
        put_literal(f, part);
        put_word(f, TOKEN_OF);
    }
    put_name(f, node->name);
    put_next(f, node_find(node, NODE_NEXT));
}

static void put_hold(Format *f, const Node *node)
{
    put_verb(f, node, TOKEN_HOLD);
    put_word(f, node->op == OP_AT_MOST ? TOKEN_AT_MOST : TOKEN_AT_LEAST);
    put_expr(f, node->first, PRECEDENCE_ARITH);
    put_next(f, node_find(node, NODE_NEXT));
}

void put_effect(Format *f, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_DEDUCT:
        put_posting(f, node, TOKEN_DEDUCT, TOKEN_FROM);
        break;
    case NODE_ADD:
        put_posting(f, node, TOKEN_ADD, TOKEN_TO);
        break;
    case NODE_SET:
        put_verb(f, node, TOKEN_SET);
        put_word(f, TOKEN_TO);
        put_expr(f, node->first, PRECEDENCE_ARITH);
        break;
    case NODE_CLEAR:
        put_verb(f, node, TOKEN_CLEAR);
        break;
    case NODE_RESTART:
        put_verb(f, node, TOKEN_RESTART);
        break;
    case NODE_TREAT_AS:
        put_verb(f, node, TOKEN_TREAT_AS);
        break;
    case NODE_VOID:
        put_word(f, TOKEN_VOID);
        break;
    case NODE_NOTICE:
        put_word(f, TOKEN_NOTICE);
        put_text(f, node->first->name);
        break;
    case NODE_WITHHOLD:
        put_withhold(f, node);
        break;
    default:
        assert(node->kind == NODE_HOLD);
        put_hold(f, node);
        break;
    }
}

static void put_trigger(Format *f, const Node *when)
{
    const Node *trigger = when->first;
    put_word(f, TOKEN_WHEN);
    if (trigger->kind == NODE_ANY_EVENT)
        put_spelling(f, TOKEN_EVERY_EVENT, f->language == LANG_EN);
    else if (trigger->kind == NODE_MISSING) {
        put_word(f, TOKEN_MISSING);
        for (const Node *name = node_find(trigger, NODE_NAME); name;
             name = node_next(name, NODE_NAME)) {
            if (name != trigger->first)
                put_word(f, TOKEN_OR);
            put_name(f, name->name);
        }
        put_in(f, node_find(trigger, NODE_IN));
    } else
        put_expr(f, trigger, PRECEDENCE_OR);
    put_where(f, node_find(when, NODE_WHERE));
}

static void put_counter(Format *f, const Node *node)
{
    const Node *counted = node_find(node, NODE_COUNTED);
    put_word(f, node->op == OP_REACHING ? TOKEN_REACHING
                : node->op == OP_EVERY  ? TOKEN_EVERY
                                        : TOKEN_BEYOND);
    put_amount(f, node->first);
    if (counted) {
        put_word(f, TOKEN_OF);
        put_expr(f, counted->first,
                 counted->first->kind == NODE_PATH ? PRECEDENCE_PRIMARY : PRECEDENCE_BRACKETS);
    }
    put_in(f, node_find(node, NODE_IN));
}

static void put_charge(Format *f, const Node *node)
{
    const Node *share = node->first->kind == NODE_QUANTITY ? node->first : NULL;
    const Node *target = share ? share->next : node->first;
    put_word(f, TOKEN_CHARGE);
    if (share) {
        put_literal(f, share);
        put_word(f, TOKEN_TO);
    }
    if (target->kind == NODE_TARGET_PATH)
        put_path(f, target->first);
    else
        put_verb(f, target,
                 target->kind == NODE_TARGET_LEVELS ? TOKEN_EVERY_LEVEL : TOKEN_OTHERS_SAME);
    put_where(f, node_find(node, NODE_WHERE));
}

static void put_step(Format *f, const Node *step)
{
    const Node *to = step->first->next;
    line_item(f, step);
    put_literal(f, step->first);
    if (to->kind == NODE_OTHERWISE)
        put_before(f, "..");
    else if (to->kind == NODE_NUMBER) {
        put_glued(f, "..");
        put_literal(f, to);
    }
    put_sign(f, "→");
    put_effect(f, step->last);
}

static void put_by_occurrence(Format *f, const Node *node)
{
    put_word(f, TOKEN_BY_OCCURRENCE);
    put_in(f, node_find(node, NODE_IN));
    f->indent += 2;
    for (const Node *step = node_find(node, NODE_STEP); step; step = node_next(step, NODE_STEP))
        put_step(f, step);
    f->indent -= 2;
}

static void put_cap(Format *f, const Node *node)
{
    const Node *each = node_find(node, NODE_EACH);
    put_word(f, TOKEN_CAP);
    put_expr(f, node->first, PRECEDENCE_ARITH);
    if (each)
        put_item(f, each);
}

void put_rule_item(Format *f, const Node *item)
{
    if (item->kind == NODE_BY_OCCURRENCE)
        line_head(f, item);
    else
        line_item(f, item);
    switch ((int)item->kind) {
    case NODE_WHEN:
        put_trigger(f, item);
        break;
    case NODE_COUNTER:
        put_counter(f, item);
        break;
    case NODE_RUN:
        put_word(f, TOKEN_RUN);
        put_amount(f, item->first);
        put_in(f, node_find(item, NODE_IN));
        put_where(f, node_find(item, NODE_WHERE));
        break;
    case NODE_UNLESS:
        put_word(f, TOKEN_UNLESS);
        put_expr(f, item->first, PRECEDENCE_OR);
        break;
    case NODE_CHARGE:
        put_charge(f, item);
        break;
    case NODE_BY_OCCURRENCE:
        put_by_occurrence(f, item);
        break;
    case NODE_CAP:
        put_cap(f, item);
        break;
    default:
        if (!put_item(f, item))
            put_effect(f, item);
        break;
    }
}
