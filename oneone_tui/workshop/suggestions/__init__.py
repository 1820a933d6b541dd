"""What the program suggests: one key accepts, another dismisses."""
