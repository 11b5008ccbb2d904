/* The kernels of the language's operators, as the table that an engine is handed. */
#ifndef MERIT_STDLIB_BUILTINS_H
#define MERIT_STDLIB_BUILTINS_H

#include "interp/plan/step.h"

const Builtins *stdlib_builtins(void);

/* Each in the file that its group names; the contract of all: read a lane of the operands before
 * writing it (out may be one of them), absent in, absent out unless said, overflow told once. */
#define KERNEL(id, name) Kernel kernel_##id;
#include "interp/plan/kernels.def"
#undef KERNEL

/* Remembers the first overflow of a frame; the value becomes absent. */
static inline void kernel_overflow(const Step *step, Frame *frame, size_t lane)
{
    if (!frame->failed) {
        frame->failed = step;
        frame->failed_lane = lane;
    }
}

#endif
