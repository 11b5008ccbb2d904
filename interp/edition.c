/* Editions: the rules of an engine as they were known on another day, or with other periods closed;
 * on the same roster and the same events. */
#include <stdlib.h>

#include "interp/engine_internal.h"
#include "interp/suppose.h"

static bool same_known(const AmendOptions *a, const AmendOptions *b)
{
    return a->recorded_until == b->recorded_until && a->closed_through == b->closed_through &&
           a->closed_unit == b->closed_unit && a->adjusting == b->adjusting;
}

static Engine *edition_new(Engine *engine, const AmendOptions *known)
{
    Engine *edition = engine_new(engine->builtins, engine->diag);
    edition->edition_of = engine;
    edition->written = engine->written;
    edition->file_count = engine->file_count;
    edition->ask = engine->ask;
    edition->known = *known;
    edition->as_of = known->recorded_until;
    return edition;
}

static Engine *edition_keep(Engine *engine, Engine *edition)
{
    engine->editions = arena_grow(engine->arena, engine->editions, engine->edition_count,
                                  &engine->edition_room, sizeof(Engine *));
    engine->editions[engine->edition_count++] = edition;
    return edition;
}

/* Of an overlay: that edition of what it is laid over, and the same suppositions over it. */
static Engine *supposed_edition(Engine *engine, const AmendOptions *known)
{
    size_t said = diag_count(engine->diag);
    Engine *edition = engine_edition(engine->root, known);
    if (!edition || !engine_edition_data(edition))
        return NULL;
    for (size_t i = 0; i < engine->chain_count; i++) {
        edition = engine_suppose(edition, engine->chain[i]);
        if (!edition) {
            engine->status = 3;
            return NULL;
        }
        edition_keep(engine, edition);
    }
    diag_truncate(engine->diag, said);
    return edition;
}

/* What it says besides errors was said of the engine itself. */
Engine *engine_edition(Engine *engine, const AmendOptions *known)
{
    if (same_known(&engine->known, known))
        return engine;
    for (size_t i = engine->edition_count; i-- > 0;)
        if (same_known(&engine->editions[i]->known, known))
            return engine->editions[i];
    if (engine->root)
        return supposed_edition(engine, known);
    size_t said = diag_count(engine->diag);
    Engine *edition = edition_new(engine, known);
    if (!engine_check(edition)) {
        engine->status = 3;
        engine_free(edition);
        return NULL;
    }
    diag_truncate(engine->diag, said);
    return edition_keep(engine, edition);
}

bool engine_edition_data(Engine *edition)
{
    Engine *engine = edition->edition_of;
    if (!engine)
        return true;
    edition->roster = engine->roster;
    edition->roster_paths = engine->roster_paths;
    edition->event_paths = engine->event_paths;
    edition->has_events = engine->has_events;
    if (edition->log || !engine->log)
        return true;
    edition->log = log_open(edition->ir, edition->roster, engine->event_paths.at,
                            engine->event_paths.count, edition->diag);
    engine->status = edition->log ? 0 : 4;
    return edition->log != NULL;
}

void engine_editions_close(Engine *engine)
{
    for (size_t i = 0; i < engine->edition_count; i++) {
        Engine *edition = engine->editions[i];
        engine_editions_close(edition);
        log_close(edition->log);
        edition->log = NULL;
    }
}

void engine_editions_free(Engine *engine)
{
    for (size_t i = engine->edition_count; i-- > 0;) /* each overlay lies on the last */
        engine_free(engine->editions[i]);
    engine->edition_count = 0;
}

size_t engine_history(const Engine *engine, Arena *arena, Text name, const History **out)
{
    return amend_history(arena, engine->diag, engine->written, engine->file_count, &engine->known,
                         name, out);
}
