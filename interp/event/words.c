/* Building a dictionary of names. */
#include "interp/event/words.h"

const unsigned char word_mask[2 * WORD_HEAD] = {[0 ... WORD_HEAD - 1] = 0xFF};

int32_t words_find_exact(const Words *words, Text word)
{
    char head[WORD_HEAD] = {0};
    if (word.size >= WORD_HEAD)
        return words_find(words, word);
    if (word.size)
        memcpy(head, word.at, word.size);
    return words_find(words, (Text){head, word.size});
}

static void add_word(Words *words, Text word, int32_t code)
{
    if (word.size == 0 || words_find_exact(words, word) >= 0)
        return;
    char bytes[WORD_HEAD] = {0};
    memcpy(bytes, word.at, word.size < WORD_HEAD ? word.size : WORD_HEAD);
    WordHead head = word_head(bytes, word.size);
    uint64_t mask = ((uint64_t)1 << words->bits) - 1;
    uint64_t at = word_hash(head, word.size) >> (64 - words->bits);
    while (words->slots[at].size)
        at = (at + 1) & mask;
    words->slots[at] = (WordSlot){head, word.at, (uint32_t)word.size, code};
}

Words words_new(Arena *arena, const Name *names, size_t count, size_t stride)
{
    Words words = {.bits = 3};
    while (((size_t)1 << words.bits) < count * 16)
        words.bits++;
    words.slots = arena_alloc(arena, sizeof *words.slots << words.bits);
    for (size_t i = 0; i < count; i++) {
        const Name *name = (const Name *)(const void *)((const char *)names + i * stride);
        add_word(&words, name->text, (int32_t)i);
        add_word(&words, name->alias, (int32_t)i);
    }
    for (size_t i = 0; i < count; i++) {
        const Name *name = (const Name *)(const void *)((const char *)names + i * stride);
        add_word(&words, text_fold(arena, name->text), (int32_t)i);
        add_word(&words, text_fold(arena, name->alias), (int32_t)i);
    }
    return words;
}
