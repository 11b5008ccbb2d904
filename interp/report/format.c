/* The formats by name. */
#include "interp/report/table.h"

typedef struct FormatRow {
    const char *name;
    ReportWriter *write;
} FormatRow;

static const FormatRow FORMATS[REPORT_FORMATS] = {
    [REPORT_TABLE] = {"table", report_write_table}, [REPORT_CSV] = {"csv", report_write_csv},
    [REPORT_JSON] = {"json", report_write_json},    [REPORT_JSONL] = {"jsonl", report_write_jsonl},
    [REPORT_MD] = {"md", report_write_md},          [REPORT_HTML] = {"html", report_write_html},
};

bool report_format_find(ReportFormat *out, Text name)
{
    for (int i = 0; i < REPORT_FORMATS; i++)
        if (text_is(name, FORMATS[i].name)) {
            *out = (ReportFormat)i;
            return true;
        }
    return false;
}

void report_write(Output *out, ReportFormat format, const ReportTable *tables, size_t count,
                  ReportStyle style)
{
    FORMATS[format].write(out, tables, count, style);
}
