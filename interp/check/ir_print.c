/* The golden form of the IR: declarations, items, their order. */
#include "interp/check/ir_print.h"

void print_meta(const IrPrinter *printer, const Meta *meta)
{
    Output *out = printer->out;
    if (meta->from != DAY_ALWAYS || meta->until != DAY_NEVER) {
        output_string(out, "    from ");
        print_day(printer, meta->from);
        output_string(out, " until ");
        print_day(printer, meta->until);
        output_char(out, '\n');
    }
    for (size_t i = 0; i < meta->cite_count; i++) {
        output_string(out, i == 0 ? "    cite " : " ");
        output_text(out, meta->cites[i]);
    }
    if (meta->cite_count > 0)
        output_char(out, '\n');
    if (printer->bare)
        return;
    if (meta->quote.size > 0) {
        output_string(out, "    quote ");
        output_json(out, meta->quote);
        output_char(out, '\n');
    }
    if (meta->assumed.size > 0) {
        output_string(out, "    assumed ");
        output_json(out, meta->assumed);
        output_char(out, '\n');
    }
}

static void print_title(const IrPrinter *printer, const Name *name)
{
    if (!printer->bare && name->title.size > 0) {
        output_char(printer->out, ' ');
        output_json(printer->out, name->title);
    }
    output_char(printer->out, '\n');
}

static void print_field(const IrPrinter *printer, const IrField *field)
{
    Output *out = printer->out;
    output_string(out, "  ");
    print_name(printer, &field->name);
    output_string(out, ": ");
    print_type(printer, field->type);
    if (field->factor.num != 1 || field->factor.den != 1) {
        output_string(out, " factor ");
        output_ratio(out, field->factor);
    }
    if (field->has_bounds) {
        output_string(out, " between ");
        output_ratio(out, field->low);
        output_string(out, " and ");
        output_ratio(out, field->high);
    }
    if (field->has_default) {
        output_string(out, " default ");
        print_value(printer, field->type, field->default_value, field->default_text);
    }
    if (field->optional)
        output_string(out, " optional");
}

static void print_subjects(const IrPrinter *printer)
{
    for (size_t i = 0; i < printer->ir->subject_count; i++) {
        const IrSubject *subject = &printer->ir->subjects[i];
        output_string(printer->out, "subject ");
        print_name(printer, &subject->name);
        print_title(printer, &subject->name);
        for (size_t j = 0; j < subject->field_count; j++) {
            print_field(printer, &subject->fields[j]);
            output_char(printer->out, '\n');
        }
        if (subject->joined.size == 0)
            continue;
        output_string(printer->out, "  on roster from ");
        output_text(printer->out, subject->joined);
        output_string(printer->out, " until ");
        output_text(printer->out, subject->left);
        output_char(printer->out, '\n');
    }
}

static void print_events(const IrPrinter *printer)
{
    for (size_t i = 0; i < printer->ir->event_count; i++) {
        const IrEvent *event = &printer->ir->events[i];
        output_string(printer->out, "event ");
        print_name(printer, &event->name);
        print_title(printer, &event->name);
        for (size_t j = 0; j < event->field_count; j++) {
            print_field(printer, &event->fields[j]);
            output_format(printer->out, " slot %u", event->fields[j].slot);
            output_string(printer->out, j == event->own ? " own" : "");
            output_string(printer->out, j == event->occurrences ? " occurrences\n" : "\n");
        }
    }
}

static void print_calendar(const IrPrinter *printer, const IrCalendar *calendar)
{
    Output *out = printer->out;
    output_string(out, "period ");
    print_name(printer, &calendar->name);
    if (calendar->kind == CALENDAR_CYCLE) {
        output_format(out, " each %d %s from ", (int)calendar->length,
                      calendar->in_months ? "months" : "days");
        if (calendar->anchor_field != UINT32_MAX)
            print_name(
                printer,
                &printer->ir->subjects[calendar->subject].fields[calendar->anchor_field].name);
        else
            print_day(printer, calendar->anchor);
    }
    for (size_t i = 0; i < calendar->season_count; i++) {
        output_string(out, i == 0 ? " " : ", ");
        output_json(out, calendar->seasons[i].name);
        output_char(out, ' ');
        print_day(printer, calendar->seasons[i].from);
        output_string(out, "..");
        print_day(printer, calendar->seasons[i].until);
    }
    output_char(out, '\n');
}

static void print_rounding(const IrPrinter *printer, const Rounding *rounding)
{
    static const char *const words[] = {
        [ROUND_HALF_UP] = "half up",
        [ROUND_HALF_EVEN] = "half even",
        [ROUND_UP] = "up",
        [ROUND_DOWN] = "down",
    };
    if (!rounding->set)
        return;
    output_format(printer->out, "    rounded %s to ", words[rounding->dir]);
    output_ratio(printer->out, rounding->step);
    if (rounding->keeps_total)
        output_string(printer->out, " keeping total");
    if (rounding->across != NULL) {
        output_string(printer->out, " across ");
        print_expr(printer, rounding->across);
    }
    output_char(printer->out, '\n');
}

static void print_quota(const IrPrinter *printer, const Quota *quota)
{
    static const char *const words[] = {
        [ROUND_HALF_UP] = "half up",
        [ROUND_HALF_EVEN] = "half even",
        [ROUND_UP] = "up",
        [ROUND_DOWN] = "down",
    };
    Output *out = printer->out;
    if (!quota->set)
        return;
    output_string(out, quota->percent ? "      top share " : "      top ");
    output_ratio(out, quota->amount);
    for (size_t i = 0; i < quota->within_count; i++) {
        output_string(out, i == 0 ? " within " : ", ");
        print_expr(printer, quota->within[i]);
    }
    output_format(out, " rounded %s minimum %d ties %s\n", words[quota->dir], (int)quota->minimum,
                  quota->ties_in ? "in" : "out");
}

static void print_level(const IrPrinter *printer, const IrLevel *level)
{
    output_string(printer->out, "    level ");
    print_name(printer, &level->name);
    if (level->condition != NULL) {
        output_string(printer->out, ": ");
        print_expr(printer, level->condition);
    }
    output_char(printer->out, '\n');
    print_quota(printer, &level->quota);
}

static void print_then(const IrPrinter *printer, const IrVersion *version, size_t i)
{
    static const char *const words[2][2] = {
        {"then by", "then by lowest"}, {"then head to head by", "then head to head by lowest"}};
    print_part(printer, words[version->then_met[i] != NULL][version->then_lowest[i]],
               version->then_by[i]);
    if (version->then_again[i])
        output_string(printer->out, "    head to head again\n");
}

static void print_version(const IrPrinter *printer, const IrVersion *version)
{
    print_meta(printer, &version->meta);
    print_part(printer, "base", version->base);
    print_part(printer, "=", version->formula);
    print_part(printer, "only", version->only);
    if (version->pro_rata)
        output_string(printer->out, "    pro rata\n");
    print_part(printer, "floor", version->floor);
    print_part(printer, "cap", version->cap);
    print_part(printer, "out of", version->out_of);
    print_rounding(printer, &version->rounding);
    print_part(printer, "by", version->by);
    for (size_t i = 0; i < version->then_count; i++)
        print_then(printer, version, i);
    for (size_t i = 0; i < version->within_count; i++)
        print_part(printer, "within", version->within[i]);
    if (version->lowest_first)
        output_string(printer->out, "    lowest first\n");
    if (version->dense)
        output_string(printer->out, "    ties dense\n");
    if (version->by_item != UINT32_MAX) {
        output_string(printer->out, "    by ");
        print_item(printer, version->by_item);
        output_char(printer->out, '\n');
    }
    for (size_t i = 0; i < version->level_count; i++)
        print_level(printer, &version->levels[i]);
}

static void print_measure(const IrPrinter *printer, const IrItem *item)
{
    for (size_t i = 0; i < item->kind_count; i++) {
        output_string(printer->out, i == 0 ? "\n    of " : " or ");
        print_name(printer, &printer->ir->events[item->kinds[i]].name);
    }
    output_char(printer->out, '\n');
    print_part(printer, item->kept ? "value" : "total", item->measured);
    print_part(printer, "where", item->where);
    for (size_t i = 0; i < item->whose_count; i++) {
        const IrCharge *whose = &item->whose[i];
        print_part(printer, whose->kind == TARGET_LEVELS ? "above" : "by", whose->path);
    }
    if (item->across != UINT32_MAX) {
        output_string(printer->out, "    across ");
        print_name(printer, &printer->ir->subjects[item->subject].fields[item->across].name);
        output_char(printer->out, '\n');
    }
    if (item->kept)
        output_string(printer->out, "    kept\n");
}

static void print_items(const IrPrinter *printer)
{
    static const char *const words[] = {
        [ITEM_SECTION] = "section", [ITEM_SCORE] = "score",         [ITEM_RANK] = "rank",
        [ITEM_GRADE] = "grade",     [ITEM_MEASURE] = "measure",     [ITEM_MEMBER] = "member",
        [ITEM_GROUP] = "group",     [ITEM_COUNTBACK] = "countback", [ITEM_MEETING] = "meeting",
    };
    const Ir *ir = printer->ir;
    for (uint32_t i = 0; i < ir->item_count; i++) {
        const IrItem *item = &ir->items[i];
        output_format(printer->out, "%s ", words[item->kind]);
        print_item(printer, i);
        output_string(printer->out, " of ");
        print_name(printer, &ir->subjects[item->subject].name);
        output_string(printer->out, " each ");
        print_name(printer, &ir->calendars[item->calendar].name);
        output_string(printer->out, " in ");
        print_type(printer, item->type);
        if (item->kind == ITEM_MEASURE || item->kind == ITEM_COUNTBACK) {
            print_measure(printer, item);
            continue;
        }
        if (item->kind == ITEM_MEETING) {
            output_string(printer->out, "\n    of ");
            print_item(printer, item->of);
        }
        if (item_is_hidden(item->kind))
            output_char(printer->out, '\n');
        else
            print_title(printer, &item->name);
        for (size_t j = 0; j < item->version_count; j++)
            print_version(printer, &item->versions[j]);
    }
}

static void print_order(const IrPrinter *printer)
{
    const Ir *ir = printer->ir;
    output_string(printer->out, "order");
    for (size_t i = 0; i < ir->order_count; i++) {
        output_char(printer->out, ' ');
        if (ir->order[i].kind == REF_ITEM)
            print_item(printer, ir->order[i].index);
        else
            print_name(printer, &ir->rules[ir->order[i].index].name);
    }
    output_char(printer->out, '\n');
}

void ir_print(const Ir *ir, bool bare, Output *out)
{
    IrPrinter printer = {ir, out, bare};
    if (!bare && ir->regulation.text.size > 0) {
        output_string(out, "regulation ");
        output_json(out, ir->regulation.text);
        output_char(out, '\n');
        print_meta(&printer, &ir->regulation_meta);
    }
    print_subjects(&printer);
    print_events(&printer);
    for (size_t i = PERIOD_UNITS; i < ir->calendar_count; i++)
        print_calendar(&printer, &ir->calendars[i]);
    print_items(&printer);
    print_rules(&printer);
    print_order(&printer);
    print_tests(&printer);
    for (size_t i = 0; i < ir->unscored_count; i++) {
        output_string(out, "unscored");
        print_title(&printer, &ir->unscored[i].name);
        print_meta(&printer, &ir->unscored[i].meta);
    }
}
