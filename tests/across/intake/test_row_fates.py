"""Before a ledger comes in, people see what each of its rows will become, with the days as exactly as they were written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from luodi.across.intake import selectors, services
from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.batches import FindingKind
from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
HEAD: list[Cell] = [
    "项目名称",
    "投资方",
    "总投资（亿元）",
    "合同额（万元）",
    "签约时间",
    "2023年5月到位资金（万元）",
    "项目状态",
]
KNOWN: list[Cell] = ["甲号铝材项目", "甲号铝业有限公司", 1.2, 9000, "2023-03-01", None, "已签约"]


def ledger(path: Path, *rows: list[Cell]) -> Path:
    return write_ledger(path / "台账.xlsx", {"台账": [HEAD, *rows]})


def options() -> ImportOptions:
    return ImportOptions(as_of=date(2023, 6, 30), recognise=True)


def previewed(path: Path, *rows: list[Cell]) -> ImportBatch:
    file = ledger(path, *rows)
    actor, unit = operator(), factories.unit("QJ")
    batch = services.upload(file.read_bytes(), file_name=file.name, unit=unit, options=options(), actor=actor, at=AT)
    return services.preview(batch, actor=operator())


def told(batch: ImportBatch) -> list[tuple[int, str, str]]:
    rows = selectors.findings(batch, kind=FindingKind.ROW)
    return [(row.row, row.code, row.message) for row in rows]


def test_every_row_says_what_it_will_become(tmp_path: Path) -> None:
    import_file(ledger(tmp_path, KNOWN), unit=factories.unit("QJ"), options=options(), actor=operator(), at=AT)
    code = Project.objects.get().code

    batch = previewed(
        tmp_path,
        [*KNOWN[:5], 300, "在建"],
        ["乙号食品项目", "乙号食品有限公司", 0.8, None, "2023年4月", None, "已签约"],
        ["丙号物流项目", "丙号物流有限公司", 0.5, None, None, None, "在谈"],
        ["丁号装备项目", "丁号装备有限公司", 0.5, None, "2023-13-01", None, "已签约"],
    )

    assert told(batch) == [
        (3, "updated", f"补充已有项目 {code}：开工 2023-06-30（口径日）；到位 1 笔 300万元"),
        (4, "created", "新增项目：总投资 8,000万元；签订正式合同 2023年4月 8,000万元"),
        (5, "created", "新增项目：总投资 5,000万元；开始洽谈 2023-06-30（口径日）"),
    ]
    assert [row.code for row in selectors.findings(batch)] == ["date.invalid"]


def test_the_same_ledger_again_brings_nothing_new(tmp_path: Path) -> None:
    import_file(ledger(tmp_path, KNOWN), unit=factories.unit("QJ"), options=options(), actor=operator(), at=AT)

    assert told(previewed(tmp_path, KNOWN)) == [
        (3, "unchanged", f"已有项目 {Project.objects.get().code}，没有新内容"),
    ]


def test_an_import_in_one_step_keeps_no_list_of_rows(tmp_path: Path) -> None:
    batch = import_file(ledger(tmp_path, KNOWN), unit=factories.unit("QJ"), options=options(), actor=operator(), at=AT)[
        0
    ]

    assert told(batch) == []
