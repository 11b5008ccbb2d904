/* Shared by the tests of rosters and logs: small rules, small files, what was said about them. */
#ifndef MERIT_TESTS_READING_H
#define MERIT_TESTS_READING_H

#include "interp/event/log.h"

typedef struct Reading {
    Arena *arena;
    Diag *diag;
    const Ir *ir;
    Roster *roster;
    int files[8]; /* descriptors */
    size_t file_count;
} Reading;

/* Rules with a person (role, unit, leader, joined, left) and a few kinds of event. */
Reading *reading_new(void);
Reading *reading_of(const char *rules);
void reading_free(Reading *reading);
/* The path of a file with these bytes; it lives as long as the reading. */
const char *reading_file(Reading *reading, Text bytes);
/* Reads one roster; true when nothing was said. */
bool reading_roster(Reading *reading, const char *csv);
/* Four people: 0001 王芳, 0002 李健, 0003 张伟 (March to June 2018) and 0004 张伟. */
Reading *reading_with_roster(void);
/* Opens a log of one file; NULL when something was said. */
Log *reading_log(Reading *reading, const char *csv);
Log *reading_log_of(Reading *reading, Text csv);
/* All rows of the log. */
Batch *reading_rows(Reading *reading, Log *log);

/* The only diagnostic is this, word for word, in that language's text form without its source. */
void assert_said(Reading *reading, DiagCode code, const char *message);
/* Opens the log of the header and one row, which is rejected so. */
void assert_reject(const char *header, const char *row, DiagCode code, const char *message);
void assert_refused(const char *csv, DiagCode code, const char *message);

#endif
