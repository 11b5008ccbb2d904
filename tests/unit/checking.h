/* Shared by the tests of the checker: small scripts, the IR they make, what is said of them. */
#ifndef MERIT_TESTS_CHECKING_H
#define MERIT_TESTS_CHECKING_H

#include "interp/check/check.h"

/* Somebody, something that happens, and two sections of 100 points in all. */
#define CAST                                                                                       \
    "subject person/人员\n"                                                                      \
    "  role/角色: one of head/科长, staff/科员\n"                                            \
    "  leader/领导: person\n"                                                                    \
    "  team: text\n"                                                                               \
    "  hired: date optional\n"                                                                     \
    "  on roster from joined until left\n"                                                         \
    "end\n"                                                                                        \
    "event late/迟到 minutes: minutes default 5 case: text optional end\n"                       \
    "event praise/表扬 level: one of town, county end\n"                                         \
    "event survey points: points between 0 and 100 end\n"                                          \
    "section duty/本职 each month base 60 points end\n"                                          \
    "section work each month base 40 points end\n"                                                 \
    "section extra/附加 each year base 0 points floor -20 points cap 20 points end\n"            \
    "score monthly/月得分 each month = total of all sections out of 100 points end\n"

typedef struct Checked {
    Diag *diag;
    Arena *arena;
    Ir *ir; /* NULL: there was an error */
} Checked;

/* Parses, which must succeed, and checks. */
Checked checked_text(Text text, Language language);
Checked checked(const char *text);
void checked_free(Checked *check);

/* The number of an event kind that there is. */
int event_named(const Ir *ir, const char *name);

/* CAST and the text check without an error, and the golden form of the IR holds these lines. */
void assert_ir(const char *text, const char *lines);
/* The codes said of CAST and the text, with blanks between: "E0301 W0302"; "" for none. */
void assert_check_codes(const char *text, const char *expected);
/* The only diagnostic about CAST and the text: its message, then its help, in that language. */
void assert_check_says(Language language, const char *text, const char *message, const char *help);

#endif
