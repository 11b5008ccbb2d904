/* From rows in any order to numbered subjects: sorted, resolved, checked. */
#include <stdlib.h>
#include <string.h>

#include "interp/exec/roster_build.h"
#include "interp/exec/subject_table.h"

enum { PROBLEM_OVERLAP, PROBLEM_UNKNOWN, PROBLEM_CIRCLE, PROBLEM_ANCHOR };

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
    uint64_t head; /* the id's first 8 bytes, as a number that orders like them */
    uint32_t row;  /* as added */
} RowKey;

static uint64_t head_of(Text id)
{
    uint64_t head = 0;
    memcpy(&head, id.at, id.size < sizeof head ? id.size : sizeof head);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    head = __builtin_bswap64(head);
#endif
    return head;
}

static int compare_rows(const void *left, const void *right, void *context)
{
    const RowKey *a = left, *b = right;
    const KindBuild *build = context;
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    int order = text_compare(build->id[a->row], build->id[b->row]);
    if (order == 0)
        order = (build->from[a->row] > build->from[b->row]) -
                (build->from[a->row] < build->from[b->row]);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static RowKey *sorted_rows(KindBuild *build)
{
    RowKey *keys = memory_resize(NULL, (build->count + 1) * sizeof *keys);
    bool is_sorted = true;
    for (size_t i = 0; i < build->count; i++) {
        keys[i] = (RowKey){head_of(build->id[i]), (uint32_t)i};
        is_sorted = is_sorted && (i == 0 || compare_rows(&keys[i - 1], &keys[i], build) < 0);
    }
    if (!is_sorted)
        qsort_r(keys, build->count, sizeof *keys, compare_rows, build);
    return keys;
}

/* The row and the one before it are of one subject. */
static bool is_same_subject(const KindBuild *build, const RowKey *keys, size_t i)
{
    return i > 0 && keys[i - 1].head == keys[i].head &&
           text_equal(build->id[keys[i - 1].row], build->id[keys[i].row]);
}

static size_t count_subjects(const KindBuild *build, const RowKey *keys)
{
    size_t count = 0;
    for (size_t i = 0; i < build->count; i++)
        count += !is_same_subject(build, keys, i);
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

/* With one row each, the latest joining and the earliest leaving bound the days of all. */
static AlwaysOn days_of_all(const RosterKind *kind)
{
    AlwaysOn days = {DAY_ALWAYS, DAY_NEVER};
    if (!kind->one_row)
        return (AlwaysOn){1, 0};
    for (size_t i = 0; i < kind->row_count; i++) {
        days.from = kind->from[i] > days.from ? kind->from[i] : days.from;
        days.until = kind->until[i] < days.until ? kind->until[i] : days.until;
    }
    return days;
}

/* Numbers the subjects; the name is that of the latest row that has one. */
static void number_subjects(Finish *finish, uint32_t number, const RowKey *keys)
{
    RosterKind *kind = &finish->owner->roster.kinds[number];
    const KindBuild *build = &finish->owner->builds[number];
    kind->row_count = build->count;
    kind->count = count_subjects(build, keys);
    kind->one_row = kind->count == kind->row_count;
    allocate_kind(finish->owner->arena, kind, build->subject->field_count);
    size_t subject = 0;
    for (size_t i = 0; i < build->count; i++) {
        size_t row = keys[i].row;
        bool is_same = is_same_subject(build, keys, i);
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
    kind->always_on = days_of_all(kind);
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
    uint32_t row, subject; /* of the kind */
} DayRow;

static int compare_days(const void *left, const void *right)
{
    const DayRow *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static DayRow *rows_by_day(const RosterKind *kind)
{
    DayRow *days = memory_resize(NULL, (kind->row_count + 1) * sizeof *days);
    bool is_sorted = true;
    for (uint32_t s = 0; s < kind->count; s++)
        for (uint32_t row = kind->first_row[s]; row < kind->first_row[s + 1]; row++) {
            days[row] = (DayRow){kind->from[row], row, s};
            is_sorted = is_sorted && (row == 0 || days[row - 1].from <= days[row].from);
        }
    if (!is_sorted)
        qsort(days, kind->row_count, sizeof *days, compare_days);
    return days;
}

/* A circle closes on the first day of one of its rows, so only those days are walked. */
static void find_circles(Finish *finish, uint32_t number, uint32_t field, const RowKey *keys)
{
    const RosterKind *kind = &finish->owner->roster.kinds[number];
    DayRow *days = rows_by_day(kind);
    Climb climb = {.kind = kind, .leader = kind->columns[field].codes};
    climb.mark = memory_resize(NULL, (kind->count + 1) * sizeof *climb.mark);
    climb.path = memory_resize(NULL, (kind->count + 1) * sizeof *climb.path);
    memset(climb.mark, 0, (kind->count + 1) * sizeof *climb.mark);
    for (size_t i = 0; i < kind->row_count; i++) {
        if (i == 0 || days[i].from != days[i - 1].from)
            climb.day_number++;
        if (climb_circles(&climb, days[i].subject, days[i].from))
            report(finish, PROBLEM_CIRCLE, number, keys[days[i].row].row, field);
    }
    free(days);
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

/* Cycles begin on one day: every row of a subject says the same. */
static void check_anchors(Finish *finish, const Ir *ir, uint32_t number, const RowKey *keys)
{
    const RosterKind *kind = &finish->owner->roster.kinds[number];
    for (uint32_t c = 0; c < ir->calendar_count; c++) {
        const IrCalendar *calendar = &ir->calendars[c];
        if (!calendar_is_own(calendar) || calendar->subject != number)
            continue;
        const int32_t *days = kind->columns[calendar->anchor_field].codes;
        for (uint32_t s = 0; s < kind->count; s++)
            for (uint32_t row = kind->first_row[s] + 1; row < kind->first_row[s + 1]; row++)
                if (days[row] != days[row - 1])
                    report(finish, PROBLEM_ANCHOR, number, keys[row].row, calendar->anchor_field);
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
    for (uint32_t i = 0; i < count; i++)
        check_anchors(&finish, ir, i, keys[i]);
    for (uint32_t i = 0; i < count; i++) {
        free(keys[i]);
        kind_build_release(&owner->builds[i]);
    }
    free(keys);
    owner->is_finished = true;
    return finish.is_fine;
}
