"""Kinds of papers, their skeletons and phrases, one module per subject."""
