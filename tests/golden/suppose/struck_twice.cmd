merit run struck_twice.merit
