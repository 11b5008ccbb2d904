merit run new_people_wrong.merit
