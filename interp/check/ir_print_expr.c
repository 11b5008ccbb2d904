/* Expressions of the IR in prefix form, with canonical names. */
#include "interp/check/ir_print.h"

#include <string.h>

void print_name(const IrPrinter *printer, const Name *name)
{
    output_text(printer->out, name_canonical(name));
}

void print_item(const IrPrinter *printer, uint32_t item)
{
    if (!item_is_hidden(printer->ir->items[item].kind))
        print_name(printer, &printer->ir->items[item].name);
    else
        output_format(printer->out, "#%u", item);
}

/* The English half of what diagnostics say. */
void print_type(const IrPrinter *printer, Type type)
{
    if (type.kind == TYPE_ENUM) {
        const IrEnum *list = &printer->ir->enums[type.ref];
        output_string(printer->out, "one of");
        for (size_t i = 0; i < list->count; i++) {
            output_string(printer->out, i == 0 ? " " : ", ");
            print_name(printer, &list->values[i]);
        }
        return;
    }
    if (type.kind == TYPE_SUBJECT) {
        print_name(printer, &printer->ir->subjects[type.ref].name);
        return;
    }
    const char *words = type_words(printer->ir->arena, printer->ir, type);
    const char *split = strchr(words, '\x1f');
    output_text(printer->out, (Text){words, (size_t)(split - words)});
}

void print_day(const IrPrinter *printer, Day day)
{
    char bytes[16];
    if (day == DAY_ALWAYS)
        output_string(printer->out, "always");
    else if (day == DAY_NEVER)
        output_string(printer->out, "never");
    else
        output_text(printer->out, (Text){bytes, day_write(bytes, day)});
}

void print_value(const IrPrinter *printer, Type type, Ratio value, Text text)
{
    Output *out = printer->out;
    switch (type.kind) {
    case TYPE_POISON:
        output_string(out, "?");
        break;
    case TYPE_NUMBER:
        output_ratio(out, value);
        if (memcmp(&type.dim, &(Dimension){0}, sizeof type.dim) != 0) {
            output_char(out, ' ');
            print_type(printer, type);
        }
        break;
    case TYPE_YES_NO:
        output_string(out, value.num != 0 ? "yes" : "no");
        break;
    case TYPE_ENUM:
        print_name(printer, &printer->ir->enums[type.ref].values[value.num]);
        break;
    case TYPE_TEXT:
    case TYPE_SUBJECT:
        output_json(out, text);
        break;
    case TYPE_DATE:
        print_day(printer, (Day)value.num);
        break;
    }
}

void print_window(const IrPrinter *printer, Window window)
{
    Output *out = printer->out;
    const IrCalendar *calendar =
        window.calendar == UINT32_MAX ? NULL : &printer->ir->calendars[window.calendar];
    switch (window.kind) {
    case WINDOW_NONE:
        return;
    case WINDOW_CALENDAR:
        output_string(out, " in ");
        break;
    case WINDOW_LAST:
        output_format(out, " in last %d ", (int)window.count);
        break;
    case WINDOW_PREVIOUS:
        output_string(out, " in previous ");
        break;
    }
    if (calendar == NULL)
        output_string(out, "days");
    else
        print_name(printer, &calendar->name);
}

static const char *agg_word(Agg agg)
{
    static const char *const words[] = {
        [AGG_TOTAL] = "total",   [AGG_COUNT] = "count",   [AGG_AVERAGE] = "average",
        [AGG_MEDIAN] = "median", [AGG_LOWEST] = "lowest", [AGG_HIGHEST] = "highest",
    };
    return words[agg];
}

static const char *op_word(ExprOp op)
{
    static const char *const words[EXPR_OPS] = {
        [EXPR_POISON] = "poison", [EXPR_UNKNOWN] = "unknown",
        [EXPR_OWN] = "own",       [EXPR_CHARGED] = "charged",
        [EXPR_DAY] = "day",       [EXPR_NEG] = "neg",
        [EXPR_ADD] = "+",         [EXPR_SUB] = "-",
        [EXPR_MUL] = "*",         [EXPR_DIV] = "/",
        [EXPR_NOT] = "not",       [EXPR_AND] = "and",
        [EXPR_OR] = "or",         [EXPR_EQ] = "=",
        [EXPR_NE] = "<>",         [EXPR_GE] = ">=",
        [EXPR_LE] = "<=",         [EXPR_GT] = ">",
        [EXPR_LT] = "<",          [EXPR_IS_KNOWN] = "known",
        [EXPR_IF] = "if",         [EXPR_LOWER] = "lower",
        [EXPR_HIGHER] = "higher",
    };
    return words[op];
}

static void print_picks(const IrPrinter *printer, const Expr *expr)
{
    Output *out = printer->out;
    if (expr->best > 0)
        output_format(out, " best %d", (int)expr->best);
    if (expr->worst > 0)
        output_format(out, " worst %d", (int)expr->worst);
    if (expr->but_best > 0)
        output_format(out, " but best %d", (int)expr->but_best);
    if (expr->but_worst > 0)
        output_format(out, " but worst %d", (int)expr->but_worst);
}

/* The field is of the kind that has the item, the reader's own where it is `across`. */
static void print_group(const IrPrinter *printer, const Expr *expr)
{
    const Ir *ir = printer->ir;
    if (expr->over == OVER_OWN)
        return;
    if (expr->over == OVER_ALL) {
        output_string(printer->out, " of all");
        return;
    }
    if (expr->over == OVER_NAMED) {
        output_string(printer->out, " of ");
        print_expr(printer, expr->arg[0]);
        return;
    }
    output_string(printer->out, expr->over == OVER_ACROSS ? " across " : " under ");
    print_name(printer, &ir->subjects[ir->items[expr->index].subject].fields[expr->field].name);
}

static void print_aggregate(const IrPrinter *printer, const Expr *expr)
{
    Output *out = printer->out;
    output_format(out, "(%s", agg_word(expr->agg));
    print_picks(printer, expr);
    if (expr->op == EXPR_SECTIONS) {
        output_string(out, " sections)");
        return;
    }
    output_char(out, ' ');
    print_item(printer, expr->index);
    if (expr->op == EXPR_EVENT_AGG && expr->agg == AGG_AVERAGE) {
        output_string(out, " / ");
        print_item(printer, expr->other);
    }
    print_window(printer, expr->window);
    print_group(printer, expr);
    output_char(out, ')');
}

static void print_roster(const IrPrinter *printer, const Expr *expr)
{
    const Type type = expr->arg[0]->type;
    print_expr(printer, expr->arg[0]);
    output_char(printer->out, '.');
    print_name(printer, &printer->ir->subjects[type.ref].fields[expr->index].name);
}

static void print_operation(const IrPrinter *printer, const Expr *expr)
{
    bool has_args = expr->arg[0] != NULL;
    output_string(printer->out, has_args ? "(" : "");
    output_string(printer->out, op_word(expr->op));
    for (int i = 0; i < 3; i++)
        if (expr->arg[i] != NULL) {
            output_char(printer->out, ' ');
            print_expr(printer, expr->arg[i]);
        }
    output_string(printer->out, has_args ? ")" : "");
}

static void print_const(const IrPrinter *printer, const Expr *expr)
{
    print_value(printer, expr->type, expr->value, expr->text);
}

static void print_slot(const IrPrinter *printer, const Expr *expr)
{
    print_name(printer, &printer->ir->slots[expr->index].name);
}

static void print_cell(const IrPrinter *printer, const Expr *expr)
{
    print_item(printer, expr->index);
}

static void print_share(const IrPrinter *printer, const Expr *expr)
{
    output_string(printer->out, "(share ");
    print_expr(printer, expr->arg[0]);
    output_string(printer->out, " of ");
    print_item(printer, expr->index);
    output_char(printer->out, ')');
}

/* The other operators are a word before their operands. */
void print_expr(const IrPrinter *printer, const Expr *expr)
{
    static void (*const printers[EXPR_OPS])(const IrPrinter *, const Expr *) = {
        [EXPR_CONST] = print_const,        [EXPR_FIELD] = print_slot,
        [EXPR_ROSTER] = print_roster,      [EXPR_CELL] = print_cell,
        [EXPR_SECTIONS] = print_aggregate, [EXPR_EVENT_AGG] = print_aggregate,
        [EXPR_ITEM_AGG] = print_aggregate, [EXPR_GROUP] = print_cell,
        [EXPR_SHARE] = print_share,
    };
    if (printers[expr->op] != NULL)
        printers[expr->op](printer, expr);
    else
        print_operation(printer, expr);
}

void print_part(const IrPrinter *printer, const char *label, const Expr *expr)
{
    if (expr == NULL)
        return;
    output_format(printer->out, "    %s ", label);
    print_expr(printer, expr);
    output_char(printer->out, '\n');
}
