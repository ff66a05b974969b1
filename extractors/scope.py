"""What the surroundings of a place in a report say: its part, sentence, period and area."""
