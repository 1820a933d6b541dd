"""What a workshop leaves behind, for people and for other programs to read.

`forms` names every form that a session can be written in, and writes it. `report` gathers what is
worth telling, `outline` puts it into words and an order, and one module a form (`text`,
`markdown`) writes that out; `flipchart`, `csv_rows`, `ics` and `as_json` take the records
themselves. `handout` is what a guide gives to print beforehand. All of it is pure: a session and
the time go in, a text comes out.
"""
