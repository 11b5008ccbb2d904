/* Two sinks, one answer: random packs and logs give the same values with a trace as without, the
 * postings of the trace add up to the sections, and the order of the log's rows changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/output.h"
#include "stdlib/builtins.h"
#include "tests/unit/scripted.h"

enum { PACKS = 40, PEOPLE_MOST = 30, EVENTS_MOST = 700, MANY = 5000, SECTIONS = 5 };

typedef struct Maker {
    Output *out;
    uint64_t seed;
} Maker;

static uint32_t pick(Maker *maker, uint32_t bound)
{
    maker->seed ^= maker->seed << 13;
    maker->seed ^= maker->seed >> 7;
    maker->seed ^= maker->seed << 17;
    return (uint32_t)((maker->seed >> 20) % bound);
}

static void put(Maker *maker, const char *text)
{
    output_string(maker->out, text);
}

static void put_one(Maker *maker, const char *const *texts, uint32_t count)
{
    put(maker, texts[pick(maker, count)]);
}
#define PUT_ONE(maker, ...)                                                                        \
    put_one(maker, (const char *const[]){__VA_ARGS__},                                             \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* ---- A pack ---- */

static void put_sections(Maker *maker)
{
    for (int i = 0; i < SECTIONS; i++) {
        output_format(maker->out, "section s%d each %s", i, i ? "" : "month");
        if (i > 0) /* the first is there for the total of the month */
            PUT_ONE(maker, "month", "month", "quarter", "year");
        PUT_ONE(maker, " base 10 points", " base 1 point / 4", " base 0 points");
        if (i >= 3) /* the first three are plain sums */
            PUT_ONE(maker, " floor 0 points", " cap 12 points", " floor -5 points cap 20.5 points");
        put(maker, " end\n");
    }
}

static void put_effect(Maker *maker)
{
    bool deducts = pick(maker, 3) > 0;
    put(maker, deducts ? "  deduct " : "  add ");
    PUT_ONE(maker, "1 point", "2.5 points", "1 point / 3", "0.1 points * size", "1 point / size",
            "if role is head then 3 points else 0.25 points", "steps[size]");
    output_format(maker->out, " %s s%u\n", deducts ? "from" : "to", pick(maker, SECTIONS));
}

static void put_rule(Maker *maker, int number, const char *from)
{
    output_format(maker->out, "rule r%d%s\n  when ", number, from);
    PUT_ONE(maker, "blue", "red", "blue or red", "blue or red or green", "any event");
    PUT_ONE(maker, "", "", " where size above 5", " where not flag", " where size is known");
    PUT_ONE(maker, "\n", "\n", "\n  for role is head\n", "\n  unless flag and size below 3\n");
    PUT_ONE(maker, "", "", "  run of 2 times where size above 3\n", "  run of 3 times\n");
    PUT_ONE(maker, "", "", "  charge leader\n", "  charge 50% to every level of leader\n",
            "  charge every level of leader where role is head\n",
            "  charge person charge 25% to leader charge 75% to witness\n");
    put_effect(maker);
    PUT_ONE(maker, "", "  notice \"seen\"\n", "  hold s4 at most 7 points / 3\n",
            "  hold s3 at least 2 points\n", "  hold t at most 30 points\n");
    put(maker, "end\n");
}

static void put_pack(Maker *maker)
{
    put(maker,
        PEOPLE "event blue person: person witness: person optional size: number optional\n"
               "  flag: yes or no default no end\n"
               "event red person: person witness: person optional size: number optional\n"
               "  flag: yes or no default no end\n"
               "event green person: person witness: person optional size: number optional\n"
               "  flag: yes or no default no end\n"
               "table steps by size 0..<4 → 1 point, 4..<8 → 2 points, 8..9 → 1 point / 6 end\n");
    put_sections(maker);
    int rules = 3 + (int)pick(maker, 5);
    for (int i = 0; i < rules; i++) {
        put_rule(maker, i, "");
        if (pick(maker, 3) == 0)
            put_rule(maker, i, " from 2018-05-11");
    }
    if (pick(maker, 2))
        put(maker, "rule gone when any event where excused void end\n");
    put(maker, "score t each month = total of all sections end\n"
               "score y each year = average of t + total of blue.size * 1 point\n"
               "  rounded half up to 0.01 points end\n"
               "rule poor when t below 5 points deduct 1 point from extra end\n"
               "section extra each year base 0 points end\n"
               "rank place by y then by extra within role end\n"
               "grade verdict by place good: y at least 8 points top 30% ties in\n"
               "  bad: otherwise end\n");
}

/* ---- A log: one event a day at most for each row number, so that rows may be shuffled ---- */

static void put_roster(Maker *maker, uint32_t people)
{
    for (uint32_t i = 0; i < people; i++) {
        output_format(maker->out, "given person p%02u role = %s", i,
                      pick(maker, 3) ? "staff" : "head");
        if (i > 0 && pick(maker, 4))
            output_format(maker->out, " leader = p%02u", pick(maker, i));
        if (i % 7 == 3) /* leaders that leave: lapsed charges */
            put(maker, " left = 2018-06-15");
        put(maker, "\n");
    }
}

static void put_event(Maker *maker, uint32_t people, uint32_t number)
{
    char date[16];
    uint32_t who = pick(maker, people);
    Day first = day_from_civil(2017, 11, 1);
    Day day = first + (Day)(who % 7 == 3 ? number % 220 : number % 500);
    date[day_write(date, day)] = '\0';
    output_format(maker->out, "given %s ", date);
    PUT_ONE(maker, "blue", "red", "green");
    output_format(maker->out, " p%02u", who);
    if (pick(maker, 4))
        output_format(maker->out, " size = %u", pick(maker, 12));
    if (pick(maker, 4) == 0)
        output_format(maker->out, " witness = p%02u", pick(maker, people));
    PUT_ONE(maker, "", "", " flag = yes", " excused = yes", " count = 2", " count = 5");
    put(maker, "\n");
}

static Text make_script(Maker *maker, Arena *arena)
{
    maker->out = output_memory();
    put_pack(maker);
    put(maker, "test \"t\"\n");
    uint32_t people = 2 + pick(maker, PEOPLE_MOST - 2);
    put_roster(maker, people);
    uint32_t events =
        pick(maker, 8) ? pick(maker, EVENTS_MOST) : MANY; /* many: several runs of lanes */
    for (uint32_t i = 0; i < events; i++)
        put_event(maker, people, i);
    put(maker, "end\n");
    Text text = text_copy(arena, output_contents(maker->out));
    output_close(maker->out);
    return text;
}

/* ---- Comparing ---- */

static void assert_same_values(const Ir *ir, const Result *a, const Result *b)
{
    for (uint32_t i = 0; i < ir->item_count; i++) {
        int32_t first, last;
        result_periods(a, ir->items[i].calendar, &first, &last);
        size_t people = result_roster(a)->kinds[0].count;
        for (int32_t period = first; period <= last; period++)
            for (uint32_t who = 0; who < people; who++) {
                Value x = result_value(a, i, who, period), y = result_value(b, i, who, period);
                assert_int_equal(x.state, y.state);
                if (x.state == VALUE_KNOWN)
                    assert_int_equal(ratio_compare(x.number, y.number), 0);
            }
    }
}

static Ratio posted(const Trace *trace, uint32_t item, uint32_t who, int32_t period)
{
    Ratio sum = RATIO(0);
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (entry->kind == TRACE_POSTED && entry->item == item && entry->subject == who &&
            entry->period == period)
            assert_true(ratio_add(&sum, sum, entry->amount));
    }
    return sum;
}

/* Every section is its base and its postings; then limits and holds change it, in their order. */
static void assert_postings_add_up(const Ir *ir, const Result *result, const Trace *trace)
{
    for (uint32_t i = 0; i < ir->item_count; i++) {
        if (ir->items[i].kind != ITEM_SECTION)
            continue;
        int32_t first, last;
        result_periods(result, ir->items[i].calendar, &first, &last);
        for (int32_t period = first; period <= last; period++)
            for (uint32_t who = 0; who < result_roster(result)->kinds[0].count; who++) {
                Value value = result_value(result, i, who, period);
                CellSteps steps;
                result_steps(result, i, who, period, &steps);
                Ratio sum = posted(trace, i, who, period);
                if (value.state != VALUE_KNOWN)
                    continue;
                assert_int_equal(ratio_compare(steps.held.number, value.number), 0);
                assert_true(ratio_add(&sum, sum, steps.formula.number));
                if (!steps.has_limit && !steps.has_hold)
                    assert_int_equal(ratio_compare(sum, value.number), 0);
                assert_false(i < 3 && steps.has_limit); /* the plain ones */
            }
    }
}

static IrTest whole_years(const Ir *ir, IrExpect *days)
{
    IrTest test = ir->tests[0];
    *days = (IrExpect){.kind = EXPECT_FIRED,
                       .first = day_from_civil(2018, 1, 1),
                       .last = day_from_civil(2018, 12, 31)};
    test.expects = days;
    test.expect_count = 1;
    return test;
}

static Result *run(const Scripted *script, const IrTest *test, Trace *trace)
{
    Result *result = engine_run_test(script->engine, test, trace);
    if (!result) {
        Output *out = output_fd(2);
        diag_print(script->diag, out, 0, false);
        output_close(out);
        fail_msg("a random pack does not run");
    }
    return result;
}

static Scripted *random_script(uint64_t seed, Arena *arena)
{
    Maker maker = {.seed = seed * 0x9e3779b97f4a7c15u + 1};
    return scripted_new(make_script(&maker, arena).at);
}

static void a_trace_changes_no_value_and_its_postings_add_up(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PACKS; seed++) {
        Arena *arena = arena_new(0);
        Scripted *script = random_script(seed, arena);
        const Ir *ir = engine_ir(script->engine);
        IrExpect days;
        IrTest test = whole_years(ir, &days);
        Trace trace = {.arena = arena, .subject = UINT32_MAX};
        Result *plain = run(script, &test, NULL), *traced = run(script, &test, &trace);
        assert_same_values(ir, plain, traced);
        assert_postings_add_up(ir, traced, &trace);
        result_free(plain);
        result_free(traced);
        scripted_free(script);
        arena_free(arena);
    }
}

static void shuffle(IrGiven *givens, size_t count, Maker *maker)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = pick(maker, (uint32_t)i);
        IrGiven kept = givens[i - 1];
        givens[i - 1] = givens[other];
        givens[other] = kept;
    }
}

static void the_order_of_rows_of_different_days_changes_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PACKS; seed++) {
        Arena *arena = arena_new(0);
        Scripted *script = random_script(seed, arena);
        const Ir *ir = engine_ir(script->engine);
        IrExpect days;
        IrTest test = whole_years(ir, &days);
        if (test.given_count > 220) /* beyond that, days come twice */
            test.given_count = 220;
        Maker maker = {.seed = seed};
        Result *before = run(script, &test, NULL);
        shuffle(test.givens, test.given_count, &maker);
        Result *after = run(script, &test, NULL);
        assert_same_values(ir, before, after);
        result_free(before);
        result_free(after);
        scripted_free(script);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trace_changes_no_value_and_its_postings_add_up),
        cmocka_unit_test(the_order_of_rows_of_different_days_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
