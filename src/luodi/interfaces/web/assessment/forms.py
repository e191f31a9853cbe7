"""Forms of the assessment."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms

from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.colours import Colour, ColourMode
from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.sheets import ItemKind, ItemSpec, LineSpec, Missing, SheetSpec, SourceSpec
from luodi.across.assessment.services import AdjustmentValues, SchemeValues
from luodi.across.insight import selectors as insight
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, parse_period
from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Group, group_label
from luodi.interfaces.web.ui import query as words
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, ManyFilesField, PageForm, UnitField

EVIDENCE_HELP = f"可多选；{ACCEPTED}"
BLANK_LINES = 3
_SEPARATORS = r"[、,，;；\s]+"


def _groups() -> list[tuple[str, str]]:
    """The groups as they are called here."""
    level = orgs.area_level()
    return [(code, f"{code} {group_label(code, level)}") for code in Group.values if code]


class RankFilters(FilterForm):
    """Period, scheme, group."""

    submit_label = "查看"

    period = forms.ChoiceField(label="时期", required=False)
    scheme = forms.ChoiceField(label="方案", required=False)
    group = forms.ChoiceField(label="分组", required=False, choices=lambda: [("", "全部"), *_groups()])

    def __init__(self, *args: Any, period: Period, schemes: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.data = words.with_usual(self.data, {"period": period.code})
        self.field("period").choices = scope.choices(period, first=insight.first_fact_on())
        self.field("scheme").choices = [("", "最近生效"), *schemes]


class BoardFilters(FilterForm):
    """The period alone."""

    submit_label = "查看"

    period = forms.ChoiceField(label="时期", required=False)

    def __init__(self, *args: Any, period: Period, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.data = words.with_usual(self.data, {"period": period.code})
        self.field("period").choices = scope.choices(period, first=insight.first_fact_on())


class SchemeForm(PageForm):
    """What is said about a version beside its lines."""

    name = forms.CharField(label="方案名称", max_length=80)
    year = forms.IntegerField(label="年度", required=False, min_value=2000, max_value=2100, help_text="空着为各年通用")
    missing = forms.ChoiceField(label="不能评价的指标", choices=Missing.choices)
    colour_mode = forms.ChoiceField(label="五色评定", choices=ColourMode.choices)
    is_ranked = forms.BooleanField(label="参加排名", required=False, initial=True, help_text="不勾选则只晾晒得分")
    note = forms.CharField(label="说明", required=False, max_length=300, help_text="如考核办法的文号")

    def values(self) -> SchemeValues:
        """As the verbs take it."""
        data = self.cleaned_data
        return SchemeValues(
            data["name"], data["year"], data["missing"], data["colour_mode"], data["is_ranked"], data["note"]
        )


class NewSchemeForm(SchemeForm):
    """A new scheme for a group."""

    code = forms.CharField(label="方案代码", max_length=20, help_text="同一代码可为几个分组各建一张评分表")
    group = forms.ChoiceField(label="考核分组", choices=_groups)
    unit = UnitField(label="适用范围", help_text="该单位以下的本组单位参加考核")
    sections = (("", ("code", "group", "unit", "name", "year", "missing", "colour_mode", "is_ranked", "note")),)

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.EDIT_SCHEME)


class LineForm(PageForm):
    """One row of a sheet; an empty row is left out."""

    code = forms.CharField(label="代码", required=False, max_length=10)
    name = forms.CharField(label="指标", required=False, max_length=60)
    block = forms.CharField(label="板块", required=False, max_length=20)
    method = forms.ChoiceField(label="计分方法", choices=Method.choices, required=False)
    weight = forms.DecimalField(label="权重", required=False, max_digits=6, decimal_places=2)
    cap = forms.DecimalField(label="封顶倍数", required=False, max_digits=4, decimal_places=2)
    per_case = forms.DecimalField(label="每件扣分", required=False, max_digits=6, decimal_places=2)
    sources = forms.CharField(label="取数指标", required=False, max_length=80)
    targets = forms.CharField(label="目标值（%）", required=False, max_length=40)
    note = forms.CharField(label="备注", required=False, max_length=100)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["weight"].widget.attrs["data-weight"] = ""

    def clean(self) -> dict[str, Any]:
        """Figures and their target rates side by side: none, one for all, or one for each."""
        data = self.cleaned_data
        figures = [one for one in re.split(_SEPARATORS, data.get("sources") or "") if one]
        rates = [one for one in re.split(_SEPARATORS, data.get("targets") or "") if one]
        if not all(re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2})?%?", one) for one in rates):
            raise forms.ValidationError("目标值应为百分数，如 80；几个指标的目标值用“、”隔开。")
        if len(rates) not in {0, 1, len(figures)}:
            raise forms.ValidationError("目标值的个数应与取数指标一致，或只填一个。")
        aims: list[Fraction | None] = [Fraction(one.rstrip("%")) for one in rates] or [None]
        data["found"] = tuple(
            SourceSpec(figure, aims[place] if len(aims) > 1 else aims[0]) for place, figure in enumerate(figures)
        )
        return data

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not any(self.cleaned_data.get(name) for name in ("code", "name", "block", "weight", "sources"))

    def spec(self) -> LineSpec:
        """As the verbs take it."""
        data = self.cleaned_data
        return LineSpec(
            data["code"],
            data["name"],
            data["block"],
            data["method"] or Method.LIN,
            Fraction(data["weight"] or 0),
            Fraction(1 if data["cap"] is None else data["cap"]),
            Fraction(data["per_case"] or 0),
            data["found"],
            data["note"],
        )


LineForms = forms.formset_factory(LineForm, extra=BLANK_LINES, max_num=60)


def line_initial(sheet: SheetSpec) -> list[dict[str, object]]:
    """The rows of a sheet as a form shows them."""
    return [
        {
            "code": line.code,
            "name": line.name,
            "block": line.block,
            "method": line.method,
            "method_label": str(Method(line.method).label),
            "weight": _plain(line.weight),
            "cap": _plain(line.cap),
            "per_case": _plain(line.per_case) if line.per_case else "",
            "sources": "、".join(source.figure for source in line.sources),
            "targets": _targets(line),
            "note": line.note,
        }
        for line in sheet.lines
    ]


def _targets(line: LineSpec) -> str:
    aims = [_plain(source.target) for source in line.sources if source.target is not None]
    return aims[0] if len(set(aims)) == 1 else "、".join(aims)


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


class ItemForm(PageForm):
    """One bonus, penalty or veto of a sheet; an empty row is left out. Vetoes have fixed codes, which the scoring knows."""

    kind = forms.ChoiceField(label="类别", choices=ItemKind.choices, required=False)
    code = forms.CharField(label="代码", required=False, max_length=10)
    name = forms.CharField(label="事项", required=False, max_length=80)
    points = forms.DecimalField(label="每件分值", required=False, max_digits=6, decimal_places=2)
    limit = forms.DecimalField(label="合计封顶", required=False, max_digits=6, decimal_places=2)
    figure = forms.CharField(label="系统计数指标", required=False, max_length=20)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not any(self.cleaned_data.get(name) for name in ("code", "name", "points"))

    def spec(self) -> ItemSpec:
        """As the verbs take it."""
        data = self.cleaned_data
        limit = None if data["limit"] is None else Fraction(data["limit"])
        kind = data["kind"] or ItemKind.BONUS
        return ItemSpec(kind, data["code"], data["name"], Fraction(data["points"] or 0), limit, data["figure"])


ItemForms = forms.formset_factory(ItemForm, extra=BLANK_LINES, max_num=60)


def item_initial(sheet: SheetSpec) -> list[dict[str, object]]:
    """The items of a sheet as a form shows them."""
    return [
        {
            "kind": item.kind,
            "code": item.code,
            "name": item.name,
            "points": _plain(item.points) if item.points else "",
            "limit": "" if item.limit is None else _plain(item.limit),
            "figure": item.figure,
        }
        for item in sheet.items
    ]


class AdoptForm(PageForm):
    """From which day a version holds."""

    valid_from = forms.DateField(label="生效日", widget=DayInput(), help_text="截止日在这一天及以后的各期按此版本计算")


class PeriodField(forms.CharField):
    """The code of a period."""

    def clean(self, value: Any) -> str:  # noqa: ANN401 - Django's signature
        """The code, or the sentence what to write."""
        try:
            return parse_period(super().clean(value)).code
        except BusinessError as error:
            raise forms.ValidationError(error.message) from error


class AdjustmentForm(PageForm):
    """An adjustment with its basis."""

    unit = UnitField(label="单位")
    period = PeriodField(label="期间", max_length=40, help_text="如 2023H1、2023Q2、2023")
    kind = forms.ChoiceField(label="类别", choices=AdjustmentKind.choices)
    subject = forms.ChoiceField(label="事项", required=False, help_text="分值调整可不选（调整总分）；改评颜色不选")
    amount = forms.DecimalField(
        label="分值或件数", required=False, max_digits=7, decimal_places=2, help_text="分值可正可负；加扣分事项填件数"
    )
    colour = forms.ChoiceField(
        label="改评为",
        required=False,
        choices=[("", "—"), *(pair for pair in Colour.choices if pair[0] != Colour.GREY)],
    )
    basis = forms.CharField(label="依据文件", max_length=120, help_text="文件名称或文号，通报附注列出")
    evidence = ManyFilesField(label="文件原件", required=False, help_text=EVIDENCE_HELP)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea())

    def __init__(self, *args: Any, viewer: Any, sheets: list[SheetSpec], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        units = orgs.visible_units(viewer, Permission.FILE_ADJUSTMENT)
        self.field("unit").queryset = units.exclude(group="")
        self.field("subject").choices = _subjects(sheets)

    def values(self, evidence: Sequence[Any]) -> AdjustmentValues:
        """As the verb takes it, with the documents as they were stored."""
        data = self.cleaned_data
        amount = data["amount"] if data["amount"] is not None else Decimal(0)
        return AdjustmentValues(
            data["kind"], data["reason"], data["basis"], data["subject"], amount, data["colour"], evidence=evidence
        )


def _subjects(sheets: list[SheetSpec]) -> list[Any]:
    lines = {line.code: f"{line.code} {line.name}" for sheet in sheets for line in sheet.lines}
    found: list[Any] = [("", "—"), ("指标行", list(lines.items()))]
    for kind in ItemKind:
        items = {item.code: f"{item.code} {item.name}" for sheet in sheets for item in sheet.items if item.kind == kind}
        found.append((str(kind.label), list(items.items())))
    return found


class ReverseForm(PageForm):
    """Why an adjustment is taken back."""

    basis = forms.CharField(label="依据文件", max_length=120)
    evidence = ManyFilesField(label="文件原件", required=False, help_text=EVIDENCE_HELP)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea())


class MarkForm(PageForm):
    """The mark of a judge."""

    unit = UnitField(label="被评价单位")
    period = PeriodField(label="期间", max_length=40, help_text="如 2023Q2")
    line = forms.ChoiceField(label="评价指标")
    judge = forms.CharField(label="评价人（单位）", max_length=60, help_text="同一评价人再次录入以后一次为准")
    mark = forms.DecimalField(label="评价分", max_digits=5, decimal_places=2, help_text="0—100")

    def __init__(self, *args: Any, viewer: Any, sheets: list[SheetSpec], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        units = orgs.visible_units(viewer, Permission.MARK)
        self.field("unit").queryset = units.exclude(group="")
        lines = {line.code: line.name for sheet in sheets for line in sheet.lines if line.method == Method.JURY}
        self.field("line").choices = list(lines.items())
