/* Domains and regions to and from short texts. */
#include "tests/unit/regions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

static void read_bound(Domain *domain, Text word)
{
    bool is_low = word.at[0] == '>', is_open = word.size < 2 || word.at[1] != '=';
    Ratio bound;
    assert_true(ratio_parse(&bound, text_slice(word, is_open ? 1 : 2, word.size)));
    if (is_low) {
        domain->has_low = true;
        domain->low = bound;
        domain->low_open = is_open;
    } else {
        domain->has_high = true;
        domain->high = bound;
        domain->high_open = is_open;
    }
}

static void read_word(Domain *domain, Text word)
{
    if (text_is(word, "?"))
        domain->unknown = true;
    else if (text_is(word, "whole"))
        domain->is_whole = true;
    else if (text_is(word, "none"))
        domain->is_void = true;
    else if (word.at[0] != '{')
        read_bound(domain, word);
    else {
        domain->is_set = true;
        for (size_t i = 1; i + 1 < word.size; i++)
            domain->codes |= (uint64_t)1 << (word.at[i] - '0');
    }
}

Domain domain_read(const char *words)
{
    Domain domain = {0};
    for (size_t size; *words != '\0'; words += size + (words[size] == ' ')) {
        size = strcspn(words, " ");
        read_word(&domain, (Text){words, size});
    }
    return domain;
}

static void say_bound(Output *out, const char *sign, Ratio bound, bool is_date)
{
    char day[16];
    output_string(out, sign);
    if (is_date)
        output_text(out, (Text){day, day_write(day, (Day)bound.num)});
    else
        output_ratio(out, bound);
    output_char(out, ' ');
}

void domain_say(Output *out, const Domain *domain, bool is_date)
{
    Output *words = output_memory();
    if (domain->is_set) {
        output_char(words, '{');
        for (int code = 0; code < 10; code++)
            if (domain->codes >> code & 1)
                output_char(words, (char)('0' + code));
        output_string(words, "} ");
    } else if (domain->is_void) {
        output_string(words, "none ");
    } else {
        if (domain->has_low)
            say_bound(words, domain->low_open ? ">" : ">=", domain->low, is_date);
        if (domain->has_high)
            say_bound(words, domain->high_open ? "<" : "<=", domain->high, is_date);
    }
    output_string(words, domain->is_whole && !is_date && !domain->is_void ? "whole " : "");
    output_string(words, domain->unknown ? "? " : "");
    output_text(out, text_trim(output_contents(words)));
    output_close(words);
}

static void quantity_say(Output *out, const Space *space, const Ir *ir, const Part *part)
{
    const Expr *expr = space_quantity(space, part->quantity)->expr;
    if (expr->op == EXPR_FIELD)
        output_text(out, ir->slots[expr->index].name.text);
    else if (expr->op == EXPR_ROSTER)
        output_text(out, ir->subjects[expr->arg[0]->type.ref].fields[expr->index].name.text);
    else if (expr->op == EXPR_CELL)
        output_text(out, ir->items[expr->index].name.text);
    else
        output_string(out, expr->op == EXPR_DAY ? "date" : "condition");
    output_char(out, ' ');
    domain_say(out, &part->domain, expr->type.kind == TYPE_DATE);
}

void region_say(Output *out, const Space *space, const Ir *ir, const Region *region)
{
    if (region->is_vague || region->count == 0)
        output_string(out, region->is_vague ? "vague" : "never");
    for (size_t i = 0; i < region->count && !region->is_vague; i++) {
        const Box *box = &region->boxes[i];
        output_string(out, i > 0 ? " | " : "");
        output_string(out, box->count == 0 ? "always" : "");
        for (size_t k = 0; k < box->count; k++) {
            output_string(out, k > 0 ? ", " : "");
            quantity_say(out, space, ir, &box->parts[k]);
        }
    }
}
