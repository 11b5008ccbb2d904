/* An overlay and a run of the edited files, side by side. */
#include "tests/unit/overlay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/output.h"
#include "interp/compare_internal.h"
#include "tests/unit/supposing.h"

/* ---- Files, and their edits ---- */

static const char *swapped(Arena *arena, const char *text, const Swap *swap)
{
    if (!swap->from)
        return arena_format(arena, "%s%s", text, swap->to);
    const char *at = strstr(text, swap->from);
    if (!at || strstr(at + 1, swap->from))
        fail_msg("not there once: %s", swap->from);
    return arena_format(arena, "%.*s%s%s", (int)(at - text), text, swap->to,
                        at + strlen(swap->from));
}

static Pack edited(Arena *arena, Pack pack, const Edit *edit)
{
    for (size_t i = 0; i < SWAPS && edit->swaps[i].to; i++) {
        const char **file = &pack.file[edit->swaps[i].file];
        *file = swapped(arena, *file, &edit->swaps[i]);
    }
    return pack;
}

static Filed *filed_pack(Arena *arena, const Pack *pack)
{
    Filed *filed = calloc(1, sizeof *filed);
    assert_non_null(filed);
    filed->script = scripted_new(pack->file[RULES]);
    Engine *engine = filed->script->engine;
    const char *rosters[] = {filed_write(filed, text_from(pack->file[PERSONS])), NULL};
    rosters[1] =
        arena_format(arena, "office=%s", filed_write(filed, text_from(pack->file[OFFICES])));
    const char *log = filed_write(filed, text_from(pack->file[LOG]));
    bool loaded = engine_load_roster(engine, rosters, 2) && engine_open_events(engine, &log, 1);
    if (!loaded)
        print_all(filed->script->diag);
    assert_true(loaded);
    return filed;
}

/* ---- Results side by side ---- */

static uint32_t *every_item(const Ir *ir, Arena *arena, size_t *count)
{
    uint32_t *items = arena_alloc(arena, (ir->item_count + 1) * sizeof *items);
    *count = 0;
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (!item_is_hidden(ir->items[i].kind))
            items[(*count)++] = i;
    return items;
}

static Result *run_of(const Filed *filed, Engine *engine, Arena *arena, Trace *trace)
{
    size_t count;
    const uint32_t *items = every_item(engine_ir(engine), arena, &count);
    const Question question = {.items = items,
                               .item_count = count,
                               .first = day_from_civil(2018, 1, 1),
                               .last = day_from_civil(2018, 12, 31),
                               .trace = trace};
    Result *result = engine_run(engine, &question);
    if (!result)
        print_all(filed->script->diag);
    assert_non_null(result);
    return result;
}

static int64_t same_subject(const Result *from, const Result *to, uint32_t kind, uint32_t subject)
{
    return roster_find(&result_roster(to)->kinds[kind],
                       result_roster(from)->kinds[kind].id[subject]);
}

/* Over all cells of `a`; how many differ from those of `b`. */
static size_t count_differing(const Engine *engine, const Result *a, const Result *b, Arena *arena,
                              const char *must_not)
{
    size_t count, differ = 0;
    const Ir *ir = engine_ir(engine);
    const uint32_t *items = every_item(ir, arena, &count);
    for (size_t i = 0; i < count; i++) {
        const IrItem *item = &ir->items[items[i]];
        int32_t first, last;
        result_periods(a, item->calendar, &first, &last);
        for (int32_t p = first; p <= last; p++)
            for (uint32_t s = 0; s < result_roster(a)->kinds[item->subject].count; s++) {
                int64_t other = same_subject(a, b, item->subject, s);
                Value value = {.state = VALUE_UNASSESSED};
                if (other >= 0)
                    value = result_value(b, items[i], (uint32_t)other, p);
                if (value_equal(result_value(a, items[i], s, p), value))
                    continue;
                Text id = result_roster(a)->kinds[item->subject].id[s];
                if (must_not)
                    fail_msg("%s: %s of %.*s in period %d differs", must_not, item->name.text.at,
                             (int)id.size, id.at, p);
                differ++;
            }
    }
    return differ;
}

static void assert_same_traces(const char *what, const Ir *ir, const Result *a, const Trace *x,
                               const Result *b, const Trace *y)
{
    if (x->count != y->count)
        fail_msg("%s: %zu entries instead of %zu", what, x->count, y->count);
    for (size_t i = 0; i < x->count; i++) {
        const TraceEntry *p = &x->entries[i], *q = &y->entries[i];
        assert_int_equal(p->kind, q->kind);
        assert_string_equal(ir->rules[p->rule].name.text.at, ir->rules[q->rule].name.text.at);
        assert_int_equal(p->effect, q->effect);
        assert_int_equal(p->item, q->item);
        assert_int_equal(same_subject(a, b, p->subject_kind, p->subject), q->subject);
        assert_int_equal(p->event_kind, q->event_kind);
        assert_int_equal(p->day, q->day);
        assert_int_equal(p->times, q->times);
        assert_int_equal(p->held_count, q->held_count);
        assert_int_equal(p->step_count, q->step_count);
        assert_int_equal(ratio_compare(p->amount, q->amount), 0);
    }
}

/* The cells that a comparison finds are those that differ. */
static void assert_found(const Edit *edit, Engine *overlay, const Result *base, const Result *fresh,
                         Arena *arena, bool whole)
{
    CompareAsk ask = {.first = day_from_civil(2018, 1, 1),
                      .last = day_from_civil(2018, 12, 31),
                      .kind = UINT32_MAX,
                      .whole = whole};
    ask.items = every_item(engine_ir(overlay), arena, &ask.item_count);
    Comparison *found = engine_compare(overlay, &ask, arena);
    assert_non_null(found);
    for (size_t i = 0; i < found->cell_count; i++) {
        const CompareCell *cell = &found->cells[i];
        uint32_t kind = engine_ir(overlay)->items[cell->item].subject;
        Text id = engine_roster(overlay)->kinds[kind].id[cell->subject];
        int64_t subject = roster_find(&result_roster(fresh)->kinds[kind], id);
        assert_true(value_equal(cell->supposed,
                                result_value(fresh, cell->item, (uint32_t)subject, cell->period)));
        if (value_equal(cell->base, cell->supposed))
            fail_msg("%s (%s): %s of %.*s in period %d is the same", edit->suppose,
                     whole ? "whole" : "short", engine_ir(overlay)->items[cell->item].name.text.at,
                     (int)id.size, id.at, cell->period);
    }
    size_t differ = count_differing(overlay, fresh, base, arena, NULL);
    if (found->cell_count != differ)
        fail_msg("%s (%s): finds %zu cells, %zu differ", edit->suppose, whole ? "whole" : "short",
                 found->cell_count, differ);
}

static void assert_way(const Edit *edit, const char *what, Engine *overlay, Arena *arena)
{
    CompareAsk ask = {.first = day_from_civil(2018, 1, 1),
                      .last = day_from_civil(2018, 12, 31),
                      .kind = UINT32_MAX};
    CompareItems items = {0};
    items.at = every_item(engine_ir(overlay), arena, &items.count);
    items.asked = items.count;
    Found found = found_new(engine_ir(overlay), &items, arena);
    if (compare_reached(overlay, &ask, &items, arena, &found) != edit->is_short)
        fail_msg("%s goes the other way", what);
}

/* Both ways find as much. */
static void assert_ways_agree(const char *what, Engine *overlay, Arena *arena)
{
    CompareAsk ask = {.first = day_from_civil(2018, 1, 1),
                      .last = day_from_civil(2018, 12, 31),
                      .kind = UINT32_MAX};
    ask.items = every_item(engine_ir(overlay), arena, &ask.item_count);
    const Comparison *brief = engine_compare(overlay, &ask, arena);
    ask.whole = true;
    const Comparison *whole = engine_compare(overlay, &ask, arena);
    if (brief->cell_count != whole->cell_count)
        fail_msg("%s: %zu cells, or %zu", what, brief->cell_count, whole->cell_count);
}

/* The text as other rules over what the engine has loaded. */
static Engine *with_rules(const WhatIf *of, const char *text)
{
    Diag *diag = of->filed->script->diag;
    uint32_t source = diag_source(diag, TEXT("other.merit"), text_from(text));
    const Node **files = arena_alloc(of->arena, sizeof *files);
    files[0] = parse_source(of->arena, diag, source);
    return engine_with_rules(of->top, files, 1);
}

void assert_overlay(const Pack *pack, const Edit *edit)
{
    Arena *arena = arena_new(0);
    Filed *filed = filed_pack(arena, pack);
    WhatIf of = {.filed = filed, .top = filed->script->engine, .arena = arena};
    assert_true(engine_keep(of.top));
    Pack files = edited(arena, *pack, edit);
    Filed *as_edited = filed_pack(arena, &files);
    Trace a = {.arena = arena, .subject = UINT32_MAX}, b = a;
    const char *what = edit->suppose ? edit->suppose : edit->swaps[0].to;
    Engine *overlay = edit->suppose
                          ? suppose(&of, arena_format(arena, "suppose \"x\" %s end", what))
                          : with_rules(&of, files.file[RULES]);
    if (!overlay)
        print_all(filed->script->diag);
    assert_non_null(overlay);
    Result *base = run_of(filed, of.top, arena, NULL),
           *supposed = run_of(filed, overlay, arena, &a);
    Result *fresh = run_of(as_edited, as_edited->script->engine, arena, &b);
    count_differing(overlay, supposed, fresh, arena, what);
    assert_same_traces(what, engine_ir(overlay), supposed, &a, fresh, &b);
    if (edit->suppose) {
        assert_found(edit, overlay, base, fresh, arena, true);
        assert_found(edit, overlay, base, fresh, arena, false);
    }
    assert_ways_agree(what, overlay, arena);
    assert_way(edit, what, overlay, arena);
    result_free(base);
    result_free(supposed);
    result_free(fresh);
    engine_free(overlay);
    filed_free(filed);
    filed_free(as_edited);
    arena_free(arena);
}
