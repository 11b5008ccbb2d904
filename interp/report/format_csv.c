/* CSV: RFC 4180 quoting, line feeds, texts that stay texts in a spreadsheet. */
#include "interp/report/table.h"

/* The characters that begin a formula in a spreadsheet, full-width forms too. */
static bool begins_formula(Text text)
{
    size_t at = 0;
    switch (text.size == 0 ? 0 : utf8_next(text, &at)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return true;
    default:
        return false;
    }
}

void report_csv_text(Output *out, Text text)
{
    if (!begins_formula(text)) {
        output_csv(out, text);
        return;
    }
    Output *guarded = output_memory();
    output_char(guarded, '\'');
    output_text(guarded, text);
    output_csv(out, output_contents(guarded));
    output_close(guarded);
}

static void write_header(Output *out, const ReportTable *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (c > 0)
            output_char(out, ',');
        report_csv_text(out, table->columns[c].name);
    }
    output_char(out, '\n');
}

/* The numbers from column c on, up to the next text; returns where that is. */
static size_t write_numbers(Output *out, const ReportTable *table, size_t c)
{
    char *start = output_reserve(out, (table->column_count - c) * (CELL_ROOM + 1)), *at = start;
    for (; c < table->column_count && table->columns[c].is_number; c++) {
        *at = ',';
        at += c > 0;
        at += table->number(table->context, c, at);
    }
    output_advance(out, (size_t)(at - start));
    return c;
}

static void write_row(Output *out, const ReportTable *table)
{
    char room[CELL_ROOM];
    for (size_t c = 0; c < table->column_count;) {
        if (table->columns[c].is_number) {
            c = write_numbers(out, table, c);
            continue;
        }
        if (c > 0)
            output_char(out, ',');
        report_csv_text(out, table->text(table->context, c++, room));
    }
    output_char(out, '\n');
}

/* One table after the other, with an empty line between. */
void report_write_csv(Output *out, const ReportTable *tables, size_t count, ReportStyle style)
{
    if (style.bom)
        output_string(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            output_char(out, '\n');
        write_header(out, &tables[i]);
        tables[i].rewind(tables[i].context);
        while (tables[i].next(tables[i].context))
            write_row(out, &tables[i]);
    }
}
