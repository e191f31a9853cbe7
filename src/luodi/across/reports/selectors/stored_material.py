"""What a paper out of a template is made of as the document that is stored with it, and back."""

from base64 import b64decode, b64encode
from typing import Any

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item, Material
from luodi.across.reports.selectors.stored import book_from_json, book_to_json
from luodi.across.reports.selectors.stored_exhibits import Json, entries, exhibit_from_json, exhibit_to_json


def material_to_json(material: Material) -> Json:
    """Figures, words, lists, tables and charts as drawn, as a stored document."""
    return {
        "book": book_to_json(FigureBook(material.book.values_by_key, material.book.round_mode)),
        "words": dict(material.words),
        "groups": {key: [dict(item.words) for item in items] for key, items in material.groups.items()},
        "exhibits": [exhibit_to_json(one) for one in material.exhibits],
        "pictures": {key: b64encode(image).decode("ascii") for key, image in material.pictures.items()},
    }


def material_from_json(stored: dict[str, Any]) -> Material:
    """The stored document."""
    return Material(
        book_from_json(stored["book"]),
        dict(stored["words"]),
        {key: tuple(Item(words) for words in items) for key, items in stored["groups"].items()},
        tuple(exhibit_from_json(one) for one in entries(stored["exhibits"])),
        {key: b64decode(image) for key, image in stored.get("pictures", {}).items()},
    )
