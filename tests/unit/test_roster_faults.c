/* What a roster's row can be wrong in, beyond what every reader meets: bounds, decimals, long
 * circles, defaults that name nobody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/reading.h"

#define RULES                                                                                      \
    "subject person\n"                                                                             \
    "  level: number between 1 and 9 optional\n"                                                   \
    "  pay: yuan optional\n"                                                                       \
    "  leader: person optional\n"                                                                  \
    "end\n"                                                                                        \
    "event late end\n"

static void assert_roster(const char *rules, const char *csv, DiagCode code, const char *message)
{
    Reading *reading = reading_of(rules);
    assert_false(reading_roster(reading, csv));
    assert_said(reading, code, message);
    reading_free(reading);
}

static void a_number_keeps_to_its_bounds(void **state)
{
    (void)state;
    assert_roster(RULES, "id,level,pay,leader\nA,10,,\n", DIAG_E1016, "10 is outside 1 to 9");
    assert_roster(RULES, "id,level,pay,leader\nA,0,,\n", DIAG_E1016, "0 is outside 1 to 9");
    Reading *reading = reading_of(RULES);
    assert_true(reading_roster(reading, "id,level,pay,leader\nA,9,,\nB,1,,\nC,,,\n"));
    reading_free(reading);
}

static void a_number_has_as_many_decimals_as_can_be_kept(void **state)
{
    (void)state;
    assert_roster(RULES, "id,level,pay,leader\nA,,1.0000001,\n", DIAG_E1017,
                  "1.0000001 has more than 6 decimals");
    Reading *reading = reading_of(RULES);
    assert_true(reading_roster(reading, "id,level,pay,leader\nA,,1.000001,\n"));
    reading_free(reading);
}

static void a_default_may_name_nobody(void **state)
{
    (void)state;
    assert_roster("subject person leader: person default boss end event late end\n",
                  "id,leader\nA,\n", DIAG_E1011, "boss is not on the roster");
    assert_roster("subject person leader: person default boss end event late end\n", "id\nA\n",
                  DIAG_E1011, "boss is not on the roster");
    Reading *reading =
        reading_of("subject person leader: person default boss end event late end\n");
    assert_true(reading_roster(reading, "id,leader\nA,\nboss,A\n") ||
                diag_code_at(reading->diag, 0) == DIAG_E1041);
    reading_free(reading);
}

static void a_long_circle_is_cut(void **state)
{
    (void)state;
    char csv[2048] = "id,level,pay,leader\n";
    for (int i = 0; i < 30; i++)
        snprintf(csv + strlen(csv), sizeof csv - strlen(csv), "P%02d,,,P%02d\n", i, (i + 1) % 30);
    Reading *reading = reading_of(RULES);
    assert_false(reading_roster(reading, csv));
    assert_int_equal(diag_code_at(reading->diag, 0), DIAG_E1041);
    Output *out = output_memory();
    diag_print(reading->diag, out, 0, false);
    output_char(out, '\0');
    if (strstr(output_contents(out).at, "P00 → P01") == NULL ||
        strstr(output_contents(out).at, "→ …") == NULL)
        fail_msg("%s", output_contents(out).at);
    output_close(out);
    reading_free(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_keeps_to_its_bounds),
        cmocka_unit_test(a_number_has_as_many_decimals_as_can_be_kept),
        cmocka_unit_test(a_default_may_name_nobody),
        cmocka_unit_test(a_long_circle_is_cut),
    };
    return cmocka_run_group_tests_name("roster_faults", tests, NULL, NULL);
}
