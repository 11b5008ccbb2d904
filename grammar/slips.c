/* Everyday words that people write in the place of a keyword, and what they mean by them. */
#include <string.h>

#include "grammar/build.h"
#include "grammar/parser.h"

typedef struct SlipRow {
    Text words; /* as in the source; longer phrases before their beginnings */
    int token;
    Language language;
} SlipRow;

static const SlipRow slips[] = {
    {TEXT("greater than or equal to"), TOKEN_AT_LEAST, LANG_EN},
    {TEXT("less than or equal to"), TOKEN_AT_MOST, LANG_EN},
    {TEXT("greater than"), TOKEN_ABOVE, LANG_EN},
    {TEXT("more than"), TOKEN_ABOVE, LANG_EN},
    {TEXT("higher than"), TOKEN_ABOVE, LANG_EN},
    {TEXT("less than"), TOKEN_BELOW, LANG_EN},
    {TEXT("lower than"), TOKEN_BELOW, LANG_EN},
    {TEXT("fewer than"), TOKEN_BELOW, LANG_EN},
    {TEXT("no more than"), TOKEN_AT_MOST, LANG_EN},
    {TEXT("not more than"), TOKEN_AT_MOST, LANG_EN},
    {TEXT("no less than"), TOKEN_AT_LEAST, LANG_EN},
    {TEXT("not less than"), TOKEN_AT_LEAST, LANG_EN},
    {TEXT("equal to"), TOKEN_IS, LANG_EN},
    {TEXT("equals"), TOKEN_IS, LANG_EN},
    {TEXT("over"), TOKEN_ABOVE, LANG_EN},
    {TEXT("exceeds"), TOKEN_ABOVE, LANG_EN},
    {TEXT("greater"), TOKEN_ABOVE, LANG_EN},
    {TEXT("under"), TOKEN_BELOW, LANG_EN},
    {TEXT("less"), TOKEN_BELOW, LANG_EN},
    {TEXT("subtract"), TOKEN_DEDUCT, LANG_EN},
    {TEXT("minus"), TOKEN_DEDUCT, LANG_EN},
    {TEXT("award"), TOKEN_ADD, LANG_EN},
    {TEXT("if"), TOKEN_WHEN, LANG_EN},
    {TEXT("min"), TOKEN_FLOOR, LANG_EN},
    {TEXT("max"), TOKEN_CAP, LANG_EN},
    {TEXT("maximum"), TOKEN_CAP, LANG_EN},
    {TEXT("min"), TOKEN_LOWEST, LANG_EN},
    {TEXT("max"), TOKEN_HIGHEST, LANG_EN},
    {TEXT("sum"), TOKEN_TOTAL, LANG_EN},
    {TEXT("total"), TOKEN_TOTAL, LANG_EN},
    {TEXT("avg"), TOKEN_AVERAGE, LANG_EN},
    {TEXT("average"), TOKEN_AVERAGE, LANG_EN},
    {TEXT("mean"), TOKEN_AVERAGE, LANG_EN},
    {TEXT("count"), TOKEN_COUNT, LANG_EN},
    {TEXT("round"), TOKEN_ROUNDED, LANG_EN},
    {TEXT("大于等于"), TOKEN_AT_LEAST, LANG_ZH},
    {TEXT("大于或等于"), TOKEN_AT_LEAST, LANG_ZH},
    {TEXT("不小于"), TOKEN_AT_LEAST, LANG_ZH},
    {TEXT("不少于"), TOKEN_AT_LEAST, LANG_ZH},
    {TEXT("小于等于"), TOKEN_AT_MOST, LANG_ZH},
    {TEXT("小于或等于"), TOKEN_AT_MOST, LANG_ZH},
    {TEXT("不大于"), TOKEN_AT_MOST, LANG_ZH},
    {TEXT("不多于"), TOKEN_AT_MOST, LANG_ZH},
    {TEXT("不高于"), TOKEN_AT_MOST, LANG_ZH},
    {TEXT("大于"), TOKEN_ABOVE, LANG_ZH},
    {TEXT("多于"), TOKEN_ABOVE, LANG_ZH},
    {TEXT("小于"), TOKEN_BELOW, LANG_ZH},
    {TEXT("少于"), TOKEN_BELOW, LANG_ZH},
    {TEXT("等于"), TOKEN_IS, LANG_ZH},
    {TEXT("是"), TOKEN_IS, LANG_ZH},
    {TEXT("不等于"), TOKEN_IS_NOT, LANG_ZH},
    {TEXT("不是"), TOKEN_IS_NOT, LANG_ZH},
    {TEXT("扣分"), TOKEN_DEDUCT, LANG_ZH},
    {TEXT("扣除"), TOKEN_DEDUCT, LANG_ZH},
    {TEXT("扣减"), TOKEN_DEDUCT, LANG_ZH},
    {TEXT("减"), TOKEN_DEDUCT, LANG_ZH},
    {TEXT("减去"), TOKEN_DEDUCT, LANG_ZH},
    {TEXT("加分"), TOKEN_ADD, LANG_ZH},
    {TEXT("增加"), TOKEN_ADD, LANG_ZH},
    {TEXT("或者"), TOKEN_OR, LANG_ZH},
    {TEXT("并且"), TOKEN_AND, LANG_ZH},
    {TEXT("而且"), TOKEN_AND, LANG_ZH},
    {TEXT("到"), TOKEN_TO, LANG_ZH},
    {TEXT("为什么"), TOKEN_WHY, LANG_ZH},
    {TEXT("为啥"), TOKEN_WHY, LANG_ZH},
    {TEXT("查看"), TOKEN_SHOW, LANG_ZH},
    {TEXT("查询"), TOKEN_SHOW, LANG_ZH},
    {TEXT("如果"), TOKEN_IF, LANG_ZH},
    {TEXT("如果"), TOKEN_WHEN, LANG_ZH},
    {TEXT("若"), TOKEN_WHEN, LANG_ZH},
    {TEXT("最低"), TOKEN_FLOOR, LANG_ZH},
    {TEXT("最少"), TOKEN_FLOOR, LANG_ZH},
    {TEXT("下限"), TOKEN_FLOOR, LANG_ZH},
    {TEXT("最高"), TOKEN_CAP, LANG_ZH},
    {TEXT("上限"), TOKEN_CAP, LANG_ZH},
    {TEXT("最低"), TOKEN_LOWEST, LANG_ZH},
    {TEXT("最小值"), TOKEN_LOWEST, LANG_ZH},
    {TEXT("最高"), TOKEN_HIGHEST, LANG_ZH},
    {TEXT("最大值"), TOKEN_HIGHEST, LANG_ZH},
    {TEXT("总和"), TOKEN_TOTAL, LANG_ZH},
    {TEXT("平均值"), TOKEN_AVERAGE, LANG_ZH},
    {TEXT("平均分"), TOKEN_AVERAGE, LANG_ZH},
};

typedef struct ScaleRow {
    Text word;
    size_t zeros;
} ScaleRow;

static const ScaleRow scales[] = {
    {TEXT("百"), 2}, {TEXT("千"), 3}, {TEXT("万"), 4}, {TEXT("亿"), 8}};

Text slip_scaled(Arena *arena, Text number, Text *word)
{
    size_t zeros = 0;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (word->size > scales[i].word.size &&
            text_equal(text_slice(*word, 0, scales[i].word.size), scales[i].word))
            zeros = scales[i].zeros;
    if (!zeros)
        return number;
    *word = text_slice(*word, scales[0].word.size, word->size);
    char *out = arena_alloc(arena, number.size + zeros + 1);
    size_t size = 0, at = 0;
    while (at < number.size && number.at[at] != '.')
        out[size++] = number.at[at++];
    for (at++; zeros > 0; at++, zeros--)
        out[size++] = at < number.size ? number.at[at] : '0';
    if (at < number.size) /* more decimals than zeros: the point moves behind some */
        out[size++] = '.';
    while (at < number.size)
        out[size++] = number.at[at++];
    size_t lead = 0; /* zeros of 0.5 */
    while (lead + 1 < size && out[lead] == '0' && out[lead + 1] != '.')
        lead++;
    return (Text){out + lead, size - lead};
}

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The phrase stands there: a Chinese one is the whole word, an English one ends with a word. */
static bool stands_at(const SlipRow *row, Text rest, Text word)
{
    if (row->language == LANG_ZH)
        return text_equal(row->words, word);
    size_t size = row->words.size;
    return rest.size >= size && memcmp(rest.at, row->words.at, size) == 0 &&
           (rest.size == size || !is_ascii_letter(rest.at[size]));
}

static bool report_slip(Parse *p, const Token *token, Expected expected)
{
    Text source = diag_source_text(p->diag, token->span.source);
    Text rest = text_slice(source, token->span.start, source.size);
    Text word = text_slice(source, token->span.start, token->span.end);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        const SlipRow *row = &slips[i];
        if (!expects(expected, row->token) || !stands_at(row, rest, word))
            continue;
        Span span = token->span;
        span.end = span.start + (uint32_t)row->words.size;
        Text meant = keyword_spelling(row->token, row->language, 0);
        diag_add(p->diag, DIAG_E0211, span, text_copy(diag_arena(p->diag), row->words).at,
                 text_copy(diag_arena(p->diag), meant).at, NULL);
        return true;
    }
    return false;
}

/* `= 如果 本职 …`, `= max (a, b)`: the word was taken for a name, and what follows it stood out of
 * place. */
static bool report_word_before(Parse *p)
{
    const Token *token = &p->previous;
    static const int only_if[] = {TOKEN_IF};
    static const int called[] = {TOKEN_LOWEST,  TOKEN_HIGHEST, TOKEN_TOTAL,
                                 TOKEN_AVERAGE, TOKEN_COUNT,   TOKEN_ROUNDED};
    if (!token->is_word || token->kind != TOKEN_NAME)
        return false;
    Expected of_call = {called, sizeof called / sizeof *called};
    return report_slip(p, token, (Expected){only_if, 1}) ||
           (p->token.kind == TOKEN_OPEN && report_slip(p, token, of_call));
}

/* `where minutes beyond 10 …`: the counter in the place of a comparison. */
static bool report_beyond(Parse *p)
{
    const Token *beyond = &p->earlier, *count = &p->previous;
    bool compared = p->condition && beyond->kind == TOKEN_BEYOND &&
                    (count->kind == TOKEN_NUMBER || count->kind == TOKEN_QUANTITY);
    if (!compared || count->unit == UNIT_WORD_TIMES)
        return false;
    Text source = diag_source_text(p->diag, beyond->span.source);
    Text word = text_slice(source, beyond->span.start, beyond->span.end);
    Language language = is_ascii_letter(word.at[0]) ? LANG_EN : LANG_ZH;
    Arena *arena = diag_arena(p->diag);
    diag_add(p->diag, DIAG_E0211, beyond->span, text_copy(arena, word).at,
             text_copy(arena, keyword_spelling(TOKEN_ABOVE, language, 0)).at, NULL);
    return true;
}

/* `deduct from duty`: what stands between the two words was left out. */
static bool report_amount(Parse *p, Expected expected)
{
    int before = p->previous.kind, kind = p->token.kind;
    bool absent =
        (before == TOKEN_DEDUCT && kind == TOKEN_FROM) || (before == TOKEN_ADD && kind == TOKEN_TO);
    if (!absent || !expects(expected, TOKEN_QUANTITY))
        return false;
    Text source = diag_source_text(p->diag, p->token.span.source);
    Text word = text_slice(source, p->token.span.start, p->token.span.end);
    diag_add(p->diag, DIAG_E0214, p->token.span, text_copy(diag_arena(p->diag), word).at, NULL);
    return true;
}

/* `roster "a" "b"`: a list goes on with commas. */
static bool report_comma(Parse *p, Expected expected)
{
    if (p->token.kind != TOKEN_TEXT || p->previous.kind != TOKEN_TEXT ||
        !expects(expected, TOKEN_COMMA))
        return false;
    Text source = diag_source_text(p->diag, p->token.span.source);
    Text text = text_slice(source, p->token.span.start, p->token.span.end);
    const char *written = text_copy(diag_arena(p->diag), text).at;
    diag_add(p->diag, DIAG_E0215, p->token.span, written, NULL);
    return true;
}

/* Up to `most` digits; the number, or 0. */
static unsigned read_digits(Text text, size_t *at, size_t most)
{
    unsigned number = 0;
    for (; most > 0 && *at < text.size && text.at[*at] >= '0' && text.at[*at] <= '9'; most--)
        number = number * 10 + (unsigned)(text.at[(*at)++] - '0');
    return number;
}

static bool read_word(Text text, size_t *at, const char *word)
{
    if (!text_starts(text_slice(text, *at, text.size), word))
        return false;
    *at += strlen(word);
    return true;
}

/* `2018年10月8日`: a date as people write it. */
static bool report_date(Parse *p, Expected expected)
{
    size_t at = 0;
    Span span = p->token.span;
    Text source = diag_source_text(p->diag, span.source);
    Text rest = text_slice(source, span.start, source.size);
    if (p->token.kind != TOKEN_QUANTITY ||
        !(expects(expected, TOKEN_DATE) || expects(expected, TOKEN_PERIOD_LITERAL)))
        return false;
    unsigned year = read_digits(rest, &at, 4), month = 0, day = 0;
    if (year < 1000 || !read_word(rest, &at, "年"))
        return false;
    size_t end = at;
    month = read_digits(rest, &at, 2);
    end = month > 0 && read_word(rest, &at, "月") ? at : end;
    day = read_digits(rest, &at, 2);
    end = day > 0 && (read_word(rest, &at, "日") || read_word(rest, &at, "号")) ? at : end;
    span.end = span.start + (uint32_t)end;
    Arena *arena = diag_arena(p->diag);
    const char *meant = day > 0     ? arena_format(arena, "%u-%02u-%02u", year, month, day)
                        : month > 0 ? arena_format(arena, "%u-%02u", year, month)
                                    : arena_format(arena, "%u", year);
    diag_add(p->diag, DIAG_E0211, span, text_copy(arena, text_slice(rest, 0, end)).at, meant, NULL);
    return true;
}

/* `in 2018-10, where …`: what goes on needs no comma. */
static bool report_needless_comma(Parse *p, Expected expected)
{
    if (p->token.kind != TOKEN_COMMA || p->next == TOKEN_FILE_END || !expects(expected, p->next))
        return false;
    diag_add(p->diag, DIAG_E0216, p->token.span, token_words(p->diag, p->next), NULL);
    return true;
}

/* `postings in 2018-10`: a question that lacks its `show`. */
static bool report_unshown(Parse *p, Expected expected)
{
    int kind = p->token.kind;
    if ((kind != TOKEN_POSTINGS && kind != TOKEN_REJECTS) || !expects(expected, TOKEN_SHOW))
        return false;
    Text source = diag_source_text(p->diag, p->token.span.source);
    Text word = text_slice(source, p->token.span.start, p->token.span.end);
    Language language = is_ascii_letter(word.at[0]) ? LANG_EN : LANG_ZH;
    Text show = keyword_spelling(TOKEN_SHOW, language, 0);
    Arena *arena = diag_arena(p->diag);
    const char *meant =
        arena_format(arena, "%.*s %.*s", (int)show.size, show.at, (int)word.size, word.at);
    diag_add(p->diag, DIAG_E0211, p->token.span, text_copy(arena, word).at, meant, NULL);
    return true;
}

bool syntax_slip(Parse *p, Expected expected)
{
    return report_date(p, expected) || report_needless_comma(p, expected) ||
           report_amount(p, expected) || report_comma(p, expected) || report_beyond(p) ||
           report_unshown(p, expected) || report_slip(p, &p->token, expected) ||
           report_word_before(p);
}
