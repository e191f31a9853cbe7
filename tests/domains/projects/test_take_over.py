"""Taking over a ledger in bulk: the same as the same facts one by one, and under the same guards."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project, ProjectExtra
from luodi.domains.projects.services import CapitalSeed, EventSeed, ProjectSeed, ProjectValues, TakenOver
from tests.factories import (
    AT,
    checker,
    clerk,
    district,
    investor,
    project,
    project_office,
    recognised_capital,
    recognised_event,
    reversed_event,
    signed_project,
    statistics_office,
    unit,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
COMPARED = (
    "stage",
    "side_status",
    "side_since",
    "framework_on",
    "signed_on",
    "landed_on",
    "started_on",
    "completed_on",
    "produced_on",
    "capital_in_wan",
    "contract_in_wan",
)


def seed(name: str, *, place: str = "QJ-E", **more: object) -> ProjectSeed:
    values = ProjectValues(
        name=name, unit=unit(place), investor=investor(), total_investment_in_wan=Decimal(1000), kind="BUILD"
    )
    return ProjectSeed(values=values, **more)  # type: ignore[arg-type]  # the tests' own words


def money(day: date, amount: str, voucher: str = "", **more: object) -> CapitalSeed:
    return CapitalSeed(day, day, day, Decimal(amount), voucher_no=voucher, **more)  # type: ignore[arg-type]  # as above


def take(
    seeds: Sequence[ProjectSeed],
    *,
    recogniser: User | None = None,
    filer: User | None = None,
    place: str = "QJ",
    recognise: bool = True,
    batch: str = "B1",
) -> TakenOver:
    district()
    return services.take_over(
        seeds,
        batch=batch,
        title="台账导入：台账.xlsx",
        unit=unit(place),
        filer=filer or takeover_clerk(),
        recogniser=(recogniser or operator()) if recognise else None,
        at=AT,
    )


def state(row: Project) -> tuple[object, ...]:
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in COMPARED)


LIVES: dict[str, list[tuple[str, date, str | None]]] = {
    "signed": [("SIGN", date(2023, 2, 1), "900")],
    "built": [
        ("TALK", date(2022, 11, 1), None),
        ("FRAMEWORK", date(2022, 12, 1), "800"),
        ("SIGN", date(2023, 2, 1), "900"),
        ("LAND", date(2023, 3, 1), None),
        ("START", date(2023, 4, 1), None),
        ("COMPLETE", date(2023, 5, 1), None),
        ("PRODUCE", date(2023, 6, 1), None),
    ],
    "suspended": [
        ("SIGN", date(2023, 2, 1), "900"),
        ("START", date(2023, 4, 1), None),
        ("SUSPEND", date(2023, 5, 1), None),
    ],
    "resumed": [
        ("SIGN", date(2023, 2, 1), "900"),
        ("START", date(2023, 4, 1), None),
        ("SUSPEND", date(2023, 5, 1), None),
        ("RESUME", date(2023, 6, 1), None),
    ],
    "terminated": [("SIGN", date(2023, 2, 1), "900"), ("TERMINATE", date(2023, 5, 1), None)],
}


@pytest.mark.parametrize("life", list(LIVES))
def test_a_ledger_taken_over_equals_the_same_facts_filed_one_by_one(life: str) -> None:
    by_hand = project(name="手工项目")
    for event, day, amount in LIVES[life]:
        recognised_event(by_hand, event, day, amount=amount)
    recognised_capital(by_hand, "120.5", date(2023, 2, 10))
    recognised_capital(by_hand, "79.5", date(2023, 3, 10))

    events = [
        EventSeed(event, day, amount_in_wan=None if amount is None else Decimal(amount))
        for event, day, amount in LIVES[life]
    ]
    capital = [money(date(2023, 2, 10), "120.5"), money(date(2023, 3, 10), "79.5")]
    taken = take([seed("导入项目", events=events, capital=capital)])

    assert state(taken.projects[0]) == state(by_hand)
    assert (taken.stage_events, taken.capital_records) == (len(events), 2)
    assert selectors.cache_differences() == []


def test_a_returned_start_taken_over_equals_one_filed_by_hand() -> None:
    by_hand = signed_project(amount="900", name="手工项目")
    recognised_event(by_hand, "START", date(2023, 4, 1))
    recognised_event(by_hand, "RETURN", date(2023, 5, 1))

    events = [
        EventSeed("SIGN", date(2023, 2, 1), amount_in_wan=Decimal(900)),
        EventSeed("START", date(2023, 4, 1)),
        EventSeed("RETURN", date(2023, 5, 1), reverses_place=1),
    ]
    taken = take([seed("导入项目", events=events)])

    assert state(taken.projects[0]) == state(by_hand)
    assert taken.projects[0].side_status == "RETURNED"
    assert selectors.cache_differences() == []


def test_a_return_that_names_nothing_takes_nothing_out() -> None:
    events = [
        EventSeed("SIGN", date(2023, 2, 1)),
        EventSeed("RETURN", date(2023, 5, 1)),
        EventSeed("SIGN", date(2023, 6, 1)),
    ]

    take([seed("导入项目", events=events)])

    assert selectors.cache_differences() == []
    assert Project.objects.get().side_status == "RETURNED"


def test_events_of_one_day_are_replayed_in_the_order_in_which_they_were_written() -> None:
    day = date(2023, 5, 1)
    events = [
        EventSeed("SIGN", date(2023, 2, 1)),
        EventSeed("START", date(2023, 4, 1)),
        EventSeed("RETURN", day, reverses_place=1),
        EventSeed("TERMINATE", day),
    ]

    take([seed("导入项目", events=events)])

    assert selectors.cache_differences() == []


def test_many_tenths_add_up_exactly() -> None:
    capital = [money(date(2023, 3, 1), "0.1") for _ in range(300)]

    taken = take([seed("导入项目", events=[EventSeed("SIGN", date(2023, 2, 1))], capital=capital)])

    assert taken.projects[0].capital_in_wan == 30
    assert selectors.cache_differences() == []


def test_facts_for_a_known_project_are_added_to_those_it_has() -> None:
    row = signed_project(amount="900")
    recognised_capital(row, "100", date(2023, 3, 1))
    start = EventSeed("START", date(2023, 4, 1))

    taken = take([ProjectSeed(project=row, events=[start], capital=[money(date(2023, 4, 1), "50")])])

    row.refresh_from_db()
    assert (row.stage, row.capital_in_wan, row.code) == ("ST60", 150, taken.projects[0].code)
    assert Project.objects.count() == 1


def test_a_correction_reverses_a_stored_event_and_enters_the_right_one() -> None:
    row = signed_project(amount="900")
    wrong = row.events.get()
    events = [
        EventSeed("REVOKE", wrong.occurred_on, reverses_id=wrong.pk, reason="按重报台账更正"),
        EventSeed("SIGN", date(2023, 2, 8), amount_in_wan=Decimal(950)),
    ]

    take([ProjectSeed(project=row, events=events)])

    row.refresh_from_db()
    assert (row.signed_on, row.contract_in_wan) == (date(2023, 2, 8), 950)


def test_without_a_recogniser_every_project_waits_on_a_slip_of_its_own_unit() -> None:
    seeds = [seed(f"{code}项目", place=code, events=[EventSeed("SIGN", date(2023, 2, 1))]) for code in ("QJ-E", "QJ-W")]

    taken = take(seeds, recognise=False)

    slips = list(Slip.objects.order_by("pk"))
    assert [(slip.unit.code, slip.state, slip.kind) for slip in slips] == [
        ("QJ-E", SlipState.FILED, "takeover"),
        ("QJ-W", SlipState.FILED, "takeover"),
    ]
    assert [row.stage for row in taken.projects] == ["ST10", "ST10"]
    services.decide(slips[0], "verify", actor=checker("QJ-E"), at=AT)
    services.decide(slips[0], "recognise", actor=project_office(), at=AT)
    assert [state(row)[0] for row in taken.projects] == ["ST40", "ST10"]


def test_a_project_without_facts_leaves_no_empty_slip_in_the_queue() -> None:
    taken = take([seed("只有名字的项目")], recognise=False)

    assert taken.projects[0].stage == "ST10"
    assert Slip.objects.count() == 0


def test_a_recognised_ledger_is_one_slip_with_all_its_steps() -> None:
    take(
        [
            seed("甲", events=[EventSeed("SIGN", date(2023, 2, 1))]),
            seed("乙", events=[EventSeed("TALK", date(2023, 2, 1))]),
        ]
    )

    slip = Slip.objects.get()
    assert (slip.filed_by, slip.recognised_by, slip.state) == (takeover_clerk(), operator(), SlipState.RECOGNISED)
    assert [(row.act, row.recorded_by) for row in slip.steps.all()] == [
        ("file", takeover_clerk()),
        ("verify", operator()),
        ("recognise", operator()),
    ]


def test_who_files_a_ledger_cannot_recognise_it() -> None:
    seeds, office = [seed("甲", events=[EventSeed("SIGN", date(2023, 2, 1))])], statistics_office()

    with refused("approvals.same_person"):
        take(seeds, filer=office, recogniser=office)


def test_who_may_not_recognise_ledgers_recognises_none() -> None:
    seeds, county = [seed("甲")], checker("QJ-E")

    with refused("orgs.not_permitted", NotPermitted):
        take(seeds, recogniser=county)


def test_a_county_writes_no_project_of_another() -> None:
    row = signed_project("QJ-W")
    clerk("QJ-E")

    for foreign in (
        seed("西县项目", place="QJ-W"),
        ProjectSeed(project=row, events=[EventSeed("LAND", date(2023, 3, 1))]),
    ):
        with refused("orgs.not_visible", NotVisible):
            take([seed("东县项目"), foreign], filer=clerk("QJ-E"), place="QJ-E", recognise=False)
        with refused("orgs.not_visible", NotVisible):
            take([seed("东县项目"), foreign], place="QJ-E")


def test_a_voucher_used_before_undoes_the_whole_take_over() -> None:
    recognised_capital(signed_project(), "100", date(2023, 3, 1), voucher="银收-1")
    events = [EventSeed("SIGN", date(2023, 2, 1))]

    with refused("capital.voucher_reused"):
        take([seed("甲", events=events), seed("乙", events=events, capital=[money(date(2023, 3, 2), "9", "银收 - 1")])])


def test_a_voucher_used_twice_in_one_ledger_undoes_it() -> None:
    capital = [money(date(2023, 3, 2), "9", "银收-1"), money(date(2023, 3, 3), "8", "银收-1")]
    wanted = seed("甲", events=[EventSeed("SIGN", date(2023, 2, 1))], capital=capital)

    with refused("capital.voucher_reused"):
        take([wanted])


def test_amounts_are_kept_to_the_yuan_and_the_sum_is_that_of_what_is_kept() -> None:
    capital = [money(date(2023, 3, day), "0.00005") for day in (1, 2, 3)]

    taken = take(
        [seed("甲", events=[EventSeed("SIGN", date(2023, 2, 1), amount_in_wan=Decimal("9.00005"))], capital=capital)]
    )

    assert taken.projects[0].capital_in_wan == Decimal("0.0003")
    assert taken.projects[0].contract_in_wan == Decimal("9.0001")
    assert selectors.cache_differences() == []


def test_less_than_a_yuan_is_no_record() -> None:
    taken = take(
        [seed("甲", events=[EventSeed("SIGN", date(2023, 2, 1))], capital=[money(date(2023, 3, 1), "0.00001")])]
    )

    assert taken.capital_records == 0


def test_columns_that_nobody_knows_are_kept_the_latest_wins() -> None:
    first = take([seed("甲", extras=[("进度描述", "正在平场"), ("责任领导", "张三")])])
    take([ProjectSeed(project=first.projects[0], extras=[("进度描述", "主体施工")])], batch="B2")

    kept = {row.header: row.value for row in ProjectExtra.objects.all()}
    assert kept == {"进度描述": "主体施工", "责任领导": "张三"}


def test_each_project_has_its_number_history_share_and_audit_row() -> None:
    project(name="手工项目")

    taken = take([seed("甲"), seed("乙")])

    assert [row.code for row in taken.projects] == ["P2023-0002", "P2023-0003"]
    assert [row.history.get().history_date for row in taken.projects] == [AT, AT]
    for row in taken.projects:
        share = selectors.shares_in_force(row, date(2000, 1, 1)).get()
        assert (share.unit, share.share_percent, share.batch) == (unit("QJ-E"), 100, "B1")
    entries = AuditEntry.objects.filter(action="projects.taken_over").order_by("number")
    assert [(entry.subject_id, entry.changes) for entry in entries] == [
        (str(row.pk), {"batch": ["", "B1"]}) for row in taken.projects
    ]


def test_progress_is_told_in_rising_percents() -> None:
    district()
    told: list[int] = []
    services.take_over(
        [seed("甲")],
        batch="B1",
        title="台账",
        unit=unit("QJ"),
        filer=takeover_clerk(),
        recogniser=operator(),
        at=AT,
        progress=told.append,
    )

    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 100


def test_what_came_by_ledger_is_corrected_by_hand_like_anything_else() -> None:
    taken = take([seed("甲", events=[EventSeed("SIGN", date(2023, 2, 1))])])
    row = taken.projects[0]

    reversed_event(row.events.get(), at=AT + timedelta(days=1))

    assert state(row)[0] == "ST10"
