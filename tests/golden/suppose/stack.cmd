merit run stack.merit
