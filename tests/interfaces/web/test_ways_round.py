"""Ways round a right that somebody may try from another county, or with a file of his own: each comes to nothing."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.reports.models import PaperTemplate
from luodi.across.reports.rules.templates import KINDS
from luodi.across.reports.selectors.templates import is_in_use, template_faults
from luodi.across.reports.services import template_batches, templates
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.offers import selectors as offered
from luodi.domains.offers import services as offers
from tests import factories
from tests.domains.offers.making import chain_office, linked, planned, values
from tests.domains.targets.splits import issued, yearly
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SECRET = "东县机密项目"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template() -> PaperTemplate:
    office = factories.statistics_office()
    made = templates.upload_template(
        word("{{简称}}签约{{S01}}。"), file_name="总结.docx", kind="RP04", name="总结", actor=office, at=timezone.now()
    )
    templates.use_template(made, actor=office, at=timezone.now())
    return made


def repacked(changed: dict[str, Callable[[bytes], bytes]], added: dict[str, str] | None = None) -> bytes:
    """A template with some of its parts changed or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("{{S01}}"))) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, lambda same: same)(old.read(name)))
        for name, text in (added or {}).items():
            new.writestr(name, text)
    return buffer.getvalue()


def test_a_template_of_all_is_not_for_the_office_of_one_county_to_put_out_of_use(signed_in: SignIn) -> None:
    made = template()
    of_one = factories.user("r04", "QJ-W", name="wstat", scope="S3")

    assert signed_in(of_one).post(f"/papers/templates/{made.pk}/retire/").status_code == 404
    assert is_in_use(made)


def test_a_batch_is_for_those_who_may_read_every_paper_in_it(signed_in: SignIn) -> None:
    west = factories.unit("QJ-W")
    orgs.make_unit(code="QJ-W-T", name="甲镇", kind=UnitKind.TOWNSHIP, parent=west, actor=operator(), at=AT)
    factories.signed_project("QJ-W-T")
    office = factories.statistics_office()
    batch = template_batches.ask_batch(template(), period="2023H1", unit=west, actor=office, at=timezone.now())
    template_batches.run_batch(batch)

    assert signed_in(factories.clerk("QJ-W")).get(f"/papers/templates/batches/{batch.pk}/zip/").status_code == 404
    assert signed_in(office).get(f"/papers/templates/batches/{batch.pk}/zip/").status_code == 200


def test_a_template_that_loads_or_runs_something_is_refused() -> None:
    remote = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/attachedTemplate" Target="http://example.invalid/x.dotm" TargetMode="External"/></Relationships>'
    )
    acting = b'<w:body><w:p><w:r><w:instrText>DDEAUTO cmd.exe "/k calc"</w:instrText></w:r></w:p>'

    with pytest.raises(BusinessError, match="链接了外部文件"):
        template_faults(repacked({}, {"word/_rels/settings.xml.rels": remote}), KINDS["RP04"])
    with pytest.raises(BusinessError, match="会读取外部数据的域"):
        template_faults(repacked({"word/document.xml": lambda old: old.replace(b"<w:body>", acting, 1)}), KINDS["RP04"])


def test_a_small_file_that_swells_in_memory_is_refused() -> None:
    swollen = repacked(
        {"word/document.xml": lambda old: old.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 800_000, 1)}
    )

    assert len(swollen) < 100_000
    with pytest.raises(BusinessError):
        template_faults(swollen, KINDS["RP04"])


def test_a_co_owner_reads_no_name_of_another_county_s_project(signed_in: SignIn) -> None:
    subject = planned(upto="OFFER", owners=(factories.unit("QJ-W"),))
    linked(subject, factories.signed_project("QJ-E", name=SECRET))

    page = signed_in(factories.clerk("QJ-W")).get(f"/planned/{subject.pk}/").content.decode()

    assert SECRET not in page
    assert "不在查看范围内的项目" in page
    assert SECRET in signed_in(factories.clerk("QJ-E")).get(f"/planned/{subject.pk}/").content.decode()


def test_a_link_to_another_county_s_project_is_judged_by_the_city_alone(signed_in: SignIn) -> None:
    factories.district()
    clerk = factories.clerk("QJ-W")
    subject = offers.make_planned(factories.unit("QJ-W"), values(), occurred_on=date(2023, 1, 9), actor=clerk, at=AT)
    project = factories.signed_project("QJ-E", name=SECRET)
    link = offers.file_link(subject, project, linked_on=date(2023, 4, 1), reason="x", actor=chain_office(), at=AT)

    assert link.slip.unit.code == "QJ"
    assert signed_in(factories.checker("QJ-W")).get(f"/approvals/{link.slip_id}/").status_code == 404
    assert SECRET not in signed_in(clerk).get(f"/planned/{subject.pk}/").content.decode()


def test_whoever_wrote_a_planned_project_lets_it_not_into_the_library_by_any_way() -> None:
    factories.district()
    author, other = (factories.user("r06", name=name) for name in ("author", "other"))
    day = date(2023, 2, 1)
    subject = offers.make_planned(factories.unit("QJ-E"), values(), occurred_on=date(2023, 1, 9), actor=author, at=AT)
    offers.take_planned_step(subject, "ARGUE", occurred_on=day, actor=author, at=AT)
    offers.revise_planned(subject, replace(values(), site="东区"), reason="补充", actor=other, at=AT)

    for person in (author, other):
        with refused("offers.same_person"):
            offers.take_planned_step(subject, "STORE", occurred_on=day, actor=person, at=AT)
    third = factories.user("r06", name="third")
    offers.take_planned_step(subject, "STORE", occurred_on=day, actor=third, at=AT)
    offers.take_planned_step(subject, "DROP", occurred_on=day, note="数字有假", actor=third, at=AT)
    with refused("offers.same_person"):
        offers.revoke_planned_step(subject, reason="x", actor=author, at=AT)


def test_an_owner_whom_the_form_does_not_offer_stays_an_owner(signed_in: SignIn) -> None:
    subject = planned(owners=(factories.unit("QJ-W"),))
    said = offered.present_version(subject)
    sent = {
        "title": said.title,
        "investment_in_wan": "30000",
        "action": "EXTEND",
        "resource": "",
        "brochure": "优势条件",
    }

    answer = signed_in(factories.clerk("QJ-E")).post(
        f"/planned/{subject.pk}/edit/", sent | {"site": "改", "reason": "x"}
    )

    assert answer.status_code == 302
    assert [row.unit.code for row in offered.owners_of(offered.present_version(subject))] == ["QJ-W"]


def test_the_office_of_one_county_splits_no_target_of_all(signed_in: SignIn) -> None:
    target = yearly()
    issued(target)
    of_one = factories.user("r07", "QJ-W", name="w7", scope="S3")

    assert signed_in(of_one).get(f"/targets/{target.pk}/split/").status_code in {403, 404}
