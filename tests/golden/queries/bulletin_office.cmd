merit run bulletin_office.merit
