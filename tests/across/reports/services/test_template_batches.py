"""One paper for each unit below another: in one zip, resumed where it stopped, one bad unit never stops the rest."""

import io
import zipfile
from datetime import timedelta

import docx
import pytest
from django.db import IntegrityError

from luodi.across.reports.models import PaperBatch, PaperTemplate, TemplatePaper
from luodi.across.reports.rules.states import BatchState
from luodi.across.reports.selectors import template_batches as selectors
from luodi.across.reports.services import template_batches as services
from luodi.across.reports.services import templates
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError
from luodi.base.notices.models import Notice
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def template(*paragraphs: str) -> PaperTemplate:
    document = docx.Document()
    for text in paragraphs or ("{{简称}}签约{{S01}}。",):
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    actor = factories.statistics_office()
    made = templates.upload_template(
        buffer.getvalue(), file_name="通报.docx", kind="RP04", name="各单位通报", actor=actor, at=AT
    )
    templates.use_template(made, actor=actor, at=AT)
    return made


def asked(**more: object) -> PaperBatch:
    factories.signed_project("QJ-E")
    factories.unit("QJ-W")
    given = {"period": "2023H1", "unit": factories.unit("QJ"), "actor": factories.statistics_office(), **more}
    return services.ask_batch(template(), at=AT + timedelta(days=1), **given)  # type: ignore[arg-type]  # as the verb takes them


def run() -> PaperBatch | None:
    return services.run_next_batch(at=AT + timedelta(days=2))


def papers_in(batch: PaperBatch) -> dict[str, str]:
    """The text of every paper of the zip by its name, 说明.txt as it is."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(selectors.archive_bytes(batch))) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".docx"):
                found[name] = docx.Document(io.BytesIO(content)).paragraphs[0].text
            else:
                found[name] = content.decode("utf-8-sig")
    return found


def test_each_unit_below_gets_its_paper_in_one_zip() -> None:
    batch = asked()

    done = run()

    assert done is not None
    assert (done.pk, done.state) == (batch.pk, BatchState.DONE)
    found = papers_in(done)
    count = selectors.tally(done)
    assert (count.made, count.failed, count.percent) == (len(found) - 1, 0, 100)
    assert "未生成0份" in found["说明.txt"]
    assert sorted(text[-3:] for text in found.values() if "签约" in text and "下属" not in text)[-1] == "1个。"
    assert [notice.title for notice in Notice.objects.filter(code="reports.finished")] == [
        f"批量文稿已生成：各单位通报，{count.made}份，未生成0份"
    ]


def test_one_bad_unit_never_stops_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    keep = services.keep_paper

    def keep_or_fail(*given: object, **more: object) -> object:
        if more["unit"].code == "QJ-E":  # type: ignore[attr-defined]  # a unit
            raise BusinessError("名单过长，请在模板里写明“前N”。", code="reports.template_rows")
        return keep(*given, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(services, "keep_paper", keep_or_fail)

    done = run()

    assert done is not None
    assert [(line.unit.code, line.failure) for line in selectors.failures(done)] == [
        ("QJ-E", "名单过长，请在模板里写明“前N”。")
    ]
    assert selectors.tally(done).made >= 1
    assert "（QJ-E）——名单过长" in papers_in(done)["说明.txt"]


def test_an_error_that_nobody_foresaw_is_written_down_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    read = services.materials

    def read_or_fail(*given: object) -> object:
        if any(unit.code == "QJ-E" for unit in given[2]):  # type: ignore[attr-defined]  # units
            raise KeyError("lost")
        return read(*given)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(services, "materials", read_or_fail)

    done = run()

    assert done is not None
    assert [(line.unit.code, line.failure) for line in selectors.failures(done)] == [
        ("QJ-E", "生成时出错，请把这条和时间告诉系统管理员")
    ]
    assert selectors.tally(done).made >= 1


def test_a_batch_whose_worker_died_goes_on_with_the_units_that_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = asked()
    monkeypatch.setattr(services, "_AT_ONCE", 1)
    monkeypatch.setattr(services, "_PIECES", 1)
    run()
    made = TemplatePaper.objects.count()
    PaperBatch.objects.filter(pk=batch.pk).update(state=BatchState.RUNNING, lease_until=AT)
    monkeypatch.setattr(services, "_PIECES", 99)

    done = run()

    assert done is not None
    assert made == 1
    assert (selectors.tally(done).waiting, TemplatePaper.objects.count()) == (0, selectors.tally(done).total)
    assert Notice.objects.filter(code="reports.finished").count() == 1


def test_of_two_workers_at_one_unit_the_second_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = asked()
    make, late = services._make, []

    def make_late(batch: PaperBatch, office: object, lines: object) -> None:
        """The lease has run out: another worker makes the same units while this one is still reading figures."""
        if not late:
            late.append(lines)
            services.run_batch(PaperBatch.objects.get(pk=batch.pk))
        make(batch, office, lines)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(services, "_make", make_late)

    done = run()

    count = selectors.tally(batch)
    assert done is not None
    assert (count.made, count.failed, count.waiting) == (count.total, 0, 0)
    assert TemplatePaper.objects.filter(batch=batch).count() == count.total
    finished = AuditEntry.objects.filter(action="reports.batch_finished").count()
    assert (finished, Notice.objects.filter(code="reports.finished").count()) == (1, 1)


def test_the_database_holds_one_paper_of_a_batch_for_a_unit() -> None:
    batch = services.run_batch(asked())
    made = TemplatePaper.objects.filter(batch=batch).first()
    assert made is not None

    with pytest.raises(IntegrityError):
        TemplatePaper(
            template=made.template,
            unit=made.unit,
            period=made.period,
            title=made.title,
            known_at=made.known_at,
            sha256=made.sha256,
            batch=batch,
            recorded_by=made.recorded_by,
            recorded_at=made.recorded_at,
        ).save()


def test_a_long_batch_goes_back_into_the_line_and_is_finished_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_AT_ONCE", 1)
    monkeypatch.setattr(services, "_PIECES", 1)
    batch = asked()

    first = run()
    assert first is not None
    count = selectors.tally(first)
    turns = [run() for _ in range(count.waiting)]

    assert (first.state, count.made) == (BatchState.QUEUED, 1)
    assert [one.state for one in turns if one is not None][-1] == BatchState.DONE
    assert (selectors.tally(batch).waiting, TemplatePaper.objects.count()) == (0, count.total)


def test_a_batch_at_work_is_not_taken_twice() -> None:
    batch = asked()
    PaperBatch.objects.filter(pk=batch.pk).update(state=BatchState.RUNNING, lease_until=AT + timedelta(days=3))

    assert run() is None
    with pytest.raises(BusinessError, match="还没有生成完"):
        selectors.archive_bytes(batch)


def test_a_lost_zip_is_made_again_from_the_frozen_papers() -> None:
    asked()
    done = run()
    assert done is not None
    before = selectors.archive_bytes(done)
    selectors.archive_of(done).unlink()

    assert selectors.archive_bytes(done) == before


def test_a_unit_without_units_below_has_no_batch() -> None:
    with pytest.raises(BusinessError, match="没有下级单位"):
        asked(unit=factories.unit("QJ-W"))


def test_a_kind_is_drafted_for_each_unit_below_and_the_rest_say_why_not() -> None:
    factories.signed_project("QJ-E")
    factories.unit("QJ-W")
    given = {"period": "2023H1", "unit": factories.unit("QJ"), "actor": factories.statistics_office()}

    batch = services.ask_drafts("RP04", at=AT + timedelta(days=1), is_public=True, **given)  # type: ignore[arg-type]  # as the verb takes them
    done = run()

    assert done is not None
    assert (done.pk, done.state, done.label) == (batch.pk, BatchState.DONE, "半年总结")
    drafts = list(selectors.drafts_of(factories.statistics_office(), done))
    assert [(paper.unit.code, paper.is_public, paper.known_at) for paper in drafts] == [
        ("QJ-E", True, AT + timedelta(days=1))
    ]
    assert [line.unit.code for line in selectors.failures(done)] == ["QJ-W"]
    assert "还没有一条已认定的事实" in selectors.failures(done)[0].failure
    found = papers_in(done)
    assert sorted(name.partition("_")[2] for name in found if name.endswith(".docx")) == ["东县.docx"]
    assert "已生成1份，未生成1份" in found["说明.txt"]
    again = services.run_batch(PaperBatch.objects.get(pk=batch.pk))
    assert (selectors.tally(again).made, Notice.objects.filter(code="reports.finished").count()) == (1, 1)


def test_drafts_of_a_kind_that_does_not_speak_of_the_period_are_refused_before_anything_is_kept() -> None:
    given = {"unit": factories.unit("QJ"), "actor": factories.statistics_office(), "at": AT}

    with pytest.raises(BusinessError) as refused:
        services.ask_drafts("RP02", period="2023H1", **given)  # type: ignore[arg-type]  # as the verb takes them

    assert refused.value.code == "reports.period_kind"
    assert PaperBatch.objects.count() == 0
