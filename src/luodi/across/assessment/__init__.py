"""Assessment: schemes, scores, rankings, five colours and their overrides, per group of units.

Words: scheme 考核方案, sheet 一个分组的评分表, line 指标行, block 板块, item 加扣分与否决事项, adjustment 考核调整,
low zone 靠后区, colour 五色, round 考核轮次, appeal 申诉、异议, what if 假定测算.
"""
