/* merit readback: rules as sentences, beside their clauses. */
#include "repl/command.h"

#include "interp/review/readback.h"
#include "repl/script.h"

typedef struct Reading {
    Session *session;
    const Arguments *arguments;
    Prose prose;
    bool *named; /* by word of the command line: something has that name */
    Text *names; /* all that may be asked for, in both spellings */
    size_t name_count, name_room;
} Reading;

static void note_spelling(Reading *reading, Text spelling)
{
    if (spelling.size == 0)
        return; /* a name of one spelling */
    reading->names = arena_grow(reading->session->arena, reading->names, reading->name_count,
                                &reading->name_room, sizeof *reading->names);
    reading->names[reading->name_count++] = spelling;
}

/* Whether it was asked for: by name, or as everything. */
static bool is_asked(Reading *reading, const Name *name)
{
    bool asked = reading->arguments->word_count == 1;
    for (size_t i = 1; i < reading->arguments->word_count; i++)
        if (name_is(name, text_from(reading->arguments->words[i])))
            asked = reading->named[i] = true;
    note_spelling(reading, name->text);
    note_spelling(reading, name->alias);
    return asked;
}

static void read_items(Reading *reading)
{
    const Ir *ir = reading->prose.ir;
    for (size_t i = 0; i < ir->item_count; i++) {
        const IrItem *item = &ir->items[i];
        if (item_is_hidden(item->kind) || !is_asked(reading, &item->name))
            continue;
        for (size_t v = 0; v < item->version_count; v++)
            readback_item(&reading->prose, item, &item->versions[v]);
    }
}

static void read_all(Reading *reading)
{
    const Ir *ir = reading->prose.ir;
    for (size_t i = 0; i < ir->rule_count; i++)
        if (is_asked(reading, &ir->rules[i].name))
            readback_rule(&reading->prose, &ir->rules[i]);
    for (size_t i = 0; i < ir->selection_count; i++)
        if (is_asked(reading, &ir->selections[i].name))
            readback_selection(&reading->prose, &ir->selections[i]);
    read_items(reading);
    for (size_t i = 0; i < ir->unscored_count && reading->arguments->word_count == 1; i++)
        readback_unscored(&reading->prose, &ir->unscored[i]);
}

/* The nearest name, for words that name nothing. */
static bool say_unknown(const Reading *reading)
{
    Arena *arena = reading->session->arena;
    bool good = true;
    for (size_t i = 1; i < reading->arguments->word_count; i++) {
        if (reading->named[i])
            continue;
        int nearest = text_nearest(text_from(reading->arguments->words[i]), reading->names,
                                   reading->name_count);
        const char *help =
            BOTH("`merit readback FILE` reads all of them back", "merit readback 文件 列出全部");
        if (nearest >= 0)
            help = arena_format(arena, BOTH("write instead: %s", "应写作：%s"),
                                text_copy(arena, reading->names[nearest]).at,
                                text_copy(arena, reading->names[nearest]).at);
        diag_plain(reading->session->diag, DIAG_E0843, reading->arguments->words[i], help, NULL);
        good = false;
    }
    return good;
}

int run_readback(Session *session, const Arguments *arguments)
{
    Engine *engine = session_engine(session);
    if (!script_load(session, engine, arguments->words[0], false))
        return session_failed(session, engine);
    Output *words = output_memory();
    Reading reading = {.session = session,
                       .arguments = arguments,
                       .prose = {engine_ir(engine), session->language, words},
                       .named = arena_alloc(session->arena, arguments->word_count)};
    read_all(&reading);
    bool good = say_unknown(&reading);
    Text text = output_contents(words);
    if (good && text.size > 0)
        output_text(session->out,
                    text_slice(text, 0, text.size - 1)); /* no blank line at the end */
    output_close(words);
    int asked = session_report(session);
    return good ? asked : EXIT_USAGE;
}
