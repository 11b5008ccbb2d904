/* Arithmetic, comparison and logic over scaled integers: checked, absent in, absent out. */
#include "stdlib/builtins.h"

/* The body of a kernel of two operands x and y: `failed` says whether the value overflowed. */
#define BINARY(id, failed)                                                                         \
    void kernel_##id(const Step *step, Frame *frame)                                               \
    {                                                                                              \
        int64_t *out = frame->regs[step->out].num;                                                 \
        const int64_t *a = frame->regs[step->a].num, *b = frame->regs[step->b].num;                \
        for (size_t i = 0; i < frame->count; i++) {                                                \
            int64_t x = a[i], y = b[i], value = ABSENT;                                            \
            if (x != ABSENT && y != ABSENT && ((failed) || value == ABSENT)) {                     \
                value = ABSENT;                                                                    \
                kernel_overflow(step, frame, i);                                                   \
            }                                                                                      \
            out[i] = value;                                                                        \
        }                                                                                          \
    }

BINARY(ADD, __builtin_add_overflow(x, y, &value))
BINARY(SUB, __builtin_sub_overflow(x, y, &value))
BINARY(MUL, __builtin_mul_overflow(x, y, &value))

#define CHOICE(id, value)                                                                          \
    void kernel_##id(const Step *step, Frame *frame)                                               \
    {                                                                                              \
        int64_t *out = frame->regs[step->out].num;                                                 \
        const int64_t *a = frame->regs[step->a].num, *b = frame->regs[step->b].num;                \
        for (size_t i = 0; i < frame->count; i++) {                                                \
            int64_t x = a[i], y = b[i];                                                            \
            out[i] = x == ABSENT || y == ABSENT ? ABSENT : (value);                                \
        }                                                                                          \
    }

CHOICE(MIN, x < y ? x : y)
CHOICE(MAX, x > y ? x : y)
CHOICE(EQ, x == y)
CHOICE(NE, x != y)
CHOICE(GE, x >= y)
CHOICE(LE, x <= y)
CHOICE(GT, x > y)
CHOICE(LT, x < y)

void kernel_SCALE(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *a = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++) {
        int64_t value = ABSENT;
        if (a[i] != ABSENT && (__builtin_mul_overflow(a[i], step->k, &value) || value == ABSENT)) {
            value = ABSENT;
            kernel_overflow(step, frame, i);
        }
        out[i] = value;
    }
}

void kernel_NEG(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *a = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = a[i] == ABSENT ? ABSENT : -a[i];
}

void kernel_NOT(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *a = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = a[i] == ABSENT ? ABSENT : !a[i];
}

/* Three-valued: no and unknown is no, yes or unknown is yes. */
void kernel_AND(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *a = frame->regs[step->a].num, *b = frame->regs[step->b].num;
    for (size_t i = 0; i < frame->count; i++) {
        int64_t x = a[i], y = b[i];
        out[i] = x == 0 || y == 0 ? 0 : x == ABSENT || y == ABSENT ? ABSENT : 1;
    }
}

void kernel_OR(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *a = frame->regs[step->a].num, *b = frame->regs[step->b].num;
    for (size_t i = 0; i < frame->count; i++) {
        int64_t x = a[i], y = b[i];
        out[i] = x == 1 || y == 1 ? 1 : x == ABSENT || y == ABSENT ? ABSENT : 0;
    }
}

void kernel_KNOWN(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *a = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = a[i] != ABSENT;
}

void kernel_SELECT(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *test = frame->regs[step->a].num;
    const int64_t *a = frame->regs[step->b].num, *b = frame->regs[step->c].num;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = test[i] == ABSENT ? ABSENT : test[i] ? a[i] : b[i];
}
