"""Vocabulary and judgement of the life-cycle: gates and their requirements, clocks and their pauses; one module each."""
