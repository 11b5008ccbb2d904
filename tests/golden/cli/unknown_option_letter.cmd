merit check -z data/small.merit
