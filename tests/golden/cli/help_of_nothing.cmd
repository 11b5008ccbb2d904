merit help scroe
