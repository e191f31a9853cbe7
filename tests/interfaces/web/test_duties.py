"""The pages of responsibility: the tab of a project, gaps, visits, sets, handing over, and what a leader's account sees."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luodi.domains.projects.models import Assignment, Visit
from luodi.domains.projects.selectors.responsibility import sets_in_force
from luodi.domains.projects.services.responsibility import choose_set
from tests.domains.projects.duties import assigned, leader, person, sets
from tests.factories import AT, checker, clerk, project_office, signed_project, user

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def text(client: Client, path: str) -> str:
    """The page, which opens."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_somebody_is_made_to_answer_and_the_tab_shows_it(signed_in: SignIn) -> None:
    sets()
    subject, who, client = signed_project(), person("周正"), signed_in(checker())

    answer = client.post(
        f"/projects/{subject.pk}/duties/new/",
        {"role": "OWNER", "person": who.pk, "starts_on": "2023-03-01", "basis": "分工文件"},
        follow=True,
    )

    page = answer.content.decode()
    assert ("责任已安排" in page, "周正" in page, "专人负责" in page) == (True, True, True)
    assert Assignment.objects.get().holder == "周正"


def test_a_unit_where_a_person_belongs_comes_back_with_a_sentence(signed_in: SignIn) -> None:
    subject, client = signed_project(), signed_in(checker())

    answer = client.post(
        f"/projects/{subject.pk}/duties/new/", {"role": "LEADER", "unit": "QJ-E", "starts_on": "2023-03-01"}
    )

    assert (answer.status_code, "应选人员" in answer.content.decode()) == (422, True)


def test_an_assignment_is_ended_with_a_reason(signed_in: SignIn) -> None:
    row = assigned(signed_project(), person("周正"))
    path = f"/projects/{row.project_id}/duties/"

    answer = signed_in(checker()).post(f"{path}{row.pk}/end/", {"ends_on": "2023-06-01", "reason": "调离"}, follow=True)

    assert "2023-06-01" in answer.content.decode()


def test_a_set_is_chosen_and_a_paper_uploaded(signed_in: SignIn) -> None:
    sets()
    subject, client = signed_project(), signed_in(checker())

    client.post(f"/projects/{subject.pk}/duties/set/", {"code": "SGY", "reason": "纪要"})
    file = SimpleUploadedFile("方案.pdf", b"%PDF-1.7 plan")
    client.post(f"/projects/{subject.pk}/duties/papers/new/", {"paper": "PLAN", "attachment": file})

    page = text(client, f"/projects/{subject.pk}/duties/")
    assert ("责任体系：三个一" in page, "方案.pdf" in page) == (True, True)
    answer = client.get(f"/projects/{subject.pk}/duties/papers/{subject.duty_papers.get().pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 plan"  # type: ignore[attr-defined]  # a file


def test_a_leader_sees_and_visits_the_own_projects_only(signed_in: SignIn) -> None:
    sets()
    boss, mine, other = leader(), signed_project(name="由我包抓的项目"), signed_project(name="别人的项目")
    assigned(mine, boss.person)
    client = signed_in(boss)

    first = text(client, "/")
    assert ("由我包抓的项目" in first, "别人的项目" in first) == (True, False)
    listed = text(client, "/projects/")
    assert ("由我包抓的项目" in listed, "别人的项目" in listed) == (True, False)
    assert client.get(f"/projects/{other.pk}/duties/").status_code == 404
    answer = client.post(
        f"/projects/{mine.pk}/visits/new/",
        {"visitor": boss.person.pk, "visited_on": "2023-06-20", "found": "主体封顶"},
        follow=True,
    )
    assert "走访已登记" in answer.content.decode()
    assert client.get(f"/projects/{mine.pk}/duties/new/").status_code == 403
    visit = Visit.objects.get()
    answer = client.post(f"/projects/{mine.pk}/visits/{visit.pk}/reverse/", {"reason": "日期有误"}, follow=True)
    assert "还没有走访记录" in answer.content.decode()


def test_a_leader_without_projects_has_an_empty_but_open_first_page(signed_in: SignIn) -> None:
    assert "没有到期的走访" in text(signed_in(leader()), "/")


def test_the_gaps_are_listed_filtered_and_exported(signed_in: SignIn) -> None:
    sets()
    signed_project(name="缺人的项目")
    client = signed_in(clerk())

    assert "缺人的项目" in text(client, "/duties/")
    assert "缺人的项目" in text(client, "/duties/?lacking=OWNER&set_code=SZ&unit=QJ-E")
    assert "缺人的项目" not in text(client, "/duties/?lacking=SITE")
    export = client.get("/duties/export/")
    with zipfile.ZipFile(io.BytesIO(export.content)) as book:
        assert "缺人的项目" in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("place", ["after=x", "after=-1", "before=99999999", "after=50"])
def test_a_wrong_place_in_the_address_is_the_first_page_or_an_empty_one(place: str, signed_in: SignIn) -> None:
    sets()
    signed_project()

    assert signed_in(clerk()).get(f"/duties/?{place}").status_code == 200


def test_owed_visits_stand_with_the_longest_overdue_first(signed_in: SignIn) -> None:
    sets()
    late, soon, boss = signed_project(name="早该去的"), signed_project(name="刚安排的"), person("周正")
    for subject in (late, soon):
        choose_set(subject, "WWYT", reason="纪要", actor=project_office(), at=AT)
    assigned(late, boss)
    assigned(soon, boss, on=timezone.localdate() - timedelta(days=14))

    page = text(signed_in(clerk()), "/duties/visits/")

    assert page.index("早该去的") < page.index("刚安排的")
    assert ("超期" in page, "还有 1 天" in page) == (True, True)
    assert signed_in(clerk()).get("/duties/visits/export/").status_code == 200


def test_a_set_is_revised_on_its_page(signed_in: SignIn) -> None:
    sets()
    client = signed_in(user("r03"))
    given = {"name": "三专", "applies": "ALL", "valid_from": "2023-07-01", "basis": "示例发〔2023〕9号"}
    stages = {
        f"from_{code}": "ST20"
        for code in (
            "LEADER",
            "OWNER",
            "LEAD_UNIT",
            "LOCAL_UNIT",
            "TASK_FORCE",
            "SERVICE",
            "SITE",
            "PLAN",
            "CASE_PLAN",
            "LETTER",
        )
    }

    answer = client.post(
        "/duties/sets/SZ/new/", {**given, **stages, "on_OWNER": "on", "on_SITE": "on", "days_SITE": "5"}, follow=True
    )

    assert "第 2 版" in answer.content.decode()
    lines = sets_in_force(timezone.localdate())["SZ"].lines
    assert [(line.role, line.visit_every_days) for line in lines] == [("OWNER", None), ("SITE", 5)]
    empty = client.post("/duties/sets/SZ/new/", {**given, **stages})
    assert (empty.status_code, "请至少选一个角色" in empty.content.decode()) == (422, True)
    assert client.get("/duties/sets/NONE/new/").status_code == 404


def test_a_pack_is_shown_printed_and_handed_over(signed_in: SignIn) -> None:
    sets()
    subject, boss, after = signed_project(name="要交接的项目"), person("周正"), person("吴用")
    assigned(subject, boss)
    client = signed_in(checker())

    assert "周正" in text(client, "/duties/handover/")
    assert "要交接的项目" in text(client, f"/duties/handover/{boss.pk}/")
    word = client.get(f"/duties/handover/{boss.pk}/word/").content
    with zipfile.ZipFile(io.BytesIO(word)) as document:
        assert "要交接的项目" in document.read("word/document.xml").decode()
    answer = client.post(
        f"/duties/handover/{boss.pk}/act/", {"to": after.pk, "on": "2023-07-05", "reason": "调离"}, follow=True
    )
    page = answer.content.decode()
    assert ("已交接" in page, "吴用" in page, "周正" in page) == (True, True, False)


def test_another_county_finds_no_pack(signed_in: SignIn) -> None:
    boss = person("周正")
    assigned(signed_project("QJ-E"), boss)

    assert signed_in(checker("QJ-W")).get(f"/duties/handover/{boss.pk}/").status_code == 404
