"""The vocabulary of ledgers and the rulings about them: words of rows, states and scope, codes of faults with their sentences."""
