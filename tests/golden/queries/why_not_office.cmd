merit run why_not_office.merit
