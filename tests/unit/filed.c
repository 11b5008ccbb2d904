/* Files of a test, written and removed. */
#include "tests/unit/filed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/output.h"

const char *filed_write(Filed *filed, Text bytes)
{
    char *path = filed->paths[filed->path_count++];
    memcpy(path, "/tmp/merit-test-XXXXXX", sizeof "/tmp/merit-test-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    Output *out = output_fd(fd);
    output_text(out, bytes);
    assert_true(output_close(out));
    close(fd);
    return path;
}

Filed *filed_new(const char *rules, Text roster, const Text *logs, size_t count)
{
    Filed *filed = calloc(1, sizeof *filed);
    assert_non_null(filed);
    const char *paths[FILES_MOST];
    filed->script = scripted_new(rules);
    Engine *engine = filed->script->engine;
    paths[0] = filed_write(filed, roster);
    assert_true(engine_load_roster(engine, paths, 1));
    for (size_t i = 0; i < count; i++)
        paths[i] = filed_write(filed, logs[i]);
    assert_true(engine_open_events(engine, paths, count));
    return filed;
}

void filed_free(Filed *filed)
{
    for (size_t i = 0; i < filed->path_count; i++)
        unlink(filed->paths[i]);
    scripted_free(filed->script);
    free(filed);
}

Result *filed_ask(Filed *filed, uint32_t asked, Day first, Day last, Trace *trace)
{
    const Ir *ir = engine_ir(filed->script->engine);
    uint32_t items[64];
    size_t count = 0;
    for (uint32_t i = 0; i < ir->item_count && count < 64; i++)
        if (ir->items[i].kind != ITEM_MEASURE && (asked == UINT32_MAX || asked == i))
            items[count++] = i;
    Question question = {
        .items = items, .item_count = count, .first = first, .last = last, .trace = trace};
    return engine_run(filed->script->engine, &question);
}
