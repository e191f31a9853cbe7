"""Templates of the office: taken in with every fault named, one version in use, papers frozen with their figures."""

import hashlib
import io
from datetime import timedelta

import docx
import pytest

from luodi.across.reports.models import PaperTemplate, TemplatePaper
from luodi.across.reports.rules.templates import KINDS, TemplateFaulty
from luodi.across.reports.selectors import starters
from luodi.across.reports.selectors import templates as selectors
from luodi.across.reports.services import templates as services
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.files.models import Attachment
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def a_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def uploaded(*paragraphs: str, kind: str = "RP04", code: str = "") -> PaperTemplate:
    return services.upload_template(
        a_file(*paragraphs),
        file_name="半年总结.docx",
        kind=kind,
        name="半年总结（办公室版）",
        actor=factories.statistics_office(),
        at=AT,
        code=code,
    )


def in_use(*paragraphs: str, kind: str = "RP04") -> PaperTemplate:
    made = uploaded(*paragraphs, kind=kind)
    services.use_template(made, actor=factories.statistics_office(), at=AT)
    return made


def made_paper(template: PaperTemplate, unit: str = "QJ", **more: object) -> TemplatePaper:
    given = {"period": "2023H1", "unit": factories.unit(unit), "actor": factories.statistics_office(), **more}
    return services.make_paper(template, at=AT + timedelta(days=1), **given)  # type: ignore[arg-type]  # as the verb takes them


def text_of(paper: TemplatePaper) -> list[str]:
    return [block.text for block in selectors.reprinted(paper).blocks]


def test_a_template_with_faults_is_refused_with_all_of_them_and_nothing_is_kept() -> None:
    with pytest.raises(TemplateFaulty) as refused:
        uploaded("签约{{S01x}}", "{{S01.month}}")

    assert [fault.partition("：")[0] for fault in refused.value.faults] == [
        "第1段“签约{{S01x}}”",
        "第2段“{{S01.month}}”",
    ]
    assert (PaperTemplate.objects.count(), Attachment.objects.count()) == (0, 0)


def test_versions_are_numbered_and_one_is_in_use() -> None:
    viewer = factories.statistics_office()
    first = in_use("{{S01}}")
    second = uploaded("签约{{S01}}", code=first.code)

    before = selectors.template_in_use(viewer, "t001").pk
    services.use_template(second, actor=viewer, at=AT)

    assert [(one.code, one.revision) for one in (first, second)] == [("T001", 1), ("T001", 2)]
    assert (before, selectors.template_in_use(viewer, "T001").pk) == (first.pk, second.pk)
    assert (selectors.is_in_use(first), selectors.is_in_use(second)) == (False, True)


def test_the_same_file_is_no_new_version() -> None:
    content, actor = a_file("{{S01}}"), factories.statistics_office()
    given = {"file_name": "a.docx", "kind": "RP04", "name": "总结", "actor": actor, "at": AT}
    first = services.upload_template(content, **given)  # type: ignore[arg-type]  # as the verb takes them

    with pytest.raises(BusinessError, match="内容与第1版完全相同"):
        services.upload_template(content, code=first.code, **given)  # type: ignore[arg-type]  # as above


def test_a_retired_template_makes_no_more_papers() -> None:
    template, actor = in_use("{{S01}}"), factories.statistics_office()
    services.retire_template(template, actor=actor, at=AT)

    with pytest.raises(BusinessError, match="没有启用"):
        made_paper(template)
    with pytest.raises(BusinessError, match="没有编号为“T001”的在用模板"):
        selectors.template_in_use(actor, "T001")


def test_only_the_office_keeps_templates() -> None:
    with pytest.raises(NotPermitted):
        services.upload_template(
            a_file("{{S01}}"), file_name="a.docx", kind="RP04", name="总结", actor=factories.clerk(), at=AT
        )


def test_a_paper_keeps_its_figures_when_the_ledger_goes_on() -> None:
    factories.signed_project(amount="64100")
    template = in_use("{{单位}}{{半年}}签约{{S01}}，合同额{{S02}}{{有则写}}，{{S09.n|同比}}{{结束}}。")
    paper = made_paper(template)
    before = text_of(paper)

    factories.signed_project(amount="1000")
    again = selectors.reprinted(TemplatePaper.objects.get(pk=paper.pk)).filled.content

    assert before[0].endswith("上半年签约1个，合同额6.41亿元。")
    assert text_of(paper) == before
    assert hashlib.sha256(again).hexdigest() == paper.sha256
    assert text_of(made_paper(template))[0].endswith("签约2个，合同额6.51亿元。")


def test_a_paper_names_its_version_and_leaves_an_audit_row() -> None:
    factories.signed_project()
    paper = made_paper(in_use("{{S01}}"))

    acts = list(
        AuditEntry.objects.filter(action__startswith="reports.").order_by("number").values_list("action", flat=True)
    )

    assert str(paper.template) == "半年总结（办公室版） 第1版"
    assert acts == ["reports.template_uploaded", "reports.template_used", "reports.template_printed"]


def test_a_row_for_each_unit_below_has_that_unit_s_figures() -> None:
    factories.signed_project("QJ-E", amount="20000")
    factories.unit("QJ-W")

    paper = made_paper(in_use("{{逐个 单位 用；连}}{{项.名称}}{{项.S01.ytd}}{{结束}}。"))

    (line,) = text_of(paper)
    assert {part[-2:] for part in line.rstrip("。").split("；")} >= {"1个", "0个"}


def test_only_the_root_is_called_the_whole_area() -> None:
    factories.signed_project("QJ-E")
    template = in_use("{{全域}}签约{{S01}}。")

    assert text_of(made_paper(template)) == ["全市签约1个。"]
    assert text_of(made_paper(template, "QJ-E")) == ["东县签约1个。"]


def test_a_wrong_period_is_refused() -> None:
    with pytest.raises(BusinessError, match="半年总结模板的时期应为半年"):
        made_paper(in_use("{{S01}}"), period="2023-06")


def test_a_paper_of_another_area_needs_the_right_there() -> None:
    template = in_use("{{S01}}")

    with pytest.raises(BusinessError):
        made_paper(template, unit="QJ-E", actor=factories.user("r04", "QJ-W", scope="S2"))


@pytest.mark.parametrize("kind", list(starters.starters()))
def test_a_template_to_begin_with_has_no_fault(kind: str) -> None:
    _, content = starters.starter_file(factories.statistics_office(), kind)

    assert selectors.template_faults(content, KINDS[kind]) == []


def test_the_half_year_to_begin_with_says_what_the_paper_says() -> None:
    factories.signed_project(amount="64100")
    viewer = factories.statistics_office()
    _, content = starters.starter_file(viewer, "RP04")

    shown = selectors.trial(
        viewer, content, "RP04", unit=factories.unit("QJ"), period="2023H1", known_at=AT + timedelta(days=1)
    )

    text = "\n".join(block.text for block in shown.blocks)
    assert "签订正式合同1个；正式合同额6.41亿元" in text
    assert "{{" not in text
    assert shown.filled.unsaid == ()
