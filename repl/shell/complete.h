/* What may be typed next: words that the parser expects, names in scope, commands. */
#ifndef MERIT_REPL_SHELL_COMPLETE_H
#define MERIT_REPL_SHELL_COMPLETE_H

#include "grammar/typing.h"
#include "repl/shell/shell.h"

/* A LineComplete; context is the Shell. */
void complete_line(void *context, Text line, Completion *out);

/* ---- what its files share ---- */

typedef struct Offers {
    Completion *out;
    size_t room;
    Text part; /* the beginning of the word */
    Language language;
} Offers;

/* Offers a word that begins so, unless it is offered already. */
void offer(Offers *offers, Text word);
/* Of two spellings of one thing: that which begins so; where nothing is typed yet, the one of the
 * language. */
void offer_name(Offers *offers, Text name, Text alias);

/* Names that may stand behind what the typing tells (complete_names.c). */
void offer_names(Offers *offers, Shell *shell, const Typing *typing);
/* Those of rules and other declarations. */
void offer_declared(Offers *offers, Shell *shell);

#endif
