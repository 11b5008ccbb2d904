merit explain E0810 --lang zh
