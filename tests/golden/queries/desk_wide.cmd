merit run desk_wide.merit
