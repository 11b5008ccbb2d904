/* JSON: an object with an array for each kind of subject; JSON Lines: an object a row. What is
 * open is an object: {"low":90,"high":98}, {"undecided":true}. */
#include "interp/report/table.h"

#include <string.h>

/* Where the .. of a range begins; the end of one number. */
static size_t range_at(Text number)
{
    const char *range = memmem(number.at, number.size, "..", 2);
    return range == NULL ? number.size : (size_t)(range - number.at);
}

void report_json_number(Output *out, Text number)
{
    size_t split = range_at(number);
    if (split < number.size) {
        output_string(out, "{\"low\":");
        report_json_number(out, text_slice(number, 0, split));
        output_string(out, ",\"high\":");
        report_json_number(out, text_slice(number, split + 2, number.size));
        output_char(out, '}');
        return;
    }
    if (number.size == 0)
        output_string(out, "null");
    else if (memchr(number.at, '/', number.size) != NULL)
        output_json(out, number);
    else
        output_text(out, number);
}

static void write_row(Output *out, const ReportTable *table)
{
    char room[CELL_ROOM];
    for (size_t c = 0; c < table->column_count; c++) {
        output_char(out, c == 0 ? '{' : ',');
        output_json(out, table->columns[c].name);
        output_char(out, ':');
        if (table->undecided && table->undecided(table->context, c)) {
            output_string(out, "{\"undecided\":true}");
            continue;
        }
        if (table->columns[c].is_number) {
            size_t size = table->number(table->context, c, room);
            report_json_number(out, (Text){room, size});
            continue;
        }
        Text text = table->text(table->context, c, room);
        if (text.size == 0)
            output_string(out, "null");
        else
            output_json(out, text);
    }
    output_char(out, '}');
}

void report_write_jsonl(Output *out, const ReportTable *tables, size_t count, ReportStyle style)
{
    (void)style;
    for (size_t i = 0; i < count; i++) {
        tables[i].rewind(tables[i].context);
        while (tables[i].next(tables[i].context)) {
            write_row(out, &tables[i]);
            output_char(out, '\n');
        }
    }
}

void report_write_json(Output *out, const ReportTable *tables, size_t count, ReportStyle style)
{
    (void)style;
    output_char(out, '{');
    for (size_t i = 0; i < count; i++) {
        output_string(out, i == 0 ? "\n" : ",\n");
        output_json(out, tables[i].kind);
        output_string(out, ": [");
        tables[i].rewind(tables[i].context);
        for (bool is_first = true; tables[i].next(tables[i].context); is_first = false) {
            output_string(out, is_first ? "\n" : ",\n");
            write_row(out, &tables[i]);
        }
        output_string(out, "\n]");
    }
    output_string(out, "\n}\n");
}
