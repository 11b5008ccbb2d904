/* For accounts: what an event that is supposed looks like, as if it stood in a log. */
#include "interp/suppose_internal.h"

const SupposedRow *supposed_row(const Engine *engine, uint64_t position)
{
    const Supposed *supposed = engine->supposed;
    for (size_t i = 0; supposed && i < supposed->added->count; i++)
        if (supposed->rows[i].position == position)
            return &supposed->rows[i];
    return NULL;
}

static void put_field(LogRecord *record, const char *name, Text value)
{
    for (size_t i = 0; i < record->count; i++)
        if (text_is(text_trim(record->names[i]), name)) {
            record->values[i] = value;
            return;
        }
    record->names[record->count] = text_from(name);
    record->values[record->count++] = value;
}

/* What the log has of it, if anything, with its id and its day. */
static void supposed_record(Engine *engine, const SupposedRow *row, Arena *arena, LogRecord *out)
{
    LogRecord logged = {0};
    char day[16];
    size_t at = (size_t)(row - engine->supposed->rows);
    log_record(engine->log, row->position, arena, &logged);
    *out =
        (LogRecord){.file = text_from(diag_language(engine->diag) == LANG_ZH ? "假设" : "suppose")};
    out->names = arena_alloc(arena, (logged.count + 2) * sizeof *out->names);
    out->values = arena_alloc(arena, (logged.count + 2) * sizeof *out->values);
    for (size_t i = 0; i < logged.count; i++)
        put_field(out, arena_format(arena, "%.*s", (int)logged.names[i].size, logged.names[i].at),
                  logged.values[i]);
    put_field(out, "id", row->id);
    put_field(out, "date",
              text_copy(arena, (Text){day, day_write(day, engine->supposed->added->day[at])}));
}

bool engine_record(Engine *engine, uint64_t position, Arena *arena, LogRecord *out)
{
    const SupposedRow *row = supposed_row(engine, position);
    if (row == NULL)
        return engine->log != NULL && log_record(engine->log, position, arena, out);
    supposed_record(engine, row, arena, out);
    return true;
}
