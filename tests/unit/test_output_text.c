/* What is written: numbers, padding, the quoting of JSON and CSV. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/output.h"

static void assert_memory(Output *out, const char *expected)
{
    Text contents = output_contents(out);
    assert_int_equal(contents.size, strlen(expected));
    assert_memory_equal(contents.at, expected, contents.size);
    assert_true(output_close(out));
}

static void numbers_and_padding_are_written(void **state)
{
    (void)state;
    Output *out = output_memory();
    output_int(out, 0);
    output_char(out, ' ');
    output_int(out, INT64_MIN);
    output_char(out, ' ');
    output_int(out, INT64_MAX);
    output_char(out, ' ');
    output_ratio(out, (Ratio){-1, 8});
    output_pad(out, 3);
    output_format(out, "%s=%d", "a", 7);
    output_text(out, TEXT("\n"));
    assert_memory(out, "0 -9223372036854775808 9223372036854775807 -0.125   a=7\n");
}

static void padding_may_be_wide(void **state)
{
    (void)state;
    Output *out = output_memory();
    output_pad(out, 0);
    output_pad(out, 1000);
    Text contents = output_contents(out);
    assert_int_equal(contents.size, 1000);
    for (size_t i = 0; i < contents.size; i++)
        assert_int_equal(contents.at[i], ' ');
    output_close(out);
}

static void memory_grows_as_needed(void **state)
{
    (void)state;
    Output *out = output_memory();
    for (int i = 0; i < 100000; i++)
        output_string(out, "功过");
    assert_int_equal(output_contents(out).size, 600000);
    memcpy(output_reserve(out, 1 << 20), "end", 3);
    output_advance(out, 3);
    assert_int_equal(output_contents(out).size, 600003);
    assert_true(output_flush(out));
    assert_int_equal(output_contents(out).size, 600003);
    output_close(out);
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    Output *out = output_memory();
    output_json(out, TEXT("得 \"q\" \\ \n\r\t\x1B\x7F\0."));
    assert_memory(out, "\"得 \\\"q\\\" \\\\ \\n\\r\\t\\u001b\\u007f\\u0000.\"");
    out = output_memory();
    output_json(out, TEXT("\xFF"
                          "a\xC2\x9B"));
    assert_memory(out, "\"\\ufffda\\u009b\"");
    out = output_memory();
    output_json(out, TEXT(""));
    assert_memory(out, "\"\"");
}

static void csv_fields_are_quoted_where_needed(void **state)
{
    (void)state;
    Output *out = output_memory();
    output_csv(out, TEXT("plain 得"));
    output_char(out, ',');
    output_csv(out, TEXT("a,b"));
    output_char(out, ',');
    output_csv(out, TEXT("say \"x\""));
    output_char(out, ',');
    output_csv(out, TEXT("two\nlines"));
    output_char(out, ',');
    output_csv(out, TEXT("cr\r"));
    output_char(out, ',');
    output_csv(out, TEXT(""));
    assert_memory(out, "plain 得,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\r\",");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_padding_are_written),
        cmocka_unit_test(padding_may_be_wide),
        cmocka_unit_test(memory_grows_as_needed),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(csv_fields_are_quoted_where_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
