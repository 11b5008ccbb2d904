merit frobnicate
