"""What earlier sessions show: who met, what was promised, recurring themes."""
