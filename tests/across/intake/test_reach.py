"""What a unit may not learn or do by way of an import."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from luodi.across.intake.services import ImportOptions, commit, import_file, upload
from luodi.base.approvals.models import Slip
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.targets.models import Target
from tests import factories
from tests.across.intake.ledgers import write_ledger

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
OPTIONS = ImportOptions(as_of=date(2023, 6, 30))
pytestmark = pytest.mark.django_db


def ledger(folder: Path, name: str, code: str = "") -> Path:
    header = ["项目编号", "项目名称", "投资方", "总投资（万元）", "签约时间", "进展"]
    rows = [header, [code, name, "示例甲实业有限公司", 4321, "2023-02-01", "已签约"]]
    return write_ledger(folder / "台账.xlsx", {"台账": rows})


def test_a_ledger_with_another_countys_code_learns_nothing_of_that_project(tmp_path):
    theirs = factories.signed_project("QJ-W", name="西县机密部件项目", amount="9876")
    clerk = factories.clerk("QJ-E")

    _, answer = import_file(
        ledger(tmp_path, "东县自己的项目", theirs.code),
        unit=factories.unit("QJ-E"),
        options=OPTIONS,
        actor=clerk,
        at=AT,
    )

    told = str(answer)
    assert answer["sheets"][0]["rows"]["duplicates"] == 1
    assert "西县机密部件" not in told
    assert "9876" not in told
    assert Project.objects.count() == 1


def test_who_imports_a_ledger_can_neither_verify_nor_recognise_it(tmp_path):
    officer = factories.project_office()
    batch = upload(
        ledger(tmp_path, "自填自认项目").read_bytes(),
        file_name="台账.xlsx",
        unit=factories.district(),
        options=OPTIONS,
        actor=officer,
        at=AT,
    )
    commit(batch, actor=officer, at=AT)
    slip = Slip.objects.get()

    for act in ("verify", "recognise"):
        with pytest.raises(BusinessError):
            projects.decide(slip, act, actor=officer, at=AT)
    slip.refresh_from_db()
    assert slip.filed_by == officer
    assert slip.state == "FILED"


def test_targets_in_a_ledger_need_the_right_to_issue_targets(tmp_path):
    rows = [["指标名称", "下达单位", "年度", "目标值", "计量单位"], ["签约项目数", "市级", "2023", 40, "个"]]
    path = write_ledger(tmp_path / "目标.xlsx", {"目标任务": rows}, title="目标任务")

    _, answer = import_file(path, unit=factories.unit("QJ-E"), options=OPTIONS, actor=factories.clerk("QJ-E"), at=AT)

    assert [one["code"] for one in answer["warnings"]] == ["target.not_permitted"]
    assert Target.objects.count() == 0


@pytest.mark.parametrize("flag", ["create_units", "create_chains"])
def test_making_units_or_chains_by_import_needs_the_right_to_take_over(tmp_path, flag):
    with pytest.raises(NotPermitted):
        upload(
            ledger(tmp_path, "某项目").read_bytes(),
            file_name="台账.xlsx",
            unit=factories.unit("QJ-E"),
            options=ImportOptions(**{flag: True}),
            actor=factories.clerk("QJ-E"),
            at=AT,
        )


def test_a_cell_at_the_far_corner_is_refused_before_memory_is_taken(tmp_path):
    store = io.BytesIO()
    book = xlsxwriter.Workbook(store)
    book.add_worksheet("台账").write(0, 0, "项目名称")
    book.close()
    far = b'<sheetData><row r="1048576"><c t="n" r=\'XFD1048576\'><v>1</v></c></row>'
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(store) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(b"<sheetData>", far) if name.endswith("sheet1.xml") else body)

    with pytest.raises(BusinessError, match="16384列"):
        import_file(path, unit=factories.district(), options=OPTIONS, actor=factories.project_office(), at=AT)
