merit score pack --roster roster.csv --events event_id_twice.csv --period 2018-10
