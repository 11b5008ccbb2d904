/* Others of the same unit: subjects by what a field of the roster holds. */
#include "interp/exec/run.h"

#include <stdlib.h>

/* A row of the roster, by its value, then its subject. */
typedef struct Peer {
    int64_t value;
    uint32_t subject, row;
} Peer;

struct Peers {
    Peers *next;
    uint32_t kind, field;
    Peer *at;
    size_t count;
};

static bool value_of(const RosterColumn *column, uint32_t row, int64_t *value)
{
    *value = column->codes ? column->codes[row] : column->numbers[row];
    return column->codes ? column->codes[row] != NO_CODE && column->codes[row] != NO_SUBJECT
                         : column->numbers[row] != NO_NUMBER;
}

static int by_value(const void *a, const void *b)
{
    const Peer *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row; /* rows stand by subject */
}

static Peers *new_peers(const Exec *exec, uint32_t of, uint32_t field)
{
    const RosterKind *kind = &exec->roster->kinds[of];
    Peers *peers = memory_resize(NULL, sizeof *peers);
    *peers = (Peers){.kind = of, .field = field};
    peers->at = memory_resize(NULL, (kind->row_count + 1) * sizeof *peers->at);
    for (uint32_t subject = 0; subject < kind->count; subject++)
        for (uint32_t row = kind->first_row[subject]; row < kind->first_row[subject + 1]; row++) {
            Peer *peer = &peers->at[peers->count];
            *peer = (Peer){0, subject, row};
            peers->count += value_of(&kind->columns[field], row, &peer->value);
        }
    qsort(peers->at, peers->count, sizeof *peers->at, by_value);
    return peers;
}

static const Peers *peers_of(Exec *exec, uint32_t kind, uint32_t field)
{
    Peers **at = &exec->peers;
    while (*at && ((*at)->kind != kind || (*at)->field != field))
        at = &(*at)->next;
    if (!*at)
        *at = new_peers(exec, kind, field);
    return *at;
}

/* The first of those with at least that value. */
static size_t first_of(const Peers *peers, int64_t value)
{
    size_t from = 0, to = peers->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (peers->at[middle].value < value)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

void exec_add_others(Exec *exec, const PlanCharge *charge, size_t lane, uint32_t own, size_t k)
{
    const RosterKind *kind = &exec->roster->kinds[charge->kind];
    Day day = exec->lanes->roster_day[lane];
    uint32_t row = roster_row(kind, own, day), field = charge->charge->field;
    int64_t value;
    if (row == UINT32_MAX || !value_of(&kind->columns[field], row, &value))
        return;
    const Peers *peers = peers_of(exec, charge->kind, field);
    for (size_t i = first_of(peers, value); i < peers->count; i++) {
        const Peer *peer = &peers->at[i];
        if (peer->value != value)
            return;
        if (peer->subject != own && kind->from[peer->row] <= day && day <= kind->until[peer->row])
            exec_add_hit(&exec->hits, lane, peer->subject, k);
    }
}

void peers_free(Peers *peers)
{
    while (peers) {
        Peers *next = peers->next;
        free(peers->at);
        free(peers);
        peers = next;
    }
}
