"""Published figures for a viewer: the contract's shape, the scope, known-at, groups, board and drill-down."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from unittest.mock import patch

import pytest

from luodi.across.figures import selectors
from luodi.across.figures.selectors import answers as kept
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs.selectors import operator
from luodi.domains.chains import services as chains
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.across.figures.services.test_mart import change

pytestmark = pytest.mark.django_db
LATER = factories.AT + timedelta(days=10)


def value(code: str, *, viewer: object = None, unit: str = "QJ", **asked: object) -> str | None:
    sheet = selectors.figures(
        viewer or operator(),
        period="2023H1",
        unit=unit,
        codes=[code],
        **asked,  # type: ignore[arg-type]
    )
    found = sheet.value(code)
    assert found is not None
    return found.value


def share(project: Project, parts: dict[str, int]) -> None:
    projects.set_shares(
        project,
        {factories.unit(code): Decimal(percent) for code, percent in parts.items()},
        valid_from=date(2023, 1, 1),
        basis="流转单",
        actor=operator(),
        at=factories.AT,
    )


def test_the_answer_is_the_contract_s() -> None:
    started = factories.signed_project()
    factories.recognised_event(started, "START", date(2023, 5, 1))
    factories.signed_project(on=date(2023, 3, 1))

    plain = selectors.figures(operator(), period="2023H1", codes=["P03"]).to_json()

    assert {key: plain[key] for key in ("period", "from", "to", "unit", "calibre")} == {
        "period": "2023H1",
        "from": "2023-01-01",
        "to": "2023-06-30",
        "unit": "QJ",
        "calibre": "A",
    }
    (figure,) = plain["figures"]  # type: ignore[misc]  # a list
    definition = figure.pop("definition")
    assert "近36个月" in definition
    assert figure == {
        "code": "P03",
        "name": "近三年签约项目开工率",
        "unit": "%",
        "value": "50.0",
        "raw": "0.5",
        "numerator": "1",
        "denominator": "2",
        "calibre_text": "含终止",
        "round": "HALF_UP",
        "digits": 1,
        "facts": 3,
        "window": "r36",
        "window_from": "2020-07-01",
        "window_to": "2023-06-30",
        "targets": [],
    }


def test_targets_stand_beside_the_figure_and_make_completions() -> None:
    factories.signed_project(amount="32100")
    for issuer, tier, amount in (("市级", "", "12"), ("区级", "M0", "16")):
        issue_target(
            factories.unit("QJ"),
            indicator="S02",
            value=Decimal(amount),
            measure="亿元",
            period="2023",
            issuer=issuer,
            tier=tier,
            actor=operator(),
            at=factories.AT,
        )

    sheet = selectors.figures(operator(), period="2023H1", codes=["S02", "S06.v"])

    assert [figure.value for figure in sheet.figures] == ["3.21", "26.8", "20.1"]
    assert [target.to_json() for target in sheet.figures[0].targets] == [
        {"issuer": "市级", "tier": "", "period": "2023", "value": "12", "unit": "亿元", "completion": "26.8"},
        {"issuer": "区级", "tier": "M0", "period": "2023", "value": "16", "unit": "亿元", "completion": "20.1"},
    ]


def test_a_null_comes_with_its_reason() -> None:
    factories.district()

    plain = selectors.figures(operator(), period="2023H1", codes=["P03"]).to_json()

    (figure,) = plain["figures"]  # type: ignore[misc]  # a list
    assert (figure["value"], figure["raw"], figure["why"]) == (None, None, "窗口内没有签约项目，分母为0")


def test_a_county_sees_its_own_figures_and_no_others() -> None:
    factories.signed_project("QJ-E")
    factories.signed_project("QJ-W")
    viewer = factories.clerk("QJ-E")

    assert value("S01", viewer=viewer, unit="QJ-E") == "1"
    for code in ("QJ", "QJ-W", "nobody"):
        with pytest.raises(NotVisible):
            selectors.figures(viewer, period="2023H1", unit=code)


def test_without_a_unit_a_county_means_itself() -> None:
    factories.signed_project("QJ-E")

    sheet = selectors.figures(factories.clerk("QJ-E"), period="2023H1", codes=["S01"])

    assert sheet.unit.code == "QJ-E"


def test_an_officer_without_the_right_is_refused() -> None:
    factories.district()

    with pytest.raises(NotPermitted):
        selectors.figures(factories.officer("sysadmin"), period="2023H1")


def test_a_summary_reach_has_totals_and_no_projects() -> None:
    factories.signed_project("QJ-E")
    viewer = factories.user("r09", "QJ-W", name="summary", scope="S5")

    assert value("S01", viewer=viewer, unit="QJ-E") == "1"
    with pytest.raises(NotPermitted) as caught:
        selectors.drill(viewer, "S01", period="2023H1", unit="QJ-E")
    assert caught.value.code == "figures.summary_only"


def test_what_was_recognised_later_was_not_known_then() -> None:
    signed = factories.signed_project()
    factories.recognised_event(signed, "START", date(2023, 5, 1), at=LATER)

    assert value("P01") == "1"
    assert value("P01", known_at=LATER) == "1"
    assert value("P01", known_at=LATER - timedelta(seconds=1)) == "0"


def test_attributes_are_those_known_then() -> None:
    signed = factories.signed_project()
    change(signed, at=LATER, is_foreign=True)

    assert value("F08") == "1"
    assert value("F08", known_at=LATER - timedelta(seconds=1)) == "0"


def test_a_reversal_takes_the_figure_back() -> None:
    signed = factories.signed_project()
    started = factories.recognised_event(signed, "START", date(2023, 5, 1))
    assert value("P01") == "1"

    factories.reversed_event(started, on=date(2023, 5, 1))

    assert value("P01") == "0"


def test_shared_projects_count_by_part_and_once_above() -> None:
    share(factories.signed_project("QJ-E"), {"QJ-E": 50, "QJ-W": 50})

    assert [value("S01", unit=code) for code in ("QJ-E", "QJ-W", "QJ")] == ["0.5", "0.5", "1"]


def test_by_chain_with_its_name() -> None:
    factories.district()
    chain = chains.make_chain("食品加工", code="FOOD", actor=operator(), at=factories.AT)
    change(factories.signed_project(), at=factories.AT, chain=chain)
    factories.signed_project(on=date(2023, 3, 1))

    groups = selectors.figures(operator(), period="2023H1", codes=["S01"], by="chain").groups

    assert [(group.key, group.name, group.figures[0].value) for group in groups] == [
        (chain.pk, "食品加工", "1"),
        (None, "未归类", "1"),
    ]


def test_by_unit_below() -> None:
    factories.signed_project("QJ-W")

    groups = selectors.figures(operator(), period="2023H1", codes=["S01"], by="unit").groups

    assert [(group.key, group.name, group.figures[0].value) for group in groups] == [
        ("QJ-E", "东县", "0"),
        ("QJ-W", "西县", "1"),
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"period": "2023H3"}, "periods.unknown"),
        ({"period": "2023", "codes": ["X99"]}, "figures.unknown_code"),
        ({"period": "2023", "calibre": "D"}, "figures.calibre"),
        ({"period": "2023", "window": "r12"}, "periods.unknown"),
        ({"period": "2023", "by": "weather"}, "figures.group"),
        ({"period": "2023", "role": "OWNER"}, "figures.role"),
    ],
)
def test_a_wrong_word_is_refused_with_a_sentence(asked: dict[str, object], code: str) -> None:
    factories.district()

    with pytest.raises(BusinessError) as caught:
        selectors.figures(operator(), **asked)  # type: ignore[arg-type]

    assert caught.value.code == code


def test_the_board_has_a_line_for_the_unit_and_each_below() -> None:
    factories.signed_project("QJ-E")
    factories.signed_project("QJ-W")

    board = selectors.board(operator(), period="2023H1", codes=["S01"])

    assert (board.total.figures[0].value, board.schedule) == ("2", Fraction(1, 2))
    assert [(line.unit.code, line.figures[0].value) for line in board.lines] == [("QJ-E", "1"), ("QJ-W", "1")]


def test_an_answer_is_kept_until_the_ledger_changes() -> None:
    signed = factories.signed_project()
    assert value("S01") == "1"

    with patch.object(kept, "compute", side_effect=AssertionError):
        assert value("S01") == "1"
    factories.recognised_event(signed, "START", date(2023, 5, 1))

    assert value("P01") == "1"
    assert value("P01", calibre="B") == "1"


def test_a_new_target_is_seen_though_the_facts_are_the_same() -> None:
    factories.signed_project()
    assert value("S06.n") is None

    issue_target(
        factories.unit("QJ"),
        indicator="S01",
        value=Decimal(4),
        measure="个",
        period="2023",
        issuer="市级",
        actor=operator(),
        at=factories.AT,
    )

    assert value("S06.n") == "25.0"


def test_the_drill_down_shows_the_facts_and_sums_to_the_figure() -> None:
    project = factories.signed_project("QJ-E", amount="30000")
    share(project, {"QJ-E": 70, "QJ-W": 30})

    found = selectors.drill(operator(), "S02", period="2023H1", unit="QJ-E")

    assert (found.figure.value, found.total()) == ("2.10", Fraction(21, 10))
    (row,) = found.to_json()["facts"]  # type: ignore[misc]  # a list
    assert row["date"] == "2023-02-01"
    assert (row["code"], row["name"]) == (project.code, project.name)
    assert (row["share"], row["amount"], row["contribution"]) == ("0.7", "3", "2.1")


def test_a_drill_down_takes_the_figure_of_exactly_that_code() -> None:
    factories.signed_project()

    assert selectors.drill(operator(), "P05", period="2023H1").figure.code == "P05"
    with pytest.raises(BusinessError) as caught:
        selectors.drill(operator(), "P07", period="2023H1")
    assert caught.value.code == "figures.ambiguous_code"


def test_trips_and_companies_have_names_behind_the_figure() -> None:
    met = factories.investor("明月科技有限公司")
    investors.file_trip(
        unit=factories.unit("QJ-E"),
        left_on=date(2023, 3, 1),
        returned_on=date(2023, 3, 3),
        place="深圳",
        is_led=True,
        met=[met],
        actor=factories.clerk("QJ-E"),
        at=factories.AT,
    )

    trips = selectors.drill(operator(), "A02.n", period="2023H1")
    companies = selectors.drill(operator(), "A02.c", period="2023H1")

    assert [row.name for row in trips.rows] == ["东县赴深圳"]
    assert [row.name for row in companies.rows] == ["明月科技有限公司"]


def test_every_definition_can_be_read() -> None:
    found = selectors.definitions()

    assert len(found) == len({one.code for one in found}) > 70
    assert {one.family for one in found} == {"签约", "推进", "资金", "结构", "外资", "活动", "治理服务"}
    assert [one.code for one in selectors.definition("S06")] == ["S06.n", "S06.v"]
    assert json.loads(json.dumps(found[0].to_json()))["name"] == "新签正式合同项目数"
