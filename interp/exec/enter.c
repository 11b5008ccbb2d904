/* Claims enter the contests of their rule: which bucket, which item, how many count there. */
#include "interp/exec/claims.h"

/* Some claims of one effect, a lane each, on their way into a contest. */
typedef struct Entry {
    Exec *exec;
    const PlanRule *rule;
    const PlanMember *member;
    const PlanContest *contest;
    Bucketed *rows;
    size_t first;            /* of the claims: that of lane 0 */
    size_t from;             /* of the rows */
    uint16_t lane_of[LANES]; /* by row from `from` on */
    Day last[LANES];         /* by lane: of the bucket's periods */
} Entry;

static const Claim *claim_at(const Entry *entry, size_t lane)
{
    return &entry->exec->pools[entry->rule->pool].claims[entry->first + lane];
}

static int64_t *row_at(const Entry *entry, size_t i)
{
    return entry->rows->cells + (entry->from + i) * entry->contest->width;
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

static int64_t *new_row(const Entry *entry)
{
    Bucketed *rows = entry->rows;
    if (rows->count == rows->room) {
        rows->room = rows->room ? rows->room * 2 : 256;
        rows->cells =
            memory_resize(rows->cells, rows->room * entry->contest->width * sizeof *rows->cells);
    }
    return rows->cells + rows->count++ * entry->contest->width;
}

/* The periods of the bucket that hold the claim's day, and the last day of them all. False: a part
 * has no period that day. */
static bool read_periods(Entry *entry, size_t lane, int64_t *parts)
{
    const Claim *claim = claim_at(entry, lane);
    const PlanMember *member = entry->member;
    entry->last[lane] = DAY_NEVER;
    for (size_t i = 0; i < member->each_count; i++) {
        if (member->parts[i].count)
            continue;
        const IrCalendar *calendar = &entry->exec->plan->ir->calendars[member->each[i].calendar];
        Day anchor = exec_anchor(entry->exec, member->each[i].calendar, claim->subject);
        int32_t index;
        if (!calendar_of_day(calendar, anchor, claim->day, &index))
            return false;
        Day last = calendar_last(calendar, anchor, index);
        entry->last[lane] = last < entry->last[lane] ? last : entry->last[lane];
        parts[i] = index;
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

static void add_row(Entry *entry, size_t lane)
{
    int64_t *row = new_row(entry), *parts = row + entry->contest->parts_at;
    for (size_t i = 0; i < entry->contest->width; i++)
        row[i] = 0;
    row[0] = (int64_t)(entry->first + lane) << 1;
    if (!read_periods(entry, lane, parts) || !in_force(entry, lane)) {
        entry->rows->count--;
        return;
    }
    if (!entry->member->selection)
        parts[entry->contest->parts - 1] = entry->exec->plan->pools[entry->rule->pool].on_scores
                                               ? claim_at(entry, lane)->day
                                               : (int64_t)entry->member->each_count;
    else if (entry->contest->several)
        parts[entry->contest->parts - 1] =
            entry->member->selection - entry->exec->plan->ir->selections;
    entry->lane_of[entry->rows->count - 1 - entry->from] = (uint16_t)lane;
}

static void add_rows(Entry *entry, size_t count)
{
    const Program *only = &entry->member->only;
    const int64_t *keep = only->count ? run(entry, only) : NULL;
    for (size_t lane = 0; lane < count; lane++)
        if (!keep || keep[lane] == 1)
            add_row(entry, lane);
}

/* A part that is empty is equal to none: the event is a bucket of its own. */
static void read_parts(const Entry *entry)
{
    const PlanMember *member = entry->member;
    for (size_t k = 0; k < member->each_count; k++) {
        if (member->parts[k].count == 0)
            continue;
        const int64_t *values = run(entry, &member->parts[k]);
        for (size_t i = 0; i < row_count(entry); i++) {
            int64_t value = values[entry->lane_of[i]], *row = row_at(entry, i);
            row[entry->contest->parts_at + k] = value;
            row[0] |= value == ABSENT;
        }
    }
    for (size_t i = 0; i < row_count(entry); i++) {
        int64_t *row = row_at(entry, i);
        for (size_t k = 0; k < member->each_count && row_is_alone(row); k++)
            row[entry->contest->parts_at + k] =
                k == 0 ? (int64_t)claim_at(entry, entry->lane_of[i])->position : 0;
    }
}

static void read_items(const Entry *entry)
{
    const Program *item = &entry->member->item;
    const int64_t *values = item->count ? run(entry, item) : NULL;
    for (size_t i = 0; i < row_count(entry); i++)
        row_at(entry, i)[entry->contest->item_at] = values ? values[entry->lane_of[i]] : ABSENT;
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
        row_at(entry, i)[entry->contest->count_at] = value.den ? value.num / value.den : NO_COUNT;
    }
}

static void enter(Exec *exec, const PlanRule *rule, const PlanMember *member, size_t first,
                  size_t count)
{
    Entry entry = {.exec = exec,
                   .rule = rule,
                   .member = member,
                   .contest = &exec->plan->contests[member->contest],
                   .rows = &exec->bucketed[member->contest],
                   .first = first};
    entry.from = entry.rows->count;
    add_rows(&entry, count);
    if (row_count(&entry) == 0)
        return;
    read_parts(&entry);
    if (entry.contest->item_at)
        read_items(&entry);
    if (entry.contest->count_at)
        read_counts(&entry);
}

/* One direction competes; postings that are merged are added up whatever it is. */
static bool competes(const PlanMember *member, const IrEffect *effect)
{
    return member->selection->item || effect->deduct == member->selection->heaviest;
}

static void set_lanes(Exec *exec, const Claim *claims, size_t count)
{
    Lanes *to = exec->targets;
    const Lanes *from = exec->lanes;
    to->count = count;
    for (size_t i = 0; i < count; i++) {
        size_t lane = claims[i].lane;
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
    for (size_t at = from; at < pool->count && any && !exec->failed; at += LANES) {
        size_t left = pool->count - at, count = left < LANES ? left : LANES;
        set_lanes(exec, pool->claims + at, count);
        if (effect->shared)
            enter(exec, rule, effect->shared, at, count);
        for (size_t m = 0; m < rule->member_count; m++)
            if (competes(&rule->members[m], effect->effect))
                enter(exec, rule, &rule->members[m], at, count);
    }
    exec_bind(exec, exec->lanes);
}
