"""Figures: every statistical measure is defined once here and computed once over the columnar mart.

Words: figure 指标, definition 口径说明, calibre 口径 (A/B/C), mart 集市 (Parquet copy of the facts), cut-off 截止日,
window 统计窗口, known-at 按某时点已知, drill 穿透.
"""
