/* JSON: an object with an array for each kind of subject; JSON Lines: an object a row. */
#include "interp/report/table.h"

#include <string.h>

void report_json_number(Output *out, Text number)
{
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
