"""Mutants: modules with one small wrong each, and whether a test notices. `make mutants`."""
