"""The source documents of the product, read by hand: every relation that a careful reader finds is found, and nothing is called wrong.

The documents are not part of the repository; where they lie beside it, this is run.
"""

from pathlib import Path

import pytest

from luodi.across.proofreading.engine.proof import Proof, proofread
from luodi.across.proofreading.engine.reading import read

FOLDER = Path(__file__).parents[4] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the source documents are not here")

BY_HAND: dict[str, list[tuple[str, str, str]]] = {
    # Every figure is masked: nothing may be guessed.
    "000": [
        ("growth", "**.**%以上", "unverifiable"),
        ("partition", "***个", "unverifiable"),
        ("growth", "***.*%", "unverifiable"),
        ("share", "**.**%", "unverifiable"),
        ("ratio", "**.**%", "unverifiable"),
    ],
    # Contracts and amount against targets that are only named; rate of starts; chain share; lists of groups and projects; three traits.
    "001": [
        ("ratio", "95%", "unverifiable"),
        ("ratio", "53.4%", "unverifiable"),
        ("ratio", "40%", "unverifiable"),
        ("ratio", "40.2%", "unverifiable"),
        ("share", "95%", "unverifiable"),
        ("count", "三个", "consistent"),
        ("count", "四个", "consistent"),
        ("count", "2个", "consistent"),
    ],
    # Masked by X; three opinions and five tasks that follow.
    "002": [
        ("growth", "X%", "unverifiable"),
        ("count", "三点", "consistent"),
        ("count", "五方面", "consistent"),
    ],
    # Mean size of projects; signed = cancelled + not landed + landed; landing rate; fifty projects of which not all are told.
    "003": [
        ("average", "1.8亿元", "consistent"),
        ("partition", "385个", "consistent"),
        ("ratio", "55%", "consistent"),
        ("partition", "50个", "unverifiable"),
    ],
    # Seven lines against their tasks, two of them cut off instead of rounded; a list of three.
    "004": [
        ("share", "123%", "consistent"),
        ("ratio", "127%", "truncated"),
        ("share", "150%", "consistent"),
        ("share", "113.39%", "consistent"),
        ("share", "115.25%", "truncated"),
        ("count", "3个", "consistent"),
    ],
}


def proof_of(number: str) -> Proof:
    path = next(FOLDER.glob(f"{number}_*.txt"))
    return proofread(read(path.name, path.read_bytes()))


@pytest.mark.parametrize("number", sorted(BY_HAND))
def test_every_relation_that_a_careful_reader_finds_is_found(number: str) -> None:
    found = {(one.kind, one.stated.text, one.verdict.value) for one in proof_of(number).relations}

    assert [one for one in BY_HAND[number] if one not in found] == []


@pytest.mark.parametrize("number", sorted(BY_HAND))
def test_nothing_of_them_is_called_wrong(number: str) -> None:
    assert [one.quote for one in proof_of(number).relations if one.verdict.value == "inconsistent"] == []


def test_a_masked_document_is_never_guessed() -> None:
    assert {one.verdict.value for one in proof_of("000").relations} == {"unverifiable"}
