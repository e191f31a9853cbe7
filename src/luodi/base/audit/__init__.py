"""The audit log: who did what to which thing, when; appended only, each row sealed by a hash over the row before it.

Words: entry 审计条目, head 链头 (number and hash of the latest entry).
"""
