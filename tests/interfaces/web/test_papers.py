"""Papers: drafting, words that may be edited, numbers that may not, issuing, exports."""

import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.engine.data_pack import codes_of
from luodi.across.reports.models import Paper
from luodi.across.reports.selectors.stored import draft_from_json
from luodi.base.audit.models import AuditEntry
from luodi.base.core.text import normalise
from luodi.domains.projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def draft(kind: str = "RP04", period: str = "2023H1") -> Paper:
    """A draft of the whole district."""
    actor = factories.statistics_office()
    if not Project.objects.exists():
        factories.signed_project(amount="64100")
    return reports.draft_paper(kind, period=period, unit=factories.unit("QJ"), actor=actor, at=timezone.now())


def test_a_paper_is_drafted_from_the_ledger(signed_in: SignIn) -> None:
    factories.signed_project(amount="64100")
    client = signed_in(factories.statistics_office())

    answer = client.post("/papers/new/", {"kind": "RP04", "unit": "QJ", "period": "2023H1", "has_sources": "on"})

    paper = Paper.objects.get()
    text = client.get(answer.headers["Location"]).content.decode()
    assert (answer.status_code, paper.kind, paper.has_sources) == (302, "RP04", True)
    assert "6.41亿元" in text
    assert "{{" not in text


def test_a_half_year_summary_of_a_month_is_refused_beside_the_period(signed_in: SignIn) -> None:
    factories.signed_project()

    answer = signed_in(factories.statistics_office()).post(
        "/papers/new/", {"kind": "RP04", "unit": "QJ", "period": "2023-06"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"period": ["半年总结的时期应为半年。"]}


def test_a_paper_is_turned_public_and_masked_and_a_list_only_public(signed_in: SignIn) -> None:
    paper, listed = draft(), draft("RP08", "2023-06")
    client = signed_in(factories.statistics_office())

    client.post(f"/papers/{paper.pk}/options/", {"has_sources": "on", "edition": "masked"})
    client.post(f"/papers/{listed.pk}/options/", {"edition": "public"})

    paper.refresh_from_db()
    listed.refresh_from_db()
    assert (paper.is_public, paper.is_masked, paper.has_sources) == (True, True, False)
    assert (listed.is_public, listed.is_masked, listed.has_sources) == (True, False, True)
    assert "隐数稿" in client.get(f"/papers/{paper.pk}/").content.decode()
    assert "隐数稿" not in client.get(f"/papers/{listed.pk}/").content.decode()


def test_a_paper_over_years_takes_the_typed_span(signed_in: SignIn) -> None:
    factories.signed_project(amount="64100")
    client = signed_in(factories.statistics_office())
    asked = {"kind": "RP05", "unit": "QJ", "period": "2023H1", "span": "2022..2023", "round_mode": "DOWN"}

    answer = client.post("/papers/new/", asked)

    paper = Paper.objects.get()
    assert (answer.status_code, paper.period, paper.book["round_mode"]) == (302, "2022..2023", "DOWN")
    assert "2022—2023年招商引资工作总结" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("span", "told"),
    [("2016.2020", "无法识别期间“2016.2020”"), ("2016..2020H1", "年度总结的期间应为整年")],
)
def test_a_span_that_does_not_fit_is_refused_with_its_reason(signed_in: SignIn, span: str, told: str) -> None:
    factories.signed_project()
    asked = {"kind": "RP05", "unit": "QJ", "period": "2023H1", "span": span}

    answer = signed_in(factories.statistics_office()).post("/papers/new/", asked)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Paper.objects.exists()


def test_a_data_pack_takes_codes_in_any_writing_and_its_workbook_lists_the_facts(signed_in: SignIn) -> None:
    factories.signed_project(amount="64100", name="甲项目")
    client = signed_in(factories.statistics_office())
    asked = {"kind": "RP20", "unit": "QJ", "period": "2023H1", "codes": "s01、S02，C01"}

    answer = client.post("/papers/new/", asked)

    paper = Paper.objects.get()
    assert answer.status_code == 302
    assert codes_of(draft_from_json(paper.draft)) == ("S01", "S02", "C01")
    book = load_workbook(io.BytesIO(client.get(f"/papers/{paper.pk}/excel/").content))
    assert [page.title for page in book.worksheets if page.title[0] in "SC"][:2] == [
        "S01 新签正式合同项目数",
        "S02 新签正式合同额",
    ]
    wrong = client.post("/papers/new/", {**asked, "codes": "Z99"})
    assert (wrong.status_code, Paper.objects.count()) == (422, 1)


def test_words_are_edited_and_an_unknown_field_is_refused(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())
    text = selectors.editable_text(paper)

    good = client.post(f"/papers/{paper.pk}/edit/", {"text": f"{text}\n再接再厉。", "version": paper.version})
    bad = client.post(f"/papers/{paper.pk}/edit/", {"text": f"{text}\n{{{{Z99}}}}", "version": paper.version + 1})

    assert (good.status_code, bad.status_code) == (302, 422)
    assert "再接再厉。" in client.get(f"/papers/{paper.pk}/").content.decode()
    assert "文稿未保存" in bad.content.decode()


def test_the_source_annex_stands_on_the_page_and_is_printed_only_when_ticked(signed_in: SignIn) -> None:
    factories.signed_project()
    client = signed_in(factories.statistics_office())
    client.post("/papers/new/", {"kind": "RP04", "unit": "QJ", "period": "2023H1"})
    paper = Paper.objects.get()

    unprinted = client.get(f"/papers/{paper.pk}/")
    client.post(f"/papers/{paper.pk}/options/", {"has_sources": "on", "edition": "internal"})
    printed = client.get(f"/papers/{paper.pk}/")
    client.post(f"/papers/{paper.pk}/options/", {"has_sources": "on", "edition": "public"})
    public = client.get(f"/papers/{paper.pk}/")

    counts = [[len(page.context[name]) for name in ("annexes", "sources")] for page in (unprinted, printed, public)]
    assert counts == [[0, 1], [1, 0], [0, 0]]
    assert "数据溯源表（不随文印出）" in unprinted.content.decode()


def test_an_issued_paper_no_longer_changes(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())

    client.post(f"/papers/{paper.pk}/issue/")
    again = client.post(f"/papers/{paper.pk}/refresh/")

    assert again.status_code == 409
    assert "已定稿" in again.content.decode()


@pytest.mark.parametrize(("path", "member"), [("word", "word/document.xml"), ("excel", "xl/workbook.xml")])
def test_word_and_excel_come_under_the_papers_title(signed_in: SignIn, path: str, member: str) -> None:
    factories.signed_project()
    paper = draft("RP08", "2023-06")

    answer = signed_in(factories.statistics_office()).get(f"/papers/{paper.pk}/{path}/")

    assert member in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")


def test_without_facts_no_paper_is_drafted_and_the_sentence_says_what_to_do(signed_in: SignIn) -> None:
    factories.unit("QJ")

    answer = signed_in(factories.statistics_office()).post(
        "/papers/new/?period=2023H1", {"kind": "RP04", "unit": "QJ", "period": "2023H1"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "到2023年6月30日，示例市还没有一条已认定的事实，写不出半年总结。请先导入或填报台账并认定，或者换一个单位、时期。"
    ]
    assert not Paper.objects.exists()


def test_each_left_out_passage_names_what_is_missing_and_leads_to_the_page(signed_in: SignIn) -> None:
    paper = draft()

    text = signed_in(factories.statistics_office()).get(f"/papers/{paper.pk}/").content.decode()

    part = text[text.index('id="left-out"') :]
    assert "上年同期" in part
    assert '<a href="/targets/">去目标任务</a>' in part
    assert "〔heroes" not in part


def test_the_format_is_saved_with_the_paper_and_printed(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())
    words = {
        "issuer": "松汀区招商投资局",
        "dated_on": "2023-07-05",
        "masthead": "松汀区招商投资局文件",
        "number": "松招办[2023]5号",
        "signer": "示例某",
        "recipients": "区委、区政府",
        "copies_to": "区委办公室",
        "version": str(paper.version),
    }

    saved = client.post(f"/papers/{paper.pk}/format/", words)
    late = client.post(f"/papers/{paper.pk}/format/", {**words, "signer": "另一人"})
    text = client.get(f"/papers/{paper.pk}/").content.decode()

    assert (saved.status_code, late.status_code) == (302, 422)
    assert "没有覆盖别人的修改" in late.content.decode()
    for printed in ("松招办〔2023〕5号", "签发人：示例某", "区委、区政府：", "2023年7月5日", "抄送：区委办公室。"):
        assert printed in text


def test_an_issued_paper_prints_the_same_bytes_after_the_ledger_and_the_unit_changed(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())
    client.post(f"/papers/{paper.pk}/issue/", {"version": paper.version})
    before = client.get(f"/papers/{paper.pk}/word/").content

    factories.signed_project(amount="9900")
    paper.unit.name = "改名区"
    paper.unit.save()

    paper.refresh_from_db()
    after = client.get(f"/papers/{paper.pk}/word/").content
    assert after == before
    assert hashlib.sha256(after).hexdigest() == paper.sha256
    assert paper.dated_on == timezone.localdate(paper.issued_at)


def test_the_second_to_save_is_told_and_keeps_the_words(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())
    text, version = selectors.editable_text(paper), paper.version
    client.post(f"/papers/{paper.pk}/edit/", {"text": f"{text}甲段。", "version": version})

    late = client.post(f"/papers/{paper.pk}/edit/", {"text": f"{text}乙段。", "version": version})

    assert late.status_code == 422
    assert late.context["clash"].theirs == ("甲段。",)
    assert "乙段。" in late.context["form"]["text"].value()
    assert late.context["form"]["version"].value() == version + 1


def by_hand(paper: Paper, words: str) -> dict[str, str]:
    """The form of the editor with a sentence typed at the end."""
    return {"text": f"{selectors.editable_text(paper)}{words}", "version": str(paper.version)}


def test_numbers_typed_by_hand_are_named_on_saving_and_confirmed_before_the_issue(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())

    saved = client.post(f"/papers/{paper.pk}/edit/", by_hand(paper, "正式合同额8.8亿元。"), follow=True)
    refused = client.post(f"/papers/{paper.pk}/issue/")
    page = saved.content.decode()

    told = "8.8亿元（台账：新签正式合同额6.41亿元）"
    assert f"有1处手工数字没有台账依据：{told}，定稿前请核实。" in page
    assert 'name="confirmed" value="1" required' in page
    assert refused.status_code == 409
    assert f"文稿有1处手工数字，台账中没有依据：{told}" in refused.content.decode()

    client.post(f"/papers/{paper.pk}/issue/", {"confirmed": "1"})
    paper.refresh_from_db()
    assert paper.state == "ISSUED"
    assert AuditEntry.objects.get(action="reports.issued").reason == normalise(f"已核实手工数字1处：{told}")


def test_a_second_paper_of_the_period_is_told_and_needs_a_reason(signed_in: SignIn) -> None:
    first, client = draft(), signed_in(factories.statistics_office())
    client.post(f"/papers/{first.pk}/issue/")
    wanted = {"kind": "RP04", "unit": "QJ", "period": "2023H1"}

    drafted = client.post("/papers/new/", wanted, follow=True).content.decode()
    second = Paper.objects.exclude(pk=first.pk).get()
    refused = client.post(f"/papers/{second.pk}/issue/")
    client.post(f"/papers/{second.pk}/issue/", {"reason": "区领导要求补充"})
    second.refresh_from_db()

    assert f"注意：本期已有定稿《{first.title}》。" in drafted
    assert f'<a href="/papers/{first.pk}/">《{first.title}》</a>' in drafted
    assert (refused.status_code, second.state) == (409, "ISSUED")
    assert "请写明原因，或在标题中写明是更正稿" in refused.content.decode()
    assert AuditEntry.objects.filter(action="reports.issued").latest("number").reason == normalise(
        f"本期已有定稿《{first.title}》，区领导要求补充"
    )


def test_a_public_edition_beside_the_internal_one_and_a_correction_need_no_reason(signed_in: SignIn) -> None:
    first, public, corrected = draft(), draft(), draft()
    client = signed_in(factories.statistics_office())
    client.post(f"/papers/{first.pk}/issue/")
    client.post(f"/papers/{public.pk}/options/", {"edition": "public"})
    title = selectors.editable_text(corrected).replace("【标题】", "【标题】（更正稿）", 1)
    client.post(f"/papers/{corrected.pk}/edit/", {"text": title, "version": corrected.version})

    answers = [client.post(f"/papers/{one.pk}/issue/") for one in (public, corrected)]

    assert [one.status_code for one in answers] == [302, 302]


def test_a_state_secret_is_refused_and_a_day_before_the_data_is_told(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())
    words = {"issuer": "松汀区招商投资局", "dated_on": "2023-07-05", "version": str(paper.version)}

    refused = client.post(f"/papers/{paper.pk}/format/", {**words, "secrecy": "绝密"})
    client.post(f"/papers/{paper.pk}/format/", {**words, "secrecy": "内部资料"})
    page = client.get(f"/papers/{paper.pk}/").content.decode()

    assert refused.status_code == 422
    assert "本系统是非涉密系统，不得起草、存储国家秘密文稿" in refused.content.decode()
    assert "内部资料" in page
    assert "早于数据截至的日期" in page
