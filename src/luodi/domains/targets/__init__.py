"""Targets: who set how much of which indicator for whom and when. Several baselines may stand side by side.

Words: target 目标, issuer 下达单位, holder 承担单位, tier 层级 (M0, M1, M2 …), baseline 一个下达方的一套目标,
schedule point 进度曲线上的一点.
"""
