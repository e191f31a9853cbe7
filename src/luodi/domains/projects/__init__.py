"""Investment projects and their append-only ledger: stage events, capital records, unit shares.

Words: project 项目, stage 阶段, side status 旁侧状态, stage event 阶段事件, capital record 到位资金, share 单位分担,
reversal 冲减/撤销, take-over 台账接收.
"""
