"""Approval slips: who filed, who verified, who recognised; every step is a fact.

Words: slip 审批单, file 填报, verify 审核, recognise 认定, return 退回.
"""
