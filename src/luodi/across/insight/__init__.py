"""What a person sees first: work to do, exceptions, search. Put together from several domains, scoped by viewer.

Words: my work 我的工作, first page 首页, block of the first page 版块, exception 异常, correction 更正.
"""
