/* The notices of a period, below its table. */
#include "repl/job_work.h"

static bool has_notice(const Ir *ir)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t n = 0; n < ir->rules[i].effect_count; n++)
            if (ir->rules[i].effects[n].kind == EFFECT_NOTICE)
                return true;
    return false;
}

Trace *job_notices_trace(Job *job, const AskScores *ask, const AskView *view)
{
    Arena *arena = job->session->arena;
    if (!view->for_people || view->where != NULL || view->top > 0 || !has_notice(ask->ir))
        return NULL;
    Trace *trace = arena_alloc(arena, sizeof *trace);
    *trace = (Trace){
        .arena = arena, .subject_kind = ask->kind, .subject = view->subject, .notices_only = true};
    return trace;
}

/* Within the periods asked for; each subject's own where it has such. */
static bool is_asked(const AskScores *ask, const Roster *roster, const TraceEntry *entry)
{
    const IrCalendar *calendar = &ask->ir->calendars[ask->period.calendar];
    int32_t first = 0, last = 0;
    if (!calendar_is_own(calendar))
        return entry->day >= ask->period.first_day && entry->day <= ask->period.last_day;
    if (entry->subject_kind != calendar->subject)
        return false;
    ask_periods_of(ask, roster, entry->subject, &first, &last);
    Day anchor = roster_anchor(roster, calendar, entry->subject);
    return first <= last && entry->day >= calendar_first(calendar, anchor, first) &&
           entry->day <= calendar_last(calendar, anchor, last);
}

static bool is_shown(const AskScores *ask, const Roster *roster, const AskView *view,
                     const TraceEntry *entry)
{
    return is_asked(ask, roster, entry) &&
           (ask->kind == ASK_EVERY || entry->subject_kind == ask->kind) &&
           (view->subject == ASK_EVERY || entry->subject == view->subject);
}

static void put_apart(Output *out, Arena *arena, Text text)
{
    if (text.size == 0)
        return;
    output_string(out, "  ");
    output_text(out, text_visible(arena, text));
}

/* "2018-10-08  0003  Named at the meeting  faulted  §3". */
static void put_notice(Job *job, const AskScores *ask, const TraceEntry *entry, Output *out)
{
    char day[16];
    Arena *arena = job->session->arena;
    const IrRule *rule = &ask->ir->rules[entry->rule];
    const RosterKind *kind = &engine_roster(job->engine)->kinds[entry->subject_kind];
    output_bytes(out, day, day_write(day, entry->day));
    put_apart(out, arena, kind->id[entry->subject]);
    if (!text_equal(kind->id[entry->subject], kind->name[entry->subject]))
        put_apart(out, arena, kind->name[entry->subject]);
    put_apart(out, arena, rule->effects[entry->effect].text);
    put_apart(out, arena, name_shown(&rule->name, job->session->language));
    for (size_t i = 0; i < rule->meta.cite_count; i++)
        put_apart(out, arena, rule->meta.cites[i]);
    output_char(out, '\n');
}

void job_put_notices(Job *job, const AskScores *ask, const AskView *view, const Trace *trace,
                     bool as_list, Output *out)
{
    bool any = false;
    for (size_t i = 0; trace != NULL && i < trace->count; i++) {
        if (!is_shown(ask, engine_roster(job->engine), view, &trace->entries[i]))
            continue;
        if (!any)
            output_format(out, "\n%s\n%s", say(job->session, "Notices", "提醒事项"),
                          as_list ? "\n" : "");
        any = true;
        output_string(out, as_list ? "- " : "");
        put_notice(job, ask, &trace->entries[i], out);
    }
}
