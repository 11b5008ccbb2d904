/* The words of the language: keywords in both languages, and the built-in units. */
#ifndef MERIT_GRAMMAR_WORDS_H
#define MERIT_GRAMMAR_WORDS_H

#include "base/diag.h"
#include "grammar/ast.h"

enum { PHRASE_WORDS = 4 }; /* the longest keyword: `yes or no`, `others of same` have three */

/* The keyword table, hashed by the first word of each phrase. Built once a parse. */
typedef struct Keywords Keywords;
Keywords *keywords_new(Arena *arena);

/* The token of the longest keyword that the words begin with, and how many words it takes; 0 when
 * there is none. Case counts: keywords are in lower case. */
int keywords_match(const Keywords *keywords, const Text *words, size_t count, size_t *used);
/* Whether a keyword of more than one word could begin with this word. */
bool keywords_may_join(const Keywords *keywords, Text first);

/* The spelling `index` (from 0; the last when there are fewer) of a token, or empty. */
Text keyword_spelling(int token, Language language, size_t index);
bool keyword_is_reserved(int token); /* kept for later: no production uses it */
/* Whether `first second` stands inside some keyword, so that the joiner could take them as one. */
bool keywords_have_pair(const Keywords *keywords, Text first, Text second);

/* The rows of the table in both languages, for suggestions: `visit` is called for each spelling. */
typedef void KeywordVisit(void *self, int token, Language language, Text spelling);
void keywords_each(KeywordVisit *visit, void *self);

/* `month` or `月` in that language; any other word as it is. */
Text calendar_word(Text word, Language language);

/* One word as the scanner reads it: letters, and digits after a first ASCII letter. */
bool word_is_plain(Text word);
/* Letters of two scripts that look alike in one word (Latin with Greek or Cyrillic). */
bool word_mixes_scripts(Text word);

typedef struct UnitMatch {
    size_t size;       /* bytes of blanks, unit and divisor; 0 when no unit follows */
    uint8_t unit, per; /* UnitWord */
} UnitMatch;
/* The unit at the start of `rest`, the text behind a number. Behind a blank the unit is a whole
 * word; glued to the number, a Chinese unit is the longest that the word begins with. */
UnitMatch unit_match(Text rest);
/* `minutes` may be a unit or a name: behind a bare number it is the unit. */
bool unit_is_word(Text word);
/* The unit that a word may be a slip of, as it is written behind a number; or empty. */
Text unit_nearest(Text word, bool one);
/* How a unit is written behind a number: "point" for one, "points" for more. */
Text unit_spelling(UnitWord unit, Language language, bool one);

#endif
