/* Shared by the tests of diagnostics: small sources, spans in them, and what is printed. */
#ifndef MERIT_TESTS_DIAGNOSING_H
#define MERIT_TESTS_DIAGNOSING_H

#include "base/diag.h"

#define S10 "          "
#define S50 S10 S10 S10 S10 S10
/* 38 columns, 53 blanks, 9 columns: 100. */
#define HEADER(line) "error E0802: x is a folder, not a file" S50 "   a.merit:" line "\n"
#define HELP         "  name a file in the folder\n"

#define A9  "aaaaaaaaa"
#define A10 A9 "a"
#define A30 A10 A10 A10

enum { LONG_LINE = 5000 };

/* The span of the first `what` in a source. */
Span span_of(const Diag *diag, uint32_t source, const char *what);
/* E0802 about "x", in English, at `what` in a source a.merit with the text. */
Diag *about(const char *text, const char *what);
/* The same in a line of LONG_LINE letters that has `what` at a byte. */
Diag *about_long(char *line, uint32_t at, const char *what);
/* The whole text printed; frees the diagnostics. */
void assert_printed(Diag *diag, const char *expected);
void assert_printed_most(Diag *diag, size_t most, const char *expected);

#endif
