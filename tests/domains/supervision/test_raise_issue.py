"""Raising a problem with what shows it, and to whom a project's problem most likely goes."""

import pytest

from luodi.domains.projects.services import responsibility
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.models import Issue, IssueEvidence
from luodi.domains.supervision.services import IssueValues
from tests import factories
from tests.domains.projects import duties
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_photo_goes_with_the_first_step() -> None:
    photo = factories.attachment()
    values = IssueValues("临时用电不足", "施工变压器容量不够", "POWER", factories.unit("QJ-E"))

    made = services.raise_issue(values, actor=factories.clerk(), at=AT, evidence=[photo])

    (row,) = IssueEvidence.objects.all()
    assert (row.step.issue, row.step.act, row.attachment) == (made, "raise", photo)


def test_a_problem_that_is_refused_keeps_no_photo() -> None:
    photo = factories.attachment()
    values = IssueValues(" ", "施工变压器容量不够", "POWER", factories.unit("QJ-E"))

    with refused("issues.words"):
        services.raise_issue(values, actor=factories.clerk(), at=AT, evidence=[photo])

    assert (Issue.objects.count(), IssueEvidence.objects.count()) == (0, 0)


def test_a_projects_problem_goes_to_its_unit_then_to_those_who_answer_for_it_then_to_ones_own() -> None:
    project = factories.signed_project("QJ-E")
    lead = responsibility.AssignmentValues("LEAD_UNIT", duties.FROM, unit=factories.unit("QJ-W"), basis="分工文件")
    responsibility.assign(project, lead, actor=factories.project_office(), at=AT)

    of_bureau = selectors.addressees_for(factories.project_office(), project)
    of_county = selectors.addressees_for(factories.clerk(), project)

    assert [unit.code for unit in of_bureau] == ["QJ-E", "QJ-W", "QJ"]
    assert [unit.code for unit in of_county] == ["QJ-E"]
