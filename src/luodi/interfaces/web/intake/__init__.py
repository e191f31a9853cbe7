"""The import wizard: drop a ledger, see how it was understood, correct, commit, mend the leftovers, undo."""
