"""What a person sets for themselves: the settings, the file they stand in, what is wrong in it."""
