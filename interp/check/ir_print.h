/* Pieces of the golden form of the IR that its printers share. */
#ifndef MERIT_INTERP_CHECK_IR_PRINT_H
#define MERIT_INTERP_CHECK_IR_PRINT_H

#include "interp/check/ir.h"

typedef struct IrPrinter {
    const Ir *ir;
    Output *out;
    bool bare; /* without titles, notices and readings: the words that differ between languages */
} IrPrinter;

void print_name(const IrPrinter *printer, const Name *name);
void print_item(const IrPrinter *printer, uint32_t item);
void print_type(const IrPrinter *printer, Type type);
void print_value(const IrPrinter *printer, Type type, Ratio value, Text text);
void print_day(const IrPrinter *printer, Day day);
void print_window(const IrPrinter *printer, Window window);
void print_expr(const IrPrinter *printer, const Expr *expr);
/* "    floor 0 points": one line, or nothing where there is no expression. */
void print_part(const IrPrinter *printer, const char *label, const Expr *expr);
void print_meta(const IrPrinter *printer, const Meta *meta);
void print_rules(const IrPrinter *printer);
void print_tests(const IrPrinter *printer);

#endif
