"""The mart follows the ledger: recognised facts only, appended by watermark, the same as built anew."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luodi.across.figures.engine.schema import ORDER, TABLES
from luodi.across.figures.selectors.mart import store
from luodi.across.figures.services import rebuild_mart, refresh_mart, verify_mart
from luodi.base.orgs import services as orgs
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import ProjectValues
from tests import factories

pytestmark = pytest.mark.django_db
LATER = factories.AT + timedelta(days=10)


def tables() -> dict[str, pl.DataFrame]:
    return {name: store().table(name).sort(ORDER[name]) for name in TABLES}


def change(project: Project, *, at: datetime, **changed: object) -> Project:
    project.refresh_from_db()
    values = {name: getattr(project, name) for name in ProjectValues.__dataclass_fields__}
    return projects.change_project(
        project,
        ProjectValues(**(values | changed)),  # type: ignore[arg-type]  # the project's own values
        actor=factories.clerk(project.unit.code),
        at=at,
        reason="更正",
        version=project.version,
    )


def test_only_recognised_facts_are_there() -> None:
    signed = factories.signed_project()
    factories.filed_event(signed, "START", date(2023, 5, 1))
    factories.filed_capital(signed, "100", date(2023, 4, 1))

    refresh_mart()

    events = store().table("stage_events")
    assert events["event"].to_list() == ["SIGN"]
    assert events["amount_fen"].to_list() == [1_000_000_000]
    assert events["known_at"].to_list() == [factories.AT]
    assert store().table("capital").height == 0


def test_a_late_recognition_is_taken_by_the_next_refresh() -> None:
    signed = factories.signed_project()
    waiting = factories.filed_capital(signed, "100.005", date(2023, 4, 1))
    factories.recognised_capital(signed, "50", date(2023, 5, 1))
    refresh_mart()

    factories.recognise(waiting.slip, at=LATER)
    brought = refresh_mart()

    capital = store().table("capital").sort("record_id")
    assert brought.added["capital"] == 1
    assert capital["amount_fen"].to_list() == [100_005_000, 50_000_000]
    assert capital["known_at"].to_list() == [LATER, factories.AT]


def test_nothing_new_writes_nothing() -> None:
    factories.signed_project()
    refresh_mart()
    before = store().manifest()

    brought = refresh_mart()

    assert not brought.is_changed
    assert store().manifest() == before


def test_asking_an_up_to_date_mart_costs_thirteen_queries() -> None:
    factories.signed_project()
    refresh_mart()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        refresh_mart()

    assert len(queries) == 13


def test_appended_bit_by_bit_is_the_same_as_built_anew() -> None:
    first = factories.signed_project("QJ-E")
    refresh_mart()
    second = factories.signed_project("QJ-W", on=date(2023, 3, 1))
    factories.recognised_capital(first, "200", date(2023, 4, 1))
    refresh_mart()
    change(second, at=LATER, sector_code="C1351")
    projects.set_shares(
        second,
        {factories.unit("QJ-E"): Decimal(50), factories.unit("QJ-W"): Decimal(50)},
        valid_from=date(2023, 5, 1),
        basis="流转单",
        actor=operator(),
        at=LATER,
    )
    factories.reversed_event(factories.recognised_event(first, "START", date(2023, 5, 1)), on=date(2023, 6, 1))
    investors.award_honour(
        factories.investor(), list_name="CHINA_500", year=2022, evidence="名单", actor=factories.clerk(), at=LATER
    )
    refresh_mart()
    appended = tables()

    rebuild_mart()

    for name, table in tables().items():
        assert table.equals(appended[name]), name
    assert verify_mart().faults == ()


def test_attributes_keep_the_time_in_which_they_were_known() -> None:
    project = factories.signed_project()
    change(project, at=LATER, sector_code="C1351")
    change(project, at=LATER + timedelta(days=1), remark="与指标无关")

    refresh_mart()

    rows = store().table("projects").filter(pl.col("project_id") == project.pk).sort("valid_from")
    assert rows["sector"].to_list() == ["", "C13"]
    assert rows["valid_to"].to_list() == [LATER, None]


def test_a_changed_project_is_taken_anew_and_the_others_stay() -> None:
    changed, other = factories.signed_project(), factories.signed_project(on=date(2023, 3, 1))
    refresh_mart()

    change(changed, at=LATER, is_foreign=True)
    brought = refresh_mart()

    latest = store().table("projects").filter(pl.col("valid_to").is_null()).sort("project_id")
    assert brought.added["projects"] == 2
    assert latest["project_id"].to_list() == [changed.pk, other.pk]
    assert latest["is_foreign"].to_list() == [True, False]


def test_a_moved_unit_is_seen() -> None:
    factories.signed_project()
    refresh_mart()

    orgs.make_unit(
        code="QJ-E-1", name="一镇", kind="TOWNSHIP", parent=factories.unit("QJ-E"), actor=operator(), at=LATER
    )
    refresh_mart()

    assert "QJ-E-1" in store().table("units")["code"].to_list()


def test_a_mart_of_another_ledger_is_thrown_away() -> None:
    factories.signed_project()
    refresh_mart()
    with store().writing() as draft:
        draft.watermark("step", 10**6)

    refresh_mart()

    assert store().manifest().watermarks["step"] < 10**6
    assert verify_mart().is_whole


def test_rows_that_come_in_below_the_mark_are_taken_too() -> None:
    """A long import commits after a single slip with later numbers was seen."""
    early, late = factories.signed_project("QJ-E"), factories.signed_project("QJ-W", on=date(2023, 3, 1))
    factories.recognised_capital(late, "5", date(2023, 4, 1))
    refresh_mart()
    missed = tables()
    with store().writing() as draft:
        for name, key in (("stage_events", "project_id"), ("projects", "project_id"), ("shares", "project_id")):
            draft.replace(name, missed[name].filter(pl.col(key) != early.pk))
        for name in ("step", "history", "share"):
            draft.watermark(f"{name}.seen", store().manifest().watermarks[f"{name}.seen"] - 1)

    brought = refresh_mart()

    assert brought.added["stage_events"] == 1
    assert verify_mart().faults == ()


def test_verification_finds_a_row_that_the_ledger_does_not_have() -> None:
    factories.signed_project()
    refresh_mart()
    assert verify_mart().is_whole
    with store().writing() as draft:
        draft.append("capital", foreign_record())

    check = verify_mart()

    assert check.faults == ("capital：列式副本 1 行，台账 0 行，内容不一致，请重建",)


def test_verification_finds_a_damaged_file() -> None:
    factories.signed_project()
    refresh_mart()
    (part,) = store().manifest().tables["stage_events"]
    (store().folder / part.file).write_bytes(b"x")

    assert verify_mart().faults == (f"文件 {part.file} 的校验值不符",)


def test_a_lost_mart_comes_back_by_itself() -> None:
    factories.signed_project()
    refresh_mart()
    for path in store().folder.iterdir():
        path.unlink()

    refresh_mart()

    assert verify_mart().is_whole
    assert store().table("stage_events").height == 1


def foreign_record() -> pl.DataFrame:
    row = {
        "record_id": 99,
        "project_id": 1,
        "arrived_on": date(2023, 1, 1),
        "span_from": date(2023, 1, 1),
        "span_to": date(2023, 1, 1),
        "known_at": datetime(2023, 1, 1, tzinfo=UTC),
        "amount_fen": 1,
        "origin": "FOREIGN",
        "reverses_id": None,
    }
    return pl.DataFrame([row], schema=TABLES["capital"])
