/* Rows by several keys, compared with the plain way: a stable insertion by every column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "interp/exec/sort.h"

enum { COLUMNS = 4, MOST = 300 };

typedef struct Table {
    size_t count;
    uint64_t cells[MOST][COLUMNS];
} Table;

static void column(const void *context, size_t which, uint64_t *out)
{
    const Table *table = context;
    for (size_t i = 0; i < table->count; i++)
        out[i] = table->cells[i][which];
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 11;
}

static int compare(const Table *table, uint32_t a, uint32_t b, size_t columns)
{
    for (size_t k = 0; k < columns; k++)
        if (table->cells[a][k] != table->cells[b][k])
            return table->cells[a][k] < table->cells[b][k] ? -1 : 1;
    return 0;
}

static void assert_sorted(Order *order, Table *table, size_t count, size_t alike)
{
    table->count = count;
    order_rows(order, count, &(SortKeys){column, table, COLUMNS, alike});
    uint32_t plain[MOST];
    for (uint32_t i = 0; i < count; i++) {
        size_t to = i;
        for (; to > 0 && compare(table, plain[to - 1], i, COLUMNS) > 0; to--)
            plain[to] = plain[to - 1];
        plain[to] = i;
    }
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(order->at[i], plain[i]);
        bool same = i > 0 && compare(table, plain[i - 1], plain[i], alike) == 0;
        assert_int_equal(order->same[i], same);
    }
}

/* Widths in bits: they fit one word with the row's number, or need two or four words. */
static void rows_stand_in_the_order_of_their_columns(void **state)
{
    (void)state;
    static const unsigned widths[][COLUMNS] = {
        {3, 1, 2, 0},   {17, 0, 9, 26},   {12, 12, 12, 20},
        {1, 60, 2, 60}, {64, 64, 64, 64}, {0, 0, 0, 0},
    };
    static const size_t counts[] = {0, 1, 2, 63, 64, 65, MOST};
    uint64_t seed = 7;
    Order order = {0};
    Table *table = memory_resize(NULL, sizeof *table);
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++)
        for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++)
            for (size_t alike = 0; alike <= COLUMNS; alike++) {
                for (size_t i = 0; i < MOST; i++)
                    for (size_t k = 0; k < COLUMNS; k++) {
                        uint64_t value = next_random(&seed) << 20 ^ next_random(&seed);
                        unsigned bits = widths[w][k];
                        table->cells[i][k] =
                            (bits == 0 ? 0 : value >> (64 - bits)) + (bits < 40 ? 5000 * k : 0);
                    }
                assert_sorted(&order, table, counts[c], alike);
            }
    order_release(&order);
    free(table);
}

static void signed_numbers_keep_their_order(void **state)
{
    (void)state;
    assert_true(key_of_signed(INT64_MIN) < key_of_signed(-1));
    assert_true(key_of_signed(-1) < key_of_signed(0));
    assert_true(key_of_signed(0) < key_of_signed(INT64_MAX));
}

static void a_group_ends_where_its_columns_change(void **state)
{
    (void)state;
    Table *table = memory_resize(NULL, sizeof *table);
    table->count = 6;
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < COLUMNS; k++)
            table->cells[i][k] = k == 0 ? i % 2 : i;
    Order order = {0};
    order_rows(&order, 6, &(SortKeys){column, table, COLUMNS, 1});
    assert_int_equal(order_group(&order, 0), 3); /* 0 2 4, then 1 3 5 */
    assert_int_equal(order_group(&order, 3), 6);
    order_release(&order);
    free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_in_the_order_of_their_columns),
        cmocka_unit_test(signed_numbers_keep_their_order),
        cmocka_unit_test(a_group_ends_where_its_columns_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
