"""Reading, repairing, finding, verifying and marking: pure machinery over a text."""
