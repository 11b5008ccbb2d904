/* From a line to the command that it names. */
#include "repl/shell/dots.h"

#include <string.h>

const DotRow DOTS[] = {
#define DOT(name, chinese, others, run, takes, words, words_zh, least, most, en, zh)               \
    {name, chinese, others, run, TAKES_##takes, {words, words_zh}, least, most, {en, zh}},
#include "repl/shell/dots.def"
#undef DOT
};
const size_t DOT_COUNT = sizeof DOTS / sizeof *DOTS;

/* ---- What a line names ---- */

size_t dot_sign(Text line)
{
    static const char *const signs[] = {".", "。", "．", "\\"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_starts(line, signs[i]))
            return strlen(signs[i]);
    return 0;
}

/* "exit" of "\q .exit exit". */
static bool is_among(const char *others, Text word)
{
    Text all = text_from(others);
    for (size_t from = 0, at = 0; at <= all.size; at++) {
        if (at < all.size && all.at[at] != ' ')
            continue;
        if (at > from && text_equal(text_slice(all, from, at), word))
            return true;
        from = at + 1;
    }
    return false;
}

const DotRow *dot_find(Text word)
{
    size_t sign = dot_sign(word);
    Text name = text_slice(word, sign, word.size);
    bool has_dot = sign > 0 && word.at[0] != '\\';
    for (size_t i = 0; i < DOT_COUNT; i++) {
        const DotRow *row = &DOTS[i];
        bool is_named = has_dot && (text_is(name, row->name) || text_is(name, row->chinese));
        if (is_named || is_among(row->others, word))
            return row;
    }
    return NULL;
}

/* Without a dot only what a lost user types: quit, exit, help. */
static bool is_bare(Text line)
{
    static const char *const words[] = {"quit", "exit", "help", "?", "退出", "帮助"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(line, words[i]))
            return true;
    return false;
}

/* ".rules;" and "退出。" are known too. */
static Text without_sign(Text line)
{
    static const char *const signs[] = {";", "；", "。", "！", "？"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i]);
        if (line.size > size && memcmp(line.at + line.size - size, signs[i], size) == 0)
            return text_trim(text_slice(line, 0, line.size - size));
    }
    return line;
}

bool dot_is(Text line)
{
    Text trimmed = without_sign(text_trim(line));
    return dot_sign(trimmed) > 0 || is_bare(trimmed);
}

/* ---- Its words ---- */

/* The sign that closes a quote which begins here, or NULL. */
static const char *closing(Text line, size_t at, size_t *size)
{
    static const char *const quotes[][2] = {{"\"", "\""}, {"'", "'"}, {"“", "”"}, {"「", "」"}};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (text_starts(text_slice(line, at, line.size), quotes[i][0])) {
            *size = strlen(quotes[i][0]);
            return quotes[i][1];
        }
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Words are parted by blanks; quotes keep blanks inside. */
static DotWords split(Arena *arena, Text line)
{
    DotWords words = {0};
    for (size_t at = 0; at < line.size;) {
        size_t open = 0, end = at;
        if (is_blank(line.at[at])) {
            at++;
            continue;
        }
        const char *close = closing(line, at, &open);
        size_t from = at + open;
        for (end = from; end < line.size; end++) {
            Text rest = text_slice(line, end, line.size);
            if (close != NULL ? text_starts(rest, close) : is_blank(line.at[end]))
                break;
        }
        words.at = arena_grow(arena, words.at, words.count, &words.room, sizeof *words.at);
        words.at[words.count++] = text_copy(arena, text_slice(line, from, end)).at;
        at = end + (close != NULL && end < line.size ? strlen(close) : 0);
    }
    return words;
}

const char *dot_joined(Shell *shell, const DotWords *words, size_t first)
{
    const char *all = NULL;
    for (size_t i = first; i < words->count; i++)
        all = all == NULL ? words->at[i]
                          : arena_format(shell->session->arena, "%s %s", all, words->at[i]);
    return all;
}

/* ---- Running it ---- */

static bool unknown(Shell *shell, Text word)
{
    Arena *arena = diag_arena(shell->session->diag);
    Text *names = arena_alloc(arena, 2 * DOT_COUNT * sizeof *names);
    for (size_t i = 0; i < DOT_COUNT; i++) {
        names[2 * i] = text_from(DOTS[i].name);
        names[2 * i + 1] = text_from(DOTS[i].chinese);
    }
    int nearest = text_nearest(text_slice(word, dot_sign(word), word.size), names, 2 * DOT_COUNT);
    const char *help = BOTH(".help lists the commands", ".help 列出全部命令");
    if (nearest >= 0)
        help = arena_format(arena, BOTH("write instead: .%s", "应写作：.%s"), names[nearest].at,
                            names[nearest].at);
    diag_plain(shell->session->diag, DIAG_E0840, text_copy(arena, word).at, help, NULL);
    return false;
}

static bool has_enough(Shell *shell, const DotRow *row, const DotWords *words)
{
    Diag *diag = shell->session->diag;
    if (words->count < row->least)
        diag_plain(
            diag, DIAG_E0841, row->name,
            arena_format(diag_arena(diag), "%s\x1f%s", row->words[LANG_EN], row->words[LANG_ZH]),
            NULL);
    else if (words->count > row->most)
        diag_plain(diag, DIAG_E0842, words->at[row->most], row->name, NULL);
    else
        return true;
    return false;
}

bool dot_run(Shell *shell, Text line)
{
    Text trimmed = without_sign(text_trim(line));
    DotWords words = split(shell->session->arena, trimmed);
    if (is_bare(trimmed) && dot_find(trimmed) == NULL)
        words.at[0] = text_starts(trimmed, "退出") ? ".quit" : ".help";
    Text word = words.count == 0 ? TEXT(".") : text_from(words.at[0]);
    const DotRow *row = dot_find(word);
    const DotWords rest = {words.at + 1, words.count == 0 ? 0 : words.count - 1, 0};
    bool good = row == NULL ? unknown(shell, word)
                            : has_enough(shell, row, &rest) && row->run(shell, &rest);
    if (good)
        shell_report(shell);
    else
        shell_fail(shell);
    return good;
}
