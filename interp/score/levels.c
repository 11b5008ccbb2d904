/* Who may be given a level of a grade: conditions, what holds bar or assure, what is unknown. */
#include "interp/score/levels.h"

/* A decision is open on which the condition depends. */
bool level_is_open(const Level *level, uint32_t subject)
{
    return level->condition.open && level->condition.open[subject].state != OPEN_NOT;
}

static bool level_is_met(const Level *level, uint32_t subject)
{
    Ratio yes = {1, 1};
    if (level->condition.value)
        yes = level->condition.value[subject];
    return yes.den && yes.num == 1;
}

/* A level that no hold keeps from the subject. */
static bool level_is_allowed(const Level *level, uint32_t subject)
{
    return !level->held || level->index >= level->held->best[subject];
}

/* Whether the subject meets the level is unknown: so is, then, which level it has (S9). */
static bool level_is_unknown(const Level *level, uint32_t subject)
{
    return level->condition.value && level->condition.value[subject].den == 0;
}

/* Who perhaps meets the level: nothing behind it is theirs. */
static void leave_unknown(const Level *level, const uint32_t *ranked, size_t count, int64_t *given)
{
    for (size_t k = 0; k < count; k++) {
        uint32_t i = ranked[k];
        if (given[i] != ABSENT || !level_is_allowed(level, i))
            continue;
        bool kept = level->held && level->held->kept[i];
        bool perhaps_kept = level->held && level->held->doubted[i];
        if (!kept && (level_is_unknown(level, i) || (perhaps_kept && !level_is_met(level, i))))
            given[i] = UNKNOWN_LEVEL;
    }
}

bool level_is_eligible(const Level *level, const int64_t *given, uint32_t subject)
{
    const HeldLevels *held = level->held;
    if (given[subject] != ABSENT || !level_is_allowed(level, subject))
        return false;
    return level_is_met(level, subject) || (held && held->kept[subject]);
}

/* Whom a hold kept from the level, and who is assured of it besides any quota. */
static void settle_holds(const Level *level, const HeldLevels *held, const uint32_t *ranked,
                         size_t known, int64_t *given)
{
    for (size_t k = 0; k < known; k++) {
        uint32_t i = ranked[k];
        if (given[i] != ABSENT)
            continue;
        if (!level_is_allowed(level, i) && !level->ir->quota.set) {
            held->kept[i] |= level_is_met(level, i);
            held->doubted[i] |= level_is_unknown(level, i);
        }
        if (held->assured[i] != ABSENT && held->assured[i] <= level->index)
            given[i] = level->index;
    }
}

void level_settle(const Level *level, const uint32_t *ranked, size_t known, int64_t *given)
{
    leave_unknown(level, ranked, known, given);
    if (level->held)
        settle_holds(level, level->held, ranked, known, given);
}
