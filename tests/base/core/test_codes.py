import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.codes import (
    DIVISIONS,
    SECTIONS,
    USCC_ALPHABET,
    Division,
    Sector,
    division_fault,
    project_code_fault,
    sector_of,
    uscc_check_char,
    uscc_fault,
)
from luodi.base.core.errors import BusinessError

BODIES = st.text(alphabet=USCC_ALPHABET, min_size=17, max_size=17)


def test_the_example_of_the_standard_is_good() -> None:
    assert uscc_fault("91350100M000100Y43") is None
    assert uscc_check_char("91350100M000100Y4") == "3"


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91350100M000100Y44", "统一社会信用代码校验位不符，请对照营业执照核对"),
        (
            "91350100M000100Y4Z",
            "统一社会信用代码含有不允许的字符“Z”，只能用数字和除I、O、S、V、Z以外的大写字母",
        ),
        (
            "91350100m000100y43",
            "统一社会信用代码含有不允许的字符“my”，只能用数字和除I、O、S、V、Z以外的大写字母",
        ),
        ("91350100M000100Y4", "统一社会信用代码应为18位，现为17位，请核对后重填"),
        ("", "统一社会信用代码应为18位，现为0位，请核对后重填"),
    ],
)
def test_a_bad_credit_code_is_told_why(code: str, fault: str) -> None:
    assert uscc_fault(code) == fault


@given(BODIES)
def test_a_body_with_its_check_character_is_good(body: str) -> None:
    assert uscc_fault(body + uscc_check_char(body)) is None


@given(BODIES, st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_every_single_wrong_character_is_found(body: str, place: int, wrong: str) -> None:
    """31 is prime and no weight is 0 mod 31, so two different characters can never weigh the same."""
    code = body + uscc_check_char(body)

    mistaken = code[:place] + wrong + code[place + 1 :]

    assert (uscc_fault(mistaken) is None) == (wrong == code[place])


@given(BODIES, st.integers(0, 15))
def test_every_swap_of_neighbours_is_found(body: str, place: int) -> None:
    code = body + uscc_check_char(body)

    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert (uscc_fault(swapped) is None) == (swapped == code)


@pytest.mark.parametrize("body", ["91350100M000100Y", "91350100M000100Y43", "91350100I000100Y4"])
def test_no_check_character_for_what_is_no_body(body: str) -> None:
    with pytest.raises(ValueError):
        uscc_check_char(body)


def test_known_credit_codes_are_judged_rightly(shared_data: Path) -> None:
    with (shared_data / "codes" / "uscc_vectors.csv").open(encoding="utf-8") as file:
        vectors = list(csv.DictReader(file))

    judged = [(row["code"], uscc_fault(row["code"]) is None) for row in vectors]

    assert len(judged) > 100
    assert judged == [(row["code"], row["check_digit_valid"] == "true") for row in vectors]


def test_project_codes_are_judged_by_their_form() -> None:
    fault = "投资项目代码格式不符，应形如2103-500114-04-01-123456（4-6-2-2-6位数字，共24位）"

    assert project_code_fault("2103-500114-04-01-123456") is None
    assert project_code_fault("2103-500114-04-01-12345") == fault
    assert project_code_fault("21035001140401123456") == fault
    assert project_code_fault("２103-500114-04-01-123456") == fault


@pytest.mark.parametrize("code", ["110101", "500114001", "500114001205", "710000", "820000"])
def test_division_codes_of_six_nine_and_twelve_digits_are_good(code: str) -> None:
    assert division_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("5001", "行政区划代码应为6位数字（乡镇9位，村居12位）"),
        ("50011X", "行政区划代码应为6位数字（乡镇9位，村居12位）"),
        ("５00114", "行政区划代码应为6位数字（乡镇9位，村居12位）"),
        ("990101", "行政区划代码前两位“99”不是省级代码，请核对"),
        ("160101", "行政区划代码前两位“16”不是省级代码，请核对"),
    ],
)
def test_a_bad_division_code_is_told_why(code: str, fault: str) -> None:
    assert division_fault(code) == fault


def test_the_standard_has_20_sections_and_97_divisions() -> None:
    assert "".join(SECTIONS) == "ABCDEFGHIJKLMNOPQRST"
    assert list(DIVISIONS) == [f"{number:02d}" for number in range(1, 98)]
    assert SECTIONS["C"] == "制造业"
    assert DIVISIONS["39"] == Division("39", "计算机、通信和其他电子设备制造业", "C")


def test_sections_and_divisions_are_those_of_the_published_table(shared_data: Path) -> None:
    with (shared_data / "codes" / "gbt4754_2017.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert {row["code"]: row["name"] for row in rows if row["level"] == "1"} == dict(SECTIONS)
    assert [Division(row["code"], row["name"], row["section"]) for row in rows if row["level"] == "2"] == list(
        DIVISIONS.values()
    )
    assert [row["code"] for row in rows if sector_of(row["code"]).section != row["section"]] == []


@pytest.mark.parametrize("code", ["C13", "13", "135", "1351", "C135", "C1351"])
def test_every_form_of_an_industry_code_leads_to_its_division(code: str) -> None:
    assert sector_of(code) == Sector("C", "13", True, "二产")


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("A", Sector("A", "", False, "一产")),
        ("A05", Sector("A", "05", False, "三产")),
        ("B06", Sector("B", "06", False, "二产")),
        ("B11", Sector("B", "11", False, "三产")),
        ("C", Sector("C", "", True, "二产")),
        ("C43", Sector("C", "43", True, "三产")),
        ("D44", Sector("D", "44", False, "二产")),
        ("E50", Sector("E", "50", False, "二产")),
        ("F51", Sector("F", "51", False, "三产")),
        ("6513", Sector("I", "65", False, "三产")),
    ],
)
def test_sectors_with_the_exceptions_of_the_three_industries(code: str, sector: Sector) -> None:
    assert sector_of(code) == sector


def test_thirty_one_divisions_are_manufacturing() -> None:
    assert [code for code in DIVISIONS if sector_of(code).is_manufacturing] == [str(number) for number in range(13, 44)]


@pytest.mark.parametrize("code", ["", "U", "98", "00", "C1", "C44", "13511", "c13", "C-13", "制造业"])
def test_an_unknown_industry_code_is_refused(code: str) -> None:
    with pytest.raises(BusinessError) as refusal:
        sector_of(code)

    assert refusal.value.code == "codes.industry"
    assert refusal.value.message == f"行业代码“{code}”不在GB/T 4754-2017中，请填写如C13、C1351的代码"
