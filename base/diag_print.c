/* Diagnostics as text for people. */
#include "base/diag_internal.h"

#include <stdlib.h>

typedef struct Printer {
    const Diag *diag;
    Output *out;
    Arena *arena;
    LineIndex *indexes; /* one a source, made when first needed: text.at is NULL before */
    bool color;
} Printer;

/* ---- Words and colours ---- */

static const char *severity_word(Severity severity, Language language)
{
    static const char *const words[][LANGUAGES] = {
        [SEVERITY_ERROR] = {"error", "错误"},
        [SEVERITY_WARNING] = {"warning", "警告"},
        [SEVERITY_NOTE] = {"note", "说明"},
    };
    return words[severity][language];
}

static const char *severity_color(Severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "\x1b[1;31m";
    case SEVERITY_WARNING:
        return "\x1b[1;33m";
    case SEVERITY_NOTE:
        return "\x1b[1;36m";
    }
    return "";
}

static QuoteStyle quote_style(const Printer *printer, Severity severity)
{
    if (!printer->color)
        return (QuoteStyle){"", "", ""};
    return (QuoteStyle){"\x1b[2m", severity_color(severity), "\x1b[0m"};
}

/* ---- Places ---- */

static const LineIndex *source_index(Printer *printer, uint32_t source)
{
    LineIndex *index = &printer->indexes[source];
    if (index->starts == NULL)
        *index = line_index_new(printer->arena, diag_source_text(printer->diag, source));
    return index;
}

static Span settle(const Printer *printer, Span span)
{
    return span_settle(span, diag_source_text(printer->diag, span.source));
}

static void write_source_place(Printer *printer, Output *out, const DiagEntry *entry)
{
    bool is_chinese = printer->diag->language == LANG_ZH;
    Text within = entry->within.in[printer->diag->language];
    Span span = settle(printer, entry->span);
    size_t line = line_index_find(source_index(printer, span.source), span.start);
    output_text(out, diag_source_name(printer->diag, span.source));
    output_format(out, ":%zu", line + 1);
    if (within.size > 0)
        output_string(out, is_chinese ? "，" : ", ");
    output_text(out, within);
}

static void write_data_place(const Printer *printer, Output *out, const DiagEntry *entry)
{
    bool is_chinese = printer->diag->language == LANG_ZH;
    output_text(out, entry->file);
    output_format(out, ":%llu", (unsigned long long)entry->line);
    if (entry->column.size > 0)
        output_string(out, is_chinese ? "，列 " : ", column ");
    output_text(out, entry->column);
}

static Text place_text(Printer *printer, const DiagEntry *entry)
{
    Output *out = output_memory();
    switch (entry->place) {
    case PLACE_NONE:
        break;
    case PLACE_SOURCE:
        write_source_place(printer, out, entry);
        break;
    case PLACE_DATA:
        write_data_place(printer, out, entry);
        break;
    }
    Text text = text_copy(printer->arena, output_contents(out));
    output_close(out);
    return text;
}

/* ---- One diagnostic ---- */

/* The message on the left, the place ending at the screen's right edge. */
static void print_header(Printer *printer, const DiagEntry *entry)
{
    Language language = printer->diag->language;
    Severity severity = diag_severity(entry->code);
    QuoteStyle style = quote_style(printer, severity);
    const char *name = arena_format(printer->arena, "%s %s", severity_word(severity, language),
                                    diag_name(entry->code));
    const char *colon = language == LANG_ZH ? "：" : ": ";
    Text message = diag_fill(entry, printer->arena, diag_template(entry->code, language), language);
    Text place = place_text(printer, entry);
    output_format(printer->out, "%s%s%s%s", style.mark, name, style.plain, colon);
    output_text(printer->out, message);
    if (place.size > 0) {
        size_t used = text_width(text_from(name)) + text_width(text_from(colon)) +
                      text_width(message) + text_width(place);
        output_pad(printer->out, used + 2 < SCREEN_COLUMNS ? SCREEN_COLUMNS - used : 2);
    }
    output_text(printer->out, place);
    output_char(printer->out, '\n');
}

/* A line of its own for each line of the help, indented. */
static void print_help(Printer *printer, const DiagEntry *entry)
{
    Language language = printer->diag->language;
    Text help = diag_fill(entry, printer->arena, diag_help(entry->code, language), language);
    for (size_t from = 0, at = 0; at < help.size; from = ++at) {
        while (at < help.size && help.at[at] != '\n')
            at++;
        output_string(printer->out, "  ");
        output_text(printer->out, text_slice(help, from, at));
        output_char(printer->out, '\n');
    }
}

static bool is_within(Span inner, Span outer)
{
    return inner.source == outer.source && inner.start >= outer.start && inner.end <= outer.end;
}

/* The primary span and the labels. A label on the primary span or on a part of it says more than
 * the bare carets, which then are left out. */
static size_t collect_marks(const Printer *printer, const DiagEntry *entry, Mark *marks,
                            size_t most)
{
    Span primary = settle(printer, entry->span);
    size_t count = 0;
    marks[count++] = (Mark){.span = primary, .text = TEXT("")};
    bool is_covered = false;
    for (const DiagLabel *label = entry->labels; label != NULL && count < most;
         label = label->next) {
        Mark mark = {settle(printer, label->span), label->wording.in[printer->diag->language]};
        is_covered = is_covered || is_within(mark.span, primary);
        marks[count++] = mark;
    }
    if (!is_covered)
        return count;
    for (size_t i = 1; i < count; i++)
        marks[i - 1] = marks[i];
    return count - 1;
}

/* Takes the marks that share the first one's line out of marks into same; returns how many. */
static size_t take_line(Printer *printer, Mark *marks, size_t *count, Mark *same)
{
    uint32_t source = marks[0].span.source;
    const LineIndex *index = source_index(printer, source);
    size_t line = line_index_find(index, marks[0].span.start), taken = 0, left = 0;
    for (size_t i = 0; i < *count; i++) {
        Span span = marks[i].span;
        if (span.source == source && line_index_find(index, span.start) == line)
            same[taken++] = marks[i];
        else
            marks[left++] = marks[i];
    }
    *count = left;
    return taken;
}

static void print_quotes(Printer *printer, const DiagEntry *entry)
{
    Mark marks[MARKS_MOST + 1], same[MARKS_MOST + 1];
    QuoteStyle style = quote_style(printer, diag_severity(entry->code));
    uint32_t source = entry->span.source;
    size_t count = collect_marks(printer, entry, marks, MARKS_MOST + 1);
    while (count > 0) {
        Span first = marks[0].span;
        const LineIndex *index = source_index(printer, first.source);
        if (first.source != source) {
            output_string(printer->out, "  ");
            output_text(printer->out, diag_source_name(printer->diag, first.source));
            output_string(printer->out, printer->diag->language == LANG_ZH ? "：\n" : ":\n");
            source = first.source;
        }
        size_t taken = take_line(printer, marks, &count, same);
        quote_marked(printer->out, printer->arena, index, line_index_find(index, first.start), same,
                     taken, style);
    }
}

static void print_entry(Printer *printer, const DiagEntry *entry)
{
    print_header(printer, entry);
    if (entry->place == PLACE_SOURCE)
        print_quotes(printer, entry);
    if (entry->place == PLACE_DATA && entry->raw.size > 0)
        quote_record(printer->out, printer->arena, entry->line, entry->raw,
                     quote_style(printer, diag_severity(entry->code)));
    print_help(printer, entry);
}

/* ---- All of them ---- */

/* By place in the sources; without a place first, data last, each as added. */
static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

typedef struct Ordered {
    const DiagEntry *entry;
    size_t index;
} Ordered;

static int compare_entries(const void *left, const void *right)
{
    const Ordered *a = left, *b = right;
    int order = compare_numbers(a->entry->place, b->entry->place);
    if (order == 0 && a->entry->place == PLACE_SOURCE) {
        order = compare_numbers(a->entry->span.source, b->entry->span.source);
        if (order == 0)
            order = compare_numbers(a->entry->span.start, b->entry->span.start);
    }
    return order != 0 ? order : compare_numbers(a->index, b->index);
}

const DiagEntry **diag_ordered(const Diag *diag, Arena *arena)
{
    Ordered *ordered = arena_alloc(arena, diag->stored * sizeof *ordered);
    const DiagEntry **entries = arena_alloc(arena, diag->stored * sizeof(DiagEntry *));
    for (size_t i = 0; i < diag->stored; i++)
        ordered[i] = (Ordered){diag->entries[i], i};
    qsort(ordered, diag->stored, sizeof *ordered, compare_entries);
    for (size_t i = 0; i < diag->stored; i++)
        entries[i] = ordered[i].entry;
    return entries;
}

static void print_rest(const Printer *printer, uint64_t rest, bool is_error)
{
    unsigned long long number = rest, omitted = is_error ? printer->diag->omitted : 0;
    if (rest == 0)
        return;
    if (printer->diag->language == LANG_ZH) {
        output_format(printer->out, "……另有 %llu 处%s", number, is_error ? "错误" : "警告");
        if (omitted > 0)
            output_format(printer->out, "，其中 %llu 处只计数，未保留", omitted);
    } else {
        output_format(printer->out, "… and %llu more %s%s", number, is_error ? "error" : "warning",
                      rest == 1 ? "" : "s");
        if (omitted > 0)
            output_format(printer->out, ", of which %llu were counted but not kept", omitted);
    }
    output_char(printer->out, '\n');
}

/* Errors and the others are counted apart, so that warnings do not hide an error. */
void diag_print(const Diag *diag, Output *out, size_t most, bool color)
{
    Printer printer = {.diag = diag, .out = out, .arena = arena_new(0), .color = color};
    printer.indexes = arena_alloc(printer.arena, diag->source_count * sizeof *printer.indexes);
    const DiagEntry **entries = diag_ordered(diag, printer.arena);
    size_t errors = 0, others = 0;
    for (size_t i = 0; i < diag->stored; i++) {
        bool is_error = diag_severity(entries[i]->code) == SEVERITY_ERROR;
        size_t *shown = is_error ? &errors : &others;
        if (most != 0 && *shown == most)
            continue;
        print_entry(&printer, entries[i]);
        ++*shown;
    }
    print_rest(&printer, diag->errors - errors + diag->omitted, true);
    print_rest(&printer, diag->count - diag->errors - others, false);
    arena_free(printer.arena);
}

Text diag_message(const Diag *diag, size_t index, Arena *arena)
{
    const DiagEntry *entry = diag->entries[index];
    return diag_fill(entry, arena, diag_template(entry->code, diag->language), diag->language);
}
