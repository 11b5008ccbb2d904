merit check nosuch.merit
