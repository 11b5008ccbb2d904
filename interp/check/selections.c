/* Selections: which rules compete, and for what bucket. */
#include "interp/check/work.h"

/* --- buckets: also those by which postings are shared --- */

/* What an event says of itself, without reckoning. */
static bool is_plain_read(const Expr *expr)
{
    return expr->op == EXPR_FIELD || expr->op == EXPR_ROSTER || expr->op == EXPR_OWN ||
           expr->op == EXPR_DAY;
}

static Expr *part_read(Check *c, const Env *env, const Node *path)
{
    Expr *expr = expr_check(c, env, path, NULL);
    if (expr_is_poison(expr) || is_plain_read(expr))
        return expr;
    SAY(c, E0412, path->span, NULL);
    return expr_poison(c, path->span);
}

static bool same_part(const IrKey *a, const IrKey *b)
{
    if (a->path == NULL || b->path == NULL)
        return a->path == b->path && a->calendar == b->calendar;
    return !expr_is_poison(a->path) && expr_equal(a->path, b->path);
}

/* A word that names no field may name a period: the one that holds the event's day. */
static IrKey bucket_part(Check *c, const Env *env, const Ids *charged, const Node *path)
{
    Text word = {0};
    if (path_is_word(path, &word) && !word_is_known(c, env, word) &&
        ir_find_calendar(c->ir, word) >= 0) {
        uint32_t calendar = calendar_find(c, word, path->span);
        for (size_t i = 0; i < charged->count; i++)
            if (!calendar_fits(c, calendar, charged->at[i], path->span))
                break;
        return (IrKey){NULL, calendar};
    }
    return (IrKey){part_read(c, env, path), NONE};
}

void bucket_read(Check *c, const Env *env, const Ids *charged, const Node *paths, IrKey **parts,
                 size_t *count)
{
    size_t room = 0;
    for (const Node *path = paths->first; path != NULL; path = path->next) {
        IrKey part = bucket_part(c, env, charged, path);
        for (size_t i = 0; i < *count; i++)
            if (same_part(&part, &(*parts)[i]))
                SAY(c, E0411, path->span,
                    say_text(c, text_slice(diag_source_text(c->diag, path->span.source),
                                           path->span.start, path->span.end)),
                    NULL);
        *GROW(c, *parts, *count, room) = part;
    }
}

/* --- how many count --- */

static bool is_part(const IrSelection *selection, const Expr *expr)
{
    for (size_t i = 0; i < selection->each_count; i++)
        if (selection->each[i].path != NULL && expr_equal(selection->each[i].path, expr))
            return true;
    return false;
}

/* What the number reads must be the same for the whole bucket. */
static void reads_bucket(Check *c, const IrSelection *selection, const Expr *expr)
{
    if (expr == NULL || is_part(selection, expr))
        return;
    bool is_leaf = expr->op == EXPR_FIELD || expr->op == EXPR_OWN || expr->op == EXPR_ROSTER;
    if (is_leaf) {
        Text written = text_slice(diag_source_text(c->diag, expr->span.source), expr->span.start,
                                  expr->span.end);
        SAY(c, E0391, expr->span, say_text(c, written), NULL);
        return;
    }
    for (int i = 0; i < 3; i++)
        reads_bucket(c, selection, expr->arg[i]);
}

/* Every number that a let or a table may give: whole, and not below 0. */
static bool counts_are_whole(const Expr *expr)
{
    if (expr->op == EXPR_IF)
        return counts_are_whole(expr->arg[1]) && counts_are_whole(expr->arg[2]);
    return expr->op != EXPR_CONST || (expr->value.den == 1 && expr->value.num >= 0);
}

static Expr *count_check(Check *c, const Env *env, const Node *node)
{
    int32_t count = 1;
    bool has_unit = false;
    Expr *expr;
    Dimension dim = {0};
    if (node->kind == NODE_AMOUNT_OF) {
        expr = number_by_name(c, env, node);
        if (expr_is_poison(expr))
            return expr;
        dim = expr->type.dim;
        if (!counts_are_whole(expr))
            SAY(c, E0335, node->span, NULL);
    } else {
        if (!count_read(c, node, &count, &has_unit, &dim))
            return expr_poison(c, node->span);
        expr = expr_const(c, type_plain(), RATIO(count), node->span);
    }
    if (expr->type.kind != TYPE_NUMBER || !dim_is_count(dim))
        SAY(c, E0303, node->span, BOTH("the number that count", "计入的个数"), BOTH("times", "次"),
            say_type(c, expr->type.kind == TYPE_NUMBER ? type_number(dim) : expr->type),
            BOTH("write a number without a unit", "请写不带单位的数"), NULL);
    return expr;
}

/* --- which rules --- */

/* The postings that a selection compares: of one direction, or all that are added up. */
static bool is_compared(const IrSelection *selection, bool by_item, const IrEffect *effect)
{
    return effect->kind == EFFECT_POST && effect->item != NONE &&
           (by_item || effect->deduct == selection->heaviest);
}

static const char *const waits =
    BOTH("a selection chooses among what events post, before any score",
         "择计在由事件计入的数额中选取，先于得分");

typedef struct Member {
    IrSelection *selection;
    const Node *name;
    bool by_item;
    bool posts;         /* something that is compared */
    const IrItem *unit; /* the first section that a rule posts to */
    Ids *charged;       /* whose sections those are */
} Member;

static void unit_join(Check *c, Member *member, const IrEffect *effect)
{
    const IrItem *item = &c->ir->items[effect->item];
    member->posts = true;
    ids_add(c, member->charged, item->subject);
    if (member->unit == NULL)
        member->unit = item;
    if (type_equal(member->unit->type, item->type) || type_is_poison(item->type))
        return;
    SAY(c, E0390, member->name->span, say_name(c, &member->unit->name), say_name(c, &item->name),
        NULL);
}

static void member_check(Check *c, Member *member, const Symbol *symbol, Ids *kinds)
{
    bool on_scores = false, unclear = false;
    member->posts = false;
    for (size_t i = 0; i < c->ir->rule_count; i++) {
        const IrRule *rule = &c->ir->rules[i];
        if (rule->family != symbol->index)
            continue;
        on_scores = on_scores || rule->trigger == TRIGGER_SCORES;
        unclear = unclear || rule->effect_count == 0;
        for (size_t j = 0; j < rule->kind_count; j++)
            ids_add(c, kinds, rule->kinds[j]);
        for (size_t j = 0; j < rule->effect_count; j++) {
            unclear = unclear || (rule->effects[j].kind == EFFECT_POST && /* said elsewhere */
                                  rule->effects[j].item == NONE);
            if (is_compared(member->selection, member->by_item, &rule->effects[j]))
                unit_join(c, member, &rule->effects[j]);
        }
    }
    if (on_scores)
        SAY(c, E0392, member->name->span, say_name(c, &symbol->name), waits, NULL);
    else if (!member->posts && !unclear)
        SAY(c, E0389, member->name->span, say_name(c, &symbol->name),
            member->selection->heaviest ? BOTH("deducts nothing", "没有扣分")
                                        : BOTH("adds nothing", "没有加分"),
            NULL);
}

static void members_check(Check *c, IrSelection *selection, const Node *select, Ids *kinds,
                          Ids *charged)
{
    Ids families = {0};
    Member member = {
        .selection = selection, .charged = charged, .by_item = node_find(select, NODE_OF) != NULL};
    for (const Node *at = select->first; at != NULL; at = at->next) {
        if (at->kind != NODE_NAME)
            continue;
        const Symbol *rule = need_symbol(c, SPACE_RULES, node_word(at), at->span, BIT(SYMBOL_RULE));
        size_t before = families.count;
        if (rule == NULL)
            continue;
        member.name = at;
        ids_add(c, &families, rule->index);
        if (families.count == before)
            SAY(c, E0411, at->span, say_name(c, &rule->name), NULL);
        else
            member_check(c, &member, rule, kinds);
    }
    selection->families = families.at;
    selection->family_count = families.count;
}

/* --- one version --- */

/* Whose events they are: NONE where they differ. */
static uint32_t own_subject(const Check *c, const Ids *kinds)
{
    uint32_t own = NONE;
    for (size_t i = 0; i < kinds->count; i++) {
        uint32_t kind = event_subject(&c->ir->events[kinds->at[i]]);
        if (i > 0 && kind != own)
            return NONE;
        own = kind;
    }
    return own;
}

static void parts_check(Check *c, const Env *env, const Ids *charged, const Node *node,
                        IrSelection *selection)
{
    const Node *select = node_find(node, NODE_SELECT), *only = node_once(c, node, NODE_FOR);
    const Node *each = node_once(c, node, NODE_EACH_PATHS), *item = node_find(select, NODE_OF);
    if (each == NULL)
        SAY(c, E0324, head_span(c, node), say_name(c, &selection->name),
            BOTH("`each`: what makes a bucket", "“每”：按什么分组"), NULL);
    else
        bucket_read(c, env, charged, each, &selection->each, &selection->each_count);
    for (size_t i = 0; i < selection->each_count; i++)
        selection->by_period |= selection->each[i].path == NULL;
    if (item != NULL) {
        const Node name = {.kind = NODE_NAME, .name = node_word(item), .span = name_span(c, item)};
        selection->item = part_read(c, env, &name);
    }
    selection->count = count_check(c, env, select->first);
    if (!expr_is_poison(selection->count))
        reads_bucket(c, selection, selection->count);
    if (only != NULL)
        selection->only = expr_condition(c, env, only->first);
    if (expr_reads_item(selection->only))
        SAY(c, E0392, selection->only->span, say_name(c, &selection->name), waits, NULL);
}

static void selection_check(Check *c, const Node *node, IrSelection *selection)
{
    Ids kinds = {0}, charged = {0};
    const Node *select = node_find(node, NODE_SELECT);
    selection->heaviest = select->op == OP_WORST;
    members_check(c, selection, select, &kinds, &charged);
    if (kinds.count == 0)
        return; /* nothing is known of the events, and the rules were told of */
    Env env = {.place = PLACE_EVENT,
               .subject = own_subject(c, &kinds),
               .calendar = NONE,
               .charged = NONE,
               .kinds = kinds.at,
               .kind_count = kinds.count};
    parts_check(c, &env, &charged, node, selection);
}

/* A version goes by the event's day, or by the last day of the period: a name by one of them. */
static void versions_agree(Check *c, const Symbol *symbol, const IrSelection *first,
                           const IrSelection *other)
{
    static const char *const words[] = {BOTH("a selection by fields", "按字段的择计"),
                                        BOTH("a selection by period", "按周期的择计")};
    if (first->each_count > 0 && other->each_count > 0 && first->by_period != other->by_period)
        SAY(c, E0403, other->meta.span, say_name(c, &symbol->name), words[other->by_period],
            words[first->by_period], NULL);
}

void selections_check(Check *c)
{
    size_t room = 0;
    for (size_t i = 0; i < c->symbols.count; i++) {
        Symbol *symbol = c->symbols.at[i];
        if (symbol->kind != SYMBOL_SELECTION)
            continue;
        c->block = block_of(SYMBOL_SELECTION, &symbol->name);
        symbol->index = (uint32_t)c->ir->selection_names++;
        size_t first = c->ir->selection_count;
        for (size_t j = 0; j < symbol->version_count; j++) {
            IrSelection selection = {
                .name = symbol->name, .meta = symbol->versions[j].meta, .index = symbol->index};
            const Node *title = node_find(symbol->versions[j].node, NODE_TITLE);
            if (title != NULL)
                selection.name.title = title->name;
            selection_check(c, symbol->versions[j].node, &selection);
            *GROW(c, c->ir->selections, c->ir->selection_count, room) = selection;
            versions_agree(c, symbol, &c->ir->selections[first], &selection);
        }
    }
    c->block = (Block){0};
}

void selections_staged(Check *c)
{
    for (size_t i = 0; i < c->ir->selection_count; i++) {
        const IrSelection *selection = &c->ir->selections[i];
        for (size_t k = 0; k < c->ir->rule_count; k++) {
            const IrRule *rule = &c->ir->rules[k];
            bool is_first = rule->version == 0 && rule->staged;
            for (size_t f = 0; f < selection->family_count && is_first; f++)
                if (selection->families[f] == rule->family)
                    SAY(c, E0392, selection->meta.span, say_name(c, &rule->name), waits, NULL);
        }
    }
}
