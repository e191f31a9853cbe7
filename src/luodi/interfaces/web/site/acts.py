"""The three things one does on site: which right, which form, which verb. Forms and verbs are those of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest

from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.selectors.on_site import likely_scene
from luodi.domains.projects.selectors.progress import latest_returns, returns_of
from luodi.domains.projects.services.progress import file_return
from luodi.domains.supervision import selectors as supervision
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.domains.supervision.services import raise_issue
from luodi.interfaces.web.site.forms import KeyedForm, SiteIssueForm, SitePhotoForm, SiteReturnForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may
from luodi.interfaces.web.ui.photos import file_photos
from luodi.interfaces.web.ui.returns import months
from luodi.interfaces.web.ui.uploads import stored


@dataclass(frozen=True, slots=True)
class Act:
    """One of the three: its word in the address, what stands on the button, the right, the form, the verb."""

    name: str
    label: str
    icon: str
    submit: str
    permission: str
    form: Callable[[HttpRequest, Any, bool], KeyedForm]
    send: Callable[..., str]


def _return_form(request: HttpRequest, project: Any, is_sent: bool) -> KeyedForm:  # noqa: ANN401 - pages know no models
    offered = months(pages.today(), returns_of(project))
    latest = latest_returns([project.pk]).get(project.pk)
    initial = {"period": offered[0][0] if offered else ""}
    given = (request.POST,) if is_sent else ()
    return SiteReturnForm(
        *given, account=request.user.pk, latest=latest, months=offered, initial=initial, auto_id="progress-%s"
    )


def _photo_form(request: HttpRequest, project: Any, is_sent: bool) -> KeyedForm:  # noqa: ANN401 - pages know no models
    given = (request.POST, request.FILES) if is_sent else ()
    initial = {"scene": likely_scene(project)}
    return SitePhotoForm(*given, account=request.user.pk, initial=initial, auto_id="photo-%s")


def _issue_form(request: HttpRequest, project: Any, is_sent: bool) -> KeyedForm:  # noqa: ANN401 - pages know no models
    units = supervision.addressees_for(account(request), project)
    initial = {"unit": units[0].code if units else ""}
    given = (request.POST, request.FILES) if is_sent else ()
    return SiteIssueForm(*given, account=request.user.pk, units=units, initial=initial, auto_id="issue-%s")


def _send_return(project: Any, form: Any, *, actor: Any, at: datetime) -> str:  # noqa: ANN401 - pages know no models
    made = file_return(project, period=form.cleaned_data["period"], values=form.values(), actor=actor, at=at)
    return f"{project.name}：{parse_period(made.period).label}月报已提交并锁定，等待审核。"


def _send_photos(project: Any, form: Any, *, actor: Any, at: datetime) -> str:  # noqa: ANN401 - pages know no models
    count = file_photos(project, form, actor=actor, at=at)
    return f"{project.name}：已上传 {count} 张照片。"


@transaction.atomic
def _send_issue(project: Any, form: Any, *, actor: Any, at: datetime) -> str:  # noqa: ANN401 - pages know no models
    evidence = stored(form.cleaned_data["photos"], unit_code=project.unit.code, actor=actor, at=at)
    made = raise_issue(form.values(project), actor=actor, at=at, evidence=evidence)
    return f"{project.name}：问题已提出，编号 {made.number}。"


PROGRESS: Final = Act(
    "progress", "报进展", "clipboard-list", "提交月报", Projects.FILE_PROGRESS, _return_form, _send_return
)
PHOTO: Final = Act("photo", "拍照", "photo", "上传照片", Projects.CHECK_SITE, _photo_form, _send_photos)
ISSUE: Final = Act("issue", "报问题", "alert-circle", "提出问题", Supervision.RAISE, _issue_form, _send_issue)
ACTS: Final = (PROGRESS, PHOTO, ISSUE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One of the three on the page of a project."""

    act: Act
    form: KeyedForm
    is_open: bool


def drawn(request: HttpRequest, project: Any, *, shown: str = "", sent: KeyedForm | None = None) -> list[Drawn]:  # noqa: ANN401
    """Those of the three that the person may do; `sent` is the form that came back."""
    return [
        Drawn(act, sent if sent and act.name == shown else act.form(request, project, False), act.name == shown)
        for act in ACTS
        if may(request, act.permission)
    ]
