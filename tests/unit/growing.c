/* A run that must fail, and what it says. */
#include "tests/unit/growing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void assert_grows(const char *text, const char *item, const char *what, const char *whom)
{
    Scripted *script = scripted_new(text);
    char wanted[64];
    snprintf(wanted, sizeof wanted, "%s A 2018-10\n", item);
    scripted_run(script, wanted);
    if (script->result)
        fail_msg("it gave %s", scripted_values(script, script->result, wanted).at);
    Output *out = output_memory();
    diag_print(script->diag, out, 0, false);
    output_char(out, '\0');
    char start[128], end[64];
    snprintf(start, sizeof start, "error E2001: %s (clause ", what);
    snprintf(end, sizeof end, "exactly, for %s\n", whom);
    const char *said = output_contents(out).at;
    if (strncmp(said, start, strlen(start)) != 0 || strstr(said, end) == NULL ||
        diag_errors(script->diag) != 1)
        fail_msg("it said\n%s", said);
    output_close(out);
    scripted_free(script);
}
