/* The rules and files that the fuzzers of input tables share. */
#include "tests/fuzz/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/output.h"
#include "interp/engine.h"
#include "stdlib/builtins.h"

static const char rules[] = "subject person/人员\n"
                            "  role/角色: one of head/所长, staff/职员\n"
                            "  leader/领导: person\n"
                            "  local/本地: yes or no default no\n"
                            "  portion/份额: percent optional\n"
                            "  on roster from joined until left\n"
                            "end\n"
                            "every event count/次数: occurrences default 1 end\n"
                            "event late/迟到 end\n"
                            "event survey/测评\n"
                            "  points/分值: points between 0 and 100\n"
                            "  seen/日期: date optional\n"
                            "  note/备注: text optional\n"
                            "end\n"
                            "section duty/职责 each month base 40 points floor 0 points end\n"
                            "rule lateness when late charge leader deduct 1 point from duty end\n"
                            "rule praise when survey add points to duty end\n"
                            "score total/总分 each month = duty end\n";

static const char fixed_roster[] = "id,name,role,leader,local,portion,joined,left\n"
                                   "1,张三,head,,yes,50%,2017-01-01,\n"
                                   "2,李四,staff,1,no,,2018-03-05,2018-12-31\n";
static const char fixed_events[] = "date,person,kind,count,points,seen,note\n"
                                   "2018-10-08,2,late,2,,,\n"
                                   "2018-10-09,1,survey,,7.5,2018-10-01,\"a, b\"\n";

typedef struct FuzzFile {
    int fd;
    char path[32];
} FuzzFile;

static FuzzFile file_open(const void *bytes, size_t size)
{
    FuzzFile file = {.fd = memfd_create("fuzz", 0)};
    if (file.fd < 0 || write(file.fd, bytes, size) != (ssize_t)size) {
        abort();
    }
    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
    return file;
}

/* Every value of a result can be asked for and written. */
static void write_values(const Result *result, const Ir *ir, const Question *question)
{
    const Roster *roster = result_roster(result);
    char cell[VALUE_ROOM];
    if (roster == NULL || ir == NULL) {
        abort();
    }
    for (size_t i = 0; i < question->item_count; i++) {
        int32_t month = period_of_day(UNIT_MONTH, question->first);
        if (result_has(result, question->items[i], month)) {
            result_write(result, question->items[i], 0, month, cell);
        }
    }
}

static void run_month(Engine *engine, Diag *diag)
{
    const uint32_t items[] = {0, 1}; /* duty and total: the only two there are */
    Question question = {.items = items, .item_count = 2};
    question.first = day_from_civil(2018, 10, 1);
    question.last = day_from_civil(2018, 10, 31);
    size_t before = diag_errors(diag);
    Result *result = engine_run(engine, &question);
    if (result != NULL && diag_errors(diag) != before) {
        abort();
    }
    if (result != NULL) {
        write_values(result, engine_ir(engine), &question);
        result_free(result);
    }
}

void fuzz_tables(const uint8_t *roster, size_t roster_size, const uint8_t *events,
                 size_t events_size)
{
    Diag *diag = diag_new(LANG_EN);
    Engine *engine = engine_new(stdlib_builtins(), diag);
    uint32_t source = diag_source(diag, TEXT("rules"), TEXT(rules));
    if (!engine_load_sources(engine, &source, 1, true)) {
        abort();
    }
    FuzzFile people = roster != NULL ? file_open(roster, roster_size)
                                     : file_open(fixed_roster, sizeof fixed_roster - 1);
    FuzzFile log = events != NULL ? file_open(events, events_size)
                                  : file_open(fixed_events, sizeof fixed_events - 1);
    const char *path = people.path;
    bool loaded = engine_load_roster(engine, &path, 1);
    path = log.path;
    if (loaded && engine_open_events(engine, &path, 1)) {
        run_month(engine, diag);
    }
    Output *out = output_memory();
    diag_print(diag, out, 10, false);
    output_abandon(out);
    engine_free(engine);
    diag_free(diag);
    close(people.fd);
    close(log.fd);
}
