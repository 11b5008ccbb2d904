/* The account as text: what is said at the left, what it counts at the right. */
#include "interp/report/account.h"

#include <stdlib.h>

#include "interp/report/unit.h"

enum { LEFT_MOST = 84, GAP = 2, DETAIL = 6, PAGE_COLUMNS = 98 };

/* A line of the page; collected first, so that the amounts stand below each other. */
typedef struct PageLine {
    size_t indent;
    Text left, right;
    bool is_open; /* no right side: it does not widen the page */
} PageLine;

typedef struct Page {
    Arena *arena;
    Language language;
    PageLine *lines;
    size_t count, room;
} Page;

static const char *words(const Page *page, const char *english, const char *chinese)
{
    return page->language == LANG_ZH ? chinese : english;
}

static void add_line(Page *page, size_t indent, Text left, Text right)
{
    page->lines = arena_grow(page->arena, page->lines, page->count, &page->room, sizeof(PageLine));
    page->lines[page->count++] = (PageLine){indent, text_visible(page->arena, left),
                                            text_visible(page->arena, right), right.size == 0};
}

static Text finish(Page *page, Output *out)
{
    Text text = text_copy(page->arena, output_contents(out));
    output_close(out);
    return text;
}

/* The text behind two blanks, unless it is empty. */
static void put_apart(Output *out, Text text)
{
    if (text.size == 0)
        return;
    if (output_contents(out).size > 0)
        output_string(out, "  ");
    output_text(out, text);
}

/* ---- Events and rules ---- */

/* "2018-10-08  E181008-03"; where the log has no ids, its file and line. */
static void put_event(Output *out, const AccountEvent *event)
{
    put_apart(out, event->date);
    if (event->id.size > 0) {
        put_apart(out, event->id);
    } else if (event->file.size > 0) {
        put_apart(out, event->file);
        output_format(out, ":%llu", (unsigned long long)event->line);
    } else {
        put_apart(out, event->read);
    }
}

static void put_field(Page *page, Output *out, const char *label, Text text)
{
    if (text.size == 0)
        return;
    if (output_contents(out).size > 0)
        output_string(out, words(page, "; ", "；"));
    output_format(out, "%s%s", label, words(page, ": ", "："));
    output_text(out, text);
}

/* What more is known of a posting: its title, whose event it was, who logged it, the remark. */
static void add_details(Page *page, const AccountRule *rule, const AccountEvent *event,
                        Text balance)
{
    Output *out = output_memory();
    output_text(out, rule->title);
    put_field(page, out, words(page, "balance", "余额"), balance);
    put_field(page, out, words(page, "read", "所据"), rule->read);
    put_field(page, out, words(page, "event of", "事件对象"), event->whose);
    put_field(page, out, words(page, "logged by", "登记人"), event->recorder);
    put_field(page, out, words(page, "note", "备注"), event->note);
    put_field(page, out, words(page, "assumed reading", "推定"), rule->assumed);
    if (output_contents(out).size > 0)
        add_line(page, DETAIL, finish(page, out), TEXT(""));
    else
        output_close(out);
}

/* ---- Lines ---- */

static void add_posting(Page *page, const AccountLine *line)
{
    Output *out = output_memory();
    put_event(out, &line->event);
    put_apart(out, line->rule.name);
    put_apart(out, line->rule.clause);
    if (line->times > 1)
        output_format(out, words(page, "  %d times", "  %d 次"), (int)line->times);
    if (line->share.size > 0) {
        output_string(out, words(page, "  share ", "  分担 "));
        output_text(out, line->share);
    }
    add_line(page, GAP, finish(page, out), signed_range(page->arena, line->amount, line->high));
    for (size_t i = 0; i < line->step_count; i++)
        add_line(page, DETAIL, line->steps[i].words, TEXT(""));
    if (line->words.size > 0)
        add_line(page, DETAIL, line->words, TEXT(""));
    add_details(page, &line->rule, &line->event, line->balance);
    for (size_t i = 0; i < line->made_count; i++) {
        Output *made = output_memory();
        output_string(made, line->is_run ? words(page, "in a row: ", "连续：")
                                         : words(page, "counted: ", "计入："));
        Output *event = output_memory();
        put_event(event, &line->made_by[i]);
        output_text(made, output_contents(event));
        output_close(event);
        add_line(page, DETAIL, finish(page, made), TEXT(""));
    }
}

static void add_account_line(Page *page, const AccountPart *part, const AccountLine *line)
{
    bool is_section = part->kind == ITEM_SECTION;
    switch (line->kind) {
    case LINE_BASE:
        if (is_section)
            add_line(page, GAP, text_from(words(page, "base", "基础")),
                     range_plain(page->arena, line->amount, line->high));
        else if (part->line_count > 1)
            add_line(page, GAP, text_from(words(page, "by the formula", "按公式")),
                     range_plain(page->arena, line->amount, line->high));
        break;
    case LINE_POSTING:
        add_posting(page, line);
        break;
    case LINE_ADJUSTMENT:
        add_line(page, GAP, line->words, signed_range(page->arena, line->amount, line->high));
        break;
    }
}

static void add_note(Page *page, const AccountNote *note)
{
    Output *out = output_memory();
    output_text(out, account_note_words(note->kind, page->language));
    if (note->words.size > 0) {
        output_string(out, words(page, ": ", "："));
        output_text(out, note->words);
    }
    Output *event = output_memory();
    put_event(event, &note->event);
    put_apart(event, note->event.kind);
    put_apart(event, note->rule.name);
    put_apart(event, note->rule.clause);
    put_apart(out, output_contents(event));
    output_close(event);
    add_line(page, GAP, finish(page, out), TEXT(""));
    add_details(page, &note->rule, &note->event, note->balance);
}

/* ---- The events of aggregates ---- */

static void add_member(Page *page, const AccountMember *member)
{
    Output *out = output_memory();
    put_event(out, &member->event);
    put_apart(out, member->event.kind);
    put_apart(out, member->value);
    if (member->times > 1)
        output_format(out, words(page, "  %d times", "  %d 次"), (int)member->times);
    if (member->against.size > 0) {
        output_string(out, words(page, "  against ", "  对 "));
        output_text(out, member->against);
    } else if (member->event.whose.size > 0) {
        output_string(out, words(page, "  of ", "  属 "));
        output_text(out, member->event.whose);
    }
    if (member->taken == 0)
        output_string(out, words(page, "  left out", "  未取"));
    else if (member->taken < member->times)
        output_format(out, words(page, "  taken: %lld", "  只取 %lld 次"),
                      (long long)member->taken);
    add_line(page, DETAIL, finish(page, out), TEXT(""));
}

/* "count of (late in last 3 months), 2018-08-01 to 2018-10-31: 4 events", then each of them. */
static void add_aggregate(Page *page, const AccountAggregate *aggregate)
{
    enum { SHOWN = 20 };
    Output *head = output_memory();
    output_text(head, aggregate->formula);
    if (aggregate->from.size > 0)
        output_format(head, words(page, ", %.*s to %.*s", "，%.*s 至 %.*s"),
                      (int)aggregate->from.size, aggregate->from.at, (int)aggregate->to.size,
                      aggregate->to.at);
    if (aggregate->lacks.size > 0)
        output_format(
            head, words(page, ": has no %.*s, so there is no group", "：“%.*s”为空，不属任何一组"),
            (int)aggregate->lacks.size, aggregate->lacks.at);
    else if (aggregate->count == 0)
        output_string(head, words(page, ": no event", "：无事件"));
    else
        output_format(
            head,
            words(page, aggregate->count == 1 ? ": %zu event" : ": %zu events", "：%zu 笔事件"),
            aggregate->count);
    add_line(page, GAP, finish(page, head), TEXT(""));
    for (size_t i = 0; i < aggregate->count && i < SHOWN; i++)
        add_member(page, &aggregate->members[i]);
    if (aggregate->count > SHOWN)
        add_line(page, DETAIL,
                 text_from(arena_format(
                     page->arena,
                     words(page, "… and %zu more; JSON has them all", "……另有 %zu 笔，JSON 中列全"),
                     aggregate->count - SHOWN)),
                 TEXT(""));
}

/* ---- Parts ---- */

static void add_part(Page *page, const AccountPart *part)
{
    Output *head = output_memory();
    output_text(head, part->name);
    put_apart(head, part->period);
    put_apart(head, part->title);
    put_apart(head, part->clause);
    add_line(page, 0, TEXT(""), TEXT(""));
    add_line(page, 0, finish(page, head), part->value);
    if (part->formula.size > 0) {
        Text formula = text_from(
            arena_format(page->arena, "= %.*s", (int)part->formula.size, part->formula.at));
        add_line(page, GAP, formula, TEXT(""));
    }
    for (size_t i = 0; i < part->fact_count; i++)
        add_line(page, GAP, part->facts[i], TEXT(""));
    for (size_t i = 0; i < part->aggregate_count; i++)
        add_aggregate(page, &part->aggregates[i]);
    for (size_t i = 0; i < part->line_count; i++)
        add_account_line(page, part, &part->lines[i]);
    for (size_t i = 0; i < part->note_count; i++)
        add_note(page, &part->notes[i]);
    if (part->assumed.size > 0) {
        Output *out = output_memory();
        put_field(page, out, words(page, "assumed reading", "推定"), part->assumed);
        add_line(page, GAP, finish(page, out), TEXT(""));
    }
    if (!part->is_balanced)
        add_line(page, GAP, text_from(words(page, "these lines do not add up", "以上各笔不相符")),
                 TEXT("!"));
}

static size_t count_postings(const Account *account)
{
    size_t count = 0;
    for (size_t i = 0; i < account->part_count; i++)
        for (size_t n = 0; n < account->parts[i].line_count; n++)
            count += account->parts[i].lines[n].kind == LINE_POSTING;
    return count;
}

static void add_closing(Page *page, const Account *account)
{
    size_t count = count_postings(account);
    const char *format = words(page, "The account adds up: %zu %s.", "明细相符：共 %zu %s。");
    const char *noun = words(page, count == 1 ? "posting" : "postings", "笔加减分");
    add_line(page, 0, TEXT(""), TEXT(""));
    if (account->is_balanced)
        add_line(page, 0, text_from(arena_format(page->arena, format, count, noun)), TEXT(""));
    else
        add_line(page, 0,
                 text_from(words(page, "The account does not add up: this is an error of merit.",
                                 "明细不相符：这是程序的错误。")),
                 TEXT(""));
}

/* ---- The page ---- */

static void add_heading(Page *page, const Account *account)
{
    Output *out = output_memory();
    output_text(out, account->kind);
    output_char(out, ' ');
    output_text(out, account->id);
    put_apart(out, account->name);
    put_apart(out, account->period);
    put_apart(out, account->regulation);
    add_line(page, 0, finish(page, out), TEXT(""));
}

/* Where a line must break so that at most `most` columns stay on it: behind a blank, or before a
 * character of a script without blanks; its end when all fits. */
static size_t break_at(Text text, size_t most)
{
    size_t at = 0, columns = 0, good = 0;
    while (at < text.size) {
        size_t start = at;
        int32_t code = utf8_next(text, &at);
        columns += text_width(text_slice(text, start, at));
        if (columns > most)
            return good > 0 ? good : start;
        if (code == ' ' || utf8_is_han(code) || code >= 0x3000)
            good = at;
    }
    return text.size;
}

/* A line without an amount: it is folded at the width of the page. */
static void print_open(const PageLine *line, Output *out)
{
    Text rest = line->left;
    for (size_t indent = line->indent; rest.size > 0; indent = line->indent + 4) {
        size_t end = break_at(rest, PAGE_COLUMNS - indent);
        output_pad(out, indent);
        output_text(out, text_trim(text_slice(rest, 0, end)));
        output_string(out, end < rest.size ? "\n" : "");
        rest = text_slice(rest, end, rest.size);
    }
}

static void print_lines(const Page *page, Output *out)
{
    size_t left = 0, right = 0;
    for (size_t i = 0; i < page->count; i++) {
        const PageLine *line = &page->lines[i];
        size_t width = line->indent + text_width(line->left);
        if (line->is_open)
            continue;
        left = width > left && width <= LEFT_MOST ? width : left;
        right = text_width(line->right) > right ? text_width(line->right) : right;
    }
    for (size_t i = 0; i < page->count; i++) {
        const PageLine *line = &page->lines[i];
        size_t used = line->indent + text_width(line->left);
        if (line->is_open) {
            print_open(line, out);
        } else {
            size_t slack = right - text_width(line->right);
            output_pad(out, line->indent);
            output_text(out, line->left);
            output_pad(out, (used < left ? left - used : 0) + GAP + slack);
            output_text(out, line->right);
        }
        output_char(out, '\n');
    }
}

void account_print_text(const Account *account, Language language, Output *out)
{
    Page page = {.arena = arena_new(0), .language = language};
    add_heading(&page, account);
    for (size_t i = 0; i < account->part_count; i++)
        add_part(&page, &account->parts[i]);
    if (account->note_count > 0)
        add_line(&page, 0, TEXT(""), TEXT(""));
    for (size_t i = 0; i < account->note_count; i++)
        add_note(&page, &account->notes[i]);
    add_closing(&page, account);
    print_lines(&page, out);
    arena_free(page.arena);
}
