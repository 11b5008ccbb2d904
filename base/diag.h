/* Diagnostics: located data in two languages, collected, then printed at the end of a phase. */
#ifndef MERIT_BASE_DIAG_H
#define MERIT_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/output.h"
#include "base/text.h"

typedef enum Language { LANG_EN, LANG_ZH } Language;
typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE } Severity;

/* E01xx text and words, E02xx grammar, E03xx names, types and units, E04xx versions, cycles and
 * meaning, E05xx constructs that do not evaluate, E06xx run scripts, E07xx tests, E08xx files and
 * options, E1xxx data (rejects), E2xxx limits and arithmetic, L1xxx findings of lint, Wxxxx
 * warnings.
 * base/diagnostics.def has a row for each: code, severity, English and Chinese message, English and
 * Chinese help ("write instead: ..."; "" for none). {0}..{9} stand for the arguments. */
typedef enum DiagCode {
#define DIAGNOSTIC(code, severity, en, zh, help_en, help_zh) DIAG_##code,
#include "base/diagnostics.def"
#undef DIAGNOSTIC
    DIAG_COUNT
} DiagCode;

/* Bytes [start, end) of a source registered with diag_source. */
typedef struct Span {
    uint32_t source;
    uint32_t start, end;
} Span;

typedef struct Diag Diag;

/* An argument in both languages: "points" \x1f "分"; plain text is used for both. */
#define BOTH(en, zh) en "\x1f" zh

Diag *diag_new(Language language);
void diag_free(Diag *diag);
Language diag_language(const Diag *diag);
void diag_speak(Diag *diag, Language language); /* what is printed from now on */
Arena *diag_arena(Diag *diag);                  /* for arguments made with arena_format */

/* Registers a source text (borrowed until diag_free) and returns its number, for spans. */
uint32_t diag_source(Diag *diag, Text name, Text text);
Text diag_source_name(const Diag *diag, uint32_t source);
Text diag_source_text(const Diag *diag, uint32_t source);

/* Adds a diagnostic at a span, unless the same code was already said there. The arguments are
 * `const char *`, terminated, then NULL; copied. */
void diag_add(Diag *diag, DiagCode code, Span span, ...) __attribute__((sentinel));
/* One without a place: a file that cannot be opened, an option. */
void diag_plain(Diag *diag, DiagCode code, ...) __attribute__((sentinel));
/* One in data: file, line (from 1), column's name (may be empty), the record as read. */
void diag_data(Diag *diag, DiagCode code, Text file, uint64_t line, Text column, Text raw, ...)
    __attribute__((sentinel));
/* Another place of the last diagnostic, with a short text in both languages (BOTH). A label on the
 * diagnostic's own span gives that span its text; labels on parts of it replace its carets. */
void diag_label(Diag *diag, Span span, const char *text);
/* In which block the place is: "score bonus"; shown beside the line number. */
void diag_within(Diag *diag, const char *block);

size_t diag_errors(const Diag *diag); /* how many of severity error */
size_t diag_count(const Diag *diag);  /* all; the first 100,000 are kept in full */
DiagCode diag_code_at(const Diag *diag, size_t index);
/* Errors that were found but not added: printing counts them. */
void diag_omit(Diag *diag, uint64_t errors);
/* Forget everything added after `count`: for speculative work. */
void diag_truncate(Diag *diag, size_t count);

/* Text for people, by place: at most `most` errors and as many others (0: all), then "and N more".
 * Color: ANSI. */
void diag_print(const Diag *diag, Output *out, size_t most, bool color);
/* An array of objects: code, severity, message, help, file, line, column, end_line, end_column
 * (from 1, in characters; null where there is none), block and field where known. What diag_omit
 * counted is a note without a code at the end. */
void diag_print_json(const Diag *diag, Output *out);
/* The same as a SARIF 2.1.0 log of one run, with a rule for each code that occurs. */
void diag_print_sarif(const Diag *diag, Output *out);

/* What one of them says, without its place. */
Text diag_message(const Diag *diag, size_t index, Arena *arena);

const char *diag_name(DiagCode code); /* "E0301" */
Severity diag_severity(DiagCode code);
bool diag_lookup(DiagCode *code, Text name); /* case does not matter */
const char *diag_template(DiagCode code, Language language);

#endif
