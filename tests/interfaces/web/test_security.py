"""Passwords, spellings at sign-in, sizes of what is sent, masked numbers, and the version of what is changed."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from luodi.base.audit.models import AuditEntry
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import PasswordReset
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import ProjectValues
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
PHONE = "13812341234"


@pytest.fixture(autouse=True)
def district() -> None:
    """The district of the tests."""
    factories.district()


def project_with_phone() -> Project:
    row = factories.project()
    values = ProjectValues(
        name=row.name, unit=row.unit, investor=row.investor, contact_phone=PHONE, remark=f"联系王工 {PHONE}"
    )
    return projects.change_project(row, values, actor=factories.clerk(), at=factories.AT)


def issued(signed_in: SignIn) -> str:
    client = signed_in(factories.officer("sysadmin"))
    client.post(f"/users/{factories.clerk().pk}/password/", {"reason": "本人持证到场"})
    page = client.post(f"/users/resets/{PasswordReset.objects.get().pk}/issue/")
    assert page.headers["Cache-Control"] == "private, no-store"
    return str(page.context["issued"].password)


def sign_in(client: Client, name: str, password: str) -> int:
    return client.post("/accounts/login/", {"login": name, "password": password}).status_code


def test_a_temporary_password_leads_to_the_change_of_password_and_nowhere_else(signed_in: SignIn) -> None:
    temporary, client = issued(signed_in), Client()

    assert sign_in(client, factories.clerk().username, temporary) == 302
    assert client.get("/projects/").headers["Location"] == "/accounts/password/"
    part = client.get("/projects/", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (401, "/accounts/password/")

    new = "quiet-meadow-4471"
    client.post("/accounts/password/", {"oldpassword": temporary, "password1": new, "password2": new})

    assert client.get("/projects/").status_code == 200
    assert AuditEntry.objects.filter(action="orgs.password_set", actor=factories.clerk()).count() == 1


def test_after_its_day_a_temporary_password_opens_nothing(signed_in: SignIn) -> None:
    temporary, client, account = issued(signed_in), Client(), factories.clerk()
    account.password_until = timezone.now() - timedelta(minutes=1)
    account.save(update_fields=["password_until"])

    sign_in(client, account.username, temporary)

    assert client.get("/accounts/password/").headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_a_leaders_reset_waits_for_the_other_officer(signed_in: SignIn) -> None:
    leader, asking, answering = factories.user("r01"), factories.officer("sysadmin"), factories.officer("secadmin")
    signed_in(asking).post(f"/users/{leader.pk}/password/", {"reason": "本人电话说明并当面核对"})
    reset = PasswordReset.objects.get()

    early = signed_in(asking).post(f"/users/resets/{reset.pk}/issue/")
    own = signed_in(asking).post(f"/users/resets/{reset.pk}/decide/", {"answer": "approve"})
    signed_in(answering).post(f"/users/resets/{reset.pk}/decide/", {"answer": "approve"})
    late = signed_in(asking).post(f"/users/resets/{reset.pk}/issue/")

    assert (early.status_code, own.status_code, late.status_code) == (409, 403, 200)


@pytest.mark.parametrize("spelling", ["R09.QJ-E", "ｒ09.qj-e", " r09.qj-e", "r09.qj-e\u200b", "R09.qj-e "])
def test_every_spelling_of_a_name_counts_towards_one_lock(spelling: str, settings: Settings) -> None:
    factories.clerk()
    settings.AXES_FAILURE_LIMIT = 3
    client = Client()

    for name in ("r09.qj-e", spelling):
        sign_in(client, name, "wrong-password")
    locked = sign_in(client, spelling.swapcase(), "wrong-password")

    assert locked == 429


def test_a_change_that_does_not_say_on_which_state_it_was_made_is_refused(signed_in: SignIn) -> None:
    row, client = factories.project(), signed_in(factories.clerk())
    form = client.get(f"/projects/{row.pk}/edit/").context["form"]
    sent = {name: "" if value is None else value for name, value in form.initial.items() if name in form.fields}

    refused = client.post(f"/projects/{row.pk}/edit/", {**sent, "name": "换名项目", "version": ""})
    stale = client.post(f"/projects/{row.pk}/edit/", {**sent, "name": "换名项目", "version": row.version + 1})
    done = client.post(f"/projects/{row.pk}/edit/", {**sent, "name": "换名项目", "version": row.version})

    assert (refused.status_code, stale.status_code, done.status_code) == (409, 422, 302)
    assert "没有带上项目版本" in refused.content.decode()


def test_a_number_is_masked_on_every_page_and_in_the_export(signed_in: SignIn) -> None:
    row, client = project_with_phone(), signed_in(factories.clerk())

    pages = [client.get(f"/projects/{row.pk}/{tab}").content.decode() for tab in ("", "edit/", "history/")]
    columns = "columns=contact_phone&columns=remark"
    pages.append(client.get(f"/projects/?{columns}").content.decode())
    book = load_workbook(io.BytesIO(client.get(f"/projects/export/?{columns}").content))
    cells = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line]

    # The remark's own form field is what the clerk typed; the number's field stays empty.
    assert [PHONE in page for page in (pages[0], pages[2], pages[3])] == [False, False, False]
    assert f'name="contact_phone" value="{PHONE}"' not in pages[1]
    assert "138****1234" in pages[0]
    assert not any(PHONE in cell for cell in cells)
    assert "138****1234" in cells


def test_who_may_looks_at_a_number_once_and_the_look_is_logged(signed_in: SignIn) -> None:
    row, office = project_with_phone(), factories.project_office()

    seen = signed_in(office).post(f"/projects/{row.pk}/contact/")
    refused = signed_in(factories.clerk()).post(f"/projects/{row.pk}/contact/")
    by_link = signed_in(office).get(f"/projects/{row.pk}/contact/")

    assert (PHONE in seen.content.decode(), refused.status_code, by_link.status_code) == (True, 403, 405)
    assert AuditEntry.objects.get(action="projects.contact_revealed").actor == office
    assert PHONE not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


def test_an_empty_field_keeps_the_number_and_a_word_clears_it(signed_in: SignIn) -> None:
    row, client = project_with_phone(), signed_in(factories.clerk())
    form = client.get(f"/projects/{row.pk}/edit/").context["form"]
    sent = {name: "" if value is None else value for name, value in form.initial.items() if name in form.fields}

    client.post(f"/projects/{row.pk}/edit/", {**sent, "place": "东园"})
    row.refresh_from_db()
    kept = (row.place, row.contact_phone)
    client.post(f"/projects/{row.pk}/edit/", {**sent, "place": "东园", "contact_phone": "无", "version": row.version})

    row.refresh_from_db()
    assert (kept, row.contact_phone) == (("东园", PHONE), "")


def test_numbers_in_the_remark_are_masked_in_the_form_and_kept_when_their_masks_stand(signed_in: SignIn) -> None:
    row, client = project_with_phone(), signed_in(factories.clerk())
    remark = "联系人 13911112222、13933334444，周五前答复"
    Project.objects.filter(pk=row.pk).update(remark=remark)
    page = client.get(f"/projects/{row.pk}/edit/")
    form = page.context["form"]
    sent = {name: "" if value is None else value for name, value in form.initial.items() if name in form.fields}

    masked = sent["remark"]
    client.post(f"/projects/{row.pk}/edit/", {**sent, "remark": masked.replace("周五", "周六")})

    row.refresh_from_db()
    assert masked == "联系人 139****2222、139****4444，周五前答复"
    assert "13911112222" not in page.content.decode()
    assert row.remark == remark.replace("周五", "周六")


def test_an_investors_number_is_masked_and_looked_at_with_a_log_row(signed_in: SignIn) -> None:
    company = factories.project().investor
    assert company is not None
    investors.set_contact(company, phone=PHONE, actor=factories.clerk(), at=factories.AT)

    page = signed_in(factories.clerk()).get(f"/investors/{company.pk}/").content.decode()
    seen = signed_in(factories.user("r06")).post(f"/investors/{company.pk}/contact/reveal/").content.decode()

    assert (PHONE in page, "138****1234" in page, PHONE in seen) == (False, True, True)
    assert AuditEntry.objects.get(action="investors.contact_revealed").actor == factories.user("r06")


def pdf(name: str = "回单.pdf", size: int = 100) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode() + b"x" * size)


def test_too_much_at_once_too_many_files_and_too_much_a_day_are_refused_with_a_sentence(
    signed_in: SignIn, settings: Settings
) -> None:
    trip = factories.trip()
    client, place = signed_in(factories.clerk()), f"/investors/trips/{trip.pk}/evidence/"
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    settings.LUODI_REQUEST_LIMIT_BYTES = 1024 * 1024
    settings.LUODI_UPLOAD_DAY_BYTES = 600

    many = client.post(place, {"evidence": [pdf(f"{number}.pdf") for number in range(3)]})
    large = client.post(place, {"evidence": [pdf(size=1024 * 1024)]})
    first = client.post(place, {"evidence": [pdf(size=400)]})
    second = client.post(place, {"evidence": [pdf("又一份.pdf", size=400)]})

    assert [answer.status_code for answer in (many, large, first, second)] == [413, 413, 302, 422]
    assert "一次最多上传 2 个文件" in many.content.decode()
    assert "一次提交最多 1 MB" in large.content.decode()
    assert "每人每天" in second.content.decode()
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("path", ["/projects/?q=a%00b", "/units/%00/edit/", "/projects/?%00=1"])
def test_a_sign_that_no_database_keeps_is_a_bad_request(signed_in: SignIn, path: str) -> None:
    assert signed_in(factories.officer("sysadmin")).get(path).status_code == 400
