/* Looking at what was made: the text in force on a day, the history of a thing. */
#include "interp/amend/work.h"

static bool is_text(NodeKind kind)
{
    return is_thing(kind) || is_vocabulary(kind) || kind == NODE_REGULATION ||
           kind == NODE_SUBJECT || kind == NODE_UNSCORED;
}

static const Thing *thing_of(Amend *a, const Node *node)
{
    return is_thing(node->kind) ? thing_declared(a, node) : NULL;
}

static bool is_in_force(const Thing *thing, const Node *node, Day day)
{
    const Piece *piece = thing != NULL ? piece_on(thing, day) : NULL;
    return thing == NULL || day == DAY_NEVER || (piece != NULL && piece->node == node);
}

/* Under its names as they were declared, whichever a change was written with. */
static void text_link(Amend *a, Node *out, const Thing *thing, const Node *node)
{
    node_link(a, out, node);
    if (thing != NULL) {
        out->last->name = thing->name;
        out->last->alias = thing->alias;
    }
}

const Node *amend_in_force(Arena *arena, const Node *const *files, size_t count, Day day)
{
    Amend a = {.arena = arena};
    Node *out = node_new(arena, NODE_FILE, (Span){0});
    things_read(&a, files, count);
    for (size_t i = 0; i < count; i++)
        for (const Node *node = files[i]->first; node != NULL; node = node->next)
            if (is_text(node->kind) && is_in_force(thing_of(&a, node), node, day))
                text_link(&a, out, thing_of(&a, node), node);
    return out;
}

/* --- history --- */

/* `made` by a change; NULL: it was declared so. */
static Revision revision(const Node *node, Day from, Day until, const Change *made)
{
    if (made == NULL)
        return (Revision){.node = node, .from = from, .until = until};
    return (Revision){node, from, until, made->amendment, made->node};
}

static void thing_history(Amend *a, const Thing *thing, History *history)
{
    const Pieces *pieces = &thing->pieces;
    Revision *out = arena_alloc(a->arena, (2 * pieces->count + 1) * sizeof *out);
    size_t count = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const Piece *piece = &pieces->at[i];
        Day next = i + 1 < pieces->count ? piece[1].from : DAY_NEVER;
        Node *node = piece_node(a, thing, i);
        node->name = thing->name;
        node->alias = thing->alias;
        out[count++] = revision(node, piece->from, piece->until, piece->made);
        if (piece->until != DAY_NEVER && piece->until + 1 < next)
            out[count++] = revision(NULL, piece->until + 1,
                                    next == DAY_NEVER ? DAY_NEVER : next - 1, piece->ended);
    }
    *history = (History){thing->kind, thing->name, thing->alias, out, count};
}

size_t amend_history(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                     const AmendOptions *options, Text name, const History **out)
{
    size_t said = diag_count(diag);
    Amend a = {.arena = arena, .diag = diag};
    things_read(&a, files, count);
    Changes changes = changes_collect(&a, files, count, options);
    for (size_t i = 0; i < changes.count; i++)
        change_apply(&a, &changes.at[i]);
    diag_truncate(diag, said); /* all that was said before */
    size_t found = 0, room = 0;
    History *list = NULL;
    for (const Thing *thing = thing_named(&a, name, NULL); thing != NULL;
         thing = thing_named(&a, name, thing)) {
        list = arena_grow(arena, list, found, &room, sizeof *list);
        thing_history(&a, thing, &list[found++]);
    }
    *out = list;
    return found;
}
