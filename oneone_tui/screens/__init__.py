"""Screens: the stages, the library, the help, and their base classes."""
