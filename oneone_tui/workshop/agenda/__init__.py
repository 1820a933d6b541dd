"""The agenda in time: guide, schedule, timer, alarms, moves, catching up."""
