/* Hash tables of ids and folded names. */
#include "interp/exec/subject_table.h"

#include <stdlib.h>

enum { LEAST_BITS = 3 };

/* Of a table that is at most as full as `most` quarters. */
static uint32_t bits_for(size_t count, size_t most)
{
    uint32_t bits = LEAST_BITS;
    while (((size_t)most << bits) < count * 4)
        bits++;
    return bits;
}

static SubjectSlot *slots_new(uint32_t bits)
{
    SubjectSlot *slots = memory_resize(NULL, sizeof *slots << bits);
    memset(slots, 0, sizeof *slots << bits);
    return slots;
}

uint64_t subject_hash(Text id)
{
    if (id.size == 0)
        return 0;
    if (id.size <= SUBJECT_SHORT)
        return subject_short_hash(subject_word(id.at, id.size));
    return text_hash(id) * 0x9e3779b97f4a7c15u;
}

int64_t subject_probe(const RosterKind *kind, uint64_t hash, Text id)
{
    return id.size ? subject_seek(kind, hash, id) : NO_SUBJECT;
}

int64_t roster_find(const RosterKind *kind, Text id)
{
    return subject_probe(kind, subject_hash(id), id);
}

/* --- names --- */

/* Blanks, or letters outside the usual Han block, may need folding. */
static bool is_plain_name(Text name)
{
    for (size_t i = 0; i < name.size; i++) {
        unsigned char byte = (unsigned char)name.at[i];
        bool is_blank = byte <= ' ';
        bool is_other_lead = byte >= 0xC0 && (byte < 0xE4 || byte > 0xE9);
        if (is_blank || is_other_lead)
            return false;
    }
    return true;
}

/* The dots that names of minorities are written with. */
static bool is_name_dot(int32_t code)
{
    return code == 0x2022 || code == 0x2027 || code == 0x22C5 || code == 0x30FB || code == 0xFF65;
}

static bool is_han_at(Text text, size_t at)
{
    return at < text.size && utf8_is_han(utf8_next(text, &at));
}

/* As names are matched: folded, one kind of dot, no blanks between Han letters. */
static Text name_key(Arena *arena, Text name)
{
    if (is_plain_name(name))
        return name;
    Text folded = text_fold(arena, name);
    char *out = arena_alloc(arena, folded.size + 4);
    size_t used = 0;
    bool after_han = false;
    for (size_t at = 0; at < folded.size;) {
        size_t start = at;
        if (folded.at[at] == ' ' && after_han) {
            while (at < folded.size && folded.at[at] == ' ')
                at++;
            if (is_han_at(folded, at))
                continue;
            at = start;
        }
        int32_t code = utf8_next(folded, &at);
        after_han = utf8_is_han(code);
        if (is_name_dot(code)) {
            used += utf8_put(out + used, 0xB7);
        } else {
            memcpy(out + used, folded.at + start, at - start);
            used += at - start;
        }
    }
    return (Text){out, used};
}

static uint64_t name_hash(Text key)
{
    return text_hash(key) * 0x9e3779b97f4a7c15u;
}

static SubjectSlot *name_slot(const SubjectTable *table, uint64_t hash, Text key)
{
    uint64_t mask = ((uint64_t)1 << table->name_bits) - 1;
    for (uint64_t at = hash >> (64 - table->name_bits);; at = (at + 1) & mask) {
        SubjectSlot *slot = &table->names[at];
        bool is_same = slot->hash == hash && slot->size == key.size &&
                       memcmp(table->folded[slot->subject & INT32_MAX].at, key.at, key.size) == 0;
        if (slot->size == 0 || is_same)
            return slot;
    }
}

/* The top bit of a slot's subject says that several have the name. */
static void add_names(SubjectTable *table, const RosterKind *kind)
{
    size_t named = 0;
    for (size_t i = 0; i < kind->count; i++)
        named += kind->name[i].size > 0;
    if (named == 0)
        return;
    table->arena = arena_new(0);
    table->folded = memory_resize(NULL, kind->count * sizeof *table->folded);
    table->name_bits = bits_for(named, 3);
    table->names = slots_new(table->name_bits);
    for (size_t i = 0; i < kind->count; i++) {
        Text key = name_key(table->arena, kind->name[i]);
        table->folded[i] = key;
        if (key.size == 0)
            continue;
        uint64_t hash = name_hash(key);
        SubjectSlot *slot = name_slot(table, hash, key);
        if (slot->size)
            slot->subject |= (uint32_t)1 << 31;
        else
            *slot = (SubjectSlot){hash, (uint32_t)i, (uint32_t)key.size};
    }
}

int64_t roster_find_name(const RosterKind *kind, Text name)
{
    SubjectTable *table = kind->table;
    if (!table->has_names) { /* most logs name everybody by id */
        table->has_names = true;
        add_names(table, kind);
    }
    if (!table->names || name.size == 0)
        return NO_SUBJECT;
    Arena *scratch = is_plain_name(name) ? NULL : arena_new(0);
    Text key = scratch ? name_key(scratch, name) : name;
    const SubjectSlot *slot = key.size ? name_slot(table, name_hash(key), key) : NULL;
    arena_free(scratch);
    if (!slot || slot->size == 0)
        return NO_SUBJECT;
    return slot->subject > INT32_MAX ? -2 : (int64_t)slot->subject;
}

SubjectTable *subject_table_new(const RosterKind *kind)
{
    SubjectTable *table = memory_resize(NULL, sizeof *table);
    *table = (SubjectTable){.id_bits = bits_for(kind->count, 2)};
    table->ids = slots_new(table->id_bits);
    uint64_t mask = ((uint64_t)1 << table->id_bits) - 1;
    for (size_t i = 0; i < kind->count; i++) {
        uint64_t hash = subject_hash(kind->id[i]);
        uint64_t at = hash >> (64 - table->id_bits);
        while (table->ids[at].size)
            at = (at + 1) & mask;
        table->ids[at] = (SubjectSlot){hash, (uint32_t)i, (uint32_t)kind->id[i].size};
    }
    return table;
}

void subject_table_free(SubjectTable *table)
{
    if (!table)
        return;
    free(table->ids);
    free(table->names);
    free(table->folded);
    arena_free(table->arena);
    free(table);
}
