"""Messy Excel and CSV in: import batches, their rows, remembered mappings, preview, leftovers and undo.

Words: a ledger (台账) is a file that an office keeps; a layout is how its table is built; a remembered mapping is what a person
once said about a layout's columns; leftovers (未导入) are the rows that come back to be mended.
"""
