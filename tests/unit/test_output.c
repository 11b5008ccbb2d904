/* Output: whole files or none, refused writes that are noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/output.h"

enum { PATH_ROOM = 256, CONTENT_ROOM = 300000 };

/* ---- A folder for each test ---- */

static int make_folder(void **state)
{
    char *folder = malloc(PATH_ROOM);
    snprintf(folder, PATH_ROOM, "/tmp/merit-output-XXXXXX");
    *state = mkdtemp(folder);
    return *state == NULL;
}

/* How many entries the folder has; removes them when asked. */
static int count_entries(const char *folder, bool removes)
{
    char path[2 * PATH_ROOM];
    int count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        snprintf(path, sizeof path, "%.200s/%s", folder, entry->d_name);
        if (removes && unlink(path) != 0)
            rmdir(path);
    }
    closedir(entries);
    return count;
}

static int remove_folder(void **state)
{
    char *folder = *state;
    count_entries(folder, true);
    int result = rmdir(folder);
    free(folder);
    return result;
}

static const char *path_in(char *path, void **state, const char *name)
{
    snprintf(path, PATH_ROOM, "%.200s/%.50s", (const char *)*state, name);
    return path;
}

static void write_plainly(const char *path, const char *content, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, content, strlen(content)), (ssize_t)strlen(content));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void assert_content(const char *path, const char *expected)
{
    char content[200];
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    ssize_t size = read(fd, content, sizeof content - 1);
    assert_true(size >= 0);
    content[size] = '\0';
    close(fd);
    assert_string_equal(content, expected);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(lstat(path, &status), 0);
    return status.st_mode & 07777;
}

/* ---- Files ---- */

static void a_file_appears_at_close_and_is_private(void **state)
{
    char path[PATH_ROOM];
    Output *out = output_file(path_in(path, state, "scores.csv"));
    assert_non_null(out);
    output_string(out, "person,period\n");
    assert_true(output_flush(out));
    assert_int_equal(access(path, F_OK), -1);
    assert_true(output_close(out));
    assert_content(path, "person,period\n");
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(count_entries(*state, false), 1);
}

static void an_existing_file_is_replaced_with_its_mode(void **state)
{
    char path[PATH_ROOM];
    write_plainly(path_in(path, state, "pay.csv"), "old\n", 0640);
    Output *out = output_file(path);
    output_string(out, "new\n");
    output_flush(out);
    assert_content(path, "old\n");
    assert_true(output_close(out));
    assert_content(path, "new\n");
    assert_int_equal(mode_of(path), 0640);
    assert_int_equal(count_entries(*state, false), 1);
}

static void an_abandoned_file_leaves_no_trace(void **state)
{
    char path[PATH_ROOM];
    write_plainly(path_in(path, state, "pay.csv"), "old\n", 0600);
    Output *out = output_file(path);
    output_string(out, "half");
    output_flush(out);
    output_abandon(out);
    assert_content(path, "old\n");
    assert_int_equal(count_entries(*state, false), 1);
}

static void a_failed_write_keeps_the_old_file(void **state)
{
    char path[PATH_ROOM];
    write_plainly(path_in(path, state, "pay.csv"), "old\n", 0600);
    struct rlimit old, small = {1000, RLIM_INFINITY};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small.rlim_max = old.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    Output *out = output_file(path);
    for (int i = 0; i < 2000; i++)
        output_string(out, "x");
    bool is_whole = output_close(out);
    int error = errno;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(is_whole);
    assert_int_equal(error, EFBIG);
    assert_content(path, "old\n");
    assert_int_equal(count_entries(*state, false), 1);
}

static void a_failed_rename_leaves_no_file(void **state)
{
    char path[PATH_ROOM];
    Output *out = output_file(path_in(path, state, "late"));
    output_string(out, "x");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_false(output_close(out));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(count_entries(*state, false), 1);
}

static void places_that_cannot_be_written_are_refused_at_once(void **state)
{
    char path[PATH_ROOM];
    assert_null(output_file(*state));
    assert_int_equal(errno, EISDIR);
    assert_null(output_file(path_in(path, state, "none/scores.csv")));
    assert_int_equal(errno, ENOENT);
    write_plainly(path_in(path, state, "plain"), "", 0600);
    assert_null(output_file(path_in(path, state, "plain/scores.csv")));
    assert_int_equal(errno, ENOTDIR);
    assert_null(output_file(""));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(count_entries(*state, false), 1);
}

static void a_link_stays_a_link(void **state)
{
    char path[PATH_ROOM], link[PATH_ROOM];
    write_plainly(path_in(path, state, "real.csv"), "old\n", 0600);
    assert_int_equal(symlink("real.csv", path_in(link, state, "link.csv")), 0);
    Output *out = output_file(link);
    output_string(out, "new\n");
    assert_true(output_close(out));
    assert_content(path, "new\n");
    assert_content(link, "new\n");
    struct stat status;
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void names_may_be_as_long_as_the_file_system_allows(void **state)
{
    char path[2 * PATH_ROOM], name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    snprintf(path, sizeof path, "%.200s/%s", (const char *)*state, name);
    Output *out = output_file(path);
    assert_non_null(out);
    assert_true(output_close(out));
    assert_int_equal(access(path, F_OK), 0);
}

static void a_name_without_a_folder_lies_in_the_current_one(void **state)
{
    char path[PATH_ROOM];
    int here = open(".", O_RDONLY | O_DIRECTORY);
    assert_int_equal(chdir(*state), 0);
    Output *out = output_file("plain.csv");
    output_string(out, "1\n");
    bool is_whole = output_close(out);
    assert_int_equal(fchdir(here), 0);
    close(here);
    assert_true(is_whole);
    assert_content(path_in(path, state, "plain.csv"), "1\n");
}

/* ---- Devices, pipes, descriptors ---- */

static void a_full_device_is_noticed(void **state)
{
    (void)state;
    Output *out = output_file("/dev/full");
    assert_non_null(out);
    output_string(out, "lost");
    assert_int_equal(output_error(out), 0);
    assert_false(output_flush(out));
    assert_int_equal(output_error(out), ENOSPC);
    output_string(out, "still lost");
    assert_false(output_close(out));
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(access("/dev/full", F_OK), 0);
}

static void a_large_write_to_a_full_device_is_noticed(void **state)
{
    (void)state;
    int fd = open("/dev/full", O_WRONLY);
    Output *out = output_fd(fd);
    char *bytes = calloc(1, CONTENT_ROOM);
    output_bytes(out, bytes, CONTENT_ROOM);
    assert_int_equal(output_error(out), ENOSPC);
    output_bytes(out, bytes, CONTENT_ROOM);
    output_advance(out, 0 * (size_t)(output_reserve(out, CONTENT_ROOM) != NULL));
    free(bytes);
    assert_false(output_close(out));
    assert_int_equal(close(fd), 0);
}

static void a_null_device_swallows_all(void **state)
{
    (void)state;
    Output *out = output_file("/dev/null");
    output_string(out, "gone");
    assert_true(output_close(out));
}

static void a_closed_pipe_is_an_error_not_a_death(void **state)
{
    (void)state;
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    Output *out = output_fd(ends[1]);
    output_string(out, "nobody reads");
    assert_false(output_flush(out));
    assert_int_equal(output_error(out), EPIPE);
    assert_false(output_close(out));
    close(ends[1]);
}

static void a_fifo_is_written_as_it_is(void **state)
{
    char path[PATH_ROOM], got[16] = {0};
    assert_int_equal(mkfifo(path_in(path, state, "fifo"), 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    Output *out = output_file(path);
    output_string(out, "through");
    assert_true(output_close(out));
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_string_equal(got, "through");
    close(reader);
    assert_int_equal(count_entries(*state, false), 1);
}

/* A pipe takes what it has room for: more than its room comes through in parts. */
static void short_writes_are_continued(void **state)
{
    (void)state;
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        static char bytes[4096];
        size_t total = 0;
        unsigned expected = 0;
        close(ends[1]);
        for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0; total += (size_t)got)
            for (ssize_t i = 0; i < got; i++)
                if ((unsigned char)bytes[i] != expected++ % 251)
                    _exit(2);
        _exit(total == CONTENT_ROOM ? 0 : 1);
    }
    close(ends[0]);
    char *bytes = malloc(CONTENT_ROOM);
    for (unsigned i = 0; i < CONTENT_ROOM; i++)
        bytes[i] = (char)(i % 251);
    Output *out = output_fd(ends[1]);
    output_bytes(out, bytes, 10);
    output_bytes(out, bytes + 10, CONTENT_ROOM - 20);
    output_bytes(out, bytes + CONTENT_ROOM - 10, 10);
    assert_true(output_close(out));
    close(ends[1]);
    free(bytes);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void a_descriptor_stays_open_and_an_abandoned_one_gets_nothing(void **state)
{
    (void)state;
    int ends[2];
    char got[16] = {0};
    assert_int_equal(pipe(ends), 0);
    Output *out = output_fd(ends[1]);
    output_string(out, "lost");
    output_abandon(out);
    out = output_fd(ends[1]);
    output_string(out, "kept");
    assert_true(output_close(out));
    assert_int_equal(write(ends[1], "!", 1), 1);
    assert_int_equal(read(ends[0], got, sizeof got), 5);
    assert_string_equal(got, "kept!");
    close(ends[0]);
    close(ends[1]);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_file_appears_at_close_and_is_private),
        WITH_FOLDER(an_existing_file_is_replaced_with_its_mode),
        WITH_FOLDER(an_abandoned_file_leaves_no_trace),
        WITH_FOLDER(a_failed_write_keeps_the_old_file),
        WITH_FOLDER(a_failed_rename_leaves_no_file),
        WITH_FOLDER(places_that_cannot_be_written_are_refused_at_once),
        WITH_FOLDER(a_link_stays_a_link),
        WITH_FOLDER(names_may_be_as_long_as_the_file_system_allows),
        WITH_FOLDER(a_name_without_a_folder_lies_in_the_current_one),
        cmocka_unit_test(a_full_device_is_noticed),
        cmocka_unit_test(a_large_write_to_a_full_device_is_noticed),
        cmocka_unit_test(a_null_device_swallows_all),
        cmocka_unit_test(a_closed_pipe_is_an_error_not_a_death),
        WITH_FOLDER(a_fifo_is_written_as_it_is),
        cmocka_unit_test(short_writes_are_continued),
        cmocka_unit_test(a_descriptor_stays_open_and_an_abandoned_one_gets_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
