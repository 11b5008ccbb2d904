/* From the text in front of the cursor to what may follow. */
#include "repl/shell/complete.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/parser.h"
#include "grammar/source.h"
#include "grammar/words.h"
#include "repl/shell/dots.h"

/* ---- Offering ---- */

static bool begins(Text word, Text part)
{
    return word.size >= part.size && memcmp(word.at, part.at, part.size) == 0;
}

static bool is_offered(const Offers *offers, Text word)
{
    for (size_t i = 0; i < offers->out->count; i++)
        if (text_is(word, offers->out->at[i]))
            return true;
    return false;
}

/* Among very many (persons), each is there once: they are not compared. */
enum { COMPARED = 500 };

void offer(Offers *offers, Text word)
{
    Completion *out = offers->out;
    if (word.size == 0 || !begins(word, offers->part) ||
        (out->count < COMPARED && is_offered(offers, word)))
        return;
    if (out->count == offers->room) {
        offers->room = offers->room == 0 ? 64 : 2 * offers->room;
        out->at = memory_resize(out->at, offers->room * sizeof *out->at);
    }
    char *copy = memory_resize(NULL, word.size + 1);
    memcpy(copy, word.at, word.size);
    copy[word.size] = '\0';
    out->at[out->count++] = copy;
}

static bool is_chinese(Text word)
{
    size_t at = 0;
    return word.size > 0 && utf8_is_han(utf8_next(word, &at));
}

void offer_name(Offers *offers, Text name, Text alias)
{
    bool wants_chinese = offers->language == LANG_ZH;
    bool is_first = alias.size == 0 || is_chinese(name) == wants_chinese;
    Text first = is_first ? name : alias, second = is_first ? alias : name;
    if (begins(first, offers->part))
        offer(offers, first);
    else
        offer(offers, second);
}

/* ---- Keywords ---- */

/* The words in front of the one that is typed may be the beginning of a phrase: `at least`. */
typedef struct Phrase {
    Offers *offers;
    const Typing *typing;  /* in front of the phrase */
    const Typing *outside; /* what may begin a statement; NULL: one may begin here */
    Text words;            /* "at ", or empty */
    Language language;
    int last_token; /* one spelling each while nothing is typed */
} Phrase;

static bool is_expected(const Typing *typing, int token)
{
    for (size_t i = 0; i < typing->token_count; i++)
        if (typing->tokens[i] == token)
            return true;
    return false;
}

static void look_at_keyword(void *self, int token, Language language, Text spelling)
{
    Phrase *phrase = self;
    bool is_open = phrase->words.size > 0 || phrase->offers->part.size > 0;
    if (language != phrase->language || keyword_is_reserved(token) ||
        !is_expected(phrase->typing, token) ||
        (phrase->outside != NULL && is_expected(phrase->outside, token)) ||
        !begins(spelling, phrase->words) || (!is_open && token == phrase->last_token))
        return;
    phrase->last_token = token;
    offer(phrase->offers, text_slice(spelling, phrase->words.size, spelling.size));
}

static void read_typing(Arena *arena, Text before, Typing *typing)
{
    Diag *diag = diag_new(LANG_EN);
    parse_typing(arena, diag, diag_source(diag, TEXT(""), before), typing);
    diag_free(diag);
}

/* Where the word begins that stands in front of `at` and one blank; SIZE_MAX: there is none. */
static size_t word_before(Text text, size_t at)
{
    if (at == 0 || text.at[at - 1] != ' ')
        return SIZE_MAX;
    size_t from = at - 1;
    while (from > 0 && strchr(" \n\t", text.at[from - 1]) == NULL)
        from--;
    return from + 1 < at ? from : SIZE_MAX;
}

static void offer_keywords(Offers *offers, Arena *arena, Text before, const Typing *typing,
                           Language language)
{
    Typing outside;
    Phrase phrase = {.offers = offers, .typing = typing, .language = language, .words = TEXT("")};
    read_typing(arena, TEXT(""), &outside);
    phrase.outside = typing->first != 0 && !typing->is_cut ? &outside : NULL;
    size_t at = before.size;
    keywords_each(look_at_keyword, &phrase);
    for (int words = 1; words < PHRASE_WORDS; words++) {
        Typing earlier;
        at = word_before(before, at);
        if (at == SIZE_MAX)
            return;
        read_typing(arena, text_slice(before, 0, at), &earlier);
        phrase.typing = &earlier;
        phrase.words = text_slice(before, at, before.size);
        phrase.last_token = 0;
        keywords_each(look_at_keyword, &phrase);
    }
}

/* ---- Statements ---- */

/* Letters, digits and what is none of the signs between words. */
static bool is_of_word(int32_t code)
{
    static const char signs[] = " \t\n,:;=()[]+-*/.<>\"'`#|&!?{}";
    static const int32_t wide[] = {0x3000, 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF08, 0xFF09,
                                   0x201C, 0x201D, 0x300A, 0x300B, 0x300C, 0x300D, 0xFF1D, 0};
    if (code < 0x80)
        return code > 0 && strchr(signs, (char)code) == NULL;
    for (size_t i = 0; wide[i] != 0; i++)
        if (code == wide[i])
            return false;
    return true;
}

/* Where the word at the end begins; *in_quote: it stands in quotes, and begins behind the sign. */
static size_t word_start(Text text, bool *in_quote)
{
    size_t start = 0, quote = 0;
    Quoting now = {.region = REGION_CODE};
    for (size_t at = 0, end; at < text.size; at = end) {
        end = at;
        int32_t code = utf8_next(text, &end);
        Quoting next = quoting_next(now, text.at + at, end - at);
        if (now.region == REGION_CODE && next.region == REGION_QUOTE)
            quote = end;
        if (!is_of_word(code))
            start = end;
        now = next;
    }
    *in_quote = now.region == REGION_QUOTE;
    return now.region == REGION_QUOTE ? quote : now.region == REGION_COMMENT ? text.size : start;
}

static bool is_path_place(int token)
{
    return token == TOKEN_USE || token == TOKEN_ROSTER || token == TOKEN_EVENTS ||
           token == TOKEN_OUTPUT || token == TOKEN_COMMA;
}

static void offer_words(Shell *shell, Arena *arena, Text before, Offers *offers)
{
    Typing typing;
    Language own = shell->session->language;
    read_typing(arena, before, &typing);
    offers->language = own;
    offer_keywords(offers, arena, before, &typing, own);
    offer_names(offers, shell, &typing);
    if (offers->out->count == 0)
        offer_keywords(offers, arena, before, &typing, own == LANG_EN ? LANG_ZH : LANG_EN);
}

static void complete_statement(Shell *shell, Text line, Completion *out)
{
    bool in_quote;
    Arena *arena = arena_new(0);
    Text typed = {shell->typed.at, shell->typed.size};
    size_t start = word_start(line, &in_quote);
    Text before =
        text_from(arena_format(arena, "%.*s%s%.*s", (int)typed.size, typed.size > 0 ? typed.at : "",
                               typed.size > 0 ? "\n" : "", (int)start, line.at));
    out->start = start;
    Offers offers = {.out = out, .part = text_slice(line, start, line.size)};
    if (in_quote) {
        Typing typing;
        size_t sign = before.size; /* the quote itself is not read */
        while (sign > 0 && ((unsigned char)before.at[sign - 1] & 0xC0) == 0x80)
            sign--;
        read_typing(arena, text_slice(before, 0, sign > 0 ? sign - 1 : 0), &typing);
        out->is_path = is_path_place(typing.previous);
    } else {
        offer_words(shell, arena, before, &offers);
    }
    arena_free(arena);
}

/* ---- Commands with a dot ---- */

/* "[on|off]" */
static void offer_choices(Offers *offers, Text words)
{
    for (size_t from = 0, at = 0; at <= words.size; at++)
        if (at == words.size || strchr("[|]", words.at[at]) != NULL) {
            offer(offers, text_slice(words, from, at));
            from = at + 1;
        }
}

static void complete_dot_word(Shell *shell, const DotRow *row, Offers *offers)
{
    switch (row->takes) {
    case TAKES_NOTHING:
        break;
    case TAKES_PATH:
        offers->out->is_path = true;
        break;
    case TAKES_CHOICE:
        offer_choices(offers, text_from(row->words[LANG_EN]));
        break;
    case TAKES_NAME:
        offer_declared(offers, shell);
        break;
    case TAKES_INPUT:
        offers->out->is_partial = true;
        for (size_t i = 0; i < shell->desk.inputs.count; i++) {
            Arena *arena = shell->session->arena;
            const Input *input = &shell->desk.inputs.at[i];
            offer(offers,
                  text_from(arena_format(arena, "%.*s=", (int)input->name.size, input->name.at)));
        }
        break;
    case TAKES_SUPPOSED:
        for (size_t i = 0; i < shell->desk.supposed.count; i++)
            offer(offers, shell_supposed_name(shell, i));
        break;
    case TAKES_COMMAND:
        for (size_t i = 0; i < DOT_COUNT; i++)
            offer_name(offers, text_from(DOTS[i].name), text_from(DOTS[i].chinese));
        break;
    }
}

static void complete_dot(Shell *shell, Text line, Completion *out)
{
    size_t sign = dot_sign(line), end = sign;
    Language language = shell->session->language;
    while (end < line.size && line.at[end] != ' ')
        end++;
    if (end == line.size) {
        Offers offers = {out, 0, text_slice(line, sign, end), language};
        out->start = sign;
        for (size_t i = 0; i < DOT_COUNT; i++)
            offer_name(&offers, text_from(DOTS[i].name), text_from(DOTS[i].chinese));
        return;
    }
    size_t start = line.size;
    while (start > end && line.at[start - 1] != ' ')
        start--;
    const DotRow *row = dot_find(text_slice(line, 0, end));
    Offers offers = {out, 0, text_slice(line, start, line.size), language};
    out->start = start;
    if (row != NULL)
        complete_dot_word(shell, row, &offers);
}

void complete_line(void *context, Text line, Completion *out)
{
    Shell *shell = context;
    *out = (Completion){0};
    if (shell->typed.size == 0 && dot_sign(line) > 0)
        complete_dot(shell, line, out);
    else
        complete_statement(shell, line, out);
}
