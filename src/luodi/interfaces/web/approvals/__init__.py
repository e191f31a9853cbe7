"""Verification and recognition: the queue, one slip with its evidence, many at once."""
