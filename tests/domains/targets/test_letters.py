"""Responsibility letters: who has to sign, who has signed, what has to be signed again."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.domains.targets import selectors, services
from luodi.domains.targets.models import SignedLetter
from tests.domains.targets.splits import chief, issued, signed_letter, yearly
from tests.factories import AT, attachment, clerk, unit

pytestmark = pytest.mark.django_db


def test_every_unit_with_a_target_of_the_year_has_a_letter() -> None:
    issued(yearly())

    found = {one.unit.code: [str(row.value) for row in one.targets] for one in selectors.letters(chief(), 2023)}
    assert found == {"QJ": ["40.0000"], "QJ-E": ["25.0000"], "QJ-W": ["15.0000"]}
    assert selectors.letters(chief(), 2022) == []


def test_a_county_sees_its_own_letter_alone() -> None:
    issued(yearly())

    assert [one.unit.code for one in selectors.letters(clerk(), 2023)] == ["QJ-E"]
    with pytest.raises(NotVisible):
        selectors.letter(clerk(), "QJ-W", 2023)


def test_a_signed_scan_is_kept_and_the_last_one_counts() -> None:
    issued(yearly())
    signed_letter("QJ-E")
    second = signed_letter("QJ-E")

    letter = selectors.letter(clerk(), "QJ-E", 2023)
    assert (letter.signed, letter.is_outdated) == (second, False)
    assert selectors.letter(chief(), "QJ-W", 2023).signed is None
    assert SignedLetter.objects.count() == 2


def test_a_target_changed_after_the_signing_asks_for_another_one() -> None:
    yearly()
    signed_letter("QJ")
    services.issue_target(
        unit("QJ"),
        indicator="S02",
        value=Decimal(120),
        measure="亿元",
        period="2023",
        issuer="市级",
        actor=chief(),
        at=AT + timedelta(days=1),
    )

    assert selectors.letter(chief(), "QJ", 2023).is_outdated


def test_who_signed_when_is_asked_for_and_only_those_with_the_right_archive() -> None:
    issued(yearly())
    letter, scan = selectors.letter(chief(), "QJ-E", 2023), attachment()
    given = {"attachment": scan, "signed_on": date(2023, 7, 3), "at": AT}

    with pytest.raises(BusinessError) as refused:
        services.archive_letter(letter, signer=" ", actor=chief(), **given)
    assert refused.value.code == "targets.letter_signer"
    with pytest.raises(BusinessError):
        services.archive_letter(letter, signer="甲", actor=chief(), **given | {"signed_on": date(2023, 7, 4)})
    with pytest.raises(NotPermitted):
        services.archive_letter(letter, signer="甲", actor=clerk(), **given)
    assert not SignedLetter.objects.exists()


def change(at: datetime, **said: object) -> None:
    """The district's yearly target for signings set to 50."""
    given = {"indicator": "S01", "measure": "个", "period": "2023", "issuer": "市级", "reason": "省里加码", **said}
    services.issue_target(unit("QJ"), value=Decimal(50), actor=chief(), at=at, **given)  # type: ignore[arg-type]


def test_a_letter_dated_before_a_change_is_to_be_signed_again_though_its_scan_is_archived_later() -> None:
    yearly()
    change(AT + timedelta(days=10))
    letter = selectors.letter(chief(), "QJ", 2023)
    given = {"attachment": attachment(), "signer": "甲", "actor": chief(), "at": AT + timedelta(days=20)}

    services.archive_letter(letter, signed_on=date(2023, 7, 5), **given)
    assert selectors.letter(chief(), "QJ", 2023).is_outdated
    services.archive_letter(letter, signed_on=date(2023, 7, 13), **given)
    assert not selectors.letter(chief(), "QJ", 2023).is_outdated


def test_a_first_target_that_was_entered_late_goes_by_the_day_of_its_document() -> None:
    yearly()
    signed_letter("QJ")
    assert not selectors.letter(chief(), "QJ", 2023).is_outdated

    change(AT, indicator="S02", measure="亿元", issued_on=date(2023, 7, 4))
    assert selectors.letter(chief(), "QJ", 2023).is_outdated


def test_a_target_taken_back_after_the_signing_asks_for_another_one() -> None:
    yearly()
    change(AT, indicator="S02", measure="亿元", batch="b1")
    signed_letter("QJ")
    services.withdraw_targets("b1", actor=chief(), at=AT + timedelta(days=1), reason="导错了")

    assert selectors.letter(chief(), "QJ", 2023).is_outdated
