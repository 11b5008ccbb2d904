/* Runs whose numbers outgrow 64 bits. */
#ifndef MERIT_TESTS_GROWING_H
#define MERIT_TESTS_GROWING_H

#include "tests/unit/scripted.h"

/* Two of them are more than 2^63 - 1 = 9223372036854775807. */
#define HUGE_POINTS "5000000000000000000 points"
#define MOST_POINTS "9223372036854775807 points"

/* The run over October 2018 fails, and says that `what` grew too large for `whom`. The item is
 * asked for; the script has a subject A. */
void assert_grows(const char *text, const char *item, const char *what, const char *whom);

#endif
