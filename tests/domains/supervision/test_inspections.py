"""Inspections: an approved plan with its basis, the burden rule, visits, rectification, marks."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.models import Finding, Order
from luodi.domains.supervision.services import Photo
from tests.domains.supervision.making import approved, chief, clerk, finding, head, inspector, on, plan, visit
from tests.factories import AT, attachment, unit, user
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


def test_a_plan_is_approved_by_another_person_and_only_with_its_basis() -> None:
    bare = plan(basis="")
    assert bare.number == "督查2023-001"
    with refused("inspections.same_person"):
        services.take_plan_step(bare, "approve", actor=inspector(), at=AT, basis_no="示例督发〔2023〕1号")
    with refused("inspections.basis"):
        services.take_plan_step(bare, "approve", actor=chief(), at=AT)

    done = services.take_plan_step(bare, "approve", actor=chief(), at=AT, basis_no="示例督发〔2023〕1号")

    assert (done.state, done.basis_no) == ("APPROVED", "示例督发〔2023〕1号")


def test_a_unit_inspected_twice_in_a_quarter_is_named() -> None:
    first, second = plan(), plan(units=("QJ-E", "QJ-W"))

    found = selectors.burdens_of(second)

    assert [(one.unit_name, one.quarter, one.other) for one in found] == [("东县", "2023年第三季度", str(first))]


def test_a_merged_plan_hands_its_units_over_and_is_no_burden_any_more() -> None:
    first, second = plan(), plan(units=("QJ-W",))

    services.take_plan_step(second, "merge", actor=inspector(), at=on(4), into=first)

    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("MERGED", first)
    assert sorted(row.unit.code for row in first.plan_units.all()) == ["QJ-E", "QJ-W"]
    assert selectors.burdens_of(first) == []
    with refused("inspections.merge"):
        services.take_plan_step(first, "merge", actor=inspector(), at=on(4), into=second)


def test_a_visit_follows_an_approved_plan() -> None:
    waiting = plan()
    with refused("inspections.not_approved"):
        visit(waiting)
    approved(waiting)
    waiting.refresh_from_db()
    with refused("inspections.unit"):
        visit(waiting, unit=unit("QJ-W"))
    with refused("day.future"):
        visit(waiting, held_on=date(2023, 7, 20))
    with refused("inspections.day"):
        visit(waiting, held_on=date(2023, 6, 30))


def test_photos_keep_time_and_place() -> None:
    shot = Photo(attachment(), on(3), "北厂区", Decimal("29.123456"), Decimal("108.765432"))

    made = visit(photos=[shot])

    row = made.photos.get()
    assert (row.taken_at, row.place, row.latitude) == (on(3), "北厂区", Decimal("29.123456"))
    assert selectors.inspection_attachment(made.pk, shot.attachment.pk) == shot.attachment


def test_half_a_place_is_refused() -> None:
    under = approved(plan())
    shot = Photo(attachment(), on(3), latitude=Decimal(29))

    with refused("inspections.place"):
        visit(under, photos=[shot])


def test_a_rectification_is_reported_checked_by_others_and_closed() -> None:
    row = finding()
    with refused("findings.evidence"):
        services.take_finding_step(row, "report", actor=clerk(), at=on(5), note="已补齐")
    proof = [attachment()]
    services.take_finding_step(row, "report", actor=clerk(), at=on(5), note="已补齐", evidence=proof)
    services.take_finding_step(row, "return", actor=inspector(), at=on(6), note="南侧仍缺")
    services.take_finding_step(row, "report", actor=head(), at=on(7), note="南侧补齐", evidence=proof)
    with refused("orgs.not_permitted", NotPermitted):
        services.take_finding_step(row, "close", actor=clerk(), at=on(7), note="好了")

    services.take_finding_step(row, "close", actor=inspector(), at=on(10), note="复查通过")

    found = Finding.objects.get()
    assert (found.state, found.reported_on, found.ended_on) == ("CLOSED", date(2023, 7, 7), date(2023, 7, 10))


def test_another_county_does_not_report_this_ones_rectification() -> None:
    row = finding()

    with refused("findings.not_visible", NotVisible):
        services.take_finding_step(row, "report", actor=user("r09", "QJ-W"), at=on(5), note="x", evidence=[])


def test_a_rectification_of_sixteen_days_is_refused() -> None:
    made = visit()

    with refused("findings.due"):
        finding(made, due_on=date(2023, 7, 19))


def test_an_overdue_rectification_becomes_the_draft_of_a_supervision_order() -> None:
    row = finding()
    assert services.sweep(at=on(14)) == services.Swept()
    assert services.sweep(at=on(15)).drafted == 1
    assert services.sweep(at=on(16)) == services.Swept()
    draft = Order.objects.get()
    assert (draft.kind, draft.source, draft.finding, draft.state) == ("SUPERVISE", "INSPECTION", row, "DRAFT")

    services.issue_order(draft, actor=inspector(), at=on(17))

    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("ESCALATED", date(2023, 7, 17))


def test_an_order_for_what_was_put_right_meanwhile_is_refused() -> None:
    row = finding()
    services.sweep(at=on(15))
    services.take_finding_step(row, "report", actor=clerk(), at=on(17), note="已补齐", evidence=[attachment()])
    services.take_finding_step(row, "close", actor=inspector(), at=on(17, 1), note="通过")

    with refused("orders.finding_ended"):
        services.issue_order(Order.objects.get(), actor=inspector(), at=on(17, 2))


def test_marks_are_for_site_visits_only() -> None:
    place = visit()

    with refused("inspections.not_visit"):
        services.enter_mark(place, judge="甲", mark=Decimal(90), actor=inspector(), at=AT)


def test_the_score_of_a_site_visit_is_the_mean_of_its_judges() -> None:
    tour = approved(plan("VISIT", units=("QJ-E", "QJ-W")))
    east, west = visit(tour), visit(tour, unit=unit("QJ-W"))
    for place, judge, mark in ((east, "甲", 80), (east, "甲", 90), (east, "乙", 85), (west, "甲", 88)):
        services.enter_mark(place, judge=judge, mark=Decimal(mark), actor=inspector(), at=AT)

    scores = selectors.visit_scores(inspector(), tour.pk)

    assert [(one.unit_name, one.judges, one.mean, one.rank) for one in scores] == [
        ("西县", 1, Fraction(88), 1), ("东县", 2, Fraction(175, 2), 2),
    ]  # fmt: skip
    assert [one.unit_name for one in selectors.visit_scores(clerk(), tour.pk)] == ["东县"]


def test_a_mark_runs_from_zero_to_a_hundred() -> None:
    place = visit(approved(plan("VISIT")))

    with refused("inspections.mark"):
        services.enter_mark(place, judge="甲", mark=Decimal("100.01"), actor=inspector(), at=AT)
