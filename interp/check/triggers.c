/* What a rule waits for: events of some kinds, a condition on scores, something missing. */
#include "interp/check/work.h"

/* The kind of the own subject of all these events, or NONE; false: they must agree, and do not. */
static bool own_kind(Check *c, const Ids *kinds, Span span, bool must_agree, uint32_t *own)
{
    *own = NONE;
    for (size_t i = 0; i < kinds->count; i++) {
        const IrEvent *event = &c->ir->events[kinds->at[i]];
        uint32_t kind = event_subject(event);
        if (i > 0 && kind != *own) {
            *own = NONE;
            if (must_agree)
                SAY(c, E0366, span, say_name(c, &c->ir->events[kinds->at[0]].name),
                    say_name(c, &event->name), NULL);
            return !must_agree;
        }
        *own = kind;
    }
    return true;
}

static void event_env(RuleWork *work, const Ids *kinds, Span span)
{
    IrRule *rule = work->rule;
    rule->kinds = kinds->at;
    rule->kind_count = kinds->count;
    /* without a charge, and in a run, it matters whose the events are */
    const Node *node = work->node;
    bool own = !node_find(node, NODE_VOID) && !node_find(node, NODE_CHARGE) &&
               !node_find(node, NODE_COUNTER);
    bool agree = !rule->any_event || own || node_find(node, NODE_RUN);
    work->known = own_kind(work->check, kinds, span, agree, &rule->subject);
    work->env = (Env){.place = PLACE_EVENT,
                      .subject = rule->subject,
                      .calendar = NONE,
                      .kinds = kinds->at,
                      .kind_count = kinds->count,
                      .charged = NONE};
}

static void all_kinds(Check *c, Ids *kinds)
{
    kinds->at = arena_alloc(c->arena, (c->ir->event_count + 1) * sizeof *kinds->at);
    kinds->count = c->ir->event_count;
    for (uint32_t i = 0; i < kinds->count; i++)
        kinds->at[i] = i;
}

/* A rule on a hidden score: how many of these events the subject had in the window, and is it 0
 * (S24). `where` narrows the events. */
static void missing_condition(RuleWork *work, const Node *when, const Ids *kinds)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    const Node *where = node_once(c, when, NODE_WHERE);
    own_kind(c, kinds, when->span, true, &rule->subject);
    work->env = cell_env(c, rule->subject, rule->calendar);
    work->known = rule->subject != NONE;
    if (!work->known)
        return;
    Expr *count = measure_count(c, &work->env, kinds, where, when->first);
    Expr *none = expr_const(c, type_times(), RATIO(0), when->span);
    rule->where = expr_is_poison(count)
                      ? count
                      : expr_of(c, EXPR_EQ, type_of(TYPE_YES_NO, 0), when->span, count, none, NULL);
}

static void missing_check(RuleWork *work, const Node *when)
{
    Check *c = work->check;
    Ids kinds = {0};
    Window window = {.calendar = NONE};
    const Node *in = when->first;
    work->rule->trigger = TRIGGER_SCORES;
    work->rule->missing = true;
    for (const Node *at = when->first->first; at != NULL; at = at->next) {
        if (at->kind == NODE_IN) {
            window_read(c, at, &window);
            in = at;
            continue;
        }
        const Symbol *event =
            need_symbol(c, SPACE_EVENTS, node_word(at), at->span, BIT(SYMBOL_EVENT));
        if (event != NULL)
            ids_add(c, &kinds, event->index);
    }
    work->rule->calendar = window.calendar;
    if (kinds.count > 0 && window.calendar != NONE)
        missing_condition(work, when, &kinds);
    calendar_fits(c, window.calendar, work->rule->subject, in->span);
}

/* --- kinds or a condition --- */

typedef struct Words {
    size_t events, others;
    const Node *unknown; /* the first that is no event kind */
} Words;

/* Counts the single words of an `a or b`; false when something else stands in it. */
static bool words_count(Check *c, const Node *node, Words *words)
{
    Text word = {0};
    if (node->kind == NODE_BINARY && node->op == OP_OR) {
        bool left = words_count(c, node->first, words);
        return words_count(c, node->first->next, words) && left;
    }
    if (!path_is_word(node, &word))
        return false;
    if (scope_find(c, SPACE_EVENTS, word) != NULL) {
        words->events++;
        return true;
    }
    words->others++;
    words->unknown = words->unknown != NULL ? words->unknown : node;
    return true;
}

static void unknown_event(Check *c, const Node *node)
{
    Text word = {0};
    path_is_word(node, &word);
    const Symbol *thing = scope_find(c, SPACE_THINGS, word);
    if (thing != NULL && is_item_kind(thing->kind)) {
        SAY(c, E0368, node->span, say_name(c, &thing->name), say_kind(thing->kind), NULL);
        return;
    }
    SAY(c, E0314, node->span, say_text(c, word),
        near_symbol(c, word, BIT(SYMBOL_EVENT) | ITEM_BITS), NULL);
}

/* `when late and minutes above 10`: the condition of an event, joined to it as if both were one. */
static bool joins_event(Check *c, const Node *node)
{
    Text word = {0};
    const Node *first = node;
    while (first->kind == NODE_BINARY && first->op == OP_AND)
        first = first->first;
    if (first == node || !path_is_word(first, &word))
        return false;
    const Symbol *event = scope_find(c, SPACE_EVENTS, word);
    if (event == NULL || scope_find(c, SPACE_THINGS, word) != NULL)
        return false;
    SAY(c, E0328, first->span, say_name(c, &event->name),
        say_both(c, BOTH("write instead: when %1 where …", "应写作：当 %1 其中 …"),
                 say_name(c, &event->name), ""),
        NULL);
    return true;
}

static void scores_check(RuleWork *work, const Node *node)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    if (joins_event(c, node))
        return;
    rule->trigger = TRIGGER_SCORES;
    size_t before = diag_errors(c->diag);
    work->known = reads_derive(c, node, &rule->subject, &rule->calendar);
    work->env = cell_env(c, rule->subject, work->known ? rule->calendar : NONE);
    if (diag_errors(c->diag) > before) /* of different subjects or periods: no one can read them */
        return;
    rule->where = expr_condition(c, &work->env, node);
    bool reads_none = rule->subject == NONE; /* of one without a period it was said */
    if (!work->known && reads_none && diag_errors(c->diag) == before)
        SAY(c, E0367, node->span, NULL);
}

static void condition_check(RuleWork *work, const Node *node)
{
    Check *c = work->check;
    Words words = {0};
    Ids kinds = {0};
    bool only_words = words_count(c, node, &words);
    const Symbol *thing = NULL;
    if (only_words && words.unknown != NULL) {
        Text word = {0};
        path_is_word(words.unknown, &word);
        thing = scope_find(c, SPACE_THINGS, word);
    }
    if (only_words && words.others == 0) {
        kinds_read(c, node, &kinds);
        event_env(work, &kinds, node->span);
    } else if (only_words && (words.events > 0 || thing == NULL)) {
        unknown_event(c, words.unknown);
    } else {
        scores_check(work, node);
    }
}

/* `where` narrows the events; on scores it is one more condition. */
static void where_check(RuleWork *work, const Node *when)
{
    Check *c = work->check;
    const Node *where = node_once(c, when, NODE_WHERE);
    if (where == NULL || !work->known || work->rule->missing)
        return;
    Expr *condition = expr_condition(c, &work->env, where->first);
    if (work->rule->trigger == TRIGGER_SCORES && !expr_is_poison(condition) &&
        !expr_is_poison(work->rule->where))
        condition =
            expr_of(c, EXPR_AND, condition->type, where->span, work->rule->where, condition, NULL);
    work->rule->where = condition;
}

void trigger_check(RuleWork *work)
{
    Check *c = work->check;
    const Node *when = node_once(c, work->node, NODE_WHEN);
    Ids kinds = {0};
    work->rule->trigger = TRIGGER_EVENTS;
    work->rule->where = NULL;
    work->rule->missing = false;
    work->rule->any_event = when->first->kind == NODE_ANY_EVENT;
    if (work->rule->any_event) {
        all_kinds(c, &kinds);
        event_env(work, &kinds, when->span);
    } else if (when->first->kind == NODE_MISSING) {
        missing_check(work, when);
    } else {
        condition_check(work, when->first);
    }
    where_check(work, when);
}
