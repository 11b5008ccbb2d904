/* Postings that wait for others before they count, until the log (rules on scores: the stage) has
 * ended. Only rows that a rule has matched are kept. */
#ifndef MERIT_INTERP_EXEC_CLAIMS_H
#define MERIT_INTERP_EXEC_CLAIMS_H

#include "interp/exec/run.h"

typedef struct Claim {
    uint64_t position; /* rules on scores: the own subject */
    Ratio amount;      /* what is left of what was asked, times the pool's scale */
    uint32_t subject;
    Day day;
    uint32_t rule;   /* in plan->rules */
    uint16_t effect; /* in its effects */
    uint16_t kind;   /* of the subject */
} Claim;

/* What a cap left of a claim of several occurrences: some whole, then one in part. */
typedef struct Cut {
    Ratio each, rest; /* of a whole occurrence, den 0: not cut; of the one in part, or 0 */
    int32_t whole;
    int32_t whole_left; /* that the selections behind the caps leave … */
    bool rest_left;     /* … and whether they leave the rest */
} Cut;

/* A claim as a stratum of several selections found it. */
typedef struct ClaimStart {
    Ratio amount;
    int32_t times;
} ClaimStart;

struct Pool {
    Claim *claims;
    int32_t *times; /* by claim: occurrences that count. Most buckets ask for nothing else */
    size_t count, room;
    uint16_t *lanes; /* of the claims that an effect has just made, and room for how many */
    size_t lane_room;
    Ratio *caps; /* by claim × the pool's cap_room, times the scale; den 0: unknown, no cap */
    TraceEntry **entries; /* by claim; NULL: no trace. NULL in it: not told of */
    Cut *cuts;            /* by claim; NULL: none is cut */
    ClaimStart *start;    /* by claim, while such a stratum runs; else NULL */
    Ratio *highs;         /* by claim: of an open decision, whose low end is the amount; else den 0.
                             NULL: none is open */
    uint8_t *open;        /* by claim: an OpenState, while the strata run; NULL: none is open */
    bool again;           /* the strata will run once more */
};

/* Claims in a contest, column by column. */
struct Bucketed {
    uint32_t *claims;
    uint8_t *alone;    /* 1: the event is a bucket of its own, as a part of its key is empty */
    int64_t **columns; /* as many as the contest is wide */
    size_t count, room;
};

#define NO_COUNT INT64_MIN /* how many count is not known: all do */

static inline const IrRule *claim_rule(const Exec *exec, const Claim *claim)
{
    return exec->plan->rules[claim->rule].rule;
}
static inline uint32_t claim_item(const Exec *exec, const Claim *claim)
{
    return exec->plan->rules[claim->rule].effects[claim->effect].effect->item;
}
static inline uint64_t claim_subject(const Claim *claim)
{
    return (uint64_t)claim->kind << 32 | claim->subject;
}
/* That so much of the claim counts from now on, as so many occurrences; an account is told why. */
void claim_leave(Exec *exec, const Pool *pool, uint32_t at, Ratio amount, int64_t times,
                 TraceStep step);
void claim_overflow(Exec *exec, const Claim *claim);
/* Every stratum in its turn. */
void claims_limit(Exec *exec, uint32_t pool);
/* What is left, where decisions are open: from the low ends to the high ones (S21). */
void claims_open(Exec *exec, uint32_t pool);
/* Where one of these claims is open, all may be, or none can be told. */
void open_bucket(const Exec *exec, const Pool *pool, const uint32_t *claims, size_t count);
void open_capped(const Exec *exec, const Pool *pool, const uint32_t *claims, size_t count);
/* What accounts are told of a claim, or a journal needs, but for its amount. */
TraceEntry claim_told(const Exec *exec, const Pool *pool, uint32_t at, int32_t period);
/* Posts a claim whose amount has those ends (in the pool's scale). */
bool post_claim(Exec *exec, const Pool *pool, uint32_t at, int64_t scale);
/* One of the strata, over a pool. */
void exec_contest(Exec *exec, uint32_t pool, uint32_t contest);
void exec_pool_caps(Exec *exec, uint32_t pool);

#endif
