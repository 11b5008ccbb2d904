merit run bulletin_numbered.merit
