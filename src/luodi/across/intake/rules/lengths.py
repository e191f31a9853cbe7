"""How many characters of a ledger's cell a project or its investor keeps in the field of its own; the whole cell stays beside it."""

from typing import Final

from luodi.base.core.text import shortened

LONGEST: Final = {
    "name": 200,
    "investor": 200,
    "country": 40,
    "investor_place": 100,
    "national_code": 24,
    "place": 120,
    "leader": 60,
    "owner": 60,
    "contact_phone": 60,
}


def kept(field: str, text: str) -> str:
    """What the field keeps of a cell: all of it, or its beginning and …."""
    return shortened(text, LONGEST[field])
