"""Long-lived objects that the app owns: the open session, its clock, its disk."""
