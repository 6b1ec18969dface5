"""Looking at feeds, folders and addresses again and again: nothing is missed, nothing is taken twice."""
