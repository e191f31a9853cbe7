"""RP22: the hero list shown and decided, the results of challenges; and their counts in the half-year summary."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.base.core.documents import write_text
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import operator
from luodi.domains.incentives.rules.challenges import TakeAct
from luodi.domains.incentives.services import challenges, lists
from tests import factories
from tests.domains.incentives import making
from tests.factories import AT

pytestmark = pytest.mark.django_db


def draft(kind: str, period: str, *, unit: str = "QJ") -> Paper:
    return reports.draft_paper(kind, period=period, unit=factories.unit(unit), actor=operator(), at=AT)


def text_of(paper: Paper) -> str:
    return write_text(selectors.shown(paper).document)


def refused(code: str, act: Callable[[], object]) -> str:
    with pytest.raises(BusinessError) as caught:
        act()
    assert caught.value.code == code
    return caught.value.message


def test_the_publicity_names_list_deeds_days_and_where_to_turn() -> None:
    making.shown()

    said = text_of(draft("RP22", "2022"))

    assert "2022年度招商英雄榜拟上榜名单公示" in said
    assert "拟上榜单位1个、拟上榜个人1个，现予公示。公示期为2023年7月3日至2023年7月10日，共5个工作日。" in said
    assert "受理异议：招商局考核科 0838-1234。监督：督查室 0838-5678。" in said
    assert "陈石" in said
    assert "引进铝材项目2个，全部开工。" in said


def test_the_decided_list_names_its_document_and_leaves_out_what_was_revoked() -> None:
    of = making.decided()
    place = making.first_place(of)
    lists.revoke_place(place, reason="退回", document_no="10号", actor=making.chief(), at=AT)

    said = text_of(draft("RP22", "2022"))

    assert "决定（示例招委〔2023〕9号）将下列单位和个人列入2022年度招商英雄榜" in said
    assert "公示期内没有收到异议" in said
    assert "上榜个人1个" in said
    assert "上榜单位" not in said


def test_there_is_nothing_to_print_before_the_publicity_nor_for_a_unit_without_list() -> None:
    making.proposed()

    assert "开始公示" in refused("reports.no_list", lambda: draft("RP22", "2022"))
    refused("reports.no_list", lambda: draft("RP22", "2022", unit="QJ-E"))
    refused("reports.no_challenges", lambda: draft("RP22R", "2023"))


def test_results_name_who_succeeded_and_keep_projects_inside() -> None:
    of = making.posted()
    row = making.taken(of)
    making.taken(of, who=making.person())
    found = making.result()
    making.reported(row, found)
    challenges.step_take(row, TakeAct.ACCEPT, actor=making.accepter(), at=AT)
    challenges.step_take(row, TakeAct.REWARD, note="通报表扬", actor=making.poster(), at=AT)
    paper = draft("RP22R", "2023")

    said = text_of(paper)
    assert "张榜1个，揭榜单位1个、揭榜个人1名；经验收，揭榜成功1个" in said
    assert "引进铝精深加工龙头" in said
    assert found.name in said
    public = reports.edit_paper(paper, actor=operator(), at=AT, is_public=True)
    assert found.name not in text_of(public)
    assert "通报表扬" in text_of(public)


def test_an_issued_paper_stays_as_it_was() -> None:
    of = making.decided()
    paper = draft("RP22", "2022")
    issued = reports.issue_paper(paper, actor=operator(), at=AT)
    before = selectors.document_bytes(issued)
    place = making.first_place(of)
    lists.revoke_place(place, reason="退回", document_no="10号", actor=making.chief(), at=AT)

    assert selectors.document_bytes(Paper.objects.get(pk=paper.pk)) == before


def test_the_half_year_summary_takes_the_counts_of_decided_lists_only() -> None:
    factories.signed_project(on=making.SIGNED_ON)
    making.shown(at=making.BEFORE)
    of = making.posted(at=AT - timedelta(days=10))
    making.taken(of, at=AT - timedelta(days=9))
    making.taken(of, who=making.person(), at=AT - timedelta(days=9))

    said = text_of(draft("RP04", "2023H1"))
    assert "今年以来，揭榜单位1个、揭榜个人1名" in said
    assert "招商英雄榜" not in said
    assert "〔" not in said


def test_the_half_year_summary_names_the_last_decided_list() -> None:
    factories.signed_project(on=making.SIGNED_ON)
    before = AT - timedelta(days=30)
    of = making.shown(at=before)
    lists.decide_list(of, document_no="9号", actor=making.chief(), at=making.BEFORE + timedelta(days=3))

    assert "评定2022年度招商英雄榜上榜单位1个、上榜个人1个" in text_of(draft("RP04", "2023H1"))
