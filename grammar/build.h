/* What the grammar's actions call: one constructor for each shape of node, and the parse they
 * serve. */
#ifndef MERIT_GRAMMAR_BUILD_H
#define MERIT_GRAMMAR_BUILD_H

#include "grammar/ast.h"
#include "grammar/token.h"

/* A block that stands open: what the error for a missing `end` points at. */
typedef struct OpenBlock {
    int token;
    Span span;
} OpenBlock;

enum { OPEN_BLOCKS = 2 }; /* a declaration inside an amendment */

typedef struct Parse {
    Arena *arena;
    Diag *diag;
    const Keywords *keywords;
    Node *file;
    Token token, previous, earlier; /* being pushed, and the two before it */
    OpenBlock open[OPEN_BLOCKS];
    size_t open_count;
    int next;       /* the kind of the token behind it */
    bool condition; /* behind where, unless, for or if: where `beyond` is no counter */
    bool end_put;   /* the `end` being pushed was not written */
    bool in_given;  /* where `2 days = 3` is a number and a field */
    bool too_deep;  /* said once */
    bool gave_up;   /* the parser's stack was full: the rest is not read */
    bool broken;    /* an error was reported since the last statement ended well */
    Token begin;    /* the first one of the statement that is not complete; FILE_END: none is */
    const Node *complete;  /* the last statement that is */
    struct Typing *typing; /* what the end of the source leaves open; NULL: nobody asks */
} Parse;

/* Children that are NULL are left out; bags among them (see BAG) give their own children. */
#define MAKE(kind, span, ...)        build(p, NODE_##kind, OP_NONE, span, KIDS(__VA_ARGS__))
#define MAKE_OP(kind, op, span, ...) build(p, NODE_##kind, OP_##op, span, KIDS(__VA_ARGS__))
/* The node takes name and alias of `from`, which is a NAME or another leaf. */
#define MAKE_NAMED(kind, span, from, ...) build_name(p, MAKE(kind, span, ##__VA_ARGS__), from)
#define MAKE_NAMED_OP(kind, op, span, from, ...)                                                   \
    build_name(p, MAKE_OP(kind, op, span, ##__VA_ARGS__), from)
/* A node that is complete: its items are looked through for what stands twice or is missing. */
#define BLOCK(kind, span, from, ...)                                                               \
    build_check(p, build_name(p, MAKE(kind, span, ##__VA_ARGS__), from))
#define EXTEND(node, span, ...) build_extend(p, node, span, KIDS(__VA_ARGS__))
/* A list on its way to its parent: a node of kind FILE that never stays in the tree. */
#define BAG(...)          build(p, NODE_FILE, OP_NONE, (Span){0}, KIDS(__VA_ARGS__))
#define BAG_ADD(bag, ...) build_extend(p, bag, (Span){0}, KIDS(__VA_ARGS__))
/* From the first of two places to the second. */
#define SPAN(from, to) ((Span){(from).source, (from).start, (to).end})
#define KIDS(...)                                                                                  \
    (Node *[]){NULL, ##__VA_ARGS__}, sizeof((Node *[]){NULL, ##__VA_ARGS__}) / sizeof(Node *)

Node *build(Parse *p, NodeKind kind, AstOp op, Span span, Node **kids, size_t count);
Node *build_extend(Parse *p, Node *node, Span span, Node **kids, size_t count);
Node *build_name(Parse *p, Node *node, const Node *from);
Node *build_alias(Parse *p, Node *name, const Node *alias, Span span);
Node *build_id(Parse *p, Node *entity, const Node *part, Span span); /* E1018-02: glued again */
Node *build_relabel(Node *leaf, NodeKind kind); /* the same leaf as another kind */
/* once.c: reports items that stand twice, and those that the block cannot do without. */
Node *build_check(Parse *p, Node *block);
void build_too_deep(Parse *p, Span span);
void build_statement(Parse *p, Node *statement); /* to the file; NULL after an error */
Node *build_leaf(Parse *p, const Token *token);  /* of a token with a value, else NULL */

/* The parser met a token that cannot stand here (syntax_error.c). */
typedef struct Expected {
    const int *tokens;
    size_t count;
} Expected;
bool makes_name(int next); /* a token behind a word that makes it a name: `:`, `=`, `/` … */
bool expects(Expected expected, int token);
/* The first spelling of a keyword, or what a token is, in both languages for a diagnostic. */
const char *token_words(Diag *diag, int token);
void syntax_error(Parse *p, Expected expected);
/* The number when the word behind it begins with 百, 千, 万 or 亿, which is cut off the word. */
Text slip_scaled(Arena *arena, Text number, Text *word);
bool syntax_slip(Parse *p, Expected expected); /* slips.c: an everyday word for a keyword */
void syntax_end_missing(Parse *p, Span before);

#endif
