/* The program: its language, one command, its exit status. */
#include "repl/command.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A closed standard stream must not become the first file that is opened. Reading only: what is
 * written there fails, and is told. */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
            return;
}

/* The value of --lang, which decides how even the errors of other options are told. fmt has an
 * option of that name with another meaning. */
static const char *language_option(int argc, char **argv)
{
    const char *value = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "fmt") == 0)
            return NULL;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            value = argv[i + 1];
        else if (strncmp(argv[i], "--lang=", 7) == 0)
            value = argv[i] + 7;
    }
    return value;
}

static Language choose_language(int argc, char **argv)
{
    static const char *const variables[] = {"MERIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    const char *value = language_option(argc, argv);
    for (size_t i = 0; value == NULL && i < sizeof variables / sizeof *variables; i++) {
        value = getenv(variables[i]);
        if (value != NULL && *value == '\0')
            value = NULL;
    }
    return value != NULL && strncmp(value, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    Session *session = session_new(choose_language(argc, argv));
    return session_close(session, command_line(session, argc, argv));
}
