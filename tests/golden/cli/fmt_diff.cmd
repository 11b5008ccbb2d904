merit fmt --diff --to zh data/failing.merit
