/* From rows in any order to numbered subjects: sorted, resolved, checked. */
#include <stdlib.h>
#include <string.h>

#include "interp/exec/roster_build.h"
#include "interp/exec/subject_table.h"

enum { PROBLEM_OVERLAP, PROBLEM_UNKNOWN, PROBLEM_CIRCLE };

typedef struct Finish {
    RosterOwner *owner;
    RosterProblem *problem;
    void *context;
    bool is_fine;
} Finish;

static void report(Finish *finish, int what, uint32_t kind, size_t row, uint32_t field)
{
    finish->is_fine = false;
    if (finish->problem)
        finish->problem(finish->context, what, kind, row, field);
}

/* --- order --- */

typedef struct RowKey {
    Text id;
    Day from;
    uint32_t row; /* as added */
} RowKey;

static int compare_rows(const void *left, const void *right)
{
    const RowKey *a = left, *b = right;
    int order = text_compare(a->id, b->id);
    if (order == 0)
        order = (a->from > b->from) - (a->from < b->from);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static RowKey *sorted_rows(const KindBuild *build)
{
    RowKey *keys = memory_resize(NULL, (build->count + 1) * sizeof *keys);
    bool is_sorted = true;
    for (size_t i = 0; i < build->count; i++) {
        keys[i] = (RowKey){build->id[i], build->from[i], (uint32_t)i};
        is_sorted = is_sorted && (i == 0 || compare_rows(&keys[i - 1], &keys[i]) < 0);
    }
    if (!is_sorted)
        qsort(keys, build->count, sizeof *keys, compare_rows);
    return keys;
}

static size_t count_subjects(const RowKey *keys, size_t rows)
{
    size_t count = rows > 0;
    for (size_t i = 1; i < rows; i++)
        count += !text_equal(keys[i - 1].id, keys[i].id);
    return count;
}

static void allocate_kind(Arena *arena, RosterKind *kind, size_t fields)
{
    kind->id = arena_alloc(arena, (kind->count + 1) * sizeof *kind->id);
    kind->name = arena_alloc(arena, (kind->count + 1) * sizeof *kind->name);
    kind->first_row = arena_alloc(arena, (kind->count + 1) * sizeof *kind->first_row);
    kind->from = arena_alloc(arena, (kind->row_count + 1) * sizeof *kind->from);
    kind->until = arena_alloc(arena, (kind->row_count + 1) * sizeof *kind->until);
    kind->columns = arena_alloc(arena, (fields + 1) * sizeof *kind->columns);
}

/* Numbers the subjects; the name is that of the latest row that has one. */
static void number_subjects(Finish *finish, uint32_t number, const RowKey *keys)
{
    RosterKind *kind = &finish->owner->roster.kinds[number];
    const KindBuild *build = &finish->owner->builds[number];
    kind->row_count = build->count;
    kind->count = count_subjects(keys, build->count);
    kind->one_row = kind->count == kind->row_count;
    allocate_kind(finish->owner->arena, kind, build->subject->field_count);
    size_t subject = 0;
    for (size_t i = 0; i < build->count; i++) {
        size_t row = keys[i].row;
        bool is_same = i > 0 && text_equal(keys[i - 1].id, keys[i].id);
        if (is_same && build->from[row] <= kind->until[i - 1])
            report(finish, PROBLEM_OVERLAP, number, row, 0);
        if (!is_same && i > 0)
            subject++;
        if (!is_same) {
            kind->id[subject] = build->id[row];
            kind->name[subject] = (Text){"", 0};
            kind->first_row[subject] = (uint32_t)i;
        }
        if (build->name[row].size)
            kind->name[subject] = build->name[row];
        kind->from[i] = build->from[row];
        kind->until[i] = build->until[row];
    }
    kind->first_row[kind->count] = (uint32_t)kind->row_count;
    kind->table = subject_table_new(kind);
}

/* --- columns --- */

static int32_t resolve(Finish *finish, uint32_t number, size_t row, uint32_t field)
{
    const KindBuild *build = &finish->owner->builds[number];
    const RosterKind *other = &finish->owner->roster.kinds[build->subject->fields[field].type.ref];
    Text text = build->subjects[field][row];
    if (text.size == 0)
        return NO_SUBJECT;
    int64_t found = roster_find(other, text);
    if (found < 0)
        found = roster_find_name(other, text);
    if (found < 0)
        report(finish, PROBLEM_UNKNOWN, number, row, field);
    return found < 0 ? NO_SUBJECT : (int32_t)found;
}

static void fill_columns(Finish *finish, uint32_t number, const RowKey *keys)
{
    const KindBuild *build = &finish->owner->builds[number];
    RosterKind *kind = &finish->owner->roster.kinds[number];
    Arena *arena = finish->owner->arena;
    for (uint32_t f = 0; f < build->subject->field_count; f++) {
        Type type = build->subject->fields[f].type;
        RosterColumn *column = &kind->columns[f];
        if (type.kind == TYPE_NUMBER)
            column->numbers = arena_alloc(arena, (kind->row_count + 1) * sizeof(int64_t));
        else
            column->codes = arena_alloc(arena, (kind->row_count + 1) * sizeof(int32_t));
        for (size_t i = 0; i < kind->row_count; i++) {
            size_t row = keys[i].row;
            if (column->numbers)
                column->numbers[i] = build->values[f][row];
            else if (type.kind == TYPE_SUBJECT)
                column->codes[i] = resolve(finish, number, row, f);
            else
                column->codes[i] = build->values[f] && build->values[f][row] != NO_NUMBER
                                       ? (int32_t)build->values[f][row]
                                       : NO_CODE;
        }
    }
}

/* --- circles --- */

/* One walk up the leaders of a day. mark: the number of the walk's day under which a subject was
 * met (0: never), so that walks of one day share their way. */
typedef struct Climb {
    const RosterKind *kind;
    const int32_t *leader; /* by row */
    uint32_t *mark;
    uint32_t *path;
    uint32_t day_number;
} Climb;

/* Follows leaders from a subject; true when the walk closes on itself. */
static bool climb_circles(const Climb *climb, uint32_t subject, Day day)
{
    size_t length = 0;
    uint32_t open = climb->day_number * 2, closed = open + 1;
    bool found = false;
    for (int64_t at = subject; at >= 0;) {
        if (climb->mark[at] == open || climb->mark[at] == closed) {
            found = climb->mark[at] == open;
            break;
        }
        climb->mark[at] = open;
        climb->path[length++] = (uint32_t)at;
        uint32_t row = roster_row(climb->kind, (uint32_t)at, day);
        at = row == UINT32_MAX ? NO_SUBJECT : climb->leader[row];
    }
    while (length > 0)
        climb->mark[climb->path[--length]] = closed;
    return found;
}

typedef struct DayRow {
    Day from;
    uint32_t row; /* of the kind */
} DayRow;

static int compare_days(const void *left, const void *right)
{
    const DayRow *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* A circle closes on the first day of one of its rows, so only those days are walked. */
static void find_circles(Finish *finish, uint32_t number, uint32_t field, const RowKey *keys)
{
    const RosterKind *kind = &finish->owner->roster.kinds[number];
    size_t rows = kind->row_count;
    DayRow *days = memory_resize(NULL, (rows + 1) * sizeof *days);
    uint32_t *owner_of = memory_resize(NULL, (rows + 1) * sizeof *owner_of);
    Climb climb = {.kind = kind, .leader = kind->columns[field].codes};
    climb.mark = memory_resize(NULL, (kind->count + 1) * sizeof *climb.mark);
    climb.path = memory_resize(NULL, (kind->count + 1) * sizeof *climb.path);
    memset(climb.mark, 0, (kind->count + 1) * sizeof *climb.mark);
    for (uint32_t s = 0; s < kind->count; s++)
        for (uint32_t row = kind->first_row[s]; row < kind->first_row[s + 1]; row++)
            owner_of[row] = s;
    for (size_t i = 0; i < rows; i++)
        days[i] = (DayRow){kind->from[i], (uint32_t)i};
    qsort(days, rows, sizeof *days, compare_days);
    for (size_t i = 0; i < rows; i++) {
        if (i == 0 || days[i].from != days[i - 1].from)
            climb.day_number++;
        uint32_t row = days[i].row;
        if (climb_circles(&climb, owner_of[row], days[i].from))
            report(finish, PROBLEM_CIRCLE, number, keys[row].row, field);
    }
    free(days);
    free(owner_of);
    free(climb.mark);
    free(climb.path);
}

static void check_leaders(Finish *finish, uint32_t number, const RowKey *keys)
{
    const IrSubject *subject = finish->owner->builds[number].subject;
    for (uint32_t f = 0; f < subject->field_count; f++) {
        Type type = subject->fields[f].type;
        if (type.kind == TYPE_SUBJECT && type.ref == number)
            find_circles(finish, number, f, keys);
    }
}

bool roster_finish(Roster *roster, const Ir *ir, RosterProblem *problem, void *context)
{
    RosterOwner *owner = (RosterOwner *)roster;
    Finish finish = {owner, problem, context, true};
    size_t count = ir->subject_count;
    RowKey **keys = memory_resize(NULL, (count + 1) * sizeof *keys);
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = sorted_rows(&owner->builds[i]);
        number_subjects(&finish, i, keys[i]);
    }
    for (uint32_t i = 0; i < count; i++)
        fill_columns(&finish, i, keys[i]);
    for (uint32_t i = 0; i < count; i++)
        check_leaders(&finish, i, keys[i]);
    for (uint32_t i = 0; i < count; i++) {
        free(keys[i]);
        kind_build_release(&owner->builds[i]);
    }
    free(keys);
    owner->is_finished = true;
    return finish.is_fine;
}
