"""Rows behind addresses, made through the services: responsibility and the ways of messages."""

from datetime import date

from django.test import override_settings

from luodi.base.deliveries import services as deliveries
from luodi.base.orgs.services import set_own_address
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import duty_sets, responsibility, visits
from tests import factories


def an_assignment() -> dict[str, object]:
    """A project of the eastern county for which its clerk answers."""
    project = factories.signed_project()
    values = responsibility.AssignmentValues("OWNER", date(2023, 3, 1), person=factories.clerk().person)
    made = responsibility.assign(project, values, actor=factories.project_office(), at=factories.AT)
    return {"pk": project.pk, "row_pk": made.pk}


def a_visited_project() -> dict[str, object]:
    """The same project."""
    return {"pk": an_assignment()["pk"]}


def a_visit() -> dict[str, object]:
    """A visit to it."""
    pk = an_assignment()["pk"]
    values = visits.VisitValues(factories.clerk().person, date(2023, 6, 1), "主体封顶")
    made = visits.log_visit(Project.objects.get(pk=pk), values, actor=factories.project_office(), at=factories.AT)
    return {"pk": pk, "visit_pk": made.pk}


def a_duty_paper() -> dict[str, object]:
    """A project of the eastern county with its plan."""
    project = factories.signed_project()
    made = responsibility.file_duty_paper(
        project, "PLAN", attachment=factories.attachment(), actor=factories.project_office(), at=factories.AT
    )
    return {"pk": project.pk, "file_pk": made.pk}


def whoever_answers() -> dict[str, object]:
    """A person with a project to hand over."""
    an_assignment()
    return {"pk": factories.clerk().person_id}


def a_duty_set() -> dict[str, object]:
    """A preset set."""
    factories.district()
    duty_sets.install_duty_sets(at=factories.AT)
    return {"code": "SZ"}


def a_mailbox() -> dict[str, object]:
    """The channel of e-mail, and an officer with an address."""
    set_own_address("sys@example.cn", actor=factories.officer("sysadmin"), at=factories.AT)
    with override_settings(EMAIL_HOST="mail.example.cn"):
        values = deliveries.ChannelValues(kind="EMAIL", name="政务邮箱")
        return {"pk": deliveries.add_channel(values, actor=factories.officer("sysadmin"), at=factories.AT).pk}
