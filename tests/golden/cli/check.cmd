merit check data/small.merit
