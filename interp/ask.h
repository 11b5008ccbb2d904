/* What people ask: the scores of a period as tables. Between the engine and its faces. */
#ifndef MERIT_INTERP_ASK_H
#define MERIT_INTERP_ASK_H

#include "interp/engine.h"
#include "interp/report/table.h"

/* Periods [first, last] of a calendar, and the days that they cover. */
typedef struct AskPeriod {
    uint32_t calendar;
    int32_t first, last;
    Day first_day, last_day;
    bool holds; /* cycles of each subject's own: those that hold one of these days; else those that
                   end in them (ask_periods_of) */
    Text text;  /* as asked */
} AskPeriod;

enum { ASK_EVERY = UINT32_MAX };
/* "2018-10", "2018", "2018-01..2018-12", "season 3", a season's or a declared period's name,
 * "cycle 2018-10-08"; a date alone is one of the calendar that is meant: that of what is asked for
 * (ask_calendar), or the one that is declared. False with E0819. `text` is borrowed by the result.
 */
bool ask_period(const Ir *ir, Diag *diag, Text text, uint32_t meant, AskPeriod *out);
/* The same days as periods of a shared calendar: those that lie inside. False: there are none. */
bool ask_inside(const Ir *ir, uint32_t calendar, AskPeriod *period);
/* The calendar of the first of these items, or ASK_EVERY. */
uint32_t ask_calendar(const Ir *ir, Diag *diag, const Text *names, size_t count);
/* Whose it is, or ASK_EVERY. */
uint32_t ask_first_kind(const Ir *ir, Diag *diag, const Text *names, size_t count);

typedef struct AskScores {
    const Ir *ir;
    AskPeriod period;
    uint32_t kind;   /* subject kind, or ASK_EVERY */
    uint32_t *items; /* columns in their order, of all kinds */
    size_t item_count;
    const Expr *where; /* which rows; NULL: all */
} AskScores;

/* The periods that are asked of one subject, of the kind of the period's calendar where it has one:
 * none: *last < *first. */
void ask_periods_of(const AskScores *ask, const Roster *roster, uint32_t subject, int32_t *first,
                    int32_t *last);

/* Says that the subject has no such period on the last day asked for: E1043 or E1044. */
void ask_no_cycle(const AskScores *ask, Diag *diag, const Roster *roster, uint32_t subject);

/* The subject kind of a name. False with E0821. */
bool ask_kind(const Ir *ir, Diag *diag, Text name, uint32_t *out);
/* The item of a name that is no measure. False with E0820. */
bool ask_item(const Ir *ir, Diag *diag, Text name, uint32_t *out);
/* Which items: all of the period's calendar (and kind), sections first; or those named, which must
 * be of that calendar. False with E0820, E0824 or E0825. ask->ir, period and kind are set. */
bool ask_items(Arena *arena, Diag *diag, const Text *names, size_t name_count, AskScores *ask);
/* The subject of an id, or of a name that only one has. False with E0822 or E0823. */
bool ask_subject(const Ir *ir, Diag *diag, const Roster *roster, uint32_t kind, Text word,
                 uint32_t *out);

typedef enum AskNames { NAMES_ASCII, NAMES_CHINESE, NAMES_DECLARED } AskNames;

typedef struct AskView {
    Language language;
    AskNames names;    /* of columns and grades in data formats */
    bool for_people;   /* names of subjects, no period where there is one */
    uint32_t subject;  /* only this one; ASK_EVERY: all */
    const Expr *where; /* only rows for which it holds; NULL: all */
    const Expr *by;    /* the highest first, what is unknown last; NULL: in the roster's order */
    bool lowest_first;
    bool by_verdict; /* `by` is a place or a level, of which the first is the highest */
    uint64_t top;    /* so many rows, and those equal to the last of them; 0: all */
    bool by_period;  /* a column for each period, a row for each subject: conditions hold in one of
                        its periods, the last of these tells its order */
} AskView;

/* A table for each subject kind. Everything in the arena; reads the result while it is written. */
ReportTable *ask_tables(Arena *arena, const AskScores *ask, const Result *result, AskView view,
                        size_t *count);

/* A value in the words of a reader: "98 points", "90..98 points", "not assessed", "undecided". */
Text ask_value(Arena *arena, const Ir *ir, Type type, Value value, Language language);

/* How a calendar's periods are called: "month\x1f月". */
const char *ask_calendar_words(Arena *arena, const IrCalendar *calendar);

#endif
