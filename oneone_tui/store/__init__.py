"""Storage: one file for each session, and the folder that holds them."""
