import pytest

from luodi.across.reports.engine.tokens import (
    Reference,
    Token,
    broken_fields,
    parse_reference,
    plain_word,
    qualified,
    split,
    tidy,
    tokens,
)


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("{{S01}}", Token("S01")),
        ("{{ S02.ytd }}", Token("S02.ytd")),
        ("{{S06.v@市级}}", Token("S06.v@市级")),
        ("{{S06.v@区级/M0:0}}", Token("S06.v@区级/M0", 0)),
        ("{{P03~B:2}}", Token("P03~B", 2)),
        ("{{S09.n|同比}}", Token("S09.n", None, "同比")),
        ("{{C08:2|同比}}", Token("C08", 2, "同比")),
        ("{{limits.talk_major}}", Token("limits.talk_major")),
    ],
)
def test_a_field_is_read_with_its_digits_and_phrase(written: str, token: Token) -> None:
    assert tokens(f"共{written}。") == (token,)


@pytest.mark.parametrize("token", [Token("S06.v@区级/M0", 0), Token("S09", None, "同比"), Token("S01")])
def test_a_field_is_written_as_it_is_read(token: Token) -> None:
    assert tokens(token.text) == (token,)


def test_words_and_fields_come_in_order() -> None:
    assert list(split("签订{{S01}}，合同额{{S02:1}}。")) == ["签订", Token("S01"), "，合同额", Token("S02", 1), "。"]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("签订{{S01个", ("{{",)),
        ("签订S01}}个", ("}}",)),
        ("签订{{新签}}个", ("{{新签}}",)),
        ("签订{{S01:9}}个", ("{{S01:9}}",)),
        ("签订{{S01}}个", ()),
    ],
)
def test_braces_that_make_no_field_are_found(text: str, broken: tuple[str, ...]) -> None:
    assert broken_fields(text) == broken


@pytest.mark.parametrize(
    ("key", "reference", "figure_code", "window", "portion"),
    [
        ("S06.v@区级/M0~B", Reference("S06", ("v",), "区级/M0", "B"), "S06.v", "", ""),
        ("P14.r.numerator.r36", Reference("P14", ("r", "numerator", "r36")), "P14.r", "r36", "numerator"),
        ("S02.ytd", Reference("S02", ("ytd",)), "S02", "ytd", ""),
    ],
)
def test_a_key_tells_figure_window_issuer_and_calibre(
    key: str, reference: Reference, figure_code: str, window: str, portion: str
) -> None:
    found = parse_reference(key)

    assert found == reference
    assert (found.figure_code, found.window, found.portion) == (figure_code, window, portion)


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="不是数据项的写法"):
        parse_reference("新签项目")


def test_names_from_the_ledger_cannot_break_a_field() -> None:
    key = qualified("T04.n", "新能源:风|光 {储}")

    assert key == "T04.n@新能源_风_光_储_"
    assert tokens(f"{{{{{key}}}}}") == (Token(key),)


def test_words_from_the_ledger_cannot_make_a_field() -> None:
    assert tokens(plain_word("名称{{C01}}\n二期")) == ()
    assert plain_word("名称\n二期") == "名称 二期"


def test_full_width_braces_count_as_braces() -> None:
    assert tokens(tidy("｛｛S01｝｝")) == (Token("S01"),)
