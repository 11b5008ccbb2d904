merit score --help
merit help why --lang zh
