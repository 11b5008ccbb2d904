merit help --lang zh
