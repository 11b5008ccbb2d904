/* Pieces become lines: blanks between them, names quoted, long lines wrapped. */
#include "grammar/format.h"
#include "grammar/parser.h"

enum { COLUMNS = 100, STEP = 2, WRAP = 4 };

void line_start(Format *f, uint32_t start, uint32_t end)
{
    f->lines = arena_grow(f->arena, f->lines, f->line_count, &f->line_room, sizeof *f->lines);
    f->lines[f->line_count++] =
        (Line){.first = f->piece_count, .indent = f->indent, .start = start, .end = end};
}

void line_item(Format *f, const Node *item)
{
    line_start(f, item->span.start, item->span.end);
}

void line_head(Format *f, const Node *block)
{
    line_start(f, block->span.start, block->span.start);
}

void line_end(Format *f, const Node *block)
{
    uint32_t last = block->span.end - 1;
    line_start(f, last, last);
    f->lines[f->line_count - 1].closes = true;
    put_word(f, TOKEN_END);
}

static Piece *add_piece(Format *f, PieceKind kind, Text text)
{
    f->pieces = arena_grow(f->arena, f->pieces, f->piece_count, &f->piece_room, sizeof *f->pieces);
    Piece *piece = &f->pieces[f->piece_count++];
    *piece = (Piece){.kind = kind, .text = text};
    f->lines[f->line_count - 1].count++;
    return piece;
}

void put_piece(Format *f, PieceKind kind, Text text)
{
    add_piece(f, kind, text);
}

void put_spelling(Format *f, int token, size_t index)
{
    add_piece(f, PIECE_WORD, keyword_spelling(token, f->language, index));
}

void put_word(Format *f, int token)
{
    put_spelling(f, token, 0);
}

void put_name(Format *f, Text name)
{
    add_piece(f, PIECE_NAME, name);
}

void put_calendar(Format *f, Text name)
{
    put_name(f, calendar_word(name, f->language));
}

void put_dn(Format *f, const Node *node)
{
    put_name(f, node->name);
    if (node->alias.size) {
        put_glued(f, "/");
        put_name(f, node->alias);
    }
}

void put_sign(Format *f, const char *sign)
{
    add_piece(f, PIECE_OTHER, text_from(sign));
}

void put_before(Format *f, const char *sign)
{
    add_piece(f, PIECE_OTHER, text_from(sign))->glue_before = true;
}

void put_after(Format *f, const char *sign)
{
    add_piece(f, PIECE_OTHER, text_from(sign))->glue_after = true;
}

void put_glued(Format *f, const char *sign)
{
    Piece *piece = add_piece(f, PIECE_OTHER, text_from(sign));
    piece->glue_before = piece->glue_after = true;
}

static Text last_word(Text text)
{
    size_t from = text.size;
    while (from > 0 && text.at[from - 1] != ' ')
        from--;
    return text_slice(text, from, text.size);
}

static Text first_word(Text text)
{
    size_t to = 0;
    while (to < text.size && text.at[to] != ' ')
        to++;
    return text_slice(text, 0, to);
}

/* The joiner looks across lines: the neighbours are those of the whole file. */
static bool would_join(const Format *f, size_t index)
{
    const Piece *piece = &f->pieces[index];
    if (piece->text.at[0] & 0x80)
        return false;
    if (index > 0 && piece[-1].kind <= PIECE_NAME &&
        keywords_have_pair(f->keywords, last_word(piece[-1].text), piece->text))
        return true;
    return index + 1 < f->piece_count && piece[1].kind <= PIECE_NAME &&
           keywords_have_pair(f->keywords, piece->text, first_word(piece[1].text));
}

static bool needs_quotes(const Format *f, size_t index)
{
    const Piece *piece = &f->pieces[index];
    size_t used;
    if (!word_is_plain(piece->text) || keywords_match(f->keywords, &piece->text, 1, &used))
        return true;
    bool assigned =
        index + 1 < f->piece_count && piece[1].kind == PIECE_OTHER && text_is(piece[1].text, "=");
    if (index > 0 && piece[-1].kind == PIECE_NUMBER && unit_is_word(piece->text) && !assigned)
        return true;
    return would_join(f, index);
}

void quote_names(Format *f)
{
    for (size_t i = 0; i < f->piece_count; i++)
        f->pieces[i].quoted = f->pieces[i].kind == PIECE_NAME && needs_quotes(f, i);
}

static Text shown(const Format *f, size_t index)
{
    const Piece *piece = &f->pieces[index];
    if (!piece->quoted)
        return piece->text;
    return text_from(arena_format(f->arena, "「%.*s」", (int)piece->text.size, piece->text.at));
}

static bool has_blank(const Format *f, size_t first, size_t index)
{
    return index > first && !f->pieces[index].glue_before && !f->pieces[index - 1].glue_after;
}

static size_t pieces_of(const Format *f, size_t first, size_t count)
{
    const Line *last = &f->lines[first + count - 1];
    return last->first + last->count;
}

size_t lines_width(const Format *f, size_t first, size_t count)
{
    size_t from = f->lines[first].first, to = pieces_of(f, first, count);
    size_t width = f->lines[first].indent;
    for (size_t i = from; i < to; i++)
        width += text_width(shown(f, i)) + has_blank(f, from, i);
    return width;
}

/* Where a line that begins with piece `from` must end: behind the last piece that fits. */
static size_t fitting(const Format *f, size_t from, size_t to, size_t column)
{
    size_t fits = from;
    for (size_t i = from; i < to; i++) {
        if (i > from && has_blank(f, from, i)) {
            fits = i;
            column++;
        }
        column += text_width(shown(f, i));
        if (column > COLUMNS && fits > from)
            return fits;
    }
    return to;
}

/* Lines break best before a word of the language or behind a comma, if not too early. */
static size_t best_break(const Format *f, size_t from, size_t fits)
{
    size_t width = 0;
    for (size_t i = from; i < fits; i++)
        width += text_width(shown(f, i)) + 1;
    size_t rest = width;
    for (size_t i = fits; i > from + 1 && 2 * rest > width; i--) {
        bool comma = text_is(f->pieces[i - 1].text, ",");
        if (has_blank(f, from, i) && (f->pieces[i].kind == PIECE_WORD || comma))
            return i;
        rest -= text_width(shown(f, i - 1)) + 1;
    }
    return fits;
}

static void write_pieces(const Format *f, size_t from, size_t to, uint32_t indent, Output *out)
{
    for (size_t start = from, end; start < to; start = end) {
        size_t column = start == from ? indent : indent + WRAP;
        end = fitting(f, start, to, column);
        if (end < to)
            end = best_break(f, start, end);
        if (start > from)
            output_char(out, '\n');
        output_pad(out, column);
        for (size_t i = start; i < end; i++) {
            if (has_blank(f, start, i))
                output_char(out, ' ');
            output_text(out, shown(f, i));
        }
    }
}

static void write_comment(const Comment *comment, Output *out)
{
    Text text = comment->text;
    output_char(out, '#');
    output_text(out, text_slice(text, text.at[0] == '#' ? 1 : sizeof "＃" - 1, text.size));
}

void comment_write(const Comment *comment, uint32_t indent, bool blank_after, Output *out)
{
    output_pad(out, indent);
    write_comment(comment, out);
    output_string(out, blank_after ? "\n\n" : "\n");
}

/* Inside a block nothing is set off by blank lines. */
static void write_leading(const Line *line, Output *out)
{
    uint32_t indent = line->indent + (line->closes ? STEP : 0);
    for (const Comment *comment = line->leading; comment; comment = comment->next)
        comment_write(comment, indent, comment->blank_after && !indent, out);
}

static void write_trailing(const Line *line, Output *out)
{
    for (const Comment *comment = line->trailing; comment; comment = comment->next) {
        output_string(out, comment == line->trailing ? "  " : " ");
        write_comment(comment, out);
    }
    output_char(out, '\n');
}

void lines_write(const Format *f, size_t first, size_t count, bool joined, Output *out)
{
    size_t step = joined ? count : 1;
    for (size_t i = first; i < first + count; i += step) {
        const Line *line = &f->lines[i];
        write_leading(line, out);
        write_pieces(f, line->first, pieces_of(f, i, step), line->indent, out);
        write_trailing(&f->lines[i + step - 1], out);
    }
}
