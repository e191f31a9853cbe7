"""What commands print."""

import json
from datetime import date
from decimal import Decimal

import pytest

from luodi.interfaces.cli.screen import Screen


def test_a_document_is_all_that_stands_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen(as_json=True)

    screen.say("正在计算")
    screen.line("给人看的")
    screen.table(("列",), [("行",)])
    screen.document({"day": date(2023, 6, 30), "amount": Decimal("64.10")})

    streams = capsys.readouterr()
    assert json.loads(streams.out) == {"day": "2023-06-30", "amount": "64.10"}
    assert streams.err == "正在计算\n"


def test_people_see_tables_and_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen(as_json=False)

    screen.table(("项目", "金额"), [("铝材", "1,200"), ("肉牛养殖", None)])
    screen.document({"never": "shown"})

    assert capsys.readouterr().out.splitlines() == [
        "项目       金额",
        "────────  ─────",
        "铝材      1,200",
        "肉牛养殖      —",
    ]


def test_a_value_without_a_place_in_json_is_an_error() -> None:
    with pytest.raises(TypeError):
        Screen(as_json=True).document({"what": object()})
