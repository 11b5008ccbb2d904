/* One change of a tree, made and taken back in place. */
#include "interp/mutate/mutate.h"

Node *tree_copy(Arena *arena, const Node *node)
{
    Node *copy = arena_copy(arena, node, sizeof *node);
    copy->first = copy->last = copy->next = NULL;
    for (const Node *at = node->first; at != NULL; at = at->next)
        node_add(copy, tree_copy(arena, at));
    return copy;
}

static void leave_out(const Mutant *mutant)
{
    if (mutant->previous == NULL)
        mutant->parent->first = mutant->node->next;
    else
        mutant->previous->next = mutant->node->next;
    if (mutant->parent->last == mutant->node)
        mutant->parent->last = mutant->previous;
}

static void put_back(const Mutant *mutant)
{
    if (mutant->previous == NULL)
        mutant->parent->first = mutant->node;
    else
        mutant->previous->next = mutant->node;
    if (mutant->node->next == NULL)
        mutant->parent->last = mutant->node;
}

void mutant_make(Mutant *mutant)
{
    if (mutant->kind == MUTANT_LEFT_OUT) {
        leave_out(mutant);
        return;
    }
    mutant->kept = *mutant->node;
    *mutant->node = mutant->changed;
    mutant->node->next = mutant->kept.next;
}

void mutant_unmake(Mutant *mutant)
{
    if (mutant->kind == MUTANT_LEFT_OUT)
        put_back(mutant);
    else
        *mutant->node = mutant->kept;
}
