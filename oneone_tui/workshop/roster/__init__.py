"""Reading a roster: typed, pasted, or a file of a form, a video call or a CRM.

`reader.read_roster` does all of it, in four steps: `decoding` turns bytes into text; `table` (with
`columns`) or `free_text` finds the people; `deduplicate` makes one person of each.
"""
