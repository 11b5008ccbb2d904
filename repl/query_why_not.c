/* why not: a rule that did not fire, a grade, a place or a value that was not reached. */
#include "interp/unreached.h"
#include "interp/records.h"
#include "repl/query_work.h"
#include "repl/statement.h"

/* ---- A rule ---- */

enum { SHOWN = 20 };

static int nearest_first(const Miss *a, const Miss *b)
{
    return a->failed != b->failed ? (a->failed < b->failed ? -1 : 1) : 0;
}

/* By how many conditions they lack; of equal ones the earlier stays first. */
static void sort_misses(Miss *misses, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t at = i; at > 0 && nearest_first(&misses[at], &misses[at - 1]) < 0; at--) {
            Miss miss = misses[at];
            misses[at] = misses[at - 1];
            misses[at - 1] = miss;
        }
}

static const IrRule *rule_of(const Ir *ir, uint32_t family)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].family == family)
            return &ir->rules[i];
    return NULL;
}

static void put_head(Desk *desk, const Missing *missing, const IrRule *rule, Text period,
                     Output *out)
{
    const RosterKind *kind = &engine_roster(missing->engine)->kinds[rule->subject];
    Text id = kind->id[missing->subject], who = kind->name[missing->subject];
    Text name = name_shown(&rule->name, desk->session->language);
    output_format(out, "%.*s%s%.*s  %.*s\n%.*s", (int)id.size, id.at,
                  who.size > 0 && !text_equal(id, who) ? "  " : "",
                  text_equal(id, who) ? 0 : (int)who.size, who.at, (int)period.size, period.at,
                  (int)name.size, name.at);
    if (rule->name.title.size > 0)
        output_format(out, "  %.*s", (int)rule->name.title.size, rule->name.title.at);
    for (size_t i = 0; i < rule->meta.cite_count; i++)
        output_format(out, "  %.*s", (int)rule->meta.cites[i].size, rule->meta.cites[i].at);
    output_char(out, '\n');
}

static void put_miss(Desk *desk, const Miss *miss, Output *out)
{
    char day[16];
    Text id = query_event_id(desk, miss->position);
    Text words = text_visible(desk->session->arena, miss->words);
    output_format(out, "  %.*s  %.*s%s%.*s\n", (int)day_write(day, miss->day), day, (int)id.size,
                  id.at, id.size > 0 ? "  " : "", (int)words.size, words.at);
}

static void put_misses(Desk *desk, Miss *misses, size_t count, size_t fired, Output *out)
{
    Session *session = desk->session;
    sort_misses(misses, count);
    if (fired == 1)
        output_string(out, say(session, "  it fired once\n", "  已触发 1 次\n"));
    else if (fired > 1)
        output_format(out, say(session, "  it fired %zu times\n", "  已触发 %zu 次\n"), fired);
    else if (count == 0)
        output_string(out, say(session, "  nothing happened that it is about\n",
                               "  没有发生与之相关的事项\n"));
    for (size_t i = 0; i < count && i < SHOWN; i++)
        put_miss(desk, &misses[i], out);
    if (count > SHOWN)
        output_format(out, say(session, "  and %zu more\n", "  另有 %zu 条\n"), count - SHOWN);
}

/* Whether some version of the rule was in force in these days. */
static bool was_in_force(const Ir *ir, const Missing *missing)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].family == missing->family && ir->rules[i].meta.from <= missing->last &&
            ir->rules[i].meta.until >= missing->first)
            return true;
    return false;
}

static bool why_not_rule(Desk *desk, const Node *query, const IrQuery *means, Text person,
                         Output *out)
{
    Trace trace;
    size_t count = 0, fired = 0;
    Result *result = NULL;
    const Ir *ir = engine_ir(desk->job.engine);
    const IrRule *rule = rule_of(ir, means->family);
    Missing missing = {.engine = desk->job.engine,
                       .diag = desk->session->diag,
                       .family = means->family,
                       .most = SIZE_MAX,
                       .language = desk->session->language};
    if (!query_days(desk, query, &missing.first, &missing.last) ||
        !ask_subject(ir, desk->session->diag, engine_roster(missing.engine), rule->subject, person,
                     &missing.subject) ||
        !query_run_rule(desk, &missing, &trace, &result))
        return false;
    Miss *misses = misses_find(desk->session->arena, &missing, &count, &fired);
    put_head(desk, &missing, rule, desk_period(desk, query), out);
    if (was_in_force(ir, &missing))
        put_misses(desk, misses, count, fired, out);
    else
        output_string(out, say(desk->session, "  it was not in force\n", "  当时没有施行\n"));
    result_free(result);
    return true;
}

/* ---- A grade, a place, a value ---- */

static bool why_not_item(Desk *desk, const Node *query, const IrQuery *means, Text person,
                         Output *out)
{
    AskScores ask;
    Job *job = &desk->job;
    Session *session = desk->session;
    Text name = engine_ir(job->engine)->items[means->item].name.text;
    Asked asked = {
        .period = desk_period(desk, query), .names = &name, .name_count = 1, .person = person};
    Unreached reach = {.engine = job->engine,
                       .diag = session->diag,
                       .item = means->item,
                       .level = means->level,
                       .value = means->value,
                       .language = session->language};
    if (!job_prepare(job, &asked, &ask) ||
        !ask_subject(ask.ir, session->diag, engine_roster(job->engine), ask.kind, person,
                     &reach.subject) ||
        !job_one_period(job, &ask, reach.subject, &reach.period))
        return false;
    Trace trace = {.arena = session->arena, .subject_kind = ask.kind, .subject = reach.subject};
    Result *result = job_run(job, &ask, &trace);
    if (result == NULL)
        return false;
    Question again = {.items = ask.items,
                      .item_count = ask.item_count,
                      .first = ask.period.first_day,
                      .last = ask.period.last_day,
                      .accept_rejects = job->accept_rejects,
                      .is_stopped = session->is_stopped,
                      .stopper = session->stopper};
    reach.question = &again;
    reach.result = result;
    reach.trace = &trace;
    bool good = job_is_present(job, &ask, result, reach.subject, reach.period, person) &&
                unreached_print(session->arena, &reach, out);
    result_free(result);
    return good;
}

bool query_why_not(Desk *desk, const Node *query)
{
    Text person;
    const char *path = NULL;
    const IrQuery *means = engine_query(desk->job.engine, query);
    if (means == NULL || !query_entity(desk, means->entity, &person))
        return false;
    Output *out = desk_output(desk, query, &path);
    if (out == NULL)
        return false;
    return means->item != UINT32_MAX ? why_not_item(desk, query, means, person, out)
                                     : why_not_rule(desk, query, means, person, out);
}
