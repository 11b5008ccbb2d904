/* The golden form of the IR: rules and tests. */
#include "interp/check/calendar.h"
#include "interp/check/ir_print.h"

static void print_trigger(const IrPrinter *printer, const IrRule *rule)
{
    Output *out = printer->out;
    if (rule->trigger == TRIGGER_SCORES) {
        output_string(out, rule->missing ? "    missing, of " : "    on scores of ");
        print_name(printer, &printer->ir->subjects[rule->subject].name);
        output_string(out, " each ");
        print_name(printer, &printer->ir->calendars[rule->calendar].name);
        output_char(out, '\n');
        return;
    }
    output_string(out, "    when");
    if (rule->any_event)
        output_string(out, " any event");
    for (size_t i = 0; i < rule->kind_count && !rule->any_event; i++) {
        output_string(out, i == 0 ? " " : " or ");
        print_name(printer, &printer->ir->events[rule->kinds[i]].name);
    }
    output_char(out, '\n');
}

static void print_counter(const IrPrinter *printer, const IrRule *rule)
{
    static const char *const words[] = {
        [COUNTER_NONE] = "",       [COUNTER_REACHING] = "reaching",
        [COUNTER_EVERY] = "every", [COUNTER_BEYOND] = "beyond",
        [COUNTER_RUN] = "run of",  [COUNTER_STEPS] = "by occurrence",
    };
    if (rule->counter == COUNTER_NONE)
        return;
    output_format(printer->out, "    %s ", words[rule->counter]);
    output_ratio(printer->out, rule->count);
    print_window(printer, rule->window);
    output_char(printer->out, '\n');
    print_part(printer, "number", rule->count_by);
    print_part(printer, "of", rule->counted);
    print_part(printer, "run where", rule->run_where);
}

static void print_charge(const IrPrinter *printer, const IrCharge *charge)
{
    static const char *const words[] = {
        [TARGET_PATH] = "",
        [TARGET_LEVELS] = "every level of ",
        [TARGET_OTHERS] = "others of same ",
    };
    Output *out = printer->out;
    output_string(out, "    charge ");
    if (charge->share.num != 1 || charge->share.den != 1) {
        output_ratio(out, charge->share);
        output_string(out, " to ");
    }
    output_string(out, words[charge->kind]);
    print_expr(printer, charge->path);
    if (charge->kind != TARGET_PATH) {
        output_char(out, '.');
        print_name(printer,
                   &printer->ir->subjects[charge->path->type.ref].fields[charge->field].name);
    }
    output_char(out, '\n');
    print_part(printer, "  where", charge->where);
}

static const char *effect_word(const IrEffect *effect)
{
    switch (effect->kind) {
    case EFFECT_POST:
        return effect->deduct ? "deduct" : "add";
    case EFFECT_SET:
        return "set";
    case EFFECT_CLEAR:
        return "clear";
    case EFFECT_RESTART:
        return "restart";
    case EFFECT_TREAT_AS:
        return "treat as";
    case EFFECT_VOID:
        return "void";
    case EFFECT_NOTICE:
        return "notice";
    case EFFECT_WITHHOLD:
        return "withhold";
    case EFFECT_HOLD:
        return effect->at_most ? "hold at most" : "hold at least";
    }
    return "";
}

static void print_bucket(const IrPrinter *printer, const char *word, const IrKey *parts,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        output_string(printer->out, i == 0 ? word : ", ");
        if (parts[i].path != NULL)
            print_expr(printer, parts[i].path);
        else
            print_name(printer, &printer->ir->calendars[parts[i].calendar].name);
    }
}

static void print_effect(const IrPrinter *printer, const IrEffect *effect)
{
    Output *out = printer->out;
    output_format(out, "    %s", effect_word(effect));
    if (effect->step_first > 0)
        output_format(out, " (%d..%d)", (int)effect->step_first, (int)effect->step_last);
    if (effect->item != UINT32_MAX) {
        output_char(out, ' ');
        if (effect->kind == EFFECT_TREAT_AS)
            print_name(printer, &printer->ir->events[effect->item].name);
        else
            print_item(printer, effect->item);
    }
    if (effect->kind == EFFECT_NOTICE && !printer->bare) {
        output_char(out, ' ');
        output_json(out, effect->text);
    }
    if (effect->amount != NULL) {
        output_char(out, ' ');
        print_expr(printer, effect->amount);
    }
    if (effect->high != NULL) {
        output_string(out, " to ");
        print_expr(printer, effect->high);
    }
    print_bucket(printer, " shared by ", effect->shared_by, effect->shared_count);
    output_string(out, effect->next ? " next\n" : "\n");
}

static void print_rule(const IrPrinter *printer, const IrRule *rule)
{
    Output *out = printer->out;
    output_string(out, "rule ");
    print_name(printer, &rule->name);
    output_format(out, " version %u", rule->version);
    if (!printer->bare && rule->name.title.size > 0) {
        output_char(out, ' ');
        output_json(out, rule->name.title);
    }
    output_char(out, '\n');
    print_meta(printer, &rule->meta);
    print_trigger(printer, rule);
    print_part(printer, "where", rule->where);
    print_part(printer, "unless", rule->unless);
    print_part(printer, "for", rule->only);
    print_counter(printer, rule);
    for (size_t i = 0; i < rule->charge_count; i++)
        print_charge(printer, &rule->charges[i]);
    for (size_t i = 0; i < rule->effect_count; i++)
        print_effect(printer, &rule->effects[i]);
    for (size_t i = 0; i < rule->cap_count; i++) {
        output_string(out, "    cap each ");
        print_name(printer, &printer->ir->calendars[rule->caps[i].calendar].name);
        output_char(out, ' ');
        print_expr(printer, rule->caps[i].amount);
        output_char(out, '\n');
    }
}

static void print_members(const IrPrinter *printer, const IrSelection *selection)
{
    for (size_t i = 0; i < selection->family_count; i++) {
        size_t rule = 0;
        while (printer->ir->rules[rule].family != selection->families[i])
            rule++;
        output_string(printer->out, i == 0 ? " of " : ", ");
        print_name(printer, &printer->ir->rules[rule].name);
    }
}

static void print_selection(const IrPrinter *printer, const IrSelection *selection)
{
    Output *out = printer->out;
    output_string(out, "selection ");
    print_name(printer, &selection->name);
    output_char(out, '\n');
    print_meta(printer, &selection->meta);
    output_string(out, selection->heaviest ? "    heaviest " : "    best ");
    print_expr(printer, selection->count);
    if (selection->item != NULL) {
        output_char(out, ' ');
        print_expr(printer, selection->item);
    }
    print_members(printer, selection);
    output_char(out, '\n');
    print_bucket(printer, "    each ", selection->each, selection->each_count);
    output_char(out, '\n');
    print_part(printer, "for", selection->only);
}

void print_rules(const IrPrinter *printer)
{
    for (size_t i = 0; i < printer->ir->rule_count; i++)
        print_rule(printer, &printer->ir->rules[i]);
    for (size_t i = 0; i < printer->ir->selection_count; i++)
        print_selection(printer, &printer->ir->selections[i]);
}

/* --- tests --- */

static void print_given(const IrPrinter *printer, const IrGiven *given)
{
    Output *out = printer->out;
    const Ir *ir = printer->ir;
    const IrField *fields =
        given->is_event ? ir->events[given->kind].fields : ir->subjects[given->kind].fields;
    output_string(out, "  given ");
    if (given->is_event) {
        print_day(printer, given->day);
        output_char(out, ' ');
    }
    print_name(printer,
               given->is_event ? &ir->events[given->kind].name : &ir->subjects[given->kind].name);
    output_char(out, ' ');
    output_text(out, given->id);
    for (size_t i = 0; i < given->assign_count; i++) {
        const IrField *field = &fields[given->assigns[i].field];
        output_char(out, ' ');
        print_name(printer, &field->name);
        output_string(out, " = ");
        print_value(printer, field->type, given->assigns[i].value, given->assigns[i].text);
    }
    if (given->joined != DAY_ALWAYS || given->left != DAY_NEVER) {
        output_string(out, " on roster ");
        print_day(printer, given->joined);
        output_string(out, "..");
        print_day(printer, given->left);
    }
    output_char(out, '\n');
}

static void print_span(const IrPrinter *printer, const IrExpect *expect)
{
    const IrCalendar *calendar =
        expect->calendar == UINT32_MAX ? NULL : &printer->ir->calendars[expect->calendar];
    for (int i = 0; i < 2; i++) {
        int32_t index = i == 0 ? expect->first : expect->last;
        char bytes[64];
        if (i == 1 && index == expect->first)
            return;
        output_string(printer->out, i == 1 ? ".." : " in ");
        if (calendar == NULL)
            print_day(printer, index);
        else if (!calendar_is_own(calendar))
            output_text(printer->out,
                        (Text){bytes, calendar_write(bytes, calendar, calendar->anchor, index)});
        else
            output_int(printer->out, index);
    }
}

static void print_expect(const IrPrinter *printer, const IrExpect *expect)
{
    Output *out = printer->out;
    output_string(out, expect->kind == EXPECT_ADJUSTMENT ? "  expect adjustment of " : "  expect ");
    if (expect->kind == EXPECT_FIRED)
        output_text(out, expect->rule);
    else if (expect->kind == EXPECT_NOTICE)
        output_json(out, printer->bare ? TEXT("") : expect->notice);
    else
        print_item(printer, expect->item);
    output_string(out, " of ");
    output_text(out, expect->id);
    print_span(printer, expect);
    switch (expect->kind) {
    case EXPECT_VALUE:
    case EXPECT_ADJUSTMENT:
        output_string(out, " = ");
        print_value(printer, printer->ir->items[expect->item].type, expect->value, (Text){0});
        break;
    case EXPECT_BETWEEN:
        output_string(out, " between ");
        output_ratio(out, expect->value);
        output_string(out, " and ");
        output_ratio(out, expect->high);
        break;
    case EXPECT_UNDECIDED:
        output_string(out, " undecided");
        break;
    case EXPECT_UNASSESSED:
        output_string(out, " not assessed");
        break;
    case EXPECT_FIRED:
        output_string(out, " fired ");
        output_ratio(out, expect->value);
        break;
    case EXPECT_NOTICE:
        output_string(out, ratio_is_zero(expect->value) ? " not noticed" : " noticed");
        break;
    }
    output_char(out, '\n');
}

static void print_known(const IrPrinter *printer, const IrTest *test)
{
    if (test->recorded_until != DAY_NEVER) {
        output_string(printer->out, "  recorded until ");
        print_day(printer, test->recorded_until);
        output_char(printer->out, '\n');
    }
    if (test->closed_through != DAY_ALWAYS) {
        output_string(printer->out, "  closed through ");
        print_day(printer, test->closed_through);
        output_char(printer->out, '\n');
    }
}

void print_tests(const IrPrinter *printer)
{
    for (size_t i = 0; i < printer->ir->test_count; i++) {
        const IrTest *test = &printer->ir->tests[i];
        output_string(printer->out, "test");
        if (!printer->bare) {
            output_char(printer->out, ' ');
            output_json(printer->out, test->title);
        }
        output_char(printer->out, '\n');
        print_known(printer, test);
        for (size_t j = 0; j < test->given_count; j++)
            print_given(printer, &test->givens[j]);
        for (size_t j = 0; j < test->expect_count; j++)
            print_expect(printer, &test->expects[j]);
    }
}
