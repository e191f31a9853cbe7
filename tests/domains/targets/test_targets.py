"""Targets: several baselines at once, each change a new row, an undone import brings the old value back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from luodi.domains.targets import selectors, services
from luodi.domains.targets.models import Target
from tests.factories import AT, clerk, officer, unit, user
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)


def issue(value: str = "120", *, place: str = "QJ", actor: User | None = None, **more: object) -> tuple[Target, bool]:
    given: dict[str, object] = {
        "indicator": "S02",
        "measure": "亿元",
        "period": "2023",
        "issuer": "市级",
        "at": AT,
        **more,
    }
    return services.issue_target(unit(place), value=Decimal(value), actor=actor or user("r03"), **given)  # type: ignore[arg-type]  # the tests' own words


def in_force(place: str = "QJ") -> list[str]:
    return [str(target) for target in selectors.targets_of(unit(place), period="2023")]


def test_a_target_says_who_set_how_much_of_what_for_when() -> None:
    target, is_new = issue(tier="M0", doc_no="〔2023〕5号", issued_on=date(2023, 2, 1))

    assert is_new
    assert (str(target), target.holder) == ("市级M0 S02 2023 120.0000亿元", unit("QJ"))
    assert (target.doc_no, target.issued_on, target.recorded_at) == ("〔2023〕5号", date(2023, 2, 1), AT)
    assert AuditEntry.objects.get(action="targets.issued").changes == {"value": ["", "120"]}


def test_several_baselines_stand_side_by_side() -> None:
    issue("120")
    issue("160", issuer="区级", tier="M0")
    issue("40", indicator="S01", measure="个", issuer="政府工作报告")

    assert in_force() == [
        "市级 S02 2023 120.0000亿元",
        "区级M0 S02 2023 160.0000亿元",
        "政府工作报告 S01 2023 40.0000个",
    ]


def test_the_same_target_again_is_nothing_new() -> None:
    first, _ = issue(tier="M0")
    before = contents()

    again, is_new = issue("120.0000", tier=" M0 ", issuer=" 市级 ", indicator=" S02 ")

    assert (again, is_new) == (first, False)
    assert contents() == before


def test_a_change_needs_a_reason_and_supersedes_the_old_value() -> None:
    first, _ = issue("120")

    with refused("targets.reason"):
        issue("110")
    second, _ = issue("110", reason="市政府调整", at=LATER)

    assert (second.supersedes, in_force()) == (first, ["市级 S02 2023 110.0000亿元"])
    assert AuditEntry.objects.latest("number").changes == {"value": ["120", "110"]}


def test_what_was_in_force_at_a_moment_stays_known() -> None:
    issue("120")
    issue("110", reason="市政府调整", at=LATER)

    def known(at: object) -> list[Decimal]:
        return [row.value for row in selectors.targets_of(unit("QJ"), period="2023", known_at=at)]  # type: ignore[arg-type]  # moments

    assert [known(AT - timedelta(days=1)), known(AT), known(LATER)] == [[], [120], [110]]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": "0"}, "targets.value"),
        ({"value": "-1"}, "targets.value"),
        ({"value": "0.00001"}, "targets.value"),
        ({"measure": "吨"}, "targets.measure"),
        ({"issuer": " "}, "targets.incomplete"),
        ({"indicator": ""}, "targets.incomplete"),
    ],
)
def test_unsound_targets_are_refused(changed: dict[str, str], code: str) -> None:
    user("r03")

    with refused(code):
        issue(**changed)


def test_a_period_that_is_none_is_refused() -> None:
    user("r03")

    with pytest.raises(BusinessError):
        issue(period="2023年上半年")
    assert Target.objects.count() == 0


def test_the_database_takes_no_target_of_nothing() -> None:
    target, _ = issue()

    with pytest.raises(IntegrityError, match="target_above_zero"), transaction.atomic():
        Target.objects.create(
            issuer="市级",
            holder=target.holder,
            indicator="S02",
            period="2024",
            value=0,
            measure="亿元",
            recorded_by=target.recorded_by,
            recorded_at=AT,
        )


def test_who_may_not_set_targets_sets_none() -> None:
    county, local = clerk(), user("r07", "QJ-E", name="县考核", scope=Scope.SUBTREE)

    with refused("orgs.not_permitted", NotPermitted):
        issue(actor=county, place="QJ-E")
    with refused("orgs.not_visible", NotVisible):
        issue(actor=local, place="QJ-W")
    assert issue(actor=local, place="QJ-E")[1]


def test_a_county_sees_its_own_targets_and_the_districts() -> None:
    whole, east, west = (issue(place=place)[0] for place in ("QJ", "QJ-E", "QJ-W"))

    assert set(selectors.targets(clerk("QJ-E"))) == {whole, east}
    assert set(selectors.targets(user("r05"))) == {whole, east, west}
    assert set(selectors.targets(officer("secadmin"))) == set()


def test_an_undone_import_takes_its_targets_back() -> None:
    issue("120", batch="B1")
    issue("40", indicator="S01", measure="个", batch="B1")
    issue("160", issuer="区级", batch="B2")

    assert services.withdraw_targets("B1", actor=user("r03"), at=LATER, reason="导错了文件") == 2

    assert in_force() == ["区级 S02 2023 160.0000亿元"]
    assert AuditEntry.objects.filter(action="targets.withdrawn", reason="导错了文件").count() == 2


def test_an_undone_import_brings_back_what_it_had_replaced() -> None:
    issue("120")
    issue("110", batch="B1")
    issue("105", batch="B1")

    assert services.withdraw_targets("B1", actor=user("r03"), at=LATER, reason="导错了文件") == 1

    assert in_force() == ["市级 S02 2023 120.0000亿元"]


def test_two_imports_undone_one_after_the_other_leave_nothing() -> None:
    issue("120", batch="B1")
    issue("110", batch="B2")

    for batch in ("B2", "B1"):
        assert services.withdraw_targets(batch, actor=user("r03"), at=LATER, reason="导错了文件") == 1

    assert in_force() == []
    assert services.withdraw_targets("B2", actor=user("r03"), at=LATER, reason="再来") == 0


def test_a_withdrawn_target_may_be_issued_again_without_a_reason() -> None:
    issue("120", batch="B1")
    services.withdraw_targets("B1", actor=user("r03"), at=LATER, reason="导错了文件")

    _, is_new = issue("130", at=LATER)

    assert is_new
    assert in_force() == ["市级 S02 2023 130.0000亿元"]


def test_a_schedule_is_kept_with_its_target() -> None:
    target, _ = issue(schedule="30/60/80/100")

    assert list(target.schedule.values_list("month", "percent")) == [(3, 30), (6, 60), (9, 80), (12, 100)]


def test_a_change_of_value_keeps_the_schedule_and_another_schedule_is_a_change() -> None:
    first, _ = issue(schedule="30/60/80/100")

    again, is_new = issue(schedule="30/60/80/100")
    assert (again, is_new) == (first, False)
    with refused("targets.reason"):
        issue(schedule="25/50/75/100")
    second, _ = issue("110", reason="市政府调整", at=LATER)
    assert list(second.schedule.values_list("percent", flat=True)) == [30, 60, 80, 100]


def test_a_schedule_comes_back_with_the_target_that_an_import_had_replaced() -> None:
    issue("120", schedule="30/60/80/100")
    issue("110", batch="B1", schedule="25/50/75/100")

    services.withdraw_targets("B1", actor=user("r03"), at=LATER, reason="导错了文件")

    (target,) = selectors.targets_of(unit("QJ"), period="2023")
    assert list(target.schedule.values_list("percent", flat=True)) == [30, 60, 80, 100]


@pytest.mark.parametrize("schedule", ["30/60/80", "30/20/80/100", "30/60/80/90", "a/b", "10/20/30/40/100"])
def test_an_unsound_schedule_is_refused(schedule: str) -> None:
    user("r03")

    with refused("targets.schedule"):
        issue(schedule=schedule)
