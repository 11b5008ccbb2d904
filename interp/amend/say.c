/* Words for what is said about changes, in both languages. */
#include <stdio.h>
#include <string.h>

#include "interp/amend/work.h"

Text book_of(const Node *amendment)
{
    const Node *book = amendment != NULL ? node_find(amendment, NODE_BOOK) : NULL;
    return book != NULL ? book->name : (Text){0};
}

void say_within(Amend *a, const Change *change)
{
    Text book = book_of(change->amendment);
    if (change->amendment == NULL)
        diag_within(a->diag, BOTH("suppose", "假设"));
    else
        diag_within(a->diag, arena_format(diag_arena(a->diag), "amendment 《%.*s》\x1f修订《%.*s》",
                                          (int)book.size, book.at, (int)book.size, book.at));
}

const char *words_of_text(Amend *a, Text text)
{
    return text_copy(diag_arena(a->diag), text).at;
}

const char *words_of_day(Amend *a, Day day)
{
    char bytes[16];
    return words_of_text(a, (Text){bytes, day_write(bytes, day)});
}

typedef struct Word {
    NodeKind kind;
    const char *en, *zh;
    const char *one; /* in both languages */
} Word;

static const Word words[] = {
    {NODE_LET, "let", "参数", BOTH("a let", "参数")},
    {NODE_TABLE, "table", "对照表", BOTH("a table", "对照表")},
    {NODE_SECTION, "section", "分项", BOTH("a section", "分项")},
    {NODE_SCORE, "score", "得分", BOTH("a score", "得分")},
    {NODE_RANK, "rank", "排名", BOTH("a rank", "排名")},
    {NODE_GRADE, "grade", "等次", BOTH("a grade", "等次")},
    {NODE_RULE, "rule", "规则", BOTH("a rule", "规则")},
    {NODE_SELECTION, "selection", "择计", BOTH("a selection", "择计")},
};

/* Of a thing: every kind has its row. */
static const Word *word_of(NodeKind kind)
{
    const Word *word = words;
    while (word->kind != kind)
        word++;
    return word;
}

const char *words_of_kind(NodeKind kind)
{
    return word_of(kind)->one;
}

const char *words_of_thing(Amend *a, const Thing *thing)
{
    const Word *word = word_of(thing->kind);
    return arena_format(diag_arena(a->diag), "%s %.*s\x1f%s“%.*s”", word->en, (int)thing->name.size,
                        thing->name.at, word->zh,
                        (int)(thing->alias.size > 0 ? thing->alias : thing->name).size,
                        (thing->alias.size > 0 ? thing->alias : thing->name).at);
}

const char *words_nearby(Amend *a, Text word)
{
    Text *names = arena_alloc(a->arena, (2 * a->things.count + 1) * sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < a->things.count; i++) {
        names[count++] = a->things.at[i].name;
        if (a->things.at[i].alias.size > 0)
            names[count++] = a->things.at[i].alias;
    }
    int near = text_nearest(word, names, count);
    if (near < 0)
        return BOTH("name what the rule files declare, or declare it in the amendment",
                    "请写规则文件中已声明的名称，或在修订中声明");
    return arena_format(diag_arena(a->diag), "did you mean %.*s?\x1f是否应为“%.*s”？",
                        (int)names[near].size, names[near].at, (int)names[near].size,
                        names[near].at);
}
