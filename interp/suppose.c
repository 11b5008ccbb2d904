/* An engine beside another one: what changes is its own, the rest is the root's. */
#include "interp/suppose.h"

#include <assert.h>
#include <string.h>

#include "interp/amend/amend.h"
#include "interp/check/check.h"
#include "interp/exec/cycles.h"
#include "interp/suppose_internal.h"

Text suppose_name(const Node *suppose)
{
    const Node *title = node_find(suppose, NODE_TITLE);
    return title != NULL ? title->name : TEXT("");
}

bool is_rule_change(const Node *child)
{
    switch (child->kind) {
    case NODE_TITLE:
    case NODE_GIVEN_SUBJECT:
    case NODE_GIVEN_EVENT:
    case NODE_STRIKE:
    case NODE_ALTER:
    case NODE_COMPARE_QUERY:
        return false;
    default: /* changes, and declarations of any kind */
        return true;
    }
}

static bool has_rule_changes(const Node *suppose)
{
    for (const Node *at = suppose->first; at != NULL; at = at->next)
        if (is_rule_change(at))
            return true;
    return false;
}

static bool suppose_rules(Engine *engine, const Node *suppose)
{
    size_t before = diag_errors(engine->diag);
    const Node *const *files =
        amend_suppose(engine->arena, engine->diag, engine->files, engine->file_count, suppose);
    if (files == NULL || diag_errors(engine->diag) > before)
        return false;
    engine->files = files;
    engine->ir = check_files(engine->arena, engine->diag, files, engine->file_count);
    engine->owns_rules = true;
    return engine->ir != NULL;
}

/* What the check of the unchanged rules said is not said again. */
static bool check_one(const Engine *engine, const Node *suppose)
{
    size_t said = diag_count(engine->diag);
    Engine changed = *engine;
    changed.arena = arena_new(0);
    bool good = suppose_rules(&changed, suppose);
    arena_free(changed.arena);
    if (good)
        diag_truncate(engine->diag, said);
    return good;
}

bool suppose_check(Engine *engine)
{
    bool good = true;
    for (size_t i = 0; i < engine->file_count; i++)
        for (const Node *at = node_find(engine->files[i], NODE_SUPPOSE); at != NULL;
             at = node_next(at, NODE_SUPPOSE))
            good = (!has_rule_changes(at) || check_one(engine, at)) && good;
    return good;
}

/* Days and persons decide which rows of a log can be used: with a roster of its own the log is read
 * anew, as after editing the files. */
static bool suppose_data(Engine *engine)
{
    Engine *root = engine->root;
    bool changed = false;
    Roster *roster = suppose_roster(engine, &changed);
    if (roster == NULL)
        return false;
    if (!changed)
        return true;
    engine->owns_data = true;
    engine->roster = roster;
    engine->log = NULL;
    engine->store = NULL;
    engine->ids = NULL;
    engine->log =
        log_open(engine->ir, roster, root->event_paths.at, root->event_paths.count, engine->diag);
    return engine->log != NULL && engine_keep(engine);
}

static void chain_add(Engine *engine, const Engine *base, const Node *suppose)
{
    const Node **chain = arena_alloc(engine->arena, (base->chain_count + 1) * sizeof(const Node *));
    for (size_t i = 0; i < base->chain_count; i++)
        chain[i] = base->chain[i];
    chain[base->chain_count] = suppose;
    engine->chain = chain;
    engine->chain_count = base->chain_count + 1;
}

/* Everything is the root's, but for what is then put in its place. */
static Engine *overlay_new(Engine *base)
{
    Engine *engine = memory_resize(NULL, sizeof *engine);
    Engine *root = base->root ? base->root : base;
    *engine = *base;
    engine->arena = arena_new(0);
    engine->root = root;
    engine->keeps = true;
    engine->roster = root->roster;
    engine->log = root->log;
    engine->store = NULL;
    engine->ids = NULL;
    engine->owns_rules = engine->owns_data = false;
    engine->supposed = NULL;
    engine->sheet = NULL;
    engine->editions = NULL;
    engine->edition_count = engine->edition_room = 0;
    engine->edition_of = NULL;
    engine->is_known_from = false;
    engine->seen_fills = 0;
    engine->read_roster = NULL;
    engine->status = 0;
    return engine;
}

/* Its rules are there: the data, as they read it. */
static Engine *overlay_filled(Engine *engine, bool good)
{
    assert(engine->root->roster != NULL && engine->root->log != NULL);
    if (good && engine_keep(engine->root) && suppose_data(engine) && suppose_rows(engine))
        return engine;
    engine_free(engine);
    return NULL;
}

Engine *engine_suppose(Engine *base, const Node *suppose)
{
    Engine *engine = overlay_new(base);
    chain_add(engine, base, suppose);
    return overlay_filled(engine, !has_rule_changes(suppose) || suppose_rules(engine, suppose));
}

Engine *engine_with_rules(Engine *base, const Node *const *files, size_t count)
{
    Engine *engine = overlay_new(base);
    engine->written = engine->files = files;
    engine->file_count = count;
    engine->ir = check_files(engine->arena, engine->diag, files, count);
    engine->owns_rules = true;
    return overlay_filled(engine, engine->ir != NULL);
}

const Node *const *engine_supposed(const Engine *engine, size_t *count)
{
    *count = engine->chain_count;
    return engine->chain;
}

/* --- the same data --- */

static bool same_name(const Name *a, const Name *b)
{
    return text_equal(a->text, b->text) && text_equal(a->alias, b->alias);
}

static bool same_type(Type a, Type b)
{
    return a.kind == b.kind && a.ref == b.ref && memcmp(&a.dim, &b.dim, sizeof a.dim) == 0;
}

static bool same_ratio(Ratio a, Ratio b)
{
    return a.num == b.num && a.den == b.den;
}

static bool same_field(const IrField *a, const IrField *b)
{
    return same_name(&a->name, &b->name) && same_type(a->type, b->type) &&
           a->optional == b->optional && a->has_default == b->has_default &&
           a->has_bounds == b->has_bounds && a->slot == b->slot &&
           same_ratio(a->default_value, b->default_value) &&
           text_equal(a->default_text, b->default_text) && same_ratio(a->low, b->low) &&
           same_ratio(a->high, b->high) && same_ratio(a->factor, b->factor);
}

static bool same_fields(const IrField *a, size_t count, const IrField *b, size_t other)
{
    for (size_t i = 0; count == other && i < count; i++)
        if (!same_field(&a[i], &b[i]))
            return false;
    return count == other;
}

static bool same_subjects(const Ir *a, const Ir *b)
{
    for (size_t i = 0; a->subject_count == b->subject_count && i < a->subject_count; i++) {
        const IrSubject *x = &a->subjects[i], *y = &b->subjects[i];
        if (!same_name(&x->name, &y->name) || !text_equal(x->joined, y->joined) ||
            !text_equal(x->left, y->left) ||
            !same_fields(x->fields, x->field_count, y->fields, y->field_count))
            return false;
    }
    return a->subject_count == b->subject_count;
}

static bool same_events(const Ir *a, const Ir *b)
{
    for (size_t i = 0; a->event_count == b->event_count && i < a->event_count; i++) {
        const IrEvent *x = &a->events[i], *y = &b->events[i];
        if (!same_name(&x->name, &y->name) || x->own != y->own ||
            x->occurrences != y->occurrences ||
            !same_fields(x->fields, x->field_count, y->fields, y->field_count))
            return false;
    }
    return a->event_count == b->event_count;
}

/* The values of enumerations that both know; grades are behind those of fields, or among them. */
static bool same_enums(const Ir *a, const Ir *b)
{
    for (size_t i = 0; i < a->enum_count && i < b->enum_count; i++) {
        if (a->enums[i].count != b->enums[i].count)
            return false;
        for (size_t v = 0; v < a->enums[i].count; v++)
            if (!same_name(&a->enums[i].values[v], &b->enums[i].values[v]))
                return false;
    }
    return true;
}

/* Cycles decide which events can be used … */
static bool same_cycles(const Ir *a, const Ir *b)
{
    for (size_t i = 0; i < a->calendar_count && i < b->calendar_count; i++) {
        const IrCalendar *x = &a->calendars[i], *y = &b->calendars[i];
        if (x->kind != y->kind || x->subject != y->subject || x->length != y->length ||
            x->in_months != y->in_months || x->anchor != y->anchor ||
            x->anchor_field != y->anchor_field || x->season_count != y->season_count)
            return false;
    }
    return a->calendar_count == b->calendar_count;
}

/* … where rules work with them. */
static bool same_needs(const Ir *a, const Ir *b)
{
    Arena *arena = arena_new(0);
    bool same = cycles_alike(cycles_new(arena, a), cycles_new(arena, b));
    arena_free(arena);
    return same;
}

bool ir_same_data(const Ir *a, const Ir *b)
{
    return a == b || (same_subjects(a, b) && same_events(a, b) && same_enums(a, b) &&
                      same_cycles(a, b) && same_needs(a, b));
}
