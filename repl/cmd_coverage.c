/* merit coverage: what tests, a log and the wording show of the rules. */
#include "repl/command.h"

#include <string.h>

#include "interp/coverage.h"
#include "interp/report/rows.h"
#include "interp/review/clauses.h"
#include "repl/job.h"
#include "repl/script.h"
#include "repl/wording.h"

enum {
    COLUMN_PART,
    COLUMN_NAME,
    COLUMN_CLAUSE,
    COLUMN_TESTS,
    COLUMN_LOG,
    COLUMN_YES,
    COLUMN_NO,
    COLUMN_STATE,
    COLUMNS
};

typedef struct Share {
    size_t done, all;
} Share;

typedef struct Cover {
    Session *session;
    const Ir *ir;
    Coverage *coverage;
    Clauses clauses;
    Share rules, parts, taken; /* of rules, of parts of conditions, of clauses */
    bool is_whole;             /* every row, for programs; else those that lack something */
    bool has_list;             /* of clauses: from a file or the wording */
    ReportRows *rows;
} Cover;

static Text number(const Cover *cover, uint64_t value)
{
    return text_from(arena_format(cover->session->arena, "%llu", (unsigned long long)value));
}

/* A row is counted; it is shown when something is lacking, or when all are. */
static Text *add_row(Cover *cover, Share *share, bool done)
{
    share->all++;
    share->done += done;
    return done && !cover->is_whole ? NULL : rows_add(cover->rows);
}

static Text word(const Cover *cover, const char *english, const char *chinese)
{
    return text_from(cover->is_whole ? english : say(cover->session, english, chinese));
}

static Text name_of(const Cover *cover, const Name *name)
{
    return cover->is_whole ? name_canonical(name) : name_shown(name, cover->session->language);
}

static Text first_cite(const Meta *meta)
{
    return meta->cite_count > 0 ? meta->cites[0] : TEXT("");
}

static void add_rules(Cover *cover)
{
    const Coverage *coverage = cover->coverage;
    for (size_t i = 0; i < cover->ir->rule_count; i++) {
        const IrRule *rule = &cover->ir->rules[i];
        bool done = coverage->tests[i] > 0 || (coverage->has_log && coverage->log[i] > 0);
        Text *row = add_row(cover, &cover->rules, done);
        if (row == NULL)
            continue;
        row[COLUMN_PART] = word(cover, "rule", "规则");
        row[COLUMN_NAME] = name_of(cover, &rule->name);
        row[COLUMN_CLAUSE] = first_cite(&rule->meta);
        row[COLUMN_TESTS] = number(cover, coverage->tests[i]);
        if (coverage->has_log)
            row[COLUMN_LOG] = number(cover, coverage->log[i]);
        row[COLUMN_STATE] =
            done ? word(cover, "fired", "已适用") : word(cover, "never fired", "从未适用");
    }
}

static Text written(const Cover *cover, Span span)
{
    Text source = diag_source_text(cover->session->diag, span.source);
    return text_trim(
        text_slice(source, span.start, span.end < source.size ? span.end : source.size));
}

static void add_parts(Cover *cover)
{
    for (size_t i = 0; i < cover->coverage->part_count; i++) {
        const CoverPart *part = &cover->coverage->parts[i];
        bool done = part->yes > 0 && part->no > 0;
        Text *row = add_row(cover, &cover->parts, done);
        if (row == NULL)
            continue;
        Text name = name_of(cover, &cover->ir->rules[part->rule].name);
        Text said = written(cover, part->expr->span);
        row[COLUMN_PART] = word(cover, "condition", "条件");
        row[COLUMN_NAME] = text_from(arena_format(
            cover->session->arena, "%.*s: %.*s", (int)name.size, name.at, (int)said.size, said.at));
        row[COLUMN_CLAUSE] = first_cite(&cover->ir->rules[part->rule].meta);
        row[COLUMN_YES] = number(cover, part->yes);
        row[COLUMN_NO] = number(cover, part->no);
        row[COLUMN_STATE] = done            ? word(cover, "both", "两种均见")
                            : part->yes > 0 ? word(cover, "never no", "从未为否")
                            : part->no > 0  ? word(cover, "never yes", "从未为是")
                                            : word(cover, "never seen", "从未见到");
    }
}

static void add_clauses(Cover *cover)
{
    static const char *const states[][2] = {
        [CLAUSE_OPEN] = {"not encoded", "未编入"},
        [CLAUSE_ENCODED] = {"encoded", "已编入"},
        [CLAUSE_UNSCORED] = {"does not score", "不计分"},
        [CLAUSE_PARTS] = {"in its parts", "见其各项"},
        [CLAUSE_UNLISTED] = {"not in the list", "条款表中没有"},
    };
    for (size_t i = 0; i < cover->clauses.count; i++) {
        const Clause *clause = &cover->clauses.at[i];
        bool done = clause->state != CLAUSE_OPEN && clause->state != CLAUSE_UNLISTED;
        Text *row = add_row(cover, &cover->taken, done);
        if (row == NULL)
            continue;
        row[COLUMN_PART] = word(cover, "clause", "条款");
        row[COLUMN_NAME] = clause->by.size > 0 ? clause->by : clause->title;
        row[COLUMN_CLAUSE] = text_from(
            arena_format(cover->session->arena, "§%.*s", (int)clause->id.size, clause->id.at));
        row[COLUMN_STATE] = word(cover, states[clause->state][0], states[clause->state][1]);
    }
}

/* ---- Telling ---- */

static void print_share(const Cover *cover, const char *english, const char *chinese, Share share)
{
    if (share.all == 0)
        return;
    output_format(cover->session->out, say(cover->session, english, chinese), share.done, share.all,
                  100 * share.done / share.all);
}

static void print_shares(const Cover *cover)
{
    if (cover->rules.all + cover->taken.all == 0)
        output_string(cover->session->out,
                      say(cover->session, "no rules and no clauses\n", "没有规则，也没有条款\n"));
    print_share(cover, "rules that fire: %zu of %zu (%zu%%)\n", "适用过的规则：%zu/%zu（%zu%%）\n",
                cover->rules);
    print_share(cover, "conditions seen to hold and to fail: %zu of %zu (%zu%%)\n",
                "成立和不成立都见过的条件：%zu/%zu（%zu%%）\n", cover->parts);
    print_share(cover, "clauses encoded or said not to score: %zu of %zu (%zu%%)\n",
                "已编入或声明不计分的条款：%zu/%zu（%zu%%）\n", cover->taken);
}

static void print_rows(Cover *cover, ReportFormat format)
{
    rows_drop_empty(cover->rows);
    ReportTable table = rows_table(cover->rows, TEXT("coverage"), TEXT(""));
    if (rows_count(cover->rows) == 0 && !cover->is_whole)
        return;
    report_write(cover->session->out, format, &table, 1,
                 (ReportStyle){.language = cover->session->language});
}

static ReportRows *new_rows(const Cover *cover)
{
    static const char *const names[COLUMNS][3] = {
        [COLUMN_PART] = {"part", "part", "类别"},
        [COLUMN_NAME] = {"name", "name", "名称"},
        [COLUMN_CLAUSE] = {"clause", "clause", "条款"},
        [COLUMN_TESTS] = {"tests", "in tests", "测试中"},
        [COLUMN_LOG] = {"log", "in the log", "事件表中"},
        [COLUMN_YES] = {"yes", "yes", "成立"},
        [COLUMN_NO] = {"no", "no", "不成立"},
        [COLUMN_STATE] = {"state", "state", "情况"},
    };
    ReportColumn columns[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        columns[i] = (ReportColumn){.is_number = i >= COLUMN_TESTS && i <= COLUMN_NO,
                                    .name = text_from(names[i][0]),
                                    .shown = text_from(names[i][1 + cover->session->language])};
    ReportColumn *kept = arena_copy(cover->session->arena, columns, sizeof columns);
    return rows_new(cover->session->arena, kept, COLUMNS);
}

/* ---- Reading ---- */

/* The list of clauses: a file, else the numbering of the wording, else what is cited. */
static bool read_clauses(Cover *cover, const Arguments *arguments, const Engine *engine)
{
    Session *session = cover->session;
    const char *list = arguments_value(arguments, OPTION_CLAUSES);
    Text wording;
    bool has_wording =
        wording_read(session, engine, arguments_value(arguments, OPTION_SOURCE), &wording);
    uint32_t source = 0;
    if (list != NULL) {
        if (!session_source(session, list, &source))
            return false;
        clauses_list(&cover->clauses, diag_source_text(session->diag, source));
    } else if (has_wording)
        clauses_number(&cover->clauses, wording);
    cover->has_list = cover->clauses.count > 0;
    if (!cover->has_list)
        clauses_cited(&cover->clauses, cover->ir);
    clauses_mark(&cover->clauses, cover->ir, cover->is_whole ? LANG_EN : session->language);
    if (has_wording)
        wording_compare(session, cover->ir, wording);
    return diag_errors(session->diag) == 0;
}

static bool read_log(Cover *cover, const Arguments *arguments, Engine *engine)
{
    Job job = {.session = cover->session, .engine = engine};
    size_t rosters = 0, events = 0;
    const char *accepted = arguments_value(arguments, OPTION_ACCEPT);
    const char **roster = arguments_values(cover->session, arguments, OPTION_ROSTER, &rosters);
    const char **event = arguments_values(cover->session, arguments, OPTION_EVENTS, &events);
    if (events == 0)
        return true;
    if (accepted != NULL && !arguments_count(cover->session, accepted, &job.accept_rejects))
        return false;
    return job_load_roster(&job, roster, rosters) && job_open_events(&job, event, events) &&
           coverage_log(cover->coverage, engine, job.accept_rejects);
}

static bool read_least(Session *session, const Arguments *arguments, Ratio *least)
{
    const char *value = arguments_value(arguments, OPTION_LEAST);
    *least = RATIO(0);
    if (value == NULL)
        return true;
    Text text = text_fold(session->arena, text_from(value));
    text.size -= text.size > 0 && text.at[text.size - 1] == '%';
    if (ratio_parse(least, text) && least->num >= 0 && ratio_compare(*least, RATIO(100)) <= 0)
        return true;
    diag_plain(session->diag, DIAG_E0814, value, "least", "0%..100%", NULL);
    return false;
}

static bool reaches(Share share, Ratio least)
{
    Ratio percent;
    return share.all == 0 || !ratio_make(&percent, 100 * (__int128)share.done, share.all) ||
           ratio_compare(percent, least) >= 0;
}

static int tell(Cover *cover, const Arguments *arguments, Ratio least)
{
    const char *format = arguments_value(arguments, OPTION_FORMAT);
    bool as_csv = format != NULL && strcmp(format, "csv") == 0;
    bool as_json = format != NULL && strcmp(format, "json") == 0;
    cover->rows = new_rows(cover);
    add_rules(cover);
    add_parts(cover);
    add_clauses(cover);
    if (!cover->is_whole)
        print_shares(cover);
    print_rows(cover, as_csv ? REPORT_CSV : as_json ? REPORT_JSON : REPORT_TABLE);
    bool quoted = true;
    for (size_t i = 0; i < diag_count(cover->session->diag); i++)
        quoted = quoted && diag_code_at(cover->session->diag, i) != DIAG_L1019;
    bool good = reaches(cover->rules, least) && reaches(cover->parts, least) &&
                reaches(cover->taken, least) && quoted;
    int asked = session_report(cover->session);
    return asked != EXIT_DONE || good ? asked : EXIT_FOUND;
}

int run_coverage(Session *session, const Arguments *arguments)
{
    Ratio least;
    if (!read_least(session, arguments, &least))
        return EXIT_USAGE;
    int status = EXIT_DONE;
    for (size_t i = 0; i < arguments->word_count; i++) {
        Engine *engine = session_engine(session);
        Cover cover = {.session = session, .clauses = {.arena = session->arena}};
        const char *format = arguments_value(arguments, OPTION_FORMAT);
        cover.is_whole = format != NULL && strcmp(format, "text") != 0;
        if (!script_load(session, engine, arguments->words[i], true))
            return session_failed(session, engine);
        cover.ir = engine_ir(engine);
        cover.coverage = coverage_new(session->arena, cover.ir);
        bool good = coverage_tests(cover.coverage, engine) && read_log(&cover, arguments, engine) &&
                    read_clauses(&cover, arguments, engine);
        if (!good)
            return session_failed(session, engine);
        int one = tell(&cover, arguments, least);
        status = status == EXIT_DONE ? one : status;
    }
    return status;
}
