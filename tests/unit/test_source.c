/* Rule files from disk: what is no readable, ordinary file of a sensible size is refused, and why.
 */
#include "interp/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/reason.h"

typedef struct Place {
    char folder[32], path[64];
} Place;

static Place place_new(const char *name)
{
    Place place = {.folder = "/tmp/merit-XXXXXX"};
    assert_non_null(mkdtemp(place.folder));
    snprintf(place.path, sizeof place.path, "%s/%s", place.folder, name);
    return place;
}

/* "" when it was read; else the first line that is printed, without its code. */
static void assert_read(Language language, const char *path, const char *said, const char *text)
{
    Diag *diag = diag_new(language);
    Arena *arena = arena_new(0);
    Output *out = output_memory();
    uint32_t source = 0;
    bool read = source_read(arena, diag, path, &source);
    assert_int_equal(read, said == NULL);
    assert_int_equal(diag_errors(diag), said != NULL);
    if (said == NULL)
        assert_string_equal(diag_source_text(diag, source).at, text);
    diag_print(diag, out, 0, false);
    output_char(out, '\0');
    if (said != NULL && strstr(output_contents(out).at, said) == NULL)
        fail_msg("it said\n%s", output_contents(out).at);
    output_close(out);
    arena_free(arena);
    diag_free(diag);
}

static void write_file(const char *path, const char *text, off_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    if (size > 0)
        assert_int_equal(ftruncate(fd, size), 0);
    close(fd);
}

static void a_folder_stands_for_its_main_file(void **state)
{
    (void)state;
    Place place = place_new("main.merit");
    char slashed[40];
    snprintf(slashed, sizeof slashed, "%s/", place.folder);
    assert_read(LANG_EN, place.folder, "main.merit: there is no such file or folder", NULL);
    write_file(place.path, "subject person end\n", 0);
    assert_read(LANG_EN, place.folder, NULL, "subject person end\n");
    assert_read(LANG_EN, slashed, NULL, "subject person end\n");
    assert_read(LANG_EN, place.path, NULL, "subject person end\n");
    unlink(place.path);
    mkdir(place.path, 0700); /* main.merit may be a folder itself */
    assert_read(LANG_EN, place.folder, "main.merit: it is a folder", NULL);
    rmdir(place.path);
    rmdir(place.folder);
}

static void a_pipe_and_a_device_are_no_rule_files(void **state)
{
    (void)state;
    Place place = place_new("pipe");
    assert_int_equal(mkfifo(place.path, 0600), 0);
    assert_read(LANG_EN, place.path, "not a regular file", NULL);
    assert_read(LANG_ZH, place.path, "不是普通文件", NULL);
    assert_read(LANG_EN, "/dev/zero", "not a regular file", NULL);
    assert_read(LANG_EN, "", "there is no such file or folder", NULL);
    unlink(place.path);
    rmdir(place.folder);
}

static void a_log_is_not_read_as_rules(void **state)
{
    (void)state;
    Place place = place_new("log.merit");
    write_file(place.path, "x", (65 << 20) + 1);
    assert_read(LANG_EN, place.path, "larger than 64 MiB", NULL);
    write_file(place.path, "x", 0);
    assert_read(LANG_EN, place.path, NULL, "x");
    unlink(place.path);
    rmdir(place.folder);
}

static void a_reason_is_in_words_of_both_languages(void **state)
{
    (void)state;
    assert_string_equal(reason_words(EACCES), BOTH("it is not permitted", "没有权限"));
    assert_string_equal(reason_words(ENOTDIR),
                        BOTH("a part of its path is no folder", "路径中有一段不是目录"));
    assert_string_equal(reason_words(EROFS), BOTH("the disk cannot be written", "磁盘只读"));
    assert_string_equal(reason_words(ELOOP), strerror(ELOOP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_stands_for_its_main_file),
        cmocka_unit_test(a_pipe_and_a_device_are_no_rule_files),
        cmocka_unit_test(a_log_is_not_read_as_rules),
        cmocka_unit_test(a_reason_is_in_words_of_both_languages),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
