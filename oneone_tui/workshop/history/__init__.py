"""What earlier sessions show: who met, what was promised, what comes up again."""
