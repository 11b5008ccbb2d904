/* Values that a quantity may take: met, taken away, compared, and an example of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/regions.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define MOST        "9223372036854775807" /* the largest number that there is, and the smallest */
#define LEAST       "-9223372036854775808"

static void assert_domains(const Domain *pieces, size_t count, const char *wanted)
{
    Output *out = output_memory();
    for (size_t i = 0; i < count; i++) {
        output_string(out, i > 0 ? " | " : "");
        domain_say(out, &pieces[i], false);
    }
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, wanted);
    output_close(out);
}

static void the_narrower_end_of_two_holds_on_each_side(void **state)
{
    static const char *const rows[][3] = {
        {"", ">=1", ">=1"},
        {">=1", "", ">=1"},
        {"<5", "", "<5"},
        {">=1 <5", ">2 <=5", ">2 <5"},
        {">=1", ">1", ">1"}, /* at one end the one that leaves it out */
        {">1", ">=1", ">1"},
        {"<=1", "<1", "<1"},
        {"<1", "<=1", "<1"},
        {"<3", "<2", "<2"},
        {">=1 <=3", ">=2 <=9", ">=2 <=3"},
        {">=1 <=5 ?", ">=2 ?", ">=2 <=5 ?"}, /* lacking only where both may lack */
        {">=1 ?", ">=2", ">=2"},
        {">=1", ">=2 ?", ">=2"},
        {"none ?", ">=1 ?", "none ?"},
        {">=1", "none", "none"},
        {"{012}", "{12} ?", "{12}"},
        {"{0}", "{1}", "{}"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Domain a = domain_read(rows[i][0]), b = domain_read(rows[i][1]);
        Domain both = domain_meet(&a, &b);
        assert_domains(&both, 1, rows[i][2]);
    }
}

static void whole_numbers_have_no_open_ends(void **state)
{
    static const char *const rows[][3] = {
        {">1 whole", "<5", ">=2 <=4 whole"},          {">=1 <=5", ">1 <5 whole", ">=2 <=4 whole"},
        {">=1.5", "<=4.5 whole", ">=2 <=4 whole"},    {">1.5 <4.5 whole", "", ">=2 <=4 whole"},
        {">-1.5 <-0.5 whole", "", ">=-1 <=-1 whole"}, {"whole", "", "whole"},
        {">" MOST " whole", "", ">" MOST " whole"}, /* there is no next number */
        {"<" LEAST " whole", "", "<" LEAST " whole"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Domain a = domain_read(rows[i][0]), b = domain_read(rows[i][1]);
        Domain both = domain_meet(&a, &b);
        assert_domains(&both, 1, rows[i][2]);
    }
}

static void nothing_is_left_where_the_ends_cross(void **state)
{
    static const char *const empty[] = {">=1 <1", ">1 <=1", ">1 <1", ">2 <1", "none", "{}"};
    static const char *const filled[] = {"",    ">=1 <=1", ">1",     "<1",
                                         "{0}", "{} ?",    "none ?", ">1 <1.01"};
    (void)state;
    for (size_t i = 0; i < COUNT(empty); i++) {
        Domain domain = domain_read(empty[i]);
        assert_true(domain_is_empty(&domain));
    }
    for (size_t i = 0; i < COUNT(filled); i++) {
        Domain domain = domain_read(filled[i]);
        assert_false(domain_is_empty(&domain));
    }
}

static void the_rest_is_what_lies_beside_it_and_what_lacks(void **state)
{
    static const char *const rows[][3] = {
        {">=2 <3", ">=0 <=10", ">=0 <2 | >=3 <=10"},
        {">2 <=3", ">=0 <=10", ">=0 <=2 | >3 <=10"},
        {">=2", ">=0 <=10", ">=0 <2"},
        {"<=2", ">=0 <=10", ">2 <=10"},
        {"", ">=0", ""},
        {">=0 <=10", ">=0 <=10", ""},
        {">=2 <=3", "", "<2 | >3"},
        {">2 <4 whole", ">=0 <=10 whole", ">=0 <=2 whole | >=4 <=10 whole"},
        {">=2", ">=0 ?", ">=0 <2 | none ?"},
        {">=2 ?", ">=0 ?", ">=0 <2"},
        {"none ?", ">=0 ?", ">=0"},
        {">3 <3", ">=0 <=10", ">=0 <=10"}, /* nothing is taken away */
        {"{0}", "{012} ?", "{12} ?"},
        {"{012}", "{012}", ""},
        {"{012}", "{012} ?", "{} ?"},
        {"{} ?", "{01} ?", "{01}"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Domain domain = domain_read(rows[i][0]), all = domain_read(rows[i][1]);
        Domain pieces[DOMAIN_PIECES];
        assert_domains(pieces, domain_rest(&domain, &all, pieces), rows[i][2]);
    }
}

static void domains_are_equal_with_the_same_ends_or_with_no_values(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {">=1", ">=1", true},
        {">=1", ">1", false},
        {">=1", ">=2", false},
        {">=1", "", false},
        {"<1", "<1", true},
        {"<1", "<=1", false},
        {"<1", "<2", false},
        {">=1", "<=1", false},
        {">=1 <5", ">=1 <6", false},
        {">=1 <5", ">=1", false},
        {"", "", true},
        {">=1 ?", ">=1", false},
        {">2 <1", "none", true},
        {"none ?", "none ?", true},
        {"none ?", ">=1 ?", false},
        {">=1 ?", "none ?", false},
        {"{01}", "{01}", true},
        {"{01}", "{0}", false},
        {"{0}", "{0} ?", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Domain a = domain_read(rows[i].a), b = domain_read(rows[i].b);
        assert_int_equal(domain_equal(&a, &b), rows[i].equal);
    }
}

static void an_example_is_an_end_where_there_is_one_else_what_lies_inside(void **state)
{
    static const struct {
        const char *domain, *example; /* NULL: there is none */
    } rows[] = {
        {"", "0"},
        {">=2", "2"},
        {">=2 <=3", "2"},
        {">2 <=5", "5"},
        {">2 <3", "2.5"},
        {">2", "3"},
        {"<2", "1"},
        {"<=2", "2"},
        {">=3 ?", "3"},
        {"none ?", NULL},
        {">=1 <1", NULL},
        {"{12}", "1"},
        {"{}", NULL},
        {">" MOST, NULL},
        {"<" LEAST, NULL},
        {">9223372036854775806 <" MOST, NULL}, /* their sum is too large to be halved */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Domain domain = domain_read(rows[i].domain);
        Ratio value, wanted;
        bool any = domain_example(&domain, &value);
        assert_int_equal(any, rows[i].example != NULL);
        if (any && ratio_parse(&wanted, text_from(rows[i].example)))
            assert_int_equal(ratio_compare(value, wanted), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_narrower_end_of_two_holds_on_each_side),
        cmocka_unit_test(whole_numbers_have_no_open_ends),
        cmocka_unit_test(nothing_is_left_where_the_ends_cross),
        cmocka_unit_test(the_rest_is_what_lies_beside_it_and_what_lacks),
        cmocka_unit_test(domains_are_equal_with_the_same_ends_or_with_no_values),
        cmocka_unit_test(an_example_is_an_end_where_there_is_one_else_what_lies_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
