/* Versions in time: cutting days out of them, putting one in, writing their days down. */
#include <string.h>

#include "interp/amend/work.h"

const Piece *piece_on(const Thing *thing, Day day)
{
    for (size_t i = 0; i < thing->pieces.count; i++)
        if (thing->pieces.at[i].from <= day && day <= thing->pieces.at[i].until)
            return &thing->pieces.at[i];
    return NULL;
}

void piece_put(Amend *a, Thing *thing, Piece piece)
{
    Pieces *pieces = &thing->pieces;
    GROW(a, pieces->at, pieces->count, pieces->room);
    size_t i = pieces->count - 1;
    for (; i > 0 && pieces->at[i - 1].from > piece.from; i--)
        pieces->at[i] = pieces->at[i - 1];
    pieces->at[i] = piece;
}

static void piece_remove(Pieces *pieces, size_t i)
{
    pieces->count--;
    memmove(pieces->at + i, pieces->at + i + 1, (pieces->count - i) * sizeof *pieces->at);
}

/* What says so: the day, or else the whole. */
static const Node *said_at(const Node *day, const Node *whole)
{
    return day != NULL ? day : whole;
}

/* What is left of it in front of the days, and behind them. */
static void piece_cut(Amend *a, Thing *thing, size_t i, const Change *change, Day from, Day until)
{
    const Piece piece = thing->pieces.at[i];
    piece_remove(&thing->pieces, i);
    if (piece.from < from) { /* so `from` is a day */
        Piece before = piece;
        before.until = from - 1;
        before.until_at = said_at(change->from_at, change->node);
        before.ended = change;
        piece_put(a, thing, before);
    }
    if (piece.until > until) {
        Piece behind = piece;
        behind.from = until + 1;
        behind.from_at = said_at(change->until_at, change->node);
        behind.made = change;
        piece_put(a, thing, behind);
    }
}

void pieces_cut(Amend *a, Thing *thing, const Change *change, Day from, Day until)
{
    thing->touched = true;
    for (size_t i = thing->pieces.count; i-- > 0;) {
        const Piece *piece = &thing->pieces.at[i];
        if (piece->until >= from && piece->from <= until)
            piece_cut(a, thing, i, change, from, until);
    }
}

/* --- the days of a version, as they stand in the result --- */

static Node *day_node(Amend *a, NodeKind kind, Day day, const Node *at)
{
    char bytes[16];
    Node *item = node_new(a->arena, kind, at->span),
         *date = node_new(a->arena, NODE_DATE, at->span);
    date->name = text_copy(a->arena, (Text){bytes, day_write(bytes, day)});
    return node_add(item, date);
}

Node *piece_node(Amend *a, const Thing *thing, size_t index)
{
    const Piece *piece = &thing->pieces.at[index];
    const Piece *next = index + 1 < thing->pieces.count ? piece + 1 : NULL;
    Day from, until;
    node_days(a, piece->node, &from, &until);
    bool goes_on = next != NULL && piece->until != DAY_NEVER && next->from == piece->until + 1;
    bool same_end = until == piece->until || (until == DAY_NEVER && goes_on);
    Node *node = arena_copy(a->arena, piece->node, sizeof *piece->node);
    node->next = NULL;
    if (from == piece->from && same_end)
        return node;
    node->first = node->last = NULL;
    for (const Node *at = piece->node->first; at != NULL; at = at->next)
        if ((at->kind != NODE_FROM || from == piece->from) && (at->kind != NODE_UNTIL || same_end))
            node_link(a, node, at);
    if (from != piece->from)
        node_add(node, day_node(a, NODE_FROM, piece->from, said_at(piece->from_at, piece->node)));
    if (!same_end && piece->until != DAY_NEVER && !goes_on)
        node_add(node,
                 day_node(a, NODE_UNTIL, piece->until, said_at(piece->until_at, piece->node)));
    return node;
}
