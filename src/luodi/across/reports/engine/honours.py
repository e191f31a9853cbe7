"""RP22: the hero list as it is shown and decided, and the results of challenges (domain/11 §4.19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.template import Clause, Flow, Section, Show, Template, sentence
from luodi.across.reports.engine.tokens import plain_word

KIND: Final = "RP22"
RESULTS_KIND: Final = "RP22R"
UNITS: Final = "units"
PEOPLE: Final = "people"
RESULTS: Final = "results"
PROJECTS: Final = "projects"


@dataclass(frozen=True, slots=True)
class HeroLine:
    """A place as the paper prints it: the unit, the person (empty for a unit), the deeds."""

    unit: str
    person: str
    deeds: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """An accepted result: the challenge, who took it, its promise, the day, the reward, the project behind it."""

    title: str
    taker: str
    promise: str
    accepted_on: str
    reward: str
    project: str
    stage: str


def publicity_template() -> Template:
    """What is shown before the decision: the list with its deeds, from when to when, where objections go."""
    return Template(
        kind=KIND,
        title="[[year]]年度招商英雄榜拟上榜名单公示",
        opening=(
            Flow(
                (
                    sentence(
                        "经推荐和评审，[[organiser]]拟定了[[year]]年度招商英雄榜名单",
                        Clause("拟上榜单位{{heroes.units}}", drops_zero=True),
                        Clause("拟上榜个人{{heroes.people}}", before="、", drops_zero=True),
                        Clause("现予公示"),
                    ),
                    sentence("公示期为[[from]]至[[until]]，共{{heroes.days}}"),
                )
            ),
        ),
        sections=(
            Section("拟上榜单位", (Show(UNITS),)),
            Section("拟上榜个人", (Show(PEOPLE),)),
            Section(
                "异议受理",
                (
                    Flow(
                        (
                            sentence("对名单有异议的，请在公示期内反映，并写明可以核实的事实"),
                            sentence("受理异议：[[contact]]"),
                            sentence("监督：[[oversight]]"),
                        )
                    ),
                ),
            ),
        ),
        word_names=_WORD_NAMES,
    )


def decision_template() -> Template:
    """The decided list, with its document and how the publicity went."""
    return Template(
        kind=KIND,
        title="[[year]]年度招商英雄榜",
        opening=(
            Flow(
                (
                    sentence(
                        "经推荐、评审和公示，[[organiser]]决定（[[document]]）将下列单位和个人列入[[year]]年度招商英雄榜",
                        Clause("上榜单位{{heroes.units}}", before="：", drops_zero=True),
                        Clause("上榜个人{{heroes.people}}", before="、", drops_zero=True),
                    ),
                    sentence(
                        "名单于[[from]]至[[until]]公示{{heroes.days}}",
                        Clause(
                            "收到异议{{heroes.objections}}，均已核实答复",
                            drops_zero=True,
                            instead="公示期内没有收到异议",
                        ),
                    ),
                )
            ),
        ),
        sections=(
            Section("上榜单位", (Show(UNITS),)),
            Section("上榜个人", (Show(PEOPLE),)),
            Section(
                "有关要求",
                (
                    Flow(
                        (
                            sentence("希望上榜的单位和个人珍惜荣誉、再接再厉"),
                            sentence("各单位要以先进为榜样，扎实做好招引、签约、落地、服务各环节工作"),
                        )
                    ),
                ),
            ),
        ),
        word_names=_WORD_NAMES,
    )


_WORD_NAMES: Final = {
    "heroes.units": "上榜单位数",
    "heroes.people": "上榜个人数",
    "heroes.days": "公示工作日数",
    "heroes.objections": "异议件数",
}


def results_template() -> Template:
    """What challenges brought in a period."""
    return Template(
        kind=RESULTS_KIND,
        title="[[place]][[span]]揭榜挂帅结果",
        opening=(
            Flow(
                (
                    sentence(
                        "[[span]]，[[organiser]]张榜{{challenges.posted}}",
                        Clause("揭榜单位{{challenges.units}}"),
                        Clause("揭榜个人{{challenges.people}}", before="、"),
                        Clause(
                            "经验收，揭榜成功{{challenges.accepted}}",
                            before="；",
                            drops_zero=True,
                            instead="目前都在攻关，还没有通过验收的",
                        ),
                    ),
                    sentence("成果均以项目台账中揭榜之后发生并经认定的事实为准"),
                )
            ),
        ),
        sections=(Section("揭榜成功名单", (Show(RESULTS), Show(PROJECTS))),),
        word_names={
            "challenges.posted": "张榜数",
            "challenges.units": "揭榜单位数",
            "challenges.people": "揭榜个人数",
            "challenges.accepted": "揭榜成功数",
        },
    )


def hero_tables(lines: Sequence[HeroLine], *, is_decided: bool) -> tuple[TableExhibit, ...]:
    """The units, then the persons, each with its deeds; a kind without places has no table."""
    word = "上榜" if is_decided else "拟上榜"
    units = [one for one in lines if not one.person]
    people = [one for one in lines if one.person]
    found = []
    if units:
        heads = (
            ExhibitColumn("序号", "index", 10),
            ExhibitColumn("单位", width=40),
            ExhibitColumn("主要事迹", width=106),
        )
        rows = tuple((str(at), plain_word(one.unit), plain_word(one.deeds)) for at, one in enumerate(units, 1))
        found.append(TableExhibit(UNITS, f"{word}单位名单", heads, rows))
    if people:
        columns = (
            ExhibitColumn("序号", "index", 10),
            ExhibitColumn("姓名", width=18, alignment="center"),
            ExhibitColumn("单位", width=36),
            ExhibitColumn("主要事迹", width=92),
        )
        lines_of_people = tuple(
            (str(at), plain_word(one.person), plain_word(one.unit), plain_word(one.deeds))
            for at, one in enumerate(people, 1)
        )
        found.append(TableExhibit(PEOPLE, f"{word}个人名单", columns, lines_of_people))
    return tuple(found)


def result_tables(lines: Sequence[ResultLine]) -> tuple[TableExhibit, ...]:
    """Who succeeded, for everybody; the projects behind it, which the public version leaves out."""
    if not lines:
        return ()
    heads = (
        ExhibitColumn("序号", "index", 10),
        ExhibitColumn("榜题", width=46),
        ExhibitColumn("揭榜方", width=32),
        ExhibitColumn("验收日期", width=24, alignment="center"),
        ExhibitColumn("激励兑现", width=44),
    )
    rows = tuple(
        (str(at), plain_word(one.title), plain_word(one.taker), one.accepted_on, plain_word(one.reward) or "—")
        for at, one in enumerate(lines, 1)
    )
    behind = (
        ExhibitColumn("序号", "index", 10),
        ExhibitColumn("成果项目", width=56),
        ExhibitColumn("当前阶段", width=22, alignment="center"),
        ExhibitColumn("承诺", width=68),
    )
    projects = tuple(
        (str(at), plain_word(one.project), one.stage, plain_word(one.promise)) for at, one in enumerate(lines, 1)
    )
    return (
        TableExhibit(RESULTS, "揭榜成功名单", heads, rows),
        TableExhibit(PROJECTS, "揭榜成果项目", behind, projects, is_internal=True),
    )
