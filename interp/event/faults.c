/* Faults and the diagnostics that say them. */
#include "interp/event/faults.h"

#include <assert.h>

static const DiagCode codes[FAULTS] = {
    [FAULT_KIND] = DIAG_E1010,       [FAULT_SUBJECT] = DIAG_E1011,
    [FAULT_NAMESAKE] = DIAG_E1012,   [FAULT_OFF_ROSTER] = DIAG_E1013,
    [FAULT_DATE] = DIAG_E1014,       [FAULT_NUMBER] = DIAG_E1015,
    [FAULT_BOUNDS] = DIAG_E1016,     [FAULT_DECIMALS] = DIAG_E1017,
    [FAULT_TIMES] = DIAG_E1018,      [FAULT_YES_NO] = DIAG_E1019,
    [FAULT_ENUM] = DIAG_E1020,       [FAULT_EMPTY] = DIAG_E1021,
    [FAULT_ID] = DIAG_E1022,         [FAULT_COLUMNS] = DIAG_E1023,
    [FAULT_MID_QUOTE] = DIAG_E1024,  [FAULT_AFTER_QUOTE] = DIAG_E1025,
    [FAULT_OPEN_QUOTE] = DIAG_E1026, [FAULT_TOO_LONG] = DIAG_E1027,
    [FAULT_NUL] = DIAG_E1028,        [FAULT_UTF8] = DIAG_E1029,
    [FAULT_RETURN] = DIAG_E1032,     [FAULT_DECISION] = DIAG_E1046,
    [FAULT_UNDECIDED] = DIAG_E1047,  [FAULT_EARLY] = DIAG_E1043,
    [FAULT_NO_CYCLE] = DIAG_E1044,
};

DiagCode fault_code(Fault fault)
{
    assert(fault > FAULT_NONE && fault < FAULTS);
    return codes[fault];
}

Fault fault_of_csv(CsvFault fault)
{
    switch (fault) {
    case CSV_FINE:
    case CSV_PARTIAL:
        break;
    case CSV_MID_QUOTE:
        return FAULT_MID_QUOTE;
    case CSV_AFTER_QUOTE:
        return FAULT_AFTER_QUOTE;
    case CSV_OPEN_QUOTE:
        return FAULT_OPEN_QUOTE;
    case CSV_TOO_LONG:
        return FAULT_TOO_LONG;
    case CSV_NUL:
        return FAULT_NUL;
    case CSV_UTF8:
        return FAULT_UTF8;
    case CSV_RETURN:
        return FAULT_RETURN;
    case CSV_COLUMNS:
        return FAULT_COLUMNS;
    }
    assert(false && "a record that is fine has no fault");
    return FAULT_NONE;
}
