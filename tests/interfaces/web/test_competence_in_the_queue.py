"""The county's queue offers what the county recognises; what belongs to the city is shown to it without a button."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.insight import selectors as insight
from luodi.across.lifecycle.rules.gates_review import Competence
from luodi.across.lifecycle.selectors.queue import city_slips, offered_slips
from luodi.across.lifecycle.services.gates import decide
from luodi.across.lifecycle.services.gates_rules import set_competence
from luodi.base.approvals.models import Slip
from luodi.base.core.errors import BusinessError
from luodi.base.notices.models import Notice
from luodi.base.orgs.models import User
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
DAY = date(2023, 6, 1)


def chief() -> User:
    """The county's leader, who recognises below 1 亿元."""
    return factories.user("r11", "QJ-E")


def verified_talk(total: str | None, currency: str = "CNY") -> Slip:
    """Talks of a project of so many 万元, verified by the county."""
    return factories.verified(
        factories.filed_event(factories.project(total=total, currency=currency), "TALK", DAY).slip
    )


@pytest.mark.parametrize(
    ("total", "currency", "is_of_city"),
    [
        ("9999.9999", "CNY", False),
        ("10000", "CNY", True),
        (None, "CNY", True),
        ("5", "USD", True),
    ],
)
def test_what_is_offered_is_what_can_be_recognised(total: str | None, currency: str, is_of_city: bool) -> None:
    chief(), factories.project_office()
    slip = verified_talk(total, currency)

    assert (slip in offered_slips(chief()), slip in city_slips(chief())) == (not is_of_city, is_of_city)
    assert slip in offered_slips(factories.project_office())
    assert list(city_slips(factories.project_office())) == []
    if is_of_city:
        with pytest.raises(BusinessError) as refused:
            decide(slip, "recognise", actor=chief(), at=factories.AT)
        assert refused.value.code == "lifecycle.competence"


def test_a_signing_counts_by_its_own_amount() -> None:
    chief()
    small = factories.project(total="5000")
    large = factories.verified(factories.filed_event(small, "SIGN", DAY, amount="12000").slip)
    within = factories.verified(factories.filed_event(factories.project(total="50000"), "SIGN", DAY, amount="900").slip)

    assert list(offered_slips(chief())) == [within]
    assert list(city_slips(chief())) == [large]


def test_capital_counts_by_its_project() -> None:
    chief()
    little = factories.verified(factories.filed_capital(factories.signed_project(amount="1000"), "9", DAY).slip)
    much = factories.verified(factories.filed_capital(factories.signed_project(amount="20000"), "9", DAY).slip)

    assert list(offered_slips(chief())) == [little]
    assert list(city_slips(chief())) == [much]


def test_another_threshold_moves_the_border() -> None:
    slip = verified_talk("6000")
    assert list(offered_slips(chief())) == [slip]

    made_at = timezone.now()
    today = timezone.localdate(made_at)
    rule = Competence(city_from_in_wan=Decimal(5000))
    set_competence(rule, valid_from=today, basis="市府办文", actor=factories.user("r03"), at=made_at)

    assert list(city_slips(chief())) == [slip]


def test_the_countys_verifier_goes_on_verifying_whatever_the_amount() -> None:
    factories.checker()
    slip = factories.filed_event(factories.project(total="90000"), "TALK", DAY).slip

    assert list(offered_slips(factories.checker())) == [slip]
    assert list(city_slips(factories.checker())) == []


def test_counts_on_the_first_page_and_in_the_menu_follow() -> None:
    chief()
    verified_talk("1000")
    verified_talk("90000")

    assert insight.work(chief(), on=DAY).count == 1
    assert insight.attention(chief()).waiting == 1
    assert insight.attention(factories.project_office()).waiting == 2


def test_the_queue_lists_what_the_city_recognises_without_steps(signed_in: SignIn) -> None:
    chief()
    own, other = verified_talk("1000"), verified_talk("90000")

    page = signed_in(chief()).get("/approvals/?step=recognise")
    assert [row.pk for row in page.context["table"].rows] == [own.pk]
    assert (page.context["city_count"], [row.pk for row, _ in page.context["of_city"]]) == (1, [other.pk])
    assert "由市级认定（" in page.content.decode()
    assert f'value="{other.pk}"' not in page.content.decode()
    slip = signed_in(chief()).get(f"/approvals/{other.pk}/")
    assert (slip.context["buttons"], "请等待市级办理" in slip.content.decode()) == ([], True)
    by_city = signed_in(factories.project_office()).get("/approvals/?step=recognise")
    assert (by_city.context["counts"]["recognise"], by_city.context["city_count"]) == (2, 0)


def test_many_at_once_leave_the_citys_slips_alone(signed_in: SignIn) -> None:
    chief()
    own = factories.verified(factories.filed_capital(factories.signed_project(amount="1000"), "9", DAY).slip)
    other = factories.verified(factories.filed_capital(factories.signed_project(amount="20000"), "9", DAY).slip)
    client = signed_in(chief())

    client.post("/approvals/decide/", {"act": "recognise", "step": "recognise", "every": "1"})
    client.post("/approvals/decide/", {"act": "recognise", "step": "recognise", "slips": [other.pk]})

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == ("RECOGNISED", "VERIFIED")


def test_only_who_can_recognise_a_verified_slip_is_told_that_it_waits() -> None:
    chief(), factories.project_office()
    told = {}
    for total in ("5000", "50000"):
        slip = factories.filed_event(factories.project(total=total), "TALK", DAY).slip
        decide(slip, "verify", actor=factories.checker(), at=factories.AT)
        rows = Notice.objects.filter(code="approvals.waiting", title=f"待认定：{slip.title}")
        told[total] = {row.recipient_id for row in rows}

    assert told == {
        "5000": {chief().pk, factories.project_office().pk},
        "50000": {factories.project_office().pk},
    }
