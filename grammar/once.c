/* What may stand once in a block, and what a block cannot do without. */
#include "grammar/build.h"
#include "grammar/parser.h"

/* Kinds of one group exclude one another: a rule counts in one way. */
typedef struct OnceRow {
    NodeKind kind, group;
} OnceRow;

static const OnceRow once[] = {
    {NODE_OF, NODE_OF},
    {NODE_EACH, NODE_EACH},
    {NODE_BASE, NODE_BASE},
    {NODE_FLOOR, NODE_FLOOR},
    {NODE_CAP, NODE_CAP},
    {NODE_OUT_OF, NODE_OUT_OF},
    {NODE_FORMULA, NODE_FORMULA},
    {NODE_FOR, NODE_FOR},
    {NODE_PRO_RATA, NODE_PRO_RATA},
    {NODE_ROUNDED, NODE_ROUNDED},
    {NODE_WITHIN, NODE_WITHIN},
    {NODE_AMONG, NODE_AMONG},
    {NODE_TIES, NODE_TIES},
    {NODE_FROM, NODE_FROM},
    {NODE_UNTIL, NODE_UNTIL},
    {NODE_QUOTE, NODE_QUOTE},
    {NODE_ASSUMED, NODE_ASSUMED},
    {NODE_WHEN, NODE_WHEN},
    {NODE_UNLESS, NODE_UNLESS},
    {NODE_COUNTER, NODE_COUNTER},
    {NODE_RUN, NODE_COUNTER},
    {NODE_BY_OCCURRENCE, NODE_COUNTER},
    {NODE_SELECT, NODE_SELECT},
    {NODE_EACH_PATHS, NODE_EACH_PATHS},
    {NODE_RANK_BY, NODE_RANK_BY},
    {NODE_LOWEST_FIRST, NODE_LOWEST_FIRST},
    {NODE_BY, NODE_BY},
    {NODE_ROSTER_SPAN, NODE_ROSTER_SPAN},
    {NODE_RECORDED, NODE_RECORDED},
    {NODE_CLOSED, NODE_CLOSED},
    {NODE_COMPARE_QUERY, NODE_COMPARE_QUERY},
    {NODE_IN, NODE_IN},
    {NODE_SORT_BY, NODE_SORT_BY},
    {NODE_SOURCE, NODE_SOURCE},
    {NODE_CASES, NODE_CASES},
    {NODE_RECORDED_UNTIL, NODE_RECORDED_UNTIL},
    {NODE_CLOSED_THROUGH, NODE_CLOSED_THROUGH},
    {NODE_WHERE, NODE_WHERE},
    {NODE_AS, NODE_AS},
    {NODE_OUTPUT, NODE_OUTPUT},
    {NODE_TOP, NODE_TOP},
    {NODE_MINIMUM, NODE_MINIMUM},
    {NODE_DEFAULT, NODE_DEFAULT},
    {NODE_OPTIONAL, NODE_OPTIONAL},
};

typedef struct NeedRow {
    NodeKind block, item;
    int block_token, item_token;
} NeedRow;

static const NeedRow needs[] = {
    {NODE_RULE, NODE_WHEN, TOKEN_RULE, TOKEN_WHEN},
    {NODE_SELECTION, NODE_SELECT, TOKEN_SELECTION, TOKEN_BEST},
    {NODE_SCORE, NODE_FORMULA, TOKEN_SCORE, TOKEN_DEFINE},
    {NODE_LET, NODE_FORMULA, TOKEN_LET, TOKEN_DEFINE},
    {NODE_RANK, NODE_RANK_BY, TOKEN_RANK, TOKEN_BY},
};

/* Several caps may limit one rule, each in its window; each key of a rank may be turned. */
static NodeKind group_of(const Node *block, const Node *before, const Node *item)
{
    bool in_rule = block->kind == NODE_RULE || block->kind == NODE_CHANGE;
    if (in_rule && item->kind == NODE_CAP)
        return NODE_FILE;
    if (before && before->kind == NODE_THEN_BY && item->kind == NODE_LOWEST_FIRST)
        return NODE_FILE;
    for (size_t i = 0; i < sizeof once / sizeof *once; i++)
        if (once[i].kind == item->kind)
            return once[i].group;
    return NODE_FILE;
}

/* The word that leads an item, as it was written. */
static const char *leading_word(Parse *p, Span span)
{
    Text text = text_slice(diag_source_text(p->diag, span.source), span.start, span.end);
    size_t end = 0;
    while (end < text.size && text.at[end] != ' ' && text.at[end] != '\n')
        end++;
    return text_copy(diag_arena(p->diag), text_slice(text, 0, end)).at;
}

static void check_once(Parse *p, const Node *block)
{
    const Node *seen[NODE_KINDS] = {NULL};
    const Node *before = NULL;
    for (const Node *item = block->first; item; before = item, item = item->next) {
        NodeKind group = group_of(block, before, item);
        if (group == NODE_FILE)
            continue;
        if (!seen[group]) {
            seen[group] = item;
            continue;
        }
        if (seen[group]->kind != item->kind)
            diag_add(p->diag, DIAG_E0373, item->span, NULL);
        else
            diag_add(p->diag, DIAG_E0207, item->span, leading_word(p, item->span), NULL);
        diag_label(p->diag, seen[group]->span, BOTH("the first one", "前一处"));
    }
}

/* Where the `end` is missing, what else is missing may follow behind. */
static void check_needs(Parse *p, const Node *block)
{
    if (p->end_put)
        return;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        int token = needs[i].item_token;
        if (needs[i].block != block->kind || node_find(block, needs[i].item))
            continue;
        diag_add(p->diag, DIAG_E0208, block->name_span, token_words(p->diag, needs[i].block_token),
                 token == TOKEN_DEFINE ? "=" : token_words(p->diag, token), NULL);
    }
}

Node *build_check(Parse *p, Node *block)
{
    check_once(p, block);
    check_needs(p, block);
    for (const Node *field = node_find(block, NODE_FIELD); field;
         field = node_next(field, NODE_FIELD))
        check_once(p, field);
    return block;
}
