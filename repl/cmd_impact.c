/* merit impact: what other rules, or amendments not yet adopted, change on the same history. */
#include "repl/command.h"

#include "interp/impact.h"
#include "repl/asking.h"
#include "repl/job_work.h"
#include "repl/script.h"
#include "repl/comparison.h"

typedef struct ImpactRun {
    Job job; /* of the rules as they are */
    const Arguments *arguments;
    Impact *impact;
    Engine *after;
    AskScores ask; /* of the rules with all changes */
} ImpactRun;

/* ---- The rules ---- */

static bool adopted_day(ImpactRun *run, Day *day)
{
    const char *word = arguments_value(run->arguments, OPTION_ADOPTED);
    *day = run->job.as_of.size > 0 ? run->job.as_of_day : DAY_ALWAYS;
    return word == NULL || job_day(&run->job, text_from(word), day);
}

static bool load_rules(ImpactRun *run)
{
    Session *session = run->job.session;
    const char **words = run->arguments->words;
    Engine *other = session_engine(session);
    Day adopted;
    if (run->arguments->word_count > 1) {
        Job after = run->job;
        after.engine = other;
        job_tell(&after);
        if (!script_load(session, run->job.engine, words[0], true) ||
            !script_load(session, other, words[1], true))
            return false;
        run->impact = impact_between(session->arena, run->job.engine, other);
        return true;
    }
    if (!adopted_day(run, &adopted) || !script_load(session, other, words[0], true))
        return false;
    run->impact = impact_of_amendments(session->arena, run->job.engine, other, adopted);
    return run->impact != NULL;
}

/* What is said of the other rules only is said; what both say was said of the first. */
static bool make_after(ImpactRun *run)
{
    run->after = impact_engine(run->impact);
    if (run->after != NULL)
        session_adopt(run->job.session, run->after);
    return run->after != NULL;
}

/* ---- What is told ---- */

typedef struct KindWord {
    NodeKind kind;
    const char *en, *zh;
} KindWord;

static const KindWord KIND_WORDS[] = {
    {NODE_SUBJECT, "subject", "主体"},
    {NODE_EVENT, "event", "事项"},
    {NODE_EVERY_EVENT, "every event", "每个事项"},
    {NODE_PERIOD, "period", "周期"},
    {NODE_SEASONS, "seasons", "期次"},
    {NODE_LET, "let", "参数"},
    {NODE_TABLE, "table", "对照表"},
    {NODE_SECTION, "section", "分项"},
    {NODE_SCORE, "score", "得分"},
    {NODE_RANK, "rank", "排名"},
    {NODE_GRADE, "grade", "等次"},
    {NODE_RULE, "rule", "规则"},
    {NODE_SELECTION, "selection", "择计"},
};

static const char *kind_word(const Session *session, NodeKind kind)
{
    for (size_t i = 0; i < sizeof KIND_WORDS / sizeof *KIND_WORDS; i++)
        if (KIND_WORDS[i].kind == kind)
            return say(session, KIND_WORDS[i].en, KIND_WORDS[i].zh);
    return "";
}

/* "rule late_rule: changed", or the change of an amendment as it was written. */
static const char *part_words(const Telling *telling, const ImpactPart *part)
{
    const Session *session = telling->session;
    if (part->change != NULL) {
        Text change = comparison_written(telling, part->change);
        Text book = node_find(part->amendment, NODE_BOOK)->name;
        return arena_format(session->arena, "《%.*s》 %.*s", (int)book.size, book.at,
                            (int)change.size, change.at);
    }
    const Node *node = part->after != NULL ? part->after : part->before;
    Text name = session->language == LANG_ZH && node->alias.size > 0 ? node->alias : node->name;
    const char *how = part->before == NULL  ? say(session, "added", "新增")
                      : part->after == NULL ? say(session, "dropped", "删去")
                                            : say(session, "changed", "更改");
    const char *kind = kind_word(session, node->kind);
    if (name.size == 0)
        return arena_format(session->arena, say(session, "%s: %s", "%s：%s"), kind, how);
    return arena_format(session->arena, say(session, "%s %.*s: %s", "%s“%.*s”：%s"), kind,
                        (int)name.size, name.at, how);
}

static Text part_text(const Telling *telling, size_t at)
{
    const Impact *impact = telling->context;
    const Session *session = telling->session;
    const CompareEffect *effect = &telling->of->effects[at];
    const char *words = part_words(telling, &impact->parts[at]);
    const char *more = "";
    if (!effect->stands)
        more = say(session, " (does not stand alone)", "（不能单独成立）");
    else if (effect->cells == 0)
        more = say(session, " (changes nothing on this history)", "（对这段历史没有影响）");
    return text_from(arena_format(session->arena, "%s%s", words, more));
}

/* Unless columns were asked for: only those in which something changes; for people places and
 * levels are lines of their own. */
static const bool *dropped(const ImpactRun *run, const Comparison *of, bool for_people)
{
    bool *out = arena_alloc(run->job.session->arena, of->item_count + 1);
    for (size_t i = 0; i < of->item_count; i++) {
        ItemKind kind = run->ask.ir->items[of->items[i]].kind;
        bool changes = of->totals[i].cells > 0;
        for (size_t k = 0; k < of->effect_count; k++)
            changes |= of->effects[k].difference[i].den != 0 &&
                       !ratio_is_zero(of->effects[k].difference[i]);
        out[i] = !changes || (for_people && (kind == ITEM_RANK || kind == ITEM_GRADE));
    }
    return out;
}

static bool is_column(ItemKind kind)
{
    return kind == ITEM_SECTION || kind == ITEM_SCORE || kind == ITEM_RANK || kind == ITEM_GRADE;
}

/* What only the rules before declare has no columns. */
static void put_gone(const ImpactRun *run, Output *out)
{
    const Session *session = run->job.session;
    const Ir *old = engine_ir(run->job.engine), *new = run->ask.ir;
    for (size_t i = 0; i < old->item_count; i++) {
        bool stays = !is_column(old->items[i].kind);
        for (uint32_t k = 0; !stays && k < new->item_count; k++)
            stays = compare_base_item(run->job.engine, run->after, k) == i;
        if (stays)
            continue;
        Text name = name_shown(&old->items[i].name, session->language);
        output_format(out, say(session, "no longer there: %.*s\n", "不再有：%.*s\n"),
                      (int)name.size, name.at);
    }
}

static Text heading_of(const ImpactRun *run)
{
    const Session *session = run->job.session;
    const char **words = run->arguments->words;
    Text over = run->ask.period.text;
    if (run->arguments->word_count > 1)
        return text_from(arena_format(session->arena,
                                      say(session, "%s → %s, %.*s", "%s → %s，%.*s"), words[0],
                                      words[1], (int)over.size, over.at));
    return text_from(arena_format(
        session->arena,
        say(session, "%s, %zu changes not yet adopted, %.*s", "%s，尚未生效的更改 %zu 项，%.*s"),
        words[0], run->impact->part_count, (int)over.size, over.at));
}

static void tell_all(ImpactRun *run, const Comparison *found, const Asked *asked, ScoreForm form,
                     Output *out)
{
    bool for_people = form.format == REPORT_TABLE || form.format == REPORT_MD;
    Telling telling = {.session = run->job.session,
                       .of = found,
                       .heading = heading_of(run),
                       .word = {"new", "新"},
                       .one_period = run->ask.period.first == run->ask.period.last,
                       .with_parts = true,
                       .part = part_text,
                       .context = run->impact};
    if (asked->name_count == 0)
        telling.is_dropped = dropped(run, found, for_people);
    comparison_tell(&telling, form, out);
    if (for_people && found->effect_count == 0)
        output_string(
            out, say(telling.session, "both rule sets say the same\n", "两套规则的内容相同\n"));
    if (for_people)
        put_gone(run, out);
}

/* ---- The question ---- */

static bool compare(ImpactRun *run, const Asked *asked, ScoreForm form, Output *out)
{
    Session *session = run->job.session;
    Job after = run->job;
    after.engine = run->after;
    if (!job_prepare(&after, asked, &run->ask))
        return false;
    CompareAsk what = {.items = run->ask.items,
                       .item_count = run->ask.item_count,
                       .first = run->ask.period.first_day,
                       .last = run->ask.period.last_day,
                       .kind = UINT32_MAX,
                       .scores = &run->ask,
                       .accept_rejects = run->job.accept_rejects};
    if (asked->person.size > 0) {
        what.kind = run->ask.kind;
        if (!ask_subject(run->ask.ir, session->diag, engine_roster(run->after), run->ask.kind,
                         asked->person, &what.subject))
            return false;
    }
    const Comparison *found =
        engine_compare_parts(run->after, &what, &run->impact->compare, session->arena);
    if (found != NULL)
        tell_all(run, found, asked, form, out);
    return found != NULL;
}

static bool open_all(ImpactRun *run)
{
    return asking_known(&run->job, run->arguments) && load_rules(run) &&
           asking_data(&run->job, run->arguments) && job_keep(&run->job) && make_after(run);
}

int run_impact(Session *session, const Arguments *arguments)
{
    ImpactRun run = {.job = {.session = session, .engine = session_engine(session)},
                     .arguments = arguments};
    Answer answer = {0};
    Asked asked = asked_of(session, arguments);
    bool good = open_all(&run) && answer_open(&answer, &run.job, arguments) &&
                compare(&run, &asked, form_of(session, arguments), answer.out);
    return answer_close(&answer, &run.job, good);
}
