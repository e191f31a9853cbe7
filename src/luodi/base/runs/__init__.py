"""Background jobs as they ran: when each was last done, what it said, and how it failed.

Words: job 后台任务, run 运行.
"""
