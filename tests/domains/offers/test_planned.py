"""Planned projects: versions, steps in order by the right people, links that another person recognises."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.approvals.rules import SlipState
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.domains.offers import selectors, services
from luodi.domains.offers.models import PlannedProject, PlannedStep, PlannedVersion
from luodi.domains.offers.rules import STEPS, PlannedState
from luodi.domains.offers.selectors import PlannedFilter
from luodi.domains.projects.models import Project
from tests import factories
from tests.domains.offers.making import chain_office, linked, planned, recognise, step, values
from tests.factories import AT, checker, clerk, project, signed_project, unit
from tests.refusals import contents
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


def state(subject: PlannedProject) -> str:
    return selectors.planned_version(chain_office(), subject.pk).state


def refused(code: str, act: object) -> str:
    """The sentence of a refusal that changed nothing."""
    before = contents()
    with pytest.raises(BusinessError) as caught:
        act()  # type: ignore[operator]  # a call without arguments
    assert caught.value.code == code
    assert contents() == before
    return caught.value.message


def test_the_steps_speak_of_every_state() -> None:
    STEPS.check_complete(PlannedState.values, initial=PlannedState.SOLICITED)


def test_a_new_one_is_solicited_and_numbered_by_year() -> None:
    first, second = planned(), planned("QJ-W")

    assert (first.code, second.code) == ("C2023-0001", "C2023-0002")
    assert state(first) == "SOLICITED"


def test_a_new_one_needs_a_name_and_an_amount_that_can_be() -> None:
    clerk()
    given = {"occurred_on": date(2023, 1, 9), "actor": clerk(), "at": AT}

    refused("offers.title", lambda: services.make_planned(unit("QJ-E"), values("  "), **given))
    wild = values(investment_in_wan=Decimal(0))
    refused("offers.investment", lambda: services.make_planned(unit("QJ-E"), wild, **given))
    refused(
        "day.future", lambda: services.make_planned(unit("QJ-E"), values(), **given | {"occurred_on": date(2023, 7, 4)})
    )


def test_only_units_in_reach_are_planned_for() -> None:
    with pytest.raises(NotVisible):
        services.make_planned(unit("QJ-W"), values(), occurred_on=date(2023, 1, 9), actor=clerk(), at=AT)


def test_a_version_needs_a_reason_and_keeps_the_one_before() -> None:
    subject = planned()
    changed = values("铝精深加工产业园二期", owners=(unit("QJ-W"),))

    refused("offers.reason", lambda: services.revise_planned(subject, changed, reason=" ", actor=clerk(), at=AT))
    made = services.revise_planned(subject, changed, reason="分期", actor=clerk(), at=AT)
    again = services.revise_planned(subject, changed, reason="", actor=clerk(), at=AT)

    assert (made.revision, again.pk) == (2, made.pk)
    assert [row.title for row in selectors.versions_of(subject)] == ["铝精深加工产业园二期", "铝精深加工产业园"]
    assert [row.unit.code for row in selectors.owners_of(made)] == ["QJ-W"]


def test_steps_go_in_their_order_of_states_and_days() -> None:
    subject = planned(upto="ARGUE")

    refused("workflow.not_allowed", lambda: step(subject, "OFFER", date(2023, 3, 1)))
    refused("offers.order", lambda: step(subject, "STORE", date(2023, 1, 31)))
    refused("workflow.unknown", lambda: step(subject, "SELL", date(2023, 3, 1)))
    refused("offers.note", lambda: step(subject, "DROP", date(2023, 3, 1)))


def test_the_author_does_not_store_what_is_his_own() -> None:
    author = chain_office()
    made = services.make_planned(unit("QJ-E"), values(), occurred_on=date(2023, 1, 9), actor=author, at=AT)
    step(made, "ARGUE", date(2023, 2, 1))

    refused("offers.same_person", lambda: step(made, "STORE", date(2023, 2, 2)))
    version = selectors.planned_version(author, made.pk)
    assert [one.code for one in selectors.buttons(version, author)] == ["DROP"]
    step(made, "STORE", date(2023, 2, 2), actor=factories.project_office())
    assert state(made) == "STORED"


def test_a_clerk_may_not_store() -> None:
    subject = planned(upto="ARGUE")

    with pytest.raises(NotPermitted):
        services.take_planned_step(subject, "STORE", occurred_on=date(2023, 2, 2), actor=clerk(), at=AT)


def test_the_author_is_told_of_another_persons_step() -> None:
    planned(upto="STORE")

    told = Notice.objects.filter(recipient=clerk(), code="offers.planned_moved")
    assert [notice.title for notice in told] == ["入库：铝精深加工产业园"]


def test_what_counts_is_not_changed_while_it_stands_in_the_library() -> None:
    subject = planned(upto="STORE")
    more = values(investment_in_wan=Decimal(90_000))

    refused("offers.stored", lambda: services.revise_planned(subject, more, reason="扩大", actor=clerk(), at=AT))
    services.revise_planned(subject, values("新名"), reason="更名", actor=clerk(), at=AT)
    services.revoke_planned_step(subject, reason="内容有变", actor=chain_office(), at=AT)
    services.revise_planned(
        subject, values("新名", investment_in_wan=Decimal(90_000)), reason="扩大", actor=clerk(), at=AT
    )
    assert selectors.present_version(subject).investment_in_wan == 90_000


def test_a_revoked_step_was_never_taken_and_is_taken_again() -> None:
    subject = planned(upto="STORE")

    services.revoke_planned_step(subject, reason="误办", actor=chain_office(), at=AT)
    assert state(subject) == "ARGUED"
    step(subject, "STORE", date(2023, 2, 25))
    assert state(subject) == "STORED"
    assert PlannedStep.objects.filter(planned=subject).count() == 5


def test_the_first_step_is_never_revoked() -> None:
    subject = planned()
    chain_office()

    said = refused(
        "offers.first_step", lambda: services.revoke_planned_step(subject, reason="误", actor=chain_office(), at=AT)
    )
    assert "出库" in said


def test_a_link_counts_once_another_person_has_recognised_it() -> None:
    subject = planned(upto="OFFER")
    made = services.file_link(
        subject, signed_project(), linked_on=date(2023, 4, 1), reason="认领", actor=clerk(), at=AT
    )

    assert selectors.standing_links(subject) == []
    recognise(made.slip)
    assert [link.pk for link in selectors.standing_links(subject)] == [made.pk]
    assert [link.planned.code for link in selectors.planned_of_projects([made.project_id])] == [subject.code]


def test_one_project_is_linked_once() -> None:
    subject, row = planned(upto="OFFER"), signed_project()
    linked(subject, row)
    given = {"linked_on": date(2023, 4, 2), "reason": "认领", "actor": clerk(), "at": AT}

    refused("offers.linked", lambda: services.file_link(subject, row, **given))
    other = signed_project()
    services.file_link(subject, other, **given)
    refused("offers.linked", lambda: services.file_link(subject, other, **given))
    west = Project.objects.get(name="西县项目")
    refused("offers.basis", lambda: services.file_link(subject, west, **given | {"reason": " "}))


@pytest.fixture(autouse=True)
@remembered
def western(db: None) -> None:
    """A project of the other county, and everybody who takes part."""
    signed_project("QJ-W", name="西县项目")
    for known in (chain_office, clerk, checker, factories.project_office):
        known()


def test_a_link_is_ended_by_another_one_that_is_recognised_too() -> None:
    subject = planned(upto="OFFER")
    made = linked(subject, signed_project())

    refused(
        "offers.order",
        lambda: services.reverse_link(made, ends_on=date(2023, 3, 31), reason="认错", actor=clerk(), at=AT),
    )
    ending = services.reverse_link(made, ends_on=date(2023, 5, 1), reason="认错", actor=clerk(), at=AT)
    assert selectors.standing_links(subject)
    refused(
        "offers.linked",
        lambda: services.reverse_link(made, ends_on=date(2023, 5, 1), reason="认错", actor=clerk(), at=AT),
    )
    recognise(ending.slip)
    assert selectors.standing_links(subject) == []
    assert ending.slip.__class__.objects.get(pk=ending.slip_id).state == SlipState.RECOGNISED


def test_success_needs_a_recognised_link_to_a_signed_project() -> None:
    subject = planned(upto="OFFER")

    refused("offers.not_attracted", lambda: step(subject, "ATTRACT", date(2023, 6, 1)))
    linked(subject, project())
    refused("offers.not_attracted", lambda: step(subject, "ATTRACT", date(2023, 6, 1)))
    linked(subject, signed_project())
    step(subject, "ATTRACT", date(2023, 6, 1))
    assert state(subject) == "ATTRACTED"


def test_a_merged_project_is_not_linked() -> None:
    subject, row = planned(upto="OFFER"), signed_project()
    factories.merged(row, signed_project())
    row.refresh_from_db()

    refused(
        "offers.merged",
        lambda: services.file_link(subject, row, linked_on=date(2023, 4, 1), reason="认领", actor=clerk(), at=AT),
    )


def test_what_was_taken_out_is_neither_changed_nor_linked() -> None:
    subject = planned(upto="STORE")
    step(subject, "DROP", date(2023, 6, 1), "规划调整")
    given = {"linked_on": date(2023, 6, 2), "reason": "认领", "actor": clerk(), "at": AT}
    row = signed_project()

    refused("offers.dropped", lambda: services.file_link(subject, row, **given))
    refused("offers.dropped", lambda: services.revise_planned(subject, values("新"), reason="改", actor=clerk(), at=AT))


def test_a_county_sees_its_own_and_those_planned_together() -> None:
    own, other = planned("QJ-E"), planned("QJ-W")
    shared = planned("QJ-W", title="联合谋划", owners=(unit("QJ-E"),))

    seen = [row.planned_id for row in selectors.planned_list(clerk())]
    assert seen == [shared.pk, own.pk]
    with pytest.raises(NotVisible):
        selectors.planned_version(clerk(), other.pk)
    assert not selectors.may(clerk(), "offers.edit", shared)


def test_the_list_is_narrowed() -> None:
    first = planned(upto="OFFER", title="厂房改造", resource="PLANT")
    planned("QJ-W", upto="ARGUE", title="物流园")
    viewer = chain_office()

    def found(**wanted: object) -> list[str]:
        rows = selectors.planned_list(viewer, PlannedFilter(**wanted))  # type: ignore[arg-type]
        return [row.title for row in rows]

    assert found() == ["物流园", "厂房改造"]
    assert found(state="ARGUED") == ["物流园"]
    assert found(in_library=True) == ["厂房改造"]
    assert found(year=2023, resource="PLANT") == ["厂房改造"]
    assert found(year=2022) == []
    assert found(unit_path=unit("QJ-W").path) == ["物流园"]
    assert found(search=first.code) == ["厂房改造"]
    assert PlannedVersion.objects.count() == 2
