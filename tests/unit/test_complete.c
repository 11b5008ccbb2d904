/* What the Tab key offers, and where the word begins that it completes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "repl/shell/complete.h"
#include "tests/unit/filed.h"

static const char RULES[] = "subject person/人员\n"
                            "  role/角色: one of head/站长, staff/职员 default staff\n"
                            "  on roster from joined until left\n"
                            "end\n"
                            "event late_report/报表迟报 end event late_talk/会议迟到 end\n"
                            "section duty/本职工作 each month base 40 points end\n"
                            "score monthly/月得分 each month = duty end\n"
                            "rule lateness/迟到扣分 when late_report deduct 1 point from duty end\n"
                            "table prize by role head → 2 points, otherwise → 1 point end\n";

typedef struct Scene {
    Filed *filed;
    Session *session;
    Shell shell;
} Scene;

static Scene *scene_new(Language language, Text roster)
{
    Scene *scene = calloc(1, sizeof *scene);
    scene->filed = filed_new(RULES, roster, NULL, 0);
    scene->session = session_new(language);
    scene->shell = (Shell){.session = scene->session};
    scene->shell.desk.job.engine = scene->filed->script->engine;
    return scene;
}

static void scene_free(Scene *scene)
{
    session_close(scene->session, 0);
    filed_free(scene->filed);
    free(scene);
}

/* The candidates, parted by "|", behind what stands in front of them. */
static void assert_offers(Scene *scene, const char *line, const char *wanted)
{
    char said[1024];
    Completion out;
    complete_line(&scene->shell, text_from(line), &out);
    int used = snprintf(said, sizeof said, "%.*s>", (int)out.start, line);
    if (out.is_path)
        used += snprintf(said + used, sizeof said - (size_t)used, "FILES");
    for (size_t i = 0; i < out.count; i++) {
        used +=
            snprintf(said + used, sizeof said - (size_t)used, "%s%s", i > 0 ? "|" : "", out.at[i]);
        free(out.at[i]);
    }
    free(out.at);
    assert_string_equal(said, wanted);
}

#define TWO TEXT("id,name,joined,left\n01,张三,2018-01-01,\n02,李四,2018-01-01,\n")

static void words_that_may_follow(void **state)
{
    (void)state;
    Scene *scene = scene_new(LANG_EN, TWO);
    assert_offers(scene, "sho", ">show");
    assert_offers(scene, "show duty in 2018-10 wh", "show duty in 2018-10 >where");
    assert_offers(scene, "show duty in 2018-10 where duty at ",
                  "show duty in 2018-10 where duty at >least|most");
    assert_offers(scene, "show duty in 2018-10 where duty is as",
                  "show duty in 2018-10 where duty is >assessed");
    assert_offers(scene, "其", ">");
    scene_free(scene);
}

static void names_by_where_they_may_stand(void **state)
{
    (void)state;
    Scene *scene = scene_new(LANG_EN, TWO);
    assert_offers(scene, "show duty, m", "show duty, >monthly");
    assert_offers(scene, "rule x when late", "rule x when >late_report|late_talk");
    assert_offers(scene, "rule x when late_report deduct 1 point from ",
                  "rule x when late_report deduct 1 point from >duty");
    assert_offers(scene, "rule x when late_report where role is st",
                  "rule x when late_report where role is >staff");
    assert_offers(scene, "why duty of ", "why duty of >01|02");
    assert_offers(scene, "why duty of 李", "why duty of >李四");
    scene_free(scene);
}

static void the_language_of_the_session_comes_first(void **state)
{
    (void)state;
    Scene *scene = scene_new(LANG_ZH, TWO);
    assert_offers(scene, "显", ">显示");
    assert_offers(scene, "显示 ", "显示 >提醒|事件表|明细|退回|本职工作|月得分");
    assert_offers(scene, "显示 本职工作，月", "显示 本职工作，>月得分");
    assert_offers(scene, "show duty in 2018-10 whe", "show duty in 2018-10 >where");
    assert_offers(scene, "。规", "。>规则");
    scene_free(scene);
}

static void what_was_typed_on_the_lines_above_counts(void **state)
{
    (void)state;
    char above[] = "rule x\n  when late_report";
    Scene *scene = scene_new(LANG_EN, TWO);
    scene->shell.typed = (Typed){.at = above, .size = strlen(above)};
    assert_offers(scene, "  ded", "  >deduct");
    assert_offers(scene, ".ru", ".>"); /* no command in the middle of a statement */
    scene_free(scene);
}

static void commands_and_their_words(void **state)
{
    (void)state;
    Scene *scene = scene_new(LANG_EN, TWO);
    assert_offers(scene, ".ru", ".>rules|rule");
    assert_offers(scene, ".规", ".>规则");
    assert_offers(scene, ".rule late", ".rule >late_report|late_talk|lateness");
    assert_offers(scene, ".mode j", ".mode >json|jsonl");
    assert_offers(scene, ".load ru", ".load >FILES");
    assert_offers(scene, "use \"ru", "use \">FILES");
    assert_offers(scene, "使用 “ru", "使用 “>FILES");
    scene_free(scene);
}

static void a_roster_of_twenty_thousand_is_looked_through(void **state)
{
    (void)state;
    Output *roster = output_memory();
    output_string(roster, "id,name,joined,left\n");
    for (int i = 0; i < 20000; i++)
        output_format(roster, "P%05d,,2018-01-01,\n", i);
    Scene *scene = scene_new(LANG_EN, output_contents(roster));
    assert_offers(scene, "why duty of P1999",
                  "why duty of >P19990|P19991|P19992|P19993|P19994|P19995|P19996|P19997|P19998|"
                  "P19999");
    scene_free(scene);
    output_close(roster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_may_follow),
        cmocka_unit_test(names_by_where_they_may_stand),
        cmocka_unit_test(the_language_of_the_session_comes_first),
        cmocka_unit_test(what_was_typed_on_the_lines_above_counts),
        cmocka_unit_test(commands_and_their_words),
        cmocka_unit_test(a_roster_of_twenty_thousand_is_looked_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
