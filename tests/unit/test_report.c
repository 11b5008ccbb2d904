/* Tables in every format, units in words, accounts that add up or do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "interp/report/account.h"
#include "interp/report/table.h"
#include "interp/report/unit.h"

/* ---- A table of texts ---- */

typedef struct Cells {
    const char *rows[4][3]; /* a NULL row ends it */
    size_t next;
} Cells;

static void cells_rewind(void *context)
{
    ((Cells *)context)->next = 0;
}

static bool cells_next(void *context)
{
    Cells *cells = context;
    return cells->rows[cells->next++][0] != NULL;
}

static Text cells_text(void *context, size_t column, char *room)
{
    const Cells *cells = context;
    (void)room;
    return text_from(cells->rows[cells->next - 1][column]);
}

static size_t cells_number(void *context, size_t column, char *room)
{
    Text text = cells_text(context, column, room);
    memcpy(room, text.at, text.size);
    return text.size;
}

/* id, name, points */
static ReportTable table_of(Cells *cells, ReportColumn *columns)
{
    columns[0] = (ReportColumn){.name = TEXT("person"), .shown = TEXT("人员")};
    columns[1] = (ReportColumn){.name = TEXT("name"), .shown = TEXT("姓名")};
    columns[2] = (ReportColumn){
        .is_number = true, .name = TEXT("duty"), .shown = TEXT("duty"), .unit = TEXT("points")};
    return (ReportTable){.kind = TEXT("person"),
                         .heading = TEXT("October"),
                         .columns = columns,
                         .column_count = 3,
                         .context = cells,
                         .rewind = cells_rewind,
                         .next = cells_next,
                         .text = cells_text,
                         .number = cells_number};
}

static void assert_written(ReportFormat format, Cells cells, const char *expected)
{
    ReportColumn columns[3];
    ReportTable table = table_of(&cells, columns);
    Output *out = output_memory();
    report_write(out, format, &table, 1, (ReportStyle){0});
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
}

static const Cells TWO = {.rows = {{"0001", "张三", "98.5"}, {"0002", "Li", ""}, {NULL}}};

static void csv_leaves_absent_numbers_empty(void **state)
{
    (void)state;
    assert_written(REPORT_CSV, TWO, "person,name,duty\n0001,张三,98.5\n0002,Li,\n");
}

static void csv_keeps_texts_from_becoming_formulas(void **state)
{
    (void)state;
    const Cells cells = {
        .rows = {{"=1+1", "@x", "-3"}, {"＝A1", "a,b", "1/7"}, {"-5", "\tx", "0"}}};
    assert_written(REPORT_CSV, cells,
                   "person,name,duty\n'=1+1,'@x,-3\n'＝A1,\"a,b\",1/7\n'-5,'\tx,0\n");
}

static void csv_quotes_a_guarded_text_that_needs_it(void **state)
{
    (void)state;
    const Cells cells = {.rows = {{"=a,b", "say \"no\"", "1"}, {NULL}}};
    assert_written(REPORT_CSV, cells, "person,name,duty\n\"'=a,b\",\"say \"\"no\"\"\",1\n");
}

static void csv_tables_are_parted_by_an_empty_line(void **state)
{
    (void)state;
    Cells cells = {.rows = {{"1", "a", "2"}, {NULL}}};
    ReportColumn columns[3];
    ReportTable tables[2] = {table_of(&cells, columns), table_of(&cells, columns)};
    Output *out = output_memory();
    report_write(out, REPORT_CSV, tables, 2, (ReportStyle){.bom = true});
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at,
                        "\xEF\xBB\xBFperson,name,duty\n1,a,2\n\nperson,name,duty\n1,a,2\n");
    output_close(out);
}

static void json_has_numbers_null_and_ratios_as_text(void **state)
{
    (void)state;
    const Cells cells = {.rows = {{"1", "a\"b", "0.5"}, {"2", "", "1/7"}, {"3", "c", ""}}};
    assert_written(REPORT_JSON, cells,
                   "{\n\"person\": [\n"
                   "{\"person\":\"1\",\"name\":\"a\\\"b\",\"duty\":0.5},\n"
                   "{\"person\":\"2\",\"name\":null,\"duty\":\"1/7\"},\n"
                   "{\"person\":\"3\",\"name\":\"c\",\"duty\":null}\n]\n}\n");
}

static void json_lines_have_an_object_a_row(void **state)
{
    (void)state;
    assert_written(REPORT_JSONL, TWO,
                   "{\"person\":\"0001\",\"name\":\"张三\",\"duty\":98.5}\n"
                   "{\"person\":\"0002\",\"name\":\"Li\",\"duty\":null}\n");
}

static void tables_align_wide_characters(void **state)
{
    (void)state;
    assert_written(REPORT_TABLE, TWO,
                   "October\n\n"
                   "人员  姓名    duty\n"
                   "            points\n"
                   "----  ----  ------\n"
                   "0001  张三    98.5\n"
                   "0002  Li         –\n");
}

static void tables_show_control_characters(void **state)
{
    (void)state;
    const Cells cells = {.rows = {{"1", "\x1b[31mred", "1"}, {NULL}}};
    ReportColumn columns[3];
    Cells copy = cells;
    ReportTable table = table_of(&copy, columns);
    Output *out = output_memory();
    report_write(out, REPORT_TABLE, &table, 1, (ReportStyle){0});
    assert_null(memchr(output_contents(out).at, '\x1b', output_contents(out).size));
    output_close(out);
}

static void markdown_escapes_what_would_be_markup(void **state)
{
    (void)state;
    const Cells cells = {.rows = {{"a|b", "*x*", "1"}, {NULL}}};
    assert_written(REPORT_MD, cells,
                   "**October**\n\n"
                   "| 人员 | 姓名 | duty (points) |\n"
                   "| --- | --- | ---: |\n"
                   "| a\\|b | \\*x\\* | 1 |\n");
}

static void formats_are_found_by_name(void **state)
{
    (void)state;
    ReportFormat format = REPORT_TABLE;
    assert_true(report_format_find(&format, TEXT("jsonl")));
    assert_int_equal(format, REPORT_JSONL);
    assert_false(report_format_find(&format, TEXT("xml")));
}

/* ---- Units ---- */

static void assert_unit(Dimension dim, Language language, const char *expected)
{
    Arena *arena = arena_new(0);
    Type type = {.kind = TYPE_NUMBER, .dim = dim};
    assert_string_equal(text_copy(arena, unit_shown(arena, type, language)).at, expected);
    arena_free(arena);
}

static void units_are_words_of_the_reader(void **state)
{
    (void)state;
    assert_unit((Dimension){.points = 1}, LANG_EN, "points");
    assert_unit((Dimension){.points = 1}, LANG_ZH, "分");
    assert_unit((Dimension){.money = 1, .points = -1, .currency = UNIT_WORD_YUAN}, LANG_EN,
                "yuan/point");
    assert_unit((Dimension){.money = 1, .points = -1, .currency = UNIT_WORD_YUAN}, LANG_ZH,
                "元/分");
    assert_unit((Dimension){0}, LANG_EN, "");
    assert_unit((Dimension){.days = -1}, LANG_EN, "1/day");
    assert_unit((Dimension){.points = 1, .days = 2}, LANG_EN, "points·days·days");
    assert_unit((Dimension){.points = 1, .days = 2}, LANG_ZH, "分·天·天");
    assert_unit((Dimension){.money = -1, .currency = UNIT_WORD_EUR}, LANG_EN, "1/EUR");
}

static void one_is_singular_in_english(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const Ir ir = {0};
    Type points = {.kind = TYPE_NUMBER, .dim = {.points = 1}};
    Text one = value_shown(arena, &ir, points, RATIO(1), LANG_EN);
    Text two = value_shown(arena, &ir, points, RATIO(2), LANG_EN);
    Text chinese = value_shown(arena, &ir, points, RATIO(1), LANG_ZH);
    assert_true(text_is(one, "1 point"));
    assert_true(text_is(two, "2 points"));
    assert_true(text_is(chinese, "1分"));
    arena_free(arena);
}

static void a_value_is_shown_by_its_type(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Name values[] = {{.text = TEXT("head"), .alias = TEXT("科长")}, {.text = TEXT("staff")}};
    IrEnum roles = {.values = values, .count = 2};
    const Ir ir = {.enums = &roles, .enum_count = 1};
    const Type yes_no = {.kind = TYPE_YES_NO}, role = {.kind = TYPE_ENUM};
    const Type date = {.kind = TYPE_DATE};
    assert_true(text_is(value_shown(arena, &ir, yes_no, RATIO(1), LANG_EN), "yes"));
    assert_true(text_is(value_shown(arena, &ir, yes_no, RATIO(0), LANG_EN), "no"));
    assert_true(text_is(value_shown(arena, &ir, yes_no, RATIO(1), LANG_ZH), "是"));
    assert_true(text_is(value_shown(arena, &ir, yes_no, RATIO(0), LANG_ZH), "否"));
    assert_true(text_is(value_shown(arena, &ir, role, RATIO(0), LANG_ZH), "科长"));
    assert_true(text_is(value_shown(arena, &ir, role, RATIO(1), LANG_EN), "staff"));
    assert_true(text_is(value_shown(arena, &ir, date, RATIO(day_from_civil(2018, 10, 8)), LANG_EN),
                        "2018-10-08"));
    arena_free(arena);
}

static void a_range_of_one_value_is_that_value(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const Ratio none = {0, 0};
    assert_true(text_is(range_plain(arena, RATIO(3), RATIO(5)), "3..5"));
    assert_true(text_is(range_plain(arena, RATIO(3), RATIO(3)), "3"));
    assert_true(text_is(range_plain(arena, RATIO(3), none), "3"));
    assert_true(text_is(signed_range(arena, RATIO(-3), RATIO(5)), "-3..+5"));
    arena_free(arena);
}

static void signs_are_always_shown(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    assert_true(text_is(signed_shown(arena, RATIO(2)), "+2"));
    assert_true(text_is(signed_shown(arena, RATIO(-2)), "-2"));
    assert_true(text_is(signed_shown(arena, RATIO(0)), "0"));
    arena_free(arena);
}

/* ---- Accounts ---- */

static const AccountLine LINES[] = {
    {.kind = LINE_BASE, .amount = {40, 1}},
    {.kind = LINE_POSTING,
     .amount = {-2, 1},
     .times = 2,
     .rule = {.name = {"late", 4}, .title = {"Late", 4}, .clause = {"§1", 3}},
     .event = {.date = {"2018-10-08", 10}, .id = {"E1", 2}, .note = {"called", 6}}},
};

static Account account_of(AccountPart *part, bool is_balanced)
{
    *part = (AccountPart){.kind = ITEM_SECTION,
                          .name = TEXT("duty"),
                          .is_known = true,
                          .value = TEXT("38 points"),
                          .number = RATIO(38),
                          .lines = (AccountLine *)LINES,
                          .line_count = 2,
                          .is_balanced = is_balanced};
    return (Account){.kind = TEXT("person"),
                     .id = TEXT("0001"),
                     .period = TEXT("2018-10"),
                     .parts = part,
                     .part_count = 1,
                     .is_balanced = is_balanced};
}

static void accounts_put_amounts_below_each_other(void **state)
{
    (void)state;
    AccountPart part;
    const Account account = account_of(&part, true);
    Output *out = output_memory();
    account_print_text(&account, LANG_EN, out);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, "person 0001  2018-10\n"
                                                 "\n"
                                                 "duty                                 38 points\n"
                                                 "  base                                      40\n"
                                                 "  2018-10-08  E1  late  §1  2 times         -2\n"
                                                 "      Late; note: called\n"
                                                 "\n"
                                                 "The account adds up: 1 posting.\n");
    output_close(out);
}

static void accounts_that_do_not_add_up_say_so(void **state)
{
    (void)state;
    AccountPart part;
    const Account account = account_of(&part, false);
    Output *out = output_memory();
    account_print_text(&account, LANG_ZH, out);
    output_char(out, '\0');
    assert_non_null(strstr(output_contents(out).at, "以上各笔不相符"));
    assert_non_null(strstr(output_contents(out).at, "明细不相符：这是程序的错误。"));
    output_close(out);
    out = output_memory();
    account_print_html(&account, LANG_EN, out);
    output_char(out, '\0');
    assert_non_null(strstr(output_contents(out).at, "<p>The account does not add up"));
    output_close(out);
    out = output_memory();
    account_print_json(&account, out);
    output_char(out, '\0');
    assert_non_null(strstr(output_contents(out).at, "\"adds_up\":false}],"));
    assert_non_null(strstr(output_contents(out).at, "\"notes\":[],\"adds_up\":false}\n"));
    output_close(out);
}

static void accounts_are_one_json_object(void **state)
{
    (void)state;
    AccountPart part;
    const Account account = account_of(&part, true);
    Output *out = output_memory();
    account_print_json(&account, out);
    output_char(out, '\0');
    assert_string_equal(
        output_contents(out).at,
        "{\"kind\":\"person\",\"id\":\"0001\",\"period\":\"2018-10\",\"parts\":[\n"
        "{\"name\":\"duty\",\"value\":\"38 points\",\"number\":38,\"facts\":[],\"lines\":["
        "{\"kind\":\"base\",\"amount\":40},"
        "{\"kind\":\"posting\",\"amount\":-2,\"rule\":\"late\",\"title\":\"Late\","
        "\"clause\":\"§1\",\"date\":\"2018-10-08\",\"id\":\"E1\",\"note\":\"called\","
        "\"times\":2}],\"notes\":[],\"adds_up\":true}],\"notes\":[],\"adds_up\":true}\n");
    output_close(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_leaves_absent_numbers_empty),
        cmocka_unit_test(csv_keeps_texts_from_becoming_formulas),
        cmocka_unit_test(csv_quotes_a_guarded_text_that_needs_it),
        cmocka_unit_test(csv_tables_are_parted_by_an_empty_line),
        cmocka_unit_test(json_has_numbers_null_and_ratios_as_text),
        cmocka_unit_test(json_lines_have_an_object_a_row),
        cmocka_unit_test(tables_align_wide_characters),
        cmocka_unit_test(tables_show_control_characters),
        cmocka_unit_test(markdown_escapes_what_would_be_markup),
        cmocka_unit_test(formats_are_found_by_name),
        cmocka_unit_test(units_are_words_of_the_reader),
        cmocka_unit_test(one_is_singular_in_english),
        cmocka_unit_test(a_value_is_shown_by_its_type),
        cmocka_unit_test(a_range_of_one_value_is_that_value),
        cmocka_unit_test(signs_are_always_shown),
        cmocka_unit_test(accounts_put_amounts_below_each_other),
        cmocka_unit_test(accounts_that_do_not_add_up_say_so),
        cmocka_unit_test(accounts_are_one_json_object),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
