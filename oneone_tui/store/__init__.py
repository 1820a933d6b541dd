"""Where a workshop is kept: one file a session, and the folder of them."""
