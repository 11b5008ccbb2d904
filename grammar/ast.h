/* The tree as it was written: one kind of node, a fixed schema a kind.
 *
 * name  is the node's own word or spelling, alias the second name of `a/b` (or a quantity's unit).
 * Children are a list in the order written. Items of a block are children; what an item holds is
 * in its own children. The schema is in ast.def: one row a kind.
 */
#ifndef MERIT_GRAMMAR_AST_H
#define MERIT_GRAMMAR_AST_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

typedef enum NodeKind {
#define NODE(kind, label) NODE_##kind,
#include "grammar/ast.def"
#undef NODE
    NODE_KINDS
} NodeKind;

typedef enum UnitWord {
    UNIT_WORD_NONE,
#define UNIT_WORD(name, en, zh) UNIT_WORD_##name,
#include "grammar/units.def"
#undef UNIT_WORD
    UNIT_WORDS
} UnitWord;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    Span span;
    Span name_span;    /* of the name within it; the whole span for leaves and nameless nodes */
    uint16_t depth;    /* 1 + that of the deepest child; bounded by AST_DEPTH */
    uint8_t op;        /* of BINARY, COMPARE, AGGREGATE, ROUND_TO …: an AstOp */
    uint8_t unit, per; /* QUANTITY: UnitWord of `2 points`, and of the divisor in `20 yuan/point` */
    Text name, alias;
    Node *first, *last, *next;
};

enum { AST_DEPTH = 200 };

typedef enum AstOp {
    OP_NONE,
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_NEG,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_IS,
    OP_IS_NOT,
    OP_AT_LEAST,
    OP_AT_MOST,
    OP_ABOVE,
    OP_BELOW,
    OP_TOTAL,
    OP_COUNT,
    OP_AVERAGE,
    OP_MEDIAN,
    OP_LOWEST,
    OP_HIGHEST,
    OP_SHARE,
    OP_COUNTBACK,
    OP_HEAD_TO_HEAD,
    OP_HALF_UP,
    OP_HALF_EVEN,
    OP_UP,
    OP_DOWN,
    OP_TIES_SHARE,
    OP_TIES_DENSE,
    OP_TIES_OUT,
    OP_TIES_IN,
    OP_REACHING,
    OP_EVERY,
    OP_BEYOND,
    OP_ADJUST,
    OP_STAND,
    OP_BEST,
    OP_WORST,
    AST_OPS
} AstOp;

/* A parsed file: FILE with its declarations and queries as children; NULL only without memory.
 * Success is "no new diagnostic", not the value. `source` is registered with diag. */
Node *parse_source(Arena *arena, Diag *diag, uint32_t source);

/* The constructors count depth and report its bound once (E0206). */
Node *node_new(Arena *arena, NodeKind kind, Span span);
Node *node_add(Node *parent, Node *child);                /* appends; returns parent */
const Node *node_find(const Node *parent, NodeKind kind); /* first child of that kind, or NULL */
const Node *node_next(const Node *node, NodeKind kind);   /* next sibling of that kind, or NULL */
size_t node_count(const Node *parent, NodeKind kind);
const char *node_label(NodeKind kind); /* "rule", "deduct" … as `merit ast` prints */
bool node_shares_name(const Node *a, const Node *b); /* one of either's two */
/* Equal but for spans, the language of keywords and units, layout and the order of a block's items.
 */
bool node_equal(const Node *a, const Node *b);

/* One node a line, indented: the golden form of `merit ast`. */
void ast_print(const Node *file, Output *out);
/* Canonical layout in either keyword language, comments kept. Idempotent. */
void ast_format(const Node *file, Text source, Language language, Output *out);
/* The tokens of a source, one a line: `merit lex`. */
void lex_print(Arena *arena, Diag *diag, uint32_t source, Output *out);

#endif
