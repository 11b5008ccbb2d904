/* The same over exact ratios, for what has no common denominator. */
#include "stdlib/builtins.h"

static inline Ratio lane(Reg reg, size_t i)
{
    return (Ratio){reg.num[i], reg.den[i]};
}

static inline void put(Reg reg, size_t i, Ratio value)
{
    reg.num[i] = value.num;
    reg.den[i] = value.den;
}

void kernel_TO_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out], a = frame->regs[step->a];
    for (size_t i = 0; i < frame->count; i++) {
        Ratio value = {0, 0};
        if (a.num[i] != ABSENT)
            ratio_make(&value, a.num[i], step->k); /* fits: both do */
        put(out, i, value);
    }
}

#define BINARY_R(id, make)                                                                         \
    void kernel_##id(const Step *step, Frame *frame)                                               \
    {                                                                                              \
        Reg out = frame->regs[step->out], a = frame->regs[step->a], b = frame->regs[step->b];      \
        for (size_t i = 0; i < frame->count; i++) {                                                \
            Ratio x = lane(a, i), y = lane(b, i), value = {0, 0};                                  \
            if (x.den && y.den && !make(&value, x, y))                                             \
                kernel_overflow(step, frame, i);                                                   \
            put(out, i, value);                                                                    \
        }                                                                                          \
    }

BINARY_R(ADD_R, ratio_add)
BINARY_R(SUB_R, ratio_sub)
BINARY_R(MUL_R, ratio_mul)

/* By zero is not assessed, not an overflow. */
void kernel_DIV_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out], a = frame->regs[step->a], b = frame->regs[step->b];
    for (size_t i = 0; i < frame->count; i++) {
        Ratio x = lane(a, i), y = lane(b, i), value = {0, 0};
        if (x.den && y.den && y.num && !ratio_div(&value, x, y))
            kernel_overflow(step, frame, i);
        put(out, i, value);
    }
}

void kernel_NEG_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out], a = frame->regs[step->a];
    for (size_t i = 0; i < frame->count; i++) {
        Ratio x = lane(a, i), value = {0, 0};
        if (x.den && !ratio_neg(&value, x))
            kernel_overflow(step, frame, i);
        put(out, i, value);
    }
}

#define CHOICE_R(id, first)                                                                        \
    void kernel_##id(const Step *step, Frame *frame)                                               \
    {                                                                                              \
        Reg out = frame->regs[step->out], a = frame->regs[step->a], b = frame->regs[step->b];      \
        for (size_t i = 0; i < frame->count; i++) {                                                \
            Ratio x = lane(a, i), y = lane(b, i), value = {0, 0};                                  \
            if (x.den && y.den)                                                                    \
                value = ratio_compare(x, y) first 0 ? x : y;                                       \
            put(out, i, value);                                                                    \
        }                                                                                          \
    }

CHOICE_R(MIN_R, <)
CHOICE_R(MAX_R, >)

#define COMPARE_R(id, relation)                                                                    \
    void kernel_##id(const Step *step, Frame *frame)                                               \
    {                                                                                              \
        int64_t *out = frame->regs[step->out].num;                                                 \
        Reg a = frame->regs[step->a], b = frame->regs[step->b];                                    \
        for (size_t i = 0; i < frame->count; i++) {                                                \
            Ratio x = lane(a, i), y = lane(b, i);                                                  \
            out[i] = !x.den || !y.den ? ABSENT : ratio_compare(x, y) relation 0;                   \
        }                                                                                          \
    }

COMPARE_R(EQ_R, ==)
COMPARE_R(NE_R, !=)
COMPARE_R(GE_R, >=)
COMPARE_R(LE_R, <=)
COMPARE_R(GT_R, >)
COMPARE_R(LT_R, <)

void kernel_KNOWN_R(const Step *step, Frame *frame)
{
    int64_t *out = frame->regs[step->out].num;
    const int64_t *den = frame->regs[step->a].den;
    for (size_t i = 0; i < frame->count; i++)
        out[i] = den[i] != 0;
}

void kernel_SELECT_R(const Step *step, Frame *frame)
{
    Reg out = frame->regs[step->out], a = frame->regs[step->b], b = frame->regs[step->c];
    const int64_t *test = frame->regs[step->a].num;
    for (size_t i = 0; i < frame->count; i++) {
        Ratio value = {0, 0};
        if (test[i] != ABSENT)
            value = test[i] ? lane(a, i) : lane(b, i);
        put(out, i, value);
    }
}
