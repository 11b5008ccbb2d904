/* What the files of this folder share: named things with their versions in time, and the changes
 * that are applied to them. */
#ifndef MERIT_INTERP_AMEND_WORK_H
#define MERIT_INTERP_AMEND_WORK_H

#include "interp/amend/amend.h"

/* A version: what is in force on the days from `from` to `until`. */
typedef struct Piece {
    const Node *node;
    Day from, until;
    const Node *from_at, *until_at;    /* what says so, when it is not the node itself: FROM, UNTIL,
                                          or whatever node ends or begins it */
    const struct Change *made, *ended; /* by which change; NULL: it was declared so */
} Piece;

typedef struct Pieces {
    Piece *at; /* by `from`; they do not overlap unless they were written so */
    size_t count, room;
} Pieces;

typedef struct Thing {
    NodeKind kind;
    Text name, alias;
    const Node *first; /* where it was declared: its place in the result */
    size_t file;
    Pieces pieces;
    bool touched;      /* some change was applied */
    bool added;        /* by a change: it stands behind what its file declares */
    bool crowded;      /* with versions: said once */
    const Node *ended; /* the last repeal or suspension */
} Thing;

typedef struct Things {
    Thing *at; /* in the order declared */
    size_t count, room;
    uint32_t *slots; /* by name: see things.c */
    size_t slot_count, slot_room;
} Things;

typedef struct Change {
    const Node *node;      /* CHANGE, CHANGE_VALUE, REPEAL, SUSPEND, RENUMBER or a declaration */
    const Node *amendment; /* NULL: of a `suppose` */
    size_t file, place;    /* in the order written */
    Day from, until;       /* the days it holds */
    Day recorded;
    const Node *from_at, *until_at; /* FROM, RECORDED or DATE; UNTIL or DATE; NULL: not said */
} Change;

typedef struct Changes {
    Change *at;
    size_t count, room;
} Changes;

typedef struct Amend {
    Arena *arena;
    Diag *diag; /* NULL: nothing is said */
    Day recorded_until;
    bool is_supposed; /* tests are of the rules as they are */
    Things things;
} Amend;

#define GROW(a, at, count, room)                                                                   \
    ((at) = arena_grow((a)->arena, (at), (count), &(room), sizeof *(at)), &(at)[(count)++])

/* --- say.c --- */
#define SAY(a, code, span, change, ...)                                                            \
    do {                                                                                           \
        diag_add((a)->diag, DIAG_##code, (span), __VA_ARGS__);                                     \
        say_within((a), (change));                                                                 \
    } while (0)
void say_within(Amend *a, const Change *change); /* "amendment 《…》", beside the last diagnostic */
const char *words_of_day(Amend *a, Day day);
const char *words_of_text(Amend *a, Text text);
/* "rule late_rule" in both languages. */
const char *words_of_thing(Amend *a, const Thing *thing);
const char *words_of_kind(NodeKind kind); /* "a rule" */
/* "did you mean x?" or what can be done. */
const char *words_nearby(Amend *a, Text word);
Text book_of(const Node *amendment);

/* --- things.c --- */
void things_read(Amend *a, const Node *const *files, size_t count);
bool is_thing(NodeKind kind);
bool is_vocabulary(NodeKind kind);
/* Of any kind, under either name: the first, or the next behind one; NULL: none. */
Thing *thing_named(Amend *a, Text name, const Thing *behind);
Thing *thing_find(Amend *a, Text name, NodeKind kind);    /* NULL: none */
Thing *thing_declared(Amend *a, const Node *declaration); /* under one of its names; NULL: none */
bool thing_is_called(const Thing *thing, Text name);
Thing *thing_add(Amend *a, const Node *declaration, size_t file, bool added);
/* Of FROM, UNTIL, RECORDED, or of a DATE, which the scanner has looked at; NULL: false. */
bool day_said(Amend *a, const Node *item, Day *day);
/* As it says; without a word of it, always and never. */
void node_days(Amend *a, const Node *node, Day *from, Day *until);

/* --- pieces.c --- */
const Piece *piece_on(const Thing *thing, Day day); /* NULL: none */
/* Nothing is in force from `from` to `until` any more; what lasted longer goes on behind. */
void pieces_cut(Amend *a, Thing *thing, const Change *change, Day from, Day until);
void piece_put(Amend *a, Thing *thing, Piece piece);
/* The declaration with the days of the piece, as it stands in the result. */
Node *piece_node(Amend *a, const Thing *thing, size_t index);

/* --- merge.c --- */
/* Whether a declaration of that kind can have that item. */
bool may_change(NodeKind thing, const Node *item);
/* The declaration with the items of the change in place of their like. */
Node *change_merge(Amend *a, const Thing *thing, const Node *old, const Change *change);
/* A copy whose clause is numbered anew; NULL: it does not cite that. */
Node *clause_renumber(Amend *a, const Node *old, const Node *clause, const Node *by);
/* Adds the document and the clauses of the amendment; in_front: before its own. */
void cite_notice(Amend *a, Node *node, const Change *change, bool in_front);
/* The node and its list of children; the children's own are shared. */
Node *node_copy(Amend *a, const Node *node);
void node_link(Amend *a, Node *parent, const Node *child); /* a copy of the child */

/* --- apply.c --- */
void change_apply(Amend *a, const Change *change);

/* --- collect.c --- */
/* The changes known, in the order in which they are applied. */
Changes changes_collect(Amend *a, const Node *const *files, size_t count,
                        const AmendOptions *options);
Changes changes_supposed(Amend *a, const Node *suppose, size_t file);

#endif
