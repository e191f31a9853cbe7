"""What a person sees first: work to do, exceptions, search. Put together from several domains, scoped by viewer.

Words: my work 我的工作, exception 异常.
"""
