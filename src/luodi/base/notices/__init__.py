"""Messages inside the system: who is told what, with the address to go to.

Words: notice 消息.
"""
