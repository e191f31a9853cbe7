"""When and where a photo was taken, out of its own EXIF block. Cameras write local time; without a zone it is China's."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from PIL import ExifTags, Image, UnidentifiedImageError

_CHINA: Final = "+08:00"
_PLACES: Final = Decimal("0.000001")
_YEARS: Final = range(1900, 9000)
"""Clocks beyond say nothing, and no zone can push the moment over the edge of the calendar."""


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo says of itself; None for what it does not say. Degrees of WGS-84."""

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    @property
    def has_place(self) -> bool:
        """Whether it says where it was taken."""
        return self.latitude is not None and self.longitude is not None


def read_photo(content: bytes) -> PhotoFacts:
    """The facts in the bytes of a picture; nothing for what is no picture or carries none."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            exif = picture.getexif()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return PhotoFacts()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S")
    longitude = _degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W")
    written = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    return PhotoFacts(_moment(written, inner.get(ExifTags.Base.OffsetTimeOriginal)), latitude, longitude)


def _moment(written: object, offset: object) -> datetime | None:
    for zone in (_clean(offset), _CHINA):
        try:
            moment = datetime.fromisoformat(f"{_clean(written).replace(':', '-', 2)}{zone}")
        except ValueError:
            continue
        return moment.astimezone(UTC) if moment.year in _YEARS else None
    return None


def _clean(value: object) -> str:
    return str(value).strip("\0 ")


def _degrees(parts: object, reference: object, negative: str) -> Decimal | None:
    """Degrees out of degrees, minutes and seconds; None when they are not three sound numbers."""
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    try:
        degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
        value = (degrees + minutes / 60 + seconds / 3600).quantize(_PLACES)
    except (InvalidOperation, ValueError, ZeroDivisionError, OverflowError):
        return None
    if not value.is_finite():
        return None
    return -value if _clean(reference).upper() == negative else value
