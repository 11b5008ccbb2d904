/* The roster's life: made, filled row by row, asked, freed. */
#include "interp/exec/roster.h"

#include <assert.h>
#include <stdlib.h>

#include "interp/exec/roster_build.h"
#include "interp/exec/subject_table.h"

Roster *roster_new(const Ir *ir)
{
    RosterOwner *owner = memory_resize(NULL, sizeof *owner);
    *owner = (RosterOwner){.arena = arena_new(0)};
    size_t count = ir->subject_count;
    owner->builds = arena_alloc(owner->arena, (count + 1) * sizeof *owner->builds);
    owner->roster.kinds = arena_alloc(owner->arena, (count + 1) * sizeof(RosterKind));
    owner->roster.kind_count = count;
    owner->roster.pool = text_pool_new();
    for (size_t i = 0; i < count; i++) {
        KindBuild *build = &owner->builds[i];
        size_t fields = ir->subjects[i].field_count;
        build->subject = &ir->subjects[i];
        build->texts = arena_new(0);
        build->values = arena_alloc(owner->arena, (fields + 1) * sizeof *build->values);
        build->subjects = arena_alloc(owner->arena, (fields + 1) * sizeof *build->subjects);
    }
    return &owner->roster;
}

Roster *roster_beside(const Ir *ir, const Roster *other)
{
    Roster *roster = roster_new(ir);
    text_pool_free(roster->pool);
    roster->pool = other->pool;
    ((RosterOwner *)roster)->borrows_pool = true;
    return roster;
}

/* As roster_add takes them. */
void roster_cells(const Roster *roster, const Ir *ir, uint32_t kind, uint32_t row,
                  RosterCell *cells)
{
    const IrSubject *subject = &ir->subjects[kind];
    for (size_t f = 0; f < subject->field_count; f++) {
        const RosterColumn *column = &roster->kinds[kind].columns[f];
        bool is_subject = subject->fields[f].type.kind == TYPE_SUBJECT;
        cells[f] = (RosterCell){.value = NO_NUMBER};
        if (column->numbers)
            cells[f].value = column->numbers[row];
        else if (!is_subject && column->codes[row] != NO_CODE)
            cells[f].value = column->codes[row];
        else if (is_subject && column->codes[row] != NO_SUBJECT)
            cells[f].subject = roster->kinds[subject->fields[f].type.ref].id[column->codes[row]];
    }
}

void kind_build_release(KindBuild *build)
{
    free(build->id);
    free(build->name);
    free(build->from);
    free(build->until);
    build->id = build->name = NULL;
    build->from = build->until = NULL;
    for (size_t i = 0; i < build->subject->field_count; i++) {
        free(build->values[i]);
        free(build->subjects[i]);
        build->values[i] = NULL;
        build->subjects[i] = NULL;
    }
    arena_free(build->texts);
    build->texts = NULL;
    build->count = build->room = 0;
}

void roster_free(Roster *roster)
{
    if (!roster)
        return;
    RosterOwner *owner = (RosterOwner *)roster;
    for (size_t i = 0; i < roster->kind_count; i++) {
        kind_build_release(&owner->builds[i]);
        subject_table_free(roster->kinds[i].table);
    }
    if (!owner->borrows_pool)
        text_pool_free(roster->pool);
    arena_free(owner->arena);
    free(owner);
}

static void grow_build(KindBuild *build)
{
    size_t room = build->room ? build->room * 2 : 64;
    build->id = memory_resize(build->id, room * sizeof *build->id);
    build->name = memory_resize(build->name, room * sizeof *build->name);
    build->from = memory_resize(build->from, room * sizeof *build->from);
    build->until = memory_resize(build->until, room * sizeof *build->until);
    for (size_t i = 0; i < build->subject->field_count; i++) {
        if (build->subject->fields[i].type.kind == TYPE_SUBJECT)
            build->subjects[i] = memory_resize(build->subjects[i], room * sizeof(Text));
        else
            build->values[i] = memory_resize(build->values[i], room * sizeof(int64_t));
    }
    build->room = room;
}

void roster_add(Roster *roster, uint32_t kind, Text id, Text name, Day from, Day until,
                const RosterCell *cells)
{
    RosterOwner *owner = (RosterOwner *)roster;
    assert(kind < roster->kind_count && !owner->is_finished);
    KindBuild *build = &owner->builds[kind];
    if (build->count == build->room)
        grow_build(build);
    size_t row = build->count++;
    build->id[row] = text_copy(owner->arena, id);
    build->name[row] = name.size ? text_copy(owner->arena, name) : (Text){"", 0};
    build->from[row] = from;
    build->until[row] = until;
    for (size_t i = 0; i < build->subject->field_count; i++) {
        if (build->subjects[i])
            build->subjects[i][row] =
                cells[i].subject.size ? text_copy(build->texts, cells[i].subject) : (Text){"", 0};
        else
            build->values[i][row] = cells[i].value;
    }
}

int32_t roster_days(const RosterKind *kind, uint32_t subject, Day first, Day last)
{
    int32_t days = 0;
    for (uint32_t row = kind->first_row[subject]; row < kind->first_row[subject + 1]; row++) {
        Day from = kind->from[row] > first ? kind->from[row] : first;
        Day until = kind->until[row] < last ? kind->until[row] : last;
        if (from <= until)
            days += until - from + 1;
    }
    return days;
}

Day roster_anchor(const Roster *roster, const IrCalendar *calendar, uint32_t subject)
{
    if (!calendar_is_own(calendar))
        return calendar->anchor;
    const RosterKind *kind = &roster->kinds[calendar->subject];
    int32_t day = kind->columns[calendar->anchor_field].codes[kind->first_row[subject]];
    return day == NO_CODE ? NO_ANCHOR : day;
}
