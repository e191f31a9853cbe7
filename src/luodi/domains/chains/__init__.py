"""Industry chains: name, chief, lead unit, task force.

Words: chain 产业链, chief 链长, lead unit 牵头单位, task force 专班.
"""
