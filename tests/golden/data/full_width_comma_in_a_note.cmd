merit score pack --roster roster.csv --events full_width_comma_in_a_note.csv --period 2018-10
