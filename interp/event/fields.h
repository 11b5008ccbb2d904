/* Cells to values: what a declared field accepts. */
#ifndef MERIT_INTERP_EVENT_FIELDS_H
#define MERIT_INTERP_EVENT_FIELDS_H

#include "interp/event/faults.h"
#include "interp/event/words.h"
#include "interp/exec/roster.h"

typedef enum CellForm {
    FORM_NUMBER,
    FORM_TIMES, /* occurrences */
    FORM_YES_NO,
    FORM_ENUM,
    FORM_TEXT,
    FORM_DATE,
    FORM_SUBJECT
} CellForm;

enum { TIMES_MOST = 1000000000 };

/* A field made ready for many cells. */
typedef struct FieldCheck {
    const IrField *field;
    CellForm form;
    bool is_required;  /* empty is a fault */
    bool is_wanted;    /* of a log: its values go to a slot (log_want) */
    int64_t empty;     /* the value of an empty cell, but of texts and subjects: NO_NUMBER */
    Ratio factor;      /* base units in one unit of the data */
    int64_t unit;      /* what one whole unit of it is, scaled; 0: no number, or no whole one */
    int64_t low, high; /* of numbers, scaled; inclusive */
    Words words;       /* of enumerations */
    const IrEnum *values;
} FieldCheck;

/* words: by enumeration of the IR, from field_words. */
void field_check_init(FieldCheck *check, const Ir *ir, const IrField *field, const Words *words);
Words *field_words(Arena *arena, const Ir *ir);

/* A cell without quotes and outer blanks; full-width letters folded. */
Text cell_clean(Arena *scratch, Text raw);
/* Nothing in it but blanks. */
bool cell_is_empty(Text raw);
/* The value of a cell as it stands in the file, not empty, of every form but texts and subjects.
 * CSV_PADDING bytes behind it may be read. */
Fault field_read(const FieldCheck *check, Text raw, Arena *scratch, int64_t *out);
bool date_read(Text raw, Arena *scratch, Day *out);
/* How many decimals the data may write: 6, and 4 for percentages. */
int field_decimals(const IrField *field);

#endif
