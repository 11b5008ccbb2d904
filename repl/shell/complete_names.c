/* Names in scope, by where they may stand. */
#include <string.h>

#include "grammar/parser.h"
#include "grammar/words.h"
#include "repl/shell/complete.h"

/* What a name may be of. */
enum {
    ITEMS = 1 << 0, /* sections, scores, ranks, grades */
    SECTIONS = 1 << 1,
    RULES = 1 << 2,
    EVENTS = 1 << 3,
    SUBJECTS = 1 << 4,
    FIELDS = 1 << 5,
    VALUES = 1 << 6,    /* of choices; levels of grades */
    AMOUNTS = 1 << 7,   /* lets, tables */
    PERIODS = 1 << 8,   /* inputs and declared periods: behind `in` */
    CALENDARS = 1 << 9, /* month, year …, declared periods */
    PEOPLE = 1 << 10
};

/* ---- Where the cursor is ---- */

typedef struct PlaceRow {
    int previous; /* the token in front of it */
    int first;    /* the word of the statement; 0: any */
    unsigned names;
} PlaceRow;

/* The first row that fits. */
static const PlaceRow PLACES[] = {
    {TOKEN_SHOW, 0, ITEMS},
    {TOKEN_COMPARE, 0, ITEMS},
    {TOKEN_SLIP, 0, ITEMS},
    {TOKEN_BULLETIN, 0, ITEMS},
    {TOKEN_WHY, 0, ITEMS},
    {TOKEN_WHY_NOT, 0, RULES | ITEMS | VALUES},
    {TOKEN_NEAR, 0, RULES},
    {TOKEN_OF, TOKEN_WHY, PEOPLE},
    {TOKEN_OF, TOKEN_WHY_NOT, PEOPLE},
    {TOKEN_OF, TOKEN_SHOW, SUBJECTS | PEOPLE},
    {TOKEN_OF, TOKEN_SUBJECT, SUBJECTS},
    {TOKEN_COMMA, TOKEN_SHOW, ITEMS},
    {TOKEN_COMMA, TOKEN_COMPARE, ITEMS},
    {TOKEN_COMMA, TOKEN_SLIP, ITEMS},
    {TOKEN_IN, TOKEN_SHOW, PERIODS},
    {TOKEN_IN, TOKEN_WHY, PERIODS},
    {TOKEN_IN, TOKEN_WHY_NOT, PERIODS},
    {TOKEN_IN, 0, CALENDARS | PERIODS},
    {TOKEN_EACH, 0, CALENDARS},
    {TOKEN_PREVIOUS, 0, CALENDARS},
    {TOKEN_NEXT, 0, CALENDARS},
    {TOKEN_WHEN, 0, EVENTS | ITEMS | FIELDS},
    {TOKEN_MISSING, 0, EVENTS},
    {TOKEN_TREAT_AS, 0, EVENTS},
    {TOKEN_FROM, TOKEN_RULE, SECTIONS},
    {TOKEN_FROM, TOKEN_AMENDMENT, SECTIONS},
    {TOKEN_FROM, TOKEN_SUPPOSE, SECTIONS},
    {TOKEN_TO, 0, SECTIONS | FIELDS},
    {TOKEN_SET, 0, ITEMS},
    {TOKEN_CLEAR, 0, ITEMS},
    {TOKEN_RESTART, 0, ITEMS},
    {TOKEN_HOLD, 0, ITEMS},
    {TOKEN_WITHHOLD, 0, ITEMS},
    {TOKEN_CHARGE, 0, FIELDS},
    {TOKEN_CHANGE, 0, RULES | ITEMS | AMOUNTS},
    {TOKEN_REPEAL, 0, RULES | ITEMS | AMOUNTS},
    {TOKEN_SUSPEND, 0, RULES},
    {TOKEN_GIVEN, 0, SUBJECTS},
    {TOKEN_DATE, TOKEN_TEST, EVENTS},
    {TOKEN_DATE, TOKEN_SUPPOSE, EVENTS},
    {TOKEN_NAME, TOKEN_SUPPOSE, PEOPLE | FIELDS},
    {TOKEN_EXPECT, 0, ITEMS | RULES},
    {TOKEN_IS, 0, VALUES | FIELDS | ITEMS},
    {TOKEN_IS_NOT, 0, VALUES | FIELDS | ITEMS},
    {TOKEN_IS_ONE_OF, 0, VALUES},
    {TOKEN_BY, TOKEN_TABLE, FIELDS | ITEMS},
    {TOKEN_BY, 0, ITEMS | FIELDS},
};

static unsigned names_at(const Typing *typing)
{
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        const PlaceRow *row = &PLACES[i];
        if (row->previous == typing->previous && (row->first == 0 || row->first == typing->first))
            return row->names;
    }
    return ITEMS | FIELDS | AMOUNTS | EVENTS | VALUES;
}

/* ---- What is declared ---- */

static unsigned kind_of(NodeKind kind)
{
    static const struct {
        NodeKind kind;
        unsigned names;
    } rows[] = {
        {NODE_SECTION, ITEMS | SECTIONS},
        {NODE_SCORE, ITEMS},
        {NODE_RANK, ITEMS},
        {NODE_GRADE, ITEMS},
        {NODE_RULE, RULES},
        {NODE_SELECTION, RULES},
        {NODE_EVENT, EVENTS},
        {NODE_SUBJECT, SUBJECTS},
        {NODE_FIELD, FIELDS},
        {NODE_ENUM_VALUE, VALUES},
        {NODE_LEVEL, VALUES},
        {NODE_LET, AMOUNTS},
        {NODE_TABLE, AMOUNTS},
        {NODE_INPUT, PERIODS},
        {NODE_PERIOD, PERIODS | CALENDARS},
        {NODE_SEASONS, PERIODS | CALENDARS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == kind)
            return rows[i].names;
    return 0;
}

static bool may_hold_names(NodeKind kind)
{
    return kind == NODE_FILE || kind == NODE_SUBJECT || kind == NODE_EVENT ||
           kind == NODE_EVERY_EVENT || kind == NODE_FIELD || kind == NODE_TYPE_ONE_OF ||
           kind == NODE_GRADE || kind == NODE_AMENDMENT;
}

static void offer_tree(Offers *offers, const Node *node, unsigned names)
{
    if ((kind_of(node->kind) & names) != 0)
        offer_name(offers, node->name, node->alias);
    if (!may_hold_names(node->kind))
        return;
    for (const Node *child = node->first; child != NULL; child = child->next)
        offer_tree(offers, child, names);
}

static void offer_trees(Offers *offers, const Engine *engine, unsigned names)
{
    size_t count = 0;
    if (engine == NULL)
        return;
    const Node *const *files = engine_files(engine, &count);
    for (size_t i = 0; i < count; i++)
        offer_tree(offers, files[i], names);
}

void offer_declared(Offers *offers, Shell *shell)
{
    offer_trees(offers, shell->desk.job.engine, ~(unsigned)(FIELDS | VALUES | PERIODS));
}

/* ---- Others ---- */

static void offer_calendars(Offers *offers)
{
    static const char *const words[] = {"month", "quarter", "year", "week", "half"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Text word = text_from(words[i]);
        offer_name(offers, word, calendar_word(word, LANG_ZH));
    }
}

static void offer_inputs(Offers *offers, const Shell *shell)
{
    offer(offers, shell->period);
    for (size_t i = 0; i < shell->desk.inputs.count; i++)
        offer_name(offers, shell->desk.inputs.at[i].name, shell->desk.inputs.at[i].alias);
}

/* By id, or by a name that only one has. */
static void offer_people(Offers *offers, const Roster *roster)
{
    for (size_t k = 0; k < roster->kind_count; k++) {
        const RosterKind *kind = &roster->kinds[k];
        for (size_t i = 0; i < kind->count; i++) {
            bool is_named = offers->part.size > 0 && kind->name[i].size >= offers->part.size &&
                            memcmp(kind->name[i].at, offers->part.at, offers->part.size) == 0;
            if (is_named && roster_find_name(kind, kind->name[i]) >= 0)
                offer(offers, kind->name[i]);
            else
                offer(offers, kind->id[i]);
        }
    }
}

static bool may_be(const Typing *typing, int token)
{
    for (size_t i = 0; i < typing->token_count; i++)
        if (typing->tokens[i] == token)
            return true;
    return false;
}

/* Behind a number. */
static void offer_units(Offers *offers)
{
    for (int unit = UNIT_WORD_NONE + 1; unit < UNIT_WORDS; unit++)
        offer(offers, unit_spelling((UnitWord)unit, offers->language, false));
}

void offer_names(Offers *offers, Shell *shell, const Typing *typing)
{
    if (typing->previous == TOKEN_NUMBER)
        offer_units(offers);
    const Engine *engine = shell->desk.job.engine;
    unsigned names = names_at(typing);
    bool has_name = may_be(typing, TOKEN_NAME);
    if (!has_name)
        return;
    offer_trees(offers, engine, names);
    if ((names & CALENDARS) != 0)
        offer_calendars(offers);
    if ((names & PERIODS) != 0)
        offer_inputs(offers, shell);
    if ((names & PEOPLE) != 0 && engine != NULL && engine_roster(engine) != NULL)
        offer_people(offers, engine_roster(engine));
}
