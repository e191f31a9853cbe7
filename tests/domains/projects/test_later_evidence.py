"""Documents added later to an event or a record: beside the first ones, never in their place."""

from datetime import date, timedelta

import pytest

from luodi.base.approvals.rules import SlipAct
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.projects import selectors, services
from tests.factories import (
    AT,
    attachment,
    checker,
    clerk,
    filed_capital,
    filed_event,
    project,
    recognised_capital,
    recognised_event,
    signed_project,
    user,
)
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 1)


def test_a_document_joins_a_recognised_event_and_says_who_added_it_when() -> None:
    event, paper = recognised_event(project(), "SIGN", DAY), attachment()

    added = services.add_event_evidence(event, evidence=[paper], actor=checker(), at=AT + timedelta(days=3))

    row = event.evidence_rows.get()
    assert (added, row.attachment, row.recorded_by, row.recorded_at) == (1, paper, checker(), AT + timedelta(days=3))
    assert selectors.attachment(clerk(), event.project_id, paper.pk) == paper
    assert AuditEntry.objects.get(action="projects.evidence_added").changes["evidence"] == ["", "回单.pdf"]


def test_a_slip_shows_the_documents_added_while_it_waits() -> None:
    event, paper = filed_event(project(), "SIGN", DAY), attachment()

    services.add_event_evidence(event, evidence=[paper], actor=clerk(), at=AT)

    assert list(selectors.facts_of_slip(event.slip).events[0].evidence.all()) == [paper]


def test_one_document_supports_one_amount_also_when_it_comes_later() -> None:
    row, paper = signed_project(), attachment()
    filed_capital(row, "10", DAY, evidence=[paper])
    other = recognised_capital(row, "20", DAY)

    with refused("capital.voucher_reused"):
        services.add_capital_evidence(other, evidence=[paper], actor=clerk(), at=AT)
    services.add_capital_evidence(other, evidence=[attachment()], actor=clerk(), at=AT)

    assert other.evidence.count() == 1


def test_the_same_document_twice_none_at_all_or_after_a_return_is_refused() -> None:
    event = filed_event(project(), "SIGN", DAY)
    services.add_event_evidence(event, evidence=[attachment(b"%PDF-1.7 one")], actor=clerk(), at=AT)

    same, fresh = attachment(b"%PDF-1.7 one"), attachment()
    with refused("evidence.twice"):
        services.add_event_evidence(event, evidence=[same], actor=clerk(), at=AT)
    with refused("evidence.missing"):
        services.add_event_evidence(event, evidence=[], actor=clerk(), at=AT)
    services.decide(event.slip, SlipAct.RETURN, actor=checker(), at=AT, note="材料不全")
    event.refresh_from_db()
    with refused("evidence.returned"):
        services.add_event_evidence(event, evidence=[fresh], actor=clerk(), at=AT)


def test_another_county_and_who_files_nothing_add_no_document() -> None:
    event, paper = filed_event(project(), "SIGN", DAY), attachment()
    stranger, reader = clerk("QJ-W"), user("r01")
    before = contents()

    with refused("orgs.not_visible", NotVisible):
        services.add_event_evidence(event, evidence=[paper], actor=stranger, at=AT)
    with refused("orgs.not_permitted", NotPermitted):
        services.add_event_evidence(event, evidence=[paper], actor=reader, at=AT)

    assert contents() == before
