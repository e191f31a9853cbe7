"""Proofreading: a paper is sent, its figures are judged where they stand, and nothing of it is kept."""
