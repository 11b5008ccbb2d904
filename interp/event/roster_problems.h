/* What can be wrong with a roster, said where it stands in the file. */
#ifndef MERIT_INTERP_EVENT_ROSTER_PROBLEMS_H
#define MERIT_INTERP_EVENT_ROSTER_PROBLEMS_H

#include "interp/event/csv_file.h"
#include "interp/event/fields.h"
#include "interp/exec/batch.h"

/* A roster file and its columns, NO_COLUMN where it lacks them. */
typedef struct RosterFile {
    CsvFile *csv; /* NULL: could not be opened */
    uint32_t kind;
    int32_t id, name, joined, left;
    int32_t *fields; /* by field of the subject kind */
    bool is_fine;
} RosterFile;

typedef struct RosterPlace {
    const RosterFile *file;
    uint64_t offset; /* of the record */
} RosterPlace;

typedef struct RosterPlaces { /* by row, in the order added */
    uint64_t *at;             /* number of the file << POSITION_FILE_SHIFT | offset */
    size_t count, room;
} RosterPlaces;

typedef struct RosterReading {
    Roster *roster;
    const Ir *ir;
    Diag *diag;
    Arena *arena, *scratch;
    FieldCheck **checks;  /* by subject kind, by field */
    RosterCell *cells;    /* of the row being read */
    RosterPlaces *places; /* by subject kind */
    const RosterFile *files;
    const RosterFile *file; /* being read */
    size_t said;
    bool is_incomplete; /* rows are missing: whom others name may be among them */
} RosterReading;

/* Of the next row of the file being read. */
void roster_keep_place(RosterReading *reading, uint64_t offset);
/* check: NULL for the columns that every roster has. */
void roster_say_cell(RosterReading *reading, const RosterPlace *place, Fault fault,
                     const FieldCheck *check, int32_t column, Text cell, Text raw);
void roster_say_days(RosterReading *reading, const RosterPlace *place, Text id, Day from,
                     Day until);
void roster_say_record(RosterReading *reading, const RosterPlace *place, CsvFault fault, Text raw,
                       size_t where);
RosterProblem roster_say_problem;

#endif
