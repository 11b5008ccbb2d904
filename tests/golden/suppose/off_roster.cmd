merit run off_roster.merit
