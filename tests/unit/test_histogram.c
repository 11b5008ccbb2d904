/* Places counted by subject and period: many of them, halves, periods apart, too many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "interp/exec/histogram.h"

enum { SUBJECTS = 300, PLACES = 7 };

/* Subject s has place p (s + p) times, in both periods; 4,200 entries. */
static Histogram filled(void)
{
    Histogram histogram = {0};
    for (int round = 0; round < 2; round++)
        for (uint32_t s = 0; s < SUBJECTS; s++)
            for (int64_t p = PLACES; p > 0; p--)
                for (int32_t period = 4; period < 6; period++)
                    assert_true(histogram_add(
                        &histogram, &(HistogramEntry){s, period, RATIO(p), round ? p : s}));
    return histogram;
}

static void many_are_counted_apart(void **state)
{
    (void)state;
    Histogram histogram = filled();
    /* subject 0 has none in the first round */
    assert_int_equal(histogram.count, SUBJECTS * PLACES * 2);
    for (int32_t period = 4; period < 6; period++) {
        HistogramRows rows = histogram_rows(&histogram, period, SUBJECTS);
        for (uint32_t s = 0; s < SUBJECTS; s++) {
            assert_int_equal(rows.start[s + 1] - rows.start[s], PLACES);
            for (int64_t p = 1; p <= PLACES; p++) {
                const HistogramEntry *entry = &rows.rows[rows.start[s] + (size_t)p - 1];
                assert_int_equal(entry->subject, s);
                assert_int_equal(entry->value.num, p);
                assert_int_equal(entry->times, s + p);
            }
        }
        histogram_rows_release(&rows);
    }
    HistogramRows none = histogram_rows(&histogram, 6, SUBJECTS);
    assert_int_equal(none.start[SUBJECTS], 0);
    histogram_rows_release(&none);
    histogram_release(&histogram);
}

static void a_half_is_a_number_of_its_own(void **state)
{
    (void)state;
    Histogram histogram = {0};
    assert_true(histogram_add(&histogram, &(HistogramEntry){0, 0, {1, 2}, 3}));
    assert_true(histogram_add(&histogram, &(HistogramEntry){0, 0, {1, 1}, 5}));
    assert_true(histogram_add(&histogram, &(HistogramEntry){0, 0, {1, 2}, 1}));
    assert_true(histogram_add(&histogram, &(HistogramEntry){0, 0, {7, 1}, 0})); /* never */
    HistogramRows rows = histogram_rows(&histogram, 0, 1);
    assert_int_equal(rows.start[1], 2);
    assert_int_equal(rows.rows[0].times, 4);
    assert_int_equal(rows.rows[1].times, 5);
    histogram_rows_release(&rows);
    histogram_release(&histogram);
}

static void a_count_may_overflow(void **state)
{
    (void)state;
    Histogram histogram = {0};
    assert_true(histogram_add(&histogram, &(HistogramEntry){0, 0, RATIO(1), INT64_MAX}));
    assert_false(histogram_add(&histogram, &(HistogramEntry){0, 0, RATIO(1), 1}));
    histogram_release(&histogram);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_are_counted_apart),
        cmocka_unit_test(a_half_is_a_number_of_its_own),
        cmocka_unit_test(a_count_may_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
