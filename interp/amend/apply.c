/* One change at a time: what it is about, the days that it holds, what it makes of them. */
#include "interp/amend/work.h"

enum { VERSIONS_MOST = 2000 };

static Span head(const Node *node)
{
    return node->name_span;
}

/* --- what it is about --- */

/* What of the change a thing of that kind cannot have; NULL: nothing. */
static const Node *strange_item(const Thing *thing, const Node *node)
{
    if (node->kind == NODE_CHANGE_VALUE)
        return thing->kind == NODE_LET || thing->kind == NODE_SCORE ? NULL : node;
    for (const Node *at = node->kind == NODE_CHANGE ? node->first : NULL; at != NULL; at = at->next)
        if (!may_change(thing->kind, at))
            return at;
    return NULL;
}

/* A rule and a section may have one name: what the change gives tells which is meant. */
static Thing *thing_meant(Amend *a, const Change *change)
{
    const Node *node = change->node;
    Thing *named = NULL;
    for (Thing *thing = thing_named(a, node->name, NULL); thing != NULL;
         thing = thing_named(a, node->name, thing))
        if (named == NULL || (!strange_item(thing, node) && strange_item(named, node)))
            named = thing;
    if (named == NULL)
        SAY(a, E0415, head(node), change, words_of_text(a, node->name), words_nearby(a, node->name),
            NULL);
    return named;
}

static bool can_have(Amend *a, const Thing *thing, const Change *change)
{
    const Node *strange = strange_item(thing, change->node);
    if (strange == NULL)
        return true;
    SAY(a, E0418, strange->span, change, words_of_thing(a, thing), words_of_kind(thing->kind),
        NULL);
    diag_label(a->diag, head(thing->first), BOTH("declared here", "在此声明"));
    return false;
}

/* --- the days that it holds --- */

static const Piece *nearest_piece(const Thing *thing, Day day)
{
    const Piece *best = NULL;
    for (size_t i = 0; i < thing->pieces.count; i++) {
        const Piece *piece = &thing->pieces.at[i];
        if (best == NULL || piece->from <= day)
            best = piece;
    }
    return best;
}

static void not_in_force(Amend *a, const Thing *thing, const Change *change)
{
    const Piece *piece = nearest_piece(thing, change->from);
    SAY(a, E0416, head(change->node), change, words_of_thing(a, thing),
        words_of_day(a, change->from), NULL);
    const Node *ended = piece == NULL          ? thing->ended
                        : piece->ended != NULL ? piece->ended->node
                                               : NULL;
    if (piece != NULL && piece->from > change->from)
        diag_label(a->diag, head(piece->node), BOTH("begins only here", "自此版本才施行"));
    else if (ended != NULL)
        diag_label(a->diag, head(ended), BOTH("ended here", "在此终止"));
    else
        diag_label(a->diag, head(piece->node), BOTH("lasted until then", "此版本已到期"));
}

/* An amendment is about the text in force on its day; a version that begins later was written
 * without knowing of it. */
static bool days_hold(Amend *a, const Thing *thing, const Change *change)
{
    if (change->amendment == NULL)
        return true;
    if (piece_on(thing, change->from) == NULL) {
        not_in_force(a, thing, change);
        return false;
    }
    for (size_t i = 0; i < thing->pieces.count; i++) {
        const Piece *piece = &thing->pieces.at[i];
        if (piece->from <= change->from || piece->from > change->until)
            continue;
        SAY(a, E0417, head(change->node), change, words_of_thing(a, thing),
            words_of_day(a, change->from), words_of_day(a, piece->from), NULL);
        diag_label(a->diag, head(piece->node), BOTH("the later version", "较晚的版本"));
        return false;
    }
    return true;
}

static void changes_nothing(Amend *a, const Thing *thing, const Change *change, const Node *old)
{
    SAY(a, W0402, head(change->node), change, words_of_thing(a, thing), NULL);
    if (old != NULL)
        diag_label(a->diag, head(old), BOTH("it says so already", "原文即是如此"));
}

/* --- what it makes of them --- */

static Day later(Day x, Day y)
{
    return x > y ? x : y;
}

static Day earlier(Day x, Day y)
{
    return x < y ? x : y;
}

typedef struct Edit {
    const Node *clause, *by; /* a renumbering; NULL: the items of the change */
} Edit;

static bool same_but_days(Amend *a, const Node *old, const Node *new)
{
    Node *x = node_new(a->arena, old->kind, old->span),
         *y = node_new(a->arena, new->kind, old->span);
    for (const Node *at = old->first; at != NULL; at = at->next)
        if (at->kind != NODE_FROM && at->kind != NODE_UNTIL)
            node_link(a, x, at);
    for (const Node *at = new->first; at != NULL; at = at->next)
        if (at->kind != NODE_FROM && at->kind != NODE_UNTIL)
            node_link(a, y, at);
    return node_equal(x, y);
}

/* The node that takes the place of an old one; NULL: nothing would change. */
static Node *edited(Amend *a, const Thing *thing, const Change *change, const Node *old,
                    const Edit *edit)
{
    if (edit->clause != NULL)
        return clause_renumber(a, old, edit->clause, edit->by);
    Node *node = change_merge(a, thing, old, change);
    if (same_but_days(a, old, node))
        return NULL;
    cite_notice(a, node, change, false);
    return node;
}

/* Each version within the days of the change is replaced there. Returns whether any was; *old is
 * one that would not change. */
static bool pieces_edit(Amend *a, Thing *thing, const Change *change, const Edit *edit,
                        const Node **old)
{
    bool any = false;
    for (size_t i = 0; i < thing->pieces.count; i++) {
        Piece piece = thing->pieces.at[i];
        Day from = later(piece.from, change->from), until = earlier(piece.until, change->until);
        Node *node = from <= until ? edited(a, thing, change, piece.node, edit) : NULL;
        if (node == NULL) {
            *old = from <= until ? piece.node : *old;
            continue;
        }
        any = true;
        pieces_cut(a, thing, change, from, until);
        if (from != piece.from)
            piece.from_at = change->from_at;
        if (until != piece.until)
            piece.until_at = change->until_at;
        i += from != piece.from; /* what is left in front of it */
        piece.node = node;
        piece.from = from;
        piece.until = until;
        piece.made = change;
        piece_put(a, thing, piece);
    }
    return any;
}

static void apply_items(Amend *a, const Change *change)
{
    Thing *thing = thing_meant(a, change);
    const Node *old = NULL;
    if (thing == NULL || !can_have(a, thing, change) || !days_hold(a, thing, change))
        return;
    if (!pieces_edit(a, thing, change, &(Edit){NULL, NULL}, &old))
        changes_nothing(a, thing, change, old);
}

static bool in_force_within(const Thing *thing, Day from, Day until)
{
    for (size_t i = 0; i < thing->pieces.count; i++)
        if (thing->pieces.at[i].from <= until && thing->pieces.at[i].until >= from)
            return true;
    return false;
}

static void apply_end(Amend *a, const Change *change)
{
    Thing *thing = thing_meant(a, change);
    if (thing == NULL)
        return;
    bool suspends = change->node->kind == NODE_SUSPEND;
    bool on_one_day = !suspends && change->amendment != NULL;
    if (!in_force_within(thing, change->from, on_one_day ? change->from : change->until)) {
        if (change->amendment != NULL)
            not_in_force(a, thing, change);
        else
            changes_nothing(a, thing, change, NULL);
        return;
    }
    if (!suspends && !days_hold(a, thing, change))
        return;
    pieces_cut(a, thing, change, change->from, change->until);
    thing->ended = change->node;
}

static void apply_renumber(Amend *a, const Change *change)
{
    const Node *clause = change->node->first, *by = clause->next;
    const Node *old = NULL;
    bool any = false;
    for (size_t i = 0; i < a->things.count; i++)
        any |= pieces_edit(a, &a->things.at[i], change, &(Edit){clause, by}, &old);
    if (!any)
        SAY(a, W0403, clause->span, change, words_of_text(a, clause->name), NULL);
}

/* A version lasts until the next one begins; one that is supposed, as long as there was any. */
static void declaration_days(const Thing *thing, const Change *change, Piece *piece)
{
    const Pieces *pieces = &thing->pieces;
    if (change->amendment == NULL && change->from_at == NULL && pieces->count > 0) {
        piece->from = pieces->at[0].from;
        piece->from_at = change->node;
        if (change->until_at != NULL)
            return;
        piece->until = pieces->at[pieces->count - 1].until;
        piece->until_at = change->node;
        return;
    }
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->at[i].from > piece->from && pieces->at[i].from <= piece->until)
            piece->until = pieces->at[i].from - 1;
}

/* A new thing, or a version that takes the place of the one in force. */
static void apply_declaration(Amend *a, const Change *change)
{
    const Node *declared = change->node;
    Thing *thing = thing_declared(a, declared);
    if (thing == NULL)
        thing = thing_add(a, declared, change->file, true);
    Node *node = node_copy(a, declared);
    cite_notice(a, node, change, true);
    Piece piece = {.node = node,
                   .from = change->from,
                   .until = change->until,
                   .from_at = change->from_at,
                   .until_at = change->until_at,
                   .made = change};
    declaration_days(thing, change, &piece);
    pieces_cut(a, thing, change, piece.from, piece.until);
    piece_put(a, thing, piece);
}

/* More would cost the square of their number; the check allows no more either. */
static bool is_crowded(Amend *a, const Change *change)
{
    Thing *thing = change->node->name.size > 0 ? thing_named(a, change->node->name, NULL) : NULL;
    if (thing == NULL || thing->pieces.count < VERSIONS_MOST)
        return false;
    if (!thing->crowded)
        SAY(a, E0353, head(change->node), change, BOTH("versions of one name", "版本"), "2000",
            NULL);
    thing->crowded = true;
    return true;
}

void change_apply(Amend *a, const Change *change)
{
    if (is_crowded(a, change))
        return;
    switch ((int)change->node->kind) { /* the kinds that `is_change` names */
    case NODE_CHANGE:
    case NODE_CHANGE_VALUE:
        apply_items(a, change);
        return;
    case NODE_REPEAL:
    case NODE_SUSPEND:
        apply_end(a, change);
        return;
    case NODE_RENUMBER:
        apply_renumber(a, change);
        return;
    default:
        apply_declaration(a, change);
    }
}
