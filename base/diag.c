/* Collecting diagnostics. */
#include "base/diag_internal.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENT_MOST = 200, RAW_MOST = 400 }; /* bytes kept for showing */

Diag *diag_new(Language language)
{
    Diag *diag = memory_resize(NULL, sizeof *diag);
    *diag = (Diag){.arena = arena_new(0), .language = language};
    return diag;
}

void diag_free(Diag *diag)
{
    free(diag->said.slots);
    free(diag->codes);
    arena_free(diag->arena);
    free(diag);
}

void diag_speak(Diag *diag, Language language)
{
    diag->language = language;
}

Language diag_language(const Diag *diag)
{
    return diag->language;
}

Arena *diag_arena(Diag *diag)
{
    return diag->arena;
}

/* ---- Sources ---- */

uint32_t diag_source(Diag *diag, Text name, Text text)
{
    diag->sources = arena_grow(diag->arena, diag->sources, diag->source_count, &diag->source_room,
                               sizeof *diag->sources);
    diag->sources[diag->source_count] = (DiagSource){text_visible(diag->arena, name), text};
    return (uint32_t)diag->source_count++;
}

Text diag_source_name(const Diag *diag, uint32_t source)
{
    assert(source < diag->source_count);
    return diag->sources[source].name;
}

Text diag_source_text(const Diag *diag, uint32_t source)
{
    assert(source < diag->source_count);
    return diag->sources[source].text;
}

/* ---- Wordings ---- */

/* At most `most` bytes, ending between two characters. */
static Text cut_text(Text text, size_t most)
{
    if (text.size <= most)
        return text;
    size_t end = most;
    while (end > 0 && end + 3 > most && ((unsigned char)text.at[end] & 0xC0) == 0x80)
        end--;
    return text_slice(text, 0, end);
}

/* Safe to show and not too long. */
static Text shown(Arena *arena, Text text)
{
    Text cut = cut_text(text, ARGUMENT_MOST);
    Text visible = text_visible(arena, cut);
    if (cut.size == text.size)
        return visible;
    return text_from(arena_format(arena, "%.*s…", (int)visible.size, visible.at));
}

/* "english \x1f chinese", or the same for both. */
static Wording make_wording(Arena *arena, const char *words)
{
    const char *split = strchr(words, '\x1f');
    if (split == NULL) {
        Text both = shown(arena, text_from(words));
        return (Wording){{both, both}};
    }
    Text english = {words, (size_t)(split - words)};
    return (Wording){{shown(arena, english), shown(arena, text_from(split + 1))}};
}

Text diag_fill(const DiagEntry *entry, Arena *arena, const char *template, Language language)
{
    Output *out = output_memory();
    for (const char *at = template; *at != '\0'; at++) {
        bool is_place = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}';
        size_t number = is_place ? (size_t)(at[1] - '0') : 0;
        if (!is_place) {
            output_char(out, *at);
            continue;
        }
        if (number < entry->arguments)
            output_text(out, entry->argument[number].in[language]);
        at += 2;
    }
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

/* ---- Said once ---- */

static uint64_t place_hash(DiagCode code, Span span)
{
    uint32_t key[] = {(uint32_t)code, span.source, span.start, span.end};
    return text_hash((Text){(const char *)key, sizeof key});
}

static bool is_same_place(const DiagEntry *entry, DiagCode code, Span span)
{
    return entry->code == code && entry->span.source == span.source &&
           entry->span.start == span.start && entry->span.end == span.end;
}

static size_t said_slot(const Diag *diag, DiagCode code, Span span)
{
    const SaidSet *said = &diag->said;
    size_t slot = place_hash(code, span) & (said->room - 1);
    while (said->slots[slot] != 0 &&
           !is_same_place(diag->entries[said->slots[slot] - 1], code, span))
        slot = (slot + 1) & (said->room - 1);
    return slot;
}

/* Fills the set anew from the stored entries, with room for as many again. */
static void said_rebuild(Diag *diag)
{
    SaidSet *said = &diag->said;
    size_t room = 16;
    while (room < diag->stored * 4)
        room *= 2;
    said->slots = memory_resize(said->slots, room * sizeof *said->slots);
    memset(said->slots, 0, room * sizeof *said->slots);
    said->room = room;
    said->used = 0;
    for (size_t i = 0; i < diag->stored; i++) {
        const DiagEntry *entry = diag->entries[i];
        if (entry->place != PLACE_SOURCE)
            continue;
        said->slots[said_slot(diag, entry->code, entry->span)] = (uint32_t)i + 1;
        said->used++;
    }
}

static bool was_said(Diag *diag, DiagCode code, Span span)
{
    if (diag->said.used * 2 >= diag->said.room)
        said_rebuild(diag);
    return diag->said.slots[said_slot(diag, code, span)] != 0;
}

/* ---- Adding ---- */

static void count_code(Diag *diag, DiagCode code)
{
    if (diag->count == diag->code_room) {
        diag->code_room = diag->code_room == 0 ? 64 : diag->code_room * 2;
        diag->codes = memory_resize(diag->codes, diag->code_room * sizeof *diag->codes);
    }
    diag->codes[diag->count++] = (uint16_t)code;
    diag->errors += diag_severity(code) == SEVERITY_ERROR;
}

/* Counts it; returns the entry to fill, or NULL where no more are stored. */
static DiagEntry *add_entry(Diag *diag, DiagCode code, PlaceKind place, va_list arguments)
{
    count_code(diag, code);
    diag->last = NULL;
    if (diag->stored == DIAG_STORED)
        return NULL;
    DiagEntry *entry = arena_alloc(diag->arena, sizeof *entry);
    entry->code = code;
    entry->place = place;
    for (const char *words; (words = va_arg(arguments, const char *)) != NULL;)
        if (entry->arguments < DIAG_ARGUMENTS)
            entry->argument[entry->arguments++] = make_wording(diag->arena, words);
    diag->entries = arena_grow(diag->arena, diag->entries, diag->stored, &diag->stored_room,
                               sizeof *diag->entries);
    diag->entries[diag->stored++] = entry;
    diag->last = entry;
    return entry;
}

void diag_add(Diag *diag, DiagCode code, Span span, ...)
{
    assert(span.source < diag->source_count);
    if (was_said(diag, code, span)) {
        diag->last = NULL;
        return;
    }
    size_t slot = said_slot(diag, code, span);
    va_list arguments;
    va_start(arguments, span);
    DiagEntry *entry = add_entry(diag, code, PLACE_SOURCE, arguments);
    va_end(arguments);
    if (entry == NULL)
        return;
    entry->span = span;
    diag->said.slots[slot] = (uint32_t)diag->stored;
    diag->said.used++;
}

void diag_plain(Diag *diag, DiagCode code, ...)
{
    va_list arguments;
    va_start(arguments, code);
    add_entry(diag, code, PLACE_NONE, arguments);
    va_end(arguments);
}

void diag_data(Diag *diag, DiagCode code, Text file, uint64_t line, Text column, Text raw, ...)
{
    va_list arguments;
    va_start(arguments, raw);
    DiagEntry *entry = add_entry(diag, code, PLACE_DATA, arguments);
    va_end(arguments);
    if (entry == NULL)
        return;
    entry->file = shown(diag->arena, file);
    entry->line = line;
    entry->column = shown(diag->arena, column);
    entry->raw = text_copy(diag->arena, cut_text(raw, RAW_MOST));
}

void diag_label(Diag *diag, Span span, const char *text)
{
    assert(span.source < diag->source_count);
    if (diag->last == NULL)
        return;
    DiagLabel *label = arena_alloc(diag->arena, sizeof *label);
    *label = (DiagLabel){.span = span, .wording = make_wording(diag->arena, text)};
    if (diag->last->last_label == NULL)
        diag->last->labels = label;
    else
        diag->last->last_label->next = label;
    diag->last->last_label = label;
}

void diag_within(Diag *diag, const char *block)
{
    if (diag->last != NULL)
        diag->last->within = make_wording(diag->arena, block);
}

/* ---- Counting ---- */

size_t diag_errors(const Diag *diag)
{
    return diag->errors;
}

size_t diag_count(const Diag *diag)
{
    return diag->count;
}

DiagCode diag_code_at(const Diag *diag, size_t index)
{
    assert(index < diag->count);
    return (DiagCode)diag->codes[index];
}

void diag_omit(Diag *diag, uint64_t errors)
{
    diag->omitted += errors;
}

void diag_truncate(Diag *diag, size_t count)
{
    if (count == 0)
        diag->omitted = 0;
    if (count >= diag->count)
        return;
    while (diag->count > count)
        diag->errors -= diag_severity((DiagCode)diag->codes[--diag->count]) == SEVERITY_ERROR;
    if (diag->stored > count) {
        diag->stored = count;
        said_rebuild(diag);
    }
    diag->last = NULL;
}
