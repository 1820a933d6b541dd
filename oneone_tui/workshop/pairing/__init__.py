"""Pairing: pairs, teams and roles, and the place of an odd person."""
