merit explain E8010
