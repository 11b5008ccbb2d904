/* Tables as one page for a browser. */
#include "interp/report/html.h"
#include "interp/report/table.h"

static void put_header(Output *out, const ReportTable *table)
{
    output_string(out, "<thead><tr>\n");
    for (size_t c = 0; c < table->column_count; c++) {
        const ReportColumn *column = &table->columns[c];
        output_string(out, column->is_number ? "<th class=\"number\">" : "<th>");
        html_text(out, column->shown);
        if (column->unit.size > 0) {
            output_string(out, "<br>");
            html_text(out, column->unit);
        }
        output_string(out, "</th>\n");
    }
    output_string(out, "</tr></thead>\n");
}

static void put_row(Output *out, const ReportTable *table)
{
    char room[CELL_ROOM];
    output_string(out, "<tr>");
    for (size_t c = 0; c < table->column_count; c++) {
        bool is_number = table->columns[c].is_number;
        Text text = {room, 0};
        if (is_number)
            text.size = table->number(table->context, c, room);
        else
            text = table->text(table->context, c, room);
        output_string(out, is_number ? "<td class=\"number\">" : "<td>");
        html_text(out, text.size > 0 ? text : TEXT("–"));
        output_string(out, "</td>");
    }
    output_string(out, "</tr>\n");
}

void report_write_html(Output *out, const ReportTable *tables, size_t count, ReportStyle style)
{
    html_begin(out, count > 0 ? tables[0].heading : TEXT(""), style.language);
    for (size_t i = 0; i < count; i++) {
        const ReportTable *table = &tables[i];
        if (table->heading.size > 0)
            html_element(out, i == 0 ? "h1" : "h2", table->heading);
        output_string(out, "<table>\n");
        put_header(out, table);
        output_string(out, "<tbody>\n");
        bool is_empty = true;
        table->rewind(table->context);
        for (; table->next(table->context); is_empty = false)
            put_row(out, table);
        output_string(out, "</tbody>\n</table>\n");
        if (is_empty)
            html_element(out, "p", report_nothing(style));
    }
    html_end(out);
}
