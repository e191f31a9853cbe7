"""What each side status does to each figure: the table of domain/04 §4.4, row by row and column by column.

Through the services and the published figures. Every case is one district with a bystander (signed, landed and started,
so that no rate is without a denominator) and one subject; what stands in the table is what the subject adds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from luodi.across.figures import selectors
from luodi.across.figures.services.verify import verify_mart
from luodi.base.orgs.selectors import operator
from luodi.domains.investors.models import Activity
from luodi.domains.projects import services
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import SideDetails
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.factories import AT, recognised_capital, recognised_event, signed_project

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)
RATES = ("P03", "P05", "P06", "C05")
FLOWS = ("S01", "S02", "S13", "P01", "P26", "C01")
STANDING = ("P04", "P10", "P13.n", "P14.n", "P15", "P16.n")


def said(
    *codes: str, calibre: str = "A", period: str = "2023H1", unit: str = "QJ", by: str | None = None
) -> dict[str, tuple[Fraction, Fraction]]:
    """Numerator and denominator of each figure (a plain number has itself and 0)."""
    sheet = selectors.figures(operator(), period=period, unit=unit, codes=codes, calibre=calibre, by=by)
    rows = sheet.figures if by is None else sheet.groups[0].figures
    return {row.code: (Fraction(row.numerator or 0), Fraction(row.denominator or 0)) for row in rows}


def bystander() -> Project:
    row = signed_project(amount="10000")
    recognised_event(row, "LAND", MARCH)
    recognised_event(row, "START", MARCH)
    recognised_capital(row, "1000", MARCH)
    return row


def subject(*stages: str) -> Project:
    row = signed_project(amount="20000")
    recognised_capital(row, "500", MARCH)
    for stage in stages:
        recognised_event(row, stage, MARCH)
    return row


def on_hold() -> None:
    row = subject()
    details = SideDetails(expected_on=date(2023, 9, 1), approver="分管副区长")
    event = services.file_side_event(
        row, event="HOLD", occurred_on=MAY, details=details, reason="等指标", actor=factories.clerk(), at=AT
    )
    factories.recognise(event.slip)


def suspended() -> None:
    row = subject("LAND", "START")
    details = SideDetails(category="FUNDS", approval_no="督查2号")
    event = services.file_side_event(
        row, event="SUSPEND", occurred_on=MAY, details=details, reason="资金断链", actor=factories.clerk(), at=AT
    )
    factories.recognise(event.slip)


def terminated(*stages: str) -> Callable[[], None]:
    def make() -> None:
        row = subject(*stages)
        details = SideDetails(disposal_of_land="收回", disposal_of_money="已清算", approval_no="协议1号")
        event = services.file_side_event(
            row, event="TERMINATE", occurred_on=MAY, details=details, reason="协议解除", actor=factories.clerk(), at=AT
        )
        factories.recognise(event.slip)

    return make


def returned(what: str, *stages: str) -> Callable[[], None]:
    def make() -> None:
        give_back(subject(*stages), what)

    return make


def give_back(row: Project, what: str, on: date = MAY) -> None:
    event = services.file_side_event(
        row,
        event="RETURN",
        occurred_on=on,
        details=SideDetails(approval_no="市招9号"),
        reason="不符口径",
        actor=factories.clerk(),
        at=AT,
        revokes=row.events.get(event=what),
    )
    services.approve_side_event(event, role="ISSUER", actor=factories.user("r03"), at=AT)
    factories.recognise(event.slip)
    row.refresh_from_db()


def transferred() -> None:
    factories.transferred(subject("LAND"), {"QJ-E": 30, "QJ-W": 70}, on=MAY)


def merged() -> None:
    row = subject("LAND")
    twin = signed_project(on=date(2023, 2, 3), amount="20000")
    recognised_event(twin, "START", APRIL)
    recognised_capital(twin, "300", APRIL)
    factories.merged(twin, row)


def lost() -> None:
    row = factories.project(total="20000")
    recognised_event(row, "TALK", MARCH)
    event = services.file_side_event(
        row,
        event="LOSE",
        occurred_on=MAY,
        details=SideDetails(competitor_place="邻市", lessons="用地"),
        reason="外流",
        actor=factories.clerk(),
        at=AT,
    )
    factories.recognise(event.slip)


@dataclass(frozen=True)
class Effect:
    """What a subject in a side status adds: to flows (亿元), to numerator and denominator of rates, to the standing lists."""

    flows: tuple[str, ...]
    """S01, S02, S13, P01, P26, C01."""
    rates: dict[str, tuple[str, ...]]
    """Calibre → P03, P05, P06, C05, each "numerator/denominator"."""
    standing: tuple[str, ...]
    """P04 as numerator/denominator, then P10, P13.n, P14.n, P15, P16.n."""


IN, OUT, OUT_OF_ALL = "0/1", "1/1", "0/0"
ALL_OUT = (OUT_OF_ALL, OUT_OF_ALL, OUT_OF_ALL, "0/0")
TABLE = {
    "搁置": (
        on_hold,
        Effect(
            ("1", "2", "0", "0", "0", "0.05"),
            {"A": (IN, IN, IN, "0.05/2"), "B": (IN, IN, IN, "0.05/2"), "C": ALL_OUT},
            ("0/0", "1", "0", "0", "0", "0"),
        ),
    ),
    "停建": (
        suspended,
        Effect(
            ("1", "2", "0", "1", "0", "0.05"),
            dict.fromkeys("ABC", (OUT, OUT, OUT, "0.05/2")),
            ("0/1", "0", "1", "0", "0", "0"),
        ),
    ),
    "终止（落地前）": (
        terminated(),
        Effect(
            ("1", "2", "1", "0", "0", "0.05"),
            {"A": (IN, IN, IN, "0.05/2"), "B": ALL_OUT, "C": ALL_OUT},
            ("0/0", "0", "0", "1", "0", "0"),
        ),
    ),
    "终止（开工后）": (
        terminated("LAND", "START"),
        Effect(
            ("1", "2", "1", "1", "1", "0.05"),
            {"A": (OUT, OUT, IN, "0.05/2"), "B": ALL_OUT, "C": ALL_OUT},
            ("0/0", "0", "0", "1", "0", "0"),
        ),
    ),
    "退回（开工）": (
        returned("START", "LAND", "START"),
        Effect(
            ("1", "2", "0", "0", "0", "0.05"),
            dict.fromkeys("ABC", (IN, OUT, IN, "0.05/2")),
            ("0/0", "0", "0", "0", "1", "0"),
        ),
    ),
    "退回（签约）": (
        returned("SIGN"),
        Effect(
            ("0", "0", "0", "0", "0", "0.05"),
            dict.fromkeys("ABC", ALL_OUT),
            ("0/0", "0", "0", "0", "1", "0"),
        ),
    ),
    "流失": (
        lost,
        Effect(("0",) * 6, dict.fromkeys("ABC", ALL_OUT), ("0/0", "0", "0", "0", "0", "0")),
    ),
    "移交": (
        transferred,
        Effect(
            ("1", "2", "0", "0", "0", "0.05"),
            dict.fromkeys("ABC", (IN, OUT, OUT, "0.05/2")),
            ("0/0", "1", "0", "0", "0", "0"),
        ),
    ),
    "合并": (
        merged,
        Effect(
            ("1", "2", "0", "1", "0", "0.08"),
            dict.fromkeys("ABC", (OUT, OUT, OUT, "0.08/2")),
            ("1/1", "0", "0", "0", "0", "0"),
        ),
    ),
}


def added(after: dict[str, tuple[Fraction, Fraction]], before: dict[str, tuple[Fraction, Fraction]], code: str) -> str:
    """What the subject added to a rate, as `numerator/denominator`."""
    parts = (one - other for one, other in zip(after[code], before[code], strict=True))
    return "/".join(f"{float(part):g}" for part in parts)


@pytest.mark.parametrize("name", TABLE)
def test_each_side_status_has_exactly_its_effect_on_every_figure(name: str) -> None:
    make, effect = TABLE[name]
    bystander()
    before = {calibre: said(*RATES, *FLOWS, *STANDING, calibre=calibre) for calibre in "ABC"}

    make()

    after = {calibre: said(*RATES, *FLOWS, *STANDING, calibre=calibre) for calibre in "ABC"}
    found = Effect(
        tuple(added(after["A"], before["A"], code).partition("/")[0] for code in FLOWS),
        {calibre: tuple(added(after[calibre], before[calibre], code) for code in RATES) for calibre in "ABC"},
        (
            added(after["A"], before["A"], "P04"),
            *(added(after["A"], before["A"], code).partition("/")[0] for code in STANDING[1:]),
        ),
    )
    assert found == effect
    assert all(after[calibre][code] == after["A"][code] for calibre in "BC" for code in FLOWS)


def test_a_transferred_project_counts_by_its_shares_from_the_day_on() -> None:
    transferred()

    assert said("S01", unit="QJ-E")["S01"][0] == 1
    assert said("S01", unit="QJ-W")["S01"][0] == 0
    east, west = (said("P10", "P05", unit=code) for code in ("QJ-E", "QJ-W"))
    assert (east["P10"][0], west["P10"][0]) == (Fraction(3, 10), Fraction(7, 10))
    assert (east["P05"], west["P05"]) == ((Fraction(3, 10),) * 2, (Fraction(7, 10),) * 2)


def test_lost_talks_stay_in_the_denominator_of_conversion() -> None:
    lost()

    assert said("P19")["P19"] == (0, 1)


def test_a_merger_undone_gives_every_figure_back() -> None:
    row, twin = subject("LAND"), signed_project(on=date(2023, 2, 3), amount="20000")
    recognised_capital(twin, "300", APRIL)
    before = said(*RATES, *FLOWS, *STANDING)
    event = factories.merged(twin, row)
    assert said("S01")["S01"][0] == 1

    slip = services.undo_merge(event, actor=factories.project_office(), at=AT, reason="查实是两个项目")
    services.decide(slip, "verify", actor=factories.checker(), at=AT)
    services.decide(slip, "recognise", actor=factories.user("r05", name="认定员"), at=AT)

    assert said(*RATES, *FLOWS, *STANDING) == before


def test_a_merger_doubles_nothing_at_any_earlier_day() -> None:
    row, twin = subject("LAND"), signed_project(on=date(2023, 2, 3), amount="20000")
    recognised_event(twin, "START", APRIL)
    recognised_capital(twin, "300", APRIL)
    factories.merged(twin, row)

    for period, number in (("2023-02", 1), ("2023Q1", 1), ("2023H1", 1)):
        assert said("S01", period=period)["S01"][0] == number
    assert said("C01", period="2023-04")["C01"][0] == Fraction(3, 100)


# --- 置换: general figures and those of a task -------------------------------------------------------------------


def at_fair(fair: Activity, on: date = date(2023, 4, 18), *stages: str, amount: str = "10000") -> Project:
    row = factories.project(total=amount)
    made = services.file_event(
        row, event="SIGN", occurred_on=on, occasion=fair, actor=factories.project_office(), at=AT
    )
    services.decide(made.slip, "verify", actor=factories.checker(), at=AT)
    services.decide(made.slip, "recognise", actor=factories.user("r05", name="认定员"), at=AT)
    for stage in stages:
        recognised_event(row, stage, MAY)
    row.refresh_from_db()
    return row


def test_a_replaced_project_leaves_the_task_and_stays_as_ended_in_the_general_figures() -> None:
    issue_target(
        factories.unit("QJ"),
        indicator="S01",
        value=2,  # type: ignore[arg-type]  # a number
        measure="个",
        period="2023Q1",
        issuer="市级",
        actor=operator(),
        at=AT,
    )
    old, other = signed_project(amount="10000"), signed_project(amount="10000")
    new = signed_project(amount="30000", on=MAY)
    recognised_event(new, "LAND", date(2023, 6, 1))
    first = said("S01", "S06.n", period="2023Q1")

    factories.replaced(old, new, on=date(2023, 6, 2), task="target", is_led=True)

    assert first == said("S01", "S06.n", period="2023Q1")
    assert verify_mart().faults == ()
    half = said("S01", "S13", "P05", "P10", "P16.n", "P16.r")
    assert (half["S01"][0], half["S13"][0], half["P16.n"][0]) == (3, 1, 1)
    assert half["P05"] == (1, 3)
    assert half["P16.r"] == (1, 2)
    assert half["P10"][0] == 2
    assert said("P05", calibre="B")["P05"] == (1, 2)
    assert other.pk


def test_the_task_counts_the_new_project_on_the_day_of_the_old_one_and_only_there() -> None:
    for period, number in (("2023Q1", 2), ("2023Q2", 2)):
        issue_target(
            factories.unit("QJ"),
            indicator="S01",
            value=number,  # type: ignore[arg-type]  # a number
            measure="个",
            period=period,
            issuer="市级",
            actor=operator(),
            at=AT,
        )
    old, new = signed_project(amount="10000"), signed_project(amount="30000", on=MAY)

    factories.replaced(old, new, on=date(2023, 6, 2), task="target", is_led=True)

    assert said("S01", "S06.n", period="2023Q2") == {"S01": (1, 0), "S06.n": (0, 2)}
    sheet = selectors.figures(operator(), period="2023Q2", codes=["S01", "S06.n"])
    assert [target.completion for target in sheet.figures[0].targets] == ["0.0"]


def test_t002_a_fair_with_one_return_and_one_replacement_keeps_its_count() -> None:
    fair = factories.activity()
    landed, unlanded = at_fair(fair, date(2023, 4, 18), "LAND"), at_fair(fair)
    gone, old = at_fair(fair), at_fair(fair)
    new = signed_project(amount="30000", on=MAY)
    recognised_event(new, "LAND", date(2023, 6, 1))
    codes = ["P27.signed", "P27.cancelled", "P27.landed", "P27.unlanded"]
    before = said(*codes, by="occasion")
    assert [before[code][0] for code in codes] == [4, 0, 1, 3]

    give_back(gone, "SIGN", on=date(2023, 6, 1))
    factories.replaced(old, new, on=date(2023, 6, 2), is_led=True)

    after = said(*codes, by="occasion")
    assert [after[code][0] for code in codes] == [4, 1, 2, 1]
    general = said("P05.signed", "P05.cancelled", "P05.landed", "P05.unlanded", by="occasion")
    assert [general[code][0] for code in general] == [3, 1, 1, 1]
    old.refresh_from_db()
    assert old.side_status == "REPLACED"
    assert (landed.stage, unlanded.stage) == ("ST50", "ST40")


def test_a_returned_signing_counts_no_more_towards_the_task() -> None:
    issue_target(
        factories.unit("QJ"),
        indicator="S01",
        value=2,  # type: ignore[arg-type]  # a number
        measure="个",
        period="2023",
        issuer="市级",
        actor=operator(),
        at=AT,
    )
    signed_project()
    give_back(signed_project(), "SIGN")

    assert said("S06.n")["S06.n"] == (1, 2)


def test_a_replacement_taken_back_gives_the_places_back() -> None:
    fair = factories.activity()
    old, new = at_fair(fair), signed_project(amount="30000", on=MAY)
    event = factories.replaced(old, new, on=date(2023, 6, 2), is_led=True)
    assert said("P27.landed", "P27.signed", by="occasion")["P27.signed"][0] == 1

    slip = services.reverse_event(event, actor=factories.project_office(), at=AT, reason="误办").slip
    services.decide(slip, "verify", actor=factories.checker(), at=AT)
    services.decide(slip, "recognise", actor=factories.user("r05", name="认定员"), at=AT)

    assert said("P27.signed")["P27.signed"][0] == 2
    assert said("S13")["S13"][0] == 0


def test_a_unit_with_signings_and_not_one_landed_is_wiped_out() -> None:
    signed_project("QJ-E")
    recognised_event(signed_project("QJ-W"), "LAND", MAY)

    sheet = selectors.figures(operator(), period="2023H1", codes=["P17"])

    assert (sheet.figures[0].value, sheet.figures[0].denominator) == ("1", "2")
    found = selectors.drill(operator(), "P17", period="2023H1")
    assert [row.name for row in found.rows] == ["东县"]
