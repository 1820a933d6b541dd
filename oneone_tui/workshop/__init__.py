"""What a workshop is: pure data and rules. No files, no terminal, no clock, no chance."""
