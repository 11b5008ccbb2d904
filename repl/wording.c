/* Reading a wording, and holding quotations against it. */
#include "repl/wording.h"

#include "interp/review/clauses.h"
#include "repl/script.h"

static const Node *source_node(const Engine *engine)
{
    size_t count = 0;
    const Node *const *files = engine_files(engine, &count);
    for (size_t i = 0; i < count; i++) {
        const Node *regulation = node_find(files[i], NODE_REGULATION);
        const Node *source = regulation == NULL ? NULL : node_find(regulation, NODE_SOURCE);
        if (source != NULL && source->first != NULL)
            return source->first;
    }
    return NULL;
}

bool wording_read(Session *session, const Engine *engine, const char *path, Text *wording)
{
    const Node *node = path == NULL ? source_node(engine) : NULL;
    if (path == NULL && node == NULL)
        return false;
    if (node != NULL) {
        const char *script =
            text_copy(session->arena, diag_source_name(session->diag, node->span.source)).at;
        path = script_path(session->arena, script, node->name);
    }
    uint32_t source = 0;
    size_t before = diag_count(session->diag);
    if (session_source(session, path, &source)) {
        *wording = diag_source_text(session->diag, source);
        return true;
    }
    if (node != NULL) { /* it need not be there: it is only compared */
        diag_truncate(session->diag, before);
        diag_add(session->diag, DIAG_L1020, node->span, path, NULL);
    }
    return false;
}

static size_t compare(Session *session, const Meta *meta, Text wording)
{
    Text nearest;
    if (meta->quote.size == 0 || wording_has(session->arena, wording, meta->quote, &nearest))
        return 0;
    const char *quote = text_copy(session->arena, meta->quote).at;
    const char *help =
        nearest.size == 0
            ? BOTH("quote the wording as it is, or leave `quote` out", "请照录原文，或去掉“原文”")
            : arena_format(session->arena, BOTH("the nearest passage is: %s", "最接近的原文是：%s"),
                           text_copy(session->arena, nearest).at,
                           text_copy(session->arena, nearest).at);
    diag_add(session->diag, DIAG_L1019, meta->span, quote, help, NULL);
    return 1;
}

size_t wording_compare(Session *session, const Ir *ir, Text wording)
{
    size_t count = 0;
    for (size_t i = 0; i < ir->rule_count; i++)
        count += compare(session, &ir->rules[i].meta, wording);
    for (size_t i = 0; i < ir->selection_count; i++)
        count += compare(session, &ir->selections[i].meta, wording);
    for (size_t i = 0; i < ir->item_count; i++)
        for (size_t v = 0; v < ir->items[i].version_count; v++)
            count += compare(session, &ir->items[i].versions[v].meta, wording);
    for (size_t i = 0; i < ir->unscored_count; i++)
        count += compare(session, &ir->unscored[i].meta, wording);
    return count;
}
