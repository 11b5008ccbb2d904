/* The account as a part of a page: the slip that a person gets. */
#include "interp/report/account.h"

#include "interp/report/html.h"
#include "interp/report/unit.h"

typedef struct Slip {
    Arena *arena;
    Language language;
    Output *out;
} Slip;

static Text words(const Slip *slip, const char *english, const char *chinese)
{
    return text_from(slip->language == LANG_ZH ? chinese : english);
}

/* A line below another, in small letters; empty: none. */
static void put_detail(const Slip *slip, Text label, Text text)
{
    if (text.size == 0)
        return;
    output_string(slip->out, "<span class=\"detail\">");
    if (label.size > 0) {
        html_text(slip->out, label);
        html_text(slip->out, words(slip, ": ", "："));
    }
    html_text(slip->out, text);
    output_string(slip->out, "</span>");
}

/* What may be known of an event, below what it did. */
static void put_event_details(const Slip *slip, const AccountEvent *event)
{
    put_detail(slip, words(slip, "event of", "事件对象"), event->whose);
    put_detail(slip, words(slip, "logged by", "登记人"), event->recorder);
    put_detail(slip, words(slip, "note", "备注"), event->note);
}

/* ---- Lines ---- */

static void begin_line(const Slip *slip, Text date, Text id)
{
    output_string(slip->out, "<tr><td>");
    html_text(slip->out, date);
    output_string(slip->out, "</td><td>");
    html_text(slip->out, id);
    output_string(slip->out, "</td><td>");
}

static void end_line(const Slip *slip, Text clause, Text amount)
{
    output_string(slip->out, "</td><td class=\"clause\">");
    html_text(slip->out, clause);
    output_string(slip->out, "</td><td class=\"number\">");
    html_text(slip->out, amount);
    output_string(slip->out, "</td></tr>\n");
}

static void put_made_by(const Slip *slip, const AccountLine *line)
{
    for (size_t i = 0; i < line->made_count; i++) {
        const AccountEvent *event = &line->made_by[i];
        const char *text = arena_format(slip->arena, "%.*s %.*s", (int)event->date.size,
                                        event->date.at, (int)event->id.size, event->id.at);
        put_detail(slip,
                   line->is_run ? words(slip, "in a row", "连续") : words(slip, "counted", "计入"),
                   text_from(text));
    }
}

static void put_posting(const Slip *slip, const AccountLine *line)
{
    const AccountRule *rule = &line->rule;
    begin_line(slip, line->event.date, line->event.id);
    html_text(slip->out, rule->title.size > 0 ? rule->title : rule->name);
    if (line->times > 1)
        html_text(slip->out,
                  text_from(arena_format(slip->arena, words(slip, ", %d times", "，%d 次").at,
                                         line->times)));
    put_detail(slip, words(slip, "share", "分担"), line->share);
    for (size_t i = 0; i < line->step_count; i++)
        put_detail(slip, TEXT(""), line->steps[i].words);
    put_detail(slip, TEXT(""), line->words);
    put_detail(slip, words(slip, "balance", "余额"), line->balance);
    put_detail(slip, words(slip, "read", "所据"), rule->read);
    put_event_details(slip, &line->event);
    put_made_by(slip, line);
    put_detail(slip, words(slip, "assumed reading", "推定"), rule->assumed);
    end_line(slip, rule->clause, signed_range(slip->arena, line->amount, line->high));
}

static void put_line(const Slip *slip, const AccountPart *part, const AccountLine *line)
{
    switch (line->kind) {
    case LINE_BASE:
        if (part->kind != ITEM_SECTION && part->line_count == 1)
            return; /* the value says it */
        begin_line(slip, TEXT(""), TEXT(""));
        html_text(slip->out, part->kind == ITEM_SECTION ? words(slip, "base", "基础")
                                                        : words(slip, "by the formula", "按公式"));
        end_line(slip, TEXT(""), range_plain(slip->arena, line->amount, line->high));
        break;
    case LINE_POSTING:
        put_posting(slip, line);
        break;
    case LINE_ADJUSTMENT:
        begin_line(slip, TEXT(""), TEXT(""));
        html_text(slip->out, line->words);
        end_line(slip, TEXT(""), signed_range(slip->arena, line->amount, line->high));
        break;
    }
}

static void put_note(const Slip *slip, const AccountNote *note)
{
    begin_line(slip, note->event.date, note->event.id);
    html_text(slip->out, account_note_words(note->kind, slip->language));
    if (note->words.size > 0) {
        html_text(slip->out, words(slip, ": ", "："));
        html_text(slip->out, note->words);
    }
    put_detail(slip, TEXT(""), note->rule.title.size > 0 ? note->rule.title : note->rule.name);
    put_event_details(slip, &note->event);
    put_detail(slip, words(slip, "assumed reading", "推定"), note->rule.assumed);
    end_line(slip, note->rule.clause, TEXT(""));
}

/* ---- Parts ---- */

static bool has_lines(const AccountPart *part)
{
    bool one_value =
        part->kind != ITEM_SECTION && part->line_count == 1 && part->lines[0].kind == LINE_BASE;
    return part->note_count > 0 || (part->line_count > 0 && !one_value);
}

static void put_members(const Slip *slip, const AccountAggregate *aggregate)
{
    for (size_t i = 0; i < aggregate->count; i++) {
        const AccountMember *member = &aggregate->members[i];
        begin_line(slip, member->event.date, member->event.id);
        html_text(slip->out, member->event.kind);
        if (member->taken == 0)
            put_detail(slip, TEXT(""), words(slip, "left out", "未取"));
        put_detail(slip, words(slip, "against", "对"), member->against);
        if (member->against.size > 0)
            put_detail(slip, TEXT(""), aggregate->formula);
        put_event_details(slip, &member->event);
        end_line(slip, TEXT(""), member->value);
    }
}

static void put_table(const Slip *slip, const AccountPart *part)
{
    output_string(slip->out, "<table>\n");
    for (size_t i = 0; i < part->aggregate_count; i++)
        put_members(slip, &part->aggregates[i]);
    for (size_t i = 0; i < part->line_count; i++)
        put_line(slip, part, &part->lines[i]);
    for (size_t i = 0; i < part->note_count; i++)
        put_note(slip, &part->notes[i]);
    if (has_lines(part)) {
        output_string(slip->out, "<tr class=\"total\"><td colspan=\"4\">");
        html_text(slip->out, part->name);
        output_string(slip->out, "</td><td class=\"number\">");
        html_text(slip->out, part->value);
        output_string(slip->out, "</td></tr>\n");
    }
    output_string(slip->out, "</table>\n");
}

static void put_part(const Slip *slip, const AccountPart *part)
{
    output_string(slip->out, "<h2><span class=\"value\">");
    html_text(slip->out, part->value);
    output_string(slip->out, "</span>");
    html_text(slip->out, part->name);
    output_string(slip->out, " <span class=\"clause\">");
    const Text more[] = {part->title, part->clause, part->period};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        output_char(slip->out, ' ');
        html_text(slip->out, more[i]);
    }
    output_string(slip->out, "</span></h2>\n");
    if (part->formula.size > 0) {
        output_string(slip->out, "<div class=\"formula\">= ");
        html_text(slip->out, part->formula);
        output_string(slip->out, "</div>\n");
    }
    for (size_t i = 0; i < part->fact_count; i++)
        put_detail(slip, TEXT(""), part->facts[i]);
    if (has_lines(part) || part->aggregate_count > 0)
        put_table(slip, part);
    put_detail(slip, words(slip, "assumed reading", "推定"), part->assumed);
}

/* ---- The slip ---- */

static void put_heading(const Slip *slip, const Account *account)
{
    html_element(slip->out, "h1", account->regulation);
    output_string(slip->out, "<p>");
    const Text texts[] = {account->kind, account->id, account->name, account->period};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        html_text(slip->out, texts[i]);
        output_char(slip->out, ' ');
    }
    output_string(slip->out, "</p>\n");
}

void account_print_html(const Account *account, Language language, Output *out)
{
    Slip slip = {.arena = arena_new(0), .language = language, .out = out};
    output_string(out, "<article>\n");
    put_heading(&slip, account);
    for (size_t i = 0; i < account->part_count; i++)
        put_part(&slip, &account->parts[i]);
    if (account->note_count > 0)
        output_string(out, "<table>\n");
    for (size_t i = 0; i < account->note_count; i++)
        put_note(&slip, &account->notes[i]);
    if (account->note_count > 0)
        output_string(out, "</table>\n");
    html_element(out, "p",
                 account->is_balanced
                     ? words(&slip, "The account adds up.", "明细相符。")
                     : words(&slip, "The account does not add up: an error of merit.",
                             "明细不相符：程序有误。"));
    output_string(out, "</article>\n");
    arena_free(slip.arena);
}
