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

struct Keywords {
    Phrase *buckets[BUCKETS];
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

typedef struct Building {
    Arena *arena;
    Keywords *keywords;
} Building;

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

typedef struct Question {
    Text first, second;
    bool found;
} Question;

static void look_for_pair(void *self, int token, Language language, Text spelling)
{
    (void)token, (void)language;
    Question *question = self;
    Text before, word;
    if (!cut(&spelling, ' ', &before))
        return;
    for (; cut(&spelling, ' ', &word); before = word)
        if (text_equal(before, question->first) && text_equal(word, question->second))
            question->found = true;
}

bool keyword_has_pair(Text first, Text second)
{
    Question question = {first, second, false};
    keywords_each(look_for_pair, &question);
    return question.found;
}

static void look_for_word(void *self, int token, Language language, Text spelling)
{
    (void)token, (void)language;
    Question *question = self;
    question->found |= text_equal(spelling, question->first);
}

bool keyword_is_word(Text word)
{
    Question question = {word, TEXT(""), false};
    keywords_each(look_for_word, &question);
    return question.found;
}
