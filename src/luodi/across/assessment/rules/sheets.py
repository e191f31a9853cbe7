"""What a sheet says: its lines, where they read their figures, its bonus, penalty and veto items; and when it is sound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from luodi.across.assessment.rules.colours import ColourMode
from luodi.across.assessment.rules.methods import Method
from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError

WHOLE: Final = Fraction(100)
SIGNING_BLOCK: Final = "签约"
"""The block that a unit without any signing gets nothing for."""


class SchemeState(TextChoices):
    """Where a version of a scheme stands. A version in force is never edited: a change makes the next version."""

    DRAFT = "DRAFT", "草稿"
    IN_FORCE = "IN_FORCE", "已生效"


class Missing(TextChoices):
    """What becomes of the weight of a line that cannot be judged (domain/05 §4.7 rule 6)."""

    SPREAD = "spread", "分摊到同板块其他指标"
    ZERO = "zero", "计0分"


class ItemKind(TextChoices):
    """Lines beside the weighted ones."""

    BONUS = "BONUS", "加分"
    PENALTY = "PENALTY", "扣分"
    VETO = "VETO", "限制与否决"


class Veto(TextChoices):
    """What caps or refuses a whole result (domain/06 §4.8.4)."""

    ZERO_SIGNED = "V1", "零签约"
    FALSIFIED = "V2", "数据造假认定"
    UNFAIR_PROMISE = "V3", "签订违规优惠承诺"
    ACCIDENT = "V4", "招引项目发生重大环保、安全事故"


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A figure that a line reads; `target` is the target rate in percent where the line itself sets it."""

    figure: str
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A weighted line. Several sources count in equal parts. `per_case` is what STEP takes off for each case."""

    code: str
    name: str
    block: str
    method: str
    weight: Fraction
    cap: Fraction = Fraction(1)
    per_case: Fraction = Fraction(0)
    sources: tuple[SourceSpec, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """A bonus, penalty or veto. `points` per case (penalties negative), `limit` for all cases together.

    With a `figure` its cases are counted by the system, else they are filed with their basis and approved.
    """

    kind: str
    code: str
    name: str
    points: Fraction = Fraction(0)
    limit: Fraction | None = None
    figure: str = ""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """The sheet of one group."""

    lines: tuple[LineSpec, ...]
    items: tuple[ItemSpec, ...] = ()
    missing: str = Missing.SPREAD
    colour_mode: str = ColourMode.SCORE
    is_ranked: bool = True

    @property
    def total(self) -> Fraction:
        """The sum of the weights."""
        return sum((line.weight for line in self.lines), Fraction(0))

    @property
    def figures(self) -> tuple[str, ...]:
        """Every figure that the sheet reads, once."""
        read = [source.figure for line in self.lines for source in line.sources]
        return tuple(dict.fromkeys([*read, *(item.figure for item in self.items if item.figure)]))


def plain(number: Fraction) -> str:
    """A weight or number of points in words: 16, 10.5."""
    return f"{float(number):g}"


def require_whole(lines: Sequence[LineSpec]) -> None:
    """Refuse a sheet whose weights are not 100 together."""
    total = sum((line.weight for line in lines), Fraction(0))
    if total != WHOLE:
        gap = total - WHOLE
        word = f"多{plain(gap)}" if gap > 0 else f"少{plain(-gap)}"
        raise BusinessError(
            f"各指标权重合计为{plain(total)}，{word}。请调整到合计100再保存。", code="assessment.weights"
        )


def require_sound_lines(lines: Sequence[LineSpec], known_figures: Iterable[str]) -> None:
    """Refuse lines without code, name or block, codes that stand twice, weights not above 0, unknown figures,
    and sources that do not fit the method."""
    known = set(known_figures)
    codes = [line.code for line in lines]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BusinessError(f"指标行代码{'、'.join(twice)}重复，请每行用不同的代码。", code="assessment.line_twice")
    for line in lines:
        if not (line.code and line.name and line.block):
            raise BusinessError("每一行都要写明代码、指标名称和板块。", code="assessment.line_incomplete")
        if line.weight <= 0:
            raise BusinessError(
                f"“{line.name}”的权重应大于0；不考核的指标请删去这一行。", code="assessment.line_weight"
            )
        _require_fitting(line, known)


def _require_fitting(line: LineSpec, known: set[str]) -> None:
    unknown = [source.figure for source in line.sources if source.figure not in known]
    if unknown and not line.note:
        raise BusinessError(
            f"“{line.name}”的取数指标{'、'.join(unknown)}不在指标目录里，请按口径说明页的代码填写，或在备注里写明待接入。",
            code="assessment.figure_unknown",
        )
    if line.method == Method.HALF and len(line.sources) != 2:
        raise BusinessError(
            f"“{line.name}”按个数金额各半计分，请填两个取数指标（先个数后金额）。", code="assessment.sources"
        )
    if line.method == Method.STEP and line.per_case <= 0:
        raise BusinessError(f"“{line.name}”按阶梯扣分，请填每件扣几分。", code="assessment.per_case")
    if any(source.target is not None and source.target <= 0 for source in line.sources):
        raise BusinessError(f"“{line.name}”的目标值应大于0。", code="assessment.target")


def require_sound_items(items: Sequence[ItemSpec], known_figures: Iterable[str]) -> None:
    """Refuse items without code or name, codes that stand twice, points of the wrong sign, unknown vetoes and figures."""
    codes = [item.code for item in items]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BusinessError(f"加扣分事项代码{'、'.join(twice)}重复，请每项用不同的代码。", code="assessment.item_twice")
    known = set(known_figures)
    for item in items:
        if not (item.code and item.name):
            raise BusinessError("每一项加分、扣分、否决都要写明代码和事项。", code="assessment.item_incomplete")
        if item.figure and item.figure not in known:
            raise BusinessError(
                f"“{item.name}”的系统计数指标{item.figure}不在指标目录里，请按口径说明页的代码填写，或留空由人填报。",
                code="assessment.figure_unknown",
            )
        _require_points(item)


def _require_points(item: ItemSpec) -> None:
    if item.kind == ItemKind.VETO:
        if item.code not in Veto.values:
            offered = "、".join(f"{veto.value} {veto.label}" for veto in Veto)
            raise BusinessError(
                f"“{item.name}”不是系统认得的限制与否决事项，可用代码：{offered}。", code="assessment.item_veto"
            )
        if item.points or item.limit is not None:
            raise BusinessError(
                f"“{item.name}”是限制与否决，不填分值和封顶；要扣分的请列为扣分事项。", code="assessment.item_points"
            )
    elif item.kind == ItemKind.BONUS and item.points <= 0:
        raise BusinessError(f"加分事项“{item.name}”的每件分值应大于0。", code="assessment.item_points")
    elif item.kind == ItemKind.PENALTY and item.points >= 0:
        raise BusinessError(f"扣分事项“{item.name}”的每件分值应小于0，如 -0.5。", code="assessment.item_points")
    if item.limit is not None and item.limit * item.points < 0:
        raise BusinessError(f"“{item.name}”的合计封顶应与每件分值同为正数或同为负数。", code="assessment.item_limit")


def require_members(number: int, group_name: str) -> None:
    """Refuse a sheet for a group to which no unit belongs."""
    if not number:
        raise BusinessError(
            f"“{group_name}”还没有单位，方案不能生效。请先在“单位”页给有关单位选择考核分组。",
            code="assessment.no_members",
        )


def require_draft(state: str) -> None:
    """Refuse a change of a version that is in force."""
    if state != SchemeState.DRAFT:
        raise BusinessError(
            "已生效的方案不能修改。请用“修订”生成新版本，改好后再生效；以前各期仍按当时的版本计算。",
            code="assessment.in_force",
        )


def require_later(valid_from: date, before: date | None) -> None:
    """Refuse a version that would take force before the one it replaces."""
    if before is not None and valid_from <= before:
        raise BusinessError(
            f"生效日应晚于现行版本的生效日（{before}），否则以前的排名会变。请改晚。", code="assessment.valid_from"
        )
