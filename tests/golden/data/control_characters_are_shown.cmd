merit score pack --roster roster.csv --events control_characters_are_shown.csv --period 2018-10
