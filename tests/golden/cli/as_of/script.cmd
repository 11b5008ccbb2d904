merit run script.merit
merit run script.merit cutoff=2018-03-31
merit fmt --to zh --diff script.merit
merit ast script.merit
