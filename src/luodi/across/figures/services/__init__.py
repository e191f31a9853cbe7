"""Locking periods; keeping the mart: appended by watermark, rebuilt on demand, compared with the ledger."""

from luodi.across.figures.selectors.mart import Refreshed, rebuild_mart, refresh_mart
from luodi.across.figures.services.locks import lock_period, restate_period
from luodi.across.figures.services.verify import MartCheck, verify_mart

__all__ = [
    "MartCheck",
    "Refreshed",
    "lock_period",
    "rebuild_mart",
    "refresh_mart",
    "restate_period",
    "verify_mart",
]
