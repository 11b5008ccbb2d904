merit score pack --roster roster.csv --events unknown_kind.csv --period 2018-10
