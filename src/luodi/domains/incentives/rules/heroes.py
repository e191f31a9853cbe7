"""The yearly hero list 招商英雄榜: states, steps, who may do what to whom (domain/09 §4.17, requirement A132).

提名 → 评审 → 拟定 → 公示 (5 working days) → 决定. Places are 3 for units and 6 for persons, as seed 001 had them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain
from luodi.base.core.text import normalise
from luodi.base.core.workflow import Step, StepTable
from luodi.domains.incentives.rules.rights import Permission

UNIT_PLACES: Final = 3
PERSON_PLACES: Final = 6
PUBLICITY_DAYS: Final = 5
"""Working days for which a list is shown before it is decided."""
_MOST_PLACES: Final = 50
_FIRST_YEAR: Final = 2000
_MOST_POINTS: Final = Decimal(100)
_MOST_PUBLICITY_DAYS: Final = 30
_LONGEST_NAME: Final = 40


class HeroKind(TextChoices):
    """What a place is for."""

    UNIT = "UNIT", "单位"
    PERSON = "PERSON", "个人"


class Origin(TextChoices):
    """Where a nomination comes from."""

    UNIT = "UNIT", "单位推荐"
    SYSTEM = "SYSTEM", "系统提名"


class Verdict(TextChoices):
    """What is answered to an objection."""

    UPHELD = "UPHELD", "采纳"
    REJECTED = "REJECTED", "不予采纳"


class HeroState(TextChoices):
    """How far a list has come."""

    NOMINATING = "NOMINATING", "提名中"
    REVIEWING = "REVIEWING", "评审中"
    PROPOSED = "PROPOSED", "已拟定"
    PUBLICITY = "PUBLICITY", "公示中"
    DECIDED = "DECIDED", "已公布"
    CANCELLED = "CANCELLED", "已取消"


WAY: Final = (
    HeroState.NOMINATING,
    HeroState.REVIEWING,
    HeroState.PROPOSED,
    HeroState.PUBLICITY,
    HeroState.DECIDED,
)
"""The stations of a list in order."""
OPEN: Final = frozenset({"NOMINATING", "REVIEWING", "PROPOSED", "PUBLICITY"})
SHOWN: Final = frozenset({HeroState.PUBLICITY, HeroState.DECIDED})
"""From the publicity on everybody reads the list; before it is the organiser's own paper."""


class HeroAct(StrEnum):
    """Steps of a list. OPEN makes it and stands in no table."""

    OPEN = "open"
    REVIEW = "review"
    PROPOSE = "propose"
    PUBLICISE = "publicise"
    DECIDE = "decide"
    CANCEL = "cancel"


OPEN_LABEL: Final = "开榜"
STEPS: Final = StepTable(
    (
        Step(HeroAct.REVIEW, "截止提名，开始评审", (HeroState.NOMINATING,), HeroState.REVIEWING, Permission.RUN),
        Step(
            HeroAct.PROPOSE,
            "拟定名单",
            (HeroState.REVIEWING, HeroState.PROPOSED, HeroState.PUBLICITY),
            HeroState.PROPOSED,
            Permission.RUN,
        ),
        Step(HeroAct.PUBLICISE, "开始公示", (HeroState.PROPOSED,), HeroState.PUBLICITY, Permission.RUN),
        Step(HeroAct.DECIDE, "决定并公布", (HeroState.PUBLICITY,), HeroState.DECIDED, Permission.DECIDE),
        Step(HeroAct.CANCEL, "取消评选", tuple(sorted(OPEN)), HeroState.CANCELLED, Permission.DECIDE),
    )
)


@dataclass(frozen=True, slots=True)
class CriterionSpec:
    """What is judged, with the most points it can give."""

    name: str
    most: Decimal


CRITERIA: Final = (
    CriterionSpec("签约落地开工贡献", Decimal(40)),
    CriterionSpec("重大项目", Decimal(20)),
    CriterionSpec("揭榜成果", Decimal(20)),
    CriterionSpec("服务评价", Decimal(20)),
)
"""The criteria of domain/09 §4.17; their points are configurable for each list and make 100 together."""


def label_of(act: str) -> str:
    """A step in words."""
    return OPEN_LABEL if act == HeroAct.OPEN else STEPS[act].label


def require_sound_list(
    *, year: int, this_year: int, places: Mapping[str, int], criteria: Sequence[CriterionSpec]
) -> None:
    """Refuse a list of a year to come, without places, or whose criteria do not make 100 points."""
    if not _FIRST_YEAR <= year <= this_year:
        raise BusinessError(f"评选年度应在 {_FIRST_YEAR} 至 {this_year} 之间，请核对。", code="incentives.year")
    if not all(0 <= count <= _MOST_PLACES for count in places.values()) or not any(places.values()):
        raise BusinessError(
            f"名额应在 0 至 {_MOST_PLACES} 之间，单位和个人至少有一类有名额。", code="incentives.places"
        )
    names = [normalise(one.name) for one in criteria]
    if not criteria or not all(names) or len(set(names)) < len(names):
        raise BusinessError("请写明评分标准，每条一个名称，不能重复。", code="incentives.criteria")
    if any(len(one.name.strip()) > _LONGEST_NAME for one in criteria):
        raise BusinessError(
            f"评分标准的名称最多 {_LONGEST_NAME} 个字，请改短，细则写在文件里。", code="incentives.criteria"
        )
    if any(one.most <= 0 for one in criteria) or sum(one.most for one in criteria) != _MOST_POINTS:
        raise BusinessError("各条评分标准的满分都应大于 0，合计应为 100 分，请核对。", code="incentives.criteria")


def require_alone(label: str) -> None:
    """Refuse a second list of the same unit and year."""
    if label:
        raise BusinessError(
            f"{label}已经有了，同一单位、同一年度只评一次；要重来的，请先取消没有决定的那一次。",
            code="incentives.present",
        )


def require_nominating(state: str) -> None:
    """Refuse a nomination, or its withdrawal, when nominations are closed."""
    if state != HeroState.NOMINATING:
        raise BusinessError(
            f"这份榜单现在是“{HeroState(state).label}”，只有提名期间可以推荐或撤回。", code="incentives.closed"
        )


def require_reviewing(state: str) -> None:
    """Refuse marks outside the review."""
    if state != HeroState.REVIEWING:
        raise BusinessError(
            f"这份榜单现在是“{HeroState(state).label}”，只有评审期间可以评分。", code="incentives.not_reviewing"
        )


def require_deeds(deeds: str) -> None:
    """Refuse a nomination that does not say for what."""
    if not normalise(deeds):
        raise BusinessError("请写明主要事迹：引进了什么项目、办成了什么事。", code="incentives.deeds")


def require_below(label: str, *, is_below: bool) -> None:
    """Refuse a unit that does not lie below the organising one."""
    if not is_below:
        raise BusinessError(f"“{label}”不在本次评选的范围内，请选择组织单位的下级单位。", code="incentives.range")


def require_living_unit(label: str, *, is_closed: bool) -> None:
    """Refuse a unit that was merged or closed."""
    if is_closed:
        raise BusinessError(f"“{label}”已撤并，不能提名，请改为接续的单位。", code="incentives.unit_closed")


def require_staff(name: str, *, is_of_unit: bool, has_left: bool) -> None:
    """Refuse a person of another unit, or one who has left."""
    if not is_of_unit:
        raise BusinessError(f"“{name}”不是该单位的人员，请由其所在单位提名。", code="incentives.other_unit")
    if has_left:
        raise BusinessError(f"“{name}”的账号已停用（离岗、退休），不能提名。", code="incentives.left")


def require_once(label: str, *, is_present: bool) -> None:
    """Refuse that the same unit or person is nominated twice."""
    if is_present:
        raise BusinessError(f"“{label}”已经被提名，不用重复推荐。", code="incentives.twice")


def require_impartial_reviewer(*, is_filer: bool, is_nominee: bool) -> None:
    """Refuse a mark by who filed the nomination, by the nominee, by the nominated unit."""
    if is_filer:
        raise BusinessError("推荐人不能给自己推荐的对象评分，请由其他评审人评分。", code="incentives.own_nomination")
    if is_nominee:
        raise BusinessError(
            "被提名的个人、单位的人员不能给自己评分，请由其他评审人评分。", code="incentives.self_review"
        )


def require_points(points: Mapping[str, Decimal], most: Mapping[str, Decimal]) -> None:
    """Refuse marks that leave out a criterion or lie outside its points; the keys are the criteria's names."""
    for name, limit in most.items():
        given = points.get(name)
        if given is None or not 0 <= given <= limit:
            raise BusinessError(f"“{name}”应评 0 至 {plain(limit)} 分，请核对。", code="incentives.points")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A nomination as the proposal is judged: its mean, None while a criterion has no mark."""

    label: str
    kind: str
    mean: Fraction | None


def mean_of(marks: Sequence[Sequence[Decimal]]) -> Fraction | None:
    """The sum over the criteria of the mean of its reviewers' points; None when a criterion has no mark.

    Worked example: 30 and 35 of 40, 10 and 20 of 20 → 32.5 + 15 = 47.5.
    """
    if not marks or not all(marks):
        return None
    return sum((Fraction(sum(points, Decimal(0))) / len(points) for points in marks), Fraction(0))


def require_proposal(
    chosen: Sequence[Candidate], others: Sequence[Candidate], places: Mapping[str, int], note: str
) -> None:
    """Refuse a proposal that is empty, unscored, beyond the places, or against the scores without a reason."""
    if not chosen:
        raise BusinessError("请至少选择一个拟上榜的单位或个人。", code="incentives.empty")
    for kind, most in places.items():
        count = sum(one.kind == kind for one in chosen)
        if count > most:
            raise BusinessError(
                f"{HeroKind(kind).label}名额 {most} 个，选了 {count} 个，请减少 {count - most} 个。",
                code="incentives.too_many",
            )
    unscored = next((one for one in chosen if one.mean is None), None)
    if unscored is not None:
        raise BusinessError(f"“{unscored.label}”还没有评分，请评审人评分后再拟定名单。", code="incentives.unscored")
    passed = _passed_over(chosen, others)
    if passed is not None and not normalise(note):
        raise BusinessError(
            f"“{passed.label}”得分更高却没有入选，请写明理由，或按得分选择。", code="incentives.against_scores"
        )


def _passed_over(chosen: Sequence[Candidate], others: Sequence[Candidate]) -> Candidate | None:
    """Somebody left out with more points than somebody chosen of the same kind."""
    for other in others:
        means = [one.mean for one in chosen if one.kind == other.kind and one.mean is not None]
        if other.mean is not None and means and other.mean > min(means):
            return other
    return None


def require_publicity(*, days: int, contact: str, oversight: str) -> None:
    """Refuse a publicity shorter than five working days, or one that does not say where to turn."""
    if not PUBLICITY_DAYS <= days <= _MOST_PUBLICITY_DAYS:
        raise BusinessError(
            f"公示期应为 {PUBLICITY_DAYS} 至 {_MOST_PUBLICITY_DAYS} 个工作日，请核对。", code="incentives.days"
        )
    if not normalise(contact) or not normalise(oversight):
        raise BusinessError("请写明公示期间的联系方式和监督方式，便于提出异议。", code="incentives.contact")


def require_announced(until: date, *, announced: date | None) -> None:
    """Refuse that a list made anew ends its publicity before the day that was announced."""
    if announced is not None and until < announced:
        raise BusinessError(
            f"原来公示到 {announced} 止，重新公示不能更早结束（现在算到 {until}），请增加公示的工作日。",
            code="incentives.days",
        )


def require_objection(*, state: str, today: date, until: date | None, text: str) -> None:
    """Refuse an objection outside the publicity, or one without words."""
    if state != HeroState.PUBLICITY or until is None:
        raise BusinessError("现在不是公示期，异议只能在公示期间提出。", code="incentives.no_publicity")
    if today > until:
        raise BusinessError(f"公示到 {until} 止，已经期满；请向组织单位书面反映。", code="incentives.late")
    if not normalise(text):
        raise BusinessError("请写明异议的理由和依据的事实，便于核实。", code="incentives.objection")


def require_other_answerer(actor: int, *, filer: int, nominator: int | None, is_nominee: bool) -> None:
    """Refuse an answer by who objected, by who filed the nomination objected to, by the person who is meant."""
    if is_nominee:
        raise BusinessError("异议针对的是您本人，请由其他有权人员答复。", code="incentives.own_place")
    if actor == filer:
        raise BusinessError("提出人不能答复自己的异议，请由其他有权人员答复。", code="incentives.own_objection")
    if actor == nominator:
        raise BusinessError("异议针对的是您推荐的对象，请由其他有权人员答复。", code="incentives.own_nomination")


def require_answer(verdict: str, text: str) -> None:
    """Refuse an answer without verdict or words."""
    if verdict not in Verdict.values:
        raise BusinessError("请选择答复意见：采纳或不予采纳。", code="incentives.verdict")
    if not normalise(text):
        raise BusinessError("请写明核实情况和答复意见。", code="incentives.answer")


@dataclass(frozen=True, slots=True)
class Publicised:
    """How a publicity stands when the list is to be decided; `proposer`, `honoured` and `actor` are accounts."""

    until: date | None
    unanswered: int
    upheld: Collection[str]
    proposer: int | None
    honoured: Collection[int] = ()
    """Of the persons on the list."""


def require_decidable(shown: Publicised, *, today: date, actor: int, document_no: str) -> None:
    """Refuse a decision within the publicity, over open or upheld objections, by the proposer, by who is on the list,
    without a document.
    """
    if shown.until is None or today <= shown.until:
        raise BusinessError(f"公示到 {shown.until} 止，期满之后才能决定。", code="incentives.publicity_runs")
    if shown.unanswered:
        raise BusinessError(f"还有 {shown.unanswered} 件异议没有答复，请先答复再决定。", code="incentives.unanswered")
    if shown.upheld:
        raise BusinessError(
            f"已采纳对“{'、'.join(shown.upheld)}”的异议，请重新拟定名单并公示后再决定。", code="incentives.upheld"
        )
    if actor == shown.proposer:
        raise BusinessError("拟定名单的人不能自己决定，请由有权的其他人决定。", code="incentives.same_person")
    if actor in shown.honoured:
        raise BusinessError("您本人在拟上榜名单中，请由有权的其他人决定。", code="incentives.own_place")
    if not normalise(document_no):
        raise BusinessError("请写明决定文件的文号。", code="incentives.document")


def require_reason(reason: str) -> None:
    """Refuse to cancel or revoke without saying why."""
    if not normalise(reason):
        raise BusinessError("请写明原因，供以后查考。", code="incentives.reason")


def require_revocable(*, is_decided: bool, is_standing: bool, document_no: str) -> None:
    """Refuse to take back what was not decided, what was taken back already, or without a document."""
    if not is_decided:
        raise BusinessError("榜单还没有决定；要改的请重新拟定名单。", code="incentives.not_decided")
    if not is_standing:
        raise BusinessError("该名额不在公布的榜单上，或已经撤销。", code="incentives.revoked")
    if not normalise(document_no):
        raise BusinessError("请写明撤销文件的文号。", code="incentives.document")


def require_not_withdrawn(*, is_withdrawn: bool) -> None:
    """Refuse to go on with a nomination that was taken back."""
    if is_withdrawn:
        raise BusinessError("这个提名已经撤回。", code="incentives.withdrawn")


def require_unanswered(*, is_answered: bool) -> None:
    """Refuse a second answer."""
    if is_answered:
        raise BusinessError("这件异议已经答复，答复不能更改。", code="incentives.answered")
