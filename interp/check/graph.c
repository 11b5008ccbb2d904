/* The order of scores and of the rules between them: what is read comes first; a cycle is printed.
 */
#include "interp/check/work.h"

typedef struct Graph {
    Check *check;
    Ids *reads;     /* of each node: items first, then the rules that read items */
    size_t items;   /* nodes below this number are items */
    uint8_t *marks; /* a Progress each */
    uint32_t node;  /* while collecting: whose reads */
} Graph;

/* --- edges --- */

static void sections_read(Graph *graph, uint32_t subject, uint32_t calendar)
{
    const Ir *ir = graph->check->ir;
    Ids *reads = &graph->reads[graph->node]; /* once more or less does no harm to the order */
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (ir->items[i].kind == ITEM_SECTION && ir->items[i].subject == subject &&
            (ir->items[i].calendar == calendar || calendar == NONE))
            *GROW(graph->check, reads->at, reads->count, reads->room) = i;
}

static void reads_visit(void *data, const Expr *expr)
{
    Graph *graph = data;
    const Ir *ir = graph->check->ir;
    Ids *reads = &graph->reads[graph->node];
    if (expr->op == EXPR_CELL || expr->op == EXPR_ITEM_AGG || expr->op == EXPR_EVENT_AGG ||
        expr->op == EXPR_GROUP || expr->op == EXPR_SHARE)
        ids_add(graph->check, reads, expr->index);
    if (expr->op == EXPR_EVENT_AGG)
        ids_add(graph->check, reads, expr->other);
    if (expr->op == EXPR_GROUP && ir->items[expr->index].kind == ITEM_MEETING)
        ids_add(graph->check, reads, ir->items[expr->index].of);
    if (expr->op == EXPR_SECTIONS && graph->node < graph->items)
        sections_read(graph, ir->items[graph->node].subject, ir->items[graph->node].calendar);
    else if (expr->op == EXPR_SECTIONS) {
        const IrRule *rule = &ir->rules[graph->node - graph->items];
        sections_read(graph, rule->subject, rule->calendar);
    }
}

static void exprs_visit(Graph *graph, Expr *const *exprs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expr_walk(exprs[i], reads_visit, graph);
}

static void version_visit(Graph *graph, const IrVersion *version)
{
    Expr *const own[] = {version->base, version->formula, version->floor,          version->cap,
                         version->only, version->by,      version->rounding.across};
    exprs_visit(graph, own, sizeof own / sizeof own[0]);
    exprs_visit(graph, version->then_by, version->then_count);
    if (version->by_item != NONE)
        ids_add(graph->check, &graph->reads[graph->node], version->by_item);
    for (size_t i = 0; i < version->level_count; i++)
        expr_walk(version->levels[i].condition, reads_visit, graph);
}

static void rule_visit(Graph *graph, const IrRule *rule)
{
    Expr *const own[] = {rule->where,   rule->unless,    rule->only,
                         rule->counted, rule->run_where, rule->count_by};
    exprs_visit(graph, own, sizeof own / sizeof own[0]);
    for (size_t i = 0; i < rule->charge_count; i++) {
        expr_walk(rule->charges[i].path, reads_visit, graph);
        expr_walk(rule->charges[i].where, reads_visit, graph);
    }
    for (size_t i = 0; i < rule->effect_count; i++) {
        expr_walk(rule->effects[i].amount, reads_visit, graph);
        expr_walk(rule->effects[i].high, reads_visit, graph);
    }
    for (size_t i = 0; i < rule->cap_count; i++)
        expr_walk(rule->caps[i].amount, reads_visit, graph);
}

static bool is_node(const Graph *graph, uint32_t rule)
{
    const IrRule *of = &graph->check->ir->rules[rule];
    return of->trigger == TRIGGER_SCORES || of->staged;
}

/* What a rule posts to, or holds, comes after it. */
static void targets_wait(Graph *graph, const IrRule *rule, uint32_t for_rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (effect_acts_on_item(&rule->effects[i]))
            ids_add(graph->check, &graph->reads[rule->effects[i].item],
                    (uint32_t)graph->items + for_rule);
}

/* Versions of a rule on events share its counter and caps: as one, they read and post. */
static void staged_visit(Graph *graph, uint32_t index)
{
    const Ir *ir = graph->check->ir;
    for (uint32_t i = 0; i < ir->rule_count; i++) {
        if (i == index || !ir->rules[i].staged ||
            !rules_share_name(&ir->rules[i], &ir->rules[index]))
            continue;
        rule_visit(graph, &ir->rules[i]);
        targets_wait(graph, &ir->rules[i], index);
    }
}

/* What a rule on scores posts to, or holds, comes after it, and after its other versions where they
 * use up one cap. */
static void after_rule(Graph *graph, uint32_t item, uint32_t rule)
{
    const Ir *ir = graph->check->ir;
    ids_add(graph->check, &graph->reads[item], (uint32_t)graph->items + rule);
    for (uint32_t i = 0; i < ir->rule_count && ir->together[ir->rules[rule].family]; i++)
        if (ir->rules[i].family == ir->rules[rule].family && is_node(graph, i))
            ids_add(graph->check, &graph->reads[item], (uint32_t)graph->items + i);
}

static void find_period_runs(Check *c)
{
    Ir *ir = c->ir;
    ir->period_runs = arena_alloc(c->arena, ir->family_count + 1);
    for (size_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        bool runs = rule->trigger == TRIGGER_SCORES && rule->counter == COUNTER_RUN;
        ir->period_runs[rule->family] |= runs;
        ir->has_period_runs |= runs;
    }
}

static void find_together(Check *c)
{
    Ir *ir = c->ir;
    bool *later = arena_alloc(c->arena, ir->family_count + 1);
    bool *aside = arena_alloc(c->arena, ir->family_count + 1);
    ir->together = arena_alloc(c->arena, ir->family_count + 1);
    for (size_t i = 0; i < ir->rule_count; i++) {
        uint32_t family = ir->rules[i].family;
        bool on_scores = ir->rules[i].trigger == TRIGGER_SCORES;
        aside[family] |= on_scores && rule_is_put_aside(&ir->rules[i]);
        ir->together[family] = later[family] && aside[family];
        later[family] = true;
    }
}

static void edges_read(Graph *graph)
{
    const Ir *ir = graph->check->ir;
    find_together(graph->check);
    find_period_runs(graph->check);
    for (uint32_t i = 0; i < ir->item_count; i++) {
        graph->node = i;
        for (size_t j = 0; j < ir->items[i].version_count; j++)
            version_visit(graph, &ir->items[i].versions[j]);
    }
    for (uint32_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        graph->node = (uint32_t)graph->items + i;
        if (!is_node(graph, i))
            continue;
        rule_visit(graph, rule);
        for (size_t j = 0; j < rule->effect_count; j++)
            if (effect_acts_on_item(&rule->effects[j]))
                after_rule(graph, rule->effects[j].item, i);
        if (rule->staged)
            staged_visit(graph, i);
        uint32_t before = rule_run_before(ir, i);
        if (before != NONE)
            ids_add(graph->check, &graph->reads[graph->node], (uint32_t)graph->items + before);
    }
}

/* --- order --- */

typedef struct Step {
    uint32_t node;
    size_t next;
} Step;
typedef struct Steps {
    Step *at;
    size_t count, room;
} Steps;

static const Name *node_name(const Graph *graph, uint32_t node)
{
    const Ir *ir = graph->check->ir;
    return node < graph->items ? &ir->items[node].name : &ir->rules[node - graph->items].name;
}

static Span node_span(const Graph *graph, uint32_t node)
{
    const Ir *ir = graph->check->ir;
    if (node >= graph->items)
        return ir->rules[node - graph->items].meta.span;
    return ir->items[node].versions[0].meta.span;
}

/* From the one found again, in the direction in which values flow. */
static void cycle_say(Graph *graph, const Steps *steps, uint32_t again)
{
    Check *c = graph->check;
    const Name **way = arena_alloc(c->arena, (steps->count + 1) * sizeof *way);
    size_t from = steps->count, count = 0;
    while (steps->at[--from].node != again)
        continue;
    way[count++] = node_name(graph, again);
    for (size_t i = steps->count; i > from; i--)
        way[count++] = node_name(graph, steps->at[i - 1].node);
    SAY(c, E0404, node_span(graph, again), say_way(c, way, count), NULL);
    for (size_t i = from + 1; i < steps->count && i <= from + 4; i++)
        diag_label(c->diag, node_span(graph, steps->at[i].node), BOTH("part of it", "循环的一环"));
}

static void order_add(Graph *graph, uint32_t node)
{
    Ir *ir = graph->check->ir;
    bool is_item = node < graph->items;
    ir->order[ir->order_count++] =
        (NodeRef){is_item ? REF_ITEM : REF_RULE, is_item ? node : node - (uint32_t)graph->items};
}

static void step_push(Graph *graph, Steps *steps, uint32_t node)
{
    graph->marks[node] = PROGRESS_BUSY;
    *GROW(graph->check, steps->at, steps->count, steps->room) = (Step){node, 0};
}

static void order_visit(Graph *graph, Steps *steps, uint32_t root)
{
    if (graph->marks[root] != PROGRESS_NEW)
        return;
    step_push(graph, steps, root);
    while (steps->count > 0) {
        Step *top = &steps->at[steps->count - 1];
        const Ids *reads = &graph->reads[top->node];
        if (top->next == reads->count) {
            graph->marks[top->node] = PROGRESS_DONE;
            order_add(graph, top->node);
            steps->count--;
            continue;
        }
        uint32_t read = reads->at[top->next++];
        if (graph->marks[read] == PROGRESS_NEW)
            step_push(graph, steps, read);
        else if (graph->marks[read] == PROGRESS_BUSY)
            cycle_say(graph, steps, read);
    }
}

void graph_check(Check *c)
{
    Ir *ir = c->ir;
    Graph graph = {.check = c, .items = ir->item_count};
    size_t nodes = ir->item_count + ir->rule_count;
    Steps steps = {0};
    graph.reads = arena_alloc(c->arena, (nodes + 1) * sizeof *graph.reads);
    graph.marks = arena_alloc(c->arena, nodes + 1);
    ir->order = arena_alloc(c->arena, (nodes + 1) * sizeof *ir->order);
    ir->order_count = 0; /* a question asked later may bring further measures: all anew */
    edges_read(&graph);
    for (uint32_t i = 0; i < ir->item_count; i++)
        order_visit(&graph, &steps, i);
    for (uint32_t i = 0; i < ir->rule_count; i++)
        if (is_node(&graph, i))
            order_visit(&graph, &steps, (uint32_t)graph.items + i);
}
