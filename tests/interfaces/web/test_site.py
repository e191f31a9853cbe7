"""On site: whose projects are shown, and that what is sent is taken once, by the right person, or refused with a sentence."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest
from django.test import Client, override_settings
from PIL import Image

from luodi.base.files.models import Attachment
from luodi.base.receipts.models import Receipt
from luodi.domains.projects.models import ProgressReturn, Project, SitePhoto
from luodi.domains.supervision.models import Issue, IssueEvidence
from tests import factories
from tests.domains.projects import duties

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
KEY = "0123456789abcdef"
DRAFT = {"Accept": "application/json"}
RETURN = {
    "period": "2023-06",
    "invested_in_wan": "120",
    "work_percent": "35",
    "works": "主体施工至三层",
    "light": "GREEN",
}
HERE = {"taken_at": "2023-07-03T08:30", "latitude": "30.512345", "longitude": "114.312345", "by_phone": "1"}


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    """Every page is asked at the moment of the factories."""
    with mock.patch("django.utils.timezone.now", return_value=factories.AT):
        yield


def jpeg(colour: str = "navy") -> io.BytesIO:
    """A small picture that says neither time nor place."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, "JPEG")
    stream.name = "现场.jpg"
    stream.seek(0)
    return stream


def sent(client: Client, project: Project, act: str, key: str = KEY, **values: object) -> Any:
    """A draft as the phone sends it."""
    return client.post(f"/site/{project.pk}/{act}/", {"key": key, **values}, headers=DRAFT)


def test_cards_are_the_projects_one_answers_for_and_those_of_the_unit(signed_in: SignedIn) -> None:
    own = factories.signed_project("QJ-W", name="西县有人负责的项目")
    factories.signed_project("QJ-E", name="东县本单位的项目")
    factories.signed_project("QJ-W", name="西县别人的项目")
    ended = factories.signed_project("QJ-E", name="东县已终止的项目")
    factories.recognised_event(ended, "TERMINATE", date(2023, 5, 1))
    officer = factories.user("r23", "QJ-E", scope="S1")
    duties.assigned(own, officer.person, "SITE")
    clerk = factories.clerk()

    shown = signed_in(officer).get("/site/")
    of_clerk = signed_in(clerk).get("/site/")

    assert [one.project.name for one in shown.context["own"]] == ["西县有人负责的项目"]
    assert [one.roles for one in shown.context["own"]] == [("驻工地专员",)]
    assert [one.project.name for one in shown.context["of_unit"]] == []
    assert [one.project.name for one in of_clerk.context["of_unit"]] == ["东县本单位的项目"]


def test_a_site_officer_files_for_the_own_project_and_for_no_other(signed_in: SignedIn) -> None:
    own, other = factories.signed_project("QJ-E"), factories.signed_project("QJ-E")
    officer = factories.user("r23", "QJ-E", scope="S1")
    duties.assigned(own, officer.person, "SITE")
    client = signed_in(officer)

    taken = sent(client, own, "progress", **RETURN)
    refused = sent(client, other, "progress", "f" * 32, **RETURN)

    assert (taken.status_code, refused.status_code) == (200, 404)
    assert list(ProgressReturn.objects.values_list("project", flat=True)) == [own.pk]


def test_three_posts_of_one_return_write_one(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())

    answers = [sent(client, project, "progress", **RETURN) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert {answer.json()["said"] for answer in answers} == {f"{project.name}：2023年6月月报已提交并锁定，等待审核。"}
    assert (ProgressReturn.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_photo_is_filed_with_the_phones_time_and_place_and_once(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())

    answers = [sent(client, project, "photo", evidence=jpeg(), scene="MAIN", **HERE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    photo = SitePhoto.objects.get()
    assert (photo.taken_at, photo.latitude, photo.source) == (
        datetime(2023, 7, 3, 0, 30, tzinfo=UTC),
        Decimal("30.512345"),
        "PHONE",
    )


def test_a_problem_goes_to_the_projects_unit_with_its_photo_and_the_day_it_was_written(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    said = {
        "category": "POWER",
        "text": "施工用电容量不足\n二期设备无法调试",
        "unit": "QJ-E",
        "raised_on": "2023-07-01",
    }

    answers = [sent(client, project, "issue", photos=jpeg(), **said) for _ in range(2)]

    made = Issue.objects.get()
    assert answers[0].json()["said"] == answers[1].json()["said"] == f"{project.name}：问题已提出，编号 {made.number}。"
    assert (made.title, made.unit.code, made.project, made.raised_on) == (
        "施工用电容量不足",
        "QJ-E",
        project,
        date(2023, 7, 1),
    )
    assert IssueEvidence.objects.count() == 1


def test_the_units_offered_for_a_problem_are_the_projects_and_the_own_one(signed_in: SignedIn) -> None:
    project = factories.signed_project()

    page = signed_in(factories.statistics_office()).get(f"/site/{project.pk}/")

    form = next(one.form for one in page.context["acts"] if one.act.name == "issue")
    assert [code for code, _ in form.fields["unit"].choices] == ["", "QJ-E", "QJ"]
    assert form["unit"].value() == "QJ-E"


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"taken_at": "2023-07-03T09:30"}, 422, "在将来"),
        ({"latitude": "", "longitude": ""}, 422, "没有定位"),
        ({"taken_at": ""}, 422, "没有拍摄时间"),
        ({"scene": "SELFIE"}, 422, "请从列表中选择画面内容"),
    ],
)
def test_a_photo_that_cannot_be_true_is_refused(
    signed_in: SignedIn, changed: dict[str, str], status: int, words: str
) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())

    answer = sent(client, project, "photo", evidence=jpeg(), **{"scene": "MAIN", **HERE, **changed})

    assert (answer.status_code, words in answer.json()["said"]) == (status, True)
    assert (SitePhoto.objects.count(), Receipt.objects.count(), Attachment.objects.filter(kind="jpg").count()) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [("%PDF-1.7 not a photo", "不是照片"), ("<svg onload=alert(1)>", "不是可接收的文件"), ("MZ", "不是可接收的文件")],
)
def test_what_is_no_picture_is_refused(signed_in: SignedIn, content: str, words: str) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    upload = io.BytesIO(content.encode())
    upload.name = "现场.jpg"

    answer = sent(client, project, "photo", evidence=upload, scene="MAIN", **HERE)

    assert (answer.status_code, words in answer.json()["said"]) == (422, True)
    assert SitePhoto.objects.count() == 0


@override_settings(LUODI_FILE_LIMIT_BYTES=100)
def test_a_photo_that_is_too_big_is_refused(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())

    answer = sent(client, project, "photo", evidence=jpeg(), scene="MAIN", **HERE)

    assert (answer.status_code, "超过上限" in answer.json()["said"]) == (422, True)
    assert SitePhoto.objects.count() == 0


def test_a_refused_draft_is_mended_and_sent_under_the_same_key(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())

    first = sent(client, project, "progress", **RETURN | {"light": "RED"})
    second = sent(client, project, "progress", **RETURN | {"light": "RED", "reason": "连续降雨"})

    assert (first.status_code, first.json()["said"]) == (422, "黄灯、红灯要写明滞后原因和下一步办法。")
    assert (second.status_code, ProgressReturn.objects.get().reason) == (200, "连续降雨")


@pytest.mark.parametrize("act", ["progress", "photo", "issue"])
def test_signed_out_a_draft_is_told_to_sign_in(act: str) -> None:
    project = factories.signed_project()

    answer = sent(Client(), project, act, **RETURN)

    assert (answer.status_code, answer.json()["said"]) == (401, "登录已失效，请重新登录，登录后自动发送。")
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("act", ["progress", "photo", "issue"])
def test_without_the_right_of_another_county_or_of_no_project_nothing_is_taken(signed_in: SignedIn, act: str) -> None:
    project = factories.signed_project("QJ-E")

    refused = sent(signed_in(factories.user("r26")), project, act, **RETURN)
    foreign = sent(signed_in(factories.clerk("QJ-W")), project, act, **RETURN)
    unknown = signed_in(factories.clerk()).post(f"/site/999999/{act}/", {"key": KEY}, headers=DRAFT)

    assert (refused.status_code, foreign.status_code, unknown.status_code) == (403, 404, 404)
    assert foreign.json()["said"] == unknown.json()["said"] == "没有找到该项目，或它不在您的管理范围内。"
    assert Receipt.objects.count() == 0


def test_a_draft_of_another_account_is_not_taken_in_my_name(signed_in: SignedIn) -> None:
    project, writer = factories.signed_project(), factories.clerk()
    other = factories.user("r09", "QJ-E", name="另一位")

    answer = sent(signed_in(other), project, "progress", account=str(writer.pk), **RETURN)

    assert (answer.status_code, json.loads(answer.content)["code"]) == (409, "site.account")
    assert ProgressReturn.objects.count() == 0


def test_without_scripts_a_form_is_posted_and_comes_back_with_its_errors(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    key = client.get(f"/site/{project.pk}/progress/").context["acts"][0].form["key"].value()

    wrong = client.post(f"/site/{project.pk}/progress/", {"key": key, **RETURN, "works": ""})
    right = client.post(f"/site/{project.pk}/progress/", {"key": key, **RETURN}, follow=True)
    twice = client.post(f"/site/{project.pk}/progress/", {"key": key, **RETURN}, follow=True)

    assert (wrong.status_code, "请填写形象进度" in wrong.content.decode()) == (422, True)
    assert [one.is_open for one in wrong.context["acts"]] == [True, False, False]
    for answer in (right, twice):
        assert answer.redirect_chain == [(f"/site/{project.pk}/", 302)]
        assert "已提交并锁定" in answer.content.decode()
    assert ProgressReturn.objects.count() == 1


def test_the_last_values_stand_beside_the_fields_and_the_locked_month_is_not_offered(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    sent(client, project, "progress", **RETURN)

    page = client.get(f"/site/{project.pk}/").content.decode()

    assert "上期 35%" in page
    assert "上期：主体施工至三层" in page
    assert 'value="2023-06"' not in page


def test_the_next_photo_begins_with_the_scene_of_the_last(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    before = client.get(f"/site/{project.pk}/").context["acts"][1].form["scene"].value()

    sent(client, project, "photo", evidence=jpeg(), scene="FOUNDATION", **HERE)

    after = client.get(f"/site/{project.pk}/").context["acts"][1].form["scene"].value()
    assert (before, after) == ("OTHER", "FOUNDATION")


def test_the_worker_is_a_script_of_this_folder_and_is_asked_for_each_time(client: Client) -> None:
    answer = client.get("/site/worker.js")

    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"X-Kept-Until" in answer.content


def test_a_part_of_the_page_is_only_the_part(signed_in: SignedIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk(), part=True)

    assert client.get("/site/").content.strip().startswith(b"<h2")
    assert client.get(f"/site/{project.pk}/").content.strip().startswith(b"<nav")
