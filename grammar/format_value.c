/* Names, texts, quantities and other literals, as they can be read again. */
#include "grammar/format.h"
#include "grammar/parser.h"

void put_list(Format *f, const Node *first, NodeKind kind)
{
    for (const Node *item = first; item; item = item->next) {
        if (item->kind != kind)
            continue;
        if (item != first)
            put_before(f, ",");
        if (kind == NODE_PATH)
            put_path(f, item);
        else if (kind == NODE_TEXT)
            put_text(f, item->name);
        else
            put_name(f, item->name);
    }
}

static bool holds(Text text, const char *part)
{
    for (size_t at = 0; at < text.size; at++)
        if (text_starts(text_slice(text, at, text.size), part))
            return true;
    return false;
}

static void put_between(Format *f, const char *open, Text text, const char *close)
{
    put_piece(f, PIECE_OTHER,
              text_from(arena_format(f->arena, "%s%.*s%s", open, (int)text.size, text.at, close)));
}

/* A text in "…" holds no ", one in “…” no ”: where it came from, it can go back to. */
void put_text(Format *f, Text text)
{
    bool plain = !holds(text, "\"") && !holds(text, "＂"), curly = !holds(text, "”");
    if (f->language == LANG_ZH ? curly : !plain)
        put_between(f, "“", text, "”");
    else
        put_between(f, "\"", text, "\"");
}

static bool is_digits(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.size > 0;
}

/* Words and numbers joined by hyphens: E1018-02. The first must not be a keyword by itself. */
static bool is_joined_id(const Format *f, Text id)
{
    size_t from = 0, parts = 0, used = 0;
    for (size_t at = 0; at <= id.size; at++) {
        if (at < id.size && id.at[at] != '-')
            continue;
        Text part = text_slice(id, from, at);
        if (!is_digits(part) &&
            (!word_is_plain(part) || keywords_match(f->keywords, &part, 1, &used)))
            return false;
        from = at + 1;
        parts++;
    }
    return parts > 1;
}

/* An id as a number, a name, or a text: whatever can hold it. */
void put_entity(Format *f, const Node *entity)
{
    if (is_digits(entity->name))
        put_piece(f, PIECE_NUMBER, entity->name);
    else if (is_joined_id(f, entity->name))
        put_piece(f, PIECE_OTHER, entity->name);
    else if (text_trim(entity->name).size && !holds(entity->name, "」"))
        put_name(f, entity->name);
    else
        put_text(f, entity->name);
}

static void put_quantity(Format *f, const Node *node)
{
    Text number = node->name;
    Text unit = unit_spelling(node->unit, f->language, text_is(number, "1"));
    Text per = unit_spelling(node->per, f->language, true);
    bool glued = (unit.at[0] & 0x80) || unit.at[0] == '%';
    put_piece(f, PIECE_OTHER,
              text_from(arena_format(f->arena, "%.*s%s%.*s%s%.*s", (int)number.size, number.at,
                                     glued ? "" : " ", (int)unit.size, unit.at, per.size ? "/" : "",
                                     (int)per.size, per.size ? per.at : "")));
}

void put_path(Format *f, const Node *path)
{
    for (const Node *name = path->first; name; name = name->next) {
        if (name != path->first)
            put_glued(f, ".");
        put_name(f, name->name);
    }
}

/* Values, names and signed numbers: what may stand for a key, a default or a bound. */
void put_literal(Format *f, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_NUMBER:
        put_piece(f, PIECE_NUMBER, node->name);
        break;
    case NODE_QUANTITY:
        put_quantity(f, node);
        break;
    case NODE_TEXT:
        put_text(f, node->name);
        break;
    case NODE_YES:
        put_word(f, TOKEN_YES);
        break;
    case NODE_NO:
        put_word(f, TOKEN_NO);
        break;
    case NODE_NAME:
        put_name(f, node->name);
        break;
    case NODE_PATH:
        put_path(f, node);
        break;
    case NODE_UNARY:
        put_after(f, "-");
        put_literal(f, node->first);
        break;
    case NODE_BOOK:
        put_between(f, "《", node->name, "》");
        break;
    default: /* dates, periods, clauses: as they are spelt */
        put_piece(f, PIECE_OTHER, node->name);
        break;
    }
}
