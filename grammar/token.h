/* Tokens on their way to the parser: scanner → joiner of phrases → push parser. */
#ifndef MERIT_GRAMMAR_TOKEN_H
#define MERIT_GRAMMAR_TOKEN_H

#include "grammar/source.h"
#include "grammar/words.h"

typedef struct Token {
    int kind;     /* TOKEN_… of the parser; TOKEN_GRAMMAR_error when it was reported already */
    bool is_word; /* an unquoted word: may be part of a keyword */
    bool starts_line;  /* nothing but blanks before it on its line */
    Text field;        /* of a quantity: its unit where that could be a field's name too */
    uint8_t unit, per; /* of a quantity */
    Span span;         /* in the original source */
    Text text;         /* a word, a number's spelling, the contents of quotes; in the arena */
} Token;

typedef struct Scanner {
    Arena *arena;
    Diag *diag;
    Source source;
    void *flex;
    size_t unknown_end; /* where the last unknown character ended */
    Token token;        /* being built */
} Scanner;

/* False when the source is refused, which has then been reported. */
bool scanner_open(Scanner *scanner, Arena *arena, Diag *diag, uint32_t source);
void scanner_close(Scanner *scanner);
/* The end of the source is a token too (TOKEN_FILE_END). */
Token scanner_next(Scanner *scanner);

/* Takes the longest keyword of up to PHRASE_WORDS words, across line breaks and comments. */
typedef struct Joiner {
    Scanner *scanner;
    const Keywords *keywords;
    Token ahead[PHRASE_WORDS];
    size_t count;
} Joiner;
Token joiner_next(Joiner *joiner);

/* Called by the scanner's rules (scan.c). */
int scan_word(Scanner *scanner, Text text);
int scan_quantity(Scanner *scanner, Text text, size_t *used);
int scan_date(Scanner *scanner, Text text);
int scan_period(Scanner *scanner, Text text);
int scan_clause(Scanner *scanner, Text text);
int scan_quoted(Scanner *scanner, int kind, Text text, size_t open, size_t close);
int scan_unclosed(Scanner *scanner, Text text);
int scan_unknown(Scanner *scanner, Text text);

#endif
