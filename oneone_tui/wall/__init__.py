"""The wall: what the whole room may see of a session, on a screen of its own."""
