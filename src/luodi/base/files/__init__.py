"""Attachments: stored once by their SHA-256, accepted by content and not by name.

Words: attachment 附件, kind 文件类型.
"""
