/* The benchmark's job by hand in plain scalar C: the yardstick the other programs are held to. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTIONS = 6, CAPPED = 5, KEY = 2, MONTHS = 12, ROLES = 3, OUTPUT_BUFFER = 1 << 18 };
enum { DATE_FIELD = sizeof "2018-01-01," - 1 };

static const char *const SECTION_NAMES[SECTIONS] = {"duty",      "business", "key",
                                                    "temporary", "other",    "reward"};
static const int SECTION_BASES[SECTIONS] = {400, 100, 300, 100, 100, 0}; /* tenths of a point */

typedef struct Text {
    const char *start;
    uint32_t length;
} Text;

typedef struct File {
    const char *start, *end;
} File;

/* Texts and an open-addressing table over them; a slot holds the text's number + 1, 0 is free. */
typedef struct Names {
    Text *texts;
    uint32_t *slots;
    uint32_t count, mask;
} Names;

typedef struct Points { /* tenths of a point per occurrence */
    int section;
    int by_role[ROLES];
    int joint;
} Points;

typedef struct Job {
    Names kinds, people;
    Points *points;   /* of a kind */
    uint8_t *roles;   /* of a person */
    int32_t *leaders; /* of a person, -1 for none */
    int32_t *cells;   /* person, month, section */
    uint16_t *missed; /* of a person: a bit a month */
    int32_t commitment;
} Job;

static bool file_map(File *file, const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_RDONLY);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        perror(path);
        return false;
    }
    size_t size = (size_t)status.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED) {
        perror(path);
        return false;
    }
    madvise(bytes, size, MADV_SEQUENTIAL);
    file->start = bytes;
    file->end = file->start + size;
    return true;
}

static const char *next_line(const char *at, const char *end)
{
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found != NULL ? found + 1 : end;
}

static uint32_t file_rows(const File *file)
{
    uint32_t lines = 0;
    for (const char *at = file->start; at < file->end; at = next_line(at, file->end)) {
        lines++;
    }
    return lines - 1; /* the header */
}

static Text next_field(const char **at, const char *end)
{
    const char *start = *at, *here = start;
    while (here < end && *here != ',' && *here != '\n') {
        here++;
    }
    *at = here < end ? here + 1 : here;
    return (Text){start, (uint32_t)(here - start)};
}

static int tenths_of(Text text)
{
    bool negative = text.length > 0 && text.start[0] == '-';
    int tenths = 0;
    for (uint32_t i = negative ? 1 : 0; i < text.length; i++) {
        if (text.start[i] != '.') {
            tenths = tenths * 10 + (text.start[i] - '0');
        }
    }
    return negative ? -tenths : tenths;
}

/* FNV-1a, folded to 32 bits. */
static uint32_t hash_of(Text text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (uint32_t i = 0; i < text.length; i++) {
        hash = (hash ^ (uint8_t)text.start[i]) * UINT64_C(0x100000001b3);
    }
    return (uint32_t)(hash ^ (hash >> 32));
}

static bool names_init(Names *names, uint32_t room)
{
    uint32_t size = 64;
    while (size < room * 2) {
        size *= 2;
    }
    names->mask = size - 1;
    names->slots = calloc(size, sizeof *names->slots);
    names->texts = calloc(room, sizeof *names->texts);
    return names->slots != NULL && names->texts != NULL;
}

static void names_add(Names *names, Text text)
{
    uint32_t slot = hash_of(text) & names->mask;
    while (names->slots[slot] != 0) {
        slot = (slot + 1) & names->mask;
    }
    names->texts[names->count++] = text;
    names->slots[slot] = names->count;
}

static int32_t names_find(const Names *names, Text text)
{
    uint32_t slot = hash_of(text) & names->mask;
    for (; names->slots[slot] != 0; slot = (slot + 1) & names->mask) {
        const Text *known = &names->texts[names->slots[slot] - 1];
        if (known->length == text.length && memcmp(known->start, text.start, text.length) == 0) {
            return (int32_t)names->slots[slot] - 1;
        }
    }
    return -1;
}

static int section_of(Text name)
{
    for (int i = 0; i < SECTIONS; i++) {
        if (strlen(SECTION_NAMES[i]) == name.length &&
            memcmp(SECTION_NAMES[i], name.start, name.length) == 0) {
            return i;
        }
    }
    return -1;
}

static bool job_read_rules(Job *job, const char *folder)
{
    File file;
    if (!file_map(&file, folder, "rules.csv")) {
        return false;
    }
    uint32_t rows = file_rows(&file);
    job->points = calloc(rows, sizeof *job->points);
    if (job->points == NULL || !names_init(&job->kinds, rows)) {
        return false;
    }
    const char *at = next_line(file.start, file.end);
    for (Points *points = job->points; at < file.end; points++) {
        names_add(&job->kinds, next_field(&at, file.end));
        points->section = section_of(next_field(&at, file.end));
        if (points->section < 0) {
            return false;
        }
        for (int role = 0; role < ROLES; role++) {
            points->by_role[role] = tenths_of(next_field(&at, file.end));
        }
        points->joint = tenths_of(next_field(&at, file.end));
    }
    static const char COMMITMENT[] = "commitment_missed";
    job->commitment = names_find(&job->kinds, (Text){COMMITMENT, sizeof COMMITMENT - 1});
    return true;
}

static bool job_read_people(Job *job, const char *folder)
{
    File file;
    if (!file_map(&file, folder, "people.csv")) {
        return false;
    }
    uint32_t rows = file_rows(&file);
    Text *above = calloc(rows, sizeof *above);
    job->roles = calloc(rows, sizeof *job->roles);
    job->leaders = calloc(rows, sizeof *job->leaders);
    job->cells = calloc((size_t)rows * MONTHS * SECTIONS, sizeof *job->cells);
    job->missed = calloc(rows, sizeof *job->missed);
    if (above == NULL || job->roles == NULL || job->leaders == NULL || job->cells == NULL ||
        job->missed == NULL || !names_init(&job->people, rows)) {
        return false;
    }
    for (const char *at = next_line(file.start, file.end); at < file.end;) {
        uint32_t person = job->people.count;
        names_add(&job->people, next_field(&at, file.end));
        next_field(&at, file.end); /* name */
        char role = next_field(&at, file.end).start[0];
        job->roles[person] = role == 'l' ? 0 : role == 'h' ? 1 : 2;
        next_field(&at, file.end); /* post */
        above[person] = next_field(&at, file.end);
    }
    for (uint32_t i = 0; i < rows; i++) {
        job->leaders[i] = above[i].length > 0 ? names_find(&job->people, above[i]) : -1;
    }
    free(above);
    return true;
}

static int32_t *job_cell(const Job *job, int32_t person, int month, int section)
{
    return &job->cells[((size_t)person * MONTHS + (size_t)month) * SECTIONS + (size_t)section];
}

/* The note, the only field that may be quoted, is the last: the rest of the line. */
static bool job_read_events(Job *job, const char *folder)
{
    File file;
    if (!file_map(&file, folder, "events.csv")) {
        return false;
    }
    const char *at = next_line(file.start, file.end);
    while (at < file.end) {
        int month = (at[5] - '0') * 10 + (at[6] - '0') - 1;
        at += DATE_FIELD;
        Text who = next_field(&at, file.end);
        Text what = next_field(&at, file.end);
        Text often = next_field(&at, file.end);
        at = next_line(at, file.end);
        int32_t kind = names_find(&job->kinds, what);
        if (kind < 0) {
            continue;
        }
        int32_t person = names_find(&job->people, who);
        if (person < 0) {
            fprintf(stderr, "unknown person %.*s\n", (int)who.length, who.start);
            return false;
        }
        int count = tenths_of(often);
        const Points *points = &job->points[kind];
        int section = points->section;
        *job_cell(job, person, month, section) += count * points->by_role[job->roles[person]];
        if (points->joint != 0 && job->leaders[person] >= 0) {
            *job_cell(job, job->leaders[person], month, section) += count * points->joint;
        }
        if (kind == job->commitment) {
            job->missed[person] = (uint16_t)(job->missed[person] | 1U << month);
        }
    }
    return true;
}

static int compare_texts(const void *left, const void *right)
{
    const Text *a = *(const Text *const *)left, *b = *(const Text *const *)right;
    int order = memcmp(a->start, b->start, a->length < b->length ? a->length : b->length);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static char *put_tenths(char *to, int tenths)
{
    char digits[16];
    int count = 0;
    unsigned size = tenths < 0 ? 0U - (unsigned)tenths : (unsigned)tenths;
    unsigned whole = size / 10;
    if (tenths < 0) {
        *to++ = '-';
    }
    do {
        digits[count++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    while (count > 0) {
        *to++ = digits[--count];
    }
    *to++ = '.';
    *to++ = (char)('0' + size % 10);
    return to;
}

static char *put_month(char *to, Text person, int month)
{
    memcpy(to, person.start, person.length);
    to += person.length;
    memcpy(to, ",2018-", 6);
    to[6] = (char)('0' + (month + 1) / 10);
    to[7] = (char)('0' + (month + 1) % 10);
    return to + 8;
}

static char *put_scores(char *to, const int32_t *cells, bool third_miss)
{
    int total = 0;
    for (int i = 0; i < SECTIONS; i++) {
        int score = SECTION_BASES[i] + cells[i] - (third_miss && i == KEY ? 20 : 0);
        if (i < CAPPED && score > SECTION_BASES[i]) {
            score = SECTION_BASES[i];
        }
        total += score;
        *to++ = ',';
        to = put_tenths(to, score);
    }
    *to++ = ',';
    to = put_tenths(to, total);
    *to++ = ',';
    to = put_tenths(to, 6000 + 20 * (total - 1000)); /* tenths of a yuan */
    *to++ = '0';
    *to++ = '\n';
    return to;
}

static void job_write_person(const Job *job, int32_t person, FILE *out)
{
    unsigned missed = job->missed[person];
    unsigned third = missed & missed << 1 & missed << 2;
    for (int month = 0; month < MONTHS; month++) {
        char line[256];
        char *to = put_month(line, job->people.texts[person], month);
        to = put_scores(to, job_cell(job, person, month, 0), (third >> month & 1) != 0);
        fwrite_unlocked(line, 1, (size_t)(to - line), out);
    }
}

static bool job_write(const Job *job, const char *path)
{
    const Text **order = calloc(job->people.count, sizeof(const Text *));
    FILE *out = fopen(path, "w");
    if (order == NULL || out == NULL) {
        perror(path);
        return false;
    }
    for (uint32_t i = 0; i < job->people.count; i++) {
        order[i] = &job->people.texts[i];
    }
    qsort(order, job->people.count, sizeof(const Text *), compare_texts);
    setvbuf(out, NULL, _IOFBF, OUTPUT_BUFFER);
    fputs("person,month,duty,business,key,temporary,other,reward,total,pay\n", out);
    for (uint32_t i = 0; i < job->people.count; i++) {
        job_write_person(job, (int32_t)(order[i] - job->people.texts), out);
    }
    free(order);
    bool failed = ferror(out) != 0;
    return fclose(out) == 0 && !failed;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: handc FOLDER OUTPUT\n", stderr);
        return 2;
    }
    Job job = {0}; /* lives as long as the process, which returns its memory */
    bool done = job_read_rules(&job, argv[1]) && job_read_people(&job, argv[1]) &&
                job_read_events(&job, argv[1]) && job_write(&job, argv[2]);
    return done ? 0 : 1;
}
