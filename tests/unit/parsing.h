/* Shared by the tests of the grammar: small sources, their tokens, trees, codes and canonical text.
 */
#ifndef MERIT_TESTS_PARSING_H
#define MERIT_TESTS_PARSING_H

#include "grammar/ast.h"

typedef struct Parsed {
    Diag *diag;
    Arena *arena;
    uint32_t source;
    Node *tree;
} Parsed;

Parsed parsed_text(Text text);
Parsed parsed(const char *text);
void parsed_free(Parsed *parse);

/* What `merit lex` and `merit ast` print; the tree's first line, "file", is left out. */
void assert_tokens(const char *text, const char *expected);
void assert_tree(const char *text, const char *expected);
/* Both parse without a diagnostic, to equal trees. */
void assert_same_tree(const char *one, const char *other);
/* The codes of all diagnostics, with blanks between: "E0201 E0207"; "" for none. */
void assert_codes(const char *text, const char *expected);
/* The whole message of the only diagnostic, in English. */
void assert_message(const char *text, const char *expected);
/* The canonical layout; it parses to an equal tree, and is its own canonical layout. */
void assert_layout(const char *text, Language language, const char *expected);

#endif
