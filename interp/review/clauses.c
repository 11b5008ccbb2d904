/* Lists of clauses, and what the rules say of each. */
#include "interp/review/clauses.h"

#include <string.h>

static Text bare(Text cite)
{
    Text sign = TEXT("§");
    return text_starts(cite, "§") ? text_slice(cite, sign.size, cite.size) : cite;
}

static Clause *find(const Clauses *clauses, Text id)
{
    for (size_t i = 0; i < clauses->count; i++)
        if (text_equal(clauses->at[i].id, id))
            return &clauses->at[i];
    return NULL;
}

static Clause *add(Clauses *clauses, Text id, Text title)
{
    Clause *known = find(clauses, id);
    if (known != NULL || id.size == 0)
        return known;
    clauses->at = arena_grow(clauses->arena, clauses->at, clauses->count, &clauses->room,
                             sizeof *clauses->at);
    clauses->at[clauses->count] = (Clause){.id = id, .title = title};
    return &clauses->at[clauses->count++];
}

/* --- a list --- */

static Text unquoted(Text cell)
{
    cell = text_trim(cell);
    bool quoted = cell.size >= 2 && cell.at[0] == '"' && cell.at[cell.size - 1] == '"';
    return quoted ? text_slice(cell, 1, cell.size - 1) : cell;
}

static Text next_line(Text text, size_t *at)
{
    size_t from = *at;
    while (*at < text.size && text.at[*at] != '\n')
        (*at)++;
    Text line = text_slice(text, from, *at);
    *at += *at < text.size;
    return line;
}

void clauses_list(Clauses *clauses, Text csv)
{
    size_t at = 0;
    next_line(csv, &at); /* the names of the columns */
    while (at < csv.size) {
        Text line = next_line(csv, &at);
        const char *comma = memchr(line.at, ',', line.size);
        size_t split = comma == NULL ? line.size : (size_t)(comma - line.at);
        Text title = comma == NULL ? TEXT("") : text_slice(line, split + 1, line.size);
        Text id = text_fold(clauses->arena, unquoted(text_slice(line, 0, split)));
        add(clauses, bare(id), unquoted(title));
    }
}

/* --- what the rules cite --- */

typedef void CiteVisit(void *context, Text cite, const Name *name, bool scores);

static void visit_meta(const Meta *meta, const Name *name, bool scores, CiteVisit *visit,
                       void *context)
{
    for (size_t i = 0; i < meta->cite_count; i++)
        if (text_starts(meta->cites[i], "§"))
            visit(context, bare(meta->cites[i]), name, scores);
}

static void visit_cites(const Ir *ir, CiteVisit *visit, void *context)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        visit_meta(&ir->rules[i].meta, &ir->rules[i].name, true, visit, context);
    for (size_t i = 0; i < ir->selection_count; i++)
        visit_meta(&ir->selections[i].meta, &ir->selections[i].name, true, visit, context);
    for (size_t i = 0; i < ir->item_count; i++)
        for (size_t v = 0; v < ir->items[i].version_count && !item_is_hidden(ir->items[i].kind);
             v++)
            visit_meta(&ir->items[i].versions[v].meta, &ir->items[i].name, true, visit, context);
    for (size_t i = 0; i < ir->unscored_count; i++)
        visit_meta(&ir->unscored[i].meta, &ir->unscored[i].name, false, visit, context);
}

static void add_cited(void *context, Text cite, const Name *name, bool scores)
{
    (void)name, (void)scores;
    add(context, cite, TEXT(""));
}

void clauses_cited(Clauses *clauses, const Ir *ir)
{
    visit_cites(ir, add_cited, clauses);
}

/* --- numbers --- */

static bool is_numeral(int32_t code)
{
    static const int32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                       0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x96F6};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (numerals[i] == code)
            return true;
    return false;
}

/* How many bytes of numerals (or digits) stand here. */
static size_t run_of(Text line, size_t from, bool digits)
{
    size_t at = from;
    while (at < line.size) {
        size_t next = at;
        int32_t code = utf8_next(line, &next);
        bool is_digit = code >= '0' && code <= '9';
        if (digits ? !is_digit : !is_numeral(code))
            break;
        at = next;
    }
    return at - from;
}

/* Whether a number goes on there: 1 is no part of 12, nor 十 of 十二. */
static bool splits_number(Text text, size_t at)
{
    for (size_t from = 0; from < at;) {
        size_t run = run_of(text, from, true) + run_of(text, from, false); /* one of them is 0 */
        if (run > at - from)
            return true;
        if (run == 0)
            utf8_next(text, &from);
        from += run;
    }
    return false;
}

/* --- the two compared --- */

typedef struct Marking {
    Clauses *clauses;
    size_t listed; /* those of the list; what is behind them was only cited */
    Language language;
} Marking;

/* A name once, although each of its versions cites the clause. */
static bool is_named(Text by, Text name)
{
    return name.size > 0 && by.size >= name.size &&
           memmem(by.at, by.size, name.at, name.size) != NULL;
}

static void mark(void *context, Text cite, const Name *name, bool scores)
{
    Marking *marking = context;
    Clauses *clauses = marking->clauses;
    Clause *clause = add(clauses, cite, TEXT(""));
    if (clause == NULL)
        return;
    if ((size_t)(clause - clauses->at) >= marking->listed)
        clause->state = CLAUSE_UNLISTED;
    else if (scores || clause->state == CLAUSE_OPEN)
        clause->state = scores ? CLAUSE_ENCODED : CLAUSE_UNSCORED;
    Text shown = name->text.size == 0 ? name->title : name_shown(name, marking->language);
    if (is_named(clause->by, shown))
        return;
    clause->by =
        text_from(arena_format(clauses->arena, "%.*s%s%.*s", (int)clause->by.size, clause->by.at,
                               clause->by.size > 0 ? ", " : "", (int)shown.size, shown.at));
}

static bool is_below(Text part, Text whole)
{
    return part.size > whole.size && memcmp(part.at, whole.at, whole.size) == 0 &&
           !splits_number(part, whole.size);
}

void clauses_mark(Clauses *clauses, const Ir *ir, Language language)
{
    Marking marking = {clauses, clauses->count, language};
    visit_cites(ir, mark, &marking);
    for (size_t i = 0; i < marking.listed; i++) {
        Clause *clause = &clauses->at[i];
        bool has_parts = false, all = true;
        for (size_t k = 0; k < marking.listed; k++)
            if (is_below(clauses->at[k].id, clause->id)) {
                has_parts = true;
                all = all && clauses->at[k].state != CLAUSE_OPEN;
            }
        if (clause->state == CLAUSE_OPEN && has_parts && all)
            clause->state = CLAUSE_PARTS;
    }
}

/* --- the numbering of a wording --- */

enum { LEVELS = 5 };

typedef struct Numbering {
    Clauses *clauses;
    Text level[LEVELS]; /* 一, (一), 1, (1), ① */
} Numbering;

static bool stands(Text line, size_t at, const char *sign)
{
    return at <= line.size && text_starts(text_slice(line, at, line.size), sign);
}

static size_t sign_size(Text line, size_t at, const char *const *signs)
{
    for (; *signs != NULL; signs++)
        if (stands(line, at, *signs))
            return strlen(*signs);
    return 0;
}

/* One level of a heading: its number and how long it is; 0: the line begins otherwise. */
static size_t heading_of(Arena *arena, Text line, int level, Text *number)
{
    static const char *const open[] = {"（", "(", NULL}, *const shut[] = {"）", ")", NULL};
    static const char *const after[] = {"、", "．", ".", NULL};
    if (level == 4) {
        size_t at = 0;
        int32_t code = line.size > 0 ? utf8_next(line, &at) : 0;
        *number = text_slice(line, 0, at);
        return code >= 0x2460 && code <= 0x2473 ? at : 0;
    }
    bool bracketed = level == 1 || level == 3, digits = level >= 2;
    size_t from = bracketed ? sign_size(line, 0, open) : 0;
    size_t size = run_of(line, from, digits);
    size_t end = sign_size(line, from + size, bracketed ? shut : after);
    if (size == 0 || end == 0 || (bracketed && from == 0))
        return 0;
    const char *format = bracketed ? "(%.*s)" : "%.*s";
    *number = text_from(arena_format(arena, format, (int)size, line.at + from));
    return from + size + end;
}

static void add_numbered(Numbering *numbering, int level, Text title)
{
    Output *id = output_memory();
    for (int i = 0; i <= level; i++)
        output_text(id, numbering->level[i]);
    Arena *arena = numbering->clauses->arena;
    add(numbering->clauses, text_copy(arena, output_contents(id)), title);
    output_close(id);
}

/* 第三条 stands for itself, whatever chapter it is in. */
static bool add_article(Numbering *numbering, Text line)
{
    size_t first = sizeof "第" - 1;
    size_t size = run_of(line, first, false);
    size = size == 0 ? run_of(line, first, true) : size;
    if (!text_starts(line, "第") || size == 0 || !stands(line, first + size, "条"))
        return false;
    size_t end = first + size + sizeof "条" - 1;
    add(numbering->clauses, text_slice(line, 0, end), text_trim(text_slice(line, end, line.size)));
    return true;
}

/* 5.2, 5.2.1: the whole number stands in the line. */
static bool add_decimal(Numbering *numbering, Text line)
{
    size_t end = run_of(line, 0, true), dots = 0;
    while (end > 0 && stands(line, end, ".") && run_of(line, end + 1, true) > 0) {
        end += 1 + run_of(line, end + 1, true);
        dots++;
    }
    if (dots == 0)
        return false;
    add(numbering->clauses, text_slice(line, 0, end), TEXT(""));
    return true;
}

/* Headings may follow one another in a line: 3.（1）① */
static void add_line(Numbering *numbering, Text line)
{
    line = text_trim(line);
    while (text_starts(line, "　"))
        line = text_trim(text_slice(line, sizeof "　" - 1, line.size));
    if (add_article(numbering, line) || add_decimal(numbering, line))
        return;
    for (int level = 0; level < LEVELS; level++) {
        Text number;
        size_t size = heading_of(numbering->clauses->arena, line, level, &number);
        if (size == 0)
            continue;
        numbering->level[level] = number;
        for (int below = level + 1; below < LEVELS; below++)
            numbering->level[below] = TEXT("");
        line = text_trim(text_slice(line, size, line.size));
        add_numbered(numbering, level, TEXT(""));
    }
}

void clauses_number(Clauses *clauses, Text wording)
{
    Numbering numbering = {.clauses = clauses};
    for (size_t at = 0; at < wording.size;)
        add_line(&numbering, next_line(wording, &at));
}
