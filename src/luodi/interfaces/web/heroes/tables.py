"""Hero lists as the templates draw them: marks, the track, nominations with their points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils import timezone

from luodi.base.core.text import masked_contacts
from luodi.domains.incentives.rules.heroes import WAY, HeroState, Verdict, label_of
from luodi.domains.incentives.selectors.heroes import Scored, Standing
from luodi.interfaces.web.ui import query
from luodi.interfaces.web.ui.badges import Badge, TrackStep
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_TONES: Final = {
    HeroState.NOMINATING: "brand",
    HeroState.REVIEWING: "brand",
    HeroState.PROPOSED: "info",
    HeroState.PUBLICITY: "warn",
    HeroState.DECIDED: "good",
    HeroState.CANCELLED: "bad",
}


def state_mark(one: Standing) -> Badge:
    """Where a list stands."""
    return Badge(str(one.state.label), _TONES[one.state])


def track(one: Standing) -> list[TrackStep]:
    """The stations of the list with the days on which they were reached."""
    reached = {step.state: timezone.localdate(step.recorded_at) for step in one.steps}
    place = WAY.index(one.state) if one.state in WAY else -1
    return [
        TrackStep(
            state.value,
            str(state.label),
            "current" if number == place else ("done" if number < place else "ahead"),
            reached.get(state.value) if number <= place else None,
        )
        for number, state in enumerate(WAY)
    ]


def said_steps(one: Standing) -> list[tuple[str, Any]]:
    """Every step with its name, the latest first."""
    return [(label_of(step.act), step) for step in reversed(one.steps)]


def rounded(value: Fraction | Decimal | None) -> str:
    """Points with two digits; a dash while there are none."""
    if value is None:
        return "—"
    exact = Fraction(value)
    return f"{Decimal(exact.numerator) / exact.denominator:.2f}"


@dataclass(frozen=True)
class NominationRow:
    """One nomination of the list; the points stand only for the organiser's people."""

    row: Any
    mean: str = ""
    points: tuple[tuple[str, str], ...] = ()
    reviewers: int = 0


def nomination_rows(rows: Sequence[Any], points: Sequence[Scored]) -> list[NominationRow]:
    """Nominations with their points, the higher ones first; without points in the order given."""
    found = {one.nomination.pk: one for one in points}
    order = {one.nomination.pk: place for place, one in enumerate(points)}
    ordered = sorted(rows, key=lambda row: order.get(row.pk, len(order)))
    return [_row(row, found.get(row.pk)) for row in ordered]


def _row(row: Any, one: Scored | None) -> NominationRow:  # noqa: ANN401 - pages know no models
    if one is None:
        return NominationRow(row)
    return NominationRow(
        row,
        rounded(one.candidate.mean),
        tuple((criterion.name, rounded(mean)) for criterion, mean in one.means),
        one.reviewers,
    )


def place_score(place: Any) -> str:  # noqa: ANN401 - pages know no models
    """The points of a place as they were when it was proposed."""
    return rounded(Fraction(place.score)) if place.score else "—"


def shown_deeds(place: Any) -> str:  # noqa: ANN401 - pages know no models
    """The deeds as everybody reads them: telephone numbers and those of identity cards masked, as in the paper."""
    return masked_contacts(place.nomination.deeds)


def verdict_mark(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    """What was answered to an objection."""
    answer = getattr(row, "answer", None)
    if answer is None:
        return Badge("待答复", "warn")
    return Badge(str(Verdict(answer.verdict).label), "bad" if answer.verdict == Verdict.UPHELD else "good")


LISTS: Final[tuple[Column[Standing], ...]] = (
    Column(
        "title",
        "英雄榜",
        lambda one: str(one.hero_list),
        is_title=True,
        href=lambda one: query.of_row("heroes:detail", one.hero_list.pk),
    ),
    Column("unit", "组织单位", lambda one: one.hero_list.unit.label),
    Column("units", "单位名额", lambda one: one.hero_list.unit_places, Kind.INTEGER, "个"),
    Column("people", "个人名额", lambda one: one.hero_list.person_places, Kind.INTEGER, "个"),
    Column("until", "公示截止", lambda one: one.until, Kind.DATE),
    Column("document", "决定文号", lambda one: "" if one.decision is None else one.decision.document_no),
    Column("state", "状态", lambda one: [state_mark(one)], Kind.BADGE),
)
