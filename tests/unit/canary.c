/* Must fail under the sanitizers: so that a green run with SAN=1 means that they looked. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int read_past_the_end(size_t size)
{
    char *bytes = malloc(size);
    if (bytes == NULL) {
        return 0;
    }
    memset(bytes, 1, size);
    volatile size_t at = size;
    int value = bytes[at];
    free(bytes);
    return value;
}

static int overflow(int add)
{
    volatile int most = INT_MAX;
    return most + add;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "overflow") == 0) {
        return overflow(argc);
    }
    return read_past_the_end((size_t)argc + 7);
}
