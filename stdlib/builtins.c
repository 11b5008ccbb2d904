/* The table of kernels. */
#include "stdlib/builtins.h"

const Builtins *stdlib_builtins(void)
{
    static const Builtins TABLE = {{
#define KERNEL(id, name) [KERNEL_##id] = kernel_##id,
#include "interp/plan/kernels.def"
#undef KERNEL
    }};
    return &TABLE;
}
