"""What a snapshot holds, computed; and whether the stored ones still say what the ledger says."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from luodi import __version__
from luodi.across.assessment.models import Scheme, Snapshot, SnapshotScore, SnapshotValue
from luodi.across.assessment.rules.sheets import SchemeState
from luodi.across.assessment.selectors.readings import to_date
from luodi.across.assessment.selectors.schemes import sheet
from luodi.across.assessment.selectors.scores import with_history
from luodi.across.figures.rules.catalogue import BY_CODE, CATALOGUE
from luodi.across.figures.rules.rounding import exact
from luodi.across.figures.selectors import FigureValue
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator, root_unit, subtree

PERIOD: Final = "period"
TO_DATE: Final = "ytd"
_MOST_NAMED: Final = 50
_CATALOGUE: Final = "指标目录"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value as it is stored."""

    unit_id: int
    window: str
    code: str
    entry: int
    shown: str | None
    raw: str | None
    numerator: str | None
    denominator: str | None
    corrections: str | None
    target: str
    completion: str | None
    why: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score as it is stored."""

    scheme_id: int
    unit_id: int
    score: str | None
    rank: int | None
    colour: str
    grade: str


@dataclass(frozen=True)
class Taken:
    """Everything that a snapshot holds; `definitions` are code, name and definition of every figure."""

    values: tuple[ValueRow, ...]
    scores: tuple[ScoreRow, ...]
    settings: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str, str], ...]

    @property
    def sha256(self) -> str:
        """Over the canonical text: a line per row, in order."""
        return digest(self.values, self.scores, self.settings)


@dataclass(frozen=True)
class SnapshotCheck:
    """Snapshots compared, and a sentence for each difference.

    `remarks` name what cannot be compared any more, because a figure has been defined otherwise since.
    """

    checked: int
    faults: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def digest(values: Sequence[ValueRow], scores: Sequence[ScoreRow], configuration: Sequence[tuple[str, str]]) -> str:
    """The hash of a snapshot's rows."""
    hashed = hashlib.sha256()
    ordered = (sorted(map(repr, map(astuple, values))), sorted(map(repr, map(astuple, scores))))
    for line in (*sorted(map(repr, configuration)), *ordered[0], *ordered[1]):
        hashed.update(line.encode() + b"\n")
    return hashed.hexdigest()


def taken(period: Period, *, at: datetime) -> Taken:
    """The values of all units and the scores of all groups as they are published at a moment."""
    values = tuple(_values(period, at))
    scores = tuple(_scores(period, at))
    defined = tuple((figure.code, figure.name, figure.definition) for figure in CATALOGUE)
    return Taken(values, scores, tuple(configured_by({row.scheme_id for row in scores})), defined)


def check_snapshots() -> SnapshotCheck:
    """Recompute every snapshot from the ledger, to the digit, and its hash."""
    faults: list[str] = []
    remarks: list[str] = []
    rows = Snapshot.objects.select_related("closing", "lock").order_by("pk")
    for snapshot in rows:
        changed = _redefined(snapshot)
        remarks.extend(f"{snapshot}：{remark}" for remark in changed.values())
        faults.extend(f"{snapshot}：{fault}" for fault in _faults(snapshot, changed.keys()))
    return SnapshotCheck(len(rows), tuple(faults[:_MOST_NAMED]), tuple(remarks[:_MOST_NAMED]))


def stored_values(snapshot: Snapshot) -> list[ValueRow]:
    """The values of a snapshot."""
    columns = ValueRow.__slots__
    return [ValueRow(*row) for row in SnapshotValue.objects.filter(snapshot=snapshot).values_list(*columns)]


def stored_scores(snapshot: Snapshot) -> list[ScoreRow]:
    """The scores of a snapshot."""
    columns = ScoreRow.__slots__
    return [ScoreRow(*row) for row in SnapshotScore.objects.filter(snapshot=snapshot).values_list(*columns)]


def _redefined(snapshot: Snapshot) -> dict[str, str]:
    """Figures that are defined otherwise than when the snapshot was made, each with a sentence that says so."""
    found: dict[str, str] = {}
    for code, name, then in snapshot.definitions.values_list("code", "name", "definition"):
        now = BY_CODE.get(code)
        if now is None:
            found[code] = f"指标 {code}“{name}”已不在指标目录中，公布值保留，不再重算（当时的定义：{then}）"
        elif now.definition != then:
            found[code] = (
                f"指标 {code}“{name}”的定义在结账后改过，公布值保留，不按新定义比对"
                f"（当时：{then}；现在：{now.definition}）"
            )
    return found


def _faults(snapshot: Snapshot, redefined: Collection[str]) -> Iterator[str]:
    values, scores = stored_values(snapshot), stored_scores(snapshot)
    configuration = list(snapshot.settings.values_list("name", "value"))
    if digest(values, scores, configuration) != snapshot.sha256:
        yield "内容与校验值不符，快照被改动过"
    told = snapshot.definitions.values_list("code", "definition")
    if _hashed(told) != dict(configuration).get(_CATALOGUE, ""):
        yield "留存的指标定义与校验值不符，快照被改动过"
    period, at = parse_period(snapshot.closing.period), snapshot.recorded_at
    kept = [row for row in values if row.code not in redefined]
    yield from _compared("数值", kept, list(_values(period, at)))
    touched = _schemes_reading(redefined, {row.scheme_id for row in scores})
    judged = [row for row in scores if row.scheme_id not in touched]
    yield from _compared("得分", judged, list(_scores(period, at)))


def _schemes_reading(figures: Collection[str], schemes: Collection[int]) -> set[int]:
    """The schemes whose scores rest on one of the figures."""
    if not figures:
        return set()
    return {row.pk for row in Scheme.objects.filter(pk__in=schemes) if set(sheet(row).figures) & set(figures)}


def _compared(word: str, stored: Sequence[ValueRow | ScoreRow], fresh: Sequence[ValueRow | ScoreRow]) -> Iterator[str]:
    then, now = {_key(row): row for row in stored}, {_key(row): row for row in fresh}
    for key, row in then.items():
        again = now.get(key)
        if again is None:
            yield f"{word} {key} 重算时没有"
        elif row != again:
            yield f"{word} {key} 快照为 {astuple(row)[len(key) :]}，重算为 {astuple(again)[len(key) :]}"


def _key(row: ValueRow | ScoreRow) -> tuple[object, ...]:
    return astuple(row)[:4] if isinstance(row, ValueRow) else astuple(row)[:2]


def _values(period: Period, at: datetime) -> Iterator[ValueRow]:
    root = root_unit()
    known = [unit for unit in subtree(root) if unit.active_to is None or unit.active_to >= period.first]
    windows = {PERIOD: period.code}
    if to_date(period).span != period.span:
        windows[TO_DATE] = to_date(period).code
    for window, code in windows.items():
        asked = understand(operator(), Ask(code, root.code, known_at=at))
        found = answers(asked, known).by_unit
        for unit in known:
            yield from _of_unit(unit, window, found[unit.pk])


def _of_unit(unit: Unit, window: str, figures: Iterable[FigureValue]) -> Iterator[ValueRow]:
    entries: dict[str, int] = {}
    for figure in figures:
        entries[figure.code] = entries.get(figure.code, 0) + 1
        aims = "；".join(f"{aim.issuer}{aim.tier}{aim.value}{aim.unit}" for aim in figure.targets)
        yield ValueRow(
            unit.pk,
            window,
            figure.code,
            entries[figure.code],
            figure.value,
            figure.raw,
            figure.numerator,
            figure.denominator,
            figure.corrections,
            aims[:120],
            next((aim.completion for aim in figure.targets), None),
            figure.why[:120],
        )


def _scores(period: Period, at: datetime) -> Iterator[ScoreRow]:
    """Under every scheme that holds at the end of the period; none where there is no scheme."""
    held = Scheme.objects.exclude(state=SchemeState.DRAFT).filter(valid_from__lte=period.last, adopted_at__lte=at)
    for code in sorted(set(held.values_list("code", flat=True))):
        try:
            groups = with_history(period, code=code, known_at=at)[0]
        except BusinessError:
            continue
        for group in groups.values():
            for one in group.results:
                total = one.score.total
                yield ScoreRow(
                    group.scheme.pk,
                    one.unit.pk,
                    None if total is None else exact(total),
                    one.rank,
                    str(one.colour),
                    str(one.grade) if one.grade else "",
                )


def configured_by(scheme_ids: Collection[int]) -> Iterator[tuple[str, str]]:
    """What results were computed by: program, catalogue, time zone, and the versions of the schemes."""
    yield "程序版本", __version__
    yield _CATALOGUE, _hashed((figure.code, figure.definition) for figure in CATALOGUE)
    yield "时区", settings.TIME_ZONE
    used = Scheme.objects.filter(pk__in=scheme_ids).order_by("code", "group")
    for scheme in used:
        yield f"考核方案 {scheme.code} {scheme.group}", f"{scheme.name} 第{scheme.version}版"


def _hashed(definitions: Iterable[tuple[str, str]]) -> str:
    """The definitions of all figures as one hash: it is part of the snapshot's own."""
    return hashlib.sha256("".join(code + definition for code, definition in definitions).encode()).hexdigest()
