/* Domains and regions as short texts, for the tests of the review: ">=1 <5", "{02} ?", "none". */
#ifndef MERIT_TESTS_REGIONS_H
#define MERIT_TESTS_REGIONS_H

#include "interp/review/region.h"

/* Words with a blank between: a bound (>= > <= <, a decimal), {codes} of a choice, `whole`, `?` for
 * a value that may lack, `none` for no value at all. "" is every number. */
Domain domain_read(const char *words);
void domain_say(Output *out, const Domain *domain, bool is_date);
/* The boxes with " | " between: "length >=1, role {0}"; `always`, `never`, `vague`. */
void region_say(Output *out, const Space *space, const Ir *ir, const Region *region);

#endif
