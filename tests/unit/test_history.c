/* The history file: what is kept, for whom, and how much of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "repl/shell/history.h"

typedef struct Kept {
    char *at[3];
    size_t count;
    char first[64], last[64];
} Kept;

static void take(void *context, const char *entry)
{
    Kept *kept = context;
    if (kept->count++ == 0)
        snprintf(kept->first, sizeof kept->first, "%s", entry);
    snprintf(kept->last, sizeof kept->last, "%s", entry);
}

static char *folder(void)
{
    char *path = strdup("/tmp/merit-history-XXXXXX");
    assert_non_null(mkdtemp(path));
    return path;
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 0777;
}

static void the_file_stands_in_the_state_folder_for_its_owner_alone(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    char *home = folder();
    setenv("XDG_STATE_HOME", arena_format(arena, "%s/state", home), 1);
    const char *path = history_path(arena);
    assert_string_equal(path, arena_format(arena, "%s/state/merit/history", home));
    history_add(path, TEXT("list rules"));
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(mode_of(arena_format(arena, "%s/state/merit", home)), 0700);
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", home, 1);
    assert_string_equal(history_path(arena),
                        arena_format(arena, "%s/.local/state/merit/history", home));
    setenv("HOME", "", 1);
    assert_null(history_path(arena));
    arena_free(arena);
    free(home);
}

static void entries_come_back_with_their_lines_and_backslashes(void **state)
{
    (void)state;
    Kept kept = {0};
    char *home = folder();
    char path[64];
    snprintf(path, sizeof path, "%s/history", home);
    history_add(path, TEXT("规则 迟到\n  当 报表迟报\n结束"));
    history_add(path, TEXT("\\n is no line break\\"));
    history_read(path, take, &kept);
    assert_int_equal(kept.count, 2);
    assert_string_equal(kept.first, "规则 迟到\n  当 报表迟报\n结束");
    assert_string_equal(kept.last, "\\n is no line break\\");
    unlink(path);
    rmdir(home);
    free(home);
}

static void the_last_thousand_are_recalled(void **state)
{
    (void)state;
    Kept kept = {0};
    char *home = folder();
    char path[64], entry[32];
    snprintf(path, sizeof path, "%s/history", home);
    FILE *file = fopen(path, "w");
    for (int i = 1; i <= HISTORY_MOST + 7; i++)
        fprintf(file, "show x in %d\n", i);
    fclose(file);
    history_read(path, take, &kept);
    snprintf(entry, sizeof entry, "show x in %d", HISTORY_MOST + 7);
    assert_int_equal(kept.count, HISTORY_MOST);
    assert_string_equal(kept.first, "show x in 8");
    assert_string_equal(kept.last, entry);
    unlink(path);
    rmdir(home);
    free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_stands_in_the_state_folder_for_its_owner_alone),
        cmocka_unit_test(entries_come_back_with_their_lines_and_backslashes),
        cmocka_unit_test(the_last_thousand_are_recalled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
