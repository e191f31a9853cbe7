"""Small documents that stand for evidence in the demonstration: a picture and a page, each different, each marked DEMO."""

import struct
import zlib
from typing import Final

_WIDTH: Final = 240
_HEIGHT: Final = 160
_SKY: Final = (214, 226, 238)


def picture(number: int) -> bytes:
    """A PNG of a building site in blocks: sky, ground and towers whose heights follow from the number."""
    ground = (150 + number % 40, 120, 80)
    towers = [20 + (number * step) % 90 for step in (7, 11, 13, 17, 19, 23)]
    rows = b"".join(b"\x00" + _row(line, towers, ground) for line in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    label = b"Comment\x00Luodi DEMO " + str(number).encode()
    chunks = ((b"IHDR", header), (b"tEXt", label), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _row(line: int, towers: list[int], ground: tuple[int, int, int]) -> bytes:
    if line > _HEIGHT - 30:
        return bytes(ground) * _WIDTH
    pixels = bytearray(bytes(_SKY) * _WIDTH)
    for place, height in enumerate(towers):
        if line > _HEIGHT - 30 - height:
            left = 15 + place * 37
            pixels[left * 3 : (left + 24) * 3] = bytes((96, 110, 128)) * 24
    return bytes(pixels)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def page(number: int, title: str) -> bytes:
    """A one-page PDF that says what it stands for, in plain letters."""
    text = f"BT /F1 22 Tf 72 720 Td (DEMO - NOT A REAL DOCUMENT) Tj 0 -40 Td (No. {number:05d}  {title}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(text)).encode() + b">>\nstream\n" + text + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"%PDF-1.4\n"
    places = []
    for place, content in enumerate(objects, start=1):
        places.append(len(body))
        body += str(place).encode() + b" 0 obj\n" + content + b"\nendobj\n"
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = str(len(objects) + 1).encode()
    return (
        body
        + b"xref\n0 "
        + size
        + b"\n"
        + table
        + b"trailer\n<</Size "
        + size
        + b"/Root 1 0 R>>\nstartxref\n"
        + str(len(body)).encode()
        + b"\n%%EOF\n"
    )
