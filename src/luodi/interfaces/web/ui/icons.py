"""Icons as single drawings put into the page: no icon font, no request of their own."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

FOLDER = next((Path(__file__).resolve().parent.parent / "static" / "vendor").glob("tabler-icons-*"))
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OUTER = re.compile(r"<svg[^>]*>", re.DOTALL)


@cache
def icon(name: str) -> SafeString:
    """The drawing of that Tabler name, hidden from screen readers (the text beside it speaks). ValueError for an unknown name."""
    path = FOLDER / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"no icon {name} in {FOLDER}")
    drawing = _COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
    inner = _OUTER.sub("", drawing, count=1).removesuffix("</svg>").strip()
    opening = (
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
    )
    return mark_safe(f"{opening}{inner}</svg>")  # noqa: S308 - our own vendored files
