"""What may stand in braces, as the page tells it: tables of placeholders with examples."""

from dataclasses import dataclass

from luodi.across.reports.rules import templates as rules


@dataclass(frozen=True, slots=True)
class WordTable:
    """A group of placeholders: how each is written and what it means."""

    title: str
    rows: tuple[tuple[str, str], ...]


def word_tables() -> tuple[WordTable, ...]:
    """Every kind of placeholder."""
    return (
        WordTable("数据", _FIGURES),
        WordTable("说法", tuple((f"{{{{S09.n.ytd|{name}}}}}", says) for name, says in _PHRASES.items())),
        WordTable("名称", tuple((f"{{{{{name}}}}}", says) for name, says in rules.WORDS.items())),
        WordTable("条件", _CONDITIONS),
        WordTable("重复", _repetitions()),
        WordTable(
            "表格和图",
            (*((f"{{{{表 {name}}}}}", says) for name, says in rules.TABLES.items()), *rules.INSERTED.items()),
        ),
    )


_FIGURES = (
    ("{{S01}}", "本期的新签正式合同项目数，写出数和单位，如 7个；代码见“口径说明”"),
    (
        "{{S01.ytd}}",
        "年初至今；.month、.quarter、.half、.year 是本月、本季、本半年、本年，.period 是所选时期，.r36 是近三年",
    ),
    ("{{P03~B}}", "口径 B（剔除终止的项目）；不写是口径 A"),
    ("{{S02.ytd:1}}", "1 位小数；不写按指标规定的位数"),
    ("{{S02.ytd|万元}}", "换成万元；可写 元、万元、亿元"),
    ("{{S06.v|截尾}}", "截尾；不写是四舍五入"),
    ("{{S06.v@市级}}", "完成市级下达任务的比例；不写取基本任务。{{S06.v.denominator}} 是任务数"),
    ("{{schedule}}", "时序进度"),
)
_PHRASES = {
    "数值": "只写数，不写单位",
    "同比": "同比增长5.2%、同比下降3%、与上年同期持平；没有上年数时不能写，应放在“有则写”里",
    "环比": "环比增长或下降",
    "百分点": "同比提高或下降几个百分点",
    "同比增减": "同比增加或减少几个",
    "增减": "带正负号",
    "表内": "表格里的写法：位数补齐，不写单位",
}
_CONDITIONS = (
    ("{{有则写}}……{{结束}}", "里面的数都有才写，缺一个就整段不写；例如 {{有则写}}，{{S09.n.ytd|同比}}{{结束}}"),
    ("{{非零则写}}……{{否则}}……{{结束}}", "里面的数都有且不为零才写，否则写后一半"),
    ("{{如果 C10 > 0}}……{{结束}}", "条件成立才写；可用 >、<、>=、<=、=，右边是数或另一个指标"),
    ("单独成段的控制词", "控制下面几段，到单独成段的 {{结束}} 为止；这些控制词所在的段不印出来"),
)


def _repetitions() -> tuple[tuple[str, str], ...]:
    projects = rules.LISTS["项目"]
    return (
        (
            "{{逐个 单位}}……{{结束}}",
            "每个下级单位写一遍，{{项.名称}}、{{项.S01.ytd}} 是这个单位的；表格一行的第一格以它开头，整行逐个重复，不写结束",
        ),
        ("{{逐个 产业链 前5 用；连}}……{{结束}}", "前 5 条产业链，之间用“；”连接；{{项.名称}}、{{项.T04.n}}"),
        (
            f"{{{{逐个 项目：{projects.choices[0]}}}}}……{{{{结束}}}}",
            f"调度清单里的项目，可选：{'、'.join(projects.choices)}",
        ),
        (
            "{{项.项目}}",
            f"项目可写：{'、'.join((*projects.words, *projects.numbers))}；总投资可写作 {{{{项.总投资|亿元}}}}",
        ),
        ("前N", f"最多 {rules.MOST_ROWS} 行；名单更长时必须写明前几个"),
    )
