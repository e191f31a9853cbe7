"""A new set of unit shares: asked for by the unit, verified and recognised by others, in force from its day on."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project, ProjectUnitShare, ShareProposal
from tests.factories import AT, checker, clerk, project, project_office, unit, user, verified
from tests.refusals import refused

pytestmark = pytest.mark.django_db
FROM = date(2023, 6, 1)
HALVES = {"QJ-E": "50", "QJ-W": "50"}


def propose(row: Project, shares: dict[str, str], *, day: date = FROM, basis: str = "联合招商备忘") -> ShareProposal:
    given = {unit(code): Decimal(percent) for code, percent in shares.items()}
    return services.propose_shares(row, given, valid_from=day, actor=clerk(row.unit.code), at=AT, basis=basis)


def in_force(row: Project, on: date) -> dict[str, str]:
    return {share.unit.code: str(share.share_percent) for share in selectors.shares_in_force(row, on)}


def test_what_is_asked_for_counts_from_its_day_once_others_have_recognised_it() -> None:
    row = project()
    proposal = propose(row, HALVES)
    assert in_force(row, FROM) == {"QJ-E": "100.00"}

    services.decide(verified(proposal.slip), SlipAct.RECOGNISE, actor=project_office(), at=AT)

    assert in_force(row, FROM) == {"QJ-E": "50.00", "QJ-W": "50.00"}
    assert in_force(row, date(2023, 5, 31)) == {"QJ-E": "100.00"}
    assert row in selectors.projects(clerk("QJ-W"))
    assert [(one.is_in_force, one.basis) for one in selectors.share_revisions(row, FROM)] == [
        (True, "联合招商备忘"),
        (False, "登记"),
    ]
    assert AuditEntry.objects.filter(action="projects.shared").first().actor == project_office()  # type: ignore[union-attr]  # there is one


def test_who_asks_neither_verifies_nor_recognises() -> None:
    row = project()
    asker = user("r05", name="吴")
    proposal = services.propose_shares(
        row, {unit("QJ-W"): Decimal(100)}, valid_from=FROM, actor=asker, at=AT, basis="流转协议"
    )

    with refused("approvals.same_person"):
        services.decide(proposal.slip, SlipAct.VERIFY, actor=asker, at=AT)


def test_a_returned_proposal_changes_nothing_and_makes_room_for_another() -> None:
    row = project()
    proposal = propose(row, HALVES)
    with refused("shares.waiting"):
        propose(row, HALVES)

    services.decide(proposal.slip, SlipAct.RETURN, actor=checker(), at=AT, note="依据不足")

    assert in_force(row, FROM) == {"QJ-E": "100.00"}
    assert propose(row, HALVES).slip.state == SlipState.FILED


@pytest.mark.parametrize(
    ("shares", "day", "basis", "code"),
    [
        ({"QJ-E": "60", "QJ-W": "30"}, FROM, "备忘", "shares.sum"),
        ({"QJ-E": "0", "QJ-W": "100"}, FROM, "备忘", "shares.value"),
        (HALVES, FROM, " ", "shares.basis"),
        (HALVES, date(1, 1, 1), "备忘", "day.out_of_range"),
    ],
)
def test_an_unsound_proposal_is_refused(shares: dict[str, str], day: date, basis: str, code: str) -> None:
    row = project()

    with pytest.raises(BusinessError) as error:
        propose(row, shares, day=day, basis=basis)

    assert error.value.code == code
    assert (ShareProposal.objects.count(), ProjectUnitShare.objects.count()) == (0, 1)


def test_another_county_asks_for_no_share() -> None:
    row = project()
    clerk("QJ-W"), user("r01")

    with refused("orgs.not_visible", NotVisible):
        services.propose_shares(
            row, {unit("QJ-W"): Decimal(100)}, valid_from=FROM, actor=clerk("QJ-W"), at=AT, basis="备忘"
        )
    with refused("orgs.not_permitted", NotPermitted):
        services.propose_shares(row, {}, valid_from=FROM, actor=user("r01"), at=AT, basis="备忘")
