"""Writing investors, trips and activities."""

from luodi.domains.investors.services.registry import (
    InvestorSeed,
    award_honour,
    register_investor,
    register_many,
    reveal_contact,
    set_contact,
)
from luodi.domains.investors.services.travel import (
    add_trip_evidence,
    correct_attendance,
    file_activity,
    file_trip,
    withdraw_activity,
    withdraw_trip,
)

__all__ = [
    "InvestorSeed",
    "add_trip_evidence",
    "award_honour",
    "correct_attendance",
    "file_activity",
    "file_trip",
    "register_investor",
    "register_many",
    "reveal_contact",
    "set_contact",
    "withdraw_activity",
    "withdraw_trip",
]
