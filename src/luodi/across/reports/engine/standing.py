"""How the units of each group stand in a period: what papers over rankings are built from. Numbers are keys of the book."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetLine:
    """A line of the group's sheet: `mark` names its figures in the book (`L3.points@…`), `is_judged` by any unit."""

    mark: str
    name: str
    is_judged: bool
    is_coloured: bool


@dataclass(frozen=True)
class Member:
    """A unit of a group. `code` is what stands behind @ in the keys of its figures."""

    code: str
    label: str
    rank: int | None
    is_scored: bool
    is_low: bool
    low_run: int
    is_open: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A group with its members, best first."""

    code: str
    name: str
    members: tuple[Member, ...]
    lines: tuple[SheetLine, ...]
    is_ranked: bool
    note: str = ""

    @property
    def scored(self) -> tuple[Member, ...]:
        """Members that have a score."""
        return tuple(one for one in self.members if one.is_scored)

    @property
    def low(self) -> tuple[Member, ...]:
        """Members in the low zone."""
        return tuple(one for one in self.members if one.is_low)

    @property
    def best(self) -> tuple[Member, ...]:
        """The first three places that are not in the low zone."""
        return tuple(one for one in self.members if one.rank is not None and one.rank <= 3 and not one.is_low)

    @property
    def judged(self) -> tuple[SheetLine, ...]:
        """Lines by which somebody got points."""
        return tuple(line for line in self.lines if line.is_judged)

    @property
    def coloured(self) -> tuple[SheetLine, ...]:
        """Lines that have a colour for somebody."""
        return tuple(line for line in self.lines if line.is_coloured)
