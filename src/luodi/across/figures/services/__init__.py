"""Keeping the mart: appended by watermark, rebuilt on demand, compared with the ledger."""

from luodi.across.figures.selectors.mart import Refreshed, rebuild_mart, refresh_mart
from luodi.across.figures.services.verify import MartCheck, verify_mart

__all__ = ["MartCheck", "Refreshed", "rebuild_mart", "refresh_mart", "verify_mart"]
