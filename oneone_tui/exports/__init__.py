"""Exports: a session in every format, and what is printed before there is one.

`formats` names every format and writes it. `report` gathers what is worth telling, `report_blocks`
puts it into words and an order, and one module per format (`plain_text`, `markdown`, `html`)
renders the blocks; `flipchart`, `csv_tables`, `calendar` and `json_export` take the records
themselves. `redaction` removes what may not leave. `handout` makes pages to print from a guide. All
of it is pure: a session and the time go in, text comes out.
"""
