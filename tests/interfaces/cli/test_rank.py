"""`luodi rank` on the demonstration district, and the figures that rest on scores."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.interfaces.cli.conftest import Run, one_district

UNIT_KEYS = {"unit", "score", "rank", "previous_rank", "colour", "previous_colour", "lines", "adjustments", "vetoes"}
LINE_KEYS = {"indicator", "value", "k", "weight", "points", "colour", "why"}


@pytest.fixture(scope="module", autouse=True)
def db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One district for all tests of this module, which only read it (in place of pytest-django's own fixture)."""
    with one_district(django_db_blocker, tmp_path_factory.mktemp("district")):
        yield


def test_the_answer_has_the_shape_of_the_contract(run: Run) -> None:
    answer = run("rank", "--period", "2023H1", "--json")

    document = answer.document
    assert (answer.status, document["period"], document["scheme"]) == (0, "2023H1", "STD")
    assert [group["code"] for group in document["groups"]] == ["G2", "G3", "G4", "G5", "G6"]
    units = [unit for group in document["groups"] for unit in group["units"]]
    assert all(unit.keys() >= UNIT_KEYS for unit in units)
    assert all(line.keys() >= LINE_KEYS for unit in units for line in unit["lines"])


def test_townships_are_ranked_with_ties_and_a_low_zone(run: Run) -> None:
    document = run("rank", "--period", "2023H1", "--group", "G6", "--json").document

    (group,) = document["groups"]
    assert [(unit["unit"], unit["rank"], unit["is_low"]) for unit in group["units"]] == [
        ("QJ-Z05", 1, False),
        ("QJ-Z02", 2, False),
        ("QJ-Z04", 3, False),
        ("QJ-Z06", 4, False),
        ("QJ-Z03", 5, False),
        ("QJ-Z01", 6, False),
        ("QJ-Z07", 7, True),
        ("QJ-Z08", 7, True),
    ]
    assert [unit["vetoes"] for unit in group["units"][-2:]] == [[{"code": "V1", "name": "零签约"}]] * 2


def test_points_of_the_lines_are_the_score(run: Run) -> None:
    document = run("rank", "--period", "2023H1", "--group", "G6", "--json").document

    for unit in document["groups"][0]["units"]:
        points = [float(line["points_raw"]) for line in unit["lines"] if line["points_raw"] is not None]
        points += [float(item["points"]) for item in unit["items"]]
        assert sum(points) == pytest.approx(float(unit["score_raw"]), abs=1e-9)
        assert sum(float(line["counted_weight"]) for line in unit["lines"]) == pytest.approx(100, abs=1e-9)


def test_people_read_a_table_with_the_reasons(run: Run) -> None:
    answer = run("rank", "--period", "2023H1")

    assert answer.out.splitlines()[0] == "2023年上半年考核排名（招商引资考核（预置方案），方案 STD）"
    assert "G2 开发区、园区管委会（方案第1版）：能评分的单位不足4个，不排名" in answer.out
    assert "零签约，最高评橙色；靠后" in answer.out


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--scheme", "KH"), "assessment.no_scheme"), (("--group", "G1a1"), "assessment.no_group")],
)
def test_an_unknown_scheme_or_group_is_refused(run: Run, words: tuple[str, ...], code: str) -> None:
    answer = run("rank", "--period", "2023H1", *words, "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, code)


def test_scores_and_places_are_figures_too(run: Run) -> None:
    codes = "S01,X02,X03,X04,X05,X06.S02"
    document = run("figures", "--period", "2023H1", "--unit", "QJ-Z01", "--codes", codes, "--json").document

    found = {figure["code"]: figure["value"] for figure in document["figures"]}
    ranked = run("rank", "--period", "2023H1", "--group", "G6", "--json").document["groups"][0]["units"]
    first = next(unit for unit in ranked if unit["unit"] == "QJ-Z01")
    assert found == {
        "S01": "1",
        "X02": first["score"],
        "X03": "6",
        "X04": first["colour"],
        "X05": "0",
        "X06.S02": "否",
    }


def test_the_ratio_to_schedule_is_told_line_by_line(run: Run) -> None:
    document = run("figures", "--period", "2023H1", "--unit", "QJ-Z01", "--codes", "X01", "--json").document

    found = {figure["code"]: figure["value"] for figure in document["figures"]}
    assert (found["X01.S06"], found["X01.P03"], found["X01.C02"]) == ("1.00", "0.33", None)
    (money,) = [figure for figure in document["figures"] if figure["code"] == "X01.C02"]
    assert "未下达目标任务" in money["why"]


def test_a_unit_without_a_group_has_a_reason_instead_of_a_score(run: Run) -> None:
    document = run("figures", "--period", "2023H1", "--codes", "X02,X03,X04", "--json").document

    assert [(figure["value"], figure["why"]) for figure in document["figures"]] == [
        (None, "该单位没有考核分组，不参加排名")
    ] * 3
