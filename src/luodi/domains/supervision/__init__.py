"""What moves a project that does not move: problems, the three orders, meetings, inspections and rectification.

Words: issue 问题, order 三单 (交办单, 督办单, 问责建议单), meeting 会议, inspection 督查核查, rectification 限期整改.
"""
