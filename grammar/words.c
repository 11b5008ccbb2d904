/* The keyword table: one list of rows feeds scanner, formatter and messages. */
#include "grammar/words.h"

#include "grammar/parser.h"

typedef struct Row {
    int token;
    bool reserved;
    Text spellings[2]; /* by Language, separated by ";" */
} Row;

static const Row rows[] = {
#define KEYWORD(token, en, zh)  {TOKEN_##token, false, {TEXT(en), TEXT(zh)}},
#define RESERVED(token, en, zh) {TOKEN_##token, true, {TEXT(en), TEXT(zh)}},
#include "grammar/keywords.def"
#undef KEYWORD
};
enum { ROWS = sizeof rows / sizeof *rows, BUCKETS = 1024 };

typedef struct Phrase Phrase;
struct Phrase {
    Text words[PHRASE_WORDS];
    size_t count;
    int token;
    Phrase *next; /* of the same bucket */
};

/* Two words that follow one another in a keyword. */
typedef struct Pair Pair;
struct Pair {
    Text first, second;
    Pair *next; /* of the same bucket */
};

struct Keywords {
    Phrase *buckets[BUCKETS];
    Pair *pairs[BUCKETS];
};

/* Cuts what stands before the separator off the text; false when the text is used up. */
static bool cut(Text *rest, char separator, Text *part)
{
    if (!rest->size)
        return false;
    size_t end = 0;
    while (end < rest->size && rest->at[end] != separator)
        end++;
    *part = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end < rest->size ? end + 1 : end, rest->size);
    return true;
}

static Phrase **bucket(Keywords *keywords, Text word)
{
    return &keywords->buckets[text_hash(word) % BUCKETS];
}

static size_t pair_bucket(Text first, Text second)
{
    return (text_hash(first) * 31 + text_hash(second)) % BUCKETS;
}

typedef struct Building {
    Arena *arena;
    Keywords *keywords;
} Building;

static void add_pair(Building *building, Text first, Text second)
{
    Pair *pair = arena_alloc(building->arena, sizeof *pair);
    Pair **place = &building->keywords->pairs[pair_bucket(first, second)];
    *pair = (Pair){first, second, *place};
    *place = pair;
}

static void add_phrase(void *self, int token, Language language, Text spelling)
{
    (void)language;
    Building *building = self;
    Phrase *phrase = arena_alloc(building->arena, sizeof *phrase);
    phrase->token = token;
    while (phrase->count < PHRASE_WORDS && cut(&spelling, ' ', &phrase->words[phrase->count]))
        phrase->count++;
    Phrase **place = bucket(building->keywords, phrase->words[0]);
    phrase->next = *place;
    *place = phrase;
    for (size_t i = 1; i < phrase->count; i++)
        add_pair(building, phrase->words[i - 1], phrase->words[i]);
}

void keywords_each(KeywordVisit *visit, void *self)
{
    for (size_t i = 0; i < ROWS; i++)
        for (int language = LANG_EN; language <= LANG_ZH; language++) {
            Text rest = rows[i].spellings[language], spelling;
            while (cut(&rest, ';', &spelling))
                visit(self, rows[i].token, (Language)language, spelling);
        }
}

Keywords *keywords_new(Arena *arena)
{
    Keywords *keywords = arena_alloc(arena, sizeof *keywords);
    Building building = {arena, keywords};
    keywords_each(add_phrase, &building);
    return keywords;
}

static bool phrase_begins(const Phrase *phrase, const Text *words, size_t count)
{
    if (phrase->count > count)
        return false;
    for (size_t i = 0; i < phrase->count; i++)
        if (!text_equal(phrase->words[i], words[i]))
            return false;
    return true;
}

int keywords_match(const Keywords *keywords, const Text *words, size_t count, size_t *used)
{
    int token = 0;
    *used = 0;
    const Phrase *phrase = keywords->buckets[text_hash(words[0]) % BUCKETS];
    for (; phrase; phrase = phrase->next)
        if (phrase->count > *used && phrase_begins(phrase, words, count)) {
            token = phrase->token;
            *used = phrase->count;
        }
    return token;
}

bool keywords_may_join(const Keywords *keywords, Text first)
{
    const Phrase *phrase = keywords->buckets[text_hash(first) % BUCKETS];
    for (; phrase; phrase = phrase->next)
        if (phrase->count > 1 && text_equal(phrase->words[0], first))
            return true;
    return false;
}

Text keyword_spelling(int token, Language language, size_t index)
{
    Text spelling = TEXT("");
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].token == token) {
            Text rest = rows[i].spellings[language];
            while (cut(&rest, ';', &spelling) && index--)
                ;
        }
    return spelling;
}

bool keyword_is_reserved(int token)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].token == token)
            return rows[i].reserved;
    return false;
}

bool keywords_have_pair(const Keywords *keywords, Text first, Text second)
{
    const Pair *pair = keywords->pairs[pair_bucket(first, second)];
    while (pair && !(text_equal(pair->first, first) && text_equal(pair->second, second)))
        pair = pair->next;
    return pair != NULL;
}

static const Text calendar_words[][2] = {
    {TEXT("week"), TEXT("周")},   {TEXT("month"), TEXT("月")}, {TEXT("quarter"), TEXT("季度")},
    {TEXT("half"), TEXT("半年")}, {TEXT("year"), TEXT("年")},
};

Text calendar_word(Text word, Language language)
{
    for (size_t i = 0; i < sizeof calendar_words / sizeof *calendar_words; i++)
        if (text_equal(word, calendar_words[i][LANG_EN]) ||
            text_equal(word, calendar_words[i][LANG_ZH]))
            return calendar_words[i][language];
    return word;
}
