merit run beyond.merit
