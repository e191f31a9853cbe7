"""Pages of rounds: the office runs one, a county checks its lines and appeals, another answers; and the what-if page."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luodi.across.assessment import services
from luodi.across.assessment.models import Appeal, Confirmation, Round, SampleItem
from luodi.across.assessment.selectors import draft_of, sheet
from luodi.domains.projects.models import Project, StageEvent
from tests import factories
from tests.across.assessment import rounds_in as rounds
from tests.across.assessment.city import aim, counties, preset, signed
from tests.interfaces.web.test_assessment import posted_lines
from tests.worlds import remembered

# What the database holds of rounds is tested on both by the services; here it is reckoned and drawn.
pytestmark = [pytest.mark.django_db, pytest.mark.database("sqlite")]
SignIn = Callable[..., Client]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def part(client: Client, address: str) -> str:
    """What the page says, without its frame."""
    return client.get(address, headers={"HX-Request": "true"}).content.decode()


@pytest.fixture
@remembered
def checking() -> Round:
    """A round whose self-check runs today."""
    rounds.city()
    made = services.start_round("STD", period=rounds.PERIOD, actor=factories.user("r07"), at=timezone.now())
    services.open_self_check(made, actor=factories.user("r07"), at=timezone.now())
    return made


def test_the_office_starts_a_round_and_opens_the_self_check(signed_in: SignIn) -> None:
    rounds.city()
    office = signed_in(factories.user("r07"))

    started = office.post("/assessment/rounds/new/", {"period": rounds.PERIOD, "scheme": "STD"})
    made = Round.objects.get()
    assert (started.status_code, started.headers["Location"]) == (302, f"/assessment/rounds/{made.pk}/")
    page = text(office, f"/assessment/rounds/{made.pk}/")
    assert "开始自查" in page
    assert f"/assessment/rounds/{made.pk}/steps/cancel/" not in page
    opened = office.post(f"/assessment/rounds/{made.pk}/steps/open_check/", {"days": "5", "note": "请认真核对"})

    assert (opened.status_code, rounds.state(made)) == (302, "SELF_CHECK")
    assert "请认真核对" in text(office, f"/assessment/rounds/{made.pk}/")


def test_a_step_before_its_time_comes_back_with_the_sentence(checking: Round, signed_in: SignIn) -> None:
    office = signed_in(factories.user("r07"))

    answer = office.post(f"/assessment/rounds/{checking.pk}/steps/draw/", {"note": ""})

    assert (answer.status_code, rounds.state(checking)) == (422, "SELF_CHECK")
    assert "还有 5 个单位没有确认" in answer.content.decode()
    assert "还有 5 个单位没有确认" in text(office, f"/assessment/rounds/{checking.pk}/")


def test_a_step_that_does_not_exist_is_not_found(checking: Round, signed_in: SignIn) -> None:
    assert signed_in(factories.user("r07")).get(f"/assessment/rounds/{checking.pk}/steps/fly/").status_code == 404


def test_a_county_follows_its_lines_to_the_facts_appeals_and_confirms(checking: Round, signed_in: SignIn) -> None:
    leader = signed_in(rounds.leader_of("QJ-A2"))
    own = f"/assessment/rounds/{checking.pk}/units/QJ-A2/"

    page = text(leader, own)
    assert "/figures/S06.n/?unit=QJ-A2&amp;period=2023H1" in page or "unit=QJ-A2" in page
    assert f"{own}appeal/?line=P02" in page
    paper = SimpleUploadedFile("认定单.pdf", b"%PDF-1.7 start")
    posted = leader.post(
        f"{own}appeal/", {"unit": "QJ-A2", "line": "P02", "reason": "漏计一个开工项目", "evidence": [paper]}
    )
    row = Appeal.objects.get()
    assert posted.headers["Location"] == f"/assessment/rounds/{checking.pk}/appeals/{row.pk}/"
    assert (row.line, row.unit.code, row.evidence.count()) == ("P02", "QJ-A2", 1)
    confirmed = leader.post(f"{own}confirm/")
    assert (confirmed.status_code, Confirmation.objects.count()) == (302, 1)
    assert "r11 已于" in text(leader, own)
    assert "appeal/?line" not in text(leader, own)
    assert leader.get(f"/assessment/rounds/{checking.pk}/units/QJ-A1/").status_code == 404


def test_a_clerk_reads_but_has_no_button(checking: Round, signed_in: SignIn) -> None:
    page = text(signed_in(factories.clerk("QJ-A2")), f"/assessment/rounds/{checking.pk}/units/QJ-A2/")

    assert "签约完成率" in page
    assert "appeal/?line" not in page
    assert "确认无误" not in page


def test_the_appeal_is_answered_by_another_office_and_its_document_read(checking: Round, signed_in: SignIn) -> None:
    document = factories.attachment()
    row = services.file_appeal(
        checking,
        factories.unit("QJ-A2"),
        line="P02",
        reason="漏计",
        evidence=[document],
        actor=rounds.leader_of("QJ-A2"),
        at=timezone.now(),
    )
    address = f"/assessment/rounds/{checking.pk}/appeals/{row.pk}/"
    maker, office = signed_in(factories.user("r07")), signed_in(factories.statistics_office())

    refused = maker.post(f"{address}answer/", {"verdict": "REJECTED", "text": "不在本期"})
    assert refused.status_code == 422
    assert "针对的是您经办的试算" in refused.content.decode()
    assert office.get(f"{address}files/{document.pk}/").status_code == 200
    assert signed_in(factories.clerk("QJ-A1")).get(f"{address}files/{document.pk}/").status_code == 404
    given = {"verdict": "UPHELD", "text": "应计2个", "points": "1.2", "basis": "示例招办〔2023〕9号"}
    assert office.post(f"{address}answer/", given).status_code == 302
    page = text(signed_in(rounds.leader_of("QJ-A2")), address)
    assert "应计2个" in page
    assert "示例招办〔2023〕9号" in page


def test_a_drawn_line_is_found_true(signed_in: SignIn) -> None:
    made = rounds.in_verification()
    item = SampleItem.objects.filter(draw__round=made)[0]
    office = signed_in(factories.statistics_office())

    address = f"/assessment/rounds/{made.pk}/samples/{item.pk}/"
    assert address in text(office, f"/assessment/rounds/{made.pk}/")
    assert office.post(address, {"outcome": "TRUE"}).status_code == 302
    assert "属实" in text(office, f"/assessment/rounds/{made.pk}/")
    assert made.draw.seed in text(office, f"/assessment/rounds/{made.pk}/")


def test_the_publicity_shows_the_group_and_the_final_is_printed_again_to_the_digit(signed_in: SignIn) -> None:
    made = rounds.final()
    county, address = signed_in(factories.clerk("QJ-A2")), f"/assessment/rounds/{made.pk}/"

    before = part(county, address)
    signed("QJ-A5", 9)

    assert "甲县" in before
    assert "/units/QJ-A1/" not in before
    assert part(county, address) == before
    rows = list(openpyxl.load_workbook(io.BytesIO(county.get(f"{address}export/").content)).active.values)
    assert [row[2] for row in rows if row[2] and str(row[2]).endswith("县")] == ["甲县", "乙县", "丙县", "丁县", "戊县"]


def test_the_what_if_page_shows_score_place_and_colour_then_and_writes_nothing(signed_in: SignIn) -> None:
    for county in counties():
        aim(county, "10")
    signed("QJ-A1", 5)
    for code in ("QJ-A2", "QJ-A3", "QJ-A4"):
        signed(code, 4)
    chosen = list(Project.objects.filter(unit__code="QJ-A2").values_list("pk", flat=True))
    before = StageEvent.objects.count()
    client = signed_in(factories.clerk("QJ-A2"))
    query = "&".join(f"projects={pk}" for pk in chosen)

    assert "假定测算" in text(client, "/assessment/units/QJ-A2/?period=2023H1")
    page = text(client, f"/assessment/units/QJ-A2/supposing/?period=2023H1&what=START&day=2023-06-29&{query}")

    assert "新签约项目开工率100.0%（4÷4，目标80%）" in page
    assert "排名还没有公布，不测算名次，五色只按得分" in page
    told = page.partition("现在 → 假定以后")[2].partition("变化的指标")[0]
    assert "<dt>名次</dt>" not in told
    assert "组内第一" not in told
    opened = {"scheme": "STD", "group": "G1a", "period": "2023H1", "is_open": "1"}
    assert signed_in(factories.user("r03")).post("/assessment/publish/", opened).status_code == 302
    page = text(client, f"/assessment/units/QJ-A2/supposing/?period=2023H1&what=START&day=2023-06-29&{query}")
    assert "名次 ↑1 上升1位" in page
    assert StageEvent.objects.count() == before
    late = client.get(f"/assessment/units/QJ-A2/supposing/?period=2023H1&what=START&day=2023-07-02&{query}")
    assert late.status_code == 422
    assert "在期末（2023-06-30）之后" in late.content.decode()
    assert client.get("/assessment/units/QJ-A1/supposing/").status_code == 404


def test_bonus_penalty_and_veto_are_edited_in_the_page(signed_in: SignIn) -> None:
    counties()
    maker = signed_in(factories.user("r07"))
    maker.post(f"/assessment/schemes/{preset().pk}/revise/")
    draft = draft_of(preset())
    assert draft is not None
    items = [
        {"kind": "BONUS", "code": "B9", "name": "承办省级推介会", "points": "1.5", "limit": "3"},
        {"kind": "PENALTY", "code": "D1", "name": "项目退回", "points": "-1", "figure": "P15"},
        {"kind": "VETO", "code": "V2", "name": "数据造假认定"},
    ]
    sent = posted_lines(draft) | {"items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0"}
    sent |= {f"items-{place}-{name}": value for place, item in enumerate(items) for name, value in item.items()}

    saved = maker.post(f"/assessment/schemes/{draft.pk}/edit/", sent)
    wrong = maker.post(f"/assessment/schemes/{draft.pk}/edit/", sent | {"items-1-points": "1"})

    assert (saved.status_code, wrong.status_code) == (302, 422)
    assert [(item.code, float(item.points), item.figure) for item in sheet(draft).items] == [
        ("B9", 1.5, ""),
        ("D1", -1.0, "P15"),
        ("V2", 0.0, ""),
    ]
    assert "扣分事项“项目退回”的每件分值应小于0，如 -0.5。" in wrong.content.decode()
