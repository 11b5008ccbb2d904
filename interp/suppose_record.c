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

static void put_field(LogRecord *record, const Name *name, Text value)
{
    for (size_t i = 0; i < record->count; i++)
        if (name_is(name, text_trim(record->names[i]))) {
            record->values[i] = value;
            return;
        }
    record->names[record->count] = name->text;
    record->values[record->count++] = value;
}

/* As a log would have it. */
static Text written(const Engine *engine, const IrField *field, const IrAssign *assign,
                    Arena *arena)
{
    char room[64];
    Language language = diag_language(engine->diag);
    Ratio number = assign->value;
    switch (field->type.kind) {
    case TYPE_TEXT:
    case TYPE_SUBJECT:
        return assign->text;
    case TYPE_ENUM:
        return name_shown(&engine->ir->enums[field->type.ref].values[number.num], language);
    case TYPE_YES_NO:
        if (language == LANG_ZH)
            return ratio_is_zero(number) ? TEXT("否") : TEXT("是");
        return ratio_is_zero(number) ? TEXT("no") : TEXT("yes");
    case TYPE_DATE:
        return text_copy(arena, (Text){room, day_write(room, (Day)number.num)});
    case TYPE_NUMBER:
    case TYPE_POISON:
        break;
    }
    (void)ratio_div(&number, number, field->factor); /* it was multiplied by it */
    return text_copy(arena, (Text){room, ratio_write(room, number)});
}

static void put_given(const Engine *engine, const IrGiven *given, Arena *arena, LogRecord *out)
{
    for (size_t i = 0; i < given->assign_count; i++) {
        const IrField *field = &engine->ir->events[given->kind].fields[given->assigns[i].field];
        put_field(out, &field->name, written(engine, field, &given->assigns[i], arena));
    }
}

/* What the log has of it, if anything, with its id, its day and what is supposed. */
static void supposed_record(Engine *engine, const SupposedRow *row, Arena *arena, LogRecord *out)
{
    const Name id = {TEXT("id"), TEXT("编号"), {0}};
    const Name date = {TEXT("date"), TEXT("日期"), {0}};
    LogRecord logged = {0};
    char day[16];
    size_t at = (size_t)(row - engine->supposed->rows);
    log_record(engine->log, row->position, arena, &logged);
    *out =
        (LogRecord){.file = text_from(diag_language(engine->diag) == LANG_ZH ? "假设" : "suppose")};
    size_t room = logged.count + 2 + row->given.assign_count;
    out->names = arena_alloc(arena, room * sizeof *out->names);
    out->values = arena_alloc(arena, room * sizeof *out->values);
    for (; out->count < logged.count; out->count++) {
        out->names[out->count] = logged.names[out->count];
        out->values[out->count] = logged.values[out->count];
    }
    put_field(out, &id, row->id);
    put_field(out, &date,
              text_copy(arena, (Text){day, day_write(day, engine->supposed->added->day[at])}));
    put_given(engine, &row->given, arena, out);
}

bool engine_record(Engine *engine, uint64_t position, Arena *arena, LogRecord *out)
{
    const SupposedRow *row = supposed_row(engine, position);
    if (row == NULL)
        return engine->log != NULL && log_record(engine->log, position, arena, out);
    supposed_record(engine, row, arena, out);
    return true;
}
