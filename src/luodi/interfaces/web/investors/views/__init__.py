"""Views of investors, trips and activities."""

from luodi.interfaces.web.investors.views.activities import (
    activity,
    activity_attendance,
    activity_new,
    activity_withdraw,
)
from luodi.interfaces.web.investors.views.companies import contact_reveal, contact_set, detail
from luodi.interfaces.web.investors.views.lists import (
    activity_export,
    activity_list,
    investor_export,
    investor_list,
    trip_export,
    trip_list,
)
from luodi.interfaces.web.investors.views.trips import (
    trip,
    trip_correct,
    trip_evidence,
    trip_file,
    trip_new,
    trip_withdraw,
)

__all__ = [
    "activity",
    "activity_attendance",
    "activity_export",
    "activity_list",
    "activity_new",
    "activity_withdraw",
    "contact_reveal",
    "contact_set",
    "detail",
    "investor_export",
    "investor_list",
    "trip",
    "trip_correct",
    "trip_evidence",
    "trip_export",
    "trip_file",
    "trip_list",
    "trip_new",
    "trip_withdraw",
]
