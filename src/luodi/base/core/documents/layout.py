"""Measures of GB/T 9704-2012 in the units of a Word file: page, text block, fonts, sizes, line grid.

Text block 156×225 mm with 22 lines of 28 characters. Characters of 16 pt would need 158 mm, so runs are drawn together
by 0.25 pt; lines are exactly 28.95 pt on a grid of lines (a grid of characters breaks lines too early in LibreOffice).
"""

from dataclasses import dataclass

SONG_TITLE = "方正小标宋简体"
FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"

# 二号 三号 四号 小四号, in points.
SIZE_2 = 22.0
SIZE_3 = 16.0
SIZE_4 = 14.0
SIZE_SMALL_4 = 12.0

TITLE_CHARACTERS_PER_LINE = 20

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4

LINE_PITCH = 579
RUN_SPACING = -5
CHARACTER_ADVANCE = int(SIZE_3 * TWIPS_PER_POINT) + RUN_SPACING
FIRST_LINE_CHARACTERS = 2


@dataclass(frozen=True)
class Page:
    """A page's size and margins in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> int:
        """Width of the text block in twips."""
        return round((self.width - self.left - self.right) * TWIPS_PER_MM)

    @property
    def footer_distance(self) -> float:
        """From the page's foot to the footer's foot, so that the page number hangs 7 mm below the text block."""
        return self.bottom - 7 - SIZE_4 / 72 * 25.4


PORTRAIT = Page(width=210, height=297, top=37, right=26, bottom=35, left=28)
# The same block turned: the binding edge (28 mm) is at the head.
LANDSCAPE = Page(width=297, height=210, top=28, right=37, bottom=26, left=35)


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def half_points(size: float) -> int:
    """A font size as Word counts it."""
    return round(size * 2)
