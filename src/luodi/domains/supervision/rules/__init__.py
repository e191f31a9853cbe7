"""Vocabulary and judgement of supervision: problems, orders, meetings, inspections, their step tables and time limits."""
