"""Exports: a session in every format, and what is printed before there is one.

`formats` lists every format and writes it. `report` collects the content, `report_blocks` puts it
into words and order, and one module per format (`plain_text`, `markdown`) renders the blocks.
`flipchart`, `csv_tables`, `calendar` and `json_export` read the records themselves. `redaction`
removes names, `feedback_entries` finds what would reveal feedback. `handout` makes pages to print
from a guide. All of it is pure: a session and the time go in, text comes out.
"""
