/* The roster as a table. */
#include "repl/shell/dots.h"

#include <string.h>

#include "interp/report/table.h"

enum { ID, NAME, COLUMNS };

typedef struct People {
    const RosterKind *kind;
    Text wanted; /* in the id or the name; empty: all */
    size_t next; /* the one that passes next */
} People;

static void people_rewind(void *context)
{
    ((People *)context)->next = 0;
}

static bool holds(Text text, Text part)
{
    return part.size == 0 || memmem(text.at, text.size, part.at, part.size) != NULL;
}

static bool people_next(void *context)
{
    People *people = context;
    const RosterKind *kind = people->kind;
    while (people->next < kind->count) {
        size_t at = people->next++;
        if (holds(kind->id[at], people->wanted) || holds(kind->name[at], people->wanted))
            return true;
    }
    return false;
}

static Text people_text(void *context, size_t column, char *room)
{
    const People *people = context;
    (void)room;
    return column == ID ? people->kind->id[people->next - 1] : people->kind->name[people->next - 1];
}

static size_t no_number(void *context, size_t column, char *room)
{
    (void)context, (void)column, (void)room;
    return 0;
}

static Text words(const Session *session, const char *english, const char *chinese)
{
    return text_from(say(session, english, chinese));
}

bool dot_people(Shell *shell, const DotWords *given)
{
    Session *session = shell->session;
    const Engine *engine = shell->desk.job.engine;
    const Roster *roster = engine == NULL ? NULL : engine_roster(engine);
    if (roster == NULL) {
        diag_plain(session->diag, DIAG_E0847, BOTH("a roster", "名册"),
                   BOTH("write: roster \"FILE\"", "请写：名册 “文件”"), NULL);
        return false;
    }
    const Ir *ir = engine_ir(engine);
    Output *text = output_memory();
    for (size_t i = 0; i < roster->kind_count; i++) {
        People people = {.kind = &roster->kinds[i],
                         .wanted = given->count > 0 ? text_from(given->at[0]) : TEXT("")};
        ReportColumn columns[COLUMNS] = {{.shown = words(session, "id", "编号")},
                                         {.shown = words(session, "name", "姓名")}};
        ReportTable table = {.heading = name_shown(&ir->subjects[i].name, session->language),
                             .columns = columns,
                             .column_count = COLUMNS,
                             .context = &people,
                             .rewind = people_rewind,
                             .next = people_next,
                             .text = people_text,
                             .number = no_number};
        if (roster->kinds[i].count == 0)
            continue;
        output_string(text, output_contents(text).size > 0 ? "\n" : "");
        report_write(text, REPORT_TABLE, &table, 1, (ReportStyle){.language = session->language});
    }
    bool good = screen_answer(&shell->screen, output_contents(text));
    output_close(text);
    return good;
}
