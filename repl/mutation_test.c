/* The test that is missing: of events of the log that the change reaches; else an existing test
 * with one expectation more, or with one value otherwise. What is proposed was run: the rules pass
 * it, the changed rules do not. */
#include <string.h>

#include "interp/report/unit.h"
#include "repl/asking.h"
#include "repl/mutant_words.h"
#include "repl/mutation_work.h"
#include "stdlib/builtins.h"

const char *proposal_word(const Proposal *of, const char *english, const char *chinese)
{
    return of->language == LANG_ZH ? chinese : english;
}

/* ---- Where two results differ ---- */

static bool is_known_alike(Value a, Value b)
{
    return a.state == b.state && (a.state != VALUE_KNOWN || ratio_compare(a.number, b.number) == 0);
}

/* The days of a test's first expectation: what is proposed is best of the same period. */
typedef struct Days {
    Day first, last;
} Days;

static Days asked_days(const Ir *ir, const IrTest *test)
{
    const IrExpect *expect = &test->expects[0];
    Days days = {DAY_ALWAYS, DAY_NEVER};
    if (test->expect_count == 0)
        return days;
    if (expect->kind == EXPECT_FIRED || expect->kind == EXPECT_NOTICE)
        return (Days){expect->first, expect->last};
    const IrCalendar *calendar = &ir->calendars[expect->calendar];
    Day anchor = calendar_is_own(calendar) ? ANYONE : calendar->anchor;
    return (Days){calendar_first(calendar, anchor, expect->first),
                  calendar_last(calendar, anchor, expect->last)};
}

static bool differs_in(const Result *base, const Result *changed, const IrCalendar *calendar,
                       const IrItem *item, Days days, Seen *seen)
{
    const RosterKind *kind = &result_roster(base)->kinds[item->subject];
    Day anchor = calendar_is_own(calendar) ? ANYONE : calendar->anchor;
    int32_t first, last;
    result_periods(base, item->calendar, &first, &last);
    for (seen->period = first; seen->period <= last; seen->period++) {
        if (calendar_last(calendar, anchor, seen->period) < days.first ||
            calendar_first(calendar, anchor, seen->period) > days.last)
            continue;
        for (seen->subject = 0; seen->subject < kind->count; seen->subject++) {
            if (!result_has(base, seen->item, seen->period) ||
                !result_has(changed, seen->item, seen->period))
                continue;
            seen->value = result_value(base, seen->item, seen->subject, seen->period);
            if (seen->value.state == VALUE_KNOWN &&
                !is_known_alike(seen->value,
                                result_value(changed, seen->item, seen->subject, seen->period)))
                return true;
        }
    }
    return false;
}

bool proposal_is_shown(const IrItem *item)
{
    return item->kind == ITEM_SECTION || item->kind == ITEM_SCORE || item->kind == ITEM_RANK ||
           item->kind == ITEM_GRADE;
}

static bool differs_on(const Proposal *of, const Result *base, const Result *changed, Days days,
                       Seen *seen)
{
    const Ir *ir = engine_ir(of->on->base);
    for (seen->item = 0; seen->item < ir->item_count; seen->item++) {
        const IrItem *item = &ir->items[seen->item];
        if (proposal_is_shown(item) &&
            differs_in(base, changed, &ir->calendars[item->calendar], item, days, seen))
            return true;
    }
    return false;
}

static bool find_difference(const Proposal *of, const IrTest *test, const Result *base,
                            const Result *changed, Seen *seen)
{
    const Ir *ir = engine_ir(of->on->base);
    return ir->item_count == engine_ir(of->changed)->item_count &&
           (differs_on(of, base, changed, asked_days(ir, test), seen) ||
            differs_on(of, base, changed, (Days){DAY_ALWAYS, DAY_NEVER}, seen));
}

/* ---- In the words of a test ---- */

static bool is_plain(Text id)
{
    for (size_t i = 0; i < id.size; i++) {
        char c = id.at[i];
        bool is_good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!is_good && (unsigned char)c < 0x80)
            return false;
    }
    return id.size > 0;
}

void proposal_put_id(Output *out, Text id)
{
    output_string(out, is_plain(id) ? " " : " \"");
    output_text(out, id);
    output_string(out, is_plain(id) ? "" : "\"");
}

void proposal_put_expect(const Proposal *of, const Roster *roster, const Seen *seen, Output *out)
{
    const Ir *ir = engine_ir(of->on->base);
    const IrItem *item = &ir->items[seen->item];
    const IrCalendar *calendar = &ir->calendars[item->calendar];
    Text name = name_shown(&item->name, of->language);
    char room[64];
    size_t size = calendar_write(room, calendar, roster_anchor(roster, calendar, seen->subject),
                                 seen->period);
    output_format(out, "  %s %.*s %s", proposal_word(of, "expect", "应得"), (int)name.size, name.at,
                  proposal_word(of, "of", "属"));
    proposal_put_id(out, roster->kinds[item->subject].id[seen->subject]);
    output_format(out, " %s %.*s = ", proposal_word(of, "in", "在"), (int)size, room);
    output_text(out, value_shown(of->arena, ir, item->type, seen->value.number, of->language));
    output_char(out, '\n');
}

void proposal_put_title(const Proposal *of, Output *out)
{
    Text change =
        mutant_words(of->arena, of->on->mutation->session->diag, of->mutant, of->language);
    output_format(out, "%s \"", proposal_word(of, "test", "测试"));
    for (size_t i = 0; i < change.size; i++)
        output_char(out, change.at[i] == '"' ? '\'' : change.at[i]);
    output_string(out, "\"\n");
}

Text proposal_finish(const Proposal *of, Text givens, Text line)
{
    Output *out = output_memory();
    output_text(out, givens);
    output_text(out, line);
    output_format(out, "%s\n", proposal_word(of, "end", "结束"));
    Text text = text_copy(of->on->mutation->session->arena, output_contents(out));
    output_close(out);
    return text;
}

/* By the edition of the rules that it asks for. */
static Result *run_test(Engine *engine, const IrTest *test)
{
    Engine *edition = engine_of_test(engine, &test);
    return edition ? engine_run_test(edition, test, NULL) : NULL;
}

/* ---- A made test, tried ---- */

/* The engine with one more file, behind the trees as they are made up now. */
static Engine *engine_beside(const Proposal *of, const Node *test)
{
    const Subjects *on = of->on;
    const Node **all = arena_alloc(of->arena, (on->file_count + 2) * sizeof *all);
    for (size_t i = 0; i < on->file_count; i++)
        all[i] = on->trees[i];
    all[on->file_count] = test;
    Engine *engine = engine_new(stdlib_builtins(), on->mutation->session->diag);
    if (engine_take_trees(engine, all, on->file_count + 1))
        return engine;
    engine_free(engine);
    return NULL;
}

static const IrTest *last_test(const Engine *engine)
{
    const Ir *ir = engine_ir(engine);
    return ir->test_count > 0 ? &ir->tests[ir->test_count - 1] : NULL;
}

/* The line that tells the two sides apart when there is nothing but the rows of the test; empty:
 * they are the same then. */
static Text telling_line(const Proposal *of, Engine *base, Engine *changed)
{
    Text line = TEXT("");
    Seen seen;
    Result *a = run_test(base, last_test(base));
    Result *b = a ? run_test(changed, last_test(changed)) : NULL;
    if (b != NULL && find_difference(of, last_test(base), a, b, &seen)) {
        Output *out = output_memory();
        proposal_put_expect(of, result_roster(a), &seen, out);
        line = text_copy(of->arena, output_contents(out));
        output_close(out);
    }
    result_free(a);
    result_free(b);
    return line;
}

Text proposal_try(const Proposal *of, Text text)
{
    Diag *diag = of->on->mutation->session->diag;
    size_t said = diag_count(diag);
    Text line = TEXT("");
    const Node *test = parse_source(of->arena, diag, diag_source(diag, TEXT("<test>"), text));
    Engine *base = diag_count(diag) == said ? engine_beside(of, test) : NULL;
    mutant_make(of->mutant);
    Engine *changed = base ? engine_beside(of, test) : NULL;
    mutant_unmake(of->mutant);
    if (changed != NULL)
        line = telling_line(of, base, changed);
    engine_free(base);
    engine_free(changed);
    diag_truncate(diag, said);
    return line;
}

/* ---- An existing test ---- */

/* The test as it stands, with one line more before its `end`. */
static Text extended(const Proposal *of, const IrTest *test, const Roster *roster, const Seen *seen)
{
    Text source = diag_source_text(of->on->mutation->session->diag, test->span.source);
    Text whole = text_slice(source, test->span.start, test->span.end);
    size_t end_size = strlen(proposal_word(of, "end", "结束"));
    if (whole.size < end_size)
        return TEXT("");
    Text body = text_trim(text_slice(whole, 0, whole.size - end_size));
    Output *out = output_memory();
    output_format(out, "%.*s\n", (int)body.size, body.at);
    proposal_put_expect(of, roster, seen, out);
    output_format(out, "%s\n", proposal_word(of, "end", "结束"));
    Text text = text_copy(of->on->mutation->session->arena, output_contents(out));
    output_close(out);
    return text;
}

static Text from_tests(const Proposal *of)
{
    const Ir *ir = engine_ir(of->on->base);
    Text text = TEXT("");
    for (size_t i = 0; text.size == 0 && i < ir->test_count; i++) {
        Seen seen;
        Result *base = run_test(of->on->base, &ir->tests[i]);
        Result *changed = base ? run_test(of->changed, &engine_ir(of->changed)->tests[i]) : NULL;
        if (changed && find_difference(of, &ir->tests[i], base, changed, &seen))
            text = extended(of, &ir->tests[i], result_roster(base), &seen);
        result_free(base);
        result_free(changed);
    }
    return text;
}

/* ---- A made-up event: a test with one of its values otherwise ---- */

static const Node *test_node(const Proposal *of, const IrTest *test)
{
    for (size_t i = 0; i < of->on->file_count; i++)
        for (const Node *at = of->on->trees[i]->first; at != NULL; at = at->next)
            if (at->kind == NODE_TEST && at->span.source == test->span.source &&
                at->span.start == test->span.start)
                return at;
    return NULL;
}

static void put_slice(const Proposal *of, Span span, Output *out)
{
    Text source = diag_source_text(of->on->mutation->session->diag, span.source);
    output_text(out, text_slice(source, span.start, span.end));
}

/* A given, one of its values replaced. */
static void put_given(const Proposal *of, const Node *given, const Node *value, Text other,
                      Output *out)
{
    Span before = given->span, after = given->span;
    output_string(out, "  ");
    if (value == NULL || value->span.start < given->span.start ||
        value->span.end > given->span.end) {
        put_slice(of, given->span, out);
    } else {
        before.end = value->span.start;
        after.start = value->span.end;
        put_slice(of, before, out);
        output_text(out, other);
        put_slice(of, after, out);
    }
    output_char(out, '\n');
}

static bool is_given(const Node *node)
{
    return node->kind == NODE_GIVEN_SUBJECT || node->kind == NODE_GIVEN_EVENT;
}

/* One value otherwise, or one event so many times. */
typedef struct Alteration {
    const Node *value;
    Text other;
    const Node *event;
    size_t times;
} Alteration;

static Text with_other(const Proposal *of, const Node *test, Alteration made)
{
    const Node *expect = node_find(test, NODE_EXPECT_VALUE);
    Output *out = output_memory();
    proposal_put_title(of, out);
    for (const Node *at = test->first; at != NULL; at = at->next)
        for (size_t i = 0; is_given(at) && i < (at == made.event ? made.times : 1); i++)
            put_given(of, at, made.value, made.other, out);
    Text givens = text_copy(of->arena, output_contents(out));
    output_format(out, "  %s ", proposal_word(of, "expect", "应得"));
    if (expect != NULL)
        put_slice(of, expect->span, out);
    output_format(out, "\n%s\n", proposal_word(of, "end", "结束"));
    Text text = text_copy(of->on->mutation->session->arena, output_contents(out));
    output_close(out);
    Text line = expect != NULL ? proposal_try(of, text) : TEXT("");
    return line.size > 0 ? proposal_finish(of, givens, line) : TEXT("");
}

/* The values that may stand there instead: those of the same choice, the other of yes and no, a
 * number more or less. */
static size_t others(const Proposal *of, const Node *value, Text *out, size_t room)
{
    const Ir *ir = engine_ir(of->on->base);
    Text written = text_slice(diag_source_text(of->on->mutation->session->diag, value->span.source),
                              value->span.start, value->span.end);
    size_t count = 0;
    if (value->kind == NODE_YES || value->kind == NODE_NO) {
        bool yes = value->kind == NODE_NO;
        out[count++] =
            text_from(yes ? proposal_word(of, "yes", "是") : proposal_word(of, "no", "否"));
    }
    for (size_t e = 0; e < ir->enum_count && count == 0; e++)
        for (size_t v = 0; v < ir->enums[e].count; v++)
            if (name_is(&ir->enums[e].values[v], written))
                for (size_t k = 0; k < ir->enums[e].count && count < room; k++)
                    if (k != v)
                        out[count++] = name_shown(&ir->enums[e].values[k], of->language);
    return count;
}

/* Limits are reached by more of the same. */
static Text repeated(const Proposal *of, const Node *test)
{
    static const size_t times[] = {2, 3, 6, 11, 21};
    Text text = TEXT("");
    for (const Node *at = node_find(test, NODE_GIVEN_EVENT); at != NULL && text.size == 0;
         at = node_next(at, NODE_GIVEN_EVENT))
        for (size_t i = 0; i < sizeof times / sizeof *times && text.size == 0; i++)
            text = with_other(of, test, (Alteration){NULL, TEXT(""), at, times[i]});
    return text;
}

static Text altered(const Proposal *of, const Node *test)
{
    enum { VALUES = 12 };
    Text text = TEXT(""), values[VALUES];
    for (const Node *given = test->first; given != NULL && text.size == 0; given = given->next) {
        if (!is_given(given) || node_find(test, NODE_CASES) != NULL)
            continue;
        for (const Node *assign = node_find(given, NODE_ASSIGN); assign != NULL && text.size == 0;
             assign = node_next(assign, NODE_ASSIGN)) {
            size_t count = others(of, assign->first, values, VALUES);
            for (size_t i = 0; i < count && text.size == 0; i++)
                text = with_other(of, test, (Alteration){assign->first, values[i], NULL, 0});
        }
    }
    return text;
}

/* The tests that noticed the changes around this one are of what it is about. */
static Text from_altered(const Proposal *of)
{
    enum { NEAR = 3 };
    const Ir *ir = engine_ir(of->on->base);
    Text text = TEXT("");
    for (size_t i = 0; i < NEAR && i < ir->test_count && text.size == 0; i++) {
        const Node *test = test_node(of, &ir->tests[(of->on->last_killer + i) % ir->test_count]);
        if (test != NULL)
            text = altered(of, test);
        if (test != NULL && text.size == 0 && node_find(test, NODE_CASES) == NULL)
            text = repeated(of, test);
    }
    return text;
}

/* ---- The data, and the whole ---- */

bool mutation_data(Subjects *on)
{
    const Arguments *arguments = on->mutation->arguments;
    Job job = {.session = on->mutation->session, .engine = on->base, .accept_rejects = UINT64_MAX};
    on->has_data =
        arguments_has(arguments, OPTION_EVENTS) || arguments_has(arguments, OPTION_ROSTER);
    return !on->has_data || (asking_data(&job, arguments) && engine_keep(on->base));
}

static Language keywords_of(const Subjects *on, const Mutant *mutant)
{
    Span span = mutant->declaration->span;
    Text text = diag_source_text(on->mutation->session->diag, span.source);
    return span.start < text.size && (unsigned char)text.at[span.start] >= 0x80 ? LANG_ZH : LANG_EN;
}

Text mutation_propose(const Subjects *on, Mutant *mutant, Engine *engine)
{
    Proposal of = {.on = on,
                   .changed = engine,
                   .mutant = mutant,
                   .arena = arena_new(0),
                   .language = keywords_of(on, mutant)};
    Text text = propose_from_log(&of);
    if (text.size == 0)
        text = from_tests(&of);
    if (text.size == 0)
        text = from_altered(&of);
    arena_free(of.arena);
    return text;
}
