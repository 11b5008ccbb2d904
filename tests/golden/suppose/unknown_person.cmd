merit run unknown_person.merit
