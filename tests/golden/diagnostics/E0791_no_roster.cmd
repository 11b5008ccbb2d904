merit test E0791_no_roster.merit
