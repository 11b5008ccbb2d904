/* Merit, embedded: rules, roster and events in; scores and their accounts out.
 *
 * A Merit object reads one set of rules and one set of data. Functions that return int give 0 when
 * all went well, else the exit status that the command would have had: 2 a wrong question, 3 rules
 * that do not compile, 4 rejected data, 5 something that cannot be read, 7 a limit. What was wrong
 * is then in merit_messages(). Texts are UTF-8. An object is used by one thread at a time;
 * different objects are independent. Texts that are returned are borrowed and live until
 * merit_free() or, for those of a result, merit_result_free(). */
#ifndef MERIT_API_MERIT_H
#define MERIT_API_MERIT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct Merit Merit;
typedef struct MeritResult MeritResult;

/* "0.1.0" */
const char *merit_version(void);

/* language: "en" or "zh", of messages and accounts. */
Merit *merit_new(const char *language);
void merit_free(Merit *merit);

/* Rule files, or folders with a main.merit. Once for each object. */
int merit_load_rules(Merit *merit, const char *const *paths, size_t count);
/* The same of a text in memory; name is what messages call it. */
int merit_load_rules_text(Merit *merit, const char *name, const char *text, size_t size);
/* CSV files, "KIND=path" for another subject kind than the first. After the rules. */
int merit_load_roster(Merit *merit, const char *const *paths, size_t count);
/* CSV files in the order of the log. After the roster. They are read when scores are asked for. */
int merit_open_events(Merit *merit, const char *const *paths, size_t count);

/* From now on the log is read once and kept in memory, for many questions. After the events. */
int merit_keep(Merit *merit);
/* A supposition as the language has it, without `compare`: "suppose change late: deduct 3 points
 * from duty strike E7 end". All questions are then put to what would be. It stands on the one
 * before. When something is wrong nothing is supposed. */
int merit_suppose(Merit *merit, const char *text);
/* The last supposition goes; what was before it is as it was. 2 when there is none. */
int merit_drop(Merit *merit);

/* What was wrong so far, as text and as a JSON array; empty ("[]") when nothing was. */
const char *merit_messages(Merit *merit);
const char *merit_messages_json(Merit *merit);

/* The scores of a period as the command line writes it: "2018-10", "2018-01..2018-12". Reads the
 * log once. NULL when that failed: merit_status() says how. */
MeritResult *merit_score(Merit *merit, const char *period, uint64_t accept_rejects);
void merit_result_free(MeritResult *result);
int merit_status(const Merit *merit);
uint64_t merit_rows_used(const Merit *merit);
uint64_t merit_rows_rejected(const Merit *merit);

/* One value, exact: "98.5", "1/7", a grade's name; "" when not assessed or not on the roster;
 * while decisions are open "50..90", or "undecided".
 * period is one period of those asked for; NULL: the first. NULL when there is no such score or
 * subject. */
const char *merit_value(MeritResult *result, const char *score, const char *subject,
                        const char *period);
/* Everything as "table", "csv", "json", "jsonl" or "md". NULL for another word. */
const char *merit_format(MeritResult *result, const char *format, size_t *size);

/* The account of one score, as "text" or "json". Reads the log once more. NULL when that failed. */
const char *merit_why(Merit *merit, const char *score, const char *subject, const char *period,
                      const char *format);

#ifdef __cplusplus
}
#endif

#endif
