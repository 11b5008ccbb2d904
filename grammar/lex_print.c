/* `merit lex`: the tokens as the parser gets them, keywords joined, one a line. */
#include "grammar/ast.h"
#include "grammar/parser.h"
#include "grammar/token.h"

typedef struct KindRow {
    int token;
    const char *label;
} KindRow;

static const KindRow kinds[] = {
    {TOKEN_NAME, "name"},
    {TOKEN_NUMBER, "number"},
    {TOKEN_QUANTITY, "quantity"},
    {TOKEN_DATE, "date"},
    {TOKEN_PERIOD_LITERAL, "period"},
    {TOKEN_TEXT, "text"},
    {TOKEN_BOOK, "book"},
    {TOKEN_CLAUSE, "clause"},
    {TOKEN_FILE_END, "end of file"},
    {TOKEN_GRAMMAR_error, "error"},
};

static const char *kind_label(int token)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].token == token)
            return kinds[i].label;
    return keyword_spelling(token, LANG_EN, 0).size ? "word" : "sign";
}

static void print_text(Output *out, const Token *token, Text source)
{
    Text word = keyword_spelling(token->kind, LANG_EN, 0);
    if (word.size)
        output_text(out, word);
    else if (token->kind == TOKEN_TEXT)
        output_json(out, token->text);
    else if (token->text.size)
        output_text(out, token->text);
    else
        output_text(out, text_slice(source, token->span.start, token->span.end));
    if (token->unit == UNIT_WORD_NONE)
        return;
    output_char(out, ' ');
    output_text(out, unit_spelling(token->unit, LANG_EN, token->per != UNIT_WORD_NONE));
    if (token->per != UNIT_WORD_NONE) {
        output_char(out, '/');
        output_text(out, unit_spelling(token->per, LANG_EN, true));
    }
}

void lex_print(Arena *arena, Diag *diag, uint32_t source, Output *out)
{
    Scanner scanner;
    if (!scanner_open(&scanner, arena, diag, source))
        return;
    Joiner joiner = {.scanner = &scanner, .keywords = keywords_new(arena)};
    Token token = joiner_next(&joiner);
    for (; token.kind != TOKEN_FILE_END; token = joiner_next(&joiner)) {
        output_string(out, kind_label(token.kind));
        output_char(out, ' ');
        print_text(out, &token, diag_source_text(diag, source));
        output_char(out, '\n');
    }
    scanner_close(&scanner);
}
