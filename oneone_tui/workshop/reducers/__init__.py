"""What each change does to a session; `apply` is the one door for all of them.

A subject has a file here and a file of the same name in `model.changes`.
"""
