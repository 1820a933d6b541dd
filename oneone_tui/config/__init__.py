"""Settings: their defaults, the file they are read from, and its errors."""
