merit run why_not_wrong.merit
