/* What accounts show of values that are made over several subjects. */
#include "interp/engine_internal.h"
#include "interp/score/score.h"

size_t result_group(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                    MemberNote *out, size_t room, size_t *assessed)
{
    GroupMember *members = arena_alloc(result->arena, (room + 1) * sizeof *members);
    size_t count = score_members(result->exec, item, subject, period, members, room, assessed);
    for (size_t i = 0; i < *assessed && i < room; i++)
        out[i] = (MemberNote){members[i].subject, members[i].period, members[i].value};
    return count;
}

bool result_seat(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                 SeatNote *out)
{
    SeatResult seat;
    if (!score_seat(result->exec, item, subject, period, &seat))
        return false;
    *out = (SeatNote){seat.place, seat.count, seat.steps};
    return true;
}

size_t result_places(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                     PlaceNote *out, size_t room)
{
    HistogramEntry *entries = arena_alloc(result->arena, (room + 1) * sizeof *entries);
    size_t count = score_places(result->exec, item, subject, period, entries, room);
    for (size_t i = 0; i < count; i++)
        out[i] = (PlaceNote){entries[i].value, entries[i].times};
    return count;
}
