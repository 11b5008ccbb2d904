/* The tables: a row a command, a row an option. */
#include "repl/command.h"

enum {
    ON_TABLES = COMMAND_SCORE | COMMAND_IMPACT,
    ON_SCORES = ON_TABLES | COMMAND_WHY,
    ON_DATA = ON_SCORES | COMMAND_REPL,
    NEEDS_DATA = 1 << OPTION_ROSTER | 1 << OPTION_EVENTS | 1 << OPTION_PERIOD,
    NEEDS_PERSON = 1 << OPTION_PERSON
};

const CommandRow COMMANDS[] = {
#define COMMAND(id, name, run, words, least, most, needed, brief_en, brief_zh, more_en, more_zh)   \
    {COMMAND_##id,      #name, run, words, least, most, needed, {brief_en, brief_zh},              \
     {more_en, more_zh}},
#include "repl/commands.def"
#undef COMMAND
};
const size_t COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

const OptionRow OPTIONS[] = {
#define OPTION(key, name, letter, use, commands, value, choices, en, zh)                           \
    {OPTION_##key, name, letter, USE_##use, commands, value, choices, false, {en, zh}},
#define HIDDEN(key, name, letter, use, commands, value, choices, en, zh)                           \
    {OPTION_##key, name, letter, USE_##use, commands, value, choices, true, {en, zh}},
#include "repl/options.def"
#undef HIDDEN
#undef OPTION
};
const size_t OPTION_COUNT = sizeof OPTIONS / sizeof *OPTIONS;

const CommandRow *command_find(Text name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (text_is(name, COMMANDS[i].name))
            return &COMMANDS[i];
    return NULL;
}

const OptionRow *option_find(const CommandRow *command, Text name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((OPTIONS[i].commands & command->id) != 0 && text_is(name, OPTIONS[i].name))
            return &OPTIONS[i];
    return NULL;
}
