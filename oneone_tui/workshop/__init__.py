"""What a workshop is: pure data and rules. No files, terminal, clock or chance."""
