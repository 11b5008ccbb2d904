/* Which changes are tried: a slip of a number, a word that is nearly the same, a line that is not
 * there. */
#include <assert.h>

#include "base/date.h"
#include "base/ratio.h"
#include "grammar/words.h"
#include "interp/mutate/mutate.h"

typedef struct List {
    Arena *arena;
    Mutant *at;
    size_t count, room;
    const Node *declaration, *item;
} List;

static Mutant *add(List *list, MutantKind kind, Node *node)
{
    list->at = arena_grow(list->arena, list->at, list->count, &list->room, sizeof *list->at);
    Mutant *mutant = &list->at[list->count++];
    *mutant = (Mutant){.kind = kind,
                       .node = node,
                       .changed = *node,
                       .declaration = list->declaration,
                       .item = list->item};
    return mutant;
}

/* --- numbers and days --- */

static void number_becomes(List *list, Node *node, Ratio value)
{
    add(list, MUTANT_NUMBER, node)->changed.name = ratio_text(list->arena, value);
}

/* One of few: twice as many is no slip. */
static bool is_count(const Node *parent)
{
    switch (parent->kind) {
    case NODE_RUN:
    case NODE_COUNTER:
    case NODE_PICK:
    case NODE_SELECT:
    case NODE_STEP:
    case NODE_MINIMUM:
    case NODE_WINDOW_LAST:
        return true;
    default:
        return false;
    }
}

static void change_number(List *list, Node *node, const Node *parent)
{
    Ratio value, other;
    bool is_step = parent->kind == NODE_ROUNDED; /* 0.01 points */
    if (!ratio_parse(&value, text_fold(list->arena, node->name)))
        return; /* more digits than fit: what is tried does not check either */
    if (!is_step && ratio_add(&other, value, RATIO(1)))
        number_becomes(list, node, other);
    if (!is_step && ratio_sub(&other, value, RATIO(1)) && other.num >= 0)
        number_becomes(list, node, other);
    bool is_there = ratio_is_zero(value) || (!is_step && ratio_compare(value, RATIO(1)) == 0);
    if (!is_count(parent) && !is_there && ratio_add(&other, value, value))
        number_becomes(list, node, other);
}

static void change_day(List *list, Node *node)
{
    Day day = DAY_ALWAYS;
    day_parse(&day, text_fold(list->arena, node->name)); /* the lexer knows days */
    assert(day != DAY_ALWAYS);
    for (int step = -1; step <= 1; step += 2) {
        char bytes[16];
        size_t size = day_write(bytes, day + step);
        add(list, MUTANT_NUMBER, node)->changed.name = text_copy(list->arena, (Text){bytes, size});
    }
}

/* --- words --- */

static void op_becomes(List *list, Node *node, AstOp op)
{
    add(list, MUTANT_WORD, node)->changed.op = (uint8_t)op;
}

typedef struct Nearly {
    NodeKind kind;
    AstOp op, other;
} Nearly;

static const Nearly NEARLY[] = {
    {NODE_COMPARE, OP_AT_LEAST, OP_ABOVE},
    {NODE_COMPARE, OP_ABOVE, OP_AT_LEAST},
    {NODE_COMPARE, OP_AT_MOST, OP_BELOW},
    {NODE_COMPARE, OP_BELOW, OP_AT_MOST},
    {NODE_COMPARE, OP_IS, OP_IS_NOT},
    {NODE_COMPARE, OP_IS_NOT, OP_IS},
    {NODE_BINARY, OP_ADD, OP_SUB},
    {NODE_BINARY, OP_SUB, OP_ADD},
    {NODE_BINARY, OP_AND, OP_OR},
    {NODE_BINARY, OP_OR, OP_AND},
    {NODE_AGGREGATE, OP_AVERAGE, OP_HIGHEST},
    {NODE_AGGREGATE, OP_MEDIAN, OP_AVERAGE},
    {NODE_AGGREGATE, OP_HIGHEST, OP_LOWEST},
    {NODE_AGGREGATE, OP_LOWEST, OP_HIGHEST},
    {NODE_PICK, OP_BEST, OP_WORST},
    {NODE_PICK, OP_WORST, OP_BEST},
    {NODE_SELECT, OP_BEST, OP_WORST},
    {NODE_SELECT, OP_WORST, OP_BEST},
    {NODE_ROUNDED, OP_HALF_UP, OP_UP},
    {NODE_ROUNDED, OP_HALF_UP, OP_DOWN},
    {NODE_ROUNDED, OP_HALF_EVEN, OP_HALF_UP},
    {NODE_ROUNDED, OP_HALF_EVEN, OP_DOWN},
    {NODE_ROUNDED, OP_UP, OP_HALF_UP},
    {NODE_ROUNDED, OP_UP, OP_DOWN},
    {NODE_ROUNDED, OP_DOWN, OP_HALF_UP},
    {NODE_ROUNDED, OP_DOWN, OP_UP},
    {NODE_TIES, OP_TIES_SHARE, OP_TIES_DENSE},
    {NODE_TIES, OP_TIES_DENSE, OP_TIES_SHARE},
    {NODE_TIES, OP_TIES_OUT, OP_TIES_IN},
    {NODE_TIES, OP_TIES_IN, OP_TIES_OUT},
    {NODE_COUNTER, OP_REACHING, OP_EVERY},
    {NODE_COUNTER, OP_REACHING, OP_BEYOND},
    {NODE_COUNTER, OP_EVERY, OP_REACHING},
    {NODE_COUNTER, OP_BEYOND, OP_EVERY},
    {NODE_HOLD, OP_AT_MOST, OP_AT_LEAST},
    {NODE_HOLD, OP_AT_LEAST, OP_AT_MOST},
    {NODE_CLOSED, OP_ADJUST, OP_STAND},
    {NODE_CLOSED, OP_STAND, OP_ADJUST},
};

static void change_op(List *list, Node *node)
{
    for (size_t i = 0; i < sizeof NEARLY / sizeof *NEARLY; i++)
        if (NEARLY[i].kind == node->kind && NEARLY[i].op == (AstOp)node->op)
            op_becomes(list, node, NEARLY[i].other);
}

static void change_window(List *list, Node *node)
{
    static const char *const others[][2] = {
        {"week", "month"}, {"month", "quarter"}, {"quarter", "year"},
        {"half", "year"},  {"year", "month"},
    };
    Text name = calendar_word(node->name, LANG_EN);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_is(name, others[i][0]))
            add(list, MUTANT_WORD, node)->changed.name = text_from(others[i][1]);
}

static void turn_sign(List *list, Node *node)
{
    add(list, MUTANT_WORD, node)->changed.kind = node->kind == NODE_DEDUCT ? NODE_ADD : NODE_DEDUCT;
}

/* One side of `a and b` by itself. */
static void keep_part(List *list, Node *node)
{
    for (const Node *part = node->first; part != NULL; part = part->next)
        add(list, MUTANT_PART, node)->changed = *part;
}

/* --- what is left out --- */

static bool is_effect(NodeKind kind)
{
    switch (kind) {
    case NODE_DEDUCT:
    case NODE_ADD:
    case NODE_SET:
    case NODE_CLEAR:
    case NODE_RESTART:
    case NODE_TREAT_AS:
    case NODE_VOID:
    case NODE_NOTICE:
    case NODE_WITHHOLD:
    case NODE_HOLD:
        return true;
    default:
        return false;
    }
}

static size_t effect_count(const Node *rule)
{
    size_t count = 0;
    for (const Node *at = rule->first; at != NULL; at = at->next)
        count += is_effect(at->kind);
    return count;
}

/* Something that the rule says on top of what makes it a rule. */
static bool may_go(const Node *node, const Node *parent)
{
    switch (node->kind) {
    case NODE_FOR:
    case NODE_UNLESS:
    case NODE_WHERE:
    case NODE_CAP:
    case NODE_FLOOR:
    case NODE_PRO_RATA:
    case NODE_ROUNDED:
    case NODE_KEEPING:
    case NODE_AMONG:
    case NODE_WITHIN:
    case NODE_CHARGE:
    case NODE_COUNTER:
    case NODE_RUN:
    case NODE_SHARED_BY:
    case NODE_NEXT:
    case NODE_ALL_BUT:
    case NODE_TOP:
    case NODE_MINIMUM:
    case NODE_AGAIN:
        return true;
    default:
        break;
    }
    if (parent->kind == NODE_IS_ONE_OF)
        return node != parent->first && parent->first->next != parent->last;
    if (parent->kind == NODE_AMENDMENT)
        return node->kind != NODE_BOOK && node->kind != NODE_RECORDED &&
               node->kind != NODE_CLOSED && node->kind != NODE_FROM && node->kind != NODE_UNTIL;
    return is_effect(node->kind) && parent->kind == NODE_RULE && effect_count(parent) > 1;
}

static void leave_out(List *list, Node *node, Node *parent, Node *previous)
{
    Mutant *mutant = add(list, MUTANT_LEFT_OUT, node);
    mutant->parent = parent;
    mutant->previous = previous;
}

/* --- the walk --- */

/* Nothing in it has a bearing on values. */
static bool is_passed_over(NodeKind kind)
{
    return kind == NODE_CITE || kind == NODE_QUOTE || kind == NODE_ASSUMED || kind == NODE_TITLE ||
           kind == NODE_OUT_OF || kind == NODE_EACH || kind == NODE_RECORDED;
}

static void change_node(List *list, Node *node, const Node *parent)
{
    switch (node->kind) {
    case NODE_NUMBER:
    case NODE_QUANTITY:
        change_number(list, node, parent);
        break;
    case NODE_DATE:
        change_day(list, node);
        break;
    case NODE_WINDOW_NAME:
    case NODE_WINDOW_PREVIOUS:
        change_window(list, node);
        break;
    case NODE_DEDUCT:
    case NODE_ADD:
        turn_sign(list, node);
        break;
    case NODE_BINARY:
        if (node->op == OP_AND || node->op == OP_OR)
            keep_part(list, node);
        break;
    case NODE_UNARY:
        if (node->op == OP_NOT)
            keep_part(list, node);
        break;
    default:
        break;
    }
    change_op(list, node);
}

static void walk(List *list, Node *node)
{
    Node *previous = NULL;
    for (Node *at = node->first; at != NULL; previous = at, at = at->next) {
        if (is_passed_over(at->kind))
            continue;
        if (node == list->declaration)
            list->item = at;
        if (may_go(at, node))
            leave_out(list, at, node, previous);
        change_node(list, at, node);
        walk(list, at);
    }
}

static bool is_declaration(NodeKind kind)
{
    return kind == NODE_LET || kind == NODE_TABLE || kind == NODE_SECTION || kind == NODE_SCORE ||
           kind == NODE_RANK || kind == NODE_GRADE || kind == NODE_RULE || kind == NODE_SELECTION ||
           kind == NODE_AMENDMENT;
}

size_t mutants_of(Arena *arena, Node *const *files, size_t count, Mutant **out)
{
    List list = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        Node *previous = NULL;
        for (Node *at = files[i]->first; at != NULL; previous = at, at = at->next) {
            if (!is_declaration(at->kind))
                continue;
            list.declaration = list.item = at;
            if (at->kind == NODE_RULE || at->kind == NODE_SELECTION)
                leave_out(&list, at, files[i], previous);
            walk(&list, at);
        }
    }
    *out = list.at;
    return list.count;
}
