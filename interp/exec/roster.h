/* The roster: subjects by number, their dated attributes as columns. */
#ifndef MERIT_INTERP_EXEC_ROSTER_H
#define MERIT_INTERP_EXEC_ROSTER_H

#include "base/date.h"
#include "base/text.h"
#include "interp/check/calendar.h"

/* Texts by number, so that rules compare integers. Codes start at 0, in order of arrival. */
typedef struct TextPool TextPool;
TextPool *text_pool_new(void);
void text_pool_free(TextPool *pool);
int32_t text_pool_add(TextPool *pool, Text text); /* copies */
/* Fetches what adding or finding it will look at. */
void text_pool_prefetch(const TextPool *pool, Text text);
int32_t text_pool_find(const TextPool *pool, Text text); /* -1: none */
Text text_pool_get(const TextPool *pool, int32_t code);

enum { NO_CODE = INT32_MIN, NO_SUBJECT = -1 };
#define NO_NUMBER INT64_MIN

/* One field over all rows. Numbers (TYPE_NUMBER, but occurrences at scale 1): `numbers`, absent
 * NO_NUMBER. All others: `codes`: enum code, yes 1/no 0, day, text code, or subject number of the
 * field's kind; absent NO_CODE (subjects: NO_SUBJECT). */
typedef struct RosterColumn {
    int32_t *codes;
    int64_t *numbers;
} RosterColumn;

/* Subjects of one kind are numbered by id in byte order. Rows of a subject stand together, by
 * `from`, not overlapping; from and until are inclusive (DAY_ALWAYS, DAY_NEVER: open). */
/* Days on which every subject of a kind is on the roster. */
typedef struct AlwaysOn {
    Day from, until; /* until < from: none */
} AlwaysOn;

typedef struct RosterKind {
    size_t count;
    Text *id, *name;     /* name: empty where the file has none */
    uint32_t *first_row; /* count + 1 entries */
    size_t row_count;
    Day *from, *until;
    bool one_row; /* every subject has exactly one row */
    AlwaysOn always_on;
    RosterColumn *columns;      /* by field of the IrSubject */
    struct SubjectTable *table; /* id → number; see roster_find */
} RosterKind;

typedef struct Roster {
    RosterKind *kinds; /* by subject kind of the IR */
    size_t kind_count;
    TextPool *pool;
} Roster;

/* An empty roster for the IR's subject kinds. Owned. */
Roster *roster_new(const Ir *ir);
void roster_free(Roster *roster);

/* The same, with the texts of another one under the same numbers: it must outlive this. */
Roster *roster_beside(const Ir *ir, const Roster *other);

/* Building: rows in any order, then roster_finish once. Values by field as in RosterColumn (scaled
 * numbers in int64; subjects of fields as text, resolved by finish). */
typedef struct RosterCell {
    int64_t value; /* code or scaled number; absent: NO_NUMBER */
    Text subject;  /* TYPE_SUBJECT: id or name; empty: none */
} RosterCell;
void roster_add(Roster *roster, uint32_t kind, Text id, Text name, Day from, Day until,
                const RosterCell *cells);
/* The cells of a row of a finished roster, to be added to another one. */
void roster_cells(const Roster *roster, const Ir *ir, uint32_t kind, uint32_t row,
                  RosterCell *cells);
/* Sorts, numbers, resolves subject fields. Calls `problem` for each row that cannot stand (0: the
 * same id twice over the same days, 1: subject `field` unknown, 2: the leaders of a `person`
 * field run in a circle, 3: cycles begin on another day than in an earlier row); rows are numbered
 * in the order added. False when any was found. */
typedef void RosterProblem(void *context, int what, uint32_t kind, size_t row, uint32_t field);
bool roster_finish(Roster *roster, const Ir *ir, RosterProblem *problem, void *context);

/* The subject of that id, or NO_SUBJECT. */
int64_t roster_find(const RosterKind *kind, Text id);
/* By name after text_fold and without spaces between Han letters: NO_SUBJECT for none, -2 for
 * several of that name. */
int64_t roster_find_name(const RosterKind *kind, Text name);
/* The row of a subject in force on a day, or UINT32_MAX: not on the roster. */
static inline uint32_t roster_row(const RosterKind *kind, uint32_t subject, Day day)
{
    uint32_t row = kind->one_row ? subject : kind->first_row[subject];
    uint32_t end = kind->one_row ? subject + 1 : kind->first_row[subject + 1];
    while (row + 1 < end && kind->from[row + 1] <= day)
        row++;
    return row < end && kind->from[row] <= day && day <= kind->until[row] ? row : UINT32_MAX;
}
/* The last day of [first, last] on which the subject is on the roster, or DAY_ALWAYS: none. */
static inline Day roster_last_day(const RosterKind *kind, uint32_t subject, Day first, Day last)
{
    if (kind->always_on.from <= first && last <= kind->always_on.until)
        return first <= last ? last : DAY_ALWAYS;
    for (uint32_t row = kind->first_row[subject + 1]; row-- > kind->first_row[subject];) {
        Day from = kind->from[row] > first ? kind->from[row] : first;
        Day until = kind->until[row] < last ? kind->until[row] : last;
        if (from <= until)
            return until;
    }
    return DAY_ALWAYS;
}
/* How many days of [first, last] the subject is on the roster. */
int32_t roster_days(const RosterKind *kind, uint32_t subject, Day first, Day last);

/* Where a subject's periods of a calendar begin: its own date, or the calendar's; NO_ANCHOR: it has
 * no date. The subject is of the calendar's kind where that has one. */
Day roster_anchor(const Roster *roster, const IrCalendar *calendar, uint32_t subject);

/* For the reader's passes over a batch: hash all, fetch all, probe all. */
uint64_t subject_hash(Text id);
int64_t subject_probe(const RosterKind *kind, uint64_t hash, Text id); /* NO_SUBJECT: none */

#endif
