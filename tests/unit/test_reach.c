/* What a supposition reaches, on whole crowds: the short way finds what the long one does, and an
 * account of one is that of a run over all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/output.h"
#include "interp/compare_internal.h"
#include "tests/unit/supposing.h"

/* ---- The short way and the long one ---- */

/* Whole words of 64 of them; one has more events than are run at a time. */
enum { CROWD = 704, BUSY = 1100 };

#define CROWD_RULES                                                                                \
    PEOPLE "event late minutes: minutes default 0 minutes end\n"                                   \
           "event praise end\n"                                                                    \
           "event visit end\n"                                                                     \
           "section duty each month base 40 points floor 30 points end\n"                          \
           "section other each month base 10 points cap 22 points end\n"                           \
           "section extra each year base 0 points end\n"                                           \
           "rule a when late deduct 1 point from duty end\n"                                       \
           "rule b when late run of 3 times deduct 10 points from duty end\n"                      \
           "rule c when praise charge leader add 2 points to other end\n"                          \
           "rule d when late reaching 2 times in month charge 50% to leader\n"                     \
           "  deduct 1 point from other end\n"                                                     \
           "rule e when visit or praise add 1 point / 3 to extra end\n"                            \
           "rule f when visit where excused void end\n"                                            \
           "rule g when lowest_of_three below 33 points deduct 1 point from other end\n"           \
           "score lowest_of_three each month = lowest of (duty in last 3 months) end\n"            \
           "score monthly each month = total of all sections end\n"                                \
           "score visits each month = count of visit end\n"                                        \
           "score annual each year = average of monthly + extra rounded half up to 0.01 points\n"  \
           "end\n"                                                                                 \
           "rank place by annual then by extra within role end\n"                                  \
           "grade verdict by place good: top 20% fair: annual at least 49 points\n"                \
           "  poor: otherwise end\n"                                                               \
           "score prize each year = if verdict is good then 500 yuan else 0 yuan end\n"

static Text crowd_roster(Arena *arena)
{
    Output *out = output_memory();
    output_string(out, "id,role,leader,joined,left\np0000,head,,,\n");
    for (int i = 1; i < CROWD; i++)
        output_format(out, "p%04d,%s,p%04d,,\n", i, i % 9 ? "staff" : "head", i / 3);
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

static Text crowd_log(Arena *arena)
{
    static const char *const kinds[] = {"late", "praise", "visit", "late"};
    Output *out = output_memory();
    output_string(out, "id,date,kind,person,count,excused\n");
    for (int i = 0; i < 6000; i++)
        output_format(out, "e%d,2018-%02d-%02d,%s,p%04d,%d,%s\n", i, 1 + i % 12, 1 + i % 28,
                      kinds[i % 7 % 4], i * 13 % CROWD, 1 + i % 3 / 2, i % 5 ? "no" : "yes");
    for (int i = 0; i < BUSY; i++)
        output_format(out, "b%d,2018-%02d-%02d,visit,p%04d,1,no\n", i, 1 + i % 12, 1 + i % 28,
                      CROWD - 1);
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

static const char *const SUPPOSED[] = {
    "change a: deduct 2 points from duty",
    "change a: deduct 1.5 points from duty",
    "change b: run of 2 times",
    "change c: add 3 points to other",
    "change d: reaching 3 times in month",
    "repeal e",
    "change g: deduct 2 points from other",
    "repeal g",
    "rule h when late deduct 1 point from other end",
    "change duty: floor 25 points",
    "change monthly: = total of all sections * 2",
    "change verdict: good: top 10% fair: annual at least 48 points poor: otherwise",
    "strike e0, e1, e17",
    "alter e5 date = 2018-11-03 kind = late",
    "alter e2 excused = yes person = p0044",
    "given 2018-03-03 late p0007 given 2018-03-04 late p0007 count = 2",
    "given 2018-03-03 praise p0300",
    "strike b0, b1099",
    "change a: deduct 2 points from duty strike e9 given 2018-05-05 late p0012",
};
/* Not by adding up: the long way alone. */
static const char *const LONG[] = {
    "change a: cap 1 point each month",
    "change f: when visit where count at least 2 times",
    "rule h when late hold monthly at most 40 points end",
    "score more each month = monthly * 2 end",
    "given person p0007 role = head",
};

static void assert_same_cells(const Found *a, const Found *b, size_t items)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->cells[i].item, b->cells[i].item);
        assert_int_equal(a->cells[i].subject, b->cells[i].subject);
        assert_int_equal(a->cells[i].period, b->cells[i].period);
        assert_true(value_equal(a->cells[i].base, b->cells[i].base));
        assert_true(value_equal(a->cells[i].supposed, b->cells[i].supposed));
    }
    for (size_t i = 0; i < items; i++) {
        assert_int_equal(a->totals[i].base.num, b->totals[i].base.num);
        assert_int_equal(a->totals[i].supposed.num, b->totals[i].supposed.num);
        assert_int_equal(a->totals[i].supposed.den, b->totals[i].supposed.den);
    }
}

static CompareItems every_item(const Ir *ir, Arena *arena)
{
    CompareItems items = {arena_alloc(arena, (ir->item_count + 1) * sizeof *items.at), 0, 0};
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (!item_is_hidden(ir->items[i].kind))
            items.at[items.count++] = i;
    items.asked = items.count;
    return items;
}

static void compare_both(WhatIf *of, const char *change, CompareAsk ask, bool is_short)
{
    Engine *engine = suppose(of, arena_format(of->arena, "suppose \"x\" %s end", change));
    if (!engine)
        print_all(of->filed->script->diag);
    assert_non_null(engine);
    CompareItems items = every_item(engine_ir(engine), of->arena);
    Found found = found_new(engine_ir(engine), &items, of->arena);
    if (compare_reached(engine, &ask, &items, of->arena, &found) != is_short)
        fail_msg("%s goes the other way", change);
    Found whole = found_new(engine_ir(engine), &items, of->arena);
    assert_true(compare_whole(engine, &ask, &items, of->arena, &whole));
    if (whole.count == 0)
        fail_msg("%s changes nothing", change);
    if (is_short)
        assert_same_cells(&found, &whole, items.count);
    engine_free(engine);
}

static void the_short_way_finds_what_the_long_one_does(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    WhatIf of = what_if_new(CROWD_RULES, crowd_roster(arena), crowd_log(arena));
    CompareAsk year = {.first = day_from_civil(2018, 1, 1),
                       .last = day_from_civil(2018, 12, 31),
                       .kind = UINT32_MAX};
    CompareAsk person = year;
    person.kind = 0;
    person.subject = 7;
    for (size_t i = 0; i < sizeof SUPPOSED / sizeof *SUPPOSED; i++)
        compare_both(&of, SUPPOSED[i], year, true);
    compare_both(&of, SUPPOSED[0], person, true);
    for (size_t i = 0; i < sizeof LONG / sizeof *LONG; i++)
        compare_both(&of, LONG[i], year, false);
    what_if_free(&of);
    arena_free(arena);
}

/* ---- Accounts of one ---- */

static Result *account_of(Engine *engine, uint32_t item, Trace *trace)
{
    const Question question = {.items = &item,
                               .item_count = 1,
                               .first = day_from_civil(2018, 5, 1),
                               .last = day_from_civil(2018, 5, 31),
                               .trace = trace};
    Result *result = engine_run(engine, &question);
    assert_non_null(result);
    return result;
}

static void assert_same_account(WhatIf *files, WhatIf *kept, uint32_t subject)
{
    uint32_t item = (uint32_t)ir_find_item(engine_ir(files->top), TEXT("monthly"));
    Trace a = {.arena = files->arena, .subject = subject}, b = a;
    Result *whole = account_of(files->filed->script->engine, item, &a);
    Result *alone = account_of(kept->filed->script->engine, item, &b);
    assert_true(value_equal(result_value(whole, item, subject, 2018 * 12 + 4),
                            result_value(alone, item, subject, 2018 * 12 + 4)));
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        assert_int_equal(a.entries[i].kind, b.entries[i].kind);
        assert_int_equal(a.entries[i].rule, b.entries[i].rule);
        assert_int_equal(a.entries[i].subject, b.entries[i].subject);
        assert_int_equal(a.entries[i].position, b.entries[i].position);
        assert_int_equal(a.entries[i].day, b.entries[i].day);
        assert_int_equal(ratio_compare(a.entries[i].amount, b.entries[i].amount), 0);
    }
    result_free(whole);
    result_free(alone);
}

/* From what is kept only the rows that may charge the subject are run. */
static void an_account_of_one_is_that_of_a_run_over_all(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Text log = crowd_log(arena), roster = crowd_roster(arena);
    WhatIf files = {.filed = filed_new(CROWD_RULES, roster, &log, 1), .arena = arena_new(0)};
    files.top = files.filed->script->engine;
    WhatIf kept = what_if_new(CROWD_RULES, roster, log);
    for (uint32_t subject = 0; subject < CROWD; subject += 13)
        assert_same_account(&files, &kept, subject);
    what_if_free(&files);
    what_if_free(&kept);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_short_way_finds_what_the_long_one_does),
        cmocka_unit_test(an_account_of_one_is_that_of_a_run_over_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
