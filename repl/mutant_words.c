/* What a mutant says that the rules do not. */
#include "repl/mutant_words.h"

#include <string.h>

#include "grammar/words.h"

typedef struct Wording {
    Arena *arena;
    const Diag *diag;
    const Mutant *mutant;
    Language language;
} Wording;

static const char *either(const Wording *wording, const char *english, const char *chinese)
{
    return wording->language == LANG_ZH ? chinese : english;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* As it was written, on one line. */
static Text written(const Wording *wording, const Node *node)
{
    enum { MOST = 60 };
    Text raw = text_slice(diag_source_text(wording->diag, node->span.source), node->span.start,
                          node->span.end);
    char *line = arena_alloc(wording->arena, raw.size + 8);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++)
        if (!is_blank(raw.at[i]))
            line[size++] = raw.at[i];
        else if (size > 0 && line[size - 1] != ' ')
            line[size++] = ' ';
    if (size <= MOST)
        return (Text){line, size};
    for (size = MOST; size > 0 && ((unsigned char)line[size] & 0xC0) == 0x80;)
        size--;
    memcpy(line + size, "…", strlen("…"));
    return (Text){line, size + strlen("…")};
}

static Text name_of(const Wording *wording, const Node *node)
{
    const Node *book = node_find(node, NODE_BOOK);
    if (book != NULL && node->name.size == 0)
        return text_from(
            arena_format(wording->arena, "《%.*s》", (int)book->name.size, book->name.at));
    bool is_chinese_first = node->name.size > 0 && (unsigned char)node->name.at[0] >= 0x80;
    bool wants_other = node->alias.size > 0 && is_chinese_first != (wording->language == LANG_ZH);
    return wants_other ? node->alias : node->name;
}

/* The number as it stands there, with the words around it. */
static Text with_number(const Wording *wording, const Node *changed)
{
    const Node *node = wording->mutant->node;
    Text old = written(wording, node);
    size_t at = 0;
    while (at + node->name.size <= old.size && memcmp(old.at + at, node->name.at, node->name.size))
        at++;
    if (at + node->name.size > old.size)
        return changed->name;
    Text rest = text_slice(old, at + node->name.size, old.size);
    bool is_english = rest.size > 0 && rest.at[0] == ' ' && node->unit != UNIT_WORD_NONE &&
                      node->per == UNIT_WORD_NONE;
    if (is_english)
        rest = text_from(
            arena_format(wording->arena, " %.*s",
                         (int)unit_spelling(node->unit, LANG_EN, text_is(changed->name, "1")).size,
                         unit_spelling(node->unit, LANG_EN, text_is(changed->name, "1")).at));
    return text_from(arena_format(wording->arena, "%.*s%.*s%.*s", (int)at, old.at,
                                  (int)changed->name.size, changed->name.at, (int)rest.size,
                                  rest.at));
}

typedef struct OpWord {
    AstOp op;
    const char *en, *zh;
} OpWord;

static const OpWord OP_WORDS[] = {
    {OP_AT_LEAST, "at least", "至少"},
    {OP_ABOVE, "above", "高于"},
    {OP_AT_MOST, "at most", "至多"},
    {OP_BELOW, "below", "低于"},
    {OP_IS, "is", "为"},
    {OP_IS_NOT, "is not", "不为"},
    {OP_ADD, "+", "+"},
    {OP_SUB, "-", "-"},
    {OP_AND, "and", "且"},
    {OP_OR, "or", "或"},
    {OP_AVERAGE, "average", "平均"},
    {OP_MEDIAN, "median", "中位"},
    {OP_HIGHEST, "highest", "最大"},
    {OP_LOWEST, "lowest", "最小"},
    {OP_BEST, "best", "最高"},
    {OP_WORST, "worst", "最低"},
    {OP_HALF_UP, "rounded half up", "取整四舍五入"},
    {OP_HALF_EVEN, "rounded half even", "四舍六入"},
    {OP_UP, "rounded up", "取整向上"},
    {OP_DOWN, "rounded down", "取整向下"},
    {OP_TIES_SHARE, "ties share", "并列同名次"},
    {OP_TIES_DENSE, "ties dense", "并列紧排"},
    {OP_TIES_OUT, "ties out", "并列皆出"},
    {OP_TIES_IN, "ties in", "并列皆入"},
    {OP_REACHING, "reaching", "累计达"},
    {OP_EVERY, "every", "每满"},
    {OP_BEYOND, "beyond", "超过"},
    {OP_ADJUST, "adjust", "补差"},
    {OP_STAND, "stand", "不补"},
};

static Text op_words(const Wording *wording, uint8_t op)
{
    for (size_t i = 0; i < sizeof OP_WORDS / sizeof *OP_WORDS; i++)
        if (OP_WORDS[i].op == (AstOp)op)
            return text_from(either(wording, OP_WORDS[i].en, OP_WORDS[i].zh));
    return TEXT("?");
}

/* ---- The sentences ---- */

static Text changed_to(const Wording *wording, Text now, Text before)
{
    const Mutant *mutant = wording->mutant;
    Text item = written(wording, mutant->item), name = name_of(wording, mutant->declaration);
    bool is_amount = (mutant->item->kind == NODE_DEDUCT || mutant->item->kind == NODE_ADD) &&
                     mutant->node == mutant->item->first;
    bool adds = mutant->item->kind == NODE_ADD;
    if (wording->language == LANG_EN)
        return text_from(is_amount
                             ? arena_format(wording->arena, "%.*s %s %.*s instead of %.*s",
                                            (int)name.size, name.at, adds ? "adds" : "deducts",
                                            (int)now.size, now.at, (int)before.size, before.at)
                             : arena_format(wording->arena, "%.*s: %.*s instead of %.*s in `%.*s`",
                                            (int)name.size, name.at, (int)now.size, now.at,
                                            (int)before.size, before.at, (int)item.size, item.at));
    return text_from(is_amount
                         ? arena_format(wording->arena, "“%.*s”%s %.*s，而不是 %.*s",
                                        (int)name.size, name.at, adds ? "加" : "扣", (int)now.size,
                                        now.at, (int)before.size, before.at)
                         : arena_format(wording->arena, "“%.*s”：“%.*s”中写 %.*s，而不是 %.*s",
                                        (int)name.size, name.at, (int)item.size, item.at,
                                        (int)now.size, now.at, (int)before.size, before.at));
}

static Text left_out(const Wording *wording)
{
    const Mutant *mutant = wording->mutant;
    Text name = name_of(wording, mutant->declaration), gone = written(wording, mutant->node);
    if (mutant->node == mutant->declaration)
        return text_from(arena_format(wording->arena,
                                      either(wording, "%.*s is not there", "没有“%.*s”"),
                                      (int)name.size, name.at));
    return text_from(arena_format(wording->arena,
                                  either(wording, "%.*s without `%.*s`", "“%.*s”没有“%.*s”"),
                                  (int)name.size, name.at, (int)gone.size, gone.at));
}

static Text part_alone(const Wording *wording)
{
    const Mutant *mutant = wording->mutant;
    Text part = written(wording, &mutant->changed), whole = written(wording, mutant->node);
    return changed_to(wording,
                      text_from(arena_format(wording->arena, either(wording, "`%.*s`", "“%.*s”"),
                                             (int)part.size, part.at)),
                      text_from(arena_format(wording->arena, either(wording, "`%.*s`", "“%.*s”"),
                                             (int)whole.size, whole.at)));
}

/* Adding for deducting, another window, another operator. */
static Text other_word(const Wording *wording)
{
    const Mutant *mutant = wording->mutant;
    if (mutant->changed.kind != mutant->node->kind) {
        bool adds = mutant->changed.kind == NODE_ADD;
        Text name = name_of(wording, mutant->declaration);
        const char *format = adds ? either(wording, "%.*s adds where it deducts", "“%.*s”改扣为加")
                                  : either(wording, "%.*s deducts where it adds", "“%.*s”改加为扣");
        return text_from(arena_format(wording->arena, format, (int)name.size, name.at));
    }
    if (mutant->changed.op != mutant->node->op)
        return changed_to(wording, op_words(wording, mutant->changed.op),
                          op_words(wording, mutant->node->op));
    return changed_to(wording, mutant->changed.name, mutant->node->name);
}

Text mutant_words(Arena *arena, const Diag *diag, const Mutant *mutant, Language language)
{
    const Wording wording = {arena, diag, mutant, language};
    switch (mutant->kind) {
    case MUTANT_NUMBER:
        return changed_to(&wording, with_number(&wording, &mutant->changed),
                          written(&wording, mutant->node));
    case MUTANT_WORD:
        return other_word(&wording);
    case MUTANT_LEFT_OUT:
        return left_out(&wording);
    case MUTANT_PART:
        return part_alone(&wording);
    }
    return TEXT("");
}
