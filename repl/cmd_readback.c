/* merit readback: rules as sentences, beside their clauses. */
#include "repl/command.h"

#include "interp/review/readback.h"
#include "repl/script.h"

typedef struct Reading {
    Session *session;
    const Arguments *arguments;
    Prose prose;
    bool *named; /* by word of the command line: something has that name */
} Reading;

/* Whether it was asked for: by name, or as everything. */
static bool is_asked(const Reading *reading, const Name *name)
{
    bool asked = reading->arguments->word_count == 1;
    for (size_t i = 1; i < reading->arguments->word_count; i++)
        if (name_is(name, text_from(reading->arguments->words[i])))
            asked = reading->named[i] = true;
    return asked;
}

static void read_items(const Reading *reading)
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

static void read_all(const Reading *reading)
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
    const Ir *ir = reading->prose.ir;
    Arena *arena = reading->session->arena;
    bool good = true;
    for (size_t i = 1; i < reading->arguments->word_count; i++) {
        if (reading->named[i])
            continue;
        size_t count = 0;
        Text *names = arena_alloc(arena, (ir->rule_count + ir->item_count + 1) * sizeof *names);
        for (size_t k = 0; k < ir->rule_count; k++)
            names[count++] = name_shown(&ir->rules[k].name, reading->prose.language);
        for (size_t k = 0; k < ir->item_count; k++)
            if (!item_is_hidden(ir->items[k].kind))
                names[count++] = name_shown(&ir->items[k].name, reading->prose.language);
        int nearest = text_nearest(text_from(reading->arguments->words[i]), names, count);
        const char *help =
            BOTH("`merit readback FILE` reads all of them back", "merit readback 文件 列出全部");
        if (nearest >= 0)
            help = arena_format(arena, BOTH("write instead: %s", "应写作：%s"),
                                text_copy(arena, names[nearest]).at,
                                text_copy(arena, names[nearest]).at);
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
    Reading reading = {session,
                       arguments,
                       {engine_ir(engine), session->language, words},
                       arena_alloc(session->arena, arguments->word_count)};
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
