/* "Did you mean ...": the candidate that a slip of the pen would have come from. */
#include "base/text.h"

enum { LONGEST = 64 }; /* code points; longer texts are no slips of a name */

typedef struct Word {
    int32_t codes[LONGEST]; /* ASCII letters in lower case */
    int length;             /* -1: longer than LONGEST */
    bool has_han;
} Word;

static void word_read(Word *word, Text text)
{
    word->length = 0;
    word->has_han = false;
    for (size_t at = 0; at < text.size;) {
        int32_t code = utf8_next(text, &at);
        if (word->length == LONGEST) {
            word->length = -1;
            return;
        }
        word->has_han = word->has_han || utf8_is_han(code);
        word->codes[word->length++] = code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static bool is_swapped(const Word *a, const Word *b, int i, int j)
{
    return i > 1 && j > 1 && a->codes[i - 1] == b->codes[j - 2] &&
           a->codes[i - 2] == b->codes[j - 1];
}

/* Insertions, deletions, replacements, and swaps of neighbours that turn a into b. Row i of the
 * table holds the distances of a's first i code points; three rows are in use at a time. */
static int word_distance(const Word *a, const Word *b)
{
    int rows[3][LONGEST + 1];
    for (int j = 0; j <= b->length; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a->length; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i - 1) % 3];
        row[0] = i;
        for (int j = 1; j <= b->length; j++) {
            int replaced = above[j - 1] + (a->codes[i - 1] != b->codes[j - 1]);
            row[j] = least(replaced, 1 + least(above[j], row[j - 1]));
            if (is_swapped(a, b, i, j))
                row[j] = least(row[j], 1 + rows[(i - 2) % 3][j - 2]);
        }
    }
    return rows[a->length % 3][b->length];
}

/* Enough of a beginning to tell a name by: two ideographs or three other letters. */
static bool is_beginning(const Word *start, const Word *whole)
{
    if (start->length < (start->has_han ? 2 : 3) || start->length > whole->length)
        return false;
    for (int i = 0; i < start->length; i++)
        if (start->codes[i] != whole->codes[i])
            return false;
    return true;
}

/* How far a plausible candidate is; -1 for one that is not. A beginning is no worse than 2. */
static int plausible_distance(const Word *text, const Word *candidate)
{
    if (text->length < 0 || candidate->length < 0)
        return -1;
    int longer = text->length > candidate->length ? text->length : candidate->length;
    int shorter = least(text->length, candidate->length);
    int most = longer / 3 > 1 ? longer / 3 : 1;
    bool beginning = is_beginning(text, candidate);
    if (longer - shorter > most)
        return beginning ? 2 : -1;
    int distance = word_distance(text, candidate);
    if (beginning)
        return least(distance, 2);
    return distance == 0 || (distance <= most && distance < longer) ? distance : -1;
}

int text_nearest(Text text, const Text *candidates, size_t count)
{
    Word word, candidate;
    int nearest = -1, best = LONGEST + 1;
    word_read(&word, text);
    for (size_t i = 0; i < count && i < INT32_MAX; i++) {
        word_read(&candidate, candidates[i]);
        int distance = plausible_distance(&word, &candidate);
        if (distance >= 0 && distance < best) {
            best = distance;
            nearest = (int)i;
        }
    }
    return nearest;
}
