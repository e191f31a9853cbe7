"""Units, people, accounts, roles and who may see and do what.

Words: unit 单位, person 人员, user 账号, role 角色, grant 授权, scope 数据范围 (S1–S6), reach 可见范围.
"""
