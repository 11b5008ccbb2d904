/* Tests written in the rule files: names, types, units, dates and periods of what is given and
 * expected. */
#include "interp/check/work.h"

typedef struct TestWork {
    Check *check;
    IrTest *test;
    Scope known;     /* subjects given, and those said to be unknown: "kind\nid" */
    Names *ids;      /* … of each kind */
    bool is_partial; /* of a subject given, the kind is unknown: said once, there */
} TestWork;

/* --- given --- */

static bool is_roster_day(const IrSubject *subject, Text word, IrGiven *given, Day **day)
{
    if (subject->joined.size > 0 && text_equal(word, subject->joined))
        *day = &given->joined;
    else if (subject->left.size > 0 && text_equal(word, subject->left))
        *day = &given->left;
    else
        return false;
    return true;
}

typedef struct Fields {
    const IrField *at;
    size_t count;
    const Name *kind;
} Fields;

static const IrField *assigned_field(Check *c, const Fields *fields, const Node *node,
                                     uint32_t *index)
{
    for (size_t i = 0; i < fields->count; i++)
        if (name_is(&fields->at[i].name, node->name)) {
            *index = (uint32_t)i;
            return &fields->at[i];
        }
    SAY(c, E0315, name_span(c, node), say_text(c, node->name), say_name(c, fields->kind),
        near_field(c, fields->at, fields->count, node->name), NULL);
    return NULL;
}

static bool assign_read(Check *c, const Fields *fields, const Node *node, IrGiven *given)
{
    IrAssign *assign = &given->assigns[given->assign_count];
    const IrField *field = assigned_field(c, fields, node, &assign->field);
    assign->value = RATIO(0);
    if (field == NULL || !value_read(c, node->first, field, &assign->value, &assign->text))
        return false;
    for (size_t i = 0; i < given->assign_count; i++)
        if (given->assigns[i].field == assign->field) {
            SAY(c, E0703, node->span, say_name(c, &field->name), NULL);
            return false;
        }
    given->assign_count++;
    return true;
}

static bool assigns_read(Check *c, const Fields *fields, const Node *node, IrGiven *given)
{
    bool good = true;
    given->assigns =
        arena_alloc(c->arena, (node_count(node, NODE_ASSIGN) + 1) * sizeof *given->assigns);
    for (const Node *at = node_find(node, NODE_ASSIGN); at != NULL;
         at = node_next(at, NODE_ASSIGN)) {
        Day *day = NULL;
        const IrSubject *subject = given->is_event ? NULL : &c->ir->subjects[given->kind];
        if (subject != NULL && is_roster_day(subject, at->name, given, &day))
            good &= day_read(c, at->first, day);
        else
            good &= assign_read(c, fields, at, given);
    }
    return good;
}

static const IrAssign *assign_of(const IrGiven *given, uint32_t field)
{
    for (size_t i = 0; i < given->assign_count; i++)
        if (given->assigns[i].field == field)
            return &given->assigns[i];
    return NULL;
}

/* What a log must carry, a test must give. */
static bool required_given(Check *c, const IrEvent *event, const Node *node, const IrGiven *given)
{
    bool good = true;
    for (uint32_t i = 0; i < event->field_count; i++) {
        const IrField *field = &event->fields[i];
        bool needed =
            !field->optional && !field->has_default && i != event->own && i != event->occurrences;
        if (!needed || assign_of(given, i) != NULL)
            continue;
        SAY(c, E0706, node->span, say_name(c, &event->name), say_name(c, &field->name), NULL);
        good = false;
    }
    return good;
}

bool event_assigns(Check *c, const Node *node, IrGiven *given)
{
    const IrEvent *event = &c->ir->events[given->kind];
    Fields fields = {event->fields, event->field_count, &event->name};
    return assigns_read(c, &fields, node, given);
}

static bool given_event(Check *c, const Node *node, IrGiven *given)
{
    const Node *date = node_find(node, NODE_DATE), *entity = node_find(node, NODE_ENTITY);
    const Node *kind = node_find(node, NODE_NAME);
    const Symbol *symbol = need_symbol(c, SPACE_EVENTS, kind->name, kind->span, BIT(SYMBOL_EVENT));
    if (symbol == NULL)
        return false;
    given->day = day_of(c, date);
    const IrEvent *event = &c->ir->events[symbol->index];
    given->kind = symbol->index;
    given->id = entity != NULL ? node_word(entity) : (Text){0};
    bool good = event_assigns(c, node, given) && required_given(c, event, node, given);
    if (event->own == NONE)
        return good;
    const IrAssign *own = assign_of(given, event->own);
    if (own != NULL && entity != NULL) {
        SAY(c, E0703, node->span, say_name(c, &event->fields[event->own].name), NULL);
        return false;
    }
    if (entity != NULL)
        return good;
    if (own == NULL)
        SAY(c, E0708, node->span, say_name(c, &event->name),
            say_name(c, &event->fields[event->own].name), NULL);
    else
        given->id = own->text;
    return good && own != NULL;
}

static bool given_subject(Check *c, const Node *node, IrGiven *given)
{
    const Symbol *symbol =
        need_symbol(c, SPACE_SUBJECTS, node->name, name_span(c, node), BIT(SYMBOL_SUBJECT));
    const Node *entity = node_find(node, NODE_ENTITY);
    if (symbol == NULL)
        return false;
    const IrSubject *subject = &c->ir->subjects[symbol->index];
    Fields fields = {subject->fields, subject->field_count, &subject->name};
    given->kind = symbol->index;
    given->id = node_word(entity);
    return assigns_read(c, &fields, node, given);
}

bool given_check(Check *c, const Node *node, IrGiven *given)
{
    *given = (IrGiven){.is_event = node->kind == NODE_GIVEN_EVENT,
                       .joined = DAY_ALWAYS,
                       .left = DAY_NEVER,
                       .since = DAY_ALWAYS,
                       .span = node->span};
    return given->is_event ? given_event(c, node, given) : given_subject(c, node, given);
}

/* --- who is known to the test --- */

static Text id_key(TestWork *work, uint32_t kind, Text id)
{
    return text_from(arena_format(work->check->arena, "%u\n%.*s", kind, (int)id.size, id.at));
}

static void id_add(TestWork *work, const IrGiven *given)
{
    Check *c = work->check;
    Text key = id_key(work, given->kind, given->id);
    if (scope_get(&work->known, key) != NULL) {
        SAY(c, E0705, given->span, say_text(c, given->id), NULL);
        return;
    }
    Symbol *mark = arena_alloc(c->arena, sizeof *mark);
    mark->span = given->span;
    scope_put(c, &work->known, key, mark);
    names_add_text(c, &work->ids[given->kind], given->id);
}

static bool is_known(TestWork *work, const IrGiven *given)
{
    return scope_get(&work->known, id_key(work, given->kind, given->id)) != NULL;
}

static bool id_known(TestWork *work, uint32_t kind, Text id, Span span)
{
    Check *c = work->check;
    if (kind == NONE || work->is_partial || scope_get(&work->known, id_key(work, kind, id)) != NULL)
        return true;
    const char *name = say_name(c, &c->ir->subjects[kind].name);
    const char *help =
        work->ids[kind].count > 0
            ? say_near(c, id, &work->ids[kind])
            : say_both(c, BOTH("write for example: given %1 %2", "例如写作：已知 %1 %2"), name,
                       say_text(c, id));
    SAY(c, E0701, span, name, say_text(c, id), help, NULL);
    scope_put(c, &work->known, id_key(work, kind, id), arena_alloc(c->arena, sizeof(Symbol)));
    return false;
}

/* Where the test names the value of a field. */
static Span assign_span(const Node *node, const IrField *field)
{
    const Node *at = node_find(node, NODE_ASSIGN);
    while (!name_is(&field->name, at->name)) /* one of them gave it its value */
        at = node_next(at, NODE_ASSIGN);
    return at->first->span;
}

/* Every subject that an event or a roster row names is one of those given. */
static void ids_check(TestWork *work, const Node *node, const IrGiven *given)
{
    const Ir *ir = work->check->ir;
    const Node *entity = node_find(node, NODE_ENTITY);
    const IrField *fields =
        given->is_event ? ir->events[given->kind].fields : ir->subjects[given->kind].fields;
    uint32_t own = given->is_event ? ir->events[given->kind].own : NONE;
    if (own != NONE)
        id_known(work, fields[own].type.ref, given->id,
                 entity != NULL ? entity->span : assign_span(node, &fields[own]));
    for (size_t i = 0; i < given->assign_count; i++) {
        const IrField *field = &fields[given->assigns[i].field];
        if (field->type.kind == TYPE_SUBJECT && given->assigns[i].field != own)
            id_known(work, field->type.ref, given->assigns[i].text, assign_span(node, field));
    }
}

/* --- expected --- */

static bool expect_constant(Check *c, const Node *node, Type type, const char *what, Ratio *out)
{
    Env env = {.place = PLACE_CONST,
               .subject = NONE,
               .calendar = NONE,
               .charged = NONE,
               .what = BOTH("a test", "测试")};
    Expr *value = expr_typed(c, &env, node, type, what);
    if (expr_is_poison(value))
        return false;
    if (value->op != EXPR_CONST)
        SAY(c, E0704, value->span, NULL);
    *out = value->value;
    return value->op == EXPR_CONST;
}

/* Where the cycles of the subject begin. Without its date it has none: any number will do. */
static Day expect_anchor(const TestWork *work, const IrExpect *expect)
{
    const Ir *ir = work->check->ir;
    const IrCalendar *calendar = &ir->calendars[expect->calendar];
    if (!calendar_is_own(calendar))
        return calendar->anchor;
    const IrField *field = &ir->subjects[calendar->subject].fields[calendar->anchor_field];
    for (size_t i = 0; i < work->test->given_count; i++) {
        const IrGiven *given = &work->test->givens[i];
        if (given->is_event || given->kind != calendar->subject ||
            !text_equal(given->id, expect->id))
            continue;
        for (size_t k = 0; k < given->assign_count; k++)
            if (given->assigns[k].field == calendar->anchor_field)
                return (Day)given->assigns[k].value.num;
        return field->has_default ? (Day)field->default_value.num : ANYONE;
    }
    return ANYONE;
}

static bool expect_item(TestWork *work, const Node *node, IrExpect *expect)
{
    Check *c = work->check;
    const Node *entity = node_find(node, NODE_ENTITY);
    const Node *period = entity->next;
    const Symbol *symbol = need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), ITEM_BITS);
    if (symbol == NULL)
        return false;
    const IrItem *item = &c->ir->items[symbol->index];
    expect->item = symbol->index;
    expect->id = node_word(entity);
    expect->calendar = item->calendar;
    bool good = id_known(work, item->subject, expect->id, entity->span);
    bool adjusts = item->kind == ITEM_SECTION || item->kind == ITEM_SCORE;
    if (expect->kind == EXPECT_ADJUSTMENT && !adjusts)
        return need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), TARGET_BITS) != NULL;
    if (item->calendar == NONE ||
        !period_range(c, period, item->calendar, expect_anchor(work, expect), &expect->first,
                      &expect->last))
        return false;
    if (period->next == NULL)
        return good;
    const char *what =
        say_both(c, BOTH("%1 %2", "%1 %2"), say_kind(symbol->kind), say_name(c, &symbol->name));
    good = expect_constant(c, period->next, item->type, what, &expect->value) && good;
    if (expect->kind != EXPECT_BETWEEN)
        return good;
    good = expect_constant(c, period->next->next, item->type, what, &expect->high) && good;
    if (good && ratio_compare(expect->value, expect->high) > 0)
        SAY(c, E0333, period->next->next->span, NULL);
    return good;
}

/* A subject of whatever kind is called so. */
static bool someone_known(TestWork *work, const Node *entity, Text id)
{
    const Ir *ir = work->check->ir;
    for (uint32_t kind = 0; kind < ir->subject_count; kind++)
        if (scope_get(&work->known, id_key(work, kind, id)) != NULL)
            return true;
    return ir->subject_count == 0 || id_known(work, 0, id, entity->span);
}

static bool expect_rule(TestWork *work, const Node *node, IrExpect *expect)
{
    Check *c = work->check;
    const Node *entity = node_find(node, NODE_ENTITY);
    const Node *period = entity->next;
    const Node *times = node->first;
    const Symbol *symbol =
        need_symbol(c, SPACE_RULES, node->name, name_span(c, node), BIT(SYMBOL_RULE));
    Dimension dim = {0};
    bool has_unit = false;
    if (symbol == NULL)
        return false;
    expect->rule = name_canonical(&symbol->name);
    expect->id = node_word(entity);
    expect->calendar = NONE;
    expect->value = RATIO(0);
    if (node->kind == NODE_EXPECT_FIRED && times != entity) {
        if (!number_read(c, times, &expect->value, &dim, &has_unit))
            return false;
        if (!dim_is_count(dim) || expect->value.den != 1) {
            SAY(c, E0335, times->span, NULL);
            return false;
        }
    }
    if (!someone_known(work, entity, expect->id))
        return false;
    return period_range(c, period, NONE, NO_ANCHOR, &expect->first, &expect->last);
}

/* The text of a notice that some rule gives: one that none gives could never be missed. */
static bool notice_known(Check *c, const Node *text)
{
    Text *texts = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < c->ir->rule_count; i++)
        for (size_t k = 0; k < c->ir->rules[i].effect_count; k++) {
            const IrEffect *effect = &c->ir->rules[i].effects[k];
            if (effect->kind != EFFECT_NOTICE)
                continue;
            if (text_equal(effect->text, text->name))
                return true;
            *GROW(c, texts, count, room) = effect->text;
        }
    int near = text_nearest(text->name, texts, count);
    Text meant = near < 0 ? TEXT("…") : texts[near];
    SAY(c, E0711, text->span, say_text(c, text->name), say_text(c, meant), NULL);
    return false;
}

static bool expect_notice(TestWork *work, const Node *node, IrExpect *expect)
{
    const Node *entity = node_find(node, NODE_ENTITY);
    expect->notice = node->first->name;
    expect->id = node_word(entity);
    expect->calendar = NONE;
    expect->value = RATIO(node->kind == NODE_EXPECT_NOTICE);
    return notice_known(work->check, node->first) && someone_known(work, entity, expect->id) &&
           period_range(work->check, entity->next, NONE, NO_ANCHOR, &expect->first, &expect->last);
}

static void expects_read(TestWork *work, const Node *node)
{
    static const struct {
        NodeKind node;
        ExpectKind kind;
    } kinds[] = {
        {NODE_EXPECT_VALUE, EXPECT_VALUE},           {NODE_EXPECT_BETWEEN, EXPECT_BETWEEN},
        {NODE_EXPECT_UNDECIDED, EXPECT_UNDECIDED},   {NODE_EXPECT_UNASSESSED, EXPECT_UNASSESSED},
        {NODE_EXPECT_FIRED, EXPECT_FIRED},           {NODE_EXPECT_NOT_FIRED, EXPECT_FIRED},
        {NODE_EXPECT_NOTICE, EXPECT_NOTICE},         {NODE_EXPECT_NO_NOTICE, EXPECT_NOTICE},
        {NODE_EXPECT_ADJUSTMENT, EXPECT_ADJUSTMENT},
    };
    IrTest *test = work->test;
    size_t room = 0, count = 0;
    for (const Node *at = node->first; at != NULL; at = at->next)
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
            IrExpect expect = {.kind = kinds[i].kind, .span = at->span};
            if (at->kind != kinds[i].node)
                continue;
            count++;
            bool good = expect.kind == EXPECT_FIRED    ? expect_rule(work, at, &expect)
                        : expect.kind == EXPECT_NOTICE ? expect_notice(work, at, &expect)
                                                       : expect_item(work, at, &expect);
            if (good)
                *GROW(work->check, test->expects, test->expect_count, room) = expect;
        }
    if (count == 0)
        SAY(work->check, W0701, head_span(work->check, node), NULL);
}

static void test_check(Check *c, const Node *node, IrTest *test)
{
    TestWork work = {.check = c, .test = test};
    work.ids = arena_alloc(c->arena, (c->ir->subject_count + 1) * sizeof *work.ids);
    const Node *title = node_find(node, NODE_TITLE);
    size_t room = 0;
    Nodes nodes = {0};
    *test = (IrTest){.title = title->name,
                     .span = node->span,
                     .recorded_until = DAY_NEVER,
                     .closed_through = DAY_ALWAYS,
                     .closed_unit = UNIT_MONTH};
    c->block =
        (Block){.text = say_both(c, BOTH("test %1", "测试 %1"), say_text(c, test->title), "")};
    test_known(c, node, test);
    for (const Node *at = node->first; at != NULL; at = at->next) {
        IrGiven given;
        bool is_given = at->kind == NODE_GIVEN_SUBJECT || at->kind == NODE_GIVEN_EVENT;
        if (!is_given)
            continue;
        bool good = given_check(c, at, &given) && given_dated(c, test, at, &given);
        if (given.since != DAY_ALWAYS && is_known(&work, &given))
            work.is_partial = work.is_partial || !good;
        else if (!given.is_event && given.id.size > 0)
            id_add(&work, &given); /* known, even where one of its fields is wrong */
        else if (!given.is_event)
            work.is_partial = true;
        if (!good)
            continue;
        *GROW(c, test->givens, test->given_count, room) = given;
        nodes_add(c, &nodes, at);
    }
    for (size_t i = 0; i < test->given_count; i++)
        ids_check(&work, nodes.at[i], &test->givens[i]);
    expects_read(&work, node);
}

void tests_check(Check *c)
{
    Ir *ir = c->ir;
    Nodes tests = {0};
    for (size_t i = 0; i < c->tests.count; i++)
        cases_expand(c, c->tests.at[i], &tests);
    ir->tests = arena_alloc(c->arena, (tests.count + 1) * sizeof *ir->tests);
    for (size_t i = 0; i < tests.count; i++)
        test_check(c, tests.at[i], &ir->tests[ir->test_count++]);
    c->block = (Block){0};
}
