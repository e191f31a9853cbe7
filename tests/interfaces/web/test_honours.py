"""Pages of hero lists and challenges: what each person sees and does there."""

import io
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from luodi.across.assessment.models import Adjustment
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import remembered_rights
from luodi.domains.incentives.models import Challenge, HeroList, Nomination, Take
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.selectors.challenges import challenges
from luodi.domains.projects.services.responsibility import AssignmentValues, assign
from tests import factories
from tests.domains.incentives import making
from tests.factories import checker, clerk

pytestmark = pytest.mark.django_db


def of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(person: User, name: str, **parts: int) -> str:
    return of(person).get(reverse(name, kwargs=parts)).content.decode()


def test_a_list_is_opened_with_criteria_line_by_line() -> None:
    given = {"unit": "QJ", "year": 2022, "unit_places": 3, "person_places": 6, "criteria": "贡献 60\n服务 40"}
    address, by = reverse("heroes:new"), of(making.organiser())

    wrong = by.post(address, given | {"criteria": "贡献六十"})
    right = by.post(address, given)

    assert wrong.status_code == 422
    assert "应写成：名称、空格、满分" in wrong.content.decode()
    assert right.status_code == 302
    assert "贡献 60 分，服务 40 分" in page(making.organiser(), "heroes:detail", pk=HeroList.objects.get().pk)


def test_a_clerk_nominates_with_evidence_and_reads_no_points() -> None:
    row = making.opened()
    proof = SimpleUploadedFile("合同.pdf", b"%PDF-1.7 contract")
    given = {"unit": "QJ-E", "person": "", "deeds": "引进项目2个", "evidence": proof}

    answer = of(clerk()).post(reverse("heroes:nominate", args=[row.pk]), given)

    made = Nomination.objects.get()
    assert answer.status_code == 302
    assert made.evidence.get().attachment.name == "合同.pdf"
    seen = page(clerk(), "heroes:detail", pk=row.pk)
    assert "评分人数" not in seen
    assert "评分人数" in page(making.organiser(), "heroes:detail", pk=row.pk)


def test_a_refused_nomination_keeps_no_upload() -> None:
    row = making.opened()
    making.nominated(row)
    proof = SimpleUploadedFile("合同.pdf", b"%PDF-1.7 another")
    given = {"unit": "QJ-E", "person": "", "deeds": "再报一次", "evidence": proof}

    answer = of(clerk()).post(reverse("heroes:nominate", args=[row.pk]), given)

    assert answer.status_code == 422
    assert "已经被提名，不用重复推荐" in answer.content.decode()
    assert Nomination.objects.count() == 1


def test_the_system_proposes_units_with_their_figures() -> None:
    factories.signed_project("QJ-W")
    row = making.opened(2023)

    seen = page(making.organiser(), "heroes:suggestions", pk=row.pk)
    form = of(making.organiser()).get(reverse("heroes:nominate", args=[row.pk]), {"unit": "QJ-W"}).content.decode()

    assert "西县" in seen
    assert "东县" not in seen.partition("系统建议</h1>")[2]
    assert "2023年，签订正式合同1个" in form


def test_a_county_objects_within_the_publicity_and_another_answers() -> None:
    row = making.shown(at=timezone.now())
    place = making.first_place(row)
    checker("QJ-W")

    assert "提异议" in page(checker("QJ-W"), "heroes:detail", pk=row.pk)
    address = reverse("heroes:object", args=[row.pk, place.pk])
    of(checker("QJ-W")).post(address, {"text": "项目已退回", "told_by": ""})
    found = selectors.objections(making.organiser(), selectors.standing(row))[0]
    assert "项目已退回" not in page(clerk(), "heroes:detail", pk=row.pk)
    given = {"verdict": "REJECTED", "text": "已核实"}
    assert of(making.organiser()).post(reverse("heroes:answer", args=[found.pk]), given).status_code == 302
    assert "已核实" in page(checker("QJ-W"), "heroes:detail", pk=row.pk)


def test_what_stands_in_the_way_of_the_decision_is_said() -> None:
    row = making.shown(at=timezone.now())

    seen = page(making.chief(), "heroes:detail", pk=row.pk)
    refused = of(making.chief()).post(reverse("heroes:step", args=[row.pk, "decide"]), {"document_no": "9号"})

    assert "期满之后才能决定" in seen
    assert refused.status_code == 422


def test_a_revoked_place_stays_with_its_reason() -> None:
    row = making.decided()
    place = making.first_place(row)

    given = {"reason": "项目退回", "document_no": "10号"}
    of(making.chief()).post(reverse("heroes:revoke", args=[row.pk, place.pk]), given)

    assert "已撤销上榜（10号）：项目退回" in page(clerk("QJ-W"), "heroes:detail", pk=row.pk)


def test_what_a_units_sheet_refuses_is_told_after_the_bonus_was_asked_for() -> None:
    row = making.decided()
    by = of(making.organiser())

    by.post(reverse("heroes:bonus", args=[row.pk]))

    assert "没有考核分组" in by.get(reverse("heroes:detail", args=[row.pk])).content.decode()
    assert Adjustment.objects.count() == 0


def test_takers_do_not_see_each_other_on_the_page() -> None:
    row = making.posted()
    making.taken(row)
    making.taken(row, "QJ-W")

    seen = page(clerk(), "challenges:detail", pk=row.pk)

    assert "揭榜单位 2 个" in seen
    assert "东县" in seen
    assert "西县" not in seen


def test_a_challenge_goes_from_the_form_to_the_accepted_result() -> None:
    far = (timezone.localdate() + timedelta(days=90)).isoformat()
    given = {
        "unit": "QJ",
        "subject": "LINK",
        "title": "补铝箔环节",
        "chain": "",
        "task": "引进一家",
        "aim": "SIGN",
        "due_on": far,
        "evidence_wanted": "",
        "reward": "通报表扬",
    }
    assert of(making.poster()).post(reverse("challenges:new"), given).status_code == 302
    row = Challenge.objects.get()
    assert (
        of(clerk())
        .post(reverse("challenges:take", args=[row.pk]), {"unit": "QJ-E", "person": "", "promise": "年底前签约"})
        .status_code
        == 302
    )
    early = factories.signed_project()
    taken = Take.objects.get()
    report = reverse("challenges:take_step", args=[taken.pk, "report"])
    refused = of(clerk()).post(report, {"project": early.code, "note": ""})
    assert refused.status_code == 422
    assert "不能作为揭榜成果" in refused.content.decode()
    late = factories.signed_project(on=timezone.localdate(), at=timezone.now())
    assert of(clerk()).post(report, {"project": late.code, "note": ""}).status_code == 302
    accept = reverse("challenges:take_step", args=[taken.pk, "accept"])
    assert of(clerk()).get(accept).status_code == 404
    assert of(making.accepter()).post(accept, {"note": ""}).status_code == 302
    assert "揭榜成功" in page(clerk(), "challenges:detail", pk=row.pk)


def test_lists_ask_as_often_for_many_rows_as_for_one(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for year in (2019, 2020, 2021):
        making.opened(year)
        making.taken(making.posted())
    viewer = clerk()

    with remembered_rights(), django_assert_max_num_queries(12):
        assert len(selectors.hero_lists(viewer)) == 3
    with remembered_rights(), django_assert_max_num_queries(12):
        assert len(challenges(viewer)) == 3


def workbook(person: User, name: str, **parts: int) -> dict[str, list[tuple[object, ...]]]:
    """The rows below the heads of each sheet that a person takes out."""
    answer = of(person).get(reverse(name, kwargs=parts))
    book = load_workbook(io.BytesIO(answer.content), read_only=True)
    return {one.title: [row for row in one.iter_rows(min_row=4, values_only=True) if row[0]] for one in book}


def test_a_list_is_taken_out_with_points_as_numbers_and_without_what_the_page_hides() -> None:
    row = making.decided()
    place = making.first_place(row)

    every, mine = (workbook(one, "heroes:detail_export", pk=row.pk) for one in (making.organiser(), clerk("QJ-W")))

    assert every["上榜名单"] == mine["上榜名单"]
    assert every["上榜名单"][0][:3] == (place.nomination.label, "单位", float(Fraction(place.score)))
    assert (len(every["提名"]), len(mine["提名"])) == (2, 0)
    assert workbook(making.organiser(), "heroes:export")["台账"][0][0] == str(row)


def test_a_running_list_is_taken_out_without_places_and_points_by_the_units() -> None:
    row = making.opened()
    making.nominated(row)

    found = workbook(clerk(), "heroes:detail_export", pk=row.pk)

    assert list(found) == ["提名"]
    assert [line[:3] for line in found["提名"]] == [("东县", "单位", "单位推荐")]


def test_the_board_is_taken_out_with_the_own_takers_alone() -> None:
    row = making.posted()
    making.taken(row)
    making.taken(row, "QJ-W")

    mine, every = (workbook(one, "challenges:export") for one in (clerk(), making.organiser()))

    assert [line[0] for line in mine["榜"]] == [row.title]
    assert [line[2] for line in mine["揭榜"]] == ["东县"]
    assert [line[2] for line in every["揭榜"]] == ["东县", "西县"]


def test_the_system_proposes_the_staff_with_their_facts_and_no_leader() -> None:
    who, project = making.person(), factories.signed_project("QJ-E", name="铝箔项目")
    for role, one in (("OWNER", who), ("LEADER", making.person("高领导"))):
        values = AssignmentValues(role, date(2023, 1, 1), person=one)
        assign(project, values, actor=factories.project_office(), at=factories.AT)
    later = factories.signed_project("QJ-E", name="电池项目")
    assign(
        later,
        AssignmentValues("OWNER", date(2023, 7, 1), person=who),
        actor=factories.project_office(),
        at=factories.AT,
    )
    row = making.opened(2023)

    seen = page(making.organiser(), "heroes:suggestions", pk=row.pk).partition("个人</h2>")[2]
    by, address = of(making.organiser()), reverse("heroes:nominate", args=[row.pk]) + f"?person={who.pk}"
    form = by.get(address).content.decode()
    by.post(address, {"unit": "QJ-E", "person": who.pk, "deeds": "引进铝箔项目"})

    assert "陈石" in seen
    assert "铝箔项目" in seen
    assert "电池项目" not in seen
    assert "高领导" not in seen
    assert "2023年，负责的项目签订正式合同1个。" in form
    assert (Nomination.objects.get().person, Nomination.objects.get().origin) == (who, "SYSTEM")
