/* Words become keywords: the longest phrase wins, whatever stands between its words. */
#include "grammar/parser.h"
#include "grammar/token.h"

/* Reads ahead until `count` tokens are known or a token that is no word ends the phrase. */
static void look_ahead(Joiner *joiner, size_t count)
{
    while (joiner->count < count) {
        if (joiner->count && !joiner->ahead[joiner->count - 1].is_word)
            return;
        joiner->ahead[joiner->count++] = scanner_next(joiner->scanner);
    }
}

static void drop(Joiner *joiner, size_t count)
{
    joiner->count -= count;
    for (size_t i = 0; i < joiner->count; i++)
        joiner->ahead[i] = joiner->ahead[i + count];
}

/* The words of the tokens read ahead, up to the first that is none. */
static size_t words_ahead(const Joiner *joiner, Text *words)
{
    size_t count = 0;
    while (count < joiner->count && joiner->ahead[count].is_word) {
        words[count] = joiner->ahead[count].text;
        count++;
    }
    return count;
}

Token joiner_next(Joiner *joiner)
{
    look_ahead(joiner, 1);
    Token token = joiner->ahead[0];
    size_t used = 1;
    if (token.is_word) {
        if (keywords_may_join(joiner->keywords, token.text))
            look_ahead(joiner, PHRASE_WORDS);
        Text words[PHRASE_WORDS];
        size_t count = words_ahead(joiner, words);
        int keyword = keywords_match(joiner->keywords, words, count, &used);
        if (keyword) {
            token.kind = keyword;
            token.span.end = joiner->ahead[used - 1].span.end;
        } else
            used = 1;
    }
    drop(joiner, used);
    return token;
}
