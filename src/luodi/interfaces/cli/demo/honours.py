"""The hero lists and challenges of the demonstration district: a decided list, one in its publicity, two challenges.

Three units and six persons on the list, ten units and twelve persons as takers, as seed 001 had them; all invented.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from luodi.base.orgs.services import make_person
from luodi.domains.incentives.rules.challenges import TakeAct
from luodi.domains.incentives.selectors.heroes import standing_nominations
from luodi.domains.incentives.services import challenges, lists, nominating
from luodi.domains.incentives.services.challenges import ChallengeValues
from luodi.domains.incentives.services.lists import ListValues, PublicityValues
from luodi.domains.incentives.services.nominating import NominationValues
from luodi.domains.projects import selectors as ledger
from luodi.interfaces.cli.demo.district import PARK, ROOT_CODE
from luodi.interfaces.cli.demo.ground import Ground, morning
from luodi.interfaces.cli.demo.story import Story

Row: TypeAlias = Any
"""A row of incentives: faces know no models, the verbs that take it say what it is."""
_HEROES: Final = (
    (PARK, "", "引进铝产业、装备制造项目并推动开工，园区标准厂房全部出租。"),
    ("QJ-Y2", "", "引进电子信息、生物医药项目，当年签约、当年开工。"),
    ("QJ-Z01", "", "盘活闲置校舍，引进商贸和食品加工项目。"),
    (PARK, "示例东", "全程服务铝板带箔加工项目，从签约到开工用时四个月。"),
    (PARK, "示例南", "驻企解决用电、用工问题，服务满意度最高。"),
    ("QJ-Y2", "示例西", "对接印制电路板企业，促成三次来访考察。"),
    ("QJ-Z01", "示例北", "走访在外乡贤，提供有效线索并促成签约。"),
    ("QJ-ZW2", "示例中", "驻点长三角，上门拜访企业，邀请客商来区考察。"),
    ("QJ-JX", "示例方", "牵头铝产业专班，推动项目落地。"),
)
_COMING: Final = (_HEROES[0], ("QJ-JX", "", "牵头铝产业链专班，引进板带箔、型材项目。"), _HEROES[3], _HEROES[7])
_TAKERS: Final = (PARK, "QJ-Y2", "QJ-JX", "QJ-NY", "QJ-SW", "QJ-WL", "QJ-Z01", "QJ-Z02", "QJ-ZW1", "QJ-ZW2")
_STEMS: Final = "春夏秋冬梅兰竹菊松柏桂荷"
_PUBLICITY: Final = PublicityValues("示例区招商投资局考核科（办公室 301）", "示例区督查室（办公室 105）")
_REVIEWERS: Final = {"statistics": (32, 15, 12, 16), "industry": (34, 16, 10, 17)}
_AIMED: Final = 8
"""The place of the chain in the district's list for which a company is looked for."""
_CHALLENGES: Final = (
    (
        "COMPANY",
        "引进轻量化车身龙头企业",
        "引进一家年产值10亿元以上的车身零部件企业",
        "SIGN",
        _AIMED,
        date(2023, 12, 29),
    ),
    ("LINK", "补齐预制菜冷链环节", "引进冷链仓储项目并开工，补齐食品加工链条", "START", 1, date(2023, 9, 28)),
)
_STAFF_SINCE: Final = date(2023, 1, 9)
_POSTED_ON: Final = date(2023, 2, 13)
_TAKEN_ON: Final = date(2023, 2, 20)
_CHECKED_ON: Final = date(2023, 5, 15)
_FILLERS: Final = {PARK: "clerk", "QJ-Z01": "township", "QJ-ZW2": "outpost"}


class Honours:
    """Files what was held out and who earned it. `done`: name → number of the project."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._ground, self._who, self._done = ground, ground.accounts, done
        self._people: dict[tuple[str, str], Row] = {}

    def file(self, stories: Sequence[Story], at: datetime, now: datetime) -> None:
        """The list of last year, that of this year, two challenges of which one has its first result."""
        self._last_year()
        self._this_year(at, now)
        first, second = [self._post(place) for place in range(len(_CHALLENGES))]
        takes = [self._take(first if place < 6 else second, code, "") for place, code in enumerate(_TAKERS)]
        for place, stem in enumerate(_STEMS):
            self._take(first if place < 7 else second, _TAKERS[place % len(_TAKERS)], f"示例{stem}")
        note, officer = "已考察三次，洽谈进入合同条款阶段。", self._who["officer"]
        challenges.step_take(takes[0], TakeAct.CHECK, note=note, actor=officer, at=morning(_CHECKED_ON))
        self._accept(takes[0], stories, at)

    def _last_year(self) -> None:
        of = self._open(2022, date(2023, 1, 9), units=3, people=6)
        self._nominate(of, _HEROES, morning(date(2023, 1, 11)))
        self._propose(of, morning(date(2023, 1, 17)))
        lists.publicise_list(of, _PUBLICITY, actor=self._who["assessor"], at=morning(date(2023, 1, 18)))
        decided_at = morning(date(2023, 2, 6))
        lists.decide_list(of, document_no="示例招委〔2023〕1号", actor=self._who["director"], at=decided_at)

    def _this_year(self, at: datetime, now: datetime) -> None:
        of = self._open(2023, at.date(), units=2, people=2)
        self._nominate(of, _COMING, at)
        self._propose(of, at)
        lists.publicise_list(of, _PUBLICITY, actor=self._who["assessor"], at=now)

    def _open(self, year: int, day: date, *, units: int, people: int) -> Row:
        values = ListValues(year, unit_places=units, person_places=people)
        return lists.open_list(self._ground.units[ROOT_CODE], values, actor=self._who["assessor"], at=morning(day))

    def _nominate(self, of: Row, lines: Sequence[tuple[str, str, str]], at: datetime) -> None:
        for code, name, deeds in lines:
            is_proposed = code not in _FILLERS
            actor = self._who[_FILLERS.get(code, "assessor")]
            person = self._person(code, name) if name else None
            values = NominationValues(self._ground.units[code], deeds, person, is_proposed=is_proposed)
            nominating.nominate(of, values, actor=actor, at=at)

    def _person(self, code: str, name: str) -> Row:
        if (code, name) not in self._people:
            self._people[code, name] = make_person(
                name=name,
                unit=self._ground.units[code],
                post="招商专员",
                actor=self._ground.operator,
                at=morning(_STAFF_SINCE),
            )
        return self._people[code, name]

    def _propose(self, of: Row, at: datetime) -> None:
        """Close the nominations, let the reviewers mark them, propose all."""
        lists.start_review(of, actor=self._who["assessor"], at=at)
        rows = list(standing_nominations(of))
        for place, row in enumerate(rows):
            for reviewer, points in _REVIEWERS.items():
                given = dict(zip(_criteria(of), _points(points, place), strict=True))
                nominating.mark_nomination(row, given, actor=self._who[reviewer], at=at)
        lists.propose_places(of, [row.pk for row in rows], actor=self._who["assessor"], at=at)

    def _post(self, place: int) -> Row:
        subject, title, task, aim, chain, due_on = _CHALLENGES[place]
        values = ChallengeValues(
            subject=subject,
            title=title,
            task=task,
            aim=aim,
            due_on=due_on,
            reward="列入年度英雄榜评选，考核加分",
            chain=list(self._ground.chains.values())[chain],
            evidence_wanted="正式合同、开工证明",
        )
        root = self._ground.units[ROOT_CODE]
        return challenges.post_challenge(root, values, actor=self._who["officer"], at=morning(_POSTED_ON))

    def _take(self, of: Row, code: str, name: str) -> Row:
        actor = self._who[_FILLERS[code]] if code in _FILLERS else self._ground.operator
        person = self._person(code, name) if name else None
        unit, promise = self._ground.units[code], "年内促成签约，专人对接"
        at = morning(_TAKEN_ON)
        return challenges.take_challenge(of, unit, promise=promise, person=person, actor=actor, at=at)

    def _accept(self, take: Row, stories: Sequence[Story], at: datetime) -> None:
        for project in self._results(stories):
            challenges.step_take(take, TakeAct.REPORT, project=project, actor=self._who["clerk"], at=at)
            challenges.step_take(take, TakeAct.ACCEPT, actor=self._who["statistics"], at=at)
            return

    def _results(self, stories: Sequence[Story]) -> Iterator[Row]:
        """Projects of the park that were signed after the challenge was taken and still go on."""
        fitting = [story for story in stories if story.unit == PARK and story.chain == _AIMED and not story.by_hand]
        for story in fitting:
            if story.signed_on > _TAKEN_ON and story.name in self._done:
                project = ledger.project(self._ground.operator, self._done[story.name])
                if project.side_status == "NORMAL":
                    yield project


def _criteria(of: Row) -> list[str]:
    return [one.name for one in of.criteria.order_by("position")]


def _points(points: tuple[int, ...], place: int) -> list[Decimal]:
    """The first criterion falls from one nomination to the next, so that the points differ."""
    first, *others = points
    return [Decimal(first - place), *map(Decimal, others)]
