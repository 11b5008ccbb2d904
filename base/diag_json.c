/* Diagnostics as JSON, for editors and other programs. */
#include "base/diag_internal.h"

const char *severity_name(Severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_NOTE:
        return "note";
    }
    return "";
}

static void write_number(Output *out, const char *key, uint64_t number)
{
    output_format(out, ",\"%s\":", key);
    if (number == 0)
        output_string(out, "null");
    else
        output_format(out, "%llu", (unsigned long long)number);
}

static void write_words(Output *out, const char *key, Text words)
{
    output_format(out, ",\"%s\":", key);
    output_json(out, words);
}

JsonPlace source_place(const Diag *diag, Span span, Arena *arena, LineIndex *indexes)
{
    Text text = diag_source_text(diag, span.source);
    LineIndex *index = &indexes[span.source];
    if (index->starts == NULL)
        *index = line_index_new(arena, text);
    span = span_settle(span, text);
    return (JsonPlace){.file = diag_source_name(diag, span.source),
                       .line = line_index_find(index, span.start) + 1,
                       .column = line_index_column(index, span.start),
                       .end_line = line_index_find(index, span.end) + 1,
                       .end_column = line_index_column(index, span.end)};
}

static void write_place(Output *out, JsonPlace place)
{
    if (place.file.size > 0)
        write_words(out, "file", place.file);
    else
        output_string(out, ",\"file\":null");
    write_number(out, "line", place.line);
    write_number(out, "column", place.column);
    write_number(out, "end_line", place.end_line);
    write_number(out, "end_column", place.end_column);
}

static void write_entry(Output *out, const Diag *diag, const DiagEntry *entry, Arena *arena,
                        LineIndex *indexes)
{
    Language language = diag->language;
    const char *message = diag_template(entry->code, language);
    const char *help = diag_help(entry->code, language);
    output_format(out, "{\"code\":\"%s\"", diag_name(entry->code));
    write_words(out, "severity", text_from(severity_name(diag_severity(entry->code))));
    write_words(out, "message", diag_fill(entry, arena, message, language));
    write_words(out, "help", diag_fill(entry, arena, help, language));
    switch (entry->place) {
    case PLACE_NONE:
        write_place(out, (JsonPlace){.line = 0});
        break;
    case PLACE_SOURCE:
        write_place(out, source_place(diag, entry->span, arena, indexes));
        break;
    case PLACE_DATA:
        write_place(out, (JsonPlace){.file = entry->file, .line = entry->line});
        break;
    }
    if (entry->within.in[language].size > 0)
        write_words(out, "block", entry->within.in[language]);
    if (entry->place == PLACE_DATA)
        write_words(out, "field", entry->column);
    output_char(out, '}');
}

/* A note, so that nobody takes what is kept for all there is. */
static void write_omitted(Output *out, const Diag *diag)
{
    const char *words = diag->language == LANG_ZH ? "另有 %llu 处错误只计数，未保留"
                                                  : "%llu more errors were counted but not kept";
    Output *message = output_memory();
    output_format(message, words, (unsigned long long)diag->omitted);
    output_string(out, "{\"code\":null,\"severity\":\"note\"");
    write_words(out, "message", output_contents(message));
    write_words(out, "help", TEXT(""));
    write_place(out, (JsonPlace){0});
    output_char(out, '}');
    output_close(message);
}

void diag_print_json(const Diag *diag, Output *out)
{
    Arena *arena = arena_new(0);
    LineIndex *indexes = arena_alloc(arena, diag->source_count * sizeof *indexes);
    const DiagEntry **entries = diag_ordered(diag, arena);
    output_char(out, '[');
    for (size_t i = 0; i < diag->stored; i++) {
        output_string(out, i == 0 ? "\n" : ",\n");
        write_entry(out, diag, entries[i], arena, indexes);
    }
    if (diag->omitted > 0) {
        output_string(out, diag->stored == 0 ? "\n" : ",\n");
        write_omitted(out, diag);
    }
    output_string(out, diag->stored == 0 && diag->omitted == 0 ? "]\n" : "\n]\n");
    arena_free(arena);
}
