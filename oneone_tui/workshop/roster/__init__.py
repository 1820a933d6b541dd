"""Reading a roster: typed, pasted, or a file of a form, a video call or a CRM.

`reader.read_roster` does all of it, in four steps: `decoding` turns bytes into text; `table` or
`free_text` finds the people and says why others are left out; `deduplicate` cleans the names and
makes one person of each.

To add a kind, find its subject: words over columns are in `column_words`, words for who does not
come in `statuses`, what is nobody in `not_people`, numbers and bullets in `line_marks`, headings in
`headings`, names of teams in `team_labels`, lists such as "Ana, Ben and Cy" in `name_lists`, tables
without a header in `untitled_columns`, and several tables in a file in `sections`.
"""
