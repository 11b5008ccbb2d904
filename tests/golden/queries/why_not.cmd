merit run why_not.merit
