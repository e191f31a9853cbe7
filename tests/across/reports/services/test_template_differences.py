"""Papers out of an office's own template side by side: figures paired by key, what one lacks, places, units and chains."""

import io
from datetime import date, timedelta
from decimal import Decimal

import docx
import pytest

from luodi.across.reports.models import PaperTemplate, TemplatePaper
from luodi.across.reports.selectors import difference_sheet, differences
from luodi.across.reports.services import draft_paper
from luodi.across.reports.services import templates as services
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import operator
from luodi.domains.chains import services as chains
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.across.figures.services.test_mart import change
from tests.factories import AT
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@remembered
def city(db: None) -> None:
    """Five counties with a target of four contracts: 甲 signs three and 乙 two in February, 丙 five in June."""
    for unit, number, month in zip(counties(), (3, 2, 5, 0, 0), (2, 2, 6, 2, 2), strict=True):
        aim(unit, "4")
        signed(unit.code, number, on=date(2023, month, 1))


def uploaded(*paragraphs: str, kind: str = "RP02", code: str = "") -> PaperTemplate:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    actor = factories.statistics_office()
    given = {"file_name": "通报.docx", "kind": kind, "name": "通报", "actor": actor, "code": code}
    made = services.upload_template(buffer.getvalue(), at=AT, **given)  # type: ignore[arg-type]  # as the verb takes them
    services.use_template(made, actor=actor, at=AT)
    return made


def paper(template: PaperTemplate, period: str = "2023-06", *, day: int = 1, **more: object) -> TemplatePaper:
    given = {"period": period, "unit": factories.unit("QJ"), "actor": operator(), **more}
    return services.make_paper(template, at=AT + timedelta(days=day), **given)  # type: ignore[arg-type]  # as the verb takes them


def test_figures_pair_by_key_and_what_one_paper_lacks_is_said() -> None:
    first = uploaded("签约{{S01.ytd}}")
    may = paper(first, "2023-05")
    june = paper(uploaded("签约{{S01.ytd}}，金额{{S02.ytd}}", code=first.code))

    found = differences.difference(operator(), june, may)

    told = {pair.key: (pair.difference, pair.moved) for pair in found.area}
    assert (found.then.paper, found.now.paper) == (may, june)
    assert told == {"S01.ytd": (Decimal(5), "↑5个"), "S02.ytd": (None, "前一份没有这项")}
    assert "“通报”没有印名次" in found.why_no_places


def test_figures_of_one_name_are_told_apart_by_their_days() -> None:
    template = uploaded("{{S01.month}}，{{S01.ytd}}，{{S02.ytd}}")

    found = differences.difference(operator(), paper(template, "2023-05"), paper(template))

    names = {pair.key: found.name_of(pair) for pair in found.area}
    assert [names[key] for key in ("S01.month", "S01.ytd", "S02.ytd")] == [
        "新签正式合同项目数（本月）",
        "新签正式合同项目数（年初至今）",
        "新签正式合同额",
    ]


def test_units_that_a_template_repeats_over_stand_beside_each_other_with_their_projects() -> None:
    template = uploaded("{{逐个 单位}}{{项.名称}}{{项.S01.ytd}}{{结束}}")
    found = differences.difference(operator(), paper(template, "2023-05"), paper(template))

    moved = [pair for pair in found.items if pair.has_moved]
    change = differences.figure_change(operator(), found, moved[0].key)
    _, content = difference_sheet.difference_bytes(operator(), found)

    assert [(pair.told.owner, pair.moved) for pair in moved] == [("丙县", "↑5个")]
    assert [len(part.rows) for part in change.parts] == [5]
    assert (change.unit, content[:2]) == ("丙县", b"PK")


def test_a_figure_of_a_chain_moved_but_is_told_to_have_no_list() -> None:
    chain = chains.make_chain("铝产业", code="AL", actor=operator(), at=AT)
    template = uploaded("{{逐个 产业链}}{{项.名称}}{{项.S01.ytd}}{{结束}}")
    for month in (5, 6):
        change(factories.signed_project(COUNTIES[0], on=date(2023, month, 9)), at=AT, chain=chain)
    may = paper(template, "2023-05")
    found = differences.difference(operator(), may, paper(template))

    (pair,) = found.items
    behind = differences.figure_change(operator(), found, pair.key)

    assert (pair.moved, behind.parts) == ("↑1个", ())
    assert "按产业链" in behind.why


def test_a_template_with_places_tells_why_a_county_fell() -> None:
    template = uploaded("{{表 名次}}")

    found = differences.difference(operator(), paper(template, "2023-05"), paper(template), of=COUNTIES[1])

    assert found.change is not None
    assert found.change.sentence.startswith("乙县由第1名降到第3名")
    assert [one.place.label for one in found.change.passed_by] == ["丙县"]


def test_two_papers_of_one_period_differ_by_what_was_corrected() -> None:
    template = uploaded("签约{{S01.ytd}}")
    before = paper(template)
    factories.signed_project(COUNTIES[3], on=date(2023, 3, 1), at=AT + timedelta(days=1, hours=5))
    found = differences.difference(operator(), before, paper(template, day=2))

    (part,) = differences.figure_change(operator(), found, "S01.ytd").parts

    assert found.is_same_period
    assert [(row.correction, row.corrected) for row in part.rows] == [("补计", 1)]


def test_the_usual_other_is_of_the_same_template_first() -> None:
    own, strange = uploaded("{{S01.ytd}}"), uploaded("{{S02.ytd}}")
    april, may, june = paper(own, "2023-04"), paper(strange, "2023-05"), paper(own)

    assert differences.usual_other(operator(), june) == april
    assert differences.usual_other(operator(), may) == april
    assert list(differences.other_issues(operator(), june)) == [may, april]


def test_what_cannot_be_compared_is_refused_with_its_reason() -> None:
    template, own = uploaded("{{S01.ytd}}"), uploaded("{{S01.ytd}}", kind="RP00")
    june, masked = paper(template), paper(template, "2023-05", is_masked=True)
    drafted = draft_paper("RP02", period="2023-06", unit=factories.unit("QJ"), actor=operator(), at=AT)
    refused = [
        (june, "同一份文稿"),
        (masked, "隐数稿"),
        (paper(own), "同一文种、同一单位"),
        (paper(template, unit=factories.unit(COUNTIES[0])), "同一文种、同一单位"),
        (drafted, "同一文种、同一单位"),
    ]

    for other, says in refused:
        with pytest.raises(BusinessError, match=says):
            differences.difference(operator(), june, other)
    assert masked not in differences.other_issues(operator(), june)
