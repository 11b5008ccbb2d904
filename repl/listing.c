/* Listings of what the rules hold, as tables of texts. */
#include "repl/listing.h"

#include "interp/report/rows.h"

enum { COLUMNS = 4 };

typedef struct Listing {
    const Ir *ir;
    Arena *arena;
    Language language;
    Day first, last;
    ReportRows *rows;
} Listing;

typedef void ListCollect(Listing *listing);

static Text from_of(Listing *listing, const Meta *meta)
{
    char day[16];
    if (meta->from == DAY_ALWAYS)
        return TEXT("");
    return text_copy(listing->arena, (Text){day, day_write(day, meta->from)});
}

static void add(Listing *listing, const Name *name, const Meta *meta, Text last)
{
    if (meta->from > listing->last || meta->until < listing->first)
        return;
    Text *cells = rows_add(listing->rows);
    if (name->text.size > 0)
        cells[0] = name_shown(name, listing->language);
    cells[1] = meta_cites(listing->arena, meta);
    cells[2] = from_of(listing, meta);
    cells[3] = last;
}

static void collect_rules(Listing *listing)
{
    for (size_t i = 0; i < listing->ir->rule_count; i++) {
        const IrRule *rule = &listing->ir->rules[i];
        add(listing, &rule->name, &rule->meta, rule->name.title);
    }
}

static void collect_assumed(Listing *listing)
{
    const Ir *ir = listing->ir;
    for (size_t i = 0; i < ir->item_count; i++)
        for (size_t v = 0; v < ir->items[i].version_count; v++) {
            const Meta *meta = &ir->items[i].versions[v].meta;
            if (meta->assumed.size > 0)
                add(listing, &ir->items[i].name, meta, meta->assumed);
        }
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].meta.assumed.size > 0)
            add(listing, &ir->rules[i].name, &ir->rules[i].meta, ir->rules[i].meta.assumed);
}

static void collect_unscored(Listing *listing)
{
    const Ir *ir = listing->ir;
    for (size_t i = 0; i < ir->unscored_count; i++)
        add(listing, &(Name){0}, &ir->unscored[i].meta, ir->unscored[i].name.title);
}

static void collect_events(Listing *listing)
{
    const Ir *ir = listing->ir;
    for (size_t i = 0; i < ir->event_count; i++)
        add(listing, &ir->events[i].name, &ir->events[i].meta, ir->events[i].name.title);
}

typedef struct ListKind {
    const char *names[4]; /* NULL after the last */
    ListCollect *collect;
    Text last[2]; /* heading of the last column, by Language */
} ListKind;

static const ListKind KINDS[] = {
    {{"rules", "rule", "规则", NULL}, collect_rules, {TEXT("title"), TEXT("名目")}},
    {{"assumed", "推定", "readings", NULL}, collect_assumed, {TEXT("reading"), TEXT("推定")}},
    {{"unscored", "不计分", NULL}, collect_unscored, {TEXT("title"), TEXT("名目")}},
    {{"events", "event", "事件", NULL}, collect_events, {TEXT("title"), TEXT("名目")}},
};

static const ListKind *kind_of(Text what)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        for (size_t n = 0; n < 4 && KINDS[i].names[n] != NULL; n++)
            if (text_is(what, KINDS[i].names[n]))
                return &KINDS[i];
    return NULL;
}

bool listing_print(const Ir *ir, Text what, Day first, Day last, Language language, Output *out)
{
    const ListKind *kind = kind_of(what);
    if (kind == NULL)
        return false;
    bool in_chinese = language == LANG_ZH;
    Arena *arena = arena_new(0);
    const ReportColumn columns[COLUMNS] = {{.shown = in_chinese ? TEXT("名称") : TEXT("name")},
                                           {.shown = in_chinese ? TEXT("依据") : TEXT("clause")},
                                           {.shown = in_chinese ? TEXT("自") : TEXT("from")},
                                           {.shown = kind->last[language]}};
    Listing listing = {.ir = ir,
                       .arena = arena,
                       .language = language,
                       .first = first,
                       .last = last,
                       .rows = rows_new(arena, columns, COLUMNS)};
    kind->collect(&listing);
    rows_drop_empty(listing.rows);
    ReportTable table = rows_table(listing.rows, TEXT(""), TEXT(""));
    report_write(out, REPORT_TABLE, &table, 1, (ReportStyle){.language = language});
    arena_free(arena);
    return true;
}
