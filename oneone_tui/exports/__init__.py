"""What a workshop leaves behind, for people and for other programs to read.

`report` gathers what is worth telling, `outline` puts it into words and an order, and one module
a form (`text`, `markdown`) writes that out; `as_json` gives the records themselves. All of it is
pure: a session and the time go in, a text comes out.
"""
