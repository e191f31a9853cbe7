"""口径说明: every figure in words."""
