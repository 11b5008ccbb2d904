/* Why the system refused, in words. */
#ifndef MERIT_BASE_REASON_H
#define MERIT_BASE_REASON_H

/* Of an errno: for an argument of a diagnostic, in both languages where it is a common one. */
const char *reason_words(int error);

#endif
