"""The demonstration district: seed 001's first half of 2023 as invented facts, written through the product's own verbs.

district: the units, chains, people; plan: what happened to each project (pure); build: writing it down.
"""
