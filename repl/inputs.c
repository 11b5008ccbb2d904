/* The inputs of a run script. */
#include "repl/inputs.h"

#include <string.h>

static bool is_named(const Input *input, Text name)
{
    return text_equal(input->name, name) ||
           (input->alias.size > 0 && text_equal(input->alias, name));
}

const Input *inputs_find(const Inputs *inputs, Text name)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (is_named(&inputs->at[i], name))
            return &inputs->at[i];
    return NULL;
}

/* "write instead: month", or what inputs there are. */
static const char *nearest_words(const Inputs *inputs, Text word)
{
    Arena *arena = inputs->session->arena;
    Text *names = arena_alloc(arena, (2 * inputs->count + 1) * sizeof *names);
    for (size_t i = 0; i < inputs->count; i++) {
        names[2 * i] = inputs->at[i].name;
        names[2 * i + 1] = inputs->at[i].alias;
    }
    int nearest = text_nearest(word, names, 2 * inputs->count);
    if (nearest >= 0)
        return arena_format(arena, BOTH("write instead: %.*s", "应写作：%.*s"),
                            (int)names[nearest].size, names[nearest].at, (int)names[nearest].size,
                            names[nearest].at);
    if (inputs->count == 0)
        return BOTH("this script has no inputs", "本脚本没有输入");
    Output *out = output_memory();
    for (size_t i = 0; i < inputs->count; i++) {
        output_string(out, i > 0 ? ", " : "");
        output_text(out, inputs->at[i].name);
    }
    const char *all = text_copy(arena, output_contents(out)).at;
    output_close(out);
    return arena_format(arena, BOTH("its inputs: %s", "本脚本的输入：%s"), all, all);
}

/* ---- Reading ---- */

void inputs_start(Inputs *inputs, Session *session)
{
    *inputs = (Inputs){.session = session};
}

void inputs_pass(Inputs *inputs, Text name, Text value)
{
    inputs->at = arena_grow(inputs->session->arena, inputs->at, inputs->count, &inputs->room,
                            sizeof *inputs->at);
    inputs->at[inputs->count++] = (Input){.name = name, .value = value, .has_value = true};
}

bool inputs_declare(Inputs *inputs, const Node *node)
{
    Session *session = inputs->session;
    const Node *standard = node_find(node, NODE_DEFAULT);
    if (inputs_find(inputs, node->name) != NULL) {
        diag_add(session->diag, DIAG_E0610, node->span, text_copy(session->arena, node->name).at,
                 NULL);
        return false;
    }
    inputs->at =
        arena_grow(session->arena, inputs->at, inputs->count, &inputs->room, sizeof *inputs->at);
    Input *input = &inputs->at[inputs->count++];
    *input = (Input){.name = node->name, .alias = node->alias};
    if (standard != NULL && standard->first != NULL) {
        input->value = inputs_period(inputs, standard->first);
        input->has_value = true;
    }
    return true;
}

bool inputs_give(Inputs *inputs, const char *word)
{
    Session *session = inputs->session;
    const char *equals = strchr(word, '=');
    if (equals == NULL || equals == word) {
        diag_plain(session->diag, DIAG_E0604, word, NULL);
        return false;
    }
    Text name = {word, (size_t)(equals - word)};
    for (size_t i = 0; i < inputs->count; i++) {
        if (!is_named(&inputs->at[i], name))
            continue;
        inputs->at[i].value = text_from(equals + 1);
        inputs->at[i].has_value = true;
        return true;
    }
    diag_plain(session->diag, DIAG_E0602, text_copy(session->arena, name).at,
               nearest_words(inputs, name), NULL);
    return false;
}

bool inputs_complete(const Inputs *inputs)
{
    bool good = true;
    Session *session = inputs->session;
    for (size_t i = 0; i < inputs->count; i++) {
        if (inputs->at[i].has_value)
            continue;
        diag_plain(session->diag, DIAG_E0603, text_copy(session->arena, inputs->at[i].name).at,
                   NULL);
        good = false;
    }
    return good;
}

/* ---- Filling in ---- */

static bool fill_one(const Inputs *inputs, const Node *node, Text name, Output *out)
{
    const Input *input = inputs_find(inputs, name);
    if (input != NULL) {
        output_text(out, input->value);
        return true;
    }
    diag_add(inputs->session->diag, DIAG_E0605, node->span,
             text_copy(inputs->session->arena, name).at, nearest_words(inputs, name), NULL);
    return false;
}

bool inputs_fill(const Inputs *inputs, const Node *node, Text *out)
{
    Text text = node->name;
    bool good = true;
    Output *filled = output_memory();
    for (size_t at = 0; at < text.size;) {
        const char *close = text.at[at] == '{' ? memchr(text.at + at, '}', text.size - at) : NULL;
        if (close == NULL) {
            output_char(filled, text.at[at++]);
            continue;
        }
        size_t end = (size_t)(close - text.at);
        good = fill_one(inputs, node, text_trim(text_slice(text, at + 1, end)), filled) && good;
        at = end + 1;
    }
    *out = text_copy(inputs->session->arena, output_contents(filled));
    output_close(filled);
    return good;
}

static void put_period(const Inputs *inputs, const Node *node, Output *out)
{
    const Input *input = node->kind == NODE_NAME ? inputs_find(inputs, node->name) : NULL;
    bool is_range = node->kind == NODE_PERIOD_RANGE;
    if (!is_range)
        output_text(out, input != NULL ? input->value : node->name);
    for (const Node *part = node->first; part != NULL; part = part->next) {
        if (part != node->first || !is_range)
            output_string(out, is_range ? ".." : " ");
        put_period(inputs, part, out);
    }
}

Text inputs_period(const Inputs *inputs, const Node *period)
{
    Output *out = output_memory();
    put_period(inputs, period, out);
    Text text = text_copy(inputs->session->arena, output_contents(out));
    output_close(out);
    return text;
}
