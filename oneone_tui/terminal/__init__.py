"""The terminal around the console: what it shows, and what it sends."""
