/* Periods and names as people write them; accounts of what the rules made of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "interp/ask.h"
#include "interp/explain.h"
#include "stdlib/builtins.h"

static const char RULES[] =
    "subject person role: one of staff, head on roster from joined until left end\n"
    "every event excused: yes or no default no count: occurrences default 1 end\n"
    "event late end\n"
    "event missed end\n"
    "period season/赛季 1 from 2018-01-01 until 2018-03-31 \"spring\" from 2018-04-01 until "
    "2018-06-30 end\n"
    "section duty/本职 each month base 40 points floor 30 points end\n"
    "rule excusing when any event where excused void end\n"
    "rule lateness \"Late\" cite §1 when late deduct 2 points from duty end\n"
    "rule three when missed run of 3 times deduct 5 points from duty notice \"named\" end\n"
    "let rate = 20 yuan/point\n"
    "end\n"
    "score monthly each month = total of all sections end\n"
    "score pay each month = 600 yuan - (40 points - monthly) * rate cap 590 yuan end\n"
    "rank place by monthly within role end\n"
    "test \"late twice, once excused\"\n"
    "  given person A role = staff given person B role = staff\n"
    "  given 2018-10-08 late A count = 2 given 2018-10-09 late A excused = yes\n"
    "  given 2018-10-10 missed B count = 3\n"
    "  expect duty of A in 2018-10 = 36 points\n"
    "end\n"
    "test \"below the floor\"\n"
    "  given person A role = head\n"
    "  given 2018-10-08 late A count = 7\n"
    "  expect duty of A in 2018-10 = 30 points\n"
    "end\n";

typedef struct Fixture {
    Diag *diag;
    Engine *engine;
    Arena *arena;
} Fixture;

static int start(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){.diag = diag_new(LANG_EN), .arena = arena_new(0)};
    fixture.engine = engine_new(stdlib_builtins(), fixture.diag);
    uint32_t source = diag_source(fixture.diag, TEXT("rules"), text_from(RULES));
    *state = &fixture;
    bool good = engine_load_sources(fixture.engine, &source, 1, true);
    if (!good) {
        Output *out = output_fd(2);
        diag_print(fixture.diag, out, 0, false);
        output_close(out);
    }
    return good ? 0 : -1;
}

static int stop(void **state)
{
    Fixture *fixture = *state;
    engine_free(fixture->engine);
    diag_free(fixture->diag);
    arena_free(fixture->arena);
    return 0;
}

/* ---- Periods ---- */

static AskPeriod period_of(const Fixture *fixture, const char *text)
{
    AskPeriod period;
    assert_true(
        ask_period(engine_ir(fixture->engine), fixture->diag, text_from(text), ASK_EVERY, &period));
    return period;
}

static void assert_days(const Fixture *fixture, const char *text, const char *first,
                        const char *last)
{
    char room[16];
    AskPeriod period = period_of(fixture, text);
    assert_true(text_is((Text){room, day_write(room, period.first_day)}, first));
    assert_true(text_is((Text){room, day_write(room, period.last_day)}, last));
}

static void every_unit_of_the_calendar_is_a_period(void **state)
{
    assert_days(*state, "2018-10", "2018-10-01", "2018-10-31");
    assert_days(*state, "2018-W41", "2018-10-08", "2018-10-14");
    assert_days(*state, "2018-Q4", "2018-10-01", "2018-12-31");
    assert_days(*state, "2018-H2", "2018-07-01", "2018-12-31");
    assert_days(*state, "2018", "2018-01-01", "2018-12-31");
}

static void a_range_holds_both_ends(void **state)
{
    assert_days(*state, "2018-10..2019-02", "2018-10-01", "2019-02-28");
    AskPeriod period = period_of(*state, "2018-10..2019-02");
    assert_int_equal(period.last - period.first, 4);
}

static void full_width_digits_are_digits(void **state)
{
    assert_days(*state, "２０１８-１０", "2018-10-01", "2018-10-31");
}

static void seasons_are_asked_for_by_name(void **state)
{
    assert_days(*state, "season 1", "2018-01-01", "2018-03-31");
    assert_days(*state, "赛季 1", "2018-01-01", "2018-03-31");
    assert_days(*state, "spring", "2018-04-01", "2018-06-30");
    assert_days(*state, "season", "2018-01-01", "2018-06-30");
}

static void assert_refused(const Fixture *fixture, const char *text, DiagCode code)
{
    AskPeriod period;
    size_t before = diag_count(fixture->diag);
    assert_false(
        ask_period(engine_ir(fixture->engine), fixture->diag, text_from(text), ASK_EVERY, &period));
    assert_int_equal(diag_count(fixture->diag), before + 1);
    assert_int_equal(diag_code_at(fixture->diag, before), code);
}

static void assert_no_period(const Fixture *fixture, const char *text)
{
    assert_refused(fixture, text, DIAG_E0819);
}

static void what_is_no_period_is_refused(void **state)
{
    assert_no_period(*state, "");
    assert_no_period(*state, "2018-13");
    assert_refused(*state, "2018-12..2018-01", DIAG_E0833);
    assert_no_period(*state, "2018-01..2018");
    assert_no_period(*state, "2018-10-08");
    assert_no_period(*state, "season 9");
    assert_no_period(*state, "..");
}

/* ---- Items ---- */

static void items_are_sections_then_the_others(void **state)
{
    Fixture *fixture = *state;
    const Ir *ir = engine_ir(fixture->engine);
    AskScores ask = {.ir = ir, .period = period_of(fixture, "2018-10"), .kind = ASK_EVERY};
    assert_true(ask_items(fixture->arena, fixture->diag, NULL, 0, &ask));
    assert_int_equal(ask.item_count, 4);
    static const char *const names[] = {"duty", "monthly", "pay", "place"};
    for (size_t i = 0; i < 4; i++)
        assert_true(text_is(name_canonical(&ir->items[ask.items[i]].name), names[i]));
}

static void named_items_keep_the_order_asked_for(void **state)
{
    Fixture *fixture = *state;
    const Ir *ir = engine_ir(fixture->engine);
    const Text names[] = {TEXT("place"), TEXT("本职")};
    AskScores ask = {.ir = ir, .period = period_of(fixture, "2018-10"), .kind = ASK_EVERY};
    assert_true(ask_items(fixture->arena, fixture->diag, names, 2, &ask));
    assert_int_equal(ask.item_count, 2);
    assert_true(text_is(name_canonical(&ir->items[ask.items[1]].name), "duty"));
}

static void items_of_another_period_are_refused(void **state)
{
    Fixture *fixture = *state;
    const Text name = TEXT("monthly");
    AskScores ask = {
        .ir = engine_ir(fixture->engine), .period = period_of(fixture, "2018"), .kind = ASK_EVERY};
    size_t before = diag_count(fixture->diag);
    assert_false(ask_items(fixture->arena, fixture->diag, &name, 1, &ask));
    assert_int_equal(diag_code_at(fixture->diag, before), DIAG_E0824);
}

/* ---- Accounts ---- */

/* The account of an item of A in October 2018 after a test's events. */
static Account *account_of(Fixture *fixture, size_t test, const char *item, Result **result)
{
    const Ir *ir = engine_ir(fixture->engine);
    static Trace trace;
    uint32_t number = (uint32_t)ir_find_item(ir, text_from(item));
    trace = (Trace){.arena = fixture->arena, .subject_kind = UINT32_MAX, .subject = UINT32_MAX};
    *result = engine_run_test(fixture->engine, &ir->tests[test], &trace);
    assert_non_null(*result);
    uint32_t *items = arena_copy(fixture->arena, &number, sizeof number);
    const Explain explain = {.ir = ir,
                             .diag = fixture->diag,
                             .result = *result,
                             .trace = &trace,
                             .items = items,
                             .item_count = 1,
                             .subject = 0,
                             .period = period_of(fixture, "2018-10").first,
                             .language = LANG_EN};
    return explain_scores(fixture->arena, &explain);
}

static void formulas_show_the_value_of_each_name(void **state)
{
    Result *result;
    const Account *account = account_of(*state, 0, "pay", &result);
    assert_true(text_is(account->parts[0].formula,
                        "600 yuan - (40 points - monthly [36 points]) * rate [20 yuan/point]"));
    assert_true(text_is(account->parts[0].value, "520 yuan"));
    assert_true(account->is_balanced);
    result_free(result);
}

static void an_account_holds_what_its_score_reads(void **state)
{
    Result *result;
    const Account *account = account_of(*state, 0, "pay", &result);
    assert_int_equal(account->part_count, 3);
    assert_true(text_is(account->parts[1].name, "monthly"));
    assert_true(text_is(account->parts[2].name, "duty"));
    result_free(result);
}

static void postings_of_others_are_not_in_it(void **state)
{
    Result *result;
    const Account *account = account_of(*state, 0, "duty", &result);
    const AccountPart *duty = &account->parts[0];
    assert_int_equal(duty->line_count, 2);
    assert_int_equal(duty->lines[1].kind, LINE_POSTING);
    assert_int_equal(duty->lines[1].times, 2);
    assert_int_equal(duty->lines[1].amount.num, -4);
    assert_true(text_is(duty->lines[1].rule.clause, "§1"));
    result_free(result);
}

static void what_is_void_is_a_note(void **state)
{
    Result *result;
    const Account *account = account_of(*state, 0, "duty", &result);
    assert_int_equal(account->note_count, 1);
    assert_int_equal(account->notes[0].kind, NOTE_VOID);
    assert_true(text_is(account->notes[0].event.date, "2018-10-09"));
    result_free(result);
}

static void what_a_floor_adds_is_a_line(void **state)
{
    Result *result;
    const Account *account = account_of(*state, 1, "duty", &result);
    const AccountPart *duty = &account->parts[0];
    assert_int_equal(duty->line_count, 3);
    assert_int_equal(duty->lines[2].kind, LINE_ADJUSTMENT);
    assert_int_equal(duty->lines[2].amount.num, 4);
    assert_true(text_is(duty->lines[2].words, "raised to the floor 30 points"));
    assert_true(duty->is_balanced);
    result_free(result);
}

static void a_rank_tells_its_place_among_the_group(void **state)
{
    Result *result;
    const Account *account = account_of(*state, 0, "place", &result);
    assert_int_equal(account->parts[0].fact_count, 2);
    assert_true(text_is(account->parts[0].facts[0], "by monthly [36 points]"));
    assert_true(text_is(account->parts[0].facts[1], "place 1 of 2, within role [staff]"));
    result_free(result);
}

#define WITH_RULES(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RULES(every_unit_of_the_calendar_is_a_period),
        WITH_RULES(a_range_holds_both_ends),
        WITH_RULES(full_width_digits_are_digits),
        WITH_RULES(seasons_are_asked_for_by_name),
        WITH_RULES(what_is_no_period_is_refused),
        WITH_RULES(items_are_sections_then_the_others),
        WITH_RULES(named_items_keep_the_order_asked_for),
        WITH_RULES(items_of_another_period_are_refused),
        WITH_RULES(formulas_show_the_value_of_each_name),
        WITH_RULES(an_account_holds_what_its_score_reads),
        WITH_RULES(postings_of_others_are_not_in_it),
        WITH_RULES(what_is_void_is_a_note),
        WITH_RULES(what_a_floor_adds_is_a_line),
        WITH_RULES(a_rank_tells_its_place_among_the_group),
    };
    return cmocka_run_group_tests_name("ask", tests, NULL, NULL);
}
