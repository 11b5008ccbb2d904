/* Each mutant: checked, then tested until a test fails. */
#include "repl/mutation.h"

#include "repl/mutant_words.h"
#include "repl/mutation_work.h"
#include "repl/script.h"
#include "repl/verdict.h"
#include "stdlib/builtins.h"

static size_t line_of(const Diag *diag, Span span)
{
    Text text = diag_source_text(diag, span.source);
    size_t line = 1;
    for (size_t i = 0; i < span.start && i < text.size; i++)
        line += text.at[i] == '\n';
    return line;
}

/* ---- The tests ---- */

/* What a failing test says is not wanted here. */
static bool passes(const Subjects *on, Engine *engine, size_t test)
{
    Session *session = on->mutation->session;
    size_t said = diag_count(session->diag);
    Arena *arena = arena_new(0);
    const IrTest *own = &engine_ir(engine)->tests[test];
    Engine *edition = engine_of_test(engine, &own);
    bool passed = edition != NULL && verdict_of(session, edition, own, "", arena).passed;
    arena_free(arena);
    diag_truncate(session->diag, said);
    return passed;
}

/* The test that noticed the last change mostly notices the next one. */
static bool is_killed(Subjects *on, Engine *engine)
{
    size_t count = engine_ir(engine)->test_count;
    for (size_t i = 0; i < count; i++) {
        size_t test = (on->last_killer + i) % count;
        if (passes(on, engine, test))
            continue;
        on->last_killer = test;
        return true;
    }
    return false;
}

/* ---- One change ---- */

Engine *subjects_engine(const Subjects *on)
{
    Diag *diag = on->mutation->session->diag;
    size_t said = diag_count(diag);
    Engine *engine = engine_new(stdlib_builtins(), diag);
    bool good = engine_take_trees(engine, (const Node *const *)on->trees, on->file_count);
    diag_truncate(diag, said);
    if (good)
        return engine;
    engine_free(engine);
    return NULL;
}

static bool is_excused(const Excused *reasons, Text words)
{
    for (size_t i = 0; i < reasons->count; i++)
        if (text_equal(reasons->at[i].words, words))
            return true;
    return false;
}

/* A file of reasons may be in either language. */
static bool needs_no_test(const Subjects *on, const Mutant *mutant)
{
    const Session *session = on->mutation->session;
    for (Language language = LANG_EN; language <= LANG_ZH; language++)
        if (is_excused(&on->mutation->reasons,
                       mutant_words(session->arena, session->diag, mutant, language)))
            return true;
    return false;
}

static void note_survivor(Subjects *on, Mutant *mutant, Engine *engine, Trial *trial)
{
    Session *session = on->mutation->session;
    mutant_unmake(mutant); /* words compare it with what was there */
    trial->outcome = needs_no_test(on, mutant) ? TRIAL_EXCUSED : TRIAL_SURVIVED;
    trial->words = mutant_words(session->arena, session->diag, mutant, session->language);
    trial->file =
        text_copy(session->arena, diag_source_name(session->diag, mutant->node->span.source)).at;
    trial->line = line_of(session->diag, mutant->node->span);
    if (trial->outcome == TRIAL_SURVIVED)
        trial->test = mutation_propose(on, mutant, engine);
    mutant_make(mutant);
}

static void try_one(Subjects *on, Mutant *mutant, Trial *trial)
{
    mutant_make(mutant);
    Engine *engine = subjects_engine(on);
    if (engine != NULL && is_killed(on, engine))
        trial->outcome = TRIAL_KILLED;
    else if (engine != NULL)
        note_survivor(on, mutant, engine, trial);
    engine_free(engine);
    mutant_unmake(mutant);
}

/* ---- A rule set ---- */

static bool all_pass(Subjects *on)
{
    const Session *session = on->mutation->session;
    const Ir *ir = engine_ir(on->base);
    for (size_t i = 0; i < ir->test_count; i++) {
        if (passes(on, on->base, i))
            continue;
        diag_add(session->diag, DIAG_E0794, ir->tests[i].span,
                 text_copy(diag_arena(session->diag), ir->tests[i].title).at, NULL);
        return false;
    }
    return true;
}

static void copy_trees(Subjects *on)
{
    const Node *const *files = engine_written(on->base, &on->file_count);
    Arena *arena = on->mutation->session->arena;
    on->trees = arena_alloc(arena, (on->file_count + 1) * sizeof(Node *));
    for (size_t i = 0; i < on->file_count; i++)
        on->trees[i] = tree_copy(arena, files[i]);
}

static void count_trial(Mutation *mutation, const Trial *trial)
{
    mutation->killed += trial->outcome == TRIAL_KILLED;
    mutation->survived += trial->outcome == TRIAL_SURVIVED;
    mutation->excused += trial->outcome == TRIAL_EXCUSED;
}

int mutation_try(Mutation *mutation, const char *path)
{
    Session *session = mutation->session;
    Subjects on = {.mutation = mutation, .base = session_engine(session), .path = path};
    Mutant *mutants = NULL;
    if (!script_load(session, on.base, path, true) || !all_pass(&on) || !mutation_data(&on))
        return session_failed(session, on.base);
    copy_trees(&on);
    size_t count = mutants_of(session->arena, on.trees, on.file_count, &mutants);
    for (size_t i = 0; i < count; i++) {
        mutation->trials = arena_grow(session->arena, mutation->trials, mutation->count,
                                      &mutation->room, sizeof *mutation->trials);
        Trial *trial = &mutation->trials[mutation->count++];
        *trial = (Trial){.outcome = TRIAL_NO_RULES};
        try_one(&on, &mutants[i], trial);
        count_trial(mutation, trial);
    }
    return EXIT_DONE;
}
