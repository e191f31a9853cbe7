"""The form of site photos: the desk and the site fill in the same one, and it is filed the same way."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.db import transaction

from luodi.domains.projects import services
from luodi.domains.projects.rules.documents import PhotoScene
from luodi.domains.projects.services import Told
from luodi.interfaces.web.ui.forms import ManyFilesField, PageForm
from luodi.interfaces.web.ui.uploads import stored

CHOOSE: Final = ("", "请选择")


class PhotoForm(PageForm):
    """Site photos of one scene; time and place are read from the photos, or typed."""

    evidence = ManyFilesField(
        label="照片", help_text="可多选，JPG 或 PNG。照片自带拍摄时间和定位时，以照片为准，下面不用填"
    )
    scene = forms.ChoiceField(
        label="画面内容", choices=[CHOOSE, *PhotoScene.choices], help_text="奠基、围挡、场地平整不算开工"
    )
    taken_at = forms.DateTimeField(
        label="拍摄时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    latitude = forms.DecimalField(
        label="纬度", required=False, max_digits=9, decimal_places=6, help_text="度，如 30.512345"
    )
    longitude = forms.DecimalField(
        label="经度", required=False, max_digits=9, decimal_places=6, help_text="度，如 114.312345"
    )
    by_phone = forms.CharField(required=False, widget=forms.HiddenInput())

    def told(self) -> Told:
        """Time and place as typed, or as the phone gave them."""
        data = self.cleaned_data
        place: tuple[Decimal | None, Decimal | None] = (data["latitude"], data["longitude"])
        return Told(data["taken_at"], *place, by_phone=data["by_phone"] == "1")


@transaction.atomic
def file_photos(project: Any, form: PhotoForm, *, actor: Any, at: datetime) -> int:  # noqa: ANN401 - pages know no models
    """The photos; how many there were."""
    data = form.cleaned_data
    found = stored(data["evidence"], unit_code=project.unit.code, actor=actor, at=at)
    return len(services.file_photos(project, found, scene=data["scene"], told=form.told(), actor=actor, at=at))
