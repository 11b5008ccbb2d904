merit run why_not_of_nobody.merit
