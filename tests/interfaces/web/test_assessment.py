"""Pages of the assessment: ranking, colours, a unit's lines, schemes, adjustments, approval."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luodi.across.assessment.models import Adjustment, JuryMark, Publication, Scheme
from luodi.across.assessment.rules.sheets import SchemeState
from luodi.across.assessment.selectors import draft_of, sheet
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import make_unit
from tests import factories
from tests.across.assessment.city import aim, counties, preset, signed
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HALF = "period=2023H1"


@pytest.fixture
@remembered
def city() -> None:
    """Five counties with ten contracts due; four of them have signed by June."""
    for county in counties():
        aim(county, "10")
    signed("QJ-A1", 5, started=5)
    for code in ("QJ-A2", "QJ-A3", "QJ-A4"):
        signed(code, 2)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_ranking_shows_places_letters_and_the_low_zone_in_words(city: None, signed_in: SignIn) -> None:
    page = text(signed_in(factories.user("r07")), f"/assessment/?{HALF}")

    assert "G1a 主城区/工业强区县" in page
    reasons, table = page.split('aria-label="主城区/工业强区县排名"', 1)
    assert table.index("甲县") < table.index("戊县")
    assert reasons.index("戊县") < reasons.index("甲县")
    assert page.count('<span class="mark mark-alert">靠后</span>') == 1
    assert "零签约，最高评橙色" in page
    assert '<span class="colour colour-red">红</span>' in page


def test_every_score_leads_to_its_lines_and_every_figure_to_its_facts(city: None, signed_in: SignIn) -> None:
    client = signed_in(factories.user("r07"))

    assert "/assessment/units/QJ-A1/?period=2023H1&amp;scheme=STD" in text(client, f"/assessment/?{HALF}")
    page = text(client, f"/assessment/units/QJ-A1/?{HALF}")
    assert "签约任务完成率（个数）50.0%（5÷目标10个，市级，时序进度50%）" in page
    facts = f"{reverse('figures:drill', args=['S06.n'])}?unit=QJ-A1&period=2023H1"
    assert facts.replace("&", "&amp;") in page
    assert client.get(facts).status_code == 200


def test_the_board_of_colours_has_a_letter_in_every_tile(city: None, signed_in: SignIn) -> None:
    page = text(signed_in(factories.user("r07")), f"/assessment/colours/?{HALF}")

    assert page.count('<li class="colour-tile">') == 5
    assert "低于65分；零签约，最高评橙色" in page
    assert "五色按得分评：95分以上为绿，85分以上为蓝" in page


def test_a_county_sees_its_own_line_until_the_group_is_published(city: None, signed_in: SignIn) -> None:
    county, chief = signed_in(factories.clerk("QJ-A2")), signed_in(factories.user("r03"))

    assert "甲县" not in text(county, f"/assessment/?{HALF}")
    assert county.get(f"/assessment/units/QJ-A1/?{HALF}").status_code == 404
    posted = chief.post("/assessment/publish/", {"scheme": "STD", "group": "G1a", "period": "2023H1", "is_open": "1"})
    assert (posted.status_code, Publication.objects.count()) == (302, 1)
    page = text(county, f"/assessment/?{HALF}")
    assert "甲县" in page
    assert "/assessment/units/QJ-A1/" not in page
    assert county.get(f"/assessment/units/QJ-A1/?{HALF}").status_code == 404


def test_the_workbook_holds_what_the_page_shows(city: None, signed_in: SignIn) -> None:
    answer = signed_in(factories.user("r07")).get(f"/assessment/export/?{HALF}")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    names = [row[3] for row in rows if row[3] and str(row[3]).endswith("县")]
    assert sorted(names) == ["丁县", "丙县", "乙县", "戊县", "甲县"]
    assert names[0] == "甲县"


def posted_lines(scheme: Scheme, **changed: str) -> dict[str, str]:
    """The form of a draft as it would be sent, with some cells changed."""
    lines = sheet(scheme).lines
    data = {"name": scheme.name, "missing": "spread", "colour_mode": "score", "is_ranked": "on"}
    data |= {"lines-TOTAL_FORMS": str(len(lines)), "lines-INITIAL_FORMS": str(len(lines))}
    for place, line in enumerate(lines):
        cells = {
            "code": line.code,
            "name": line.name,
            "block": line.block,
            "method": str(line.method),
            "weight": f"{float(line.weight):g}",
            "cap": f"{float(line.cap):g}",
            "sources": "、".join(source.figure for source in line.sources),
            "targets": "、".join(f"{float(source.target):g}" for source in line.sources if source.target),
            "note": line.note,
        }
        data |= {f"lines-{place}-{name}": value for name, value in cells.items()}
    return data | changed


def test_a_scheme_is_revised_saved_and_adopted_by_another(city: None, signed_in: SignIn) -> None:
    maker, chief = signed_in(factories.user("r07")), signed_in(factories.user("r03"))

    maker.post(f"/assessment/schemes/{preset().pk}/revise/")
    draft = draft_of(preset())
    assert draft is not None
    assert "合计须为100" in text(maker, f"/assessment/schemes/{draft.pk}/edit/")
    changed = {"lines-0-weight": "9", "lines-1-weight": "4"}
    saved = maker.post(f"/assessment/schemes/{draft.pk}/edit/", posted_lines(draft, **changed))
    adopted = chief.post(f"/assessment/schemes/{draft.pk}/adopt/", {"valid_from": "2023-04-01"})

    draft.refresh_from_db()
    assert (saved.status_code, adopted.status_code, draft.state) == (302, 302, SchemeState.IN_FORCE)
    assert [float(line.weight) for line in sheet(draft).lines[:2]] == [9, 4]
    assert sheet(draft).lines[4] == sheet(preset()).lines[4]
    assert "第2版" in text(chief, f"/assessment/schemes/{draft.pk}/")


def test_weights_that_are_not_a_hundred_come_back_with_the_sentence(city: None, signed_in: SignIn) -> None:
    maker = signed_in(factories.user("r07"))
    maker.post(f"/assessment/schemes/{preset().pk}/revise/")
    draft = draft_of(preset())
    assert draft is not None

    answer = maker.post(f"/assessment/schemes/{draft.pk}/edit/", posted_lines(draft, **{"lines-0-weight": "9"}))

    assert (answer.status_code, sheet(draft) == sheet(preset())) == (422, True)
    assert "各指标权重合计为101，多1。请调整到合计100再保存。" in answer.content.decode()


def test_a_version_in_force_is_not_edited_by_its_address_either(city: None, signed_in: SignIn) -> None:
    maker = signed_in(factories.user("r07"))

    answer = maker.post(f"/assessment/schemes/{preset().pk}/edit/", posted_lines(preset()))

    assert answer.status_code == 422
    assert "已生效的方案不能修改" in answer.content.decode()


def test_a_new_scheme_begins_with_the_preset_lines(city: None, signed_in: SignIn) -> None:
    given = {
        "code": "KH",
        "group": "G1a",
        "unit": "QJ",
        "name": "区县考核",
        "missing": "spread",
        "colour_mode": "score",
    }

    answer = signed_in(factories.user("r07")).post("/assessment/schemes/new/", given)

    made = Scheme.objects.get(code="KH")
    assert (answer.status_code, made.is_ranked, sheet(made).lines) == (302, False, sheet(preset()).lines)


def test_an_override_is_filed_shown_to_the_approver_approved_and_taken_back(city: None, signed_in: SignIn) -> None:
    maker = signed_in(factories.user("r07"))
    given = {
        "unit": "QJ-A1",
        "period": "2023H1",
        "kind": "COLOUR",
        "colour": "红",
        "basis": "督〔2023〕3号",
        "reason": "瞒报",
    }
    assert maker.post("/assessment/adjustments/new/", given).status_code == 302
    row = Adjustment.objects.get()

    for role, act in (("r04", "verify"), ("r03", "recognise")):
        judge = signed_in(factories.user(role))
        shown = text(judge, f"/approvals/{row.slip_id}/")
        assert "督〔2023〕3号" in shown
        assert judge.post(f"/approvals/{row.slip_id}/decide/", {"act": act}).status_code == 302

    assert "改评红：瞒报（依据：督〔2023〕3号）" in text(maker, f"/assessment/colours/?{HALF}")
    assert f"/assessment/adjustments/{row.pk}/reverse/" in text(maker, "/assessment/adjustments/")
    back = maker.post(f"/assessment/adjustments/{row.pk}/reverse/", {"basis": "更正函", "reason": "查无实据"})
    assert (back.status_code, Adjustment.objects.filter(reverses=row).count()) == (302, 1)


def test_an_adjustment_without_basis_comes_back(city: None, signed_in: SignIn) -> None:
    given = {"unit": "QJ-A1", "period": "2023H1", "kind": "POINTS", "amount": "1", "basis": "", "reason": "表彰"}

    answer = signed_in(factories.user("r07")).post("/assessment/adjustments/new/", given)

    assert (answer.status_code, Adjustment.objects.count()) == (422, 0)
    assert "请填写依据文件。" in answer.content.decode()


def test_a_mark_is_entered(city: None, signed_in: SignIn) -> None:
    make_unit(
        code="QJ-ZB",
        name="专班",
        kind=UnitKind.TASK_FORCE,
        group="G4",
        parent=factories.unit("QJ"),
        actor=operator(),
        at=factories.AT,
    )
    given = {"unit": "QJ-ZB", "period": "2023Q2", "line": "Z03", "judge": "园区一", "mark": "88"}

    answer = signed_in(factories.user("r07")).post("/assessment/marks/new/", given)

    assert (answer.status_code, JuryMark.objects.get().mark) == (302, 88)


def test_the_basis_document_is_kept_with_the_adjustment_and_read_by_who_sees_it(city: None, signed_in: SignIn) -> None:
    maker = signed_in(factories.user("r07"))
    given = {
        "unit": "QJ-A1",
        "period": "2023H1",
        "kind": "POINTS",
        "amount": "1",
        "basis": "示例办11号",
        "reason": "表彰",
    }
    document = SimpleUploadedFile("11号文.pdf", b"%PDF-1.7 praise")

    assert maker.post("/assessment/adjustments/new/", given | {"evidence": [document]}).status_code == 302

    row = Adjustment.objects.get()
    address = f"/assessment/adjustments/{row.pk}/files/{row.evidence.get().pk}/"
    assert address in text(maker, "/assessment/adjustments/")
    judge = signed_in(factories.user("r04"))
    assert address in text(judge, f"/approvals/{row.slip_id}/")
    assert b"".join(judge.get(address).streaming_content) == b"%PDF-1.7 praise"  # type: ignore[arg-type]  # a file
    assert signed_in(factories.clerk("QJ-A2")).get(address).status_code == 404


def test_a_basis_that_is_no_document_is_refused_by_its_content_and_nothing_is_filed(
    city: None, signed_in: SignIn
) -> None:
    given = {
        "unit": "QJ-A1",
        "period": "2023H1",
        "kind": "POINTS",
        "amount": "1",
        "basis": "示例办11号",
        "reason": "表彰",
    }
    program = SimpleUploadedFile("11号文.pdf", b"MZ\x90\x00 program")

    answer = signed_in(factories.user("r07")).post("/assessment/adjustments/new/", given | {"evidence": [program]})

    assert (answer.status_code, Adjustment.objects.count()) == (422, 0)
    assert "请上传 PDF" in answer.content.decode()
