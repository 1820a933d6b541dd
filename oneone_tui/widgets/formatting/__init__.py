"""Pure text for widgets, without a terminal."""
