"""A file is what its content is, whatever its name says."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.errors import BusinessError
from luodi.base.files import rules

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def container(*names: str, content: bytes = b"<x/>", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (PNG, "png"),
        (container("[Content_Types].xml", "word/document.xml"), "docx"),
        (container("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (container("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    ],
    ids=["pdf", "jpg", "png", "docx", "xlsx", "ofd"],
)
def test_accepted_kinds_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert rules.kind_of(content) == kind
    assert kind in rules.MEDIA_TYPES


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00 This program cannot be run in DOS mode", "files.type"),
        (b"\x7fELF\x02\x01\x01", "files.type"),
        (b"#!/bin/sh\nrm -rf /", "files.type"),
        (b"<html><script>alert(1)</script></html>", "files.type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "files.type"),
        (container("readme.txt", "setup.exe"), "files.type"),
        (b"PK\x03\x04" + b"\x00" * 40, "files.damaged"),
        (container("xl/workbook.xml")[:-30], "files.damaged"),
        (container("word/document.xml", "word/vbaProject.bin"), "files.macro"),
        (container("xl/workbook.xml", "xl/VBAPROJECT.BIN"), "files.macro"),
        (container("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "files.macro"),
        (container("xl/workbook.xml", content=b"\x00" * 20_000_000), "files.bomb"),
        (container("xl/workbook.xml", *(f"a/{number}" for number in range(5001))), "files.bomb"),
    ],
    ids=[
        "exe", "elf", "script", "html", "encrypted or old office file", "zip of programs", "torn head", "torn tail",
        "docx with macros", "xlsx with macros", "xlsx with macro sheets", "bomb by size", "bomb by number",
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        rules.kind_of(content)

    assert refused.value.code == code
    assert refused.value.message.endswith("。")


@given(place=st.integers(0, 400), change=st.binary(min_size=1, max_size=8))
def test_a_container_damaged_anywhere_is_accepted_or_refused_but_never_breaks(place: int, change: bytes) -> None:
    whole = container("[Content_Types].xml", "xl/workbook.xml")
    at = place % len(whole)
    damaged = whole[:at] + change + whole[at + len(change) :]

    try:
        kind = rules.kind_of(damaged)
    except BusinessError as refused:
        kind = refused.code

    assert kind in {"xlsx", "docx", "ofd", "files.type", "files.damaged", "files.macro", "files.bomb"}


@pytest.mark.parametrize(("size", "code"), [(0, "files.empty"), (1_048_577, "files.size")])
def test_an_empty_file_and_one_over_the_limit_are_refused(size: int, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        rules.require_size(size, 1_048_576)

    assert refused.value.code == code


def test_a_file_of_exactly_the_limit_passes() -> None:
    rules.require_size(1_048_576, 1_048_576)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("回单（一）.pdf", "回单（一）.pdf"),
        ("C:\\票据\\回单.pdf", "回单.pdf"),
        ("../../etc/passwd", "passwd"),
        ("回\x00单\u202e.pdf", "回单.pdf"),
        ("长" * 300, "长" * 255),
        ("/", ""),
    ],
)
def test_a_name_is_kept_without_folders_and_invisible_signs(given_name: str, kept: str) -> None:
    assert rules.plain_name(given_name) == kept
