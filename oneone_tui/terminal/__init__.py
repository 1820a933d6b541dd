"""What the program says to the terminal, and how things look in it."""
