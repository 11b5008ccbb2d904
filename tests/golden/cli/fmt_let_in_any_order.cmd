merit fmt -
