/* Tables for people: aligned by the columns of a terminal, and the same as Markdown. */
#include "interp/report/table.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2 };

/* Absent values. An en dash is one column wide everywhere. */
static const char ABSENT[] = "–";

/* What stands in a cell, safe for a terminal. Lives until the arena is freed. */
static Text cell_text(Arena *arena, const ReportTable *table, size_t column)
{
    char room[CELL_ROOM];
    Text text = {room, 0};
    if (table->columns[column].is_number)
        text.size = table->number(table->context, column, room);
    else
        text = table->text(table->context, column, room);
    return text.size == 0 ? text_from(ABSENT) : text_visible(arena, text);
}

Text report_nothing(ReportStyle style)
{
    return style.language == LANG_ZH ? TEXT("（无）") : TEXT("(none)");
}

/* The columns up to the last one that has a unit. */
static size_t unit_columns(const ReportTable *table)
{
    size_t count = table->column_count;
    while (count > 0 && table->columns[count - 1].unit.size == 0)
        count--;
    return count;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* One pass over the rows, each with an arena of its own: nothing is kept but the widths. */
static size_t *measure(const ReportTable *table)
{
    size_t *widths = memory_resize(NULL, (table->column_count + 1) * sizeof *widths);
    for (size_t c = 0; c < table->column_count; c++)
        widths[c] = larger(text_width(table->columns[c].shown), text_width(table->columns[c].unit));
    table->rewind(table->context);
    while (table->next(table->context)) {
        Arena *arena = arena_new(0);
        for (size_t c = 0; c < table->column_count; c++)
            widths[c] = larger(widths[c], text_width(cell_text(arena, table, c)));
        arena_free(arena);
    }
    return widths;
}

/* Numbers stand at the right, texts at the left; the last column is not padded. */
static void put_cell(Output *out, const ReportTable *table, size_t column, Text text, size_t width)
{
    size_t pad = width - text_width(text);
    bool is_number = table->columns[column].is_number;
    output_pad(out, column > 0 ? GAP : 0);
    output_pad(out, is_number ? pad : 0);
    output_text(out, text);
    output_pad(out, !is_number && column + 1 < table->column_count ? pad : 0);
}

static void put_rule(Output *out, const ReportTable *table, const size_t *widths)
{
    for (size_t c = 0; c < table->column_count; c++) {
        output_pad(out, c > 0 ? GAP : 0);
        for (size_t i = 0; i < widths[c]; i++)
            output_char(out, '-');
    }
    output_char(out, '\n');
}

static void put_header(Output *out, const ReportTable *table, const size_t *widths,
                       ReportStyle style)
{
    if (table->heading.size > 0) {
        output_text(out, table->heading);
        output_string(out, "\n\n");
    }
    output_string(out, style.color ? "\x1b[1m" : "");
    for (size_t c = 0; c < table->column_count; c++)
        put_cell(out, table, c, table->columns[c].shown, widths[c]);
    output_string(out, style.color ? "\x1b[0m\n" : "\n");
    size_t units = unit_columns(table);
    for (size_t c = 0; c < units; c++)
        put_cell(out, table, c, table->columns[c].unit, widths[c]);
    output_string(out, units > 0 ? "\n" : "");
    put_rule(out, table, widths);
}

static void put_rows(Output *out, const ReportTable *table, const size_t *widths, ReportStyle style)
{
    bool is_empty = true;
    table->rewind(table->context);
    while (table->next(table->context)) {
        Arena *arena = arena_new(0);
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(out, table, c, cell_text(arena, table, c), widths[c]);
        output_char(out, '\n');
        arena_free(arena);
        is_empty = false;
    }
    if (is_empty) {
        output_text(out, report_nothing(style));
        output_char(out, '\n');
    }
}

void report_write_table(Output *out, const ReportTable *tables, size_t count, ReportStyle style)
{
    for (size_t i = 0; i < count; i++) {
        const ReportTable *table = &tables[i];
        size_t *widths = measure(table);
        if (i > 0)
            output_char(out, '\n');
        put_header(out, table, widths, style);
        put_rows(out, table, widths, style);
        free(widths);
    }
}

/* ---- Markdown ---- */

static void put_escaped(Output *out, Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (memchr("|\\`*_<[", text.at[i], 7) != NULL)
            output_char(out, '\\');
        output_char(out, text.at[i]);
    }
}

static void md_header(Output *out, const ReportTable *table)
{
    if (table->heading.size > 0) {
        output_string(out, "**");
        put_escaped(out, table->heading);
        output_string(out, "**\n\n");
    }
    for (size_t c = 0; c < table->column_count; c++) {
        output_string(out, "| ");
        put_escaped(out, table->columns[c].shown);
        if (table->columns[c].unit.size > 0) {
            output_string(out, " (");
            put_escaped(out, table->columns[c].unit);
            output_char(out, ')');
        }
        output_char(out, ' ');
    }
    output_string(out, "|\n");
    for (size_t c = 0; c < table->column_count; c++)
        output_string(out, table->columns[c].is_number ? "| ---: " : "| --- ");
    output_string(out, "|\n");
}

static void md_rows(Output *out, const ReportTable *table, ReportStyle style)
{
    bool is_empty = true;
    table->rewind(table->context);
    while (table->next(table->context)) {
        Arena *arena = arena_new(0);
        for (size_t c = 0; c < table->column_count; c++) {
            output_string(out, "| ");
            put_escaped(out, cell_text(arena, table, c));
            output_char(out, ' ');
        }
        output_string(out, "|\n");
        arena_free(arena);
        is_empty = false;
    }
    if (is_empty) { /* behind a line of its own, else it would be a row */
        output_char(out, '\n');
        output_text(out, report_nothing(style));
        output_char(out, '\n');
    }
}

void report_write_md(Output *out, const ReportTable *tables, size_t count, ReportStyle style)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            output_char(out, '\n');
        md_header(out, &tables[i]);
        md_rows(out, &tables[i], style);
    }
}
