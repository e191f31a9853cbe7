"""The first page: what the person must do today, the unit's figures, exceptions; and the choice of unit and period."""
