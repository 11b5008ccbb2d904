/* What the files about aggregates share. */
#ifndef MERIT_INTERP_CHECK_AGGREGATE_H
#define MERIT_INTERP_CHECK_AGGREGATE_H

#include "interp/check/work.h"

/* How many it takes of its values, 0: all. */
typedef struct Picks {
    int32_t best, worst, but_best, but_worst;
} Picks;

/* An aggregate as written: what stands in its brackets. */
typedef struct Aggregate {
    const Node *node, *operand;
    const Node *pick, *all_but, *where, *by, *across, *under, *in;
    AstOp op;
    Picks picks; /* filled by picks_make */
} Aggregate;

void picks_set(Expr *expr, const Picks *picks);

Aggregate aggregate_read(Check *c, const Node *node);
/* Event kinds that an expression names; a name that is also a score is an error. */
void kinds_named(Check *c, const Node *node, Ids *kinds);
/* Says it when a qualifier is there that `what` cannot have (E0516). */
bool qualifier_fits(Check *c, const Node *qualifier, const char *what);

/* hidden.c: items behind the declared ones; the same one is kept once. */
const IrItem *item_at(const Check *c, uint32_t index);
uint32_t hidden_add(Check *c, const IrItem *item);
/* A formula of its own, for those whom `only` selects (NULL: everyone). */
uint32_t member_add(Check *c, uint32_t subject, uint32_t calendar, Expr *formula, Expr *only);
/* The value of an aggregate over several subjects. */
Expr *group_of(Check *c, const Env *env, Expr *aggregate);

/* `unit.result`: a section, score, rank or grade of the one to whom the path has led. */
Expr *member_item(Check *c, const Env *env, Expr *subject, Symbol *symbol, const Node *word,
                  Span span);

/* picks.c: makes an aggregate once its picks are numbers; with each number that they may be. */
typedef Expr *AggregateMaker(Check *c, const Env *env, const Aggregate *parts);
Expr *picks_make(Check *c, const Env *env, Aggregate *parts, AggregateMaker *make);
/* expr_scores.c: of items and of formulas over them. */
Expr *scores_aggregate(Check *c, const Env *env, const Aggregate *parts);
/* The share of an amount of the cell: of events, of all sections. */
Expr *share_of(Check *c, const Env *env, const Aggregate *parts, Expr *own);

/* warn.c: a sum where some periods of the item lie in no period or window of the reader. */
void across_warn(Check *c, uint32_t item, const Window *window, uint32_t calendar, Span span);

/* expr_countback.c: a key of a rank, and nothing else. */
Expr *countback_read(Check *c, const Env *env, const Node *node);
/* head_to_head.c: what a further key is, before the passes find its meetings. */
Expr *head_to_head_read(Check *c, const Env *env, const Node *node);

/* measures.c */
Env event_inside(const Ids *kinds, const Whose *whose);
/* `goal.minute or penalty.minute`: one field that several kinds have. */
Expr *value_of_kinds(Check *c, const Env *inside, const Node *node);
/* measures_whose.c: the field of `from` that leads to `to`; NULL: said. */
const IrField *relation_field(Check *c, const Node *under, uint32_t from, uint32_t to,
                              uint32_t *index);

#endif
