merit run unknown_line.merit
