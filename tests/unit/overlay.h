/* What if: every value and every account of an overlay are those of a run of the edited files, and
 * a comparison finds exactly what differs between the two. */
#ifndef MERIT_TESTS_OVERLAY_H
#define MERIT_TESTS_OVERLAY_H

#include <stdbool.h>

typedef enum File { RULES, PERSONS, OFFICES, LOG, FILES } File;

typedef struct Pack {
    const char *file[FILES];
} Pack;

/* In that file this text becomes that one; from NULL: it is added at the end. */
typedef struct Swap {
    File file;
    const char *from, *to;
} Swap;

enum { SWAPS = 3 };

typedef struct Edit {
    const char *suppose; /* NULL: the edited rules as other rules over the same files */
    bool is_short;       /* the comparison works out only what is reached */
    Swap swaps[SWAPS];
} Edit;

#define OFFICES_FILE "id,name,head,size\nO1,,B,2\nO2,,D,\n"

void assert_overlay(const Pack *pack, const Edit *edit);

#endif
