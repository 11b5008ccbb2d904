merit help
