/* Writes the benchmark's people, rules, unscored kinds and events: the same arguments give the same
 * bytes. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { KIND_ROOM = 32, LOTTERY = 1 << 16, DAYS = 365, NAME_ROOM = 64 };

typedef struct Random {
    uint64_t state;
} Random;

/* Points are tenths of a point per occurrence; joint is what the person's leader gets. */
typedef struct Kind {
    const char *name;
    const char *section;
    int leader, head, staff, joint;
} Kind;

typedef struct World {
    const char *folder;
    uint64_t events;
    uint32_t people, scored, kinds;
    Random random;
    char (*names)[KIND_ROOM]; /* scored kinds first, then the unscored */
    uint16_t *lottery;        /* LOTTERY tickets, each the number of a kind */
    uint32_t *ids;            /* ascending, with gaps */
    uint32_t *shuffled;       /* the order of the roster's rows */
} World;

static const Kind FIRST_KINDS[] = {
    {"late_report", "duty", -10, -10, -10, 0},
    {"meeting_skipped", "duty", -20, -15, -10, 0},
    {"came_late", "duty", -5, -5, -5, 0},
    {"left_early", "duty", -5, -5, -5, 0},
    {"absent_without_leave", "duty", -40, -30, -30, 0},
    {"journal_not_kept", "duty", -10, -10, -10, 0},
    {"handed_over_badly", "duty", -15, -10, -10, 0},
    {"counter_unmanned", "duty", -20, -20, -20, -10},
    {"wrong_folder", "business", -10, -10, -10, 0},
    {"spelling_mistake", "business", -5, -3, -2, 0},
    {"wrong_figure", "business", -20, -15, -10, 0},
    {"wrong_layout", "business", -2, -2, -2, 0},
    {"course_missed", "business", -10, -10, -10, 0},
    {"filed_too_late", "business", -5, -5, -5, 0},
    {"sent_back", "business", -15, -10, -10, 0},
    {"done_ahead", "business", 5, 5, 5, 0},
    {"past_deadline", "key", -20, -20, -20, 0},
    {"commitment_missed", "key", -10, -10, -10, 0},
    {"goal_missed", "key", -30, -20, -10, 0},
    {"inspection_failed", "key", -20, -20, -20, -10},
    {"stage_slipped", "key", -15, -15, -10, 0},
    {"stage_ahead", "key", 10, 10, 10, 0},
    {"errand_refused", "temporary", -20, -20, -20, 0},
    {"errand_late", "temporary", -10, -10, -10, 0},
    {"errand_done", "temporary", 5, 5, 5, 0},
    {"discipline_breach", "other", -20, -20, -20, -20},
    {"justified_complaint", "other", -20, -15, -10, 0},
    {"no_name_badge", "other", -10, -5, -5, 0},
    {"commendation", "reward", 20, 20, 20, 0},
    {"innovation", "reward", 30, 40, 50, 0},
};
static const char *const FIRST_UNSCORED[] = {
    "arrival",   "departure",     "house_call", "telephone_call", "meeting_attended",
    "memo_read", "leave_granted", "journey",    "remark",         "signed_in",
};
static const char *const CAPPED_SECTIONS[] = {"duty", "business", "key", "temporary", "other"};
static const char *const FAMILY_NAMES[] = {
    "李", "王", "张", "陈", "刘", "杨", "黄", "赵", "吴", "周", "何", "郭", "马", "罗", "梁", "宋",
};
static const char *const GIVEN_NAMES[] = {
    "华", "建", "英", "文", "玉", "春", "志", "红", "国", "秀",
    "海", "兰", "斌", "云", "波", "燕", "飞", "梅", "辉", "雪",
};
static const char *const POSTS[] = {
    "党政办", "财政所", "人事室", "经济发展办", "社会事务办", "信息员",
    "档案员", "司法所", "督查组", "后勤组",     "综合窗口",   "便民大厅",
};
static const char *const PHRASES[] = {
    "已确认属实", "没有按期上报", "附件缺页",     "分管领导已阅", "事后补报",
    "电话已提醒", "下村检查发现", "居民来信反映", "本月又一次",   "改正完毕",
    "等待复核",   "考勤机记录",   "见会议纪要",   "照章处理",     "本人认可",
    "顺延两天",   "卷宗错放",     "表格数字不符", "工作特别出色", "比期限早完成",
};

/* xorshift64*, a public-domain generator of good enough high bits. */
static uint32_t random_next(Random *random)
{
    uint64_t x = random->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    random->state = x;
    return (uint32_t)((x * UINT64_C(0x2545F4914F6CDD1D)) >> 32);
}

static uint32_t random_below(Random *random, uint32_t limit)
{
    return (uint32_t)(((uint64_t)random_next(random) * limit) >> 32);
}

static const char *random_of(Random *random, const char *const *words, size_t count)
{
    return words[random_below(random, (uint32_t)count)];
}

static void random_shuffle(Random *random, uint32_t *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        items[i] = i;
    }
    for (uint32_t left = count; left > 1; left--) {
        uint32_t other = random_below(random, left);
        uint32_t kept = items[left - 1];
        items[left - 1] = items[other];
        items[other] = kept;
    }
}

static FILE *world_open(const World *world, const char *name)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", world->folder, name) >= (int)sizeof path) {
        return NULL;
    }
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
    }
    return file;
}

/* The largest r with r^5 <= value. */
static uint32_t fifth_root(uint64_t value)
{
    uint32_t low = 0, high = 6000; /* 6000^5 < 2^63 */
    while (low < high) {
        uint64_t middle = (low + high + 1) / 2;
        if (middle * middle * middle * middle * middle <= value) {
            low = (uint32_t)middle;
        } else {
            high = (uint32_t)middle - 1;
        }
    }
    return low;
}

/* A kind of rank r (from 1, in a random order) is drawn in proportion to r^-0.6. */
static bool world_fill_lottery(World *world)
{
    uint32_t *order = calloc(world->kinds, sizeof *order);
    if (order == NULL) {
        return false;
    }
    random_shuffle(&world->random, order, world->kinds);
    uint64_t sum = 0, reached = 0;
    for (uint64_t rank = 1; rank <= world->kinds; rank++) {
        sum += fifth_root((UINT64_C(1) << 60) / (rank * rank * rank));
    }
    uint32_t ticket = 0;
    for (uint64_t rank = 1; rank <= world->kinds; rank++) {
        reached += fifth_root((UINT64_C(1) << 60) / (rank * rank * rank));
        while (ticket < reached * LOTTERY / sum) {
            world->lottery[ticket++] = (uint16_t)order[rank - 1];
        }
    }
    free(order);
    return true;
}

/* Leaves the name to the caller. */
static Kind made_up_kind(Random *random, uint32_t number)
{
    bool good = random_below(random, 8) == 0;
    int points = good ? 1 + (int)random_below(random, 5) : -1 - (int)random_below(random, 30);
    int sign = good ? 1 : -1;
    bool by_role = random_below(random, 3) == 0;
    return (Kind){
        .section = CAPPED_SECTIONS[number % COUNT_OF(CAPPED_SECTIONS)],
        .leader = points + (by_role ? sign * 5 : 0),
        .head = points + (by_role ? sign * 2 : 0),
        .staff = points,
        .joint = random_below(random, 10) == 0 ? -10 : 0,
    };
}

static void write_tenths(FILE *file, int tenths, char after)
{
    int size = tenths < 0 ? -tenths : tenths;
    fprintf(file, "%s%d.%d%c", tenths < 0 ? "-" : "", size / 10, size % 10, after);
}

static bool world_write_rules(World *world)
{
    FILE *file = world_open(world, "rules.csv");
    if (file == NULL) {
        return false;
    }
    fputs("kind,section,leader,head,staff,joint\n", file);
    for (uint32_t i = 0; i < world->scored; i++) {
        Kind kind = i < COUNT_OF(FIRST_KINDS) ? FIRST_KINDS[i] : made_up_kind(&world->random, i);
        if (kind.name != NULL) {
            snprintf(world->names[i], KIND_ROOM, "%s", kind.name);
        } else {
            snprintf(world->names[i], KIND_ROOM, "clause_%04" PRIu32, i);
        }
        fprintf(file, "%s,%s,", world->names[i], kind.section);
        write_tenths(file, kind.leader, ',');
        write_tenths(file, kind.head, ',');
        write_tenths(file, kind.staff, ',');
        write_tenths(file, kind.joint, '\n');
    }
    return fclose(file) == 0;
}

static bool world_write_unscored(World *world)
{
    FILE *file = world_open(world, "unscored.csv");
    if (file == NULL) {
        return false;
    }
    fputs("kind\n", file);
    for (uint32_t i = world->scored; i < world->kinds; i++) {
        uint32_t number = i - world->scored;
        if (number < COUNT_OF(FIRST_UNSCORED)) {
            snprintf(world->names[i], KIND_ROOM, "%s", FIRST_UNSCORED[number]);
        } else {
            snprintf(world->names[i], KIND_ROOM, "logged_%04" PRIu32, number);
        }
        fprintf(file, "%s\n", world->names[i]);
    }
    return fclose(file) == 0;
}

static uint32_t at_least_one(uint32_t number)
{
    return number > 0 ? number : 1;
}

/* One in a hundred leads, nine in a hundred head a unit under a leader, the rest are staff of a
 * head. */
static void write_person(World *world, FILE *file, uint32_t person)
{
    Random *random = &world->random;
    uint32_t leaders = at_least_one(world->people / 100);
    uint32_t heads = at_least_one(world->people * 9 / 100);
    const char *role = "staff";
    uint32_t above = leaders + random_below(random, heads);
    if (person < leaders) {
        role = "leader";
    } else if (person < leaders + heads) {
        role = "head";
        above = random_below(random, leaders);
    }
    fprintf(file, "E%07" PRIu32 ",%s%s", world->ids[person],
            random_of(random, FAMILY_NAMES, COUNT_OF(FAMILY_NAMES)),
            random_of(random, GIVEN_NAMES, COUNT_OF(GIVEN_NAMES)));
    if (random_below(random, 3) > 0) {
        fputs(random_of(random, GIVEN_NAMES, COUNT_OF(GIVEN_NAMES)), file);
    }
    fprintf(file, ",%s,%s,", role, random_of(random, POSTS, COUNT_OF(POSTS)));
    if (person >= leaders) {
        fprintf(file, "E%07" PRIu32, world->ids[above]);
    }
    fputc('\n', file);
}

static bool world_write_people(World *world)
{
    FILE *file = world_open(world, "people.csv");
    if (file == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < world->people; i++) {
        world->ids[i] = i * 7 + 1 + random_below(&world->random, 7);
    }
    random_shuffle(&world->random, world->shuffled, world->people);
    fputs("id,name,role,post,leader_id\n", file);
    for (uint32_t row = 0; row < world->people; row++) {
        write_person(world, file, world->shuffled[row]);
    }
    return fclose(file) == 0;
}

static void dates_of_2018(char dates[DAYS][NAME_ROOM])
{
    static const uint8_t LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int day = 0;
    for (int month = 0; month < 12; month++) {
        for (int in_month = 0; in_month < LENGTHS[month]; in_month++) {
            snprintf(dates[day++], NAME_ROOM, "2018-%02d-%02d", month + 1, in_month + 1);
        }
    }
}

/* Of a hundred notes 15 are empty, 50 plain, 32 quoted for a comma, 3 quoted for a quoted word. */
static void write_note(Random *random, FILE *file)
{
    uint32_t form = random_below(random, 100);
    const char *first = random_of(random, PHRASES, COUNT_OF(PHRASES));
    const char *second = random_of(random, PHRASES, COUNT_OF(PHRASES));
    if (form >= 68) {
        fprintf(file, "\"%s,%s\"\n", first, second);
    } else if (form >= 65) {
        fprintf(file, "\"%s\"\"%s\"\"\"\n", first, second);
    } else {
        fprintf(file, "%s\n", form >= 15 ? first : "");
    }
}

static uint32_t draw_count(Random *random)
{
    uint32_t chance = random_below(random, 100);
    if (chance < 80) {
        return 1;
    }
    return chance < 92 ? 2 : chance < 97 ? 3 : 4 + random_below(random, 6);
}

/* In date order; three in ten events fall on a tenth of the people. */
static bool world_write_events(World *world)
{
    FILE *file = world_open(world, "events.csv");
    if (file == NULL) {
        return false;
    }
    char dates[DAYS][NAME_ROOM];
    dates_of_2018(dates);
    uint32_t busy = at_least_one(world->people / 10);
    Random *random = &world->random;
    fputs("date,person,kind,count,note\n", file);
    for (uint64_t i = 0; i < world->events; i++) {
        bool is_busy = random_below(random, 10) < 3;
        uint32_t person = is_busy ? world->shuffled[random_below(random, busy)]
                                  : random_below(random, world->people);
        const char *kind = world->names[world->lottery[random_below(random, LOTTERY)]];
        fprintf(file, "%s,E%07" PRIu32 ",%s,%" PRIu32 ",", dates[i * DAYS / world->events],
                world->ids[person], kind, draw_count(random));
        write_note(random, file);
    }
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: gen FOLDER EVENTS PEOPLE RULES\n", stderr);
        return 2;
    }
    World world = {.folder = argv[1], .random = {2018}};
    world.events = strtoull(argv[2], NULL, 10);
    world.people = (uint32_t)strtoul(argv[3], NULL, 10);
    world.scored = (uint32_t)strtoul(argv[4], NULL, 10);
    world.kinds = world.scored + world.scored / 3;
    world.names = calloc(world.kinds, sizeof *world.names);
    world.lottery = calloc(LOTTERY, sizeof *world.lottery);
    world.ids = calloc(world.people, sizeof *world.ids);
    world.shuffled = calloc(world.people, sizeof *world.shuffled);
    bool done = world.names != NULL && world.lottery != NULL && world.ids != NULL &&
                world.shuffled != NULL && world_write_rules(&world) &&
                world_write_unscored(&world) && world_fill_lottery(&world) &&
                world_write_people(&world) && world_write_events(&world);
    free(world.names);
    free(world.lottery);
    free(world.ids);
    free(world.shuffled);
    return done ? 0 : 1;
}
