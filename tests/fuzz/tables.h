/* The rules and files that the fuzzers of input tables share. */
#ifndef MERIT_TESTS_FUZZ_TABLES_H
#define MERIT_TESTS_FUZZ_TABLES_H

#include <stdint.h>
#include <stddef.h>

/* Loads small fixed rules, then the roster and the events given as bytes (NULL: fixed ones), and
 * runs a month. Aborts when a result comes out although an error was reported. */
void fuzz_tables(const uint8_t *roster, size_t roster_size, const uint8_t *events,
                 size_t events_size);

#endif
