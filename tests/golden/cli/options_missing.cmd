merit score data/small.merit
