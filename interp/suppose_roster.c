/* Rows of the roster that are supposed: the rows of a person cut and changed, or a new person. */
#include "interp/suppose_internal.h"

#include <string.h>

#include "interp/check/check.h"
#include "interp/event/wording.h"

typedef struct RosterWork {
    Engine *engine;
    const Roster *from;
    Roster *to;
    IrGiven *givens;
    size_t given_count;
} RosterWork;

int64_t suppose_subject(const Engine *engine, const Roster *roster, uint32_t kind, Text id,
                        Span span)
{
    const RosterKind *of = &roster->kinds[kind];
    int64_t found = roster_find(of, id);
    if (found < 0)
        found = roster_find_name(of, id);
    if (found >= 0)
        return found;
    Arena *arena = diag_arena(engine->diag);
    const char *word = arena_format(arena, "%.*s", (int)id.size, id.at);
    if (found == -2)
        diag_add(engine->diag, DIAG_E0823, span, word, namesakes(arena, of, id), NULL);
    else
        diag_add(engine->diag, DIAG_E0822, span, word, near_subject_help(arena, of, id), NULL);
    return NO_SUBJECT;
}

static bool read_givens(RosterWork *work)
{
    Engine *engine = work->engine;
    size_t room = 0;
    bool good = true;
    for (size_t i = 0; i < engine->chain_count; i++)
        for (const Node *at = engine->chain[i]->first; at != NULL; at = at->next) {
            if (at->kind != NODE_GIVEN_SUBJECT)
                continue;
            work->givens = arena_grow(engine->arena, work->givens, work->given_count, &room,
                                      sizeof *work->givens);
            good = check_given(engine->arena, engine->diag, engine->ir, at,
                               &work->givens[work->given_count]) &&
                   good;
            work->given_count++;
        }
    return good;
}

/* --- a row as it is changed --- */

typedef struct Row {
    Day from, until;
    RosterCell *cells;
} Row;

static RosterCell *assigned(RosterWork *work, const IrGiven *given, const RosterCell *before)
{
    const IrSubject *subject = &work->engine->ir->subjects[given->kind];
    RosterCell *cells =
        arena_copy(work->engine->arena, before, (subject->field_count + 1) * sizeof *cells);
    for (size_t i = 0; i < given->assign_count; i++) {
        const IrField *field = &subject->fields[given->assigns[i].field];
        RosterCell *cell = &cells[given->assigns[i].field];
        if (field->type.kind == TYPE_SUBJECT)
            cell->subject = given->assigns[i].text;
        else
            cell->value = given_cell(work->to, field, &given->assigns[i]);
    }
    return cells;
}

/* One row becomes one, or two: before and from the day on which the change begins. */
static size_t change_row(RosterWork *work, const IrGiven *given, Row row, Row out[2])
{
    size_t count = 0;
    Day since = given->since > row.from ? given->since : row.from;
    if (since > row.from)
        out[count++] = (Row){row.from, since - 1 < row.until ? since - 1 : row.until, row.cells};
    if (since <= row.until)
        out[count++] = (Row){since, row.until, assigned(work, given, row.cells)};
    return count;
}

/* Joining and leaving move the ends of the first and the last row. */
static size_t clip_rows(const IrGiven *given, Row *rows, size_t count)
{
    size_t kept = 0;
    if (count > 0 && given->joined != DAY_ALWAYS)
        rows[0].from = given->joined < rows[0].from ? given->joined : rows[0].from;
    if (count > 0 && given->left != DAY_NEVER)
        rows[count - 1].until =
            given->left > rows[count - 1].until ? given->left : rows[count - 1].until;
    for (size_t i = 0; i < count; i++) {
        Row row = rows[i];
        row.from = row.from < given->joined ? given->joined : row.from;
        row.until = row.until > given->left ? given->left : row.until;
        if (row.from <= row.until)
            rows[kept++] = row;
    }
    return kept;
}

static bool is_of(const IrGiven *given, uint32_t kind, Text id, Text name)
{
    return given->kind == kind && (text_equal(given->id, id) || text_equal(given->id, name));
}

static void copy_subject(RosterWork *work, uint32_t kind, uint32_t subject)
{
    const RosterKind *of = &work->from->kinds[kind];
    Arena *arena = work->engine->arena;
    const Ir *ir = work->engine->ir;
    size_t most = of->first_row[subject + 1] - of->first_row[subject] + work->given_count;
    Row *rows = arena_alloc(arena, (most + 1) * sizeof *rows), *next;
    size_t count = 0, changed;
    for (uint32_t r = of->first_row[subject]; r < of->first_row[subject + 1]; r++) {
        RosterCell *cells =
            arena_alloc(arena, (ir->subjects[kind].field_count + 1) * sizeof *cells);
        roster_cells(work->from, ir, kind, r, cells);
        rows[count++] = (Row){of->from[r], of->until[r], cells};
    }
    for (size_t i = 0; i < work->given_count; i++) {
        const IrGiven *given = &work->givens[i];
        if (!is_of(given, kind, of->id[subject], of->name[subject]))
            continue;
        next = arena_alloc(arena, (most + 1) * sizeof *next);
        changed = 0;
        for (size_t r = 0; r < count; r++)
            changed += change_row(work, given, rows[r], next + changed);
        count = clip_rows(given, next, changed);
        rows = next;
    }
    for (size_t r = 0; r < count; r++)
        roster_add(work->to, kind, of->id[subject], of->name[subject], rows[r].from, rows[r].until,
                   rows[r].cells);
}

/* --- a new person --- */

static bool is_known(const RosterWork *work, const IrGiven *given)
{
    const RosterKind *of = &work->from->kinds[given->kind];
    return roster_find(of, given->id) >= 0 || roster_find_name(of, given->id) >= 0;
}

static void default_cells(RosterWork *work, const IrSubject *subject, RosterCell *cells)
{
    for (size_t f = 0; f < subject->field_count; f++) {
        const IrField *field = &subject->fields[f];
        cells[f] = (RosterCell){.value = NO_NUMBER};
        if (field->type.kind == TYPE_SUBJECT)
            cells[f].subject = field->default_text;
        else
            cells[f].value = given_cell(work->to, field, NULL);
    }
}

static bool has_all_fields(RosterWork *work, const IrGiven *given)
{
    const IrSubject *subject = &work->engine->ir->subjects[given->kind];
    Arena *arena = diag_arena(work->engine->diag);
    bool good = true;
    for (uint32_t f = 0; f < subject->field_count; f++) {
        bool found = subject->fields[f].optional || subject->fields[f].has_default;
        for (size_t i = 0; i < given->assign_count; i++)
            found = found || given->assigns[i].field == f;
        if (found)
            continue;
        diag_add(work->engine->diag, DIAG_E0706, given->span, pair(arena, &subject->name),
                 pair(arena, &subject->fields[f].name), NULL);
        good = false;
    }
    return good;
}

/* The first row of somebody whom the roster does not have: later ones change that. */
static bool add_subject(RosterWork *work, size_t first)
{
    const IrGiven *given = &work->givens[first];
    const IrSubject *subject = &work->engine->ir->subjects[given->kind];
    size_t count = 1;
    Row *rows = arena_alloc(work->engine->arena, (work->given_count + 2) * sizeof *rows);
    RosterCell *cells =
        arena_alloc(work->engine->arena, (subject->field_count + 1) * sizeof *cells);
    if (!has_all_fields(work, given))
        return false;
    default_cells(work, subject, cells);
    rows[0] = (Row){given->since > given->joined ? given->since : given->joined, given->left,
                    assigned(work, given, cells)};
    for (size_t i = first + 1; i < work->given_count; i++) {
        if (!is_of(&work->givens[i], given->kind, given->id, TEXT("")))
            continue;
        Row *next = arena_alloc(work->engine->arena, (work->given_count + 2) * sizeof *next);
        size_t changed = 0;
        for (size_t r = 0; r < count; r++)
            changed += change_row(work, &work->givens[i], rows[r], next + changed);
        count = clip_rows(&work->givens[i], next, changed);
        rows = next;
    }
    for (size_t r = 0; r < count; r++)
        roster_add(work->to, given->kind, given->id, TEXT(""), rows[r].from, rows[r].until,
                   rows[r].cells);
    return true;
}

static bool add_subjects(RosterWork *work)
{
    bool good = true;
    for (size_t i = 0; i < work->given_count; i++) {
        bool again = is_known(work, &work->givens[i]);
        for (size_t k = 0; k < i && !again; k++)
            again = is_of(&work->givens[k], work->givens[i].kind, work->givens[i].id, TEXT(""));
        if (!again)
            good = add_subject(work, i) && good;
    }
    return good;
}

/* --- the whole --- */

/* The subjects that the changes name are there. */
static bool names_resolve(RosterWork *work)
{
    bool good = true;
    for (size_t i = 0; i < work->given_count; i++) {
        const IrGiven *given = &work->givens[i];
        const IrSubject *subject = &work->engine->ir->subjects[given->kind];
        for (size_t a = 0; a < given->assign_count; a++) {
            const IrField *field = &subject->fields[given->assigns[a].field];
            bool is_new = false;
            for (size_t k = 0; k < work->given_count; k++)
                is_new |=
                    field->type.kind == TYPE_SUBJECT &&
                    is_of(&work->givens[k], field->type.ref, given->assigns[a].text, TEXT(""));
            if (field->type.kind == TYPE_SUBJECT && !is_new)
                good = suppose_subject(work->engine, work->from, field->type.ref,
                                       given->assigns[a].text, given->span) != NO_SUBJECT &&
                       good;
        }
    }
    return good;
}

/* Whatever it is, the roster cannot stand. */
static void ignore_problem(void *context, int what, uint32_t kind, size_t row, uint32_t field)
{
    (void)context, (void)what, (void)kind, (void)row, (void)field;
}

static bool fill_roster(RosterWork *work)
{
    const Roster *from = work->from;
    for (uint32_t k = 0; k < from->kind_count; k++)
        for (uint32_t i = 0; i < from->kinds[k].count; i++)
            copy_subject(work, k, i);
    if (!add_subjects(work) || !names_resolve(work))
        return false;
    if (roster_finish(work->to, work->engine->ir, ignore_problem, NULL))
        return true;
    diag_add(work->engine->diag, DIAG_E0731, work->givens[0].span, NULL);
    return false;
}

/* With the kind that the root read it as; NULL: the new rules have no such kind. */
static const char *path_of_kind(const Engine *engine, const char *path)
{
    const Ir *old = engine->root->ir;
    const char *equals = strchr(path, '=');
    int kind = equals ? ir_find_subject(old, (Text){path, (size_t)(equals - path)}) : -1;
    if (kind >= 0)
        path = equals + 1;
    Text name = old->subjects[kind >= 0 ? kind : 0].name.text;
    if (ir_find_subject(engine->ir, name) >= 0)
        return arena_format(engine->arena, "%.*s=%s", (int)name.size, name.at, path);
    return kind >= 0 ? NULL : path;
}

/* The files as the new rules read them. */
static Roster *read_files(Engine *engine)
{
    const Paths *paths = &engine->root->roster_paths;
    const char **at = arena_alloc(engine->arena, (paths->count + 1) * sizeof *at);
    size_t count = 0;
    for (size_t i = 0; i < paths->count; i++) {
        at[count] = path_of_kind(engine, paths->at[i]);
        count += at[count] != NULL;
    }
    Roster *roster = roster_new(engine->ir);
    if (roster_read(roster, engine->ir, at, count, engine->diag))
        return roster;
    roster_free(roster);
    return NULL;
}

Roster *suppose_roster(Engine *engine, bool *changed)
{
    Engine *root = engine->root;
    RosterWork work = {.engine = engine, .from = root->roster};
    if (!read_givens(&work))
        return NULL;
    if (!ir_same_data(root->ir, engine->ir)) {
        *changed = true;
        Roster *read = read_files(engine);
        if (work.given_count == 0 || read == NULL)
            return read;
        work.from = engine->read_roster = read;
    }
    if (work.given_count == 0)
        return root->roster;
    *changed = true;
    work.to = roster_beside(engine->ir, work.from);
    if (fill_roster(&work))
        return work.to;
    roster_free(work.to);
    return NULL;
}
