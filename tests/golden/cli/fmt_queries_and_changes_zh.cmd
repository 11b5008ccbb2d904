merit fmt --to zh -
