/* Pieces of messages in both languages, and the places that carets point at. */
#include "grammar/words.h"
#include "interp/check/work.h"

#include <ctype.h>
#include <string.h>

const char *say_text(Check *c, Text text)
{
    return text_copy(diag_arena(c->diag), text).at;
}

const char *say_name(Check *c, const Name *name)
{
    Text en = name_shown(name, LANG_EN), zh = name_shown(name, LANG_ZH);
    return arena_format(diag_arena(c->diag), "%.*s\x1f%.*s", (int)en.size, en.at, (int)zh.size,
                        zh.at);
}

static void put_way(Output *out, const Name *const *names, size_t count, Language language)
{
    for (size_t i = 0; i < count; i++) {
        output_string(out, i > 0 ? " → " : "");
        output_text(out, name_shown(names[i], language));
    }
}

const char *say_way(Check *c, const Name *const *names, size_t count)
{
    Output *out = output_memory();
    put_way(out, names, count, LANG_EN);
    output_char(out, '\x1f');
    put_way(out, names, count, LANG_ZH);
    const char *way = text_copy(diag_arena(c->diag), output_contents(out)).at;
    output_close(out);
    return way;
}

const char *say_kind(SymbolKind kind)
{
    static const char *const words[SYMBOL_KINDS] = {
        [SYMBOL_SECTION] = BOTH("section", "分项"),
        [SYMBOL_SCORE] = BOTH("score", "得分"),
        [SYMBOL_RANK] = BOTH("rank", "排名"),
        [SYMBOL_GRADE] = BOTH("grade", "等次"),
        [SYMBOL_LET] = BOTH("let", "参数"),
        [SYMBOL_TABLE] = BOTH("table", "对照表"),
        [SYMBOL_CALENDAR] = BOTH("period", "周期"),
        [SYMBOL_RULE] = BOTH("rule", "规则"),
        [SYMBOL_SELECTION] = BOTH("selection", "择计"),
        [SYMBOL_EVENT] = BOTH("event", "事件"),
        [SYMBOL_SUBJECT] = BOTH("subject", "主体"),
    };
    return words[kind];
}

const char *say_a_kind(Check *c, SymbolKind kind)
{
    const char *words = kind == SYMBOL_EVENT ? BOTH("an %1%2", "%1%2") : BOTH("a %1%2", "%1%2");
    return say_both(c, words, say_kind(kind), "");
}

const char *say_type(Check *c, Type type)
{
    return type_words(diag_arena(c->diag), c->ir, type);
}

/* What the formatter would print for the items of blocks; the label of the tree for others. */
const char *say_node(const Node *node)
{
    static const char *const words[NODE_KINDS] = {
        [NODE_REGULATION] = BOTH("regulation", "规定"),
        [NODE_BASE] = BOTH("base", "基础"),
        [NODE_FLOOR] = BOTH("floor", "保底"),
        [NODE_CAP] = BOTH("cap", "封顶"),
        [NODE_OUT_OF] = BOTH("out of", "满分"),
        [NODE_EACH] = BOTH("each", "每"),
        [NODE_OF] = BOTH("of", "属"),
        [NODE_FORMULA] = BOTH("=", "="),
        [NODE_FOR] = BOTH("for", "适用"),
        [NODE_WHEN] = BOTH("when", "当"),
        [NODE_UNLESS] = BOTH("unless", "除非"),
        [NODE_WITHIN] = BOTH("within", "分组"),
        [NODE_AMONG] = BOTH("among", "限于"),
        [NODE_TIES] = BOTH("ties", "并列"),
        [NODE_ROUNDED] = BOTH("rounded", "取整"),
        [NODE_BY] = BOTH("by", "按"),
        [NODE_RANK_BY] = BOTH("by", "按"),
        [NODE_FROM] = BOTH("from", "自"),
        [NODE_UNTIL] = BOTH("until", "止于"),
        [NODE_QUOTE] = BOTH("quote", "原文"),
        [NODE_ASSUMED] = BOTH("assumed", "推定"),
        [NODE_RUN] = BOTH("run of", "连续"),
        [NODE_COUNTER] = BOTH("a counter", "计数"),
        [NODE_LEVEL] = BOTH("a level", "等次各档"),
        [NODE_PRO_RATA] = BOTH("pro rata", "按在册"),
        [NODE_LOWEST_FIRST] = BOTH("lowest first", "升序"),
        [NODE_ALL_BUT] = BOTH("all but", "除去"),
        [NODE_ACROSS] = BOTH("across", "同"),
        [NODE_UNDER] = BOTH("under", "下属"),
        [NODE_IN] = BOTH("in", "在"),
        [NODE_WHERE] = BOTH("where", "其中"),
        [NODE_ROSTER_SPAN] = BOTH("on roster", "在册"),
        [NODE_TOP] = BOTH("top", "前"),
        [NODE_MINIMUM] = BOTH("minimum", "最少"),
        [NODE_BY_OCCURRENCE] = BOTH("by occurrence", "按次"),
    };
    return words[node->kind] != NULL ? words[node->kind] : node_label(node->kind);
}

static Text half_of(const char *both, bool second)
{
    const char *split = strchr(both, '\x1f');
    if (split == NULL)
        return text_from(both);
    return second ? text_from(split + 1) : (Text){both, (size_t)(split - both)};
}

/* One language of a format with two holes %1 and %2, each filled in that language. */
static void fill_half(Output *out, Text format, const char *a, const char *b, bool second)
{
    for (size_t i = 0; i < format.size; i++) {
        if (format.at[i] != '%' || i + 1 == format.size) {
            output_char(out, format.at[i]);
            continue;
        }
        output_text(out, half_of(format.at[i + 1] == '1' ? a : b, second));
        i++;
    }
}

const char *say_both(Check *c, const char *format, const char *a, const char *b)
{
    Output *out = output_memory();
    fill_half(out, half_of(format, false), a, b, false);
    output_char(out, '\x1f');
    fill_half(out, half_of(format, true), a, b, true);
    const char *words = text_copy(diag_arena(c->diag), output_contents(out)).at;
    output_close(out);
    return words;
}

/* "1 point", "40 points": the unit as it is written after that number. */
static const char *say_unit(Check *c, Type type, Ratio value)
{
    const char *words = say_type(c, type);
    const char *split = strchr(words, '\x1f');
    bool is_one = value.num == 1 && value.den == 1 && strchr(words, '/') == NULL;
    if (!is_one || split[-1] != 's')
        return words;
    return arena_format(diag_arena(c->diag), "%.*s%s", (int)(split - words - 1), words, split);
}

const char *say_amount(Check *c, Type type, Ratio value)
{
    const char *number = ratio_text(diag_arena(c->diag), value).at;
    if (dim_is_plain(type.dim))
        return number;
    return say_both(c, BOTH("%1 %2", "%1%2"), number, say_unit(c, type, value));
}

/* As it is to be written: quoted where it has blanks, or is a word of the language. */
static Text written(Check *c, const Keywords *keywords, Text name)
{
    size_t used = 0;
    if (word_is_plain(name) && keywords_match(keywords, &name, 1, &used) == 0)
        return name;
    return text_from(arena_format(c->arena, "「%.*s」", (int)name.size, name.at));
}

/* The first few of them in one language. */
static void some_names(Check *c, Output *out, const Names *names, Language language)
{
    enum { MOST = 8 };
    const Keywords *keywords = keywords_new(c->arena);
    for (size_t i = 0; i < names->count && i < MOST; i++) {
        if (i > 0)
            output_string(out, language == LANG_EN ? ", " : "、");
        output_text(out, written(c, keywords, name_shown(names->at[i], language)));
    }
    if (names->count > MOST)
        output_string(out, language == LANG_EN ? ", …" : "等");
}

static const char *say_names(Check *c, const Names *names)
{
    Output *out = output_memory();
    output_string(out, "you can write: ");
    some_names(c, out, names, LANG_EN);
    output_string(out, "\x1f可以写：");
    some_names(c, out, names, LANG_ZH);
    const char *words = text_copy(diag_arena(c->diag), output_contents(out)).at;
    output_close(out);
    return words;
}

const char *say_near(Check *c, Text word, const Names *names)
{
    Text *spellings = arena_alloc(c->arena, (names->count * 2 + 1) * sizeof *spellings);
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++) {
        spellings[count++] = names->at[i]->text;
        if (names->at[i]->alias.size > 0)
            spellings[count++] = names->at[i]->alias;
    }
    int near = text_nearest(word, spellings, count);
    if (near >= 0)
        return say_both(c, BOTH("did you mean %1?", "是否应写作：%1"),
                        say_text(c, written(c, keywords_new(c->arena), spellings[near])), "");
    return names->count == 0 ? BOTH("correct it, or declare it first", "请更正，或先声明")
                             : say_names(c, names);
}

Block block_of(SymbolKind kind, const Name *name)
{
    return (Block){.kind = kind, .name = name};
}

void say_block(Check *c)
{
    const Block *block = &c->block;
    const char *text = block->text;
    if (block->name != NULL)
        text = say_both(c, BOTH("%1 %2", "%1 %2"), say_kind(block->kind), say_name(c, block->name));
    if (text != NULL)
        diag_within(c->diag, text);
}

/* --- places --- */

/* The child whose span holds that byte of the source, or NULL. */
static const Node *child_over(const Node *node, uint32_t at)
{
    for (const Node *child = node->first; child != NULL; child = child->next)
        if (child->span.start <= at && at < child->span.end && child->kind != NODE_TITLE)
            return child;
    return NULL;
}

static bool is_letter(Text whole, size_t at)
{
    unsigned char byte = (unsigned char)whole.at[at];
    if (byte < 0x80)
        return isalnum(byte) || byte == '_';
    return utf8_is_han(utf8_next(whole, &at));
}

/* Not a part of a longer word. */
static bool is_alone(Text whole, size_t at, size_t size)
{
    size_t before = at;
    while (before > 0 && ((unsigned char)whole.at[--before] & 0xC0) == 0x80)
        continue;
    return (at == 0 || !is_letter(whole, before)) &&
           (at + size >= whole.size || !is_letter(whole, at + size));
}

/* Where a word stands in a node outside its children; the node's own span where it cannot be told
 * (full-width letters, escapes). */
static Span word_span(Check *c, const Node *node, Text word)
{
    Text whole = diag_source_text(c->diag, node->span.source);
    uint32_t end = node->span.end < whole.size ? node->span.end : (uint32_t)whole.size;
    for (uint32_t at = node->span.start; word.size > 0 && at + word.size <= end; at++) {
        const Node *child = child_over(node, at);
        if (child != NULL) {
            at = child->span.end - 1;
            continue;
        }
        if (memcmp(whole.at + at, word.at, word.size) == 0 && is_alone(whole, at, word.size))
            return (Span){node->span.source, at, at + (uint32_t)word.size};
    }
    return node->span;
}

Span head_span(Check *c, const Node *node)
{
    Span name = word_span(c, node, node->name), alias = name;
    if (node->alias.size > 0)
        alias = word_span(c, node, node->alias);
    uint32_t end = alias.end > name.end ? alias.end : name.end;
    if (node->name.size > 0 && end < node->span.end)
        return (Span){node->span.source, node->span.start, end};
    Text whole = diag_source_text(c->diag, node->span.source);
    end = node->span.start;
    while (end < node->span.end && whole.at[end] != '\n')
        end++;
    return (Span){node->span.source, node->span.start, end};
}

Span name_span(Check *c, const Node *node)
{
    return word_span(c, node, node->name);
}
