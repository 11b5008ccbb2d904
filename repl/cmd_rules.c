/* merit rules, log: the text in force on a day; the history of a rule. */
#include "repl/command.h"

#include <string.h>

#include "repl/job.h"
#include "repl/script.h"

/* ---- The text ---- */

static bool read_day(Session *session, const char *word, Day *day)
{
    *day = DAY_NEVER;
    if (word == NULL || day_parse_lenient(day, text_fold(session->arena, text_from(word))))
        return true;
    diag_plain(session->diag, DIAG_E0352, word, NULL);
    return false;
}

static Engine *load_known(Session *session, const Arguments *arguments, const char *path)
{
    Job job = {.session = session, .engine = session_engine(session)};
    if (!job_known(&job, arguments_value(arguments, OPTION_AS_OF), NULL))
        return NULL;
    job_tell(&job);
    return script_load(session, job.engine, path, false) ? job.engine : NULL;
}

int run_rules(Session *session, const Arguments *arguments)
{
    Day day;
    size_t count = 0;
    const char *to = arguments_value(arguments, OPTION_TO);
    if (!read_day(session, arguments_value(arguments, OPTION_ON), &day))
        return session_report(session);
    Engine *engine = load_known(session, arguments, arguments->words[0]);
    if (engine == NULL)
        return session_report(session);
    const Node *const *files = engine_files(engine, &count);
    const Node *text = amend_in_force(session->arena, files, count, day);
    Language language = script_language(session, text);
    if (to != NULL)
        language = strcmp(to, "zh") == 0 ? LANG_ZH : LANG_EN;
    ast_format(text, TEXT(""), language, session->out);
    return session_report(session);
}

/* ---- The history ---- */

typedef struct Log {
    Session *session;
    Language language;      /* of the rules */
    const Revision *before; /* the last version shown; NULL: none yet */
} Log;

static bool is_shown(const Node *item, bool renumbers)
{
    return item->kind != NODE_FROM && item->kind != NODE_UNTIL &&
           (item->kind != NODE_CITE || renumbers);
}

/* The declaration in canonical layout, without days, and without clauses unless they changed. */
static Text laid_out(const Log *log, const Node *node, bool cites)
{
    Arena *arena = log->session->arena;
    Node *file = node_new(arena, NODE_FILE, node->span);
    Node *copy = arena_copy(arena, node, sizeof *node);
    copy->first = copy->last = copy->next = NULL;
    for (const Node *at = node->first; at != NULL; at = at->next)
        if (is_shown(at, cites)) {
            Node *item = arena_copy(arena, at, sizeof *at);
            item->next = NULL;
            node_add(copy, item);
        }
    node_add(file, copy);
    Output *out = output_memory();
    ast_format(file, TEXT(""), log->language, out);
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

static Text next_line(Text text, size_t *from)
{
    size_t to = *from;
    while (to < text.size && text.at[to] != '\n')
        to++;
    Text line = text_trim(text_slice(text, *from, to));
    *from = to + 1;
    return line;
}

static bool has_line(Text text, Text line)
{
    for (size_t from = 0; from < text.size;)
        if (text_equal(next_line(text, &from), line))
            return true;
    return false;
}

static void put_whole(const Log *log, Text text)
{
    for (size_t from = 0, to = 0; from < text.size; from = ++to) {
        while (to < text.size && text.at[to] != '\n')
            to++;
        if (to > from)
            output_format(log->session->out, "  %.*s\n", (int)(to - from), text.at + from);
    }
}

/* Lines of one text that the other has not; items keep their lines. */
static void put_lines(const Log *log, Text text, Text other, const char *mark)
{
    for (size_t from = 0; from < text.size;) {
        Text line = next_line(text, &from);
        if (line.size > 0 && !has_line(other, line))
            output_format(log->session->out, "  %s%.*s\n", mark, (int)line.size, line.at);
    }
}

static void put_days(const Log *log, const Revision *revision)
{
    char from[16], until[16];
    Output *out = log->session->out;
    const Session *session = log->session;
    if (revision->from == DAY_ALWAYS && revision->until == DAY_NEVER)
        output_string(out, say(session, "always", "一直施行"));
    if (revision->from != DAY_ALWAYS)
        output_format(out, say(session, "from %.*s", "自 %.*s"),
                      (int)day_write(from, revision->from), from);
    if (revision->from != DAY_ALWAYS && revision->until != DAY_NEVER)
        output_char(out, ' ');
    if (revision->until != DAY_NEVER)
        output_format(out, say(session, "until %.*s", "止于 %.*s"),
                      (int)day_write(until, revision->until), until);
}

static void put_notice(const Log *log, const Node *amendment)
{
    Output *out = log->session->out;
    const Node *book = node_find(amendment, NODE_BOOK);
    const Node *recorded = node_find(amendment, NODE_RECORDED);
    if (book != NULL)
        output_format(out, "  《%.*s》", (int)book->name.size, book->name.at);
    if (recorded != NULL && recorded->first != NULL)
        output_format(out, say(log->session, ", recorded %.*s", "，登记于 %.*s"),
                      (int)recorded->first->name.size, recorded->first->name.at);
}

static void put_place(const Log *log, Span span)
{
    const Diag *diag = log->session->diag;
    Text text = diag_source_text(diag, span.source), name = diag_source_name(diag, span.source);
    size_t line = 1;
    for (size_t i = 0; i < span.start && i < text.size; i++)
        line += text.at[i] == '\n';
    name = text_visible(log->session->arena, name);
    output_format(log->session->out, "  %.*s:%zu\n", (int)name.size, name.at, line);
}

static void put_ended(const Log *log, const Revision *revision)
{
    const Session *session = log->session;
    bool suspended = revision->change != NULL && revision->change->kind == NODE_SUSPEND;
    bool repealed = revision->change != NULL && revision->change->kind == NODE_REPEAL;
    output_string(session->out, suspended  ? say(session, ": suspended", "：暂停")
                                : repealed ? say(session, ": repealed", "：废止")
                                           : say(session, ": not in force", "：未施行"));
}

static void put_revision(Log *log, const Revision *revision)
{
    put_days(log, revision);
    if (revision->node == NULL)
        put_ended(log, revision);
    if (revision->amendment != NULL)
        put_notice(log, revision->amendment);
    const Node *place = revision->change != NULL ? revision->change : revision->node;
    if (place != NULL)
        put_place(log, place->span);
    else
        output_char(log->session->out, '\n');
    if (revision->node == NULL)
        return;
    bool renumbers = revision->change != NULL && revision->change->kind == NODE_RENUMBER;
    if (log->before == NULL) {
        put_whole(log, laid_out(log, revision->node, true));
    } else {
        Text now = laid_out(log, revision->node, renumbers);
        Text old = laid_out(log, log->before->node, renumbers);
        put_lines(log, old, now, "- ");
        put_lines(log, now, old, "+ ");
        if (text_equal(old, now))
            output_string(log->session->out, say(log->session, "  as before\n", "  同前\n"));
    }
    log->before = revision;
}

static void put_history(Session *session, const History *history, Language language)
{
    Log log = {.session = session, .language = language};
    output_format(session->out, "%s %.*s", node_label(history->kind), (int)history->name.size,
                  history->name.at);
    if (history->alias.size > 0)
        output_format(session->out, "/%.*s", (int)history->alias.size, history->alias.at);
    output_char(session->out, '\n');
    for (size_t i = 0; i < history->count; i++)
        put_revision(&log, &history->revisions[i]);
}

static void say_unknown(Session *session, const Engine *engine, Text name)
{
    size_t files = 0, count = 0, room = 0;
    Text *names = NULL;
    const Node *const *trees = engine_files(engine, &files);
    for (size_t i = 0; i < files; i++)
        for (const Node *node = trees[i]->first; node != NULL; node = node->next)
            for (int spelling = 0; spelling < 2 && node->name.size > 0; spelling++) {
                Text known = spelling == 0 || node->alias.size == 0 ? node->name : node->alias;
                if (text_equal(known, name)) /* of a kind of event, which has no history */
                    continue;
                names = arena_grow(session->arena, names, count, &room, sizeof *names);
                names[count++] = known;
            }
    int near = text_nearest(name, names, count);
    const char *help = BOTH("merit rules RULES shows what there is", "merit rules RULES 列出全部");
    if (near >= 0)
        help = arena_format(session->arena, BOTH("did you mean %.*s?", "是否指 %.*s？"),
                            (int)names[near].size, names[near].at, (int)names[near].size,
                            names[near].at);
    diag_plain(session->diag, DIAG_E0843, text_copy(session->arena, name).at, help, NULL);
}

int run_log(Session *session, const Arguments *arguments)
{
    const History *list = NULL;
    size_t files = 0;
    Engine *engine = load_known(session, arguments, arguments->words[0]);
    if (engine == NULL)
        return session_report(session);
    Text name = text_from(arguments->words[1]);
    size_t count = engine_history(engine, session->arena, name, &list);
    if (count == 0)
        say_unknown(session, engine, name);
    Language language = script_language(session, engine_files(engine, &files)[0]);
    for (size_t i = 0; i < count; i++) {
        output_string(session->out, i > 0 ? "\n" : "");
        put_history(session, &list[i], language);
    }
    return session_report(session);
}
