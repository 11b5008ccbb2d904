/* The words of a command line, read by the table of options. */
#include "repl/command.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { OPTION_MOST = 40 };

/* What getopt_long is told about one command, and which option takes the next bare word. */
typedef struct Reader {
    Session *session;
    Arguments *arguments;
    struct option longs[OPTION_MOST];
    char shorts[2 * OPTION_MOST + 3];
    const OptionRow *rows[OPTION_MOST];
    size_t count;
    const OptionRow *open; /* MANY: takes further words; or NULL */
    bool good;
} Reader;

/* ---- What getopt is told ---- */

/* Words in order ('-'), missing values told apart (':'). */
static void describe(Reader *reader, const CommandRow *command)
{
    size_t at = 0;
    reader->shorts[at++] = '-';
    reader->shorts[at++] = ':';
    for (size_t i = 0; i < OPTION_COUNT && reader->count + 1 < OPTION_MOST; i++) {
        const OptionRow *row = &OPTIONS[i];
        if ((row->commands & command->id) == 0)
            continue;
        int has_value = row->use == USE_FLAG ? no_argument : required_argument;
        reader->longs[reader->count] =
            (struct option){row->name, has_value, NULL, 256 + (int)reader->count};
        reader->rows[reader->count++] = row;
        if (row->letter == 0)
            continue;
        reader->shorts[at++] = row->letter;
        if (has_value == required_argument)
            reader->shorts[at++] = ':';
    }
}

static const OptionRow *row_of(const Reader *reader, int code)
{
    if (code >= 256 && (size_t)(code - 256) < reader->count)
        return reader->rows[code - 256];
    for (size_t i = 0; i < reader->count; i++)
        if (reader->rows[i]->letter == code && code != 0)
            return reader->rows[i];
    return NULL;
}

/* ---- What is wrong with a word ---- */

static const char *nearest_option(const Reader *reader, Text word)
{
    Text names[OPTION_MOST];
    size_t dashes = 0;
    while (dashes < word.size && word.at[dashes] == '-')
        dashes++;
    for (size_t i = 0; i < reader->count; i++)
        names[i] = text_from(reader->longs[i].name);
    int nearest = text_nearest(text_slice(word, dashes, word.size), names, reader->count);
    if (nearest < 0)
        return "";
    return arena_format(reader->session->arena, BOTH("write instead: --%s", "应写作：--%s"),
                        reader->longs[nearest].name, reader->longs[nearest].name);
}

static void unknown_option(Reader *reader, const char *word)
{
    Text name = text_from(word);
    const char *equals = strchr(word, '=');
    if (equals != NULL)
        name.size = (size_t)(equals - word);
    const char *shown = text_copy(reader->session->arena, name).at;
    const char *command = reader->arguments->command->name;
    const char *help = nearest_option(reader, name);
    if (*help == '\0')
        help = arena_format(reader->session->arena,
                            BOTH("merit help %s lists the options", "merit help %s 列出全部选项"),
                            command, command);
    diag_plain(reader->session->diag, DIAG_E0811, shown, command, help, NULL);
}

/* getopt's '?' and ':'. The word at fault is the one before the next. */
static void refuse(Reader *reader, int result, char *const *argv)
{
    Diag *diag = reader->session->diag;
    const char *word = argv[optind - 1];
    const OptionRow *row = row_of(reader, optopt);
    reader->good = false;
    if (result == ':' && row != NULL)
        diag_plain(diag, DIAG_E0812, row->name, row->value, NULL);
    else if (row != NULL && row->use == USE_FLAG)
        diag_plain(diag, DIAG_E0813, row->name, NULL);
    else if (word[0] == '-' && word[1] != '-' && optopt != 0)
        unknown_option(reader, arena_format(reader->session->arena, "-%c", optopt));
    else
        unknown_option(reader, word);
}

static bool is_choice(const char *choices, const char *value)
{
    size_t size = strlen(value);
    for (const char *at = choices; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, value, size) == 0 && (at[size] == '|' || at[size] == '\0'))
            return true;
    }
    return false;
}

/* ---- Keeping ---- */

static void keep_word(Arguments *arguments, Session *session, const char *word)
{
    arguments->words = arena_grow(session->arena, arguments->words, arguments->word_count,
                                  &arguments->word_room, sizeof *arguments->words);
    arguments->words[arguments->word_count++] = word;
}

static void keep_option(Reader *reader, const OptionRow *row, const char *value)
{
    Arguments *arguments = reader->arguments;
    if (row->choices != NULL && !is_choice(row->choices, value)) {
        reader->good = false;
        diag_plain(reader->session->diag, DIAG_E0814, value, row->name, row->choices, NULL);
        return;
    }
    if (row->use == USE_ONE && arguments_has(arguments, row->key)) {
        reader->good = false;
        diag_plain(reader->session->diag, DIAG_E0832, row->name, NULL);
        return;
    }
    arguments->given = arena_grow(reader->session->arena, arguments->given, arguments->given_count,
                                  &arguments->given_room, sizeof *arguments->given);
    arguments->given[arguments->given_count++] = (Given){row, value};
}

/* Rules stand out among data files and names: a .merit file, or a folder. */
static bool is_rules(const char *word)
{
    struct stat about;
    size_t size = strlen(word);
    return (size > 6 && strcmp(word + size - 6, ".merit") == 0) ||
           (stat(word, &about) == 0 && S_ISDIR(about.st_mode));
}

/* Files are files that are there, or look like files: "why RULES --events e.csv bonus" names a
 * score, not an event file. */
static bool is_one_more(const OptionRow *row, const char *word)
{
    struct stat about;
    bool is_name = strpbrk(word, "./") == NULL && stat(word, &about) != 0;
    bool wants_files = strstr(row->value, "FILE") != NULL;
    return !is_rules(word) && !(wants_files && is_name);
}

static void keep(Reader *reader, int result, const char *value)
{
    if (result == 1) {
        if (reader->open != NULL && is_one_more(reader->open, value))
            keep_option(reader, reader->open, value);
        else
            keep_word(reader->arguments, reader->session, value);
        return;
    }
    const OptionRow *row = row_of(reader, result);
    if (row == NULL)
        return;
    keep_option(reader, row, value);
    reader->open = row->use == USE_MANY ? row : NULL;
}

/* ---- Whether enough was given ---- */

static bool has_enough(Session *session, const Arguments *arguments)
{
    const CommandRow *command = arguments->command;
    bool good = true;
    if (arguments->word_count < command->least) {
        diag_plain(session->diag, DIAG_E0815, command->name, command->words, command->name, NULL);
        good = false;
    }
    if (arguments->word_count > command->most) {
        diag_plain(session->diag, DIAG_E0816, arguments->words[command->most], command->name,
                   command->words, NULL);
        good = false;
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionRow *row = &OPTIONS[i];
        bool is_needed = !row->is_hidden && (row->commands & command->id) != 0 &&
                         (command->needed & 1U << row->key) != 0;
        if (is_needed && !arguments_has(arguments, row->key)) {
            diag_plain(session->diag, DIAG_E0817, command->name, row->name, row->value, NULL);
            good = false;
        }
    }
    return good;
}

bool arguments_read(Session *session, const CommandRow *command, int argc, char **argv,
                    Arguments *out)
{
    *out = (Arguments){.command = command};
    Reader reader = {.session = session, .arguments = out, .good = true};
    describe(&reader, command);
    optind = 0; /* starts getopt anew */
    opterr = 0;
    for (int result; (result = getopt_long(argc, argv, reader.shorts, reader.longs, NULL)) != -1;) {
        if (result == '?' || result == ':')
            refuse(&reader, result, argv);
        else
            keep(&reader, result, optarg);
    }
    for (int i = optind; i < argc; i++)
        keep_word(out, session, argv[i]);
    if (arguments_has(out, OPTION_HELP))
        return reader.good;
    return reader.good && has_enough(session, out);
}

bool arguments_has(const Arguments *arguments, OptionKey key)
{
    for (size_t i = 0; i < arguments->given_count; i++)
        if (arguments->given[i].option->key == key)
            return true;
    return false;
}

const char *arguments_value(const Arguments *arguments, OptionKey key)
{
    const char *value = NULL;
    for (size_t i = 0; i < arguments->given_count; i++)
        if (arguments->given[i].option->key == key)
            value = arguments->given[i].value;
    return value;
}

const char **arguments_values(Session *session, const Arguments *arguments, OptionKey key,
                              size_t *count)
{
    const char **values =
        arena_alloc(session->arena, (arguments->given_count + 1) * sizeof *values);
    *count = 0;
    for (size_t i = 0; i < arguments->given_count; i++)
        if (arguments->given[i].option->key == key)
            values[(*count)++] = arguments->given[i].value;
    return values;
}

bool arguments_count(Session *session, const char *word, uint64_t *out)
{
    *out = 0;
    bool good = *word != '\0';
    for (const char *at = word; *at != '\0' && good; at++)
        good = *at >= '0' && *at <= '9' && !__builtin_mul_overflow(*out, (uint64_t)10, out) &&
               !__builtin_add_overflow(*out, (uint64_t)(*at - '0'), out);
    if (!good)
        diag_plain(session->diag, DIAG_E0827, word, NULL);
    return good;
}
