merit check nosuch.merit --json
