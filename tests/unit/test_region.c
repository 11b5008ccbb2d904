/* Conditions as sets of situations. Codes of a choice count from 0; of yes/no, no is 0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/checking.h"
#include "tests/unit/regions.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define PLACE                                                                                      \
    "subject person\n"                                                                             \
    "  role: one of head, staff\n"                                                                 \
    "  marks: number between 1 and 5 optional\n"                                                   \
    "  rating: percent between 0% and 100%\n"                                                      \
    "  boss: person optional\n"                                                                    \
    "end\n"                                                                                        \
    "event late\n"                                                                                 \
    "  length: minutes between 0 minutes and 60 minutes\n"                                         \
    "  limit: minutes\n"                                                                           \
    "  note: text optional\n"                                                                      \
    "  times: occurrences default 1\n"                                                             \
    "  excused: yes or no\n"                                                                       \
    "  due: date optional\n"                                                                       \
    "end\n"                                                                                        \
    "section duty each month base 10 points end section extra each month base 9 points end\n"      \
    "let strict = no end\n"

typedef struct Conditions {
    Checked check;
    Arena *arena;
    Output *script;
} Conditions;

static void conditions_open(Conditions *conditions)
{
    *conditions = (Conditions){.arena = arena_new(0), .script = output_memory()};
    output_string(conditions->script, PLACE);
}

static void conditions_add(const Conditions *conditions, size_t number, const char *condition)
{
    output_format(conditions->script, "rule r%zu when late where %s deduct 1 point from duty end\n",
                  number, condition);
}

static const Ir *conditions_check(Conditions *conditions)
{
    Text script = text_copy(conditions->arena, output_contents(conditions->script));
    conditions->check = checked_text(script, LANG_EN);
    assert_non_null(conditions->check.ir);
    return conditions->check.ir;
}

static void conditions_close(Conditions *conditions)
{
    checked_free(&conditions->check);
    output_close(conditions->script);
    arena_free(conditions->arena);
}

static void assert_region(const Space *space, const Ir *ir, const Region *region,
                          const char *wanted)
{
    Output *out = output_memory();
    region_say(out, space, ir, region);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, wanted);
    output_close(out);
}

static const struct {
    const char *condition, *holds, *fails;
} CONDITIONS[] = {
    {"length above 10 minutes", "length >10 <=60", "length >=0 <=10"},
    {"length at least 10 minutes", "length >=10 <=60", "length >=0 <10"},
    {"length is 10 minutes", "length >=10 <=10", "length >=0 <10 | length >10 <=60"},
    {"length is not 10 minutes", "length >=0 <10 | length >10 <=60", "length >=10 <=10"},
    {"length above 60 minutes", "never", "length >=0 <=60"},
    {"length between 10 minutes and 20 minutes", "length >=10 <=20",
     "length >=0 <10 | length >20 <=60"},
    /* the number first */
    {"10 minutes above length", "length >=0 <10", "length >=10 <=60"},
    {"10 minutes below length", "length >10 <=60", "length >=0 <=10"},
    {"10 minutes at least length", "length >=0 <=10", "length >10 <=60"},
    {"10 minutes at most length", "length >=10 <=60", "length >=0 <10"},
    {"10 minutes is length", "length >=10 <=10", "length >=0 <10 | length >10 <=60"},
    {"10 minutes is not length", "length >=0 <10 | length >10 <=60", "length >=10 <=10"},
    /* choices, yes and no, whole numbers, shares, dates */
    {"role is head", "role {0}", "role {1}"},
    {"role is not head", "role {1}", "role {0}"},
    {"role is one of head, staff", "role {0} | role {1}", "never"},
    {"boss.role is staff", "role {1}", "role {0}"},
    {"excused", "excused {1}", "excused {0}"},
    {"excused is yes", "excused {1}", "excused {0}"},
    {"not excused is yes", "excused {0}", "excused {1}"},
    {"times above 2", "times >=3 whole", "times >=0 <=2 whole"},
    {"times below 2", "times >=0 <=1 whole", "times >=2 whole"},
    {"rating at least 50%", "rating >=0.5 <=1", "rating >=0 <0.5"},
    {"due at least 2020-03-01", "due >=2020-03-01", "due <=2020-02-29"},
    {"date below 2020-03-01", "date <=2020-02-29", "date >=2020-03-01"},
    /* known or not */
    {"marks is known", "marks >=1 <=5", "marks none ?"},
    {"not role is known", "role {} ?", "role {01}"},
    /* what is not taken apart is a yes or a no of its own */
    {"note is known", "condition {1}", "condition {0}"},
    {"note is \"x\"", "condition {1}", "condition {0}"},
    {"length above limit", "condition {1}", "condition {0}"},
    {"1 is 2", "condition {1}", "condition {0}"},
    {"strict", "never", "always"},
    {"not strict", "always", "never"},
    /* joined */
    {"length above 10 minutes and role is head", "length >10 <=60, role {0}",
     "length >=0 <=10 | role {1}"},
    {"length above 10 minutes or role is head", "length >10 <=60 | role {0}",
     "length >=0 <=10, role {1}"},
    {"role is head and length above 10 minutes and role is head", "role {0}, length >10 <=60",
     "role {1} | length >=0 <=10 | role {1}"},
    {"length above 10 minutes and length below 5 minutes", "never",
     "length >=0 <=10 | length >=5 <=60"},
};

static void a_condition_holds_in_one_part_of_the_situations_and_fails_in_another(void **state)
{
    (void)state;
    Conditions conditions;
    conditions_open(&conditions);
    for (size_t i = 0; i < COUNT(CONDITIONS); i++)
        conditions_add(&conditions, i, CONDITIONS[i].condition);
    const Ir *ir = conditions_check(&conditions);
    for (size_t i = 0; i < COUNT(CONDITIONS); i++) {
        Space *space = space_new(conditions.arena, ir);
        Region holds = region_of(space, ir->rules[i].where, true);
        Region fails = region_of(space, ir->rules[i].where, false);
        assert_region(space, ir, &holds, CONDITIONS[i].holds);
        assert_region(space, ir, &fails, CONDITIONS[i].fails);
    }
    conditions_close(&conditions);
}

/* What lacks in both is neither. */
static void one_condition_without_another_keeps_what_lacks_the_value(void **state)
{
    static const struct {
        const char *of, *without, *rest;
        bool is_within;
    } rows[] = {
        {"length above 10 minutes", "length above 20 minutes", "length >10 <=20", false},
        {"length above 20 minutes", "length above 10 minutes", "never", true},
        {"length between 10 minutes and 20 minutes", "length at least 5 minutes", "never", true},
        {"length is known", "length is 5 minutes", "length >=0 <5 | length >5 <=60", false},
        {"role is head", "role is staff", "role {0}", false},
        {"role is head", "length above 10 minutes",
         "role {0}, length >=0 <=10 | role {0}, length none ?", false},
        {"role is head", "marks at least 3 and length above 10 minutes",
         "role {0}, marks >=1 <3 | role {0}, marks none ?"
         " | role {0}, marks >=3 <=5, length >=0 <=10 | role {0}, marks >=3 <=5, length none ?",
         false},
        {"role is head and excused is yes", "excused is yes", "never", true},
        {"times above 1", "times above 3", "times >=2 <=3 whole", false},
    };
    (void)state;
    Conditions conditions;
    conditions_open(&conditions);
    for (size_t i = 0; i < COUNT(rows); i++) {
        conditions_add(&conditions, 2 * i, rows[i].of);
        conditions_add(&conditions, 2 * i + 1, rows[i].without);
    }
    const Ir *ir = conditions_check(&conditions);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Space *space = space_new(conditions.arena, ir);
        Region of = region_of(space, ir->rules[2 * i].where, true);
        Region without = region_of(space, ir->rules[2 * i + 1].where, true);
        Region rest = region_without(space, &of, &without);
        assert_region(space, ir, &rest, rows[i].rest);
        assert_int_equal(region_is_within(space, &of, &without), rows[i].is_within);
    }
    conditions_close(&conditions);
}

static void an_example_is_of_what_nothing_else_decides(void **state)
{
    static const struct {
        const char *condition, *box; /* NULL: none is certain */
    } rows[] = {
        {"length above 10 minutes", "length >10 <=60"},
        {"note is \"x\" or role is head", "role {0}"},
        {"note is \"x\"", NULL},
        {"not marks is known", "marks none ?"},
        {"not length is known", NULL}, /* no event is without one */
        {"not boss.role is known", "role {} ?"},
        {"not due is known", "due none ?"},
        {"extra above 5 points", NULL},
        {"date above 2020-01-31", "date >=2020-02-01"},
        {"role is head and role is staff", NULL},
    };
    (void)state;
    Conditions conditions;
    conditions_open(&conditions);
    for (size_t i = 0; i < COUNT(rows); i++)
        conditions_add(&conditions, i, rows[i].condition);
    const Ir *ir = conditions_check(&conditions);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Space *space = space_new(conditions.arena, ir);
        Region region = region_of(space, ir->rules[i].where, true);
        const Box *box = region_witness(space, &region);
        Region found = {.boxes = (Box *)box, .count = 1};
        assert_int_equal(box != NULL, rows[i].box != NULL);
        if (box != NULL)
            assert_region(space, ir, &found, rows[i].box);
    }
    conditions_close(&conditions);
}

/* `note is one of "0", "1" …` */
static void add_list(const Conditions *conditions, size_t number, size_t values)
{
    Output *list = output_memory();
    output_string(list, "note is one of ");
    for (size_t i = 0; i < values; i++)
        output_format(list, "%s\"%zu\"", i > 0 ? ", " : "", i);
    conditions_add(conditions, number, text_copy(conditions->arena, output_contents(list)).at);
    output_close(list);
}

static void too_much_to_be_told_apart_is_vague_and_never_certain(void **state)
{
    static const size_t sizes[] = {256, 257, 600}; /* boxes: 256 at most; conditions: 512 */
    (void)state;
    Conditions conditions;
    conditions_open(&conditions);
    for (size_t i = 0; i < COUNT(sizes); i++)
        add_list(&conditions, i, sizes[i]);
    conditions_add(&conditions, COUNT(sizes), "length above 10 minutes");
    const Ir *ir = conditions_check(&conditions);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        bool vague = i > 0;
        Space *space = space_new(conditions.arena, ir);
        Region plain = region_of(space, ir->rules[COUNT(sizes)].where, true);
        Region region = region_of(space, ir->rules[i].where, true);
        Region both = region_meet(space, &plain, &region);
        Region turned = region_meet(space, &region, &plain);
        Region rest = region_without(space, &plain, &region);
        assert_int_equal(region.is_vague, vague);
        assert_int_equal(both.is_vague, vague);
        assert_int_equal(turned.is_vague, vague);
        assert_false(region_is_empty(&both));
        assert_false(region_is_within(space, &region, &plain));
        assert_false(region_is_within(space, &plain, &region));
        assert_true(rest.is_vague || !vague);
        assert_null(region_witness(space, &region));
    }
    conditions_close(&conditions);
}

static void days_are_open_where_a_rule_has_no_first_or_no_last(void **state)
{
    (void)state;
    Conditions conditions;
    conditions_open(&conditions);
    const Ir *ir = conditions_check(&conditions);
    Space *space = space_new(conditions.arena, ir);
    Day from = day_from_civil(2020, 1, 1), until = day_from_civil(2020, 12, 31);
    Region always = region_days(space, DAY_ALWAYS, DAY_NEVER);
    Region later = region_days(space, from, DAY_NEVER),
           sooner = region_days(space, DAY_ALWAYS, until);
    Region year = region_meet(space, &later, &sooner);
    assert_region(space, ir, &always, "always");
    assert_region(space, ir, &later, "date >=2020-01-01");
    assert_region(space, ir, &sooner, "date <=2020-12-31");
    assert_region(space, ir, &year, "date >=2020-01-01 <=2020-12-31");
    assert_true(region_is_within(space, &year, &later));
    assert_false(region_is_within(space, &later, &year));
    conditions_close(&conditions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_condition_holds_in_one_part_of_the_situations_and_fails_in_another),
        cmocka_unit_test(one_condition_without_another_keeps_what_lacks_the_value),
        cmocka_unit_test(an_example_is_of_what_nothing_else_decides),
        cmocka_unit_test(too_much_to_be_told_apart_is_vague_and_never_certain),
        cmocka_unit_test(days_are_open_where_a_rule_has_no_first_or_no_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
