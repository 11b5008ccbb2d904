/* Shared by the tests of amendments: what a text with amendments or a supposition comes to. */
#ifndef MERIT_TESTS_AMENDING_H
#define MERIT_TESTS_AMENDING_H

#include "interp/amend/amend.h"

/* The tree of a text without errors. */
Node *amending_parsed(Arena *arena, Diag *diag, const char *text);
/* What is said ("W0402 E0415"; "" for nothing) and the text amended, in canonical layout; NULL: it
 * is not looked at. */
void amended_to(const char *text, const AmendOptions *options, const char *codes,
                const char *expected);
/* The same with the `suppose` of the text. */
void supposed_to(const char *text, const char *codes, const char *expected);

#endif
