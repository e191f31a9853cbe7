"""Seeded data: ledgers as files and marts as frames. The same seed gives the same data."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import xlsxwriter

from luodi.base.core.codes import uscc_check_char

SEED = 20230630
KNOWN = datetime(2023, 1, 1, tzinfo=UTC)
HEADER = [
    "序号", "项目名称", "投资方", "统一社会信用代码", "投资方所在地", "建设内容及规模", "建设地点", "总投资（万元）",
    "固定资产投资（万元）", "签约时间", "落地时间", "开工时间", "竣工时间", "进展",
    *[f"2023年{n}月到位（万元）" for n in range(1, 13)],
    "包抓领导", "责任人", "联系电话", "存在问题", "下步计划", "备注",
]  # fmt: skip
OWN = 8
"""Columns of the office's own, which the system keeps without understanding them; two of three cells are empty."""
WORDS = "铝板带箔预制菜生物医药装备零部件光伏储能物流仓储文旅康养新材料"


def ledger(path: Path, rows: int) -> Path:
    """A ledger of 40 columns as a city's bureau keeps it: every project its own company, a year of monthly arrivals."""
    chance = random.Random(SEED)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("台账")
    page.write_row(0, 0, [*HEADER, *[f"自设列{n}" for n in range(OWN)]])
    for number in range(1, rows + 1):
        page.write_row(number, 0, _line(number, chance))
    book.close()
    return path


def _line(number: int, chance: random.Random) -> list[str | int]:
    word = "".join(chance.choices(WORDS, k=4))
    body = f"91510100MA{chance.randrange(10**7):07d}"
    signed = date(2022, 1, 1) + timedelta(days=chance.randrange(400))
    landed, started = signed + timedelta(days=20), signed + timedelta(days=40)
    is_started = chance.random() < 0.5
    total = chance.randrange(1000, 90_000)
    head = [number, f"{word}{number}号生产项目", f"示例{word}{number}实业有限公司", body + uscc_check_char(body)]
    head += [
        f"{chance.choice('浙苏沪粤')}省",
        f"年产{chance.randrange(1, 90)}万吨{word}生产线",
        f"{chance.choice('东西南北')}园区",
    ]
    days = [signed.isoformat(), landed.isoformat(), started.isoformat() if is_started else "", ""]
    money = [chance.randrange(1, 60) if is_started and chance.random() < 0.4 else "" for _ in range(12)]
    people = [
        f"示例领导{chance.randrange(30)}",
        f"示例人员{chance.randrange(300)}",
        f"1380000{chance.randrange(10_000):04d}",
    ]
    words = ["用地未批" if chance.random() < 0.2 else "", "", f"备注{chance.randrange(50)}"]
    own = [f"备{chance.randrange(9)}" if chance.random() < 0.34 else "" for _ in range(OWN)]
    return [*head, total, total * 7 // 10, *days, "已开工" if is_started else "已签约", *money, *people, *words, *own]


def mart(projects: int, capital: int, units: int) -> dict[str, pl.DataFrame]:
    """Frames of a mart: every project signed, half of them started, capital spread over three years."""
    chance = random.Random(SEED)
    first = date(2020, 7, 1)
    signed = [first + timedelta(days=chance.randrange(1090)) for _ in range(projects)]
    amounts = [chance.randrange(1, 500) * 10**8 for _ in range(projects)]
    ids = list(range(1, projects + 1))
    sign = {
        "event_id": ids,
        "project_id": ids,
        "event": ["SIGN"] * projects,
        "occurred_on": signed,
        "amount_fen": amounts,
    }
    half = ids[: projects // 2]
    start = {
        "event_id": [projects + pk for pk in half],
        "project_id": half,
        "event": ["START"] * len(half),
        "occurred_on": [day + timedelta(days=60) for day in signed[: len(half)]],
        "amount_fen": [None] * len(half),
    }
    events = pl.concat([pl.DataFrame(sign), pl.DataFrame(start)], how="vertical_relaxed")
    days = [first + timedelta(days=chance.randrange(1090)) for _ in range(capital)]
    records = pl.DataFrame(
        {
            "record_id": range(1, capital + 1),
            "project_id": [chance.randrange(1, projects + 1) for _ in range(capital)],
            "arrived_on": days,
            "span_from": days,
            "span_to": days,
            "amount_fen": [chance.randrange(1, 900) * 10**6 for _ in range(capital)],
            "origin": ["OUT_PROVINCE"] * capital,
        }
    )
    owners = [chance.randrange(2, units + 1) for _ in range(projects)]
    return {
        "stage_events": _known(events, occasion_id=None, reverses_id=None),
        "capital": _known(records, reverses_id=None),
        "projects": pl.DataFrame(
            {
                "project_id": ids,
                "code": [f"P{pk}" for pk in ids],
                "name": [f"项目{pk}" for pk in ids],
                "unit_id": owners,
            }
        ).with_columns(
            valid_from=pl.lit(KNOWN),
            valid_to=pl.lit(None),
            chain_id=pl.lit(1),
            sector=pl.lit("C13"),
            investor_id=pl.lit(None),
            investor_kind=pl.lit(""),
            is_foreign=pl.lit(value=False),
            has_honour=pl.lit(value=False),
            total_investment_fen=pl.lit(10**10),
            parent_id=pl.lit(None),
            scope=pl.lit(""),
            negotiation_months=pl.lit(3),
        ),
        "shares": pl.DataFrame({"project_id": ids, "unit_id": owners}).with_columns(
            role=pl.lit("PROMOTE"),
            share_bp=pl.lit(10_000),
            valid_from=pl.lit(date(1900, 1, 1)),
            revision=pl.lit(1),
            known_at=pl.lit(KNOWN),
        ),
        "units": pl.DataFrame({"unit_id": range(1, units + 1)}).with_columns(
            parent_id=pl.when(pl.col("unit_id") == 1).then(None).otherwise(1),
            code=pl.col("unit_id").cast(pl.String),
            name=pl.col("unit_id").cast(pl.String),
            kind=pl.lit("OTHER"),
            valid_from=pl.lit(None),
            valid_to=pl.lit(None),
        ),
    }


def _known(frame: pl.DataFrame, **missing: None) -> pl.DataFrame:
    return frame.with_columns(known_at=pl.lit(KNOWN), **{name: pl.lit(value) for name, value in missing.items()})
