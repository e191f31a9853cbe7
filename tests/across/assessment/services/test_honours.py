"""Bonus out of decided hero lists and accepted challenges: filed once, approved by others, taken back with its place."""

from datetime import timedelta

import pytest

from luodi.across.assessment import services
from luodi.across.assessment.models import Adjustment
from luodi.across.assessment.services.honours import claim_challenge_bonus, claim_list_bonus
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.domains.incentives.services import lists
from tests import factories
from tests.domains.incentives import making
from tests.factories import AT, clerk, user

pytestmark = pytest.mark.django_db
EARLY = AT - timedelta(days=30)


@pytest.fixture(autouse=True)
def county(db: None) -> None:
    """The eastern county in a group of the preset scheme, the people of the list."""
    making.everybody()
    place = factories.unit("QJ-E")
    given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
    orgs.change_unit(place, actor=factories.officer("sysadmin"), at=EARLY, **given)
    services.install_presets(at=EARLY)


def approve(row: Adjustment) -> None:
    """Verified by the statistics section, approved by the head of the office."""
    services.decide_adjustment(row.slip, "verify", actor=factories.statistics_office(), at=AT)
    services.decide_adjustment(row.slip, "recognise", actor=making.chief(), at=AT)


def test_units_of_a_decided_list_are_filed_once_and_others_approve() -> None:
    of = making.decided(2023)

    told = claim_list_bonus(of, actor=making.organiser(), at=AT)
    again = claim_list_bonus(of, actor=making.organiser(), at=AT)

    row = Adjustment.objects.get()
    assert (told.filed, again.filed, again.present) == (1, 0, 1)
    assert (row.subject, row.amount, row.period) == ("B6", 1, "2023")
    assert row.basis == "示例招委〔2023〕9号（2023年度招商英雄榜）"
    with pytest.raises(BusinessError):
        services.decide_adjustment(row.slip, "verify", actor=making.organiser(), at=AT)


def test_a_list_in_its_publicity_gives_no_bonus() -> None:
    of = making.shown(2023)

    with pytest.raises(BusinessError) as refused:
        claim_list_bonus(of, actor=making.organiser(), at=AT)
    assert refused.value.code == "assessment.list_not_decided"
    assert Adjustment.objects.count() == 0


def test_only_whoever_files_adjustments_of_the_organiser_files_these() -> None:
    of = making.decided(2023)

    with pytest.raises(NotPermitted):
        claim_list_bonus(of, actor=clerk(), at=AT)
    with pytest.raises(NotVisible):
        claim_list_bonus(of, actor=user("r07", "QJ-W", scope="S2"), at=AT)


def test_the_approved_bonus_of_a_revoked_place_is_taken_back() -> None:
    of = making.decided(2023)
    claim_list_bonus(of, actor=making.organiser(), at=AT)
    approve(Adjustment.objects.get())
    place = making.first_place(of)
    lists.revoke_place(place, reason="项目退回", document_no="10号", actor=making.chief(), at=AT)

    told = claim_list_bonus(of, actor=making.organiser(), at=AT)
    again = claim_list_bonus(of, actor=making.organiser(), at=AT)

    back = Adjustment.objects.exclude(reverses=None).get()
    assert (told.reversed, again.reversed) == (1, 0)
    assert (back.amount, back.reason, back.basis) == (-1, "项目退回", "10号")


def test_an_accepted_challenge_gives_its_unit_a_case_once() -> None:
    row = making.taken(making.posted())

    with pytest.raises(BusinessError) as refused:
        claim_challenge_bonus(row, actor=making.organiser(), at=AT)
    assert refused.value.code == "assessment.take_not_accepted"
    making.accepted(row)
    told = claim_challenge_bonus(row, actor=making.organiser(), at=AT)
    again = claim_challenge_bonus(row, actor=making.organiser(), at=AT)

    made = Adjustment.objects.get()
    assert (told.filed, again.present) == (1, 1)
    assert (made.subject, made.period, made.basis) == ("B7", "2023", "B2023-001揭榜验收（2023-07-03）")


def test_a_unit_outside_the_scheme_is_told_with_its_reason() -> None:
    row = making.taken(making.posted(), "QJ-W")
    making.accepted(row)

    told = claim_challenge_bonus(row, actor=making.organiser(), at=AT)

    assert told.filed == 0
    assert str(told).startswith("西县：“西县”没有考核分组")
    assert Adjustment.objects.count() == 0
