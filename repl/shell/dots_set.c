/* The commands that change: what is loaded, where answers go, how they look. */
#include <string.h>
#include <unistd.h>

#include "repl/shell/dots.h"
#include "repl/shell/history.h"

/* ---- What is loaded ---- */

static bool told(Shell *shell, bool good)
{
    if (good)
        shell_tell(shell);
    return good;
}

bool dot_load(Shell *shell, const DotWords *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (!shell_load(shell, words->at[i]))
            return false;
    return told(shell, true);
}

bool dot_reload(Shell *shell, const DotWords *words)
{
    (void)words;
    return told(shell, shell_reload(shell));
}

static bool forget(Shell *shell, const void *what)
{
    Desk *desk = &shell->desk;
    (void)what;
    desk->rules = (RuleTexts){0};
    desk->roster = desk->events = (PathList){0};
    inputs_start(&desk->inputs, shell->session);
    return true;
}

bool dot_clear(Shell *shell, const DotWords *words)
{
    (void)words;
    return told(shell, shell_change(shell, forget, NULL));
}

bool dot_undo(Shell *shell, const DotWords *words)
{
    (void)words;
    return told(shell, shell_undo(shell));
}

bool dot_set(Shell *shell, const DotWords *words)
{
    return shell_set(shell, words->at[0]);
}

bool dot_read(Shell *shell, const DotWords *words)
{
    return shell_read_file(shell, words->at[0]);
}

bool dot_quit(Shell *shell, const DotWords *words)
{
    (void)words;
    shell->is_done = true;
    return true;
}

/* ---- How answers look, and where they go ---- */

static bool is_no_value(Shell *shell, const char *word, const char *name, const char *choices)
{
    diag_plain(shell->session->diag, DIAG_E0846, word, name, choices, NULL);
    return false;
}

static void tell_value(Shell *shell, const char *value)
{
    output_format(shell->session->out, "%s\n", value);
    output_flush(shell->session->out);
}

bool dot_mode(Shell *shell, const DotWords *words)
{
    static const char *const names[REPORT_FORMATS] = {"table", "csv", "json", "jsonl", "md"};
    if (words->count == 0)
        tell_value(shell, names[shell->desk.format]);
    else if (!report_format_find(&shell->desk.format, text_from(words->at[0])))
        return is_no_value(shell, words->at[0], "mode", "table, csv, json, jsonl, md, html");
    return true;
}

bool dot_switch(Shell *shell, const DotWords *words, const char *name, bool *is_on)
{
    if (words->count == 0)
        tell_value(shell, *is_on ? "on" : "off");
    else if (strcmp(words->at[0], "on") == 0 || strcmp(words->at[0], "开") == 0)
        *is_on = true;
    else if (strcmp(words->at[0], "off") == 0 || strcmp(words->at[0], "关") == 0)
        *is_on = false;
    else
        return is_no_value(shell, words->at[0], name, "on, off");
    return true;
}

bool dot_cls(Shell *shell, const DotWords *words)
{
    (void)words;
    if (shell->is_terminal)
        screen_tell(&shell->screen, TEXT("\x1b[H\x1b[2J"));
    return true;
}

bool dot_timer(Shell *shell, const DotWords *words)
{
    return dot_switch(shell, words, "timer", &shell->is_timed);
}

static bool is_off(const char *word)
{
    return strcmp(word, "off") == 0 || strcmp(word, "关") == 0;
}

static bool open_output(Shell *shell, const DotWords *words, bool is_once)
{
    return job_may_write(&shell->desk.job, words->at[0], NULL) &&
           screen_open(&shell->screen, words->at[0], is_once);
}

bool dot_once(Shell *shell, const DotWords *words)
{
    return open_output(shell, words, true);
}

bool dot_output(Shell *shell, const DotWords *words)
{
    return words->count == 0 ? screen_close(&shell->screen) : open_output(shell, words, false);
}

bool dot_log(Shell *shell, const DotWords *words)
{
    if (is_off(words->at[0]))
        return screen_record_end(&shell->screen);
    return job_may_write(&shell->desk.job, words->at[0], NULL) &&
           screen_record(&shell->screen, words->at[0]);
}

/* ---- The rest ---- */

bool dot_period(Shell *shell, const DotWords *words)
{
    if (words->count == 0)
        tell_value(shell, shell->period.size > 0 ? shell->period.at : "off");
    else
        shell->period = is_off(words->at[0]) ? TEXT("") : text_from(dot_joined(shell, words, 0));
    return true;
}

bool dot_lang(Shell *shell, const DotWords *words)
{
    bool is_chinese = strcmp(words->at[0], "zh") == 0;
    if (!is_chinese && strcmp(words->at[0], "en") != 0)
        return is_no_value(shell, words->at[0], "lang", "en, zh");
    shell->session->language = is_chinese ? LANG_ZH : LANG_EN;
    diag_speak(shell->session->diag, shell->session->language);
    return true;
}

bool dot_history(Shell *shell, const DotWords *words)
{
    const char *path = history_path(shell->session->arena);
    bool is_clear = strcmp(words->at[0], "clear") == 0, is_on = true;
    if (!is_clear && !dot_switch(shell, words, "history", &is_on))
        return false;
    if (is_clear && path != NULL)
        unlink(path);
    if (is_clear)
        line_forget(shell->reader);
    else
        line_history(shell->reader, is_on ? path : NULL);
    return true;
}
