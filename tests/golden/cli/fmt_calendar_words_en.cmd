merit fmt --to en -
