/* The pre-pass: one walk over the code points refuses what may not stand in a source and folds. */
#include "grammar/source.h"

#include <string.h>

enum { REPORTS = 10 }; /* of characters that are refused, in one source */

char source_fold(const char *at, size_t size)
{
    if (size < 2)
        return 0;
    size_t from = 0;
    int32_t code = utf8_next((Text){at, size}, &from);
    if (code >= 0xFF01 && code <= 0xFF5E)
        return (char)(code - 0xFF01 + '!');
    return code == 0x3000 || code == 0xA0 ? ' ' : code == 0x3001 ? ',' : 0;
}

typedef struct Quote {
    const char *open, *close;
} Quote;

static const Quote quotes[] = {{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"《", "》"}};

/* Most characters: plain ASCII and ideographs, which neither open nor close anything. */
static bool is_plain(const char *at, size_t size)
{
    unsigned char lead = (unsigned char)at[0];
    if (size == 1)
        return lead != '"' && lead != '#' && lead != '\n';
    return lead >= 0xE4 && lead <= 0xE9;
}

Quoting quoting_next(Quoting now, const char *at, size_t size)
{
    if (is_plain(at, size))
        return now;
    Text character = {at, size};
    char folded = source_fold(at, size);
    if (folded == '"' || folded == '#')
        character = (Text){&folded, 1};
    if (text_is(character, "\n"))
        return (Quoting){REGION_CODE, NULL};
    if (now.region == REGION_QUOTE && text_is(character, now.close))
        return (Quoting){REGION_CODE, NULL};
    if (now.region != REGION_CODE)
        return now;
    if (text_is(character, "#"))
        return (Quoting){REGION_COMMENT, NULL};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (text_is(character, quotes[i].open))
            return (Quoting){REGION_QUOTE, quotes[i].close};
    return now;
}

typedef struct Walk {
    Source *source;
    Diag *diag;
    Quoting quoting;
    size_t line_start;
    size_t reported;
} Walk;

static Span walk_span(const Walk *walk, size_t start, size_t end)
{
    return (Span){walk->source->number, (uint32_t)start, (uint32_t)end};
}

static bool is_control(int32_t code)
{
    return (code < ' ' && code != '\t' && code != '\n' && code != '\r') || code == 0x7F ||
           (code >= 0x80 && code < 0xA0);
}

static void refuse(Walk *walk, int32_t code, size_t start, size_t end)
{
    if (walk->reported++ >= REPORTS)
        return;
    const char *shown = arena_format(diag_arena(walk->diag), "U+%04X", (unsigned)code);
    DiagCode why = is_control(code) ? DIAG_E0103 : DIAG_E0104;
    diag_add(walk->diag, why, walk_span(walk, start, end), shown, NULL);
}

/* Copies one character, folded where it stands in code; what closes a quote folds too. */
static void fold_character(Walk *walk, const char *at, size_t size)
{
    Source *source = walk->source;
    Quoting next = quoting_next(walk->quoting, at, size);
    bool in_code = walk->quoting.region == REGION_CODE || next.region == REGION_CODE;
    char folded = in_code ? source_fold(at, size) : 0;
    if (folded)
        source->folded[source->size++] = folded;
    else {
        memcpy(source->folded + source->size, at, size);
        source->size += size;
    }
    walk->quoting = next;
}

static bool walk_line(Walk *walk, size_t at)
{
    size_t start = walk->line_start;
    walk->line_start = at;
    if (at - start <= SOURCE_LINE_BYTES)
        return true;
    diag_add(walk->diag, DIAG_E0105, walk_span(walk, start, start), NULL);
    return false;
}

/* A stretch of plain ASCII, which folds to itself wherever it stands; returns where it ends. */
static size_t walk_plain(Walk *walk, size_t at)
{
    Source *source = walk->source;
    Text text = source->original;
    while (at < text.size && text.at[at] >= ' ' && text.at[at] < 0x7F && text.at[at] != '"' &&
           text.at[at] != '#')
        source->folded[source->size++] = text.at[at++];
    return at;
}

static bool walk_text(Walk *walk)
{
    Text text = walk->source->original;
    size_t at = text_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
    walk->line_start = walk->source->at_original = at;
    bool good = true;
    while ((at = walk_plain(walk, at)) < text.size) {
        size_t start = at;
        int32_t code = utf8_next(text, &at);
        if (code == '\n')
            good &= walk_line(walk, at);
        if (is_control(code) || utf8_is_forbidden(code))
            refuse(walk, code, start, at);
        else
            fold_character(walk, text.at + start, at - start);
    }
    good &= walk_line(walk, at);
    return good && !walk->reported;
}

bool source_open(Source *source, Arena *arena, Diag *diag, uint32_t number)
{
    Text text = diag_source_text(diag, number);
    *source = (Source){.number = number, .original = text};
    if (text.size > SOURCE_BYTES) {
        diag_add(diag, DIAG_E0101, (Span){number, 0, 0}, NULL);
        return false;
    }
    size_t invalid = utf8_invalid(text);
    if (invalid != SIZE_MAX) {
        Span span = {number, (uint32_t)invalid, (uint32_t)invalid + 1};
        diag_add(diag, DIAG_E0102, span, arena_format(diag_arena(diag), "%zu", invalid), NULL);
        return false;
    }
    source->folded = arena_alloc(arena, text.size + 2);
    Walk walk = {.source = source, .diag = diag};
    return walk_text(&walk);
}

uint32_t source_original(Source *source, size_t folded)
{
    while (source->at_folded < folded) {
        bool ascii = !(source->folded[source->at_folded++] & 0x80);
        unsigned char lead = (unsigned char)source->original.at[source->at_original];
        source->at_original += !ascii || lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    }
    return (uint32_t)source->at_original;
}
