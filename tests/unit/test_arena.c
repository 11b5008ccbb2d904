/* Arenas: alignment, zeroes, budgets, growth, and the one end of a failed allocation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned_to_16_bytes(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    for (size_t size = 0; size < 5000; size += 37) {
        unsigned char *memory = arena_alloc(arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
    arena_free(arena);
}

static void pieces_do_not_overlap(void **state)
{
    (void)state;
    enum { PIECES = 2000 };
    Arena *arena = arena_new(0);
    uint32_t *pieces[PIECES];
    for (uint32_t i = 0; i < PIECES; i++) {
        size_t count = 1 + i % 97;
        pieces[i] = arena_alloc(arena, count * sizeof(uint32_t));
        for (size_t j = 0; j < count; j++)
            pieces[i][j] = i;
    }
    for (uint32_t i = 0; i < PIECES; i++)
        for (size_t j = 0; j < 1 + i % 97; j++)
            assert_int_equal(pieces[i][j], i);
    arena_free(arena);
}

static void a_large_piece_leaves_the_room_of_the_current_chunk(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    char *before = arena_alloc(arena, 16);
    char *large = arena_alloc(arena, 10 << 20);
    char *after = arena_alloc(arena, 16);
    assert_int_equal(large[(10 << 20) - 1], 0);
    assert_ptr_equal(after, before + 16);
    arena_free(arena);
}

static void used_counts_the_bytes_handed_out(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    assert_int_equal(arena_used(arena), 0);
    arena_alloc(arena, 1);
    assert_int_equal(arena_used(arena), 16);
    arena_alloc(arena, 32);
    assert_int_equal(arena_used(arena), 48);
    arena_free(arena);
}

static void copies_and_formats_are_terminated(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const char bytes[] = {'a', 0, 'b'};
    assert_memory_equal(arena_copy(arena, bytes, 3), bytes, 3);
    assert_non_null(arena_copy(arena, NULL, 0));
    assert_string_equal(arena_format(arena, "%s/%d", "扣分", -3), "扣分/-3");
    assert_string_equal(arena_format(arena, "%s", ""), "");
    char *wide = arena_format(arena, "%9000d", 7);
    assert_int_equal(strlen(wide), 9000);
    arena_free(arena);
}

static void growing_keeps_the_items(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    int *items = NULL;
    size_t room = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(arena, items, (size_t)i, &room, sizeof *items);
        assert_true(room > (size_t)i);
        items[i] = i * i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i * i);
    arena_free(arena);
}

static void freeing_nothing_is_allowed(void **state)
{
    (void)state;
    arena_free(NULL);
}

static void a_budget_may_be_used_up_to_its_last_byte(void **state)
{
    (void)state;
    Arena *arena = arena_new(64);
    for (int i = 0; i < 4; i++)
        assert_non_null(arena_alloc(arena, 16));
    assert_int_equal(arena_used(arena), 64);
    arena_free(arena);
}

/* ---- Ends of the program: each in a child ---- */

static void pass_the_budget(void)
{
    Arena *arena = arena_new(64);
    for (int i = 0; i < 5; i++)
        arena_alloc(arena, 16);
}

static void ask_for_everything(void)
{
    arena_alloc(arena_new(0), SIZE_MAX);
}

static void ask_for_nearly_everything(void)
{
    arena_alloc(arena_new(0), SIZE_MAX - 40);
}

static void grow_past_the_address_space(void)
{
    size_t room = 4;
    arena_grow(arena_new(0), NULL, 4, &room, SIZE_MAX / 4);
}

static void resize_past_all_memory(void)
{
    memory_exhausted(SIZE_MAX);
}

/* Its exit status; what it writes to standard error goes into line. */
static int status_of(void (*work)(void), char *line, size_t room)
{
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        work();
        _exit(0);
    }
    close(ends[1]);
    size_t used = 0;
    for (ssize_t got; used + 1 < room && (got = read(ends[0], line + used, room - used - 1)) > 0;)
        used += (size_t)got;
    line[used] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void running_out_ends_the_program_with_70_and_one_line(void **state)
{
    (void)state;
    char line[200];
    assert_int_equal(status_of(pass_the_budget, line, sizeof line), 70);
    assert_string_equal(line, "merit: out of memory (16 more bytes)\n");
    assert_int_equal(status_of(ask_for_everything, line, sizeof line), 70);
    assert_int_equal(status_of(ask_for_nearly_everything, line, sizeof line), 70);
    assert_int_equal(status_of(grow_past_the_address_space, line, sizeof line), 70);
    assert_int_equal(status_of(resize_past_all_memory, line, sizeof line), 70);
}

static void resizing_to_nothing_frees(void **state)
{
    (void)state;
    char *memory = memory_resize(NULL, 3);
    memory[2] = 'x';
    memory = memory_resize(memory, 4096);
    assert_int_equal(memory[2], 'x');
    assert_null(memory_resize(memory, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_to_16_bytes),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(a_large_piece_leaves_the_room_of_the_current_chunk),
        cmocka_unit_test(used_counts_the_bytes_handed_out),
        cmocka_unit_test(copies_and_formats_are_terminated),
        cmocka_unit_test(growing_keeps_the_items),
        cmocka_unit_test(freeing_nothing_is_allowed),
        cmocka_unit_test(a_budget_may_be_used_up_to_its_last_byte),
        cmocka_unit_test(running_out_ends_the_program_with_70_and_one_line),
        cmocka_unit_test(resizing_to_nothing_frees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
