/* Claims enter the contests of their rule: which bucket, which item, how many count there. */
#include "interp/exec/claims.h"

#include <string.h>

/* Some claims of one effect, a lane each, on their way into a contest. */
typedef struct Entry {
    Exec *exec;
    const PlanRule *rule;
    const PlanMember *member;
    const PlanContest *contest;
    Bucketed *rows;
    bool has_periods;        /* some part of the key is one */
    size_t first;            /* of the claims: that of lane 0 */
    size_t from;             /* of the rows */
    uint16_t lane_of[LANES]; /* by row from `from` on */
    Day last[LANES];         /* by lane: of the bucket's periods */
} Entry;

static const Claim *claim_at(const Entry *entry, size_t lane)
{
    return &entry->exec->pools[entry->rule->pool].claims[entry->first + lane];
}

/* A column, from the first of these rows on. */
static int64_t *cells_of(const Entry *entry, size_t column)
{
    return entry->rows->columns[column] + entry->from;
}

static size_t row_count(const Entry *entry)
{
    return entry->rows->count - entry->from;
}

static const int64_t *run(const Entry *entry, const Program *program)
{
    const IrRule *rule = entry->rule->rule;
    exec_program(entry->exec, program, &rule->name, &rule->meta);
    return entry->exec->frame.regs[program->out].num;
}

static void make_room(const Entry *entry, size_t count)
{
    Bucketed *rows = entry->rows;
    if (rows->count + count <= rows->room)
        return;
    rows->room = (rows->count + count) * 2;
    rows->claims = memory_resize(rows->claims, rows->room * sizeof *rows->claims);
    rows->alone = memory_resize(rows->alone, rows->room);
    for (size_t k = 0; k < entry->contest->width; k++)
        rows->columns[k] = memory_resize(rows->columns[k], rows->room * sizeof(int64_t));
}

/* The last day of a bucket is looked at where a number is read on it, or another version may be in
 * force on it than on the claim's day. */
static bool needs_last(const Entry *entry, Day day)
{
    const IrSelection *selection = entry->member->selection;
    return selection && selection->by_period &&
           (entry->contest->has_count || selection->meta.until != DAY_NEVER ||
            day < selection->meta.from);
}

/* The periods of the bucket that hold the claim's day, and the last day of them all. False: a part
 * has no period that day. */
static bool read_periods(Entry *entry, size_t lane, size_t row)
{
    const Claim *claim = claim_at(entry, lane);
    const PlanMember *member = entry->member;
    bool last_counts = needs_last(entry, claim->day);
    entry->last[lane] = last_counts ? DAY_NEVER : claim->day;
    for (size_t i = 0; i < member->each_count; i++) {
        if (member->parts[i].count)
            continue;
        const IrCalendar *calendar = &entry->exec->plan->ir->calendars[member->each[i].calendar];
        Day anchor = exec_anchor(entry->exec, member->each[i].calendar, claim->subject);
        int32_t index;
        if (!calendar_of_day(calendar, anchor, claim->day, &index))
            return false;
        Day last = last_counts ? calendar_last(calendar, anchor, index) : claim->day;
        entry->last[lane] = last < entry->last[lane] ? last : entry->last[lane];
        cells_of(entry, entry->contest->parts_at + i)[row] = index;
    }
    return true;
}

/* A selection by period goes by the last day, one by fields by the event's (S1). */
static bool in_force(const Entry *entry, size_t lane)
{
    const IrSelection *selection = entry->member->selection;
    if (!selection)
        return true;
    Day day = selection->by_period ? entry->last[lane] : claim_at(entry, lane)->day;
    return day >= selection->meta.from && day <= selection->meta.until;
}

static int64_t last_part(const Entry *entry, size_t lane)
{
    if (entry->member->selection)
        return entry->member->selection - entry->exec->plan->ir->selections;
    bool on_scores = entry->exec->plan->pools[entry->rule->pool].on_scores;
    return on_scores ? claim_at(entry, lane)->day : (int64_t)entry->member->each_count;
}

static void clear_rows(const Entry *entry, size_t count)
{
    for (size_t k = 0; k < entry->contest->width; k++)
        memset(cells_of(entry, k), 0, count * sizeof(int64_t));
    memset(entry->rows->alone + entry->from, 0, count);
}

static void add_rows(Entry *entry, size_t count)
{
    const Program *only = &entry->member->only;
    const int64_t *keep = only->count ? run(entry, only) : NULL;
    make_room(entry, count);
    clear_rows(entry, count);
    for (size_t lane = 0; lane < count; lane++) {
        size_t row = row_count(entry);
        if ((keep && keep[lane] != 1) || (entry->has_periods && !read_periods(entry, lane, row)) ||
            !in_force(entry, lane))
            continue;
        entry->rows->claims[entry->rows->count++] = (uint32_t)(entry->first + lane);
        entry->lane_of[row] = (uint16_t)lane;
    }
    if (entry->member->selection && !entry->contest->several)
        return;
    int64_t *last = cells_of(entry, entry->contest->width - 1);
    for (size_t i = 0; i < row_count(entry); i++)
        last[i] = last_part(entry, entry->lane_of[i]);
}

static void read_part(const Entry *entry, size_t k)
{
    const int64_t *values = run(entry, &entry->member->parts[k]);
    int64_t *part = cells_of(entry, entry->contest->parts_at + k);
    uint8_t *alone = entry->rows->alone + entry->from;
    for (size_t i = 0; i < row_count(entry); i++) {
        part[i] = values[entry->lane_of[i]];
        alone[i] |= part[i] == ABSENT;
    }
}

/* A part that is empty is equal to none: the event is a bucket of its own. */
static void read_parts(const Entry *entry)
{
    const PlanMember *member = entry->member;
    for (size_t k = 0; k < member->each_count; k++)
        if (member->parts[k].count > 0)
            read_part(entry, k);
    for (size_t i = 0; i < row_count(entry); i++)
        for (size_t k = 0; k < member->each_count && entry->rows->alone[entry->from + i]; k++)
            cells_of(entry, entry->contest->parts_at + k)[i] =
                k == 0 ? (int64_t)claim_at(entry, entry->lane_of[i])->position : 0;
}

static void read_items(const Entry *entry)
{
    const Program *item = &entry->member->item;
    const int64_t *values = item->count ? run(entry, item) : NULL;
    int64_t *items = cells_of(entry, entry->contest->item_at);
    for (size_t i = 0; i < row_count(entry); i++)
        items[i] = values ? values[entry->lane_of[i]] : ABSENT;
}

/* How many count; what a period selection reads for it is that of the period's last day. */
static void read_counts(Entry *entry)
{
    const Program *count = &entry->member->count;
    Frame *frame = &entry->exec->frame;
    const Day *date = frame->date;
    if (entry->member->selection->by_period)
        frame->date = entry->last;
    run(entry, count);
    frame->date = date;
    for (size_t i = 0; i < row_count(entry); i++) {
        Ratio value = exec_value(entry->exec, count, entry->lane_of[i]);
        cells_of(entry, entry->contest->count_at)[i] = value.den ? value.num / value.den : NO_COUNT;
    }
}

static bool has_periods(const PlanMember *member)
{
    for (size_t i = 0; i < member->each_count; i++)
        if (member->parts[i].count == 0)
            return true;
    return false;
}

static void enter(Exec *exec, const PlanRule *rule, const PlanMember *member, size_t first,
                  size_t count)
{
    Entry entry;
    entry.exec = exec;
    entry.rule = rule;
    entry.member = member;
    entry.contest = &exec->plan->contests[member->contest];
    entry.rows = &exec->bucketed[member->contest];
    entry.has_periods = has_periods(member);
    entry.first = first;
    entry.from = entry.rows->count;
    add_rows(&entry, count);
    if (row_count(&entry) == 0)
        return;
    read_parts(&entry);
    if (entry.contest->has_item)
        read_items(&entry);
    if (entry.contest->has_count)
        read_counts(&entry);
}

/* One direction competes; postings that are merged are added up whatever it is. */
static bool competes(const PlanMember *member, const IrEffect *effect)
{
    return member->selection->item || effect->deduct == member->selection->heaviest;
}

static void set_lanes(Exec *exec, const uint16_t *lanes, size_t count)
{
    Lanes *to = exec->targets;
    const Lanes *from = exec->lanes;
    to->count = count;
    for (size_t i = 0; i < count; i++) {
        size_t lane = lanes[i];
        to->rows[i] = from->rows[lane];
        to->own[i] = from->own[lane];
        to->roster_day[i] = from->roster_day[lane];
        to->date[i] = from->date[lane];
    }
    exec_bind(exec, to);
}

void exec_compete(Exec *exec, const PlanRule *rule, const PlanEffect *effect, size_t from)
{
    const Pool *pool = &exec->pools[rule->pool];
    bool any = effect->shared;
    for (size_t m = 0; m < rule->member_count; m++)
        any |= competes(&rule->members[m], effect->effect);
    for (size_t at = from; at < pool->count && any; at += LANES) {
        size_t left = pool->count - at, count = left < LANES ? left : LANES;
        set_lanes(exec, pool->lanes + (at - from), count);
        if (effect->shared)
            enter(exec, rule, effect->shared, at, count);
        for (size_t m = 0; m < rule->member_count; m++)
            if (competes(&rule->members[m], effect->effect))
                enter(exec, rule, &rule->members[m], at, count);
    }
    exec_bind(exec, exec->lanes);
}
