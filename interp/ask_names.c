/* The names that people give: subject kinds, scores, persons. */
#include "interp/ask.h"

#include <string.h>

#include "interp/report/unit.h"

/* ---- The nearest one ---- */

typedef struct Candidates {
    Text *at;
    size_t count, room;
    Arena *arena;
} Candidates;

static void add_text(Candidates *candidates, Text text)
{
    if (text.size == 0)
        return;
    candidates->at = arena_grow(candidates->arena, candidates->at, candidates->count,
                                &candidates->room, sizeof(Text));
    candidates->at[candidates->count++] = text;
}

static void add_name(Candidates *candidates, const Name *name)
{
    add_text(candidates, name->text);
    add_text(candidates, name->alias);
}

/* "did you mean monthly?" in both languages, or what else helps. */
static const char *nearest_words(const Candidates *candidates, Text word, const char *otherwise)
{
    int nearest = text_nearest(word, candidates->at, candidates->count);
    if (nearest < 0)
        return otherwise;
    Text name = candidates->at[nearest];
    return arena_format(candidates->arena, BOTH("write instead: %.*s", "应写作：%.*s"),
                        (int)name.size, name.at, (int)name.size, name.at);
}

static const char *terminated(Diag *diag, Text text)
{
    return text_copy(diag_arena(diag), text).at;
}

/* ---- Kinds and items ---- */

bool ask_kind(const Ir *ir, Diag *diag, Text name, uint32_t *out)
{
    int found = ir_find_subject(ir, text_fold(diag_arena(diag), name));
    if (found >= 0) {
        *out = (uint32_t)found;
        return true;
    }
    Candidates candidates = {.arena = diag_arena(diag)};
    for (size_t i = 0; i < ir->subject_count; i++)
        add_name(&candidates, &ir->subjects[i].name);
    diag_plain(diag, DIAG_E0821, terminated(diag, name), nearest_words(&candidates, name, ""),
               NULL);
    return false;
}

static bool is_shown(const IrItem *item)
{
    return !item_is_hidden(item->kind);
}

bool ask_item(const Ir *ir, Diag *diag, Text name, uint32_t *out)
{
    Candidates candidates = {.arena = diag_arena(diag)};
    Text folded = text_fold(diag_arena(diag), name);
    for (size_t i = 0; i < ir->item_count; i++) {
        if (!is_shown(&ir->items[i]))
            continue;
        if (name_is(&ir->items[i].name, folded)) {
            *out = (uint32_t)i;
            return true;
        }
        add_name(&candidates, &ir->items[i].name);
    }
    const char *otherwise = BOTH("merit check RULES counts what there is; merit ir RULES lists it",
                                 "merit ir 规则文件 可列出全部项目");
    diag_plain(diag, DIAG_E0820, terminated(diag, name),
               nearest_words(&candidates, folded, otherwise), NULL);
    return false;
}

static bool is_asked(const AskScores *ask, const IrItem *item)
{
    return is_shown(item) && item->calendar == ask->period.calendar &&
           (ask->kind == ASK_EVERY || item->subject == ask->kind);
}

static void not_of_calendar(Diag *diag, const AskScores *ask, const IrItem *item)
{
    Arena *arena = diag_arena(diag);
    const IrCalendar *calendar = &ask->ir->calendars[item->calendar];
    char room[CELL_ROOM] = {0};
    int32_t index = 0;
    const char *help = "", *name = "";
    Day day = ask->period.last_day;
    if (calendar->kind != CALENDAR_UNIT)
        name = arena_format(arena, "%s ", terminated(diag, name_canonical(&calendar->name)));
    if (calendar_is_own(calendar) || calendar_of_day(calendar, calendar->anchor, day, &index)) {
        size_t size = calendar->kind == CALENDAR_CYCLE
                          ? day_write(room, day)
                          : calendar_write(room, calendar, calendar->anchor, index);
        help = arena_format(arena, BOTH("write instead: %s%.*s", "应写作：%s%.*s"), name, (int)size,
                            room, name, (int)size, room);
    }
    diag_plain(diag, DIAG_E0824, terminated(diag, name_canonical(&item->name)),
               ask_calendar_words(arena, calendar), terminated(diag, ask->period.text), help, NULL);
}

static bool is_named(const AskScores *ask, uint32_t item)
{
    for (size_t i = 0; i < ask->item_count; i++)
        if (ask->items[i] == item)
            return true;
    return false;
}

static void not_of_kind(Diag *diag, const AskScores *ask, const IrItem *item)
{
    Arena *arena = diag_arena(diag);
    diag_plain(diag, DIAG_E0839, terminated(diag, name_canonical(&item->name)),
               type_words(arena, ask->ir, (Type){.kind = TYPE_SUBJECT, .ref = item->subject}),
               type_words(arena, ask->ir, (Type){.kind = TYPE_SUBJECT, .ref = ask->kind}), NULL);
}

static bool named_items(Diag *diag, const Text *names, size_t count, AskScores *ask)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        uint32_t item = 0;
        if (!ask_item(ask->ir, diag, names[i], &item)) {
            good = false;
        } else if (ask->ir->items[item].calendar != ask->period.calendar) {
            not_of_calendar(diag, ask, &ask->ir->items[item]);
            good = false;
        } else if (is_named(ask, item)) {
            diag_plain(diag, DIAG_E0836, terminated(diag, names[i]), NULL);
            good = false;
        } else if (!is_asked(ask, &ask->ir->items[item])) {
            not_of_kind(diag, ask, &ask->ir->items[item]);
            good = false;
        } else {
            ask->items[ask->item_count++] = item;
        }
    }
    return good;
}

/* Sections, then the others, in the order declared. */
static void all_items(AskScores *ask)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < ask->ir->item_count; i++) {
            bool is_section = ask->ir->items[i].kind == ITEM_SECTION;
            if (is_section == (pass == 0) && is_asked(ask, &ask->ir->items[i]))
                ask->items[ask->item_count++] = (uint32_t)i;
        }
}

/* The periods for which there are scores: "month, year". */
static const char *scored_calendars(Arena *arena, const Ir *ir, Language language)
{
    Output *out = output_memory();
    for (size_t c = 0; c < ir->calendar_count; c++)
        for (size_t i = 0; i < ir->item_count; i++) {
            if (!is_shown(&ir->items[i]) || ir->items[i].calendar != c)
                continue;
            if (output_contents(out).size > 0)
                output_string(out, language == LANG_ZH ? "、" : ", ");
            output_text(out, name_shown(&ir->calendars[c].name, language));
            break;
        }
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text.at;
}

bool ask_items(Arena *arena, Diag *diag, const Text *names, size_t name_count, AskScores *ask)
{
    ask->items = arena_alloc(arena, (ask->ir->item_count + name_count + 1) * sizeof *ask->items);
    ask->item_count = 0;
    if (name_count > 0 && !named_items(diag, names, name_count, ask))
        return false;
    if (name_count == 0)
        all_items(ask);
    if (ask->item_count > 0)
        return true;
    Arena *words = diag_arena(diag);
    const char *help = arena_format(
        words, BOTH("there are scores for each: %s", "可计算的期间：%s"),
        scored_calendars(words, ask->ir, LANG_EN), scored_calendars(words, ask->ir, LANG_ZH));
    diag_plain(diag, DIAG_E0825,
               ask_calendar_words(words, &ask->ir->calendars[ask->period.calendar]),
               terminated(diag, ask->period.text), help, NULL);
    return false;
}

/* ---- Subjects ---- */

enum { NAMED_MOST = 5 };

static bool is_digits(Text text)
{
    size_t at = 0;
    while (at < text.size && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    return at == text.size;
}

static Text without_zeros(Text text)
{
    size_t at = 0;
    while (at < text.size && text.at[at] == '0')
        at++;
    return text_slice(text, at, text.size);
}

/* "0017" of "17": spreadsheets lose leading zeros. Empty when there is none. */
static Text padded_id(const RosterKind *kind, Text word)
{
    for (size_t i = 0; i < kind->count && word.size > 0; i++)
        if (text_equal(without_zeros(kind->id[i]), without_zeros(word)))
            return kind->id[i];
    return TEXT("");
}

/* The ids of those who have the name, for the help. */
static const char *ids_named(Diag *diag, const RosterKind *kind, Text word)
{
    Output *out = output_memory();
    size_t count = 0;
    for (size_t i = 0; i < kind->count && count < NAMED_MOST; i++) {
        if (!text_equal(kind->name[i], word))
            continue;
        output_string(out, count++ > 0 ? ", " : "");
        output_text(out, kind->id[i]);
    }
    Text text = text_copy(diag_arena(diag), output_contents(out));
    output_close(out);
    return text.at;
}

/* Where the word is of another kind: "it is a unit; name the kind: --of unit". Or NULL. */
static const char *of_another_kind(const Ir *ir, Diag *diag, const Roster *roster, uint32_t kind,
                                   Text folded)
{
    for (uint32_t i = 0; i < roster->kind_count; i++) {
        const RosterKind *other = &roster->kinds[i];
        if (i == kind || (roster_find(other, folded) < 0 && roster_find_name(other, folded) < 0))
            continue;
        Text en = name_shown(&ir->subjects[i].name, LANG_EN);
        Text zh = name_shown(&ir->subjects[i].name, LANG_ZH);
        Text name = name_canonical(&ir->subjects[i].name);
        return arena_format(diag_arena(diag),
                            BOTH("it is of the kind %.*s; ask for that kind: --of %.*s",
                                 "其主体为%.*s；请指定该主体：--of %.*s"),
                            (int)en.size, en.at, (int)name.size, name.at, (int)zh.size, zh.at,
                            (int)name.size, name.at);
    }
    return NULL;
}

bool ask_subject(const Ir *ir, Diag *diag, const Roster *roster, uint32_t kind, Text word,
                 uint32_t *out)
{
    const RosterKind *subjects = &roster->kinds[kind];
    Text folded = text_fold(diag_arena(diag), word);
    int64_t found = roster_find(subjects, word);
    if (found == NO_SUBJECT)
        found = roster_find(subjects, folded);
    if (found == NO_SUBJECT)
        found = roster_find_name(subjects, folded);
    if (found >= 0) {
        *out = (uint32_t)found;
        return true;
    }
    if (found != NO_SUBJECT) {
        diag_plain(diag, DIAG_E0823, terminated(diag, word), ids_named(diag, subjects, folded),
                   NULL);
        return false;
    }
    const char *elsewhere = of_another_kind(ir, diag, roster, kind, folded);
    if (elsewhere != NULL) {
        diag_plain(diag, DIAG_E0822, terminated(diag, word), elsewhere, NULL);
        return false;
    }
    Candidates candidates = {.arena = diag_arena(diag)};
    Text padded = padded_id(subjects, folded);
    add_text(&candidates, padded);
    bool is_guess = padded.size == 0 && !is_digits(folded); /* every number is near another */
    for (size_t i = 0; i < subjects->count && is_guess; i++)
        add_text(&candidates, subjects->id[i]);
    for (size_t i = 0; i < subjects->count && is_guess; i++)
        add_text(&candidates, subjects->name[i]);
    if (padded.size > 0)
        folded = padded; /* it is the nearest, however many zeros were lost */
    diag_plain(diag, DIAG_E0822, terminated(diag, word), nearest_words(&candidates, folded, ""),
               NULL);
    return false;
}

Text ask_value(Arena *arena, const Ir *ir, Type type, Value value, Language language)
{
    bool in_chinese = language == LANG_ZH;
    switch (value.state) {
    case VALUE_KNOWN:
        return value_shown(arena, ir, type, value.number, language);
    case VALUE_OPEN:
        return range_shown(arena, ir, type, value.number, value.high, language);
    case VALUE_UNASSESSED:
        return in_chinese ? TEXT("未评") : TEXT("not assessed");
    case VALUE_UNDECIDED:
        return in_chinese ? TEXT("未决") : TEXT("undecided");
    }
    return TEXT("");
}
