/* Changes of what is in force: made whole, or not at all. */
#include "repl/shell/shell.h"
#include "repl/summary.h"

static void keep_past(Shell *shell, Desk before)
{
    shell->past = arena_grow(shell->session->arena, shell->past, shell->past_count,
                             &shell->past_room, sizeof *shell->past);
    shell->past[shell->past_count++] = before;
}

bool shell_change(Shell *shell, ShellChange *change, const void *what)
{
    Desk before = shell->desk;
    if (change(shell, what) && built_settle(shell, &before)) {
        keep_past(shell, before);
        return true;
    }
    shell->desk = before; /* first: the engine that failed may be gone */
    shell_fail(shell);
    return false;
}

bool shell_undo(Shell *shell)
{
    Desk before = shell->desk;
    if (shell->past_count == 0) {
        diag_plain(shell->session->diag, DIAG_E0845, NULL);
        shell_fail(shell);
        return false;
    }
    shell->desk = shell->past[shell->past_count - 1];
    shell->desk.asked = before.asked;
    shell->desk.format = before.format;
    shell->desk.job.is_summed = before.job.is_summed;
    if (built_settle(shell, &before)) {
        shell->past_count--;
        return true;
    }
    shell->desk = before; /* first: the engine that failed may be gone */
    shell_fail(shell);
    return false;
}

/* ---- What there is ---- */

static void put_loaded(Shell *shell, Output *out)
{
    Session *session = shell->session;
    const Engine *engine = shell->desk.job.engine;
    if (engine == NULL) {
        output_string(out,
                      say(session,
                          "Nothing is loaded yet: .load FILE… takes rules, rosters and events.\n",
                          "尚未装入任何文件：用 .装入 文件… 装入规则、名册和事件表。\n"));
        return;
    }
    const Roster *roster = engine_roster(engine);
    summary_print(session, engine_ir(engine), out);
    for (size_t i = 0; roster != NULL && i < roster->kind_count; i++) {
        const Name *name = &engine_ir(engine)->subjects[i].name;
        Text shown = name_shown(name, session->language);
        if (roster->kinds[i].count > 0)
            output_format(out, say(session, "%.*s: %zu on the roster\n", "%.*s：在册 %zu\n"),
                          (int)shown.size, shown.at, roster->kinds[i].count);
    }
    if (shell->desk.events.count == 0)
        output_string(out, say(session, "no events are loaded yet\n", "尚未装入事件表\n"));
}

void shell_tell(Shell *shell)
{
    Output *text = output_memory();
    if (shell->is_terminal) {
        put_loaded(shell, text);
        screen_tell(&shell->screen, output_contents(text));
    }
    output_close(text);
}

/* ---- Files ---- */

bool shell_add_roster(Shell *shell, const void *what)
{
    desk_add_path(&shell->desk, &shell->desk.roster, what);
    return true;
}

bool shell_add_events(Shell *shell, const void *what)
{
    desk_add_path(&shell->desk, &shell->desk.events, what);
    return true;
}

const char *shell_keep(Shell *shell, const char *path)
{
    return text_copy(shell->session->arena, text_from(path)).at;
}

static bool read_again(Shell *shell, const void *what)
{
    Desk *desk = &shell->desk;
    RuleTexts old = desk->rules;
    (void)what;
    desk->rules = (RuleTexts){0};
    bool good = true;
    for (size_t i = 0; i < old.count; i++)
        if (old.at[i].path == NULL)
            desk_add_source(desk, old.at[i].source);
        else
            good = desk_add_rules(desk, old.at[i].path) && good;
    return good;
}

bool shell_reload(Shell *shell)
{
    return shell_change(shell, read_again, NULL);
}

static bool give(Shell *shell, const void *what)
{
    Inputs *inputs = &shell->desk.inputs;
    Input *old = inputs->at;
    inputs->at = arena_alloc(shell->session->arena, (inputs->count + 1) * sizeof *old);
    for (size_t i = 0; i < inputs->count; i++)
        inputs->at[i] = old[i]; /* those before the change stay as they were */
    inputs->room = inputs->count;
    return inputs_give(inputs, what);
}

bool shell_set(Shell *shell, const char *word)
{
    return shell_change(shell, give, shell_keep(shell, word));
}
