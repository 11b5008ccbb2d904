merit test E0790_off_roster.merit
