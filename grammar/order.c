/* The rank of each kind of item in its block: title, figures, sources, conditions, effects. */
#include "grammar/order.h"

/* 0: not an item of a block; such children come first, as written. */
static const uint8_t ranks[NODE_KINDS] = {
    [NODE_TITLE] = 1,
    [NODE_OF] = 2,
    [NODE_EACH] = 3,
    [NODE_BY] = 3,
    [NODE_RANK_BY] = 3,
    [NODE_LOWEST_FIRST] = 4,
    [NODE_THEN_BY] = 5,
    [NODE_BASE] = 5,
    [NODE_FORMULA] = 5,
    [NODE_SELECT] = 5,
    [NODE_TOP] = 5,
    [NODE_OUT_OF] = 6,
    [NODE_EACH_PATHS] = 6,
    [NODE_PRO_RATA] = 7,
    [NODE_FLOOR] = 8,
    [NODE_CAP] = 9,
    [NODE_WITHIN] = 10,
    [NODE_ROUNDED] = 11,
    [NODE_MINIMUM] = 12,
    [NODE_TIES] = 13,
    [NODE_AMONG] = 14,
    [NODE_FIELD] = 15,
    [NODE_ROSTER_SPAN] = 16,
    [NODE_CITE] = 20,
    [NODE_QUOTE] = 21,
    [NODE_FROM] = 22,
    [NODE_UNTIL] = 23,
    [NODE_RECORDED] = 24,
    [NODE_SOURCE] = 24,
    [NODE_CLOSED] = 25,
    [NODE_WHEN] = 30,
    [NODE_FOR] = 31,
    [NODE_UNLESS] = 32,
    [NODE_COUNTER] = 33,
    [NODE_RUN] = 33,
    [NODE_CHARGE] = 34,
    [NODE_DEDUCT] = 35,
    [NODE_ADD] = 35,
    [NODE_SET] = 35,
    [NODE_CLEAR] = 35,
    [NODE_RESTART] = 35,
    [NODE_TREAT_AS] = 35,
    [NODE_VOID] = 35,
    [NODE_NOTICE] = 35,
    [NODE_WITHHOLD] = 35,
    [NODE_HOLD] = 35,
    [NODE_BY_OCCURRENCE] = 36,
    [NODE_ROW] = 40,
    [NODE_LEVEL] = 40,
    [NODE_CHANGE] = 40,
    [NODE_CHANGE_VALUE] = 40,
    [NODE_REPEAL] = 40,
    [NODE_SUSPEND] = 40,
    [NODE_RENUMBER] = 40,
    [NODE_EVENT] = 40,
    [NODE_PERIOD] = 40,
    [NODE_SEASONS] = 40,
    [NODE_LET] = 40,
    [NODE_TABLE] = 40,
    [NODE_SECTION] = 40,
    [NODE_RULE] = 40,
    [NODE_SELECTION] = 40,
    [NODE_SCORE] = 40,
    [NODE_RANK] = 40,
    [NODE_GRADE] = 40,
    [NODE_CASES] = 39,
    [NODE_RECORDED_UNTIL] = 39,
    [NODE_CLOSED_THROUGH] = 39,
    [NODE_STRIKE] = 41,
    [NODE_ALTER] = 41,
    [NODE_GIVEN_SUBJECT] = 41,
    [NODE_GIVEN_EVENT] = 41,
    [NODE_EXPECT_VALUE] = 41,
    [NODE_EXPECT_UNASSESSED] = 41,
    [NODE_EXPECT_BETWEEN] = 41,
    [NODE_EXPECT_UNDECIDED] = 41,
    [NODE_EXPECT_FIRED] = 41,
    [NODE_EXPECT_NOT_FIRED] = 41,
    [NODE_EXPECT_NOTICE] = 41,
    [NODE_EXPECT_NO_NOTICE] = 41,
    [NODE_EXPECT_ADJUSTMENT] = 41,
    [NODE_COMPARE_QUERY] = 42,
    [NODE_WHERE] = 50,
    [NODE_ACROSS] = 51,
    [NODE_UNDER] = 52,
    [NODE_AS] = 51,
    [NODE_OUTPUT] = 52,
    [NODE_DEFAULT] = 53,
    [NODE_OPTIONAL] = 54,
    [NODE_ASSUMED] = 60,
};

/* It turns the further key right before it, and stays there. */
static bool is_behind_key(const Node *parent, const Node *lowest)
{
    for (const Node *at = parent->first; at; at = at->next)
        if (at->kind == NODE_THEN_BY && at->next == lowest)
            return true;
    return false;
}

enum {
    RANK_IN_FRONT = 1,
    RANK_AFTER_EFFECTS = 37,
    RANK_BEFORE_FORMULA = 4,
    RANK_BEFORE_CHANGES = 23,
    RANK_OF_WINDOW = 53
};

static int rank_of(const Node *parent, const Node *child)
{
    NodeKind within = parent->kind;
    if (within == NODE_FILE)
        return 0;
    if (child->kind == NODE_CAP && (within == NODE_RULE || within == NODE_CHANGE))
        return RANK_AFTER_EFFECTS;
    if (within == NODE_AGGREGATE && child->kind == NODE_IN) /* behind whose they are */
        return RANK_OF_WINDOW;
    if (child->kind == NODE_LEVEL && within == NODE_CHANGE) /* what follows them is the grade's */
        return RANK_IN_FRONT;
    if (child->kind == NODE_FOR && within == NODE_SCORE)
        return RANK_BEFORE_FORMULA;
    if (child->kind == NODE_ASSUMED && within == NODE_AMENDMENT)
        return RANK_BEFORE_CHANGES;
    if (child->kind == NODE_LOWEST_FIRST && is_behind_key(parent, child))
        return ranks[NODE_THEN_BY];
    return ranks[child->kind];
}

/* The first child of the lowest rank above `above`. */
static const Node *lowest_above(const Node *parent, int above)
{
    const Node *best = NULL;
    int lowest = 0;
    for (const Node *child = parent->first; child; child = child->next) {
        int rank = rank_of(parent, child);
        if (rank > above && (!best || rank < lowest)) {
            best = child;
            lowest = rank;
        }
    }
    return best;
}

const Node *order_first(const Node *parent)
{
    return lowest_above(parent, -1);
}

const Node *order_next(const Node *parent, const Node *child)
{
    int rank = rank_of(parent, child);
    for (const Node *next = child->next; next; next = next->next)
        if (rank_of(parent, next) == rank)
            return next;
    return lowest_above(parent, rank);
}
