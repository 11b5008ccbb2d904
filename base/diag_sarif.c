/* Diagnostics as SARIF 2.1.0, for what shows findings beside code. */
#include "base/diag_internal.h"

typedef struct Sarif {
    const Diag *diag;
    Output *out;
    Arena *arena;
    LineIndex *indexes;
} Sarif;

static void write_text(const Sarif *sarif, const char *key, Text text)
{
    output_format(sarif->out, "\"%s\":{\"text\":", key);
    output_json(sarif->out, text);
    output_char(sarif->out, '}');
}

/* The message of a code, with … for what differs from place to place. */
static Text summary_of(const Sarif *sarif, DiagCode code)
{
    Output *words = output_memory();
    for (const char *at = diag_template(code, sarif->diag->language); *at != '\0'; at++) {
        bool is_argument = at[0] == '{' && at[1] != '\0' && at[2] == '}';
        if (is_argument)
            output_string(words, "…");
        else
            output_char(words, *at);
        at += is_argument ? 2 : 0;
    }
    Text text = text_copy(sarif->arena, output_contents(words));
    output_close(words);
    return text;
}

/* A rule for each code, in the order of the codes. */
static void write_rules(const Sarif *sarif)
{
    bool is_first = true;
    for (int code = 0; code < DIAG_COUNT; code++) {
        bool occurs = false;
        for (size_t i = 0; i < sarif->diag->stored && !occurs; i++)
            occurs = sarif->diag->entries[i]->code == (DiagCode)code;
        if (!occurs)
            continue;
        output_format(sarif->out, "%s\n        {\"id\":\"%s\",", is_first ? "" : ",",
                      diag_name((DiagCode)code));
        write_text(sarif, "shortDescription", summary_of(sarif, (DiagCode)code));
        output_format(sarif->out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}",
                      severity_name(diag_severity((DiagCode)code)));
        is_first = false;
    }
}

static void write_location(const Sarif *sarif, Span span)
{
    JsonPlace place = source_place(sarif->diag, span, sarif->arena, sarif->indexes);
    output_string(sarif->out, "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    output_json(sarif->out, place.file);
    output_format(sarif->out,
                  "},\"region\":{\"startLine\":%llu,\"startColumn\":%llu,\"endLine\":%llu,"
                  "\"endColumn\":%llu}}",
                  (unsigned long long)place.line, (unsigned long long)place.column,
                  (unsigned long long)place.end_line, (unsigned long long)place.end_column);
}

/* The message, then the help as a sentence of its own. */
static Text message_of(const Sarif *sarif, const DiagEntry *entry)
{
    Language language = sarif->diag->language;
    Output *words = output_memory();
    output_text(words,
                diag_fill(entry, sarif->arena, diag_template(entry->code, language), language));
    Text help = diag_fill(entry, sarif->arena, diag_help(entry->code, language), language);
    if (help.size > 0) {
        output_char(words, '\n');
        output_text(words, help);
    }
    Text text = text_copy(sarif->arena, output_contents(words));
    output_close(words);
    return text;
}

static void write_related(const Sarif *sarif, const DiagEntry *entry)
{
    output_string(sarif->out, ",\n       \"relatedLocations\":[");
    for (const DiagLabel *label = entry->labels; label != NULL; label = label->next) {
        write_location(sarif, label->span);
        output_char(sarif->out, ',');
        write_text(sarif, "message", label->wording.in[sarif->diag->language]);
        output_string(sarif->out, label->next != NULL ? "}," : "}");
    }
    output_char(sarif->out, ']');
}

static void write_result(const Sarif *sarif, const DiagEntry *entry)
{
    output_format(sarif->out, "\n      {\"ruleId\":\"%s\",\"level\":\"%s\",",
                  diag_name(entry->code), severity_name(diag_severity(entry->code)));
    write_text(sarif, "message", message_of(sarif, entry));
    if (entry->place == PLACE_SOURCE) {
        output_string(sarif->out, ",\n       \"locations\":[");
        write_location(sarif, entry->span);
        output_string(sarif->out, "}]");
    }
    if (entry->labels != NULL)
        write_related(sarif, entry);
    output_char(sarif->out, '}');
}

void diag_print_sarif(const Diag *diag, Output *out)
{
    Arena *arena = arena_new(0);
    Sarif sarif = {diag, out, arena,
                   arena_alloc(arena, (diag->source_count + 1) * sizeof(LineIndex))};
    const DiagEntry **entries = diag_ordered(diag, arena);
    output_string(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                       "\"version\":\"2.1.0\",\n \"runs\":[\n  {\"tool\":{\"driver\":{"
                       "\"name\":\"merit\",\"rules\":[");
    write_rules(&sarif);
    output_string(out, "]}},\n   \"columnKind\":\"unicodeCodePoints\",\"results\":[");
    for (size_t i = 0; i < diag->stored; i++) {
        output_string(out, i == 0 ? "" : ",");
        write_result(&sarif, entries[i]);
    }
    output_string(out, "]}]}\n");
    arena_free(arena);
}
