"""Proofreading: the figures of a written report are checked against each other and, where unit and period are known, the ledger.

Words: quantity 数量, relation 数量关系, claim 文中的说法, reading 一种算法, verdict 结论, mask 隐去的数字, mark 批注.
A grammar, not a model: what is found and how it is judged can be read in `rules` and `engine`. Nothing is ever rewritten.
"""
