/* The rows of diagnostics.def as a table. */
#include "base/diag_internal.h"

typedef struct CatalogueRow {
    const char *name;
    Severity severity;
    const char *message[LANGUAGES], *help[LANGUAGES];
} CatalogueRow;

static const CatalogueRow CATALOGUE[] = {
#define DIAGNOSTIC(code, severity, en, zh, help_en, help_zh)                                       \
    {#code, SEVERITY_##severity, {en, zh}, {help_en, help_zh}},
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

_Static_assert(DIAG_COUNT <= UINT16_MAX, "codes are counted in 16 bits");

const char *diag_name(DiagCode code)
{
    return CATALOGUE[code].name;
}

Severity diag_severity(DiagCode code)
{
    return CATALOGUE[code].severity;
}

const char *diag_template(DiagCode code, Language language)
{
    return CATALOGUE[code].message[language];
}

const char *diag_help(DiagCode code, Language language)
{
    return CATALOGUE[code].help[language];
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool diag_lookup(DiagCode *code, Text name)
{
    for (int i = 0; i < DIAG_COUNT; i++) {
        Text row = text_from(CATALOGUE[i].name);
        size_t same = 0;
        while (same < name.size && same < row.size && upper(name.at[same]) == row.at[same])
            same++;
        if (same == name.size && same == row.size) {
            *code = (DiagCode)i;
            return true;
        }
    }
    return false;
}
