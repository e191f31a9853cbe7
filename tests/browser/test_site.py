"""On site with a phone: three taps, drafts that survive the loss of the network, everything sent exactly once, nothing left behind."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from luodi.base.orgs.models import User
from luodi.domains.projects.models import ProgressReturn, Project, SitePhoto
from luodi.domains.projects.services.duty_sets import install_duty_sets
from luodi.domains.supervision.models import Issue
from tests import factories
from tests.browser.conftest import PHONE
from tests.browser.test_pages import faults

OpenAs = Callable[..., Page]
NAME = "年产30万吨再生铝项目"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project() -> Project:
    """A signed project of the eastern county."""
    factories.district()
    install_duty_sets(at=factories.AT)
    return factories.signed_project("QJ-E", name=NAME)


def opened(open_as: OpenAs, who: User, project: Project, **options: bool) -> Page:
    """The project's page, kept on the phone together with the list."""
    page = open_as(who, PHONE, **options)
    page.goto("/site/")
    if options.get("workers", True):
        expect(page.locator("#site[data-kept]")).to_be_attached()
    page.locator(".site-card", has_text=project.name).click()
    expect(page.locator("h1")).to_have_text(project.name)
    if options.get("workers", True):
        expect(page.locator("#site[data-kept]")).to_be_attached()
    return page


def write_return(page: Page, works: str = "主体施工至三层") -> None:
    """Tap 报进展 and fill in the return."""
    page.locator("[data-open=progress]").click()
    page.fill("#progress [name=invested_in_wan]", "120")
    page.fill("#progress [name=work_percent]", "35")
    page.fill("#progress [name=works]", works)


def unsent(page: Page, count: int) -> None:
    """So many stand in the list of what is not sent."""
    expect(page.locator("#unsent [data-count]")).to_have_text(str(count))
    expect(page.locator("#unsent li")).to_have_count(count)


def picture() -> dict[str, object]:
    """A photo as the camera hands it over."""
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(stream, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


@pytest.mark.usefixtures("project")
def test_three_taps_file_a_return(open_as: OpenAs, project: Project) -> None:
    page = open_as(factories.clerk(), PHONE)
    page.goto("/site/")
    taps = 0
    for target in (".site-card", "[data-open=progress]", "#progress button[type=submit]"):
        if target.endswith("[type=submit]"):
            page.fill("#progress [name=invested_in_wan]", "120")
            page.fill("#progress [name=work_percent]", "35")
            page.fill("#progress [name=works]", "主体施工至三层")
        page.locator(target).first.click()
        taps += 1

    expect(page.locator("#messages")).to_contain_text("已提交并锁定，等待审核")
    expect(page.locator("#unsent")).to_be_hidden()
    assert (taps, ProgressReturn.objects.get().works) == (3, "主体施工至三层")


def test_three_taps_take_a_photo_with_the_phones_place(open_as: OpenAs, project: Project) -> None:
    page = open_as(factories.clerk(), PHONE)
    page.goto("/site/")
    page.locator(".site-card").click()
    with page.expect_file_chooser() as chosen:
        page.locator("[data-open=photo]").click()
    chosen.value.set_files(picture())  # type: ignore[arg-type]  # a payload is what playwright takes
    expect(page.locator("#photo [data-located]")).to_contain_text("已定位")

    page.locator("#photo button[type=submit]").click()

    expect(page.locator("#messages")).to_contain_text("已上传 1 张照片")
    photo = SitePhoto.objects.get()
    assert (str(photo.latitude), str(photo.longitude), photo.source) == ("30.512345", "114.312345", "PHONE")


def test_three_taps_report_a_problem(open_as: OpenAs, project: Project) -> None:
    page = open_as(factories.clerk(), PHONE)
    page.goto("/site/")
    page.locator(".site-card").click()
    page.locator("[data-open=issue]").click()
    page.select_option("#issue [name=category]", "POWER")
    page.fill("#issue [name=text]", "施工用电容量不足")

    page.locator("#issue button[type=submit]").click()

    expect(page.locator("#messages")).to_contain_text("问题已提出，编号")
    assert (Issue.objects.get().title, Issue.objects.get().unit.code) == ("施工用电容量不足", "QJ-E")


def test_without_a_network_it_is_typed_reloaded_and_sent_once_when_the_network_is_back(
    open_as: OpenAs, project: Project
) -> None:
    page = opened(open_as, factories.clerk(), project)
    page.context.set_offline(True)
    write_return(page)
    expect(page.locator("#progress [data-saved]")).to_have_text("草稿已存在这部手机上")

    page.reload()
    expect(page.locator("#away")).to_contain_text("没有网络")
    page.locator("[data-open=progress]").click()
    expect(page.locator("#progress [name=works]")).to_have_value("主体施工至三层")
    page.locator("#progress button[type=submit]").click()
    expect(page.locator("#unsent li")).to_contain_text("等待发送")
    unsent(page, 1)
    page.goto("/site/")
    unsent(page, 1)
    assert ProgressReturn.objects.count() == 0
    page.context.set_offline(False)

    expect(page.locator("#messages")).to_contain_text("已提交并锁定")
    expect(page.locator("#unsent")).to_be_hidden()
    page.reload()
    expect(page.locator("#site[data-kept]")).to_be_attached()
    assert ProgressReturn.objects.count() == 1


def test_a_photo_taken_without_a_network_survives_a_reload(open_as: OpenAs, project: Project) -> None:
    page = opened(open_as, factories.clerk(), project)
    page.context.set_offline(True)
    with page.expect_file_chooser() as chosen:
        page.locator("[data-open=photo]").click()
    chosen.value.set_files(picture())  # type: ignore[arg-type]  # a payload is what playwright takes
    expect(page.locator("#photo [data-located]")).to_contain_text("已定位")
    expect(page.locator("#photo [data-saved]")).to_have_text("草稿已存在这部手机上")

    page.reload()
    page.goto(f"/site/{project.pk}/#photo")
    expect(page.locator("#photo [data-saved]")).to_have_text("已恢复没有发送的草稿")
    page.locator("#photo button[type=submit]").click()
    unsent(page, 1)
    page.context.set_offline(False)

    expect(page.locator("#messages")).to_contain_text("已上传 1 张照片")
    assert SitePhoto.objects.get().attachment.name == "IMG_0001.jpg"


def test_an_answer_that_is_lost_after_the_server_wrote_is_asked_again_and_writes_nothing_twice(
    open_as: OpenAs, project: Project
) -> None:
    page = opened(open_as, factories.clerk(), project, workers=False)
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/progress/", lose)
    write_return(page)
    page.locator("#progress button[type=submit]").click()
    expect(page.locator("#unsent [data-note]")).to_have_text("没有网络，联网后自动发送。")
    assert (lost, ProgressReturn.objects.count()) == ([200], 1)

    page.locator("#unsent [data-send]").click()

    expect(page.locator("#messages")).to_contain_text("已提交并锁定")
    expect(page.locator("#unsent")).to_be_hidden()
    assert ProgressReturn.objects.count() == 1


def test_signed_out_meanwhile_it_asks_to_sign_in_and_then_sends(open_as: OpenAs, project: Project) -> None:
    page = opened(open_as, factories.clerk(), project)
    write_return(page)
    page.context.clear_cookies(name="sessionid")
    page.locator("#progress button[type=submit]").click()
    expect(page.locator("#unsent [data-note]")).to_contain_text("登录已失效")

    page.locator("#unsent").get_by_role("link", name="重新登录").click()
    page.fill("[name=login]", factories.clerk().username)
    page.fill("[name=password]", factories.PASSWORD)
    page.click("main button[type=submit]")

    expect(page.locator("#messages")).to_contain_text("已提交并锁定")
    assert ProgressReturn.objects.count() == 1


def test_what_the_server_refuses_stays_with_its_sentence_until_it_is_mended_or_discarded(
    open_as: OpenAs, project: Project
) -> None:
    page = opened(open_as, factories.clerk(), project)
    write_return(page)
    page.locator("#progress [name=light][value=RED]").check()
    page.locator("#progress button[type=submit]").click()
    expect(page.locator("#unsent li")).to_contain_text("黄灯、红灯要写明滞后原因和下一步办法。")
    page.locator("#unsent").get_by_role("button", name="修改").click()
    page.fill("#progress [name=reason]", "连续降雨，调整工序")
    page.locator("#progress button[type=submit]").click()
    expect(page.locator("#messages")).to_contain_text("已提交并锁定")
    write_return(page, "撤走前写的")
    Project.objects.filter(pk=project.pk).update(is_withdrawn=True)
    page.locator("#progress button[type=submit]").click()

    expect(page.locator("#unsent li")).to_contain_text("没有找到该项目，或它不在您的管理范围内。")
    page.goto("/site/")
    unsent(page, 1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#unsent").get_by_role("button", name="丢弃").click()
    expect(page.locator("#unsent")).to_be_hidden()
    assert list(ProgressReturn.objects.values_list("reason", flat=True)) == ["连续降雨，调整工序"]


def test_signing_out_erases_the_drafts_and_the_kept_pages_and_another_account_never_sees_them(
    open_as: OpenAs, project: Project
) -> None:
    page = opened(open_as, factories.clerk(), project)
    write_return(page, "第一位写的")
    expect(page.locator("#progress [data-saved]")).to_have_text("草稿已存在这部手机上")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.goto("/accounts/logout/")
    page.locator("main form[data-leaves] button").click()
    page.wait_for_url("**/accounts/login/")
    assert asked == ["还有 1 件没有发送，退出后从这部手机上删除，不能找回。确定退出吗？"]
    assert page.evaluate("caches.has('luodi-site')") is False

    other = factories.user("r09", "QJ-E", name="另一位")
    page.fill("[name=login]", other.username)
    page.fill("[name=password]", factories.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(f"/site/{project.pk}/#progress")

    expect(page.locator("#site[data-kept]")).to_be_attached()
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.locator("#progress [name=works]")).to_have_value("")


def test_the_drafts_of_a_session_that_ended_wait_for_their_writer_and_no_other(
    open_as: OpenAs, project: Project
) -> None:
    page = opened(open_as, factories.clerk(), project)
    write_return(page, "第一位写的")
    expect(page.locator("#progress [data-saved]")).to_have_text("草稿已存在这部手机上")
    for who, shown in ((factories.user("r09", "QJ-E", name="另一位"), 0), (factories.clerk(), 1)):
        page.context.clear_cookies(name="sessionid")
        page.goto("/accounts/login/")
        page.fill("[name=login]", who.username)
        page.fill("[name=password]", factories.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "login" not in url)
        page.goto("/site/")
        expect(page.locator("#site[data-kept]")).to_be_attached()

        expect(page.locator("#unsent li")).to_have_count(shown)


@pytest.mark.parametrize("size", [PHONE, (1440, 900)], ids=["390", "1440"])
def test_axe_finds_nothing_and_nothing_hangs_over(
    open_as: OpenAs, project: Project, complaints: list[str], size: tuple[int, int]
) -> None:
    page = open_as(factories.clerk(), size)
    found = {}

    for address in ("/site/", *(f"/site/{project.pk}/{act}" for act in ("", "progress/", "photo/", "issue/"))):
        page.goto(address)
        found[address] = faults(page)

    assert {address: shown for address, shown in found.items() if shown} == {}
    assert complaints == []


def test_without_scripts_the_buttons_open_their_forms_and_send(open_as: OpenAs, project: Project) -> None:
    page = open_as(factories.clerk(), PHONE, scripts=False)
    page.goto("/site/")
    page.locator(".site-card").click()
    write_return(page)

    page.locator("#progress button[type=submit]").click()

    expect(page.locator("#messages")).to_contain_text("已提交并锁定")
    assert ProgressReturn.objects.count() == 1
