merit run script.merit cutoff=soon
