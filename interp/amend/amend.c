/* From trees with amendments to trees with versions. */
#include "interp/amend/amend.h"

#include "interp/amend/work.h"

static void emit_vocabulary(Amend *a, Node *out, const Node *block)
{
    for (const Node *at = block->first; at != NULL; at = at->next)
        if (is_vocabulary(at->kind))
            node_link(a, out, at);
}

static void emit_pieces(Amend *a, Node *out, const Thing *thing)
{
    for (size_t i = 0; i < thing->pieces.count; i++)
        node_add(out, piece_node(a, thing, i));
}

/* A declaration as it is, or all versions of what was changed where it was first declared. */
static void emit_declaration(Amend *a, Node *out, const Node *node)
{
    const Thing *thing = thing_declared(a, node);
    if (!thing->touched)
        node_link(a, out, node);
    else if (thing->first == node)
        emit_pieces(a, out, thing);
}

/* A test of what is known on another day may name what is not known on this one, and a supposition
 * may repeal what a test names. */
static bool is_left_out(Amend *a, const Node *node)
{
    Day day;
    if (node->kind != NODE_TEST)
        return false;
    if (a->is_supposed || a->recorded_until == DAY_NEVER)
        return a->is_supposed;
    const Node *until = node_find(node, NODE_RECORDED_UNTIL);
    if (until == NULL)
        return true;
    return day_said(a, until, &day) && day != a->recorded_until; /* no day: the check says so */
}

static const Node *emit_file(Amend *a, const Node *file, size_t index, const Node *suppose)
{
    Node *out = arena_copy(a->arena, file, sizeof *file);
    out->first = out->last = NULL;
    for (const Node *node = file->first; node != NULL; node = node->next)
        if (is_thing(node->kind))
            emit_declaration(a, out, node);
        else if (node->kind == NODE_AMENDMENT)
            emit_vocabulary(a, out, node);
        else if (!is_left_out(a, node))
            node_link(a, out, node);
    for (size_t i = 0; i < a->things.count; i++)
        if (a->things.at[i].added && a->things.at[i].file == index)
            emit_pieces(a, out, &a->things.at[i]);
    if (suppose != NULL)
        emit_vocabulary(a, out, suppose);
    return out;
}

static bool has_amendments(const Node *const *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (node_find(files[i], NODE_AMENDMENT) != NULL)
            return true;
    return false;
}

static const Node *const *emit(Amend *a, const Node *const *files, size_t count,
                               const Node *suppose)
{
    const Node **out = arena_alloc(a->arena, (count + 1) * sizeof *out);
    for (size_t i = 0; i < count; i++)
        out[i] = emit_file(a, files[i], i, i + 1 == count ? suppose : NULL);
    return out;
}

const Node *const *amend_files(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                               const AmendOptions *options)
{
    if (!has_amendments(files, count))
        return files;
    Amend a = {.arena = arena, .diag = diag, .recorded_until = options->recorded_until};
    things_read(&a, files, count);
    Changes changes = changes_collect(&a, files, count, options);
    for (size_t i = 0; i < changes.count; i++)
        change_apply(&a, &changes.at[i]);
    return emit(&a, files, count, NULL);
}

size_t amend_later(Arena *arena, const Node *const *files, size_t count, Day recorded_until,
                   const Amended **out)
{
    Amend a = {.arena = arena};
    Changes all = changes_collect(&a, files, count, &AMEND_ALL);
    Amended *list = arena_alloc(arena, (all.count + 1) * sizeof *list);
    size_t found = 0;
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].recorded > recorded_until)
            list[found++] = (Amended){all.at[i].amendment, all.at[i].node};
    *out = list;
    return found;
}

const Node *const *amend_with(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                              Day recorded_until, const Node *change)
{
    Amend a = {.arena = arena, .diag = diag};
    things_read(&a, files, count);
    Changes changes = changes_collect(&a, files, count, &AMEND_ALL);
    for (size_t i = 0; i < changes.count; i++)
        if (changes.at[i].recorded <= recorded_until || changes.at[i].node == change)
            change_apply(&a, &changes.at[i]);
    return emit(&a, files, count, NULL);
}

const Node *const *amend_suppose(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                                 const Node *suppose)
{
    Amend a = {.arena = arena, .diag = diag, .recorded_until = DAY_NEVER, .is_supposed = true};
    things_read(&a, files, count);
    Changes changes = changes_supposed(&a, suppose, count - 1);
    for (size_t i = 0; i < changes.count; i++)
        change_apply(&a, &changes.at[i]);
    return emit(&a, files, count, suppose);
}
