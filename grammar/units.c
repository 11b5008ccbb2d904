/* The built-in units of quantities, and what counts as one word. */
#include <string.h>

#include "grammar/words.h"

typedef struct UnitRow {
    Text spellings[2]; /* by Language, separated by ";", "one|many" where the number matters */
} UnitRow;

static const UnitRow unit_rows[UNIT_WORDS] = {
#define UNIT_WORD(name, en, zh) [UNIT_WORD_##name] = {{TEXT(en), TEXT(zh)}},
#include "grammar/units.def"
#undef UNIT_WORD
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_digit(int32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_ascii_letter(int32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_';
}

typedef struct CodeRange {
    int32_t from, to;
} CodeRange;

/* The letters of names beyond ASCII: the same set as LETTER in lexer.l. */
static const CodeRange letters[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x24F},
                                    {0x370, 0x52F},   {0x1E00, 0x1EFF}, {0x3005, 0x3005},
                                    {0x3007, 0x3007}, {0x3041, 0x30FF}, {0x3400, 0x9FFF},
                                    {0xAC00, 0xD7BF}, {0xF900, 0xFAFF}, {0x20000, 0x33FFF}};

static bool is_letter(int32_t code)
{
    if (is_ascii_letter(code))
        return true;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (code >= letters[i].from && code <= letters[i].to)
            return true;
    return false;
}

/* Bytes of the run of letters (and digits, behind an ASCII letter) at the start. */
static size_t word_size(Text text)
{
    size_t at = 0, end = 0;
    bool digits = false;
    while (at < text.size) {
        int32_t code = utf8_next(text, &at);
        if (!is_letter(code) && !(digits && is_digit(code)))
            break;
        digits |= end == 0 && is_ascii_letter(code);
        end = at;
    }
    return end;
}

bool word_is_plain(Text word)
{
    return word.size && word_size(word) == word.size;
}

bool word_mixes_scripts(Text word)
{
    bool latin = false, other = false;
    for (size_t at = 0; at < word.size;) {
        int32_t code = utf8_next(word, &at);
        latin |= is_ascii_letter(code) && code != '_';
        other |= code >= 0x370 && code <= 0x52F;
    }
    return latin && other;
}

static bool next_spelling(Text *rest, Text *spelling)
{
    if (!rest->size)
        return false;
    size_t end = 0;
    while (end < rest->size && rest->at[end] != ';' && rest->at[end] != '|')
        end++;
    *spelling = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end < rest->size ? end + 1 : end, rest->size);
    return true;
}

/* The longest unit that the word begins with; the whole word when `whole`. Its bytes, or 0. */
static size_t longest_unit(Text word, bool whole, uint8_t *unit)
{
    size_t best = 0;
    for (int row = 1; row < UNIT_WORDS; row++)
        for (int language = LANG_EN; language <= LANG_ZH; language++) {
            Text rest = unit_rows[row].spellings[language], spelling;
            if (word.size == 0 || !memchr(rest.at, word.at[0], rest.size))
                continue;
            while (next_spelling(&rest, &spelling))
                if (spelling.size > best && spelling.size <= word.size &&
                    (!whole || spelling.size == word.size) &&
                    text_equal(spelling, text_slice(word, 0, spelling.size))) {
                    best = spelling.size;
                    *unit = (uint8_t)row;
                }
        }
    return best;
}

/* The unit at the start of the text; *whole: whether it took the whole word. */
static size_t unit_at(Text text, bool glued, uint8_t *unit, bool *whole)
{
    Text word = text_slice(text, 0, word_size(text));
    bool ascii = word.size && !(word.at[0] & 0x80);
    size_t size = word.size ? longest_unit(word, ascii || !glued, unit) : 0;
    *whole = size == word.size;
    return size;
}

UnitMatch unit_match(Text rest)
{
    UnitMatch match = {0, UNIT_WORD_NONE, UNIT_WORD_NONE};
    size_t blanks = 0;
    while (blanks < rest.size && is_blank(rest.at[blanks]))
        blanks++;
    Text word = text_slice(rest, blanks, rest.size);
    if (text_starts(word, "%"))
        return (UnitMatch){blanks + 1, UNIT_WORD_PERCENT, UNIT_WORD_NONE};
    bool whole;
    size_t size = unit_at(word, !blanks, &match.unit, &whole);
    if (!size)
        return match;
    match.size = blanks + size;
    Text divisor = text_slice(word, size, word.size);
    if (!whole || !text_starts(divisor, "/"))
        return match;
    size = unit_at(text_slice(divisor, 1, divisor.size), true, &match.per, &whole);
    if (size)
        match.size += 1 + size;
    return match;
}

bool unit_is_word(Text word)
{
    uint8_t unit;
    return longest_unit(word, true, &unit) > 0;
}

Text unit_spelling(UnitWord unit, Language language, bool one)
{
    Text rest = unit_rows[unit].spellings[language], first, second;
    if (!next_spelling(&rest, &first))
        return TEXT("");
    bool counts = unit_rows[unit].spellings[language].at[first.size] == '|';
    return counts && !one && next_spelling(&rest, &second) ? second : first;
}

Text unit_nearest(Text word, bool one)
{
    Text spellings[2 * UNIT_WORDS];
    size_t count = 0;
    for (int row = 1; row < UNIT_WORDS; row++)
        for (int language = LANG_EN; language <= LANG_ZH; language++)
            spellings[count++] = unit_spelling((UnitWord)row, (Language)language, one);
    int nearest = text_nearest(word, spellings, count);
    return nearest < 0 ? TEXT("") : spellings[nearest];
}
