"""The pure text of widgets: what they say, without a terminal."""
