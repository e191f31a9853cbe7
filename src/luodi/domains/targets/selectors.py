"""Reading targets, how they are split down the unit tree, and the task cards of leaders."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from luodi.base.core.errors import NotVisible
from luodi.base.core.workflow import Step
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.rules import LEADING_ROLES
from luodi.base.orgs.selectors import can, reach, require, root_unit
from luodi.domains.targets.models import (
    IssuedLine,
    LeaderCard,
    LeaderCardStep,
    SignedLetter,
    SplitLine,
    SplitStep,
    Target,
    TargetSplit,
)
from luodi.domains.targets.rules import SPLIT_STATE, SPLIT_STEPS, Permission, SplitAct, SplitState, Task, proposed_parts


def targets(viewer: User) -> QuerySet[Target]:
    """Targets in force of the units in the viewer's reach, and those of the whole district."""
    rows = (
        Target.objects.filter(superseded_by=None, is_withdrawn=False)
        .select_related("holder")
        .order_by("-period", "indicator", "pk")
    )
    found = reach(viewer, Permission.VIEW)
    if found.everything or found.summary:
        return rows
    if found.is_empty:
        return rows.none()
    return rows.filter(Q(holder_id__in=found.unit_ids) | Q(holder_id=root_unit().pk))


def targets_of(holder: Unit, *, period: str, known_at: datetime | None = None) -> list[Target]:
    """Targets of one holder and period, as known at the moment (default: now), in the order issued."""
    rows = Target.objects.filter(holder=holder, period=period)
    if known_at is None:
        return list(rows.filter(superseded_by=None, is_withdrawn=False).order_by("pk"))
    known = rows.filter(recorded_at__lte=known_at, is_withdrawn=False)
    return list(known.exclude(superseded_by__recorded_at__lte=known_at).order_by("pk"))


def target(viewer: User, pk: int) -> Target:
    """One target in force and in reach; NotVisible otherwise."""
    found = targets(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该目标，或它已经调整、不在您的查看范围内。", code="targets.not_visible")
    return found


def target_to_split(viewer: User, pk: int) -> Target:
    """One whose parts the viewer may propose: of a unit in reach for that; NotVisible otherwise."""
    found = target(viewer, pk)
    require(viewer, Permission.EDIT, unit=found.holder)
    return found


def units_below(holder: Unit) -> QuerySet[Unit]:
    """The living units directly below, in tree order: those over which a target of the holder is split."""
    return Unit.objects.filter(parent=holder, active_to=None).order_by("path")


def proposal(subject: Target, weights: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The target shared out over some units by their weights; the parts make up the target."""
    return proposed_parts(subject.value, weights, subject.measure)


def splits(viewer: User) -> QuerySet[TargetSplit]:
    """Splits of targets of units in reach, latest first, with `state_act` (the last step) and `total` of the parts."""
    steps = SplitStep.objects.filter(split=OuterRef("pk")).order_by("-pk")
    sums = SplitLine.objects.filter(split=OuterRef("pk")).order_by().values("split").annotate(whole=Sum("value"))
    rows = TargetSplit.objects.select_related("target__holder", "recorded_by__person").annotate(
        state_act=Subquery(steps.values("act")[:1]), total=Subquery(sums.values("whole"))
    )
    found = reach(viewer, Permission.VIEW)
    ordered = rows.order_by("-pk")
    return ordered if found.everything else ordered.filter(target__holder_id__in=found.unit_ids)


def split(viewer: User, pk: int) -> TargetSplit:
    """One split in reach; NotVisible otherwise."""
    found = splits(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该目标分解，或它不在您的查看范围内。", code="targets.split_not_visible")
    return found


def splits_of(subject: Target) -> list[TargetSplit]:
    """Every version of the split of a target and of what it replaced, in order."""
    same = {f"target__{name}": getattr(subject, name) for name in ("holder", "indicator", "period", "issuer", "tier")}
    return list(TargetSplit.objects.filter(**same).order_by("revision"))


def parts_before(subject: Target) -> dict[int, Decimal]:
    """The parts of the last version by unit; none where it has not been split."""
    earlier = splits_of(subject)
    return dict(earlier[-1].lines.values_list("unit_id", "value")) if earlier else {}


def may_revise(one: TargetSplit) -> bool:
    """Whether a next version may follow: this one is done with, the last, and its target still in force."""
    is_over = split_state(one) in {SplitState.ISSUED, SplitState.RETURNED}
    is_last = splits_of(one.target)[-1].pk == one.pk
    in_force = Target.objects.filter(pk=one.target_id, superseded_by=None, is_withdrawn=False).exists()
    return is_over and is_last and in_force


def split_state(one: TargetSplit) -> SplitState:
    """Where a split stands: after its last step."""
    last = one.steps.order_by("-pk").values_list("act", flat=True)[0]
    return SPLIT_STATE[SplitAct(last)]


def steps_of_split(one: TargetSplit) -> QuerySet[SplitStep]:
    """The record."""
    return one.steps.select_related("recorded_by__person").order_by("pk")


@dataclass(frozen=True)
class SplitPart:
    """A unit's part with its percent of the whole, the part of the version issued before, and what changed."""

    line: SplitLine
    percent: Decimal
    before: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Against the version issued before; None for a unit that had no part."""
        return None if self.before is None else self.line.value - self.before


def split_parts(one: TargetSplit) -> list[SplitPart]:
    """The parts in tree order."""
    issued = [row for row in splits_of(one.target) if row.revision < one.revision]
    known = [row for row in issued if split_state(row) == SplitState.ISSUED]
    earlier = dict(known[-1].lines.values_list("unit_id", "value")) if known else {}
    lines = list(one.lines.select_related("unit").order_by("unit__path"))
    whole = sum((line.value for line in lines), Decimal(0))
    return [SplitPart(line, line.value * 100 / whole, earlier.get(line.unit_id)) for line in lines]


def left_behind(one: TargetSplit, *, kept: Collection[int]) -> list[Target]:
    """Targets in force that earlier versions issued and that are none of the kept ones."""
    earlier = [row.pk for row in splits_of(one.target) if row.pk != one.pk]
    issued = IssuedLine.objects.filter(line__split__in=earlier).values("target")
    rows = Target.objects.filter(pk__in=issued, superseded_by=None, is_withdrawn=False).exclude(pk__in=kept)
    return list(rows.select_related("holder").order_by("pk"))


def split_buttons(one: TargetSplit, viewer: User) -> list[Step]:
    """The steps that the viewer may take now; who submitted is not offered to approve."""
    steps = SPLIT_STEPS.allowed(split_state(one))
    return [
        step
        for step in steps
        if reach(viewer, step.permission).covers(one.target.holder_id)
        and not (step.code == SplitAct.APPROVE and one.recorded_by_id == viewer.pk)
    ]


@dataclass(frozen=True)
class Letter:
    """A unit's responsibility letter of a year: its targets in force, and the last signed scan (None: not signed).

    `withdrawn` are targets of the year that were taken back; a letter that was signed over them has to be signed again.
    """

    unit: Unit
    year: int
    targets: tuple[Target, ...]
    signed: SignedLetter | None
    withdrawn: tuple[Target, ...] = ()

    @property
    def is_outdated(self) -> bool:
        """已变更，待重签: a target was issued, changed or taken back after the letter was dated or archived."""
        signed = self.signed
        return signed is not None and any(_came_after(row, signed) for row in (*self.targets, *self.withdrawn))


def _came_after(row: Target, signed: SignedLetter) -> bool:
    """Whether the letter cannot speak of the row.

    A letter dated before a change was recorded was printed without it, whenever its scan was archived. A first target
    may be entered late, so there the day of its document decides.
    """
    if row.recorded_at > signed.recorded_at:
        return True
    day = row.issued_on if row.supersedes_id is None else timezone.localdate(row.recorded_at)
    return day is not None and day > signed.signed_on


def letters(viewer: User, year: int) -> list[Letter]:
    """The letters of all units in reach that hold a target of the year, in tree order."""
    found = reach(viewer, Permission.VIEW)
    rows = Target.objects.filter(period=str(year), superseded_by=None).select_related("holder")
    if not found.everything:
        rows = rows.filter(holder_id__in=found.unit_ids)
    held: dict[Unit, list[Target]] = {}
    withdrawn: dict[Unit, list[Target]] = {}
    for row in rows.order_by("holder__path", "indicator", "issuer", "pk"):
        (withdrawn if row.is_withdrawn else held).setdefault(row.holder, []).append(row)
    scans = SignedLetter.objects.filter(year=year, unit__in=[unit.pk for unit in held])
    signed = {row.unit_id: row for row in scans.select_related("attachment", "recorded_by__person").order_by("pk")}
    return [
        Letter(unit, year, tuple(rows_of), signed.get(unit.pk), tuple(withdrawn.get(unit, ())))
        for unit, rows_of in held.items()
    ]


def letter(viewer: User, code: str, year: int) -> Letter:
    """One letter in reach; NotVisible for a unit without targets of the year or out of reach."""
    found = next((one for one in letters(viewer, year) if one.unit.code == code), None)
    if found is None:
        raise NotVisible("该单位本年度没有已下达的目标，或它不在您的查看范围内。", code="targets.letter")
    return found


def card_holders(viewer: User) -> QuerySet[Person]:
    """Who may be given a task card: leaders, and holders of leading accounts, of the units in reach."""
    leading = Q(is_leader=True) | Q(user__grants__role__code__in=LEADING_ROLES, user__grants__ended_on=None)
    rows = Person.objects.filter(leading).select_related("unit").distinct().order_by("unit__path", "pk")
    found = reach(viewer, Permission.EDIT)
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids)


def cards(viewer: User) -> QuerySet[LeaderCard]:
    """Every version of task cards that the viewer may read, latest first, with `state_act` (the last step).

    The office and who approves see those of units in reach; a leader sees the own ones once they are issued.
    """
    steps = LeaderCardStep.objects.filter(card=OuterRef("pk")).order_by("-pk")
    rows = LeaderCard.objects.annotate(state_act=Subquery(steps.values("act")[:1])).order_by("-pk")
    rows = rows.select_related("person", "unit", "recorded_by__person").prefetch_related("tasks")
    reaches = [reach(viewer, right) for right in (Permission.VIEW_CARDS, Permission.EDIT, Permission.APPROVE)]
    if any(found.everything for found in reaches):
        return rows
    units = frozenset[int]().union(*(found.unit_ids for found in reaches))
    return rows.filter(Q(unit_id__in=units) | Q(_own(viewer), state_act=SplitAct.ISSUE))


def _own(viewer: User) -> Q:
    is_holder = viewer.person_id is not None and can(viewer, Permission.OWN_CARD)
    return Q(person_id=viewer.person_id) if is_holder else Q(pk__in=())


def card(viewer: User, pk: int) -> LeaderCard:
    """One version of a task card; NotVisible otherwise."""
    found = cards(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该任务卡，或它不在您的查看范围内。", code="targets.card_not_visible")
    return found


def cards_in_force(viewer: User, year: int, *, known_at: datetime | None = None) -> list[LeaderCard]:
    """The cards of a year as known at the moment (default: now) whose results the viewer may see, in the order of units.

    The office sees those of units in reach, a leader the own one. The order says nothing of how they stand.
    """
    steps = LeaderCardStep.objects.filter(act=SplitAct.ISSUE, card__year=year)
    known = steps if known_at is None else steps.filter(recorded_at__lte=known_at)
    last = dict(known.order_by("card__revision").values_list("card__person", "card"))
    rows = LeaderCard.objects.filter(pk__in=last.values(), tasks__isnull=False).distinct()
    found = reach(viewer, Permission.VIEW_CARDS)
    if not found.everything:
        rows = rows.filter(Q(unit_id__in=found.unit_ids) | _own(viewer))
    rows = rows.select_related("person__unit", "unit").prefetch_related("tasks", "steps")
    return list(rows.order_by("unit__path", "person_id"))


def versions_of_card(viewer: User, person_id: int, year: int) -> QuerySet[LeaderCard]:
    """Every version of a leader's card of a year that the viewer may read, latest first."""
    return cards(viewer).filter(person_id=person_id, year=year)


def card_revision(viewer: User, person_id: int, year: int) -> int:
    """The last version of the card of a leader to whom the viewer may give one; 0 where there is none."""
    held = card_holders(viewer).filter(pk=person_id).order_by().values("pk")
    return LeaderCard.objects.filter(person__in=held, year=year).count()


def card_state(one: LeaderCard) -> SplitState:
    """Where a version stands: after its last step."""
    last = one.steps.order_by("-pk").values_list("act", flat=True)[0]
    return SPLIT_STATE[SplitAct(last)]


def steps_of_card(one: LeaderCard) -> QuerySet[LeaderCardStep]:
    """The record of a version."""
    return one.steps.select_related("recorded_by__person").order_by("pk")


def card_buttons(one: LeaderCard, viewer: User) -> list[Step]:
    """The steps that the viewer may take now: not the holder of the card, and who submitted does not approve."""
    if viewer.person_id == one.person_id:
        return []
    return [
        step
        for step in SPLIT_STEPS.allowed(card_state(one))
        if reach(viewer, step.permission).covers(one.unit_id)
        and not (step.code == SplitAct.APPROVE and one.recorded_by_id == viewer.pk)
    ]


def waiting_cards(viewer: User) -> QuerySet[LeaderCard]:
    """Versions that wait for approval or for being issued."""
    over = LeaderCardStep.objects.filter(card=OuterRef("pk"), act__in=(SplitAct.ISSUE, SplitAct.RETURN))
    return cards(viewer).filter(~Exists(over))


def tasks_in_force(viewer: User, person_id: int, year: int) -> list[Task]:
    """The tasks of a leader's last issued card of a year that the viewer may read; none where there is none."""
    was_issued = LeaderCardStep.objects.filter(card=OuterRef("pk"), act=SplitAct.ISSUE)
    issued = versions_of_card(viewer, person_id, year).filter(Exists(was_issued)).first()
    return [] if issued is None else [row.asked for row in issued.tasks.all()]


def card_years(viewer: User, person_id: int | None) -> list[int]:
    """The years for which a leader was issued a card that the viewer may read, latest first."""
    issued = LeaderCardStep.objects.filter(act=SplitAct.ISSUE, card__in=cards(viewer).filter(Q(person=person_id)))
    return sorted(set(issued.values_list("card__year", flat=True)), reverse=True)
