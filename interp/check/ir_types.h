/* What is meant, from below: names, metadata, types, fields, subjects and kinds of events. */
#ifndef MERIT_INTERP_CHECK_IR_TYPES_H
#define MERIT_INTERP_CHECK_IR_TYPES_H

#include "base/date.h"
#include "base/diag.h"
#include "base/ratio.h"
#include "base/text.h"

/* --- names and metadata --- */
typedef struct Name {
    Text text, alias; /* as declared: `late_report/报表迟报`; alias.size 0 when there is one name */
    Text title;       /* the quoted title, or empty */
} Name;
/* Equal to either spelling. */
bool name_is(const Name *name, Text text);
/* The spelling that dumps and headers use: the ASCII one where there is one, else the first. */
Text name_canonical(const Name *name);
/* The spelling to show a reader of that language: the Chinese or the ASCII one where there is one.
 */
Text name_shown(const Name *name, Language language);

typedef struct Meta {
    Text *cites; /* "§五(三)1", "《…》" with their marks */
    size_t cite_count;
    Text quote, assumed; /* empty: none */
    Day from, until;     /* DAY_ALWAYS, DAY_NEVER: open; until is the last day in force */
    Span span;           /* of the declaration's head: keyword to name */
} Meta;

/* --- types --- */
typedef enum TypeKind {
    TYPE_POISON, /* an error was said; silent everywhere */
    TYPE_NUMBER, /* with a dimension */
    TYPE_YES_NO,
    TYPE_ENUM, /* ref: enumeration; also grades (their levels) */
    TYPE_TEXT,
    TYPE_DATE,
    TYPE_SUBJECT /* ref: subject kind */
} TypeKind;

/* Exponents of the base units: points, money (of one currency), minutes, days, months, times.
 * All zero: a plain number (percentages are numbers: 40% is 2/5). Hours are 60 minutes, weeks
 * 7 days, years 12 months. */
typedef struct Dimension {
    int8_t points, money, minutes, days, months, times;
    uint8_t currency; /* UnitWord where money != 0 */
} Dimension;

typedef struct Type {
    TypeKind kind;
    Dimension dim;
    uint32_t ref;
} Type;

/* Numbers of fields, of roster and events alike, are scaled by this: six decimals, exact. */
enum { FIELD_DECIMALS = 6, FIELD_SCALE = 1000000 };
/* The scale at which a field of that type is kept in columns. */
static inline int64_t type_scale(Type type)
{
    return type.kind == TYPE_NUMBER && !type.dim.times ? FIELD_SCALE : 1;
}

typedef struct IrEnum {
    Name *values;
    size_t count;
} IrEnum;

typedef struct IrField {
    Name name;
    Type type;
    Span span;
    bool optional;    /* may be empty: unknown */
    bool has_default; /* empty means default_value */
    bool has_bounds;
    Ratio default_value; /* number; enum code; yes 1, no 0; day */
    Text default_text;   /* TYPE_TEXT, TYPE_SUBJECT */
    Ratio low, high;     /* inclusive, in the base unit */
    Ratio factor;        /* base units in one unit as data write it: hours 60 minutes → 60/1 */
    uint32_t slot;       /* event fields: the column of a batch (ir->slots) */
} IrField;

typedef struct IrSubject {
    Name name;
    Meta meta;
    IrField *fields;
    size_t field_count;
    Text joined, left; /* roster columns of `on roster from … until …`; empty when absent */
} IrSubject;

typedef struct IrEvent {
    Name name;
    Meta meta;
    IrField *fields; /* its own, then those of `every event`; the own subject's field among them */
    size_t field_count;
    uint32_t own;         /* index in fields of the event's own subject: the first field of a
                             subject type; where none is declared, one named as the first subject
                             kind is added in front. UINT32_MAX: no subject kind exists */
    uint32_t occurrences; /* index of the field of type occurrences, or UINT32_MAX: each row is 1 */
} IrEvent;

/* A column of event batches: fields of one name and type share it. */
typedef struct IrSlot {
    Name name;
    Type type;
} IrSlot;

#endif
