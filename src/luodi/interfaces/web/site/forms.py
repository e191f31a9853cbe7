"""What is filled in on site. Each form carries the key of its draft and the account that wrote it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.crypto import get_random_string

from luodi.base.core.money import plain
from luodi.domains.supervision.rules.issues import IssueCategory
from luodi.domains.supervision.services import IssueValues
from luodi.interfaces.web.ui.forms import ManyFilesField, ManyFilesInput, PageForm, RowField
from luodi.interfaces.web.ui.photos import PhotoForm
from luodi.interfaces.web.ui.returns import ReturnForm

_KEY_LENGTH = 32
_TITLE_LENGTH = 40
_CAMERA = {"accept": "image/*", "capture": "environment"}


class KeyedForm(PageForm):
    """A form that is taken once: `key` is made by chance with the page, `account` is who it was drawn for."""

    def __init__(self, *args: Any, account: int, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        begins = {"key": get_random_string(_KEY_LENGTH), "account": account} | (options.pop("initial", None) or {})
        super().__init__(*args, initial=begins, **options)
        for name in ("key", "account"):
            self.add(name, forms.CharField(required=False, widget=forms.HiddenInput()))

    @property
    def key(self) -> str:
        """The key as it was sent."""
        return str(self.data.get(self.add_prefix("key"), ""))

    @property
    def writer(self) -> str:
        """The account that wrote it, as it was sent."""
        return str(self.data.get(self.add_prefix("account"), ""))

    @property
    def sentences(self) -> str:
        """Everything that is wrong with it, in one line."""
        return "　".join(str(sentence) for found in self.errors.values() for sentence in found)


class SiteReturnForm(KeyedForm, ReturnForm):
    """The monthly return, on one screen."""

    sections: Sequence[tuple[str, Sequence[str]]] = ()

    def __init__(self, *args: Any, latest: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        if latest is not None:
            self.fields["work_percent"].help_text = f"上期 {plain(latest.work_percent)}%"
            self.fields["works"].help_text = f"上期：{latest.works}"


class SitePhotoForm(KeyedForm, PhotoForm):
    """Photos, taken now: time and place come from the photo or from the phone."""

    folded = ("taken_at", "latitude", "longitude")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["evidence"].widget = ManyFilesInput(attrs=_CAMERA)
        self.fields["evidence"].help_text = "JPG 或 PNG；手机上直接打开相机"

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What one sees at once."""
        return [field for field in self.visible_fields() if field.name not in self.folded]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        """What the photo or the phone fills in."""
        return [self[name] for name in self.folded]


class SiteIssueForm(KeyedForm):
    """A problem: what kind, in one's own words, for whom; a photo where one helps."""

    category = forms.ChoiceField(label="类别", choices=[("", "请选择"), *IssueCategory.choices])
    text = forms.CharField(
        label="具体情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"lines": 4}),
        help_text="第一行作标题，如“施工用电容量不足，二期设备无法调试”",
    )
    unit = RowField(label="请谁解决")
    photos = ManyFilesField(label="照片（可不拍）", required=False, widget=ManyFilesInput(attrs=_CAMERA))
    raised_on = forms.DateField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, units: Iterable[Any], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.field("unit").offer(units, lambda row: row.name, empty="请选择")

    def values(self, project: Any) -> IssueValues:  # noqa: ANN401 - pages know no models
        """As the verb takes it: the first line is the title."""
        data: Mapping[str, Any] = self.cleaned_data
        day: date | None = data["raised_on"]
        title = data["text"].strip().splitlines()[0][:_TITLE_LENGTH]
        return IssueValues(title, data["text"], data["category"], data["unit"], project=project, raised_on=day)
