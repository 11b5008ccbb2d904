/* Named things and their versions, as they are declared. */
#include "interp/amend/work.h"

bool is_thing(NodeKind kind)
{
    return kind == NODE_LET || kind == NODE_TABLE || kind == NODE_SECTION || kind == NODE_SCORE ||
           kind == NODE_RANK || kind == NODE_GRADE || kind == NODE_RULE || kind == NODE_SELECTION;
}

/* What may stand in an amendment besides changes: words of the log. They have no versions, and are
 * known from the start. */
bool is_vocabulary(NodeKind kind)
{
    return kind == NODE_EVENT || kind == NODE_EVERY_EVENT || kind == NODE_PERIOD ||
           kind == NODE_SEASONS;
}

/* A name is never empty, an alias may be. */
bool thing_is_called(const Thing *thing, Text name)
{
    return text_equal(thing->name, name) || text_equal(thing->alias, name);
}

/* --- the index: places in the list by the hash of either name; those of one name in order --- */

static void slots_put(Things *things, Text name, uint32_t place)
{
    size_t slot = text_hash(name) & (things->slot_room - 1);
    while (things->slots[slot] != 0)
        slot = (slot + 1) & (things->slot_room - 1);
    things->slots[slot] = place + 1;
    things->slot_count++;
}

static void index_add(Amend *a, Text name, size_t place)
{
    Things *things = &a->things;
    if (things->slot_room <= 2 * (things->slot_count + 1)) {
        things->slot_room = things->slot_room == 0 ? 64 : 2 * things->slot_room;
        things->slots = arena_alloc(a->arena, things->slot_room * sizeof *things->slots);
        things->slot_count = 0;
        for (size_t i = 0; i < things->count; i++) {
            slots_put(things, things->at[i].name, (uint32_t)i);
            if (things->at[i].alias.size > 0)
                slots_put(things, things->at[i].alias, (uint32_t)i);
        }
        return;
    }
    slots_put(things, name, (uint32_t)place);
}

Thing *thing_named(Amend *a, Text name, const Thing *behind)
{
    const Things *things = &a->things;
    Thing *best = NULL;
    if (things->slot_room == 0)
        return NULL;
    size_t slot = text_hash(name) & (things->slot_room - 1);
    for (; things->slots[slot] != 0; slot = (slot + 1) & (things->slot_room - 1)) {
        Thing *thing = &things->at[things->slots[slot] - 1];
        if (thing_is_called(thing, name) && (behind == NULL || thing > behind) &&
            (best == NULL || thing < best))
            best = thing;
    }
    return best;
}

Thing *thing_find(Amend *a, Text name, NodeKind kind)
{
    Thing *thing = thing_named(a, name, NULL);
    while (thing != NULL && thing->kind != kind)
        thing = thing_named(a, name, thing);
    return thing;
}

Thing *thing_declared(Amend *a, const Node *declaration)
{
    Thing *thing = thing_find(a, declaration->name, declaration->kind);
    if (thing == NULL && declaration->alias.size > 0)
        thing = thing_find(a, declaration->alias, declaration->kind);
    return thing;
}

bool day_said(Amend *a, const Node *item, Day *day)
{
    if (item == NULL)
        return false;
    const Node *date = item->kind == NODE_DATE ? item : item->first;
    return day_parse(day, text_fold(a->arena, date->name));
}

void node_days(Amend *a, const Node *node, Day *from, Day *until)
{
    *from = DAY_ALWAYS;
    *until = DAY_NEVER;
    day_said(a, node_find(node, NODE_FROM), from);
    day_said(a, node_find(node, NODE_UNTIL), until);
}

Thing *thing_add(Amend *a, const Node *declaration, size_t file, bool added)
{
    Thing *thing = GROW(a, a->things.at, a->things.count, a->things.room);
    *thing = (Thing){.kind = declaration->kind,
                     .name = declaration->name,
                     .alias = declaration->alias,
                     .first = declaration,
                     .file = file,
                     .added = added};
    index_add(a, thing->name, a->things.count - 1);
    if (thing->alias.size > 0)
        index_add(a, thing->alias, a->things.count - 1);
    return thing;
}

static void declaration_read(Amend *a, const Node *node, size_t file)
{
    Thing *thing = thing_declared(a, node);
    if (thing == NULL)
        thing = thing_add(a, node, file, false);
    if (thing->alias.size == 0 && node->alias.size > 0) {
        thing->alias = text_equal(thing->name, node->name) ? node->alias : node->name;
        index_add(a, thing->alias, (size_t)(thing - a->things.at));
    }
    Piece piece = {.node = node};
    node_days(a, node, &piece.from, &piece.until);
    piece_put(a, thing, piece);
}

/* A version lasts until the next one begins. */
static void pieces_close(Pieces *pieces)
{
    for (size_t i = 0; i + 1 < pieces->count; i++) {
        Day next = pieces->at[i + 1].from;
        if (next > pieces->at[i].from && pieces->at[i].until >= next)
            pieces->at[i].until = next - 1;
    }
}

void things_read(Amend *a, const Node *const *files, size_t count)
{
    for (size_t file = 0; file < count; file++)
        for (const Node *node = files[file]->first; node != NULL; node = node->next)
            if (is_thing(node->kind))
                declaration_read(a, node, file);
    for (size_t i = 0; i < a->things.count; i++)
        pieces_close(&a->things.at[i].pieces);
}
