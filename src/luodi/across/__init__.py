"""Judgement and crossings: what needs several domains at once (figures, intake, reports, insight)."""
