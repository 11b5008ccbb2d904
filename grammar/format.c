/* The canonical layout: a block an item a line, short blocks on one line, blank lines between. */
#include "grammar/format.h"
#include "grammar/order.h"
#include "grammar/parser.h"

enum { INDENT = 2, SHORT = 100, SHORT_ROWS = 3, SHORT_FIELDS = 2 };

/* A block: its keyword, and the items that stand on its first line. */
typedef struct BlockRow {
    NodeKind kind;
    int token;
    bool may_be_short; /* on one line, when it fits */
    NodeKind head[5];
} BlockRow;

static const BlockRow block_rows[] = {
    {NODE_REGULATION, TOKEN_REGULATION, true, {NODE_BOOK}},
    {NODE_SUBJECT, TOKEN_SUBJECT, false, {NODE_TITLE}},
    {NODE_EVENT, TOKEN_EVENT, true, {NODE_TITLE}},
    {NODE_EVERY_EVENT, TOKEN_EVERY_EVENT, false, {NODE_TITLE}},
    {NODE_PERIOD, TOKEN_PERIOD, true, {NODE_OF}},
    {NODE_SEASONS, TOKEN_PERIOD, true, {NODE_TITLE}},
    {NODE_LET, TOKEN_LET, true, {NODE_TITLE, NODE_FORMULA}},
    {NODE_TABLE, TOKEN_TABLE, true, {NODE_TITLE, NODE_BY}},
    {NODE_SECTION, TOKEN_SECTION, true, {NODE_TITLE, NODE_OF, NODE_EACH, NODE_BASE, NODE_PRO_RATA}},
    {NODE_RULE, TOKEN_RULE, false, {NODE_TITLE}},
    {NODE_SELECTION, TOKEN_SELECTION, false, {NODE_TITLE}},
    {NODE_SCORE, TOKEN_SCORE, true, {NODE_TITLE, NODE_OF, NODE_EACH}},
    {NODE_RANK, TOKEN_RANK, true, {NODE_TITLE, NODE_OF}},
    {NODE_GRADE, TOKEN_GRADE, false, {NODE_TITLE, NODE_OF, NODE_BY, NODE_WITHIN}},
    {NODE_UNSCORED, TOKEN_UNSCORED, true, {NODE_TITLE}},
    {NODE_AMENDMENT, TOKEN_AMENDMENT, false, {NODE_BOOK, NODE_FROM, NODE_RECORDED, NODE_CLOSED}},
    {NODE_SUPPOSE, TOKEN_SUPPOSE, false, {NODE_TITLE}},
    {NODE_TEST, TOKEN_TEST, false, {NODE_TITLE}},
};

static const BlockRow *block_row(NodeKind kind)
{
    for (size_t i = 0; i < sizeof block_rows / sizeof *block_rows; i++)
        if (block_rows[i].kind == kind)
            return &block_rows[i];
    return NULL;
}

static bool is_in_head(const BlockRow *row, NodeKind kind)
{
    for (size_t i = 0; i < sizeof row->head / sizeof *row->head; i++)
        if (row->head[i] == kind && kind != NODE_NUMBER)
            return true;
    return false;
}

static void put_head_item(Format *f, const Node *item)
{
    if (item->kind == NODE_TITLE)
        put_text(f, item->name);
    else if (!put_item(f, item))
        put_literal(f, item);
}

/* period fortnight each 14 days from 2024-01-01 */
static void put_cycle(Format *f, const Node *period)
{
    const Node *length = node_find(period, NODE_QUANTITY);
    put_word(f, TOKEN_EACH);
    put_literal(f, length);
    put_word(f, TOKEN_FROM);
    put_literal(f, length->next);
}

static void put_head(Format *f, const Node *block, const BlockRow *row)
{
    line_head(f, block);
    put_word(f, row->token);
    if (block->name.size)
        put_dn(f, block);
    for (const Node *item = order_first(block); item; item = order_next(block, item))
        if (is_in_head(row, item->kind))
            put_head_item(f, item);
    if (block->kind == NODE_PERIOD)
        put_cycle(f, block);
}

/* change late_rule: deduct 2 points from duty */
static void put_change(Format *f, const Node *change)
{
    line_head(f, change);
    put_word(f, TOKEN_CHANGE);
    put_name(f, change->name);
    put_before(f, ":");
    f->indent += INDENT;
    for (const Node *item = order_first(change); item; item = order_next(change, item))
        put_rule_item(f, item);
    f->indent -= INDENT;
}

static void put_line(Format *f, const Node *block, const Node *item)
{
    if (item->kind == NODE_CHANGE)
        put_change(f, item);
    else if (block_row(item->kind))
        put_block(f, item);
    else if (block->kind == NODE_RULE)
        put_rule_item(f, item);
    else {
        line_item(f, item);
        if (!put_statement_line(f, item))
            put_item(f, item);
    }
}

void put_block(Format *f, const Node *block)
{
    const BlockRow *row = block_row(block->kind);
    put_head(f, block, row);
    f->indent += INDENT;
    if (block->kind != NODE_PERIOD)
        for (const Node *item = order_first(block); item; item = order_next(block, item))
            if (!is_in_head(row, item->kind))
                put_line(f, block, item);
    f->indent -= INDENT;
    line_end(f, block);
}

static bool has_comments(const Format *f, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        const Line *line = &f->lines[i];
        if ((i > first && line->leading) || (i + 1 < first + count && line->trailing))
            return true;
    }
    return false;
}

/* Whether a block is as short as to be read at a glance. */
static bool is_short(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_EVENT:
        return node_count(node, NODE_FIELD) <= SHORT_FIELDS &&
               !(node_find(node, NODE_TITLE) && node_find(node, NODE_FIELD));
    case NODE_TABLE:
        return node_count(node, NODE_ROW) <= SHORT_ROWS;
    case NODE_SCORE:
        return !node_find(node, NODE_FLOOR) && !node_find(node, NODE_CAP) &&
               !node_find(node, NODE_ROUNDED) && !node_find(node, NODE_CITE);
    default:
        return true;
    }
}

static bool fits_one_line(const Format *f, const Node *node, size_t first, size_t count)
{
    const BlockRow *row = block_row(node->kind);
    if (count == 1)
        return true;
    return row && row->may_be_short && is_short(node) && !has_comments(f, first, count) &&
           lines_width(f, first, count) <= SHORT;
}

/* A change of one item stands on one line. */
static size_t joined_count(const Format *f, size_t at, size_t end)
{
    const Line *lines = f->lines;
    bool is_change = f->pieces[lines[at].first + lines[at].count - 1].glue_before &&
                     text_is(f->pieces[lines[at].first + lines[at].count - 1].text, ":");
    bool single = at + 1 < end && lines[at + 1].indent > lines[at].indent &&
                  (at + 2 >= end || lines[at + 2].indent <= lines[at].indent);
    return is_change && single && !has_comments(f, at, 2) ? 2 : 1;
}

static void write_lines(const Format *f, size_t first, size_t count, Output *out)
{
    for (size_t at = first, step; at < first + count; at += step) {
        step = joined_count(f, at, first + count);
        lines_write(f, at, step, true, out);
    }
}

typedef struct Statement {
    const Node *node;
    size_t first, count; /* of lines */
} Statement;

/* Short declarations of one kind stand together; so do queries and run statements. */
static bool stand_together(const Format *f, const Statement *above, const Statement *below)
{
    NodeKind a = above->node->kind, b = below->node->kind;
    bool lines = !block_row(a) && !block_row(b);
    return (a == b || lines) && fits_one_line(f, above->node, above->first, above->count) &&
           fits_one_line(f, below->node, below->first, below->count) &&
           !f->lines[below->first].leading;
}

static void write_statements(const Format *f, const Statement *statements, size_t count,
                             Output *out)
{
    for (size_t i = 0; i < count; i++) {
        const Statement *now = &statements[i];
        if (i > 0 && !stand_together(f, now - 1, now))
            output_char(out, '\n');
        if (fits_one_line(f, now->node, now->first, now->count))
            lines_write(f, now->first, now->count, true, out);
        else
            write_lines(f, now->first, now->count, out);
    }
}

static Statement put_statement(Format *f, const Node *node)
{
    Statement statement = {node, f->line_count, 0};
    if (block_row(node->kind))
        put_block(f, node);
    else {
        line_item(f, node);
        put_statement_line(f, node);
    }
    statement.count = f->line_count - statement.first;
    return statement;
}

/* Each comment goes to the statement it stands in, behind, or else before; those behind the last
 * statement, on lines of their own, stay at the end: their number is returned. */
static size_t attach_comments(Format *f, const Statement *statements, size_t count,
                              Comment *comments, size_t comment_count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const Node *node = statements[i].node, *next = i + 1 < count ? node->next : NULL;
        size_t from = at;
        while (at < comment_count &&
               (comments[at].at < node->span.end ||
                (!comments[at].own_line && (!next || comments[at].at < next->span.start))))
            at++;
        comments_attach(f, statements[i].first, statements[i].count, comments + from, at - from);
    }
    return comment_count - at;
}

static void write_rest(const Comment *comments, size_t count, bool after, Output *out)
{
    if (count && after)
        output_char(out, '\n');
    for (size_t i = 0; i < count; i++)
        comment_write(&comments[i], 0, i + 1 < count && comments[i].blank_after, out);
}

void ast_format(const Node *file, Text source, Language language, Output *out)
{
    Arena *arena = arena_new(0);
    Format f = {.arena = arena, .keywords = keywords_new(arena), .language = language};
    size_t count = 0, comment_count, rest;
    for (const Node *node = file->first; node; node = node->next)
        count++;
    Statement *statements = arena_alloc(arena, (count + 1) * sizeof *statements);
    size_t at = 0;
    for (const Node *node = file->first; node; node = node->next)
        statements[at++] = put_statement(&f, node);
    Comment *comments = comments_find(arena, source, &comment_count);
    rest = attach_comments(&f, statements, count, comments, comment_count);
    quote_names(&f);
    write_statements(&f, statements, count, out);
    write_rest(comments + comment_count - rest, rest, count > 0, out);
    arena_free(arena);
}
