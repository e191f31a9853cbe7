"""The choice of unit, period, calibre and moment of knowledge."""

from typing import Any

from django import forms

from luodi.across.figures.rules.measures import CALIBRE_TEXT
from luodi.across.figures.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.base.core.text import normalise
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui import query as words
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import FilterForm, UnitField


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of day and time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class BoardForm(FilterForm):
    """Unit, period, calibre, known-at."""

    submit_label = "查看"
    folds = "换单位、时期或口径"

    unit = UnitField(label="单位", required=False, empty_label=None)
    period = forms.ChoiceField(label="时期", required=False)
    span = forms.CharField(
        label="或任意起止",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "2022..2023H1"}),
    )
    calibre = forms.ChoiceField(
        label="口径",
        required=False,
        choices=[(code.value, f"{code.value} {text}") for code, text in CALIBRE_TEXT.items()],
    )
    known_at = forms.DateTimeField(
        label="按当时所知",
        required=False,
        widget=MomentInput(),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text="空着为现在",
    )

    def __init__(self, *args: Any, viewer: Any, choice: scope.Choice, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.is_changed = bool(self.data)
        usual = {"unit": choice.unit_code, "period": choice.period.code, "calibre": "A"}
        data = words.with_usual(self.data, usual)
        if data.pop("span", None):
            data["period"] = choice.period.code
        self.data = data
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)
        self.field("period").choices = scope.choices(choice.period, first=insight.first_fact_on())

    def asked(self) -> dict[str, Any]:
        """Calibre and moment as the selectors take them."""
        return {"calibre": self.value("calibre") or "A", "known_at": self.value("known_at")}

    @property
    def active_count(self) -> int:
        """Whether the address names anything."""
        return int(self.is_changed)


class PartitionForm(BoardForm):
    """The same, with which list is divided and by what."""

    folds = "换单位、时期、口径或名单"

    roll = forms.ChoiceField(
        label="名单", required=False, choices=[("", "一般口径"), ("task", "任务口径（展会、目标名单）")]
    )
    by = forms.ChoiceField(label="分列", required=False, choices=[("unit", "按下级单位"), ("occasion", "按届次")])
    window = forms.CharField(
        label="签约窗口",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "近36个月"}),
        help_text="如 2023、2012..2015H1",
    )

    def divided(self) -> dict[str, Any]:
        """The options as the selector takes them."""
        return self.asked() | {
            "is_in_task": self.value("roll") == "task",
            "by": self.value("by") or "unit",
            "window": normalise(self.value("window") or "") or None,
        }
