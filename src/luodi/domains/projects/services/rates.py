"""Entering exchange rates. A rate is never edited: a better one supersedes it, amounts converted before stay as they are."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.text import fitted, normalise
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require_over_all
from luodi.domains.projects.models import ExchangeRate
from luodi.domains.projects.rules import Permission

_HIGHEST: Final = Decimal(1000)
"""No currency of this work is worth more yuan; a higher rate is one quoted for 100 units, or a slip."""


@transaction.atomic
def enter_exchange_rate(
    currency: str, *, day: date, rate: Decimal, source: str, actor: User, at: datetime, reason: str = ""
) -> ExchangeRate:
    """Enter CNY per unit of a currency for everybody; converted amounts are never converted again (T-capital).

    Another rate for the same day supersedes the first and needs a reason. Errors: BusinessError `currency.*`, `day.*`.
    """
    require_over_all(actor, Permission.ENTER_RATES)
    currency, rate = normalise(currency).upper(), round_decimal(rate, 6)
    _require_sound(currency, day, rate, source, today=timezone.localdate(at))
    audit.stand_in_line()
    present = ExchangeRate.objects.filter(currency=currency, day=day).order_by("-revision").first()
    if present is not None and present.rate == rate:
        raise BusinessError(f"{currency} 在 {day} 的汇率已录入，数值相同，不必再录。", code="currency.rate_entered")
    if present is not None and not reason.strip():
        raise BusinessError(
            f"{currency} 在 {day} 已录入汇率 {plain(present.rate)}。如有更正，请写明原因。",
            code="currency.rate_entered",
        )
    row = ExchangeRate.objects.create(
        currency=currency,
        day=day,
        rate=rate,
        source=fitted(normalise(source), 60, "来源"),
        revision=1 if present is None else present.revision + 1,
        reason=fitted(normalise(reason), 200, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"rate": ("" if present is None else plain(present.rate), plain(rate))}
    audit.record(audit.Act("projects.rate_entered", row, changes=changes, reason=reason), actor=actor, at=at)
    return row


def _require_sound(currency: str, day: date, rate: Decimal, source: str, *, today: date) -> None:
    if len(currency) != 3 or not currency.isalpha() or currency == "CNY":
        raise BusinessError("请选择外币币种（如 USD）。", code="currency.unknown")
    if not 0 < rate < _HIGHEST:
        raise BusinessError("汇率应大于 0，为 1 单位外币折合的人民币元数，如 6.8680。", code="currency.rate")
    if not source.strip():
        raise BusinessError("请填写汇率来源，如“中国人民银行中间价”。", code="currency.source")
    require_sensible_day(day, label="汇率日期", today=today)
