/* check data, balance, tests: a line that says it is well, or what is not. */
#include "interp/records.h"
#include "repl/query_work.h"
#include "repl/statement.h"
#include "repl/verdict.h"

typedef struct Checking {
    Desk *desk;
    const Node *query;
    Output *out;
} Checking;

typedef bool CheckRun(Checking *checking);

static const char *ok_word(const Checking *checking)
{
    return say(checking->desk->session, "ok    ", "通过  ");
}

/* What is wrong goes where errors go: nothing that the script wrote appears. */
static Output *fail(const Checking *checking)
{
    Session *session = checking->desk->session;
    checking->desk->found = true;
    output_string(session->err, say(session, "FAIL  ", "失败  "));
    return session->err;
}

/* Everything in the period, with what was posted to whom. */
static Result *run_all(Checking *checking, Day *first, Day *last, Trace *trace)
{
    AskScores ask;
    Desk *desk = checking->desk;
    if (!query_days(desk, checking->query, first, last))
        return NULL;
    records_ask(desk->session->arena, engine_ir(desk->job.engine), *first, *last, &ask);
    return job_run(&desk->job, &ask, trace);
}

/* Rows that cannot be used were told with the run, and end it. */
static bool check_data(Checking *checking)
{
    Day first, last;
    Desk *desk = checking->desk;
    Result *result = run_all(checking, &first, &last, NULL);
    const Roster *roster = engine_roster(desk->job.engine);
    const Log *log = engine_log(desk->job.engine);
    size_t subjects = 0;
    if (result == NULL)
        return false;
    for (size_t i = 0; i < roster->kind_count; i++)
        subjects += roster->kinds[i].count;
    output_format(checking->out,
                  say(desk->session, "%sdata: %zu on the roster, %llu rows used, %llu rejected\n",
                      "%s数据：名册 %zu 个对象，采用 %llu 行，退回 %llu 行\n"),
                  ok_word(checking), subjects, (unsigned long long)log_used(log),
                  (unsigned long long)log_rejected(log));
    result_free(result);
    return true;
}

/* ---- Accounts ---- */

typedef struct Balance {
    Checking *checking;
    const Result *result;
    size_t cells, wrong;
} Balance;

static bool same(Value a, Ratio b)
{
    return a.state != VALUE_KNOWN || (b.den != 0 && ratio_compare(a.number, b) == 0);
}

/* The base and what was posted, then what limits, holds and withholds made of it, is the value. */
static bool adds_up(const Result *result, uint32_t item, uint32_t subject, int32_t period)
{
    CellSteps steps;
    Ratio sum = {0, 0};
    result_steps(result, item, subject, period, &steps);
    if (steps.value.state != VALUE_KNOWN || steps.pro_rata.state != VALUE_KNOWN)
        return true; /* not assessed, or open: there is no one sum */
    if (!ratio_add(&sum, steps.pro_rata.number, steps.posted.number))
        return false;
    if (!steps.has_set && !same(steps.set, sum))
        return false;
    return steps.has_rounding || same(steps.value, steps.paid.number);
}

static void check_cell(Balance *balance, uint32_t item, uint32_t subject, int32_t period)
{
    char room[64];
    Checking *checking = balance->checking;
    Session *session = checking->desk->session;
    const Ir *ir = engine_ir(checking->desk->job.engine);
    const IrItem *of = &ir->items[item];
    balance->cells++;
    if (adds_up(balance->result, item, subject, period))
        return;
    balance->wrong++;
    Text id = result_roster(balance->result)->kinds[of->subject].id[subject];
    Text name = name_shown(&of->name, session->language);
    size_t size = result_period_write(balance->result, of->calendar, subject, period, room);
    output_format(fail(checking), "%.*s  %.*s  %.*s\n", (int)id.size, id.at, (int)name.size,
                  name.at, (int)size, room);
}

static void check_item(Balance *balance, uint32_t item, Day first, Day last)
{
    const Ir *ir = engine_ir(balance->checking->desk->job.engine);
    const IrItem *of = &ir->items[item];
    const IrCalendar *calendar = &ir->calendars[of->calendar];
    const Roster *roster = result_roster(balance->result);
    for (uint32_t subject = 0; subject < roster->kinds[of->subject].count; subject++) {
        int32_t low = 0, high = -1;
        periods_inside(calendar, roster_anchor(roster, calendar, subject), first, last, &low,
                       &high);
        for (int32_t period = low; period <= high; period++)
            if (result_has(balance->result, item, period) &&
                result_present(balance->result, of->subject, subject, of->calendar, period))
                check_cell(balance, item, subject, period);
    }
}

static bool check_balance(Checking *checking)
{
    Day first, last;
    Desk *desk = checking->desk;
    const Ir *ir = engine_ir(desk->job.engine);
    Trace trace = {.arena = desk->session->arena, .subject = UINT32_MAX};
    Balance balance = {.checking = checking, .result = run_all(checking, &first, &last, &trace)};
    if (balance.result == NULL)
        return false;
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (ir->items[i].kind == ITEM_SECTION || ir->items[i].kind == ITEM_SCORE)
            check_item(&balance, i, first, last);
    if (balance.wrong == 0)
        output_format(
            checking->out,
            say(desk->session, "%sbalance: %zu accounts add up\n", "%s账目：%zu 笔均相符\n"),
            ok_word(checking), balance.cells);
    result_free((Result *)balance.result);
    return balance.wrong == 0;
}

/* ---- Tests ---- */

static bool check_tests(Checking *checking)
{
    size_t failed = 0;
    Desk *desk = checking->desk;
    Session *session = desk->session;
    const Ir *ir = engine_ir(desk->job.engine);
    for (size_t i = 0; i < ir->test_count; i++) {
        const IrTest *test = &ir->tests[i];
        const char *file =
            text_copy(session->arena, diag_source_name(session->diag, test->span.source)).at;
        Verdict verdict = verdict_of(session, desk->job.engine, test, file, session->arena);
        if (verdict.passed)
            continue;
        Text title = text_visible(session->arena, verdict.title);
        output_format(fail(checking), "%.*s  (%s:%zu)\n", (int)title.size, title.at, verdict.file,
                      verdict.line);
        output_text(session->err, verdict.report);
        failed++;
    }
    if (failed == 0)
        output_format(checking->out, say(session, "%stests: %zu passed\n", "%s算例：%zu 个通过\n"),
                      ok_word(checking), ir->test_count);
    return failed == 0;
}

/* ---- The table ---- */

static const struct {
    const char *names[2];
    StatementNeed need;
    CheckRun *run;
} CHECKS[] = {{{"data", "数据"}, NEEDS_DATA, check_data},
              {{"balance", "账目"}, NEEDS_DATA, check_balance},
              {{"tests", "算例"}, NEEDS_RULES, check_tests}};

enum { CHECK_COUNT = sizeof CHECKS / sizeof *CHECKS };

static size_t check_of(Text name)
{
    size_t i = 0;
    while (i < CHECK_COUNT && !text_is(name, CHECKS[i].names[0]) &&
           !text_is(name, CHECKS[i].names[1]))
        i++;
    return i;
}

StatementNeed check_need(const Node *check)
{
    StatementNeed need = NEEDS_RULES;
    for (const Node *name = check->first; name != NULL; name = node_next(name, NODE_NAME)) {
        size_t i = check_of(name->name);
        if (i < CHECK_COUNT && CHECKS[i].need == NEEDS_DATA)
            need = NEEDS_DATA;
    }
    return need;
}

bool query_check(Desk *desk, const Node *query)
{
    const char *path = NULL;
    bool good = true;
    for (const Node *name = query->first; name != NULL; name = node_next(name, NODE_NAME))
        if (check_of(name->name) == CHECK_COUNT) {
            diag_add(desk->session->diag, DIAG_E0651, name->span,
                     text_copy(desk->session->arena, name->name).at, NULL);
            good = false;
        }
    Checking checking = {.desk = desk, .query = query};
    if (good)
        checking.out = desk_output(desk, query, &path);
    for (const Node *name = query->first; good && name != NULL; name = node_next(name, NODE_NAME))
        good = CHECKS[check_of(name->name)].run(&checking);
    return good;
}
