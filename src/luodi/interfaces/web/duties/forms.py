"""Forms of responsibility over all projects."""

from typing import Any, Final

from django import forms

from luodi.domains.projects.rules import Stage
from luodi.domains.projects.rules.responsibility import UNIT_ROLES, Applies, DutyPaper, DutyRole, SetLine
from luodi.domains.projects.selectors import responsibility as duties
from luodi.domains.projects.selectors.responsibility import DutyFilter
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm, PersonField, UnitField

_LACKING: Final = [("", "全部"), *DutyRole.choices, *DutyPaper.choices]
_FROM_STAGES: Final = [(stage.value, f"{stage.label}起") for stage in Stage if stage >= Stage.TALKS]


class DutyFilters(FilterForm):
    """By unit, set, and what is lacking."""

    unit = UnitField(label="单位", required=False, empty_label="全部")
    set_code = forms.ChoiceField(label="责任体系", required=False)
    lacking = forms.ChoiceField(label="缺什么", required=False, choices=_LACKING)
    show = forms.ChoiceField(label="显示", required=False, choices=[("", "只看有缺项的"), ("all", "全部项目")])

    def __init__(self, *args: Any, viewer: Any, sets: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = duties.units_in_view(viewer)
        self.field("set_code").choices = [("", "全部"), *sets]

    def wanted(self) -> DutyFilter:
        """The filter for the selector."""
        return DutyFilter(
            self.value("unit"), self.value("set_code") or "", self.value("lacking") or "", self.value("show") != "all"
        )


class VisitFilters(FilterForm):
    """By unit."""

    unit = UnitField(label="单位", required=False, empty_label="全部")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = duties.units_in_view(viewer)


class SetForm(PageForm):
    """The next version of a set: which roles and papers, from which stage on, how often visited."""

    name = forms.CharField(label="名称", max_length=40)
    applies = forms.ChoiceField(label="适用", choices=Applies.choices)
    valid_from = forms.DateField(label="自哪天起", widget=DayInput(), help_text="此日以前仍按原来的要求看")
    basis = forms.CharField(label="依据", max_length=200, help_text="如：领导小组文件文号")

    def __init__(self, *args: Any, lines: tuple[SetLine, ...], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        known = {line.role or line.paper: line for line in lines}
        self._parts = [(code, str(label)) for code, label in (*DutyRole.choices, *DutyPaper.choices)]
        self.sections = (
            ("这套体系", ("name", "applies", "valid_from", "basis")),
            *((label, (f"on_{code}", f"label_{code}", f"from_{code}", f"days_{code}")) for code, label in self._parts),
        )
        for code, label in self._parts:
            self._add_line(code, label, known.get(code))

    def _add_line(self, code: str, label: str, line: SetLine | None) -> None:
        on = forms.BooleanField(label="要求", required=False, initial=line is not None)
        words = forms.CharField(label="叫法", required=False, max_length=40, initial=line.label if line else label)
        stage = forms.ChoiceField(label="自哪一阶段", choices=_FROM_STAGES, initial=line.from_stage if line else "ST20")
        self.add(f"on_{code}", on)
        self.add(f"label_{code}", words)
        self.add(f"from_{code}", stage)
        if code in DutyRole.values and code not in UNIT_ROLES:
            days = forms.IntegerField(
                label="走访间隔（天）",
                required=False,
                min_value=1,
                max_value=366,
                initial=line.visit_every_days if line else None,
                help_text="不填即不要求走访",
            )
            self.add(f"days_{code}", days)

    def lines(self) -> list[SetLine]:
        """The lines that were ticked."""
        given = self.cleaned_data
        return [
            SetLine(
                given[f"label_{code}"] or label,
                role=code if code in DutyRole.values else "",
                paper=code if code in DutyPaper.values else "",
                from_stage=given[f"from_{code}"],
                visit_every_days=given.get(f"days_{code}"),
            )
            for code, label in self._parts
            if given[f"on_{code}"]
        ]


class HandOverForm(PageForm):
    """To whom, from which day on, and why."""

    to = PersonField(label="接手人")
    on = forms.DateField(label="交接日", widget=DayInput(), help_text="自这一天起由接手人负责")
    reason = forms.CharField(label="事由", max_length=150, help_text="如：调离、退休、分工调整")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("to").queryset = duties.assignable_people(viewer)
