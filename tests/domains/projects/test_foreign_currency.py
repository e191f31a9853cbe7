"""Foreign money is fixed in CNY on its day (domain/04 §4.5.8, golden test T-capital of domain/12)."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import ExchangeRate, Project
from tests.factories import (
    AT,
    clerk,
    district,
    filed_capital,
    project,
    recognise,
    recognised_event,
    signed_project,
    statistics_office,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 15)


def enter(rate: str, *, day: date = DAY, currency: str = "USD") -> ExchangeRate:
    return services.enter_exchange_rate(
        currency, day=day, rate=Decimal(rate), source="中国人民银行", actor=statistics_office(), at=AT
    )


def dollars(row: Project, amount: str, *, on: date = DAY) -> Decimal:
    record = filed_capital(row, amount, on, currency="USD", origin="FOREIGN")
    recognise(record.slip)
    return record.amount_in_wan


def test_a_million_dollars_are_fixed_at_the_rate_of_their_day_and_a_later_rate_alters_nothing() -> None:
    enter("6.868")
    row = signed_project()

    record = filed_capital(row, "100", DAY, currency="USD", origin="FOREIGN")
    recognise(record.slip)
    enter("7.1", day=date(2023, 3, 16))
    services.refresh_projects([row.pk])

    record.refresh_from_db()
    row.refresh_from_db()
    assert (record.amount_in_wan, record.rate, record.rate_source) == (
        Decimal("686.8"),
        Decimal("6.868"),
        "中国人民银行（2023-03-15）",
    )
    assert (record.currency, record.amount_in_currency_wan) == ("USD", 100)
    assert row.capital_in_wan == Decimal("686.8")


def test_a_rate_once_entered_cannot_be_entered_otherwise() -> None:
    enter("6.868")

    with refused("currency.rate_entered"):
        enter("7.1")

    assert selectors.exchange_rate("USD", DAY) == Decimal("6.868")


def test_a_day_without_a_rate_takes_that_of_the_months_end() -> None:
    enter("6.8717", day=date(2023, 3, 31))

    assert selectors.exchange_rate("USD", DAY) == Decimal("6.8717")


def test_a_months_end_on_a_holiday_is_the_last_rate_before_it() -> None:
    enter("6.7626", day=date(2023, 1, 23))

    assert selectors.exchange_rate("USD", date(2023, 1, 10)) == Decimal("6.7626")


@pytest.mark.parametrize("day", [date(2023, 3, 2), date(2023, 3, 14), date(2023, 2, 28), date(2023, 4, 28)])
def test_no_other_day_lends_its_rate(day: date) -> None:
    enter("6.9", day=day)

    assert selectors.exchange_rate("USD", DAY) is None


def test_without_a_rate_the_money_waits() -> None:
    row = signed_project()

    with refused("currency.rate_missing"):
        filed_capital(row, "100", DAY, currency="USD")


def test_yuan_need_no_rate() -> None:
    assert selectors.exchange_rate("CNY", DAY) == 1


def test_the_ceiling_is_judged_in_yuan() -> None:
    enter("7")
    row = signed_project(amount="1000")

    with refused("capital.over_ceiling"):
        dollars(row, "157.15")
    assert dollars(row, "157.14") == Decimal("1099.98")


def test_a_contract_in_dollars_enters_at_the_rate_of_its_signing_day() -> None:
    enter("6.868")
    row = project(total="1000", currency="USD")

    event = recognised_event(row, "SIGN", DAY)

    assert (event.amount_in_wan, event.currency, event.amount_in_currency_wan) == (6868, "USD", 1000)
    assert row.contract_in_wan == 6868


def test_a_contract_in_dollars_without_a_rate_is_known_in_dollars_only() -> None:
    event = recognised_event(project(total="1000", currency="USD"), "SIGN", DAY)

    assert (event.amount_in_wan, event.amount_in_currency_wan) == (None, 1000)


def test_a_rate_is_above_zero_and_audited() -> None:
    statistics_office()

    with refused("currency.rate"):
        enter("0")
    entered = enter("6.868")

    assert AuditEntry.objects.get(action="projects.rate_entered").subject_id == str(entered.pk)


def test_rates_are_for_everybody_so_a_county_enters_none() -> None:
    district()
    county = clerk()

    with refused("orgs.not_permitted", NotPermitted):
        services.enter_exchange_rate("USD", day=DAY, rate=Decimal(7), source="网上", actor=county, at=AT)


def test_a_better_rate_supersedes_with_a_reason_and_what_was_converted_stays() -> None:
    row, actor = signed_project(), statistics_office()
    enter("6.868")
    record = filed_capital(row, "10", DAY, currency="USD")

    better = services.enter_exchange_rate(
        "USD", day=DAY, rate=Decimal("6.8685"), source="中国人民银行", actor=actor, at=AT, reason="录入时看错一位"
    )

    record.refresh_from_db()
    assert (better.revision, record.rate) == (2, Decimal("6.868"))
    assert selectors.exchange_rate("USD", DAY) == Decimal("6.8685")
    listed = selectors.exchange_rates(clerk(), selectors.RateFilter(currency="USD"))
    assert [(str(one.rate.normalize()), one.is_superseded) for one in listed] == [("6.8685", False), ("6.868", True)]
    assert AuditEntry.objects.filter(action="projects.rate_entered").first().changes["rate"] == ["6.868", "6.8685"]  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize(
    ("currency", "day", "rate", "code"),
    [
        ("CNY", DAY, "1", "currency.unknown"),
        ("US", DAY, "7", "currency.unknown"),
        ("USD", date(1, 1, 1), "7", "day.out_of_range"),
        ("USD", date(2023, 7, 4), "7", "day.future"),
        ("USD", DAY, "1000", "currency.rate"),
        ("USD", DAY, "-1", "currency.rate"),
    ],
)
def test_an_unsound_rate_is_refused(currency: str, day: date, rate: str, code: str) -> None:
    statistics_office()

    with refused(code):
        enter(rate, day=day, currency=currency)
