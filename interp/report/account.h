/* The account of a score: what it is made of, line by line, until the sum is its value. */
#ifndef MERIT_INTERP_REPORT_ACCOUNT_H
#define MERIT_INTERP_REPORT_ACCOUNT_H

#include "base/diag.h"
#include "base/output.h"
#include "interp/check/ir.h"

/* An event as its log has it; texts are empty where the log does not say. */
typedef struct AccountEvent {
    Text date, id, kind;
    Text file; /* empty: no event */
    uint64_t line;
    Text whose;          /* the event's own subject, where it is not the one accounted for */
    Text recorder, note; /* who logged it, what was remarked */
    Text read;           /* no event but a period in a row: what its rule read of it */
    bool is_period;
} AccountEvent;

typedef struct AccountRule {
    Text name, title, clause, assumed;
    Text read; /* the scores that decided, with their values: "duty 38 points"; empty: none */
} AccountRule;

typedef enum AccountLineKind {
    LINE_BASE, /* a section's base, a score's formula */
    LINE_POSTING,
    LINE_ADJUSTMENT /* what a limit, a hold, a share of days or rounding made of the sum */
} AccountLineKind;

/* What was done to a posting between what was asked and what counts. */
typedef enum AccountStepKind { ACCOUNT_SHARED, ACCOUNT_SELECTED, ACCOUNT_CAPPED } AccountStepKind;
typedef struct AccountStep {
    AccountStepKind kind;
    int64_t parts;   /* SHARED: among so many */
    Text by, clause; /* SELECTED: the selection */
    Ratio before, left;
    Text words; /* all that, as a sentence */
} AccountStep;

typedef struct AccountLine {
    AccountLineKind kind;
    Ratio amount; /* what it adds to the sum */
    Ratio high;   /* where a decision is open: to the sum's high end, `amount` to its low one */
    Text words;   /* ADJUSTMENT: why; POSTING: what is still to be decided, or empty */
    AccountRule rule;
    AccountEvent event;
    int32_t times;      /* occurrences; 1: not shown */
    AccountStep *steps; /* POSTING */
    size_t step_count;
    Text balance;          /* what a rule on a balance measured: "demerits 15"; empty: none */
    Text share;            /* of joint liability: "50%"; empty: all of it */
    AccountEvent *made_by; /* a run or a counter: the events that made it */
    size_t made_count;
    bool is_run; /* those were in a row, not merely counted */
} AccountLine;

/* An event that an aggregate looked at. */
typedef struct AccountMember {
    AccountEvent event;
    Text value;   /* of one occurrence; empty: only counted */
    Text against; /* head to head: whom the event was against; empty: not told */
    int32_t times;
    int64_t taken; /* so many of the times; less: the rest was left out */
} AccountMember;

typedef struct AccountAggregate {
    Text formula;  /* as written */
    Text from, to; /* the days of its window; empty: the part's own period */
    Text lacks;    /* the roster field whose group was asked for, where it is empty */
    AccountMember *members;
    size_t count;
} AccountAggregate;

typedef enum AccountNoteKind {
    NOTE_HOLD,
    NOTE_WITHHELD,
    NOTE_SET,
    NOTE_RESTART,
    NOTE_NOTICE,
    NOTE_VOID,
    NOTE_TREATED,
    NOTE_LAPSED
} AccountNoteKind;
typedef struct AccountNote {
    AccountNoteKind kind;
    AccountRule rule;
    AccountEvent event;
    Text balance; /* as above */
    Text words;   /* HOLD: "at most 0 yuan"; WITHHELD: the share; SET: the value; RESTART: what was
                   absorbed; NOTICE: its text;
                   TREATED: the other kind; LAPSED: the amount and its target */
} AccountNote;

typedef struct AccountPart {
    ItemKind kind;
    Text name, title, clause, assumed;
    Text period; /* where it is another than that of the account */
    bool is_known;
    Text value;   /* with its unit */
    Ratio number; /* what the lines must add up to */
    Ratio high;   /* where decisions are open: the high end, `number` the low one; else den 0 */
    bool is_undecided;
    Text formula; /* as written, each name with its value; empty: none */
    Text *facts;  /* what an average is over, the place among others, the conditions of a grade */
    size_t fact_count;
    AccountAggregate *aggregates; /* of events */
    size_t aggregate_count;
    AccountLine *lines;
    size_t line_count;
    AccountNote *notes; /* holds and lapsed postings */
    size_t note_count;
    bool is_balanced;
} AccountPart;

typedef struct Account {
    Text kind, id, name, period, regulation;
    AccountPart *parts; /* the score asked for, then what it reads, each once */
    size_t part_count;
    AccountNote *notes; /* notices and voids of the period */
    size_t note_count;
    bool is_balanced;
} Account;

void account_print_text(const Account *account, Language language, Output *out);
/* An <article> of a page (html.h). */
void account_print_html(const Account *account, Language language, Output *out);
/* "held", "withheld" …: what a note says was done. */
Text account_note_words(AccountNoteKind kind, Language language);
/* One object. */
void account_print_json(const Account *account, Output *out);

#endif
