/* The engines of what is in force: one of rules and data, and one more for each thing supposed. */
#include "repl/shell/shell.h"

#include "interp/event/log.h"
#include "interp/suppose.h"

static void watch_all(Shell *shell)
{
    const Desk *desk = &shell->desk;
    Arena *arena = shell->session->arena;
    watch_forget(&shell->watch);
    for (size_t i = 0; i < desk->rules.count; i++)
        if (desk->rules.at[i].path != NULL)
            watch_add(&shell->watch, arena, desk->rules.at[i].path);
    for (size_t i = 0; i < desk->roster.count; i++)
        watch_add(&shell->watch, arena, roster_file(desk->roster.at[i]));
    for (size_t i = 0; i < desk->events.count; i++)
        watch_add(&shell->watch, arena, desk->events.at[i]);
}

/* As much as is named: a roster is read by the rules, events by rules and roster. They are kept in
 * memory, for many questions. */
static bool load(Desk *desk)
{
    desk->job.engine = NULL;
    if (desk->rules.count == 0)
        return true;
    if (!desk_load_rules(desk, NULL))
        return false;
    if (desk->roster.count == 0)
        return true;
    if (!job_load_roster(&desk->job, desk->roster.at, desk->roster.count))
        return false;
    return desk->events.count == 0 ||
           (job_open_events(&desk->job, desk->events.at, desk->events.count) &&
            engine_keep(desk->job.engine));
}

static bool is_same_list(const PathList *a, const PathList *b)
{
    return a->at == b->at && a->count == b->count;
}

/* Lists only grow, or are made anew. */
static bool has_same_base(const Desk *a, const Desk *b)
{
    return a->rules.at == b->rules.at && a->rules.count == b->rules.count &&
           is_same_list(&a->roster, &b->roster) && is_same_list(&a->events, &b->events) &&
           text_equal(a->job.as_of, b->job.as_of) && text_equal(a->job.closed, b->job.closed);
}

/* What is supposed, each thing on the engine of the one before; the first ones may be there. */
static bool suppose_all(Shell *shell, Built *built, const Built *old)
{
    Desk *desk = &shell->desk;
    bool is_there = built->base == old->base;
    for (size_t i = 0; i < desk->supposed.count; i++) {
        const Node *node = desk->supposed.at[i];
        is_there = is_there && i < old->count && old->over[i].node == node;
        Engine *below = i == 0 ? built->base : built->over[i - 1].engine;
        Engine *engine = is_there ? old->over[i].engine : engine_suppose(below, node);
        if (engine == NULL)
            return false;
        if (!is_there)
            session_adopt(shell->session, engine);
        built->over[built->count++] = (Layer){node, engine};
    }
    return true;
}

/* Frees what others do not share, from the top: it stands on what is below. */
static void drop(Shell *shell, const Built *built, const Built *others)
{
    for (size_t i = built->count; i > 0; i--)
        if (i > others->count || others->over[i - 1].engine != built->over[i - 1].engine)
            session_drop(shell->session, built->over[i - 1].engine);
    if (built->base != others->base)
        session_drop(shell->session, built->base);
}

bool built_settle(Shell *shell, const Desk *before)
{
    Desk *desk = &shell->desk;
    Built old = shell->built, built = {.base = old.base};
    bool is_same = has_same_base(desk, before);
    built.over =
        arena_alloc(shell->session->arena, (desk->supposed.count + 1) * sizeof *built.over);
    bool good = is_same || load(desk);
    if (!is_same)
        built.base = desk->job.engine;
    if (!good || !suppose_all(shell, &built, &old)) {
        shell_fail(shell); /* while the texts are there that it quotes */
        drop(shell, &built, &old);
        return false;
    }
    shell->built = built;
    desk->job.engine = built.count > 0 ? built.over[built.count - 1].engine : built.base;
    drop(shell, &old, &built);
    if (!is_same)
        watch_all(shell);
    return true;
}
