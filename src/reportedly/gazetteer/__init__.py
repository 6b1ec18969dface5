"""Places of the world with their names, coordinates and administrative levels, offline."""
