"""The projects of the ledger as the import compares them: found by code, by name and investor, or by likeness."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from rapidfuzz import fuzz

from luodi.across.intake.engine import Says
from luodi.across.intake.rules.lengths import kept
from luodi.base.core.text import company_key, project_key
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project

_ALIKE: Final = 82
_NEAR: Final = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class KnownProject:
    """What the comparison needs of a stored project. Money in 万元 of its currency."""

    pk: int
    code: str
    name_key: str
    national_code: str
    investor_key: str
    uscc: str
    total_in_wan: Decimal | None
    signed_on: date | None
    is_within: bool
    """Whether it belongs to the unit (or one below) for which the ledger comes in; of others nothing may be told."""


@dataclass(frozen=True, slots=True)
class Match:
    """The stored project that a draft speaks of. `is_same`: the draft tells more of it; else a likely duplicate."""

    known: KnownProject
    is_same: bool
    score: Decimal
    why: tuple[str, ...]


class KnownProjects:
    """Every project of the instance that was not withdrawn, indexed for matching."""

    def __init__(self, unit: Unit) -> None:
        columns = ("pk", "code", "name_key", "national_code", "investor__name_key", "investor__uscc")
        rows = Project.objects.filter(is_withdrawn=False).order_by("pk")
        self._by_code: dict[str, KnownProject] = {}
        self._by_name: dict[str, list[KnownProject]] = defaultdict(list)
        self._by_investor: dict[str, list[KnownProject]] = defaultdict(list)
        for pk, code, name_key, national, investor, uscc, total, signed, path in rows.values_list(
            *columns, "total_investment_in_wan", "signed_on", "unit__path"
        ):
            within = path.startswith(unit.path)
            self._add(KnownProject(pk, code, name_key, national, investor or "", uscc or "", total, signed, within))

    def _add(self, known: KnownProject) -> None:
        self._by_code[known.code] = known
        if known.national_code:
            self._by_code[known.national_code] = known
        self._by_name[known.name_key].append(known)
        for key in {known.investor_key, known.uscc} - {""}:
            self._by_investor[key].append(known)

    def __len__(self) -> int:
        return len({known.pk for known in self._by_code.values()})

    def knows(self, name: str, investor: str = "") -> bool:
        """True when a row that only names a project (and perhaps its investor) can be booked on a stored one."""
        return self.by_name(name, investor) is not None

    def by_name(self, name: str, investor: str = "") -> KnownProject | None:
        """The one project of that name (and investor, when given); None when there is none or more than one."""
        rows = [row for row in self._by_name.get(project_key(kept("name", name)), []) if row.is_within]
        if investor:
            rows = [row for row in rows if row.investor_key in {"", company_key(kept("investor", investor))}]
        return rows[0] if len(rows) == 1 else None

    def match(self, says: Says) -> Match | None:
        """The stored project of a draft, or None when it is new."""
        for code in (says.code, says.national_code):
            if code and code in self._by_code:
                return _matched(self._by_code[code], ("code",))
        key, investor = project_key(kept("name", says.name)), company_key(kept("investor", says.investor))
        for known in self._by_name.get(key, []):
            if _same_investor(known, investor, says.uscc):
                return _matched(known, ("name", "investor"))
        return self._alike(says, key, investor)

    def resembling(self, says: Says) -> KnownProject | None:
        """A stored project of the unit with the same investor, investment and signing day under another name."""
        if says.total_investment is None or says.signed_on is None:
            return None
        total, marks = says.total_investment / 10000, {company_key(kept("investor", says.investor)), says.uscc} - {""}
        pool = (known for mark in sorted(marks) for known in self._by_investor.get(mark, []) if known.is_within)
        return next((one for one in pool if (one.total_in_wan, one.signed_on) == (total, says.signed_on.day)), None)

    def _alike(self, says: Says, key: str, investor: str) -> Match | None:
        pool = {known.pk: known for mark in {investor, says.uscc} - {""} for known in self._by_investor.get(mark, [])}
        for known in pool.values():
            score = fuzz.ratio(known.name_key, key)
            if score >= _ALIKE and _same_phase(known.name_key, key) and _near(known, says):
                return Match(known, False, Decimal(round(score)) / 100, ("investor", "name", "amount"))
        return None


def _matched(known: KnownProject, why: tuple[str, ...]) -> Match:
    """The same project; one of another unit is only a likely duplicate, for its facts are not this unit's to tell."""
    return Match(known, known.is_within, Decimal(1), why)


def _same_investor(known: KnownProject, investor: str, uscc: str) -> bool:
    if uscc and known.uscc:
        return uscc == known.uscc
    return not investor or not known.investor_key or investor == known.investor_key


def _same_phase(one: str, other: str) -> bool:
    """一期 and 二期 are projects of their own, whatever else is alike."""
    digits = [sorted(mark for mark in text if mark in "一二三四五六七八九123456789") for text in (one, other)]
    return digits[0] == digits[1]


def _near(known: KnownProject, says: Says) -> bool:
    if known.total_in_wan is None or says.total_investment is None:
        return known.signed_on is not None and says.signed_on is not None and known.signed_on == says.signed_on.day
    stated = says.total_investment / 10000
    return abs(stated - known.total_in_wan) <= known.total_in_wan * _NEAR
