/* What-if in scripts and in the shell: `suppose` opens an overlay, `compare` tells what it changes.
 * A `suppose` that compares is a question; one that does not stays for the statements after it. */
#include "repl/comparison.h"
#include "repl/query_work.h"
#include "repl/statement.h"

static Text heading(const Desk *desk, const AskScores *ask)
{
    size_t count;
    const Session *session = desk->session;
    const Node *const *supposed = engine_supposed(desk->job.engine, &count);
    Output *out = output_memory();
    for (size_t i = 0; i < count; i++) {
        output_string(out, i > 0 ? " + " : "");
        Text name = suppose_name(supposed[i]);
        output_text(out, name.size > 0 ? name : text_from(say(session, "suppose", "假设")));
    }
    output_string(out, say(session, ", ", "，"));
    output_text(out, ask->period.text);
    Text text = text_copy(session->arena, output_contents(out));
    output_close(out);
    return text;
}

static Text change_written(const Telling *telling, size_t part)
{
    return comparison_written(telling, telling->of->effects[part].change);
}

/* ---- The question ---- */

/* Rows for which a condition holds as things are supposed. */
static bool select_cells(Job *job, const AskScores *ask, Comparison *of)
{
    size_t kept = 0;
    if (ask->where == NULL)
        return true;
    Result *result = job_run(job, ask, NULL);
    for (size_t i = 0; result != NULL && i < of->cell_count; i++) {
        Value holds = result_asked(result, ask->where, of->cells[i].item, of->cells[i].subject,
                                   of->cells[i].period);
        if (holds.state == VALUE_KNOWN && !ratio_is_zero(holds.number))
            of->cells[kept++] = of->cells[i];
    }
    of->cell_count = kept;
    result_free(result);
    return result != NULL;
}

static bool compare(Desk *desk, const Node *query)
{
    Job *job = &desk->job;
    const char *path = NULL;
    ScoreForm form;
    AskScores ask;
    Asked asked;
    if (!query_is_plain(desk, query, BOTH("a comparison", "对比")) ||
        !query_asked(desk, query, &asked))
        return false;
    Output *out = desk_output(desk, query, &path);
    if (out == NULL || !query_form(desk, query, path, &form))
        return false;
    if (!job_prepare(job, &asked, &ask))
        return false;
    if (ask.kind == ASK_EVERY)
        ask.kind = ask.ir->items[ask.items[0]].subject;
    CompareAsk what = {.items = ask.items,
                       .item_count = ask.item_count,
                       .first = ask.period.first_day,
                       .last = ask.period.last_day,
                       .kind = UINT32_MAX,
                       .scores = &ask,
                       .accept_rejects = job->accept_rejects};
    if (asked.person.size > 0) {
        what.kind = ask.kind;
        if (!ask_subject(ask.ir, desk->session->diag, engine_roster(job->engine), ask.kind,
                         asked.person, &what.subject))
            return false;
    }
    ask.where = asked.where;
    Comparison *found = engine_compare(job->engine, &what, desk->session->arena);
    if (found == NULL || !select_cells(job, &ask, found))
        return false;
    const Telling telling = {.session = desk->session,
                             .of = found,
                             .heading = heading(desk, &ask),
                             .word = {"supposed", "假设"},
                             .part = change_written,
                             .by_condition = asked.where != NULL,
                             .one_period = ask.period.first == ask.period.last};
    comparison_tell(&telling, form, out);
    return true;
}

bool query_compare(Desk *desk, const Node *query)
{
    size_t count;
    engine_supposed(desk->job.engine, &count);
    if (count > 0)
        return compare(desk, query);
    diag_add(desk->session->diag, DIAG_E0733, query->span, NULL);
    return false;
}

bool query_suppose(Desk *desk, const Node *node)
{
    const Node *query = node_find(node, NODE_COMPARE_QUERY);
    Engine *supposed = engine_suppose(desk->job.engine, node);
    if (supposed == NULL)
        return false;
    if (query == NULL) {
        session_adopt(desk->session, supposed);
        desk->job.engine = supposed;
        return true;
    }
    Engine *base = desk->job.engine;
    desk->job.engine = supposed;
    bool good = compare(desk, query);
    desk->job.engine = base;
    engine_free(supposed);
    return good;
}
