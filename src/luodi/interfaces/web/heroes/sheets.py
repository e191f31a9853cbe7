"""A hero list as a workbook: its places and its nominations, to whom the page shows them and as it shows them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luodi.base.core.money import round_decimal
from luodi.base.core.tabular import Sheet
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.selectors.heroes import Scored, Standing
from luodi.interfaces.web.heroes.tables import shown_deeds
from luodi.interfaces.web.ui import exports, formats
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_DIGITS = 2


def _points(value: Fraction | Decimal | str | None) -> Decimal | None:
    """Points with two digits; nothing while there are none."""
    if value is None or value == "":
        return None
    exact = formats.as_decimal(Fraction(value))
    return None if exact is None else round_decimal(exact, _DIGITS)


def _revoked(place: Any) -> str:  # noqa: ANN401 - pages know no models
    if not selectors.is_revoked(place):
        return ""
    return f"{place.revocation.document_no}：{place.revocation.reason}"


_PLACES: tuple[Column[Any], ...] = (
    Column("label", "单位、个人", lambda place: place.nomination.label, is_title=True),
    Column("kind", "类别", lambda place: str(place.nomination.get_kind_display()), Kind.BADGE),
    Column("score", "得分", lambda place: _points(place.score), Kind.DECIMAL),
    Column("deeds", "主要事迹", shown_deeds, is_wide=True),
    Column("revoked", "撤销上榜", _revoked),
)


def sheets(viewer: Any, one: Standing) -> list[Sheet]:  # noqa: ANN401 - pages know no models
    """The places once they are shown, then the nominations that the person may read, with points for the organiser's people."""
    sees_all = selectors.sees_all(viewer, one)
    name = str(one.hero_list)
    word = "上榜名单" if one.decision else "拟上榜名单"
    places = selectors.places(one) if sees_all or one.is_shown else []
    points = selectors.scored(one.hero_list) if sees_all else []
    rows = list(selectors.nominations(viewer, one))
    made = [exports.sheet(_PLACES, places, name=word, title=f"{name}{word}")] if places else []
    return [*made, exports.sheet(_nominations(one, points), rows, name="提名", title=f"{name}提名")]


def _nominations(one: Standing, points: Sequence[Scored]) -> tuple[Column[Any], ...]:
    """Who was put forward and by whom; for the organiser's people the mean of each criterion and of all."""
    found = {row.nomination.pk: row for row in points}

    def mean(place: int) -> Any:  # noqa: ANN401 - a reading of a row
        return lambda row: _points(found[row.pk].means[place][1]) if row.pk in found else None

    criteria = list(one.hero_list.criteria.order_by("position")) if points else []
    told: tuple[Column[Any], ...] = (
        *(Column(f"c{place}", one.name, mean(place), Kind.DECIMAL, "分") for place, one in enumerate(criteria)),
        Column("mean", "合计", lambda row: _total(found.get(row.pk)), Kind.DECIMAL, "分"),
        Column("reviewers", "评分人数", lambda row: _reviewers(found.get(row.pk)), Kind.INTEGER),
    )
    return (
        Column("label", "单位、个人", lambda row: row.label, is_title=True),
        Column("kind", "类别", lambda row: str(row.get_kind_display()), Kind.BADGE),
        Column("origin", "来源", lambda row: str(row.get_origin_display()), Kind.BADGE),
        *(told if points else ()),
        Column("by", "推荐人", lambda row: str(row.recorded_by)),
        Column("at", "推荐时间", lambda row: row.recorded_at, Kind.MOMENT),
        Column("withdrawn", "撤回原因", lambda row: getattr(getattr(row, "withdrawal", None), "reason", "")),
    )


def _total(row: Scored | None) -> Decimal | None:
    return None if row is None else _points(row.candidate.mean)


def _reviewers(row: Scored | None) -> int | None:
    return None if row is None else row.reviewers
