/* The parse: tokens are pushed one by one, and an `end` that was forgotten is put in its place. */
#include "grammar/build.h"
#include "grammar/parser.h"
#include "grammar/typing.h"

enum {
    ERRORS_MAX = 100, /* then the rest of the source is not read */
    TOKENS_MAX = 256,
    PARSER_IS_FULL = 2 /* what the parser returns when its stack may not grow */
};

static bool is_block_opener(int token)
{
    static const int openers[] = {TOKEN_REGULATION, TOKEN_SUBJECT,   TOKEN_EVENT,   TOKEN_PERIOD,
                                  TOKEN_LET,        TOKEN_TABLE,     TOKEN_SECTION, TOKEN_RULE,
                                  TOKEN_SELECTION,  TOKEN_SCORE,     TOKEN_RANK,    TOKEN_GRADE,
                                  TOKEN_UNSCORED,   TOKEN_AMENDMENT, TOKEN_SUPPOSE, TOKEN_TEST,
                                  TOKEN_EVERY_EVENT};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (token == openers[i])
            return true;
    return false;
}

static bool is_line_statement(int token)
{
    static const int starters[] = {TOKEN_SHOW,     TOKEN_WHY,    TOKEN_LIST,  TOKEN_USE,
                                   TOKEN_ROSTER,   TOKEN_EVENTS, TOKEN_INPUT, TOKEN_ACCEPT,
                                   TOKEN_WHY_NOT,  TOKEN_NEAR,   TOKEN_SLIP,  TOKEN_CHECK,
                                   TOKEN_BULLETIN, TOKEN_COMPARE};
    for (size_t i = 0; i < sizeof starters / sizeof *starters; i++)
        if (token == starters[i])
            return true;
    return false;
}

static void push(Parse *p, grammar_pstate *state, const Token *token)
{
    Node *leaf = build_leaf(p, token);
    Span span = token->span;
    p->token = *token;
    if (token->kind == TOKEN_GRAMMAR_error)
        p->broken = true;
    p->gave_up |= grammar_push_parse(state, token->kind, &leaf, &span, p) == PARSER_IS_FULL;
    p->earlier = p->previous;
    p->previous = *token;
}

/* `given … count = 2 days = 3`: what looks like a quantity is a number and the next field. */
static void push_number_and_field(Parse *p, grammar_pstate *state, const Token *quantity)
{
    Token number = *quantity, field = *quantity;
    uint32_t at = quantity->span.end - (uint32_t)quantity->field.size;
    number.kind = TOKEN_NUMBER;
    number.span.end = at;
    field.kind = TOKEN_NAME;
    field.text = quantity->field;
    field.span.start = at;
    number.unit = number.per = field.unit = field.per = UNIT_WORD_NONE;
    push(p, state, &number);
    push(p, state, &field);
}

/* The statement `given` goes on while names, values and `=` follow. */
static void note_given(Parse *p, int token)
{
    bool goes_on = token <= TOKEN_TEXT || token == TOKEN_DEFINE || token == TOKEN_MINUS ||
                   token == TOKEN_YES || token == TOKEN_NO;
    p->in_given = token == TOKEN_GIVEN || (p->in_given && goes_on);
}

static void note_condition(Parse *p, int token)
{
    if (token == TOKEN_WHERE || token == TOKEN_UNLESS || token == TOKEN_FOR || token == TOKEN_IF)
        p->condition = true;
    else if (token == TOKEN_WHEN || token == TOKEN_END)
        p->condition = false;
}

/* Declarations may stand inside amendments and suppositions. */
static bool is_inner_block(const Parse *p, int token)
{
    static const int inner[] = {TOKEN_RULE,  TOKEN_EVENT,    TOKEN_PERIOD, TOKEN_LET,
                                TOKEN_TABLE, TOKEN_SECTION,  TOKEN_SCORE,  TOKEN_RANK,
                                TOKEN_GRADE, TOKEN_SELECTION};
    int outer = p->open_count ? p->open[0].token : 0;
    if (outer != TOKEN_AMENDMENT && outer != TOKEN_SUPPOSE)
        return false;
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (token == inner[i])
            return true;
    return false;
}

/* After an error the parser waits for the end of the outer block: those inside are passed over. */
static bool is_passed_over(const Parse *p, const Token *token)
{
    return p->broken && token->kind == TOKEN_END && p->open_count == OPEN_BLOCKS;
}

static void note_block(Parse *p, const Token *token)
{
    if (token->kind == TOKEN_END) {
        p->open_count -= p->open_count > 0;
        if (!p->open_count)
            p->broken = false;
        return;
    }
    bool opens = p->open_count ? p->open_count < OPEN_BLOCKS && is_inner_block(p, token->kind)
                               : is_block_opener(token->kind);
    if (opens && (!p->broken || (p->open_count && token->starts_line)))
        p->open[p->open_count++] = (OpenBlock){token->kind, token->span};
}

static void push_end(Parse *p, grammar_pstate *state, Span before)
{
    Token end = {.kind = TOKEN_END, .span = {before.source, before.start, before.start}};
    p->end_put = true;
    push(p, state, &end);
    p->end_put = false;
    note_block(p, &end);
}

/* A statement that begins where only an `end` could stand shows that the `end` was forgotten. In
 * a statement that has an error already, only what begins a line is taken for a beginning. */
static void close_open_blocks(Parse *p, grammar_pstate *state, const Token *token)
{
    bool at_end = token->kind == TOKEN_FILE_END;
    if (!at_end && !is_block_opener(token->kind) && !is_line_statement(token->kind))
        return;
    if ((makes_name(p->next) && !at_end) || (p->broken && !at_end && !token->starts_line))
        return;
    if (p->broken && is_inner_block(p, token->kind))
        return;
    int tokens[TOKENS_MAX];
    for (size_t i = 0; i < OPEN_BLOCKS && (p->open_count || p->broken); i++) {
        Expected expected = {tokens, parser_expects(state, tokens, TOKENS_MAX)};
        if (expects(expected, token->kind) || !expects(expected, TOKEN_END))
            return;
        if (expects(expected, TOKEN_NAME) && !token->starts_line && !at_end)
            return;
        if (!p->broken)
            syntax_end_missing(p, token->span);
        push_end(p, state, token->span);
    }
}

/* Where the statement begins that the parser is in. */
static void note_begin(Parse *p, const Token *token)
{
    bool is_new = p->file->last != p->complete;
    bool is_behind = is_new && p->file->last->span.end > token->span.start;
    p->complete = p->file->last;
    if (is_behind)
        p->begin = (Token){0};
    else if (is_new || p->begin.kind == TOKEN_FILE_END)
        p->begin = *token;
}

static void note_typing(Parse *p, grammar_pstate *state)
{
    Typing *typing = p->typing;
    const OpenBlock *block = p->open_count > 0 ? &p->open[p->open_count - 1] : NULL;
    typing->is_open = block != NULL;
    typing->is_cut = !p->broken && !parser_may_end(state);
    typing->first = block != NULL ? block->token : p->begin.kind;
    typing->open = block != NULL ? block->span : p->begin.span;
    typing->previous = p->previous.kind;
    if (!p->broken)
        typing->token_count = parser_expects(state, typing->tokens, TYPING_TOKENS);
}

/* `where rule is late_rule`, `by section`: a column of records that is called as a keyword is. */
static bool is_column(const Parse *p, int token)
{
    bool is_compared = p->next == TOKEN_IS || p->next == TOKEN_IS_NOT || p->next == TOKEN_IS_ONE_OF;
    return (token == TOKEN_RULE || token == TOKEN_SECTION || token == TOKEN_EVENT) &&
           (is_compared || p->previous.kind == TOKEN_BY);
}

static void parse_tokens(Parse *p, Joiner *joiner)
{
    grammar_pstate *state = grammar_pstate_new();
    if (!state)
        memory_exhausted(0);
    size_t errors = diag_errors(p->diag);
    Token token, next = joiner_next(joiner);
    do {
        token = next;
        if (token.kind != TOKEN_FILE_END)
            next = joiner_next(joiner);
        p->next = next.kind;
        if (p->typing != NULL && token.kind == TOKEN_FILE_END)
            note_typing(p, state);
        if (is_column(p, token.kind))
            token.kind = TOKEN_NAME;
        close_open_blocks(p, state, &token);
        if (p->in_given && token.field.size && p->next == TOKEN_DEFINE)
            push_number_and_field(p, state, &token);
        else if (!is_passed_over(p, &token))
            push(p, state, &token);
        note_begin(p, &token);
        note_block(p, &token);
        note_given(p, token.kind);
        note_condition(p, token.kind);
    } while (token.kind != TOKEN_FILE_END && !p->gave_up &&
             diag_errors(p->diag) < errors + ERRORS_MAX);
    grammar_pstate_delete(state);
}

static Node *parse_whole(Arena *arena, Diag *diag, uint32_t source, Typing *typing)
{
    size_t size = diag_source_text(diag, source).size;
    Span all = {source, 0, size < UINT32_MAX ? (uint32_t)size : UINT32_MAX};
    Parse parse = {.arena = arena, .diag = diag, .keywords = keywords_new(arena), .typing = typing};
    parse.file = node_new(arena, NODE_FILE, all);
    Scanner scanner;
    if (scanner_open(&scanner, arena, diag, source)) {
        Joiner joiner = {.scanner = &scanner, .keywords = parse.keywords};
        parse_tokens(&parse, &joiner);
        scanner_close(&scanner);
    }
    return parse.file;
}

Node *parse_source(Arena *arena, Diag *diag, uint32_t source)
{
    return parse_whole(arena, diag, source, NULL);
}

Node *parse_typing(Arena *arena, Diag *diag, uint32_t source, Typing *out)
{
    *out = (Typing){0};
    return parse_whole(arena, diag, source, out);
}
