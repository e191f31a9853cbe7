"""Forms of targets."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms

from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain
from luodi.base.core.periods import parse_period
from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.targets import selectors
from luodi.domains.targets.rules import MEASURES, MOST_TASKS, CardMeasure, Permission, SumRule, Task
from luodi.domains.targets.services import CardValues, SplitValues
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm, PersonField, UnitField

_USUAL_TASKS: Final = [
    (CardMeasure.SIGNED, 10, None),
    (CardMeasure.SIGNED, 5, None),
    (CardMeasure.SIGNED, 3, None),
    (CardMeasure.MOVED, 0, None),
    (CardMeasure.TRIPS, 0, None),
    (CardMeasure.COMPANIES, 0, None),
    (CardMeasure.VISITS, 0, None),
]
"""What leaders are usually asked for (R30: projects of 10, 5 and 3 亿元; trips; companies); the numbers are left to fill in."""
_LONG: Final = 10


class TargetFilters(FilterForm):
    """By unit and period."""

    unit = UnitField(label="承担单位", required=False, empty_label="全部")
    period = forms.CharField(
        label="期间", required=False, max_length=40, widget=forms.TextInput(attrs={"placeholder": "如 2023"})
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)


class TargetForm(PageForm):
    """A target as it was issued."""

    holder = UnitField(label="承担单位")
    indicator = forms.ChoiceField(label="指标")
    value = forms.DecimalField(label="目标值", max_digits=18, decimal_places=4)
    measure = forms.ChoiceField(label="计量单位", choices=[(word, word) for word in MEASURES])
    period = forms.CharField(label="期间", max_length=40, help_text="如 2023、2023H1、2023Q2、2023-06")
    issuer = forms.CharField(label="下达单位", max_length=60, help_text="如 市级、区级、政府工作报告")
    tier = forms.CharField(label="层级", required=False, max_length=20, help_text="如 M0、M1，没有则空着")
    schedule = forms.CharField(
        label="进度曲线",
        required=False,
        max_length=100,
        help_text="按季或按月的累计百分数，如 30/60/80/100；空着按月均摊",
    )
    doc_no = forms.CharField(label="文号", required=False, max_length=80)
    issued_on = forms.DateField(label="下达日期", required=False, widget=DayInput())
    reason = forms.CharField(label="调整事由", required=False, max_length=200, help_text="调整已下达的目标时必填")

    def __init__(self, *args: Any, viewer: Any, indicators: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("holder").queryset = orgs.visible_units(viewer, Permission.EDIT)
        self.field("indicator").choices = indicators

    def clean_period(self) -> str:
        """The period's code."""
        try:
            return parse_period(self.cleaned_data["period"]).code
        except BusinessError as error:
            raise forms.ValidationError(error.message) from error


class SplitForm(PageForm):
    """One field per unit below, and what the parts must come to."""

    issuer = forms.CharField(label="下达单位", max_length=60, help_text="写在下级目标上的下达单位，如 区级")
    tier = forms.CharField(label="层级", required=False, max_length=20, help_text="如 M0、M1，没有则空着")
    sum_rule = forms.ChoiceField(label="合计要求", choices=SumRule.choices)
    basis = forms.CharField(label="依据", max_length=120, help_text="合计要求和分解办法的依据：文件、会议纪要的文号")
    reason = forms.CharField(label="调整原因", required=False, max_length=200, help_text="已下达过的，提出新的一版必填")

    def __init__(self, *args: Any, target: Any, parts: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.parts = parts
        for part in parts:
            label = f"{part.unit.label}的目标值"
            begins = None if part.proposed is None else plain(part.proposed)
            field = forms.DecimalField(label=label, required=False, max_digits=18, decimal_places=4, initial=begins)
            self.add(part.field, field)

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Units with their fields, for the table."""
        return [(part, self[part.field]) for part in self.parts]

    @property
    def general(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in ("issuer", "tier", "sum_rule", "basis", "reason")]

    def values(self) -> SplitValues:
        """As the verb takes it; units left empty have no part."""
        data = self.cleaned_data
        given = {part.unit: data[part.field] for part in self.parts if data.get(part.field) is not None}
        proposed = {part.unit: part.proposed for part in self.parts if part.proposed is not None}
        said = {name: data[name] for name in ("issuer", "tier", "sum_rule", "basis", "reason")}
        return SplitValues(parts=given, proposed=proposed, **said)


class SplitStepForm(PageForm):
    """Words of a step; issuing asks for its document. The button says which step."""

    act = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label="意见", required=False, max_length=300, widget=forms.Textarea())
    doc_no = forms.CharField(label="下达文号", required=False, max_length=80)
    issued_on = forms.DateField(label="下达日期", required=False, widget=DayInput())


class LetterFilters(FilterForm):
    """Of which year."""

    year = forms.IntegerField(label="年度", required=False, min_value=1990, max_value=2100)


class SignForm(PageForm):
    """The signed scan of a letter."""

    signed_on = forms.DateField(label="签订日期", widget=DayInput())
    signer = forms.CharField(label="乙方签字人", max_length=60, help_text="姓名和职务")
    attachment = forms.FileField(label="签字扫描件", help_text=ACCEPTED)


class CardFilters(FilterForm):
    """Of which year."""

    year = forms.IntegerField(label="年度", required=False, min_value=1990, max_value=2100)


@dataclass(frozen=True)
class TaskLine:
    """The three fields of one task, for the table."""

    measure: forms.BoundField
    size: forms.BoundField
    value: forms.BoundField


class CardForm(PageForm):
    """A leader's task card: lines without a number are left out. Begins with the tasks in force, or the usual ones."""

    person = PersonField(label="领导")
    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)
    basis = forms.CharField(label="依据", max_length=120, help_text="下达任务的文件、会议纪要的文号")
    reason = forms.CharField(
        label="调整原因", required=False, max_length=200, help_text="已下达过的必填；任务全部空着即为撤回"
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, viewer: Any, asked: Any, year: int, **options: Any) -> None:  # noqa: ANN401
        self.chosen, self.begun = _number(asked.get("person", "")), _number(asked.get("year", "")) or year
        seen = selectors.card_revision(viewer, self.chosen, self.begun) if self.chosen else None
        options["initial"] = {"person": self.chosen, "year": self.begun, "seen": seen}
        super().__init__(*args, **options)
        self.field("person").queryset = selectors.card_holders(viewer)
        known = selectors.tasks_in_force(viewer, self.chosen, self.begun) if self.chosen else []
        begins = [(task.measure, task.size_in_yi, task.value) for task in known] or _USUAL_TASKS
        for place in range(MOST_TASKS):
            measure, size, value = begins[place] if place < len(begins) else ("", 0, None)
            number = f"第{place + 1}项"
            kinds = [("", "—"), *CardMeasure.choices]
            self.add(
                _field("measure", place),
                forms.ChoiceField(label=f"{number}任务", choices=kinds, initial=measure, required=False),
            )
            self.add(
                _field("size", place), forms.IntegerField(label=f"{number}规模", initial=size or None, required=False)
            )
            self.add(_field("value", place), forms.IntegerField(label=f"{number}目标", initial=value, required=False))

    @property
    def lines(self) -> list[TaskLine]:
        """The fields of every task."""
        places = range(MOST_TASKS)
        return [TaskLine(*(self[_field(name, place)] for name in ("measure", "size", "value"))) for place in places]

    @property
    def general(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in ("person", "year", "basis", "reason")]

    def clean(self) -> dict[str, Any]:
        """A number needs to say of what."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(MOST_TASKS):
            if cleaned.get(_field("value", place)) and not cleaned.get(_field("measure", place)):
                self.add_error(_field("measure", place), "请选择这是什么任务，或清空目标")
        return cleaned

    def values(self) -> CardValues:
        """As the verb takes it."""
        data = self.cleaned_data
        given = [
            tuple(data[_field(name, place)] for name in ("measure", "value", "size")) for place in range(MOST_TASKS)
        ]
        tasks = [Task(measure, value, size or 0) for measure, value, size in given if value is not None]
        # What was seen is the card that the form began with; of another leader or year nothing was.
        is_same = (data["person"].pk, data["year"]) == (self.chosen, self.begun)
        return CardValues(data["year"], tasks, data["basis"], data["reason"], data["seen"] if is_same else None)


def _field(name: str, place: int) -> str:
    return f"{name}_{place}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONG else None
