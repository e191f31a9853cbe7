"""Keeping an attachment: the bytes once under their hash, a row for each upload."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from luodi.base.audit.models import AuditEntry
from luodi.base.files import selectors, services
from luodi.base.files.models import Attachment
from tests.factories import AT, clerk
from tests.refusals import refused

pytestmark = pytest.mark.django_db
RECEIPT = b"%PDF-1.7 receipt 20230703"


def stored(content: bytes = RECEIPT, name: str = "回单.pdf") -> Attachment:
    return services.store(content, name=name, unit_code="QJ-E", actor=clerk(), at=AT)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_upload_is_kept_under_its_hash_with_who_and_when(settings: Settings) -> None:
    attachment = stored()

    digest = hashlib.sha256(RECEIPT).hexdigest()
    assert (attachment.sha256, attachment.kind, attachment.size) == (digest, "pdf", len(RECEIPT))
    assert (attachment.name, attachment.unit_code) == ("回单.pdf", "QJ-E")
    assert (attachment.recorded_by, attachment.recorded_at) == (clerk(), AT)
    assert attachment.path == Path(settings.LUODI_FILES) / digest[:2] / digest
    assert attachment.path.read_bytes() == RECEIPT
    assert selectors.bytes_are_whole(attachment)


def test_the_same_bytes_are_kept_once_and_listed_twice(settings: Settings) -> None:
    first, second = stored(), stored(name="另一个名字.pdf")

    assert files_below(settings.LUODI_FILES) == [first.path]
    assert list(Attachment.objects.filter(sha256=first.sha256).order_by("pk")) == [first, second]


def test_the_upload_is_audited() -> None:
    attachment = stored()

    entry = AuditEntry.objects.get(action="files.stored")
    assert (entry.subject_type, entry.subject_id, entry.actor) == ("files.attachment", str(attachment.pk), clerk())


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"MZ\x90\x00 renamed", "files.type"), (b"", "files.empty"), (b"%PDF-" + b"0" * 2000, "files.size")],
    ids=["a renamed exe", "nothing", "too much"],
)
def test_what_is_refused_leaves_neither_row_nor_bytes(settings: Settings, content: bytes, code: str) -> None:
    settings.LUODI_FILE_LIMIT_BYTES = 1000
    clerk()

    with refused(code):
        stored(content, name="台账.xlsx")

    assert not Path(settings.LUODI_FILES).exists()


def test_bytes_that_were_changed_or_lost_are_noticed() -> None:
    attachment = stored()

    attachment.path.write_bytes(RECEIPT.replace(b"2023", b"2022"))
    assert not selectors.bytes_are_whole(attachment)
    assert named(selectors.damaged_files()) == (
        1,
        [f"附件 {attachment.pk} “回单.pdf”（{AT:%Y-%m-%d} 上传）的文件与上传时不一致"],
    )

    attachment.path.unlink()
    assert not selectors.bytes_are_whole(attachment)
    assert named(selectors.damaged_files()) == (
        1,
        [f"附件 {attachment.pk} “回单.pdf”（{AT:%Y-%m-%d} 上传）的文件不在了"],
    )


def test_of_whole_files_nothing_is_said() -> None:
    stored()

    assert named(selectors.damaged_files()) == (1, [])


def named(found: tuple[int, Iterator[str]]) -> tuple[int, list[str]]:
    return found[0], list(found[1])


def test_bytes_cut_short_by_a_crash_are_written_anew() -> None:
    first = stored()
    first.path.write_bytes(RECEIPT[:5])

    second = stored()

    assert second.path.read_bytes() == RECEIPT
