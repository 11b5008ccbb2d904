/* Names that a reader takes for each other. */
#include "interp/review/lint_work.h"

#include <assert.h>

enum { LONGEST = 48, LEAST_LETTERS = 7, LEAST_HAN = 5 };

typedef struct Letters {
    int32_t codes[LONGEST];
    int count;
    bool has_han;
} Letters;

typedef struct Named {
    const Name *name;
    Span span;
} Named;

static bool letters_read(Letters *letters, Text text)
{
    letters->count = 0;
    letters->has_han = false;
    for (size_t at = 0; at < text.size;) {
        int32_t code = utf8_next(text, &at);
        if (letters->count == LONGEST)
            return false;
        letters->has_han |= utf8_is_han(code);
        letters->codes[letters->count++] = code;
    }
    return letters->count >= (letters->has_han ? LEAST_HAN : LEAST_LETTERS);
}

static bool is_digit(int32_t code)
{
    return code >= '0' && code <= '9';
}

/* One letter more, less or another one: all before it and all behind it is the same. Numbers are
 * there to tell things apart. */
static bool is_one_off(const Letters *a, const Letters *b)
{
    int head = 0, tail = 0, shorter = a->count < b->count ? a->count : b->count;
    while (head < shorter && a->codes[head] == b->codes[head])
        head++;
    while (tail < shorter - head && a->codes[a->count - 1 - tail] == b->codes[b->count - 1 - tail])
        tail++;
    int left = a->count - head - tail, right = b->count - head - tail;
    assert(left + right > 0); /* two of one sort have no name in common */
    if (left > 1 || right > 1)
        return false;
    bool digits =
        (left == 0 || is_digit(a->codes[head])) && (right == 0 || is_digit(b->codes[head]));
    return !digits;
}

static bool look_alike(Text a, Text b)
{
    Letters left, right;
    return letters_read(&left, a) && letters_read(&right, b) && is_one_off(&left, &right);
}

/* In one of their spellings: those that are alike. */
static bool names_alike(const Name *a, const Name *b, Text alike[2])
{
    const Text left[] = {a->text, a->alias}, right[] = {b->text, b->alias};
    for (int i = 0; i < 4; i++)
        if (look_alike(left[i / 2], right[i % 2])) {
            alike[0] = left[i / 2];
            alike[1] = right[i % 2];
            return true;
        }
    return false;
}

static void compare(const Lint *lint, const Named *names, size_t count)
{
    Text alike[2];
    for (size_t k = 1; k < count; k++)
        for (size_t i = 0; i < k; i++) {
            if (!names_alike(names[i].name, names[k].name, alike))
                continue;
            FIND(lint, L1018, names[k].span, text_copy(lint->arena, alike[0]).at,
                 text_copy(lint->arena, alike[1]).at, NULL);
            diag_label(lint->diag, names[i].span, BOTH("the other one", "另一处"));
            break;
        }
}

/* Things of one sort: those of different sorts stand in different places of a sentence. */
void find_lookalikes(Lint *lint)
{
    const Ir *ir = lint->ir;
    size_t room = ir->rule_count + ir->item_count + ir->event_count + 1, count = 0;
    Named *names = arena_alloc(lint->arena, room * sizeof *names);
    for (size_t i = 0; i < ir->event_count; i++)
        names[count++] = (Named){&ir->events[i].name, ir->events[i].meta.span};
    compare(lint, names, count);
    count = 0;
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].version == 0)
            names[count++] = (Named){&ir->rules[i].name, ir->rules[i].meta.span};
    compare(lint, names, count);
    count = 0;
    for (size_t i = 0; i < ir->item_count; i++)
        if (!item_is_hidden(ir->items[i].kind))
            names[count++] = (Named){&ir->items[i].name, ir->items[i].versions[0].meta.span};
    compare(lint, names, count);
}
