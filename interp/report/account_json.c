/* The account as JSON. */
#include "interp/report/account.h"

#include "interp/report/table.h"

static void put_key(Output *out, const char *key, bool is_first)
{
    output_string(out, is_first ? "" : ",");
    output_json(out, text_from(key));
    output_char(out, ':');
}

static void put_text(Output *out, const char *key, Text text)
{
    if (text.size == 0)
        return;
    put_key(out, key, false);
    output_json(out, text);
}

static void put_first(Output *out, const char *key, Ratio value)
{
    char room[CELL_ROOM];
    put_key(out, key, true);
    report_json_number(out, (Text){room, ratio_write(room, value)});
}

static void put_number(Output *out, const char *key, Ratio value)
{
    output_char(out, ',');
    put_first(out, key, value);
}

/* {"low":…,"high":…} where a decision is open. */
static void put_ends(Output *out, const char *key, Ratio low, Ratio high)
{
    if (high.den == 0 || ratio_compare(low, high) == 0) {
        put_number(out, key, low);
        return;
    }
    put_key(out, key, false);
    output_char(out, '{');
    put_first(out, "low", low);
    put_number(out, "high", high);
    output_char(out, '}');
}

static void put_event(Output *out, const AccountEvent *event)
{
    put_text(out, "date", event->date);
    put_text(out, "id", event->id);
    put_text(out, "event", event->kind);
    put_text(out, "file", event->file);
    if (event->file.size > 0)
        output_format(out, ",\"line\":%llu", (unsigned long long)event->line);
    put_text(out, "of", event->whose);
    put_text(out, "recorder", event->recorder);
    put_text(out, "note", event->note);
    put_text(out, "read", event->read);
}

static void put_rule(Output *out, const AccountRule *rule)
{
    put_text(out, "rule", rule->name);
    put_text(out, "title", rule->title);
    put_text(out, "clause", rule->clause);
    put_text(out, "assumed", rule->assumed);
    put_text(out, "read", rule->read);
}

static const char *line_kind(AccountLineKind kind)
{
    switch (kind) {
    case LINE_BASE:
        return "base";
    case LINE_POSTING:
        return "posting";
    case LINE_ADJUSTMENT:
        return "adjustment";
    }
    return "";
}

static const char *step_kind(AccountStepKind kind)
{
    switch (kind) {
    case ACCOUNT_SHARED:
        return "shared";
    case ACCOUNT_SELECTED:
        return "selection";
    case ACCOUNT_CAPPED:
        return "cap";
    }
    return "";
}

static void put_steps(Output *out, const AccountLine *line)
{
    if (line->step_count == 0)
        return;
    put_number(out, "asked", line->steps[0].before);
    output_string(out, ",\"steps\":[");
    for (size_t i = 0; i < line->step_count; i++) {
        const AccountStep *step = &line->steps[i];
        output_string(out, i > 0 ? ",{\"kind\":" : "{\"kind\":");
        output_json(out, text_from(step_kind(step->kind)));
        put_text(out, "by", step->by);
        put_text(out, "clause", step->clause);
        if (step->kind == ACCOUNT_SHARED)
            output_format(out, ",\"among\":%lld", (long long)step->parts);
        put_number(out, "left", step->left);
        put_text(out, "why", step->words);
        output_char(out, '}');
    }
    output_char(out, ']');
}

static void put_line(Output *out, const AccountLine *line)
{
    output_string(out, "{\"kind\":");
    output_json(out, text_from(line_kind(line->kind)));
    put_ends(out, "amount", line->amount, line->high);
    put_text(out, "why", line->words);
    put_rule(out, &line->rule);
    put_event(out, &line->event);
    if (line->kind == LINE_POSTING)
        output_format(out, ",\"times\":%d", (int)line->times);
    put_text(out, "balance", line->balance);
    put_text(out, "share", line->share);
    put_steps(out, line);
    if (line->made_count > 0)
        output_string(out, line->is_run ? ",\"run\":[" : ",\"counted\":[");
    for (size_t i = 0; i < line->made_count; i++) {
        output_string(out, i > 0 ? ",{\"kind\":" : "{\"kind\":");
        output_string(out, line->made_by[i].is_period ? "\"period\"" : "\"event\"");
        put_event(out, &line->made_by[i]);
        output_char(out, '}');
    }
    output_string(out, line->made_count > 0 ? "]}" : "}");
}

static const char *note_kind(AccountNoteKind kind)
{
    switch (kind) {
    case NOTE_HOLD:
        return "hold";
    case NOTE_WITHHELD:
        return "withheld";
    case NOTE_SET:
        return "set";
    case NOTE_RESTART:
        return "restart";
    case NOTE_NOTICE:
        return "notice";
    case NOTE_VOID:
        return "void";
    case NOTE_TREATED:
        return "treated as";
    case NOTE_LAPSED:
        return "lapsed";
    }
    return "";
}

static void put_notes(Output *out, const AccountNote *notes, size_t count)
{
    output_string(out, ",\"notes\":[");
    for (size_t i = 0; i < count; i++) {
        output_string(out, i > 0 ? ",{\"kind\":" : "{\"kind\":");
        output_json(out, text_from(note_kind(notes[i].kind)));
        put_text(out, "text", notes[i].words);
        put_text(out, "balance", notes[i].balance);
        put_rule(out, &notes[i].rule);
        put_event(out, &notes[i].event);
        output_char(out, '}');
    }
    output_char(out, ']');
}

static void put_aggregate(Output *out, const AccountAggregate *aggregate)
{
    output_string(out, "{\"formula\":");
    output_json(out, aggregate->formula);
    put_text(out, "from", aggregate->from);
    put_text(out, "to", aggregate->to);
    put_text(out, "lacks", aggregate->lacks);
    output_string(out, ",\"events\":[");
    for (size_t i = 0; i < aggregate->count; i++) {
        const AccountMember *member = &aggregate->members[i];
        output_string(out, i > 0 ? ",{\"kind\":\"event\"" : "{\"kind\":\"event\"");
        put_event(out, &member->event);
        put_text(out, "value", member->value);
        put_text(out, "against", member->against);
        output_format(out, ",\"times\":%d,\"taken\":%lld}", (int)member->times,
                      (long long)member->taken);
    }
    output_string(out, "]}");
}

static void put_part(Output *out, const AccountPart *part)
{
    output_string(out, "{\"name\":");
    output_json(out, part->name);
    put_text(out, "period", part->period);
    put_text(out, "title", part->title);
    put_text(out, "clause", part->clause);
    put_text(out, "assumed", part->assumed);
    put_key(out, "value", false);
    if (part->is_known)
        output_json(out, part->value);
    else
        output_string(out, "null");
    if (part->is_known)
        put_ends(out, "number", part->number, part->high);
    if (part->is_undecided)
        output_string(out, ",\"undecided\":true");
    put_text(out, "formula", part->formula);
    output_string(out, ",\"facts\":[");
    for (size_t i = 0; i < part->fact_count; i++) {
        output_string(out, i > 0 ? "," : "");
        output_json(out, part->facts[i]);
    }
    output_string(out, part->aggregate_count > 0 ? "],\"aggregates\":[" : "");
    for (size_t i = 0; i < part->aggregate_count; i++) {
        output_string(out, i > 0 ? "," : "");
        put_aggregate(out, &part->aggregates[i]);
    }
    output_string(out, "],\"lines\":[");
    for (size_t i = 0; i < part->line_count; i++) {
        output_string(out, i > 0 ? "," : "");
        put_line(out, &part->lines[i]);
    }
    output_char(out, ']');
    put_notes(out, part->notes, part->note_count);
    output_format(out, ",\"adds_up\":%s}", part->is_balanced ? "true" : "false");
}

void account_print_json(const Account *account, Output *out)
{
    output_string(out, "{\"kind\":");
    output_json(out, account->kind);
    put_text(out, "id", account->id);
    put_text(out, "name", account->name);
    put_text(out, "period", account->period);
    put_text(out, "regulation", account->regulation);
    output_string(out, ",\"parts\":[");
    for (size_t i = 0; i < account->part_count; i++) {
        output_string(out, i > 0 ? ",\n" : "\n");
        put_part(out, &account->parts[i]);
    }
    output_char(out, ']');
    put_notes(out, account->notes, account->note_count);
    output_format(out, ",\"adds_up\":%s}\n", account->is_balanced ? "true" : "false");
}
