"""Words and judgement of incentives."""
