merit explain E0801 E0802
