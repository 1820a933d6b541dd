"""Screens: one module a stage, the library, the help, and their base classes."""
