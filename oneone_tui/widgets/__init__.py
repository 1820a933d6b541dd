"""The parts that screens are made of: clock face, progress line, note line, board and others."""
