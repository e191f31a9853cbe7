"""What a photo says of itself."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from luodi.domains.projects.engine.photos import PhotoFacts, read_photo


def jpeg(*, taken: str = "", offset: str = "", gps: dict[int, object] | None = None) -> bytes:
    exif, stream = Image.Exif(), io.BytesIO()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if offset:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = offset
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
    Image.new("RGB", (4, 4)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_time_and_place_are_read_and_local_time_is_chinas() -> None:
    gps = {1: "N", 2: (30.0, 30.0, 36.0), 3: "E", 4: (114.0, 15.0, 0.0)}

    assert read_photo(jpeg(taken="2023:06:20 10:30:00", gps=gps)) == PhotoFacts(
        datetime(2023, 6, 20, 2, 30, tzinfo=UTC), Decimal("30.510000"), Decimal("114.250000")
    )


def test_a_zone_in_the_photo_counts_and_south_and_west_are_negative() -> None:
    gps = {1: "S", 2: (12.0, 0.0, 0.0), 3: "W", 4: (77.0, 30.0, 0.0)}

    found = read_photo(jpeg(taken="2023:06:20 10:30:00", offset="-05:00", gps=gps))

    assert found == PhotoFacts(datetime(2023, 6, 20, 15, 30, tzinfo=UTC), Decimal("-12.000000"), Decimal("-77.500000"))


def test_what_is_not_said_is_none() -> None:
    assert read_photo(jpeg()) == PhotoFacts()
    assert read_photo(jpeg(taken="0000:00:00 00:00:00")) == PhotoFacts()
    assert read_photo(jpeg(gps={1: "N", 2: (30.0, 30.0, 36.0)})).has_place is False
    assert read_photo(b"%PDF-1.7") == PhotoFacts()


@pytest.mark.parametrize(
    ("taken", "offset"),
    [("0001:01:01 00:00:00", ""), ("9999:12:31 23:59:59", "-12:00"), ("9999:12:31 23:59:59", "+00:00")],
)
def test_a_clock_at_the_edge_of_the_calendar_says_nothing(taken: str, offset: str) -> None:
    assert read_photo(jpeg(taken=taken, offset=offset)).taken_at is None


def test_a_place_that_is_no_number_is_no_place() -> None:
    nowhere = (IFDRational(0, 0), IFDRational(0, 1), IFDRational(0, 1))

    assert read_photo(jpeg(gps={1: "N", 2: nowhere, 3: "E", 4: (114.0, 15.0, 0.0)})).has_place is False


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    read_photo(content)
    read_photo(b"\xff\xd8\xff" + content)
    read_photo(jpeg(taken="2023:06:20 10:30:00")[:-50] + content)
