/* Inside the formatter: pieces of text on lines, put there by the kinds of nodes. */
#ifndef MERIT_GRAMMAR_FORMAT_H
#define MERIT_GRAMMAR_FORMAT_H

#include "grammar/ast.h"
#include "grammar/words.h"

/* A word, sign or literal. Names are quoted when they are written, by what stands beside them. */
typedef enum PieceKind { PIECE_WORD, PIECE_NAME, PIECE_NUMBER, PIECE_OTHER } PieceKind;
typedef struct Piece {
    PieceKind kind;
    bool glue_before, glue_after; /* no blank on that side */
    bool quoted;                  /* decided when all pieces are known */
    Text text;
} Piece;

typedef struct Comment {
    Text text;            /* from the # to the end of the line */
    uint32_t at;          /* offset in the source */
    bool own_line;        /* nothing before it on its line */
    bool blank_after;     /* an empty line follows */
    struct Comment *next; /* of the same place */
} Comment;

/* A line of the canonical layout, and the comments that go with it. */
typedef struct Line {
    size_t first, count; /* of pieces */
    uint32_t indent;
    bool closes;         /* the `end` of a block */
    uint32_t start, end; /* the source it stands for; end = start for the head of a block */
    Comment *leading, *trailing;
} Line;

typedef struct Format {
    Arena *arena;
    const Keywords *keywords;
    Language language;
    Piece *pieces;
    size_t piece_count, piece_room;
    Line *lines;
    size_t line_count, line_room;
    uint32_t indent;
} Format;

/* layout.c: lines and pieces. */
void line_start(Format *f, uint32_t start, uint32_t end);
void line_item(Format *f, const Node *item); /* a line that stands for the whole item */
void line_head(Format *f, const Node *block);
void line_end(Format *f, const Node *block); /* its `end` */
void put_word(Format *f, int token);
void put_spelling(Format *f, int token, size_t index); /* not the first spelling of a token */
void put_name(Format *f, Text name);
void put_calendar(Format *f, Text name);  /* month, 月 …: in the language that is printed */
void put_dn(Format *f, const Node *node); /* name/alias */
void put_sign(Format *f, const char *sign);
void put_glued(Format *f, const char *sign);  /* without a blank on either side */
void put_before(Format *f, const char *sign); /* no blank before: , : ) ] */
void put_after(Format *f, const char *sign);  /* no blank after: ( and unary - */
void put_piece(Format *f, PieceKind kind, Text text);
void quote_names(Format *f);                                     /* once all pieces are put */
size_t lines_width(const Format *f, size_t first, size_t count); /* written as one line */
void comment_write(const Comment *comment, uint32_t indent, bool blank_after, Output *out);
void lines_write(const Format *f, size_t first, size_t count, bool joined, Output *out);

/* comments.c: all comments of a source in order, and the lines they go with. */
Comment *comments_find(Arena *arena, Text source, size_t *count);
void comments_attach(Format *f, size_t first, size_t count, Comment *comments,
                     size_t comment_count);

/* format_value.c: literals, names, texts; format_expr.c: expressions, windows, periods. */
typedef enum Precedence {
    PRECEDENCE_OR,
    PRECEDENCE_AND,
    PRECEDENCE_NOT,
    PRECEDENCE_COMPARE,
    PRECEDENCE_ARITH, /* what stands where an amount is wanted */
    PRECEDENCE_SUM,
    PRECEDENCE_PRODUCT,
    PRECEDENCE_UNARY,
    PRECEDENCE_PRIMARY,
    PRECEDENCE_BRACKETS /* brackets around anything */
} Precedence;
void put_expr(Format *f, const Node *node, Precedence least);
void put_literal(Format *f, const Node *node);
void put_text(Format *f, Text text);
void put_path(Format *f, const Node *path);
void put_list(Format *f, const Node *first, NodeKind kind); /* NAME, PATH or TEXT, with commas */
void put_and(Format *f);                                    /* of `between a and b` */
void put_amount(Format *f, const Node *amount);
void put_in(Format *f, const Node *in); /* IN with a window or a period; NULL for none */
void put_period(Format *f, const Node *period);
void put_where(Format *f, const Node *where); /* NULL for none */
void put_entity(Format *f, const Node *entity);

/* format_rule.c: what stands in rules; format_test.c: changes, tests, queries, scripts. */
void put_rule_item(Format *f, const Node *item);
void put_effect(Format *f, const Node *effect);
bool put_item(Format *f, const Node *item);   /* an item of any block but rules; false: none */
void put_block(Format *f, const Node *block); /* all its lines */
/* format_query.c; false: it is something else. */
bool put_query(Format *f, const Node *node);
bool put_change_line(Format *f, const Node *node);
void put_assigns(Format *f, const Node *given);
bool put_statement_line(Format *f, const Node *node); /* given, expect, show …; false: none */

#endif
