"""RP09 目标责任书 as an official paper: the year's targets, measures, assessment, duties and rewards, the signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.base.core.documents import Block, Column, Document, Heading, Row, Table, paragraph, row

_TARGETS: Final = (
    Column("序号", "index", 12),
    Column("指标", "text", 52),
    Column("任务", "text", 28, "center"),
    Column("层级", "text", 24, "center"),
    Column("下达依据", "text", 44),
)
_SIGNATURES: Final = (Column("甲方", "text", 80), Column("乙方", "text", 80))
_BLANK_DAY: Final = "日期：　　　　年　　月　　日"
_MEASURES: Final = (
    "乙方主要负责人为第一责任人，把目标任务分解到月、到项目、到责任人，按月调度。",
    "抓好项目谋划、对接、签约、落地、开工、到位资金各环节，及时协调解决用地、审批、要素保障等问题。",
    "如实、按时在招商台账中填报事实并附佐证材料，不虚报、不重复申报。",
)
_ASSESSMENT: Final = (
    "完成数以招商台账中截至考核时点已认定的事实为准，按台账公布的指标口径计算。",
    "按现行考核方案的计分办法评分和排名，按月通报、按季晾晒、年终考核。",
    "目标任务需要调整的，由乙方提出理由，经甲方审批后按新的下达文件执行，并重新签订。",
)
_REWARDS: Final = (
    "考核结果按现行考核方案和奖励办法使用；完成较好的予以表扬奖励，进度靠后的提醒、约谈。",
    "弄虚作假的，取消该项成绩并按规定追究责任。",
)


@dataclass(frozen=True, slots=True)
class LetterTarget:
    """A target as the letter prints it."""

    indicator: str
    value: str
    tier: str
    document: str


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A responsibility letter between the unit that issues the targets and the one that takes them over."""

    year: int
    issuer: str
    unit: str
    targets: Sequence[LetterTarget]

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.unit}{self.year}年招商引资目标责任书"


def letter_document(paper: LetterPaper) -> Document:
    """The letter on portrait pages, ready to be signed by both."""
    rows = tuple(
        row(str(place), one.indicator, one.value, one.tier or "—", one.document or "—")
        for place, one in enumerate(paper.targets, 1)
    )
    opening = (
        f"为落实{paper.year}年招商引资目标任务，{paper.issuer}（甲方）与{paper.unit}（乙方）签订本责任书，共同遵守。"
    )
    body: list[Block] = [
        paragraph(opening),
        Heading("目标任务"),
        Table(_TARGETS, rows),
        *_part("主要措施", _MEASURES),
        *_part("考核办法", _ASSESSMENT),
        *_part("责任与奖惩", _REWARDS),
        Heading("签字"),
        paragraph("本责任书一式两份，甲乙双方各执一份，自双方签字之日起生效。"),
        Table(_SIGNATURES, tuple(_signatures(paper)), size=14.0, is_whole=True),
    ]
    return Document(title=f"{paper.year}年招商引资目标责任书", body=tuple(body))


def _part(title: str, sentences: Sequence[str]) -> list[Block]:
    return [Heading(title), *(paragraph(f"{place}．{one}") for place, one in enumerate(sentences, 1))]


def _signatures(paper: LetterPaper) -> list[Row]:
    return [
        row(f"{paper.issuer}（盖章）", f"{paper.unit}（盖章）"),
        row("负责人（签字）：\n\n", "负责人（签字）：\n\n"),
        row(_BLANK_DAY, _BLANK_DAY),
    ]
