merit fmt --check data/small.merit
