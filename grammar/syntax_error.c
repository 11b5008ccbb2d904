/* What stood where it cannot stand: the likely slip first, else what could stand there. */
#include "grammar/build.h"

#include <assert.h>
#include <string.h>

#include "grammar/parser.h"

enum { OFFERED = 8 }; /* at most so many things are named as possible */

bool makes_name(int next)
{
    return next == TOKEN_COLON || next == TOKEN_DEFINE || next == TOKEN_SLASH ||
           next == TOKEN_DOT || next == TOKEN_COMMA;
}

bool expects(Expected expected, int token)
{
    for (size_t i = 0; i < expected.count; i++)
        if (expected.tokens[i] == token)
            return true;
    return false;
}

typedef struct SignRow {
    int token;
    const char *words; /* in both languages */
} SignRow;

static const SignRow signs[] = {
    {TOKEN_NAME, BOTH("a name", "名称")},
    {TOKEN_QUANTITY, BOTH("a quantity with its unit (2 points)", "带单位的数量（2分）")},
    {TOKEN_NUMBER, BOTH("a number", "数字")},
    {TOKEN_DATE, BOTH("a date (2018-10-01)", "日期（2018-10-01）")},
    {TOKEN_PERIOD_LITERAL, BOTH("a period (2018-10)", "期间（2018-10）")},
    {TOKEN_TEXT, BOTH("a text in quotes", "引号内的文字")},
    {TOKEN_BOOK, BOTH("a document 《…》", "文件名《…》")},
    {TOKEN_CLAUSE, BOTH("a clause §…", "条款号 §…")},
    {TOKEN_ARROW, "`→`"},
    {TOKEN_TO_KEY, "`..`"},
    {TOKEN_BELOW_KEY, "`..<`"},
    {TOKEN_DEFINE, "`=`"},
    {TOKEN_COLON, "`:`"},
    {TOKEN_COMMA, "`,`"},
    {TOKEN_DOT, "`.`"},
    {TOKEN_PLUS, "`+`"},
    {TOKEN_MINUS, "`-`"},
    {TOKEN_STAR, "`*`"},
    {TOKEN_SLASH, "`/`"},
    {TOKEN_OPEN, "`(`"},
    {TOKEN_CLOSE, "`)`"},
    {TOKEN_KEY_OPEN, "`[`"},
    {TOKEN_KEY_CLOSE, "`]`"},
};

const char *token_words(Diag *diag, int token)
{
    Text en = keyword_spelling(token, LANG_EN, 0), zh = keyword_spelling(token, LANG_ZH, 0);
    if (en.size)
        return arena_format(diag_arena(diag), "%.*s\x1f%.*s", (int)en.size, en.at, (int)zh.size,
                            zh.at);
    size_t at = 0;
    while (signs[at].token != token) {
        at++;
        assert(at < sizeof signs / sizeof *signs); /* each token is a keyword or a sign */
    }
    return signs[at].words;
}

static bool is_keyword(int token)
{
    return keyword_spelling(token, LANG_EN, 0).size > 0;
}

/* Values first, then `end`, words, and signs last: signs say least. */
static int offer_class(int token)
{
    if (token >= TOKEN_NAME && token <= TOKEN_CLAUSE)
        return 0;
    if (token == TOKEN_END)
        return 1;
    return is_keyword(token) ? 2 : 3;
}

typedef struct Offer {
    const char *text[2]; /* by Language */
    size_t count;
} Offer;

static void offer(Parse *p, Offer *all, int token)
{
    Text words = text_from(token_words(p->diag, token));
    size_t cut = 0;
    while (cut < words.size && words.at[cut] != '\x1f')
        cut++;
    Text both[2] = {text_slice(words, 0, cut),
                    cut < words.size ? text_slice(words, cut + 1, words.size) : words};
    for (int i = 0; i < 2; i++)
        all->text[i] = arena_format(diag_arena(p->diag), "%s%s%.*s", all->text[i],
                                    !all->count    ? ""
                                    : i == LANG_EN ? ", "
                                                   : "、",
                                    (int)both[i].size, both[i].at);
    all->count++;
}

/* "a name, cite, when": in both languages. */
static const char *offers(Parse *p, Expected expected)
{
    Offer all = {{"", ""}, 0};
    bool more = false;
    for (int class = 0; class <= 3; class ++)
        for (size_t i = 0; i < expected.count; i++) {
            int token = expected.tokens[i];
            if (offer_class(token) != class || keyword_is_reserved(token))
                continue;
            if (all.count < OFFERED)
                offer(p, &all, token);
            else
                more = true;
        }
    const char *rest = more ? " …" : "";
    return arena_format(diag_arena(p->diag), "%s%s\x1f%s%s", all.text[LANG_EN], rest,
                        all.text[LANG_ZH], rest);
}

static const char *token_text(Parse *p, Span span)
{
    Text text = text_slice(diag_source_text(p->diag, span.source), span.start, span.end);
    size_t end = text.size < 60 ? text.size : 60;
    while (end < text.size && (text.at[end] & 0xC0) == 0x80)
        end++;
    return text_copy(diag_arena(p->diag), text_slice(text, 0, end)).at;
}

typedef struct Search {
    Expected expected;
    bool any; /* all keywords, not only the expected ones */
    Text word;
    Text *spellings, *firsts; /* parallel: a keyword and its first word */
    size_t count;
    Text prefix, suffix; /* the longest keyword at the start or end of the word */
} Search;

static void collect(void *self, int token, Language language, Text spelling)
{
    (void)language;
    Search *search = self;
    if ((!search->any && !expects(search->expected, token)) || keyword_is_reserved(token))
        return;
    size_t end = 0;
    while (end < spelling.size && spelling.at[end] != ' ')
        end++;
    search->spellings[search->count] = spelling;
    search->firsts[search->count++] = text_slice(spelling, 0, end);
}

enum { SPELLINGS = 512 };

/* A word of two ideographs is near to many others: a slip of it keeps the first one. */
static bool is_alike(Text word, Text other)
{
    size_t first = 0, other_first = 0, second = 0;
    bool is_han = utf8_is_han(utf8_next(word, &first));
    second = first;
    if (second < word.size)
        utf8_next(word, &second);
    if (!is_han || second < word.size)
        return true;
    utf8_next(other, &other_first);
    return text_equal(text_slice(word, 0, first), text_slice(other, 0, other_first));
}

/* The keyword that a word may be a slip of; empty when there is none. */
static Text misspelt(Text word, Expected expected)
{
    size_t first = 0;
    utf8_next(word, &first);
    if (first == word.size) /* one letter is a slip of anything */
        return TEXT("");
    Text spellings[SPELLINGS], firsts[SPELLINGS];
    for (int any = 0; any <= 1; any++) {
        Search search = {
            .expected = expected, .any = any, .spellings = spellings, .firsts = firsts};
        keywords_each(collect, &search);
        int nearest = text_nearest(word, firsts, search.count);
        if (nearest >= 0 && is_alike(word, firsts[nearest]))
            return spellings[nearest];
    }
    return TEXT("");
}

static void look_at_ends(void *self, int token, Language language, Text spelling)
{
    Search *search = self;
    Text word = search->word;
    if (language != LANG_ZH || spelling.size >= word.size)
        return;
    if (spelling.size > search->prefix.size && expects(search->expected, token) &&
        text_equal(text_slice(word, 0, spelling.size), spelling))
        search->prefix = spelling;
    if (spelling.size > search->suffix.size && expects(search->expected, token) &&
        text_equal(text_slice(word, word.size - spelling.size, word.size), spelling))
        search->suffix = spelling;
}

/* "当报表迟报" → "当 报表迟报"; NULL when the word does not begin with an expected keyword. */
static const char *split_start(Parse *p, Text word, Expected expected)
{
    Search search = {.expected = expected, .word = word};
    keywords_each(look_at_ends, &search);
    if (!search.prefix.size)
        return NULL;
    Text rest = text_slice(word, search.prefix.size, word.size);
    return arena_format(diag_arena(p->diag), "%.*s %.*s", (int)search.prefix.size, search.prefix.at,
                        (int)rest.size, rest.at);
}

/* "本职工作每" → "本职工作 每", when what was read could stand behind the keyword. */
static const char *split_end(Parse *p, const Token *token, Expected expected)
{
    if (!token->is_word || token->kind != TOKEN_NAME)
        return NULL;
    Search search = {.expected = expected, .word = token->text};
    keywords_each(look_at_ends, &search);
    size_t rest = token->text.size - search.suffix.size;
    if (!search.suffix.size)
        return NULL;
    return arena_format(diag_arena(p->diag), "%.*s %.*s", (int)rest, token->text.at,
                        (int)search.suffix.size, search.suffix.at);
}

static const char *opener_words(Parse *p)
{
    return p->open_count ? token_words(p->diag, p->open[p->open_count - 1].token) : "";
}

static void label_open_block(Parse *p)
{
    if (p->open_count)
        diag_label(p->diag, p->open[p->open_count - 1].span,
                   BOTH("this is still open", "此处尚未结束"));
}

void syntax_end_missing(Parse *p, Span before)
{
    Span after = p->previous.span.end ? p->previous.span : before;
    diag_add(p->diag, DIAG_E0203, after, opener_words(p), NULL);
    label_open_block(p);
}

/* A word behind a number, where no name can stand: a unit with something glued to it, or a slip. */
static bool report_unit(Parse *p)
{
    const Token *token = &p->token;
    if (p->previous.kind != TOKEN_NUMBER)
        return false;
    Arena *arena = diag_arena(p->diag);
    Span span = SPAN(p->previous.span, token->span);
    Text word = token->text, number = slip_scaled(arena, p->previous.text, &word);
    size_t unit = unit_match(word).size;
    bool is_scaled = word.size < token->text.size;
    Text meant = unit ? text_slice(word, 0, unit) : unit_nearest(word, text_is(number, "1"));
    Text rest = unit ? text_slice(word, unit, word.size) : TEXT("");
    if (!meant.size || (is_scaled && !unit))
        return false;
    const char *write =
        arena_format(arena, "%.*s%s%.*s%s%.*s", (int)number.size, number.at, is_scaled ? "" : " ",
                     (int)meant.size, meant.at, rest.size ? " " : "", (int)rest.size, rest.at);
    diag_add(p->diag, unit && !is_scaled ? DIAG_E0205 : DIAG_E0211, span,
             token_text(p, token->span), write, NULL);
    return true;
}

/* A word that could be no name here: glued words, or a slip in a keyword. */
static bool report_word(Parse *p, Expected expected)
{
    const Token *token = &p->token;
    if (!token->is_word || token->kind != TOKEN_NAME)
        return false;
    if (report_unit(p))
        return true;
    const char *split = split_start(p, token->text, expected);
    if (split) {
        diag_add(p->diag, DIAG_E0205, token->span, token_text(p, token->span), split, NULL);
        return true;
    }
    Text meant = misspelt(token->text, expected);
    if (!meant.size)
        return false;
    diag_add(p->diag, DIAG_E0211, token->span, token_text(p, token->span),
             text_copy(diag_arena(p->diag), meant).at, NULL);
    return true;
}

/* What follows can only be a name. */
static bool declares(int token)
{
    return token >= TOKEN_SUBJECT && token <= TOKEN_GRADE;
}

/* A keyword where a name could stand, used as one. */
static bool report_keyword(Parse *p, Expected expected)
{
    const Token *token = &p->token;
    const char *read = token_text(p, token->span);
    if (keyword_is_reserved(token->kind)) {
        diag_add(p->diag, DIAG_E0212, token->span, read, NULL);
        return true;
    }
    if (!is_keyword(token->kind) || token->kind == TOKEN_END || !expects(expected, TOKEN_NAME))
        return false;
    const char *blank = strchr(read, ' ');
    if (blank != NULL && declares(p->previous.kind)) { /* `score total of person` */
        Span first = token->span;
        first.end = first.start + (uint32_t)(blank - read);
        diag_add(p->diag, DIAG_E0202, first, token_text(p, first), NULL);
        return true;
    }
    bool is_phrase = blank != NULL;
    bool leads = p->next == TOKEN_NUMBER || p->next == TOKEN_QUANTITY;
    if (is_phrase || leads || (token->starts_line && !makes_name(p->next)))
        return false;
    diag_add(p->diag, DIAG_E0202, token->span, read, NULL);
    return true;
}

/* A share is a percentage; elsewhere the unit depends on what is meant. */
static const char *unit_advice(Parse *p, const char *read)
{
    if (p->previous.kind == TOKEN_CHARGE)
        return BOTH("write a percentage, for example: 50%", "请写百分数，例如：50%");
    const char *s = strcmp(read, "1") == 0 ? "" : "s";
    return arena_format(diag_arena(p->diag),
                        "write instead: %s point%s, %s time%s, %s day%s, as is meant"
                        "\x1f请按原意写作：%s分、%s次、%s天",
                        read, s, read, s, read, s, read, read, read);
}

static bool report_sign(Parse *p, Expected expected)
{
    const Token *token = &p->token;
    int kind = token->kind;
    const char *read = token_text(p, token->span);
    if (kind == TOKEN_EQUALS_TWICE || (kind == TOKEN_DEFINE && expects(expected, TOKEN_IS)))
        diag_add(p->diag, DIAG_E0210, token->span, read, token_words(p->diag, TOKEN_IS), NULL);
    else if (kind == TOKEN_NUMBER && expects(expected, TOKEN_QUANTITY))
        diag_add(p->diag, DIAG_E0209, token->span, read, unit_advice(p, read), NULL);
    else if (kind == TOKEN_END && !p->open_count)
        diag_add(p->diag, DIAG_E0213, token->span, read, NULL);
    else
        return false;
    return true;
}

static bool report_glued_before(Parse *p, Expected expected)
{
    const char *split = split_end(p, &p->previous, expected);
    if (split)
        diag_add(p->diag, DIAG_E0205, p->previous.span, token_text(p, p->previous.span), split,
                 NULL);
    return split != NULL;
}

void syntax_error(Parse *p, Expected expected)
{
    const Token *token = &p->token;
    p->broken = true;
    if (token->kind == TOKEN_FILE_END) {
        diag_add(p->diag, DIAG_E0204, p->previous.span, offers(p, expected), NULL);
        label_open_block(p);
        return;
    }
    if (syntax_slip(p, expected) || report_sign(p, expected) || report_keyword(p, expected) ||
        report_word(p, expected) || report_glued_before(p, expected))
        return;
    diag_add(p->diag, DIAG_E0201, token->span, token_text(p, token->span), offers(p, expected),
             NULL);
}
