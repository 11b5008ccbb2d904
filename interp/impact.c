/* Two rule sets side by side, taken apart into changes that can be made one at a time. */
#include "interp/impact.h"

#include "interp/amend/amend.h"
#include "interp/suppose_internal.h"

/* --- what is declared --- */

/* What has a bearing on values. */
static bool is_declaration(NodeKind kind)
{
    switch (kind) {
    case NODE_SUBJECT:
    case NODE_EVENT:
    case NODE_EVERY_EVENT:
    case NODE_PERIOD:
    case NODE_SEASONS:
    case NODE_LET:
    case NODE_TABLE:
    case NODE_SECTION:
    case NODE_SCORE:
    case NODE_RANK:
    case NODE_GRADE:
    case NODE_RULE:
    case NODE_SELECTION:
        return true;
    default:
        return false;
    }
}

/* Versions of one thing. */
static bool is_same(const Node *a, const Node *b)
{
    return a->kind == b->kind && node_shares_name(a, b);
}

/* The next declaration of `of` in the files, behind one that was found. */
typedef struct Walk {
    const Node *const *files;
    size_t count, file;
    const Node *at;
} Walk;

static const Node *walk_next(Walk *walk, const Node *of)
{
    while (walk->file < walk->count) {
        if (walk->at != NULL)
            walk->at = walk->at->next;
        else
            walk->at = walk->files[walk->file]->first;
        if (walk->at == NULL)
            walk->file++;
        else if (is_declaration(walk->at->kind) && (of == NULL || is_same(walk->at, of)))
            return walk->at;
    }
    return NULL;
}

static Walk walk_of(const Node *const *files, size_t count)
{
    return (Walk){.files = files, .count = count};
}

static const Node *first_of(const Node *const *files, size_t count, const Node *of)
{
    Walk walk = walk_of(files, count);
    return walk_next(&walk, of);
}

static void link(Arena *arena, Node *parent, const Node *child)
{
    Node *copy = arena_copy(arena, child, sizeof *child);
    copy->next = NULL;
    node_add(parent, copy);
}

/* Without what explains it, under the names of `of`: which is written first makes no difference. */
static const Node *bare(Arena *arena, const Node *node, const Node *of)
{
    Node *copy = arena_copy(arena, node, sizeof *node);
    copy->name = of->name;
    copy->alias = of->alias;
    copy->first = copy->last = NULL;
    for (const Node *at = node->first; at != NULL; at = at->next)
        if (at->kind != NODE_TITLE && at->kind != NODE_CITE && at->kind != NODE_QUOTE &&
            at->kind != NODE_ASSUMED)
            link(arena, copy, at);
    return copy;
}

/* Whether all versions mean the same by their words. */
static bool says_same(const Impact *impact, const Node *of)
{
    Walk old = walk_of(impact->base->files, impact->base->file_count);
    Walk new = walk_of(impact->files, impact->file_count);
    for (;;) {
        const Node *a = walk_next(&old, of), *b = walk_next(&new, of);
        if (a == NULL || b == NULL)
            return a == b;
        if (!node_equal(bare(impact->arena, a, of), bare(impact->arena, b, of)))
            return false;
    }
}

/* --- two rule sets --- */

static void add_part(Impact *impact, size_t *room, ImpactPart part)
{
    impact->parts =
        arena_grow(impact->arena, impact->parts, impact->part_count, room, sizeof *impact->parts);
    impact->parts[impact->part_count++] = part;
}

static void find_parts(Impact *impact)
{
    const Engine *base = impact->base;
    size_t room = 0;
    const Node *node;
    Walk old = walk_of(base->files, base->file_count);
    while ((node = walk_next(&old, NULL)) != NULL)
        if (first_of(base->files, base->file_count, node) == node && !says_same(impact, node))
            add_part(impact, &room,
                     (ImpactPart){.before = node,
                                  .after = first_of(impact->files, impact->file_count, node)});
    Walk new = walk_of(impact->files, impact->file_count);
    while ((node = walk_next(&new, NULL)) != NULL)
        if (first_of(impact->files, impact->file_count, node) == node &&
            first_of(base->files, base->file_count, node) == NULL)
            add_part(impact, &room, (ImpactPart){.after = node});
}

/* Every version of the part as the other rules have it. */
static void link_after(const Impact *impact, Node *out, const ImpactPart *part)
{
    Walk walk = walk_of(impact->files, impact->file_count);
    const Node *node;
    while (part->after != NULL && (node = walk_next(&walk, part->after)) != NULL)
        link(impact->arena, out, node);
}

/* The base's files with that part of the other rules, where it was, or at the end. */
static const Node *const *files_with(const Impact *impact, const ImpactPart *part)
{
    const Engine *base = impact->base;
    const Node **files = arena_alloc(impact->arena, (base->file_count + 1) * sizeof *files);
    for (size_t i = 0; i < base->file_count; i++) {
        Node *out = arena_copy(impact->arena, base->files[i], sizeof *out);
        out->first = out->last = NULL;
        for (const Node *at = base->files[i]->first; at != NULL; at = at->next) {
            if (part->before == NULL || !is_declaration(at->kind) || !is_same(at, part->before))
                link(impact->arena, out, at);
            else if (at == part->before)
                link_after(impact, out, part);
        }
        if (part->before == NULL && i + 1 == base->file_count)
            link_after(impact, out, part);
        files[i] = out;
    }
    return files;
}

static Engine *alone(const void *context, Engine *base, size_t part)
{
    const Impact *impact = context;
    return engine_with_rules(base, files_with(impact, &impact->parts[part]), base->file_count);
}

static Impact *impact_new(Arena *arena, Engine *base, const Engine *after)
{
    Impact *impact = arena_alloc(arena, sizeof *impact);
    *impact = (Impact){
        .base = base, .files = after->files, .file_count = after->file_count, .arena = arena};
    return impact;
}

Impact *impact_between(Arena *arena, Engine *base, const Engine *after)
{
    Impact *impact = impact_new(arena, base, after);
    find_parts(impact);
    impact->compare = (CompareParts){impact->part_count, alone, impact};
    return impact;
}

/* --- amendments --- */

static Engine *one_amended(const void *context, Engine *base, size_t part)
{
    const Impact *impact = context;
    const Node *const *files =
        amend_with(impact->arena, base->diag, impact->written, impact->file_count, impact->adopted,
                   impact->parts[part].change);
    return engine_with_rules(base, files, impact->file_count);
}

Impact *impact_of_amendments(Arena *arena, Engine *base, const Engine *all, Day adopted)
{
    AmendOptions known = AMEND_ALL;
    Impact *impact = impact_new(arena, base, all);
    const Amended *later;
    known.recorded_until = adopted;
    impact->adopted = adopted;
    impact->written = all->written;
    if (!engine_take_rules(base, all, &known))
        return NULL;
    impact->part_count = amend_later(arena, impact->written, all->file_count, adopted, &later);
    impact->parts = arena_alloc(arena, (impact->part_count + 1) * sizeof *impact->parts);
    for (size_t i = 0; i < impact->part_count; i++)
        impact->parts[i] = (ImpactPart){.amendment = later[i].amendment, .change = later[i].change};
    impact->compare = (CompareParts){impact->part_count, one_amended, impact};
    return impact;
}

Engine *impact_engine(const Impact *impact)
{
    return engine_with_rules(impact->base, impact->files, impact->file_count);
}
