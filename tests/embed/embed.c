/* A program that embeds Merit: a month of the township, one value, one account, one mistake. */
#include <merit.h>
#include <stdio.h>
#include <string.h>

static int complain(Merit *merit)
{
    fputs(merit_messages(merit), stdout);
    merit_free(merit);
    return 1;
}

/* The township's October: how many rows, one person's bonus, the first lines of everything. */
static int show_month(const char *rules)
{
    char main_file[1024], roster_file[1024], events_file[1024];
    snprintf(main_file, sizeof main_file, "%s/township", rules);
    snprintf(roster_file, sizeof roster_file, "%s/township/sample/roster.csv", rules);
    snprintf(events_file, sizeof events_file, "%s/township/sample/events-2018.csv", rules);
    const char *pack = main_file, *roster = roster_file, *events = events_file;

    Merit *merit = merit_new("en");
    if (merit_load_rules(merit, &pack, 1) != 0 || merit_load_roster(merit, &roster, 1) != 0 ||
        merit_open_events(merit, &events, 1) != 0)
        return complain(merit);
    MeritResult *result = merit_score(merit, "2018-10", 0);
    if (result == NULL)
        return complain(merit);
    size_t size = 0;
    const char *csv = merit_format(result, "csv", &size);
    printf("%.*s\n", (int)(strchr(csv, '\n') - csv), csv);
    printf("bonus of 0003: %s\n", merit_value(result, "bonus", "0003", NULL));
    printf("rejected rows: %d\n", (int)merit_rows_rejected(merit));
    merit_result_free(result);
    merit_free(merit);
    return 0;
}

/* Rules from memory, with a name that they do not know. */
static int show_mistake(void)
{
    static const char rules[] = "subject person end\n"
                                "event late end\n"
                                "section duty each month base 40 points end\n"
                                "rule lateness when late deduct 1 point from dutty end\n";
    Merit *merit = merit_new("en");
    int status = merit_load_rules_text(merit, "rules in memory", rules, sizeof rules - 1);
    printf("status %d\n%s", status, merit_messages(merit));
    merit_free(merit);
    return status == 3 ? 0 : 1;
}

int main(int argc, char **argv)
{
    printf("merit %s\n", merit_version());
    return show_month(argc > 1 ? argv[1] : "rules") != 0 || show_mistake() != 0;
}
