"""Forms of milestones: filters of the lists, and a template row by row."""

import re
from typing import Any, Final

from django import forms

from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.rules.milestones import LONGEST_DAYS, MOST_STEPS, StepSpec
from luodi.domains.projects.selectors.templates import Template
from luodi.interfaces.web.milestones.choices import EVENTS, STATES, months
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm, UnitField


class MilestoneFilters(FilterForm):
    """What the list of milestones is narrowed to."""

    unit = UnitField(label="责任单位", required=False, empty_label="全部")
    state = forms.ChoiceField(label="情况", required=False, choices=STATES)
    first = forms.DateField(label="计划日起", required=False, widget=DayInput())
    last = forms.DateField(label="计划日止", required=False, widget=DayInput())

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)


class ReturnFilters(FilterForm):
    """Of which month and unit."""

    month = forms.ChoiceField(label="月份", required=False)
    unit = UnitField(label="责任单位", required=False, empty_label="全部")

    def __init__(self, *args: Any, viewer: Any, today: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self._today = today
        self.field("month").choices = months(today)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)

    def period(self) -> Period:
        """The month asked for, or the last one that has ended."""
        asked = self.value("month")
        return parse_period(asked) if asked else parse_period(months(self._today)[0][0])


BLANK_ROWS: Final = 3


class TemplateForm(PageForm):
    """A template as rows: name, days, which rows come before, which stage event it is. Empty rows are left out."""

    valid_from = forms.DateField(
        label="自哪天起", widget=DayInput(), help_text="此日以后编的计划用新模板；已有的计划不变"
    )
    basis = forms.CharField(label="依据", max_length=200, widget=forms.Textarea(), help_text="文件名称或文号")

    def __init__(self, *args: Any, template: Template, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.places = range(1, min(len(template.steps) + BLANK_ROWS, MOST_STEPS) + 1)
        rows = {step.code: number for number, step in enumerate(template.steps, start=1)}
        steps = dict(enumerate(template.steps, start=1))
        for place in self.places:
            step = steps.get(place)
            after = "" if step is None else "，".join(str(rows[code]) for code in step.after)
            self.add(
                f"name_{place}",
                forms.CharField(
                    label=f"第 {place} 行节点", required=False, max_length=60, initial=step.name if step else ""
                ),
            )
            self.add(
                f"days_{place}",
                forms.IntegerField(
                    label=f"第 {place} 行天数",
                    required=False,
                    min_value=1,
                    max_value=LONGEST_DAYS,
                    initial=step.days if step else None,
                ),
            )
            self.add(
                f"after_{place}",
                forms.CharField(label=f"第 {place} 行前置", required=False, max_length=40, initial=after),
            )
            self.add(
                f"event_{place}",
                forms.ChoiceField(
                    label=f"第 {place} 行事件", required=False, choices=EVENTS, initial=step.event if step else ""
                ),
            )

    @property
    def lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The rows with their fields."""
        return [
            (place, [self[f"{name}_{place}"] for name in ("name", "days", "after", "event")]) for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """`steps`: the rows that have a name, in their order; numbers of rows become codes."""
        data = self.cleaned_data
        named = [place for place in self.places if str(data.get(f"name_{place}") or "").strip()]
        codes = {place: f"M{number:02d}" for number, place in enumerate(named, start=1)}
        steps = []
        for place in named:
            after = [int(word) for word in re.findall(r"\d+", data.get(f"after_{place}") or "")]
            unknown = [str(one) for one in after if one not in codes]
            if unknown:
                self.add_error(f"after_{place}", f"没有第 {unknown[0]} 行，请改成左边的行号。")
            elif not data.get(f"days_{place}"):
                self.add_error(f"days_{place}", "请填写天数。")
            else:
                name, days, event = data[f"name_{place}"], data[f"days_{place}"], data.get(f"event_{place}") or ""
                steps.append(StepSpec(codes[place], name, days, tuple(codes[one] for one in after), event))
        return {**data, "steps": steps}
