/* Parsing what may go on, and nobody hears of its errors. */
#include "repl/shell/look.h"

#include <string.h>

#include "grammar/parser.h"
#include "grammar/source.h"
#include "grammar/words.h"
#include "repl/statement.h"

static LookState state_of(const Typing *typing, size_t errors, size_t statements)
{
    if (typing->is_cut)
        return LOOK_MORE;
    if (errors > 0)
        return LOOK_WRONG;
    return statements > 0 ? LOOK_WHOLE : LOOK_EMPTY;
}

Look look_at(Text text)
{
    Look look = {0};
    Typing typing;
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT(""), text);
    const Node *file = parse_typing(arena, diag, source, &typing);
    for (const Node *node = file->first; node != NULL; node = node->next) {
        look.statements++;
        look.declarations += statement_role(node) == ROLE_DECLARATION;
    }
    look.is_block = typing.is_open;
    for (size_t i = 0; i < typing.token_count; i++)
        look.may_end |= typing.is_open && typing.tokens[i] == TOKEN_END;
    look.is_no_word = typing.first != 0 && keyword_spelling(typing.first, LANG_EN, 0).size == 0;
    look.state = state_of(&typing, diag_errors(diag), look.statements);
    if (typing.first != 0)
        look.open = text_slice(text, typing.open.start, typing.open.end);
    diag_free(diag);
    arena_free(arena);
    return look;
}

static size_t character_size(Text text, size_t at)
{
    size_t end = at;
    utf8_next(text, &end);
    return end - at;
}

/* Bytes of a `;` as either keyboard writes it. */
static size_t semicolon_size(Text text, size_t at)
{
    Text rest = text_slice(text, at, text.size);
    return text_starts(rest, ";") ? 1 : text_starts(rest, "；") ? strlen("；") : 0;
}

bool look_ends(char *text, size_t size)
{
    bool is_ended = false;
    Text whole = {text, size};
    Quoting now = {.region = REGION_CODE};
    for (size_t at = 0, width; at < size; at += width) {
        width = character_size(whole, at);
        Quoting next = quoting_next(now, text + at, width);
        bool is_code = now.region == REGION_CODE && next.region == REGION_CODE;
        bool is_blank = strchr(" \t\r\n", text[at]) != NULL;
        if (is_code && semicolon_size(whole, at) > 0) {
            memset(text + at, ' ', width);
            is_ended = true;
        } else if (!is_blank && next.region != REGION_COMMENT) {
            is_ended = false;
        }
        now = next;
    }
    return is_ended;
}

Text look_only(Arena *arena, Text text, size_t from, size_t to)
{
    char *copy = arena_alloc(arena, text.size + 1);
    size_t used = 0;
    for (size_t at = 0, size; at < text.size; at += size) {
        size = character_size(text, at);
        if (at >= from && at < to) {
            memcpy(copy + used, text.at + at, size);
            used += size;
        } else {
            copy[used++] = text.at[at] == '\n' ? '\n' : ' ';
        }
    }
    return (Text){copy, used};
}
