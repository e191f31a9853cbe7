"""One order as an official paper (GB/T 9704): the order to its unit, and its annex, the receipt 回执 that comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.base.core.documents import (
    Annex,
    Block,
    Column,
    Document,
    Note,
    Row,
    Table,
    chinese_date,
    paragraph,
    row,
)

_FACTS: Final = (Column("项目", "text", 22, "center"), Column("内容", "text", 82))
_MARKS: Final = (Column("序号", "index", 10), Column("办理节点", "text", 62), Column("期限", "date", 28))
_RECEIPT: Final = (Column("项目", "text", 22, "center"), Column("由承办单位填写", "text", 78))
_SIZE: Final = 14.0
_STOPS: Final = "。！？；：…"
_BLANK_DAY: Final = "　　　　年　　月　　日"
_CUT: Final = "…………………（沿此线裁下，填写后交回）…………………"


@dataclass(frozen=True, slots=True)
class OrderMark:
    """A milestone of a complex matter."""

    title: str
    due_on: date


@dataclass(frozen=True)
class OrderPaper:
    """One order as it is printed; `kind` in words. A draft has neither number nor days and says so."""

    kind: str
    number: str
    issuer: str
    unit: str
    handler: str
    assists: Sequence[str]
    title: str
    text: str
    basis: str
    project: str
    previous: str
    signer: str
    contact: str
    issued_on: date | None
    sign_due_on: date | None
    plan_due_on: date | None
    due_on: date | None
    marks: Sequence[OrderMark] = ()
    is_accountability: bool = False
    is_basis_gone: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.number or self.kind + '（草稿）'}{self.title}"


def paper_document(paper: OrderPaper) -> Document:
    """The order on portrait pages: who is to do what until when, and as its annex the receipt, to be cut off."""
    return Document(
        title=f"{paper.issuer}{paper.kind}",
        number=paper.number or "（草稿，未下达）",
        recipients=f"{paper.unit}：",
        body=tuple(_order(paper)),
        issuer=paper.issuer if paper.issued_on else "",
        signed_on=paper.issued_on,
        annexes=(Annex(f"{paper.kind}回执", tuple(_receipt(paper))),),
    )


def _order(paper: OrderPaper) -> list[Block]:
    blocks: list[Block] = [paragraph(_opening(paper)), Table(_FACTS, tuple(_facts(paper)), size=_SIZE)]
    if paper.is_basis_gone:
        blocks.insert(0, Note("本单的依据已不复存在，不得下达。"))
    if paper.marks:
        marks = tuple(row(str(at), one.title, one.due_on.isoformat()) for at, one in enumerate(paper.marks, 1))
        blocks.append(Table(_MARKS, marks, caption="办理节点", size=_SIZE, is_whole=True))
    lines = [line.strip() for line in paper.text.splitlines() if line.strip()]
    return [*blocks, *(paragraph(_ended(f"{'办理要求：' if at == 0 else ''}{line}")) for at, line in enumerate(lines))]


def _opening(paper: OrderPaper) -> str:
    verb = "提出问责建议，请你单位作出书面说明" if paper.is_accountability else "现将下列事项交由你单位办理"
    basis = f"根据{paper.basis}，" if paper.basis else ""
    return f"{basis}{verb}。请明确专人，按时签收、反馈和办结。"


def _ended(line: str) -> str:
    return line if line[-1] in _STOPS else f"{line}。"


def _facts(paper: OrderPaper) -> list[Row]:
    people = (("签发", paper.signer), ("联系", paper.contact))
    told = (
        ("事项", paper.title),
        ("涉及项目", paper.project),
        ("前一单", paper.previous),
        ("牵头单位", paper.unit + (f"（承办人：{paper.handler}）" if paper.handler else "")),
        ("协办单位", "、".join(paper.assists)),
        *_days(paper),
        ("签发、联系人", "，".join(f"{what}：{who}" for what, who in people if who)),
    )
    return [row(label, text) for label, text in told if text]


def _days(paper: OrderPaper) -> list[tuple[str, str]]:
    if paper.issued_on is None:
        return [("办理时限", "下达时确定")]
    steps = (
        ("签收期限", paper.sign_due_on),
        ("书面说明期限" if paper.is_accountability else "办理方案期限", paper.plan_due_on),
        ("办结期限", paper.due_on),
    )
    return [(what, f"{chinese_date(day)}前") for what, day in steps if day is not None]


def _receipt(paper: OrderPaper) -> list[Block]:
    """The part that is signed, cut off and sent back."""
    rows = (
        row("单别文号", f"{paper.kind}　{paper.number or '—'}"),
        row("事项", paper.title),
        row("签收单位", f"{paper.unit}（盖章）"),
        row("签收人、电话", ""),
        row("签收日期", _BLANK_DAY),
        row("承办人、职务", paper.handler),
        row("书面说明" if paper.is_accountability else "办理方案", "\n\n"),
        row("办理结果", "\n\n\n"),
        row("负责人签字", _BLANK_DAY),
        row("核查意见", "\n\n"),
    )
    sent_back = f"本回执请填写后交回{paper.issuer}。" + (f"联系人：{paper.contact}。" if paper.contact else "")
    return [
        paragraph(_CUT, is_flush=True),
        Table(_RECEIPT, rows, note=sent_back, size=_SIZE, is_whole=True),
    ]
