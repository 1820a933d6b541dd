"""Storage: one JSON file per session, and the folder that holds them."""
