/* What can be wrong with a cell or a row of data. */
#ifndef MERIT_INTERP_EVENT_FAULTS_H
#define MERIT_INTERP_EVENT_FAULTS_H

#include "base/diag.h"
#include "interp/event/csv_scan.h"

typedef enum Fault {
    FAULT_NONE,
    FAULT_KIND,
    FAULT_SUBJECT,  /* no id or name */
    FAULT_NAMESAKE, /* a name that several have */
    FAULT_OFF_ROSTER,
    FAULT_EARLY,    /* before the first cycle */
    FAULT_NO_CYCLE, /* of a subject without the date of its cycles */
    FAULT_DATE,
    FAULT_NUMBER,
    FAULT_BOUNDS,
    FAULT_DECIMALS,
    FAULT_TIMES,
    FAULT_YES_NO,
    FAULT_ENUM,
    FAULT_EMPTY,
    FAULT_ID,
    FAULT_COLUMNS,
    FAULT_MID_QUOTE,
    FAULT_AFTER_QUOTE,
    FAULT_OPEN_QUOTE,
    FAULT_TOO_LONG,
    FAULT_NUL,
    FAULT_UTF8,
    FAULT_RETURN,
    FAULT_DECISION,  /* out of its bounds */
    FAULT_UNDECIDED, /* a decision where nothing is to be decided */
    FAULTS
} Fault;

DiagCode fault_code(Fault fault);   /* not of NONE */
Fault fault_of_csv(CsvFault fault); /* not of FINE, PARTIAL */

#endif
