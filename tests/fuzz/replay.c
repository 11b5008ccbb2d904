/* Runs a fuzz target once on each file named, and prints the name before: the last one failed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    uint8_t *bytes = NULL;
    size_t room = 0;
    *size = 0;
    do {
        room += 65536;
        uint8_t *larger = realloc(bytes, room);
        if (larger == NULL) {
            free(bytes);
            fclose(file);
            return NULL;
        }
        bytes = larger;
        *size += fread(bytes + *size, 1, room - *size, file);
    } while (*size == room);
    fclose(file);
    return bytes;
}

/* The bytes in an allocation of exactly their size, so that a read past the end is seen. */
static int replay(const char *path)
{
    size_t size = 0;
    uint8_t *bytes = read_file(path, &size);
    if (bytes == NULL) {
        return 1;
    }
    uint8_t *exact = realloc(bytes, size > 0 ? size : 1);
    LLVMFuzzerTestOneInput(exact != NULL ? exact : bytes, size);
    free(exact != NULL ? exact : bytes);
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("%s\n", argv[i]);
        fflush(stdout);
        if (replay(argv[i]) != 0) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            return 1;
        }
    }
    return 0;
}
