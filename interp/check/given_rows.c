/* `given person A role = head from 2018-06-01`: a dated row of a subject in a test. */
#include "interp/check/work.h"

/* The latest row of the same subject. NULL: it was not given before. */
static IrGiven *row_before(IrTest *test, const IrGiven *given)
{
    for (size_t i = test->given_count; i > 0; i--) {
        IrGiven *row = &test->givens[i - 1];
        if (!row->is_event && row->kind == given->kind && text_equal(row->id, given->id))
            return row;
    }
    return NULL;
}

static bool is_assigned(const IrGiven *given, uint32_t field)
{
    for (size_t i = 0; i < given->assign_count; i++)
        if (given->assigns[i].field == field)
            return true;
    return false;
}

/* What the new row does not say stays as it was. */
static void inherit(Check *c, IrGiven *given, const IrGiven *before)
{
    size_t most = given->assign_count + before->assign_count;
    IrAssign *assigns = arena_alloc(c->arena, (most + 1) * sizeof *assigns);
    size_t count = 0;
    for (size_t i = 0; i < given->assign_count; i++)
        assigns[count++] = given->assigns[i];
    for (size_t i = 0; i < before->assign_count; i++)
        if (!is_assigned(given, before->assigns[i].field))
            assigns[count++] = before->assigns[i];
    given->assigns = assigns;
    given->assign_count = count;
}

/* False: said. */
bool given_dated(Check *c, IrTest *test, const Node *node, IrGiven *given)
{
    const Node *from = node_find(node, NODE_FROM);
    if (from == NULL)
        return true;
    day_read(c, from->first, &given->since);
    IrGiven *before = row_before(test, given);
    if (before == NULL) {
        given->joined = given->since > given->joined ? given->since : given->joined;
        return true;
    }
    if (given->since <= before->joined || given->since > before->left) {
        SAY(c, E0712, from->span, say_text(c, given->id), NULL);
        diag_label(c->diag, before->span, BOTH("the row before", "上一行"));
        return false;
    }
    inherit(c, given, before);
    given->joined = given->since;
    given->left = given->left < before->left ? given->left : before->left;
    before->left = given->since - 1;
    return true;
}
