merit run altered_off_roster.merit
