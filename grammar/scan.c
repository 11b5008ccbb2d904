/* The scanner around flex: what a match means, and where it stands in the original. */
#include "base/date.h"
#include "grammar/parser.h"
#include "grammar/token.h"

#include "grammar/lexer_flex.h"

int scan_token(Scanner *scanner, void *flex);

bool scanner_open(Scanner *scanner, Arena *arena, Diag *diag, uint32_t source)
{
    *scanner = (Scanner){.arena = arena, .diag = diag};
    if (!source_open(&scanner->source, arena, diag, source))
        return false;
    if (scan_lex_init(&scanner->flex) != 0)
        memory_exhausted(0);
    scan__scan_buffer(scanner->source.folded, scanner->source.size + 2, scanner->flex);
    return true;
}

void scanner_close(Scanner *scanner)
{
    if (scanner->flex)
        scan_lex_destroy(scanner->flex);
}

/* Where the text of a match stands. Matches are looked up in rising order. */
static void place(Scanner *scanner, Text text)
{
    size_t start = (size_t)(text.at - scanner->source.folded);
    scanner->token.span.source = scanner->source.number;
    scanner->token.span.start = source_original(&scanner->source, start);
    scanner->token.span.end = source_original(&scanner->source, start + text.size);
}

static bool starts_line(const Scanner *scanner)
{
    size_t at = scanner->token.span.start;
    const char *bytes = scanner->source.original.at;
    while (at > 0 && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t'))
        at--;
    return at == 0 || bytes[at - 1] == '\n';
}

Token scanner_next(Scanner *scanner)
{
    scanner->token = (Token){0};
    int kind = scan_token(scanner, scanner->flex);
    Text match = {scan_get_text(scanner->flex), (size_t)scan_get_leng(scanner->flex)};
    if (kind == TOKEN_FILE_END)
        match = (Text){scanner->source.folded + scanner->source.size, 0};
    if (scanner->token.span.end == 0)
        place(scanner, match);
    scanner->token.kind = kind;
    scanner->token.starts_line = starts_line(scanner);
    if (match.size > SOURCE_TOKEN_BYTES && kind != TOKEN_GRAMMAR_error) {
        diag_add(scanner->diag, DIAG_E0106, scanner->token.span, NULL);
        scanner->token.kind = TOKEN_GRAMMAR_error;
    }
    return scanner->token;
}

static int fail(Scanner *scanner, Text text, DiagCode why)
{
    place(scanner, text);
    size_t end = text.size < 40 ? text.size : 40;
    while (end < text.size && (text.at[end] & 0xC0) == 0x80)
        end++;
    Text shown = text_slice(text, 0, end);
    diag_add(scanner->diag, why, scanner->token.span,
             text_copy(diag_arena(scanner->diag), shown).at, NULL);
    return TOKEN_GRAMMAR_error;
}

int scan_word(Scanner *scanner, Text text)
{
    scanner->token.text = text;
    scanner->token.is_word = true;
    if (word_mixes_scripts(text)) {
        fail(scanner, text, DIAG_W0101);
    }
    return TOKEN_NAME;
}

int scan_quantity(Scanner *scanner, Text text, size_t *used)
{
    size_t digits = 0;
    while (digits < text.size &&
           ((text.at[digits] >= '0' && text.at[digits] <= '9') || text.at[digits] == '.'))
        digits++;
    Text rest = text_slice(text, digits, text.size);
    UnitMatch unit = unit_match(rest);
    *used = digits + unit.size;
    scanner->token.text = text_slice(text, 0, digits);
    scanner->token.unit = unit.unit;
    scanner->token.per = unit.per;
    Text word = text_trim(text_slice(rest, 0, unit.size));
    if (word.size < unit.size && word_is_plain(word))
        scanner->token.field = word;
    if (unit.size)
        return TOKEN_QUANTITY;
    char behind = rest.at[0];
    bool glued = (behind >= 'a' && behind <= 'z') || (behind >= 'A' && behind <= 'Z');
    if (!glued)
        return TOKEN_NUMBER;
    while (*used < text.size && text.at[*used] != '/')
        ++*used;
    return fail(scanner, text_slice(text, 0, *used), DIAG_E0117);
}

int scan_date(Scanner *scanner, Text text)
{
    Day day;
    scanner->token.text = text;
    if (text.size != 10 || text.at[7] != '-')
        return fail(scanner, text, DIAG_E0113);
    return day_parse(&day, text) ? TOKEN_DATE : fail(scanner, text, DIAG_E0112);
}

int scan_period(Scanner *scanner, Text text)
{
    PeriodUnit unit;
    int32_t index;
    scanner->token.text = text;
    return period_parse(&unit, &index, text) ? TOKEN_PERIOD_LITERAL
                                             : fail(scanner, text, DIAG_E0114);
}

int scan_clause(Scanner *scanner, Text text)
{
    scanner->token.text = text;
    bool bare = text.size <= sizeof "§" - 1;
    bool comma = text.at[text.size - 1] == ',';
    return bare || comma ? fail(scanner, text, DIAG_E0115) : TOKEN_CLAUSE;
}

int scan_quoted(Scanner *scanner, int kind, Text text, size_t open, size_t close)
{
    scanner->token.text = text_slice(text, open, text.size - close);
    bool empty = kind != TOKEN_TEXT && !text_trim(scanner->token.text).size;
    return empty ? fail(scanner, text, DIAG_E0116) : kind;
}

int scan_unclosed(Scanner *scanner, Text text)
{
    DiagCode why = text_starts(text, "「")   ? DIAG_E0110
                   : text_starts(text, "《") ? DIAG_E0111
                                             : DIAG_E0109;
    size_t open = 0;
    utf8_next(text, &open);
    return fail(scanner, text_slice(text, 0, open), why);
}

typedef struct Instead {
    const char *character, *write;
} Instead;

/* What Word and input methods put in place of the characters of the language. */
static const Instead instead[] = {{"–", "-"},  {"—", "-"}, {"−", "-"}, {"×", "*"},
                                  {"÷", "/"},  {"‘", "“"}, {"’", "”"}, {"≠", "is not / 不为"},
                                  {"…", ".."}, {"·", "."}};

/* One diagnostic for a run of them: the following ones are skipped (0). */
int scan_unknown(Scanner *scanner, Text text)
{
    size_t start = (size_t)(text.at - scanner->source.folded);
    size_t behind = scanner->unknown_end;
    scanner->unknown_end = start + text.size;
    if (start == behind && start > 0)
        return 0;
    for (size_t i = 0; i < sizeof instead / sizeof *instead; i++)
        if (text_is(text, instead[i].character)) {
            place(scanner, text);
            diag_add(scanner->diag, DIAG_E0108, scanner->token.span, instead[i].character,
                     instead[i].write, NULL);
            return TOKEN_GRAMMAR_error;
        }
    return fail(scanner, text, DIAG_E0107);
}
