"""The named shelf: small tools without tables that every app may use.

One subject per module: errors, choices, money, periods, workdays, text, codes, facts, bulk, memory,
workflow, fieldspec, tabular, documents. Import the module you need; nothing is re-exported here.
"""
