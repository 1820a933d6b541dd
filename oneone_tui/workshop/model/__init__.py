"""The data of a workshop: its records, the changes made to them, and the session."""
