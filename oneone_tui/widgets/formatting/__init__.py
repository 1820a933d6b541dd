"""Pure text for widgets: what they say, without a terminal."""
