/* The account of a score: the item asked for, then everything it reads. */
#include "interp/explain_work.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "interp/ask.h"
#include "interp/report/unit.h"

/* ---- Words ---- */

const char *explain_say(const Explainer *explainer, const char *english, const char *chinese)
{
    return explainer->language == LANG_ZH ? chinese : english;
}

Text explain_format(const Explainer *explainer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length > 0 ? (size_t)length : 0;
    char *text = arena_alloc(explainer->arena, size + 1);
    vsnprintf(text, size + 1, format, again);
    va_end(again);
    return (Text){text, size};
}

Text explain_value(const Explainer *explainer, Type type, Value value)
{
    return ask_value(explainer->arena, explainer->ir, type, value, explainer->language);
}

Text explain_cites(const Explainer *explainer, const Meta *meta)
{
    return meta_cites(explainer->arena, meta);
}

AccountRule explain_rule(const Explainer *explainer, const IrRule *rule)
{
    return (AccountRule){.name = name_shown(&rule->name, explainer->language),
                         .title = rule->name.title,
                         .clause = explain_cites(explainer, &rule->meta),
                         .assumed = rule->meta.assumed};
}

const IrVersion *explain_version(const Explainer *explainer, Cell cell)
{
    const IrItem *item = &explainer->ir->items[cell.item];
    Day first = 0, last = 0;
    result_days(explainer->ask->result, item->calendar, explainer->ask->subject, cell.period,
                &first, &last);
    return item_version(item, last);
}

/* ---- What is read ---- */

static void read_all(Explainer *explainer, Expr *const *exprs, size_t count, Cell cell)
{
    for (size_t i = 0; i < count; i++)
        explain_reads(explainer, exprs[i], cell);
}

/* Adds the cells that a version of an item reads. */
static void read_version(Explainer *explainer, const IrVersion *version, Cell cell)
{
    explain_reads(explainer, version->formula, cell);
    explain_reads(explainer, version->base, cell);
    explain_reads(explainer, version->floor, cell);
    explain_reads(explainer, version->cap, cell);
    explain_reads(explainer, version->only, cell);
    explain_reads(explainer, version->by, cell);
    read_all(explainer, version->then_by, version->then_count, cell);
    for (size_t i = 0; i < version->level_count; i++)
        explain_reads(explainer, version->levels[i].condition, cell);
    if (version->by_item != UINT32_MAX) {
        Expr by = {.op = EXPR_CELL, .index = version->by_item};
        explain_reads(explainer, &by, cell);
    }
}

/* The cells in the order in which they are met: what is read follows its reader. */
static void collect_cells(Explainer *explainer)
{
    for (size_t asked = explainer->ask->item_count, i = 0; asked-- > 0;) {
        explain_cell(explainer, (Cell){explainer->ask->items[asked], explainer->ask->period});
        for (; i < explainer->cell_count; i++) {
            const IrVersion *version = explain_version(explainer, explainer->cells[i]);
            if (version != NULL)
                read_version(explainer, version, explainer->cells[i]);
            explain_rule_reads(explainer, explainer->cells[i]);
        }
    }
}

/* ---- Parts ---- */

static void explain_item(const Explainer *explainer, Cell cell, AccountPart *part)
{
    const IrVersion *version = explain_version(explainer, cell);
    part->is_balanced = true;
    if (version != NULL)
        explain_events(explainer, version, cell, part);
    else
        explain_fact(explainer, part,
                     text_from(explain_say(explainer, "no version of it is in force then",
                                           "该期间没有施行中的版本")));
    switch (explainer->ir->items[cell.item].kind) {
    case ITEM_SCORE:
        if (version != NULL) {
            part->formula = explain_formula(explainer, version->formula, cell);
            explain_members(explainer, version->formula, cell, part);
        }
        explain_lines(explainer, cell, part);
        break;
    case ITEM_SECTION:
        explain_lines(explainer, cell, part);
        break;
    case ITEM_RANK:
        explain_rank(explainer, cell, part);
        explain_holds(explainer, cell, part);
        break;
    case ITEM_GRADE:
        explain_grade(explainer, cell, part);
        explain_holds(explainer, cell, part);
        break;
    case ITEM_MEASURE:
    case ITEM_MEMBER:
    case ITEM_GROUP:
    case ITEM_COUNTBACK:
    case ITEM_MEETING:
        break;
    }
}

/* Where it is another than the period asked for. */
static Text other_period(const Explainer *explainer, Cell cell)
{
    const Explain *ask = explainer->ask;
    uint32_t calendar = explainer->ir->items[cell.item].calendar;
    char room[64];
    if (cell.period == ask->period && calendar == explainer->ir->items[ask->items[0]].calendar)
        return TEXT("");
    size_t size = result_period_write(ask->result, calendar, ask->subject, cell.period, room);
    return text_copy(explainer->arena, (Text){room, size});
}

static AccountPart part_of(const Explainer *explainer, Cell cell)
{
    const IrItem *item = &explainer->ir->items[cell.item];
    const IrVersion *version = explain_version(explainer, cell);
    Value value =
        result_value(explainer->ask->result, cell.item, explainer->ask->subject, cell.period);
    AccountPart part = {.kind = item->kind,
                        .name = name_shown(&item->name, explainer->language),
                        .title = item->name.title,
                        .period = other_period(explainer, cell),
                        .is_known = value.state == VALUE_KNOWN || value.state == VALUE_OPEN,
                        .value = explain_value(explainer, item->type, value),
                        .number = value.number,
                        .high = value.high,
                        .is_undecided = value.state == VALUE_UNDECIDED};
    if (version != NULL) {
        part.clause = explain_cites(explainer, &version->meta);
        part.assumed = version->meta.assumed;
    }
    if (part.is_undecided)
        explain_fact(
            explainer, &part,
            text_from(explain_say(explainer, "undecided: it depends on decisions that are open",
                                  "未决：取决于尚未酌定的事项")));
    explain_item(explainer, cell, &part);
    return part;
}

/* The name, where it says more than the id. */
static Text name_beside_id(const RosterKind *kind, uint32_t subject)
{
    return text_equal(kind->id[subject], kind->name[subject]) ? TEXT("") : kind->name[subject];
}

Account *explain_scores(Arena *arena, const Explain *explain)
{
    const Ir *ir = explain->ir;
    const IrItem *item = &ir->items[explain->items[0]];
    const RosterKind *kind = &result_roster(explain->result)->kinds[item->subject];
    Explainer explainer = {.ask = explain,
                           .ir = ir,
                           .arena = arena,
                           .language = explain->language,
                           .kind = item->subject};
    char room[64];
    size_t size = result_period_write(explain->result, item->calendar, explain->subject,
                                      explain->period, room);
    Account *account = arena_alloc(arena, sizeof *account);
    *account = (Account){.kind = name_shown(&ir->subjects[item->subject].name, explain->language),
                         .id = kind->id[explain->subject],
                         .name = name_beside_id(kind, explain->subject),
                         .period = text_copy(arena, (Text){room, size}),
                         .regulation = name_shown(&ir->regulation, explain->language),
                         .is_balanced = true};
    collect_cells(&explainer);
    account->parts = arena_alloc(arena, explainer.cell_count * sizeof *account->parts);
    for (size_t i = 0; i < explainer.cell_count; i++) {
        account->parts[i] = part_of(&explainer, explainer.cells[i]);
        account->is_balanced &= account->parts[i].is_balanced;
    }
    account->part_count = explainer.cell_count;
    explain_notes(&explainer, account);
    return account;
}
