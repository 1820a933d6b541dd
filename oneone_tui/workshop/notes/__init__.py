"""Notes: the grammar of the note line, the board, and the report made from it."""
