merit check --all=yes data/small.merit
