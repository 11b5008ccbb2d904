/* Shared by the files of the diagnostics module, for nobody else. */
#ifndef MERIT_BASE_DIAG_INTERNAL_H
#define MERIT_BASE_DIAG_INTERNAL_H

#include "base/diag.h"

enum {
    DIAG_ARGUMENTS = 10,
    DIAG_STORED = 100000, /* diagnostics kept in full; later ones are only counted */
    LANGUAGES = LANG_ZH + 1
};

/* The same words in each language, already safe to show. */
typedef struct Wording {
    Text in[LANGUAGES];
} Wording;

typedef enum PlaceKind { PLACE_NONE, PLACE_SOURCE, PLACE_DATA } PlaceKind;

typedef struct DiagLabel {
    Span span;
    Wording wording;
    struct DiagLabel *next;
} DiagLabel;

typedef struct DiagEntry {
    DiagCode code;
    PlaceKind place;
    Span span; /* PLACE_SOURCE */
    Text file; /* PLACE_DATA, as are the following three */
    uint64_t line;
    Text column, raw;
    size_t arguments;
    Wording argument[DIAG_ARGUMENTS];
    Wording within; /* empty: none */
    DiagLabel *labels, *last_label;
} DiagEntry;

typedef struct DiagSource {
    Text name, text;
} DiagSource;

/* Open addressing; an entry is its index + 1. Holds the places at which a code was already said. */
typedef struct SaidSet {
    uint32_t *slots;
    size_t room, used; /* room is 0 or a power of two */
} SaidSet;

struct Diag {
    Arena *arena;
    Language language;
    DiagSource *sources;
    size_t source_count, source_room;
    DiagEntry **entries; /* the first DIAG_STORED of `count` */
    size_t stored, stored_room;
    uint16_t *codes; /* of all */
    size_t count, code_room;
    size_t errors;
    uint64_t omitted; /* errors beside those of `count` */
    SaidSet said;
    DiagEntry *last; /* takes labels; NULL when the last one was not stored */
};

/* The template with its arguments, in the diagnostics' language. */
Text diag_fill(const DiagEntry *entry, Arena *arena, const char *template, Language language);
const char *diag_help(DiagCode code, Language language);
/* The stored ones by place: without one first, then by source and offset, then data as added. */
const DiagEntry **diag_ordered(const Diag *diag, Arena *arena);

/* ---- diag_place.c: where a byte lies in a source ---- */

/* The starts of a source's lines, and how many characters lie before every LINE_BLOCK bytes. */
typedef struct LineIndex {
    Text text;
    uint32_t *starts;
    size_t count; /* of lines, at least 1 */
    uint32_t *characters;
} LineIndex;

LineIndex line_index_new(Arena *arena, Text text);
size_t line_index_find(const LineIndex *index, uint32_t offset); /* the line, from 0 */
Text line_index_text(const LineIndex *index, size_t line);       /* without its end */
/* From 1, in characters; takes no longer on a long line. */
uint32_t line_index_column(const LineIndex *index, uint32_t offset);
/* The span within its text; one at the very end moves back to the end of what is written. */
Span span_settle(Span span, Text text);

/* ---- diag_json.c: what JSON and SARIF share ---- */

typedef struct JsonPlace {
    Text file;
    uint64_t line, column, end_line, end_column; /* 0: none */
} JsonPlace;

const char *severity_name(Severity severity); /* "error" */
/* indexes: one a source, made when first needed. */
JsonPlace source_place(const Diag *diag, Span span, Arena *arena, LineIndex *indexes);

/* ---- diag_quote.c: a line of a source with carets below it ---- */

enum { SCREEN_COLUMNS = 100, MARKS_MOST = 8 };

typedef struct Mark {
    Span span;
    Text text; /* "" for carets alone */
} Mark;

/* ANSI sequences, or "". */
typedef struct QuoteStyle {
    const char *gutter, *mark, *plain;
} QuoteStyle;

/* Quotes line `line` (from 0) with the parts of the marks on it, at most MARKS_MOST. A long line is
 * shown around the first mark. */
void quote_marked(Output *out, Arena *arena, const LineIndex *index, size_t line, const Mark *marks,
                  size_t count, QuoteStyle style);
/* Quotes a record of data from its beginning; line from 1. */
void quote_record(Output *out, Arena *arena, uint64_t line, Text raw, QuoteStyle style);

#endif
