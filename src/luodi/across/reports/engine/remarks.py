"""What papers say of groups and units: who leads, who is in the low zone, what people decided about them."""

from collections.abc import Sequence
from decimal import Decimal

from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.standing import Member, Standing
from luodi.across.reports.engine.template import Body, Clause, Condition, Each, Flow, Sentence, sentence

_FOLLOWED_FROM = Decimal(2)
"""From two periods in a row in the low zone on it is said how often. What follows from it people decide by notices and
orders (分级通报): no paper proposes it by itself."""


def unit_items(groups: Sequence[Standing]) -> dict[str, tuple[Item, ...]]:
    """The best and the low units of each group as items."""
    found = {f"best_{group.code}": _items(group.best) for group in groups}
    return found | {f"low_{group.code}": _items(group.low) for group in groups}


def is_own(groups: Sequence[Standing]) -> bool:
    """Whether the paper is about a single unit."""
    return len(groups) == 1 and len(groups[0].members) == 1


def ranking_sentence(group: Standing, *, is_alone: bool = False) -> Sentence:
    """Who leads a group and who stands in its low zone; of an unranked group, why; of a single unit, its own place."""
    if is_alone:
        code = group.members[0].code
        return sentence(
            Clause(
                f"按考核方案，综合得分{{{{X02@{code}|表内}}}}分", instead="按考核方案，本期没有可评价的指标，不计分"
            ),
            Clause(f"在{group.name}中列第{{{{X03@{code}|数值}}}}名"),
            Clause(f"上期第{{{{X03.before@{code}|数值}}}}名"),
            Clause(f"五色评定为{{{{X04@{code}|颜色}}}}色"),
            Clause(f"上期为{{{{X04.before@{code}|颜色}}}}色"),
        )
    if not group.is_ranked:
        return sentence(f"{group.name}{group.note or '不排名'}，只列得分")
    said = (Clause("[[unit]]（{{X02@[[code]]|表内}}分）"),)
    best = Each(f"best_{group.code}", said, separator="、", before="")
    low = Each(f"low_{group.code}", said, separator="、", one="靠后的是", many="靠后的是", before="；")
    return sentence(f"{group.name}排名居前的是", best, low)


def low_sentence(group: Standing) -> Sentence:
    """The low zone of a group by name, with how often in a row."""
    clauses = (
        Clause("[[unit]]第{{X03@[[code]]|数值}}名"),
        Clause(
            "已连续{{X05@[[code]]}}靠后）",
            before="（",
            when=(Condition("X05@[[code]]", ">=", _FOLLOWED_FROM),),
        ),
    )
    return sentence(f"{group.name}：", Each(f"low_{group.code}", clauses, separator="；", before=""))


def group_remarks(groups: Sequence[Standing]) -> list[Body]:
    """Adjustments, vetoes and changed colours, a paragraph a group."""
    found: list[Body] = []
    for group in groups:
        remarks = [safe(remark) for member in group.members for remark in member.remarks]
        if remarks:
            found.append(Flow((Sentence((Clause(f"{group.name}评定附注：{'；'.join(remarks)}"),)),)))
    return found


def safe(text: str) -> str:
    """Words of people without the signs in which templates write words."""
    return text.replace("[[", "〔").replace("]]", "〕")


def _items(members: Sequence[Member]) -> tuple[Item, ...]:
    return tuple(Item({"unit": one.label, "code": one.code}) for one in members)
