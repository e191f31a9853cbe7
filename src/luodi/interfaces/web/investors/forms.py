"""Forms of investors, trips and activities."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from luodi.base.core.text import normalise
from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.investors.rules import Permission
from luodi.domains.investors.selectors import TravelFilter
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, ManyFilesField, PageForm, UnitField

EVIDENCE_HELP: Final = f"可多选；{ACCEPTED}"
_YES_NO: Final = [("", "全部"), ("1", "是"), ("0", "否")]


class InvestorFilters(FilterForm):
    """By name or credit code."""

    q = forms.CharField(
        label="名称或统一社会信用代码",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "企业名称或 18 位代码"}),
    )


class TravelFilters(FilterForm):
    """What a list of trips or activities is narrowed to."""

    mark: "tuple[str, str]"

    q = forms.CharField(label="关键词", required=False, max_length=80)
    unit = UnitField(label="单位", required=False, empty_label="全部")
    first = forms.DateField(label="起", required=False, widget=DayInput())
    last = forms.DateField(label="止", required=False, widget=DayInput())

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)
        name, label = self.mark
        self.add(name, forms.ChoiceField(label=label, required=False, choices=_YES_NO))

    def wanted(self) -> TravelFilter:
        """The filter for the selector; what cannot be read narrows nothing."""
        said = {"1": True, "0": False}.get(self.value(self.mark[0]) or "")
        return TravelFilter(
            self.value("q") or "",
            self.value("unit"),
            self.value("first"),
            self.value("last"),
            **{self.mark[0]: said},
        )


class TripFilters(TravelFilters):
    """Trips."""

    mark = ("is_led", "领导带队")


class ActivityFilters(TravelFilters):
    """Activities."""

    mark = ("is_fair", "有签约环节")


class TripForm(PageForm):
    """One trip as a person types it after coming back."""

    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("行程", ("unit", "leader", "left_on", "returned_on", "place", "purpose")),
        ("对接与成果", ("met", "notes", "evidence")),
    )
    doubles = frozenset({"purpose"})
    unit = UnitField(label="单位")
    leader: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label="带队领导", required=False, empty_label="不是领导带队", help_text="选了领导，计入“领导带队外出”"
    )
    left_on = forms.DateField(label="出发日", widget=DayInput())
    returned_on = forms.DateField(label="返回日", widget=DayInput())
    place = forms.CharField(label="目的地", max_length=100, help_text="如：广东深圳、东莞")
    purpose = forms.CharField(label="事由", required=False, max_length=200)
    met = forms.CharField(
        label="对接企业",
        required=False,
        max_length=4000,
        widget=forms.Textarea(),
        help_text="一行一家，写企业全称；同一家企业写法不同会自动归并",
    )
    notes = forms.CharField(
        label="成果与记录", required=False, max_length=4000, widget=forms.Textarea(), help_text="达成的意向、下一步打算"
    )
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=f"外出报告、照片、会谈纪要。{EVIDENCE_HELP}")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.FILE_TRIP)
        self.field("leader").queryset = orgs.leaders(viewer, Permission.FILE_TRIP)

    def clean_met(self) -> list[str]:
        """The names, one a line, each once."""
        lines = [normalise(line) for line in self.cleaned_data["met"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class ReasonForm(PageForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="原因", max_length=300, widget=forms.Textarea(), help_text="原记录保留并标明已撤回，此后不再计入统计"
    )


class TripCorrectionForm(TripForm):
    """The trip once more, with why."""

    sections = (*TripForm.sections[:1], ("对接与成果", ("met", "notes")), ("更正", ("reason",)))
    reason = forms.CharField(
        label="更正原因",
        max_length=300,
        widget=forms.Textarea(),
        help_text="原记录保留并标明已撤回，新记录代替它计入统计",
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        del self.fields["evidence"]


class EvidenceForm(PageForm):
    """Documents added later."""

    evidence = ManyFilesField(label="补充材料", help_text=f"只能增加，不能替换或删除。{EVIDENCE_HELP}")


class ActivityForm(PageForm):
    """One activity as it took place."""

    unit = UnitField(label="承办单位")
    name = forms.CharField(label="活动名称", max_length=120, help_text="同一展会各届用同一名称，届次另填")
    edition = forms.CharField(label="届次", required=False, max_length=40, help_text="如：第三届")
    held_on = forms.DateField(label="举办日", widget=DayInput())
    place = forms.CharField(label="地点", required=False, max_length=100)
    companies_attending = forms.IntegerField(label="参会企业（家）", required=False, min_value=0, max_value=1_000_000)
    projects_proposed = forms.IntegerField(label="拟合作项目（个）", required=False, min_value=0, max_value=1_000_000)
    is_fair = forms.BooleanField(label="有签约环节", required=False, help_text="现场签约在填报项目签约时选择本活动")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.FILE_TRIP)


class AttendanceForm(PageForm):
    """Who came to an activity, said anew."""

    companies_attending = forms.IntegerField(label="参会企业（家）", required=False, min_value=0, max_value=1_000_000)
    projects_proposed = forms.IntegerField(label="拟合作项目（个）", required=False, min_value=0, max_value=1_000_000)
    reason = forms.CharField(
        label="更正原因",
        max_length=300,
        widget=forms.Textarea(),
        help_text="两项按更正后的实际情况填；原登记保留，名下签约不受影响",
    )


class ContactForm(PageForm):
    """The telephone number of an investor's contact person."""

    phone = forms.CharField(label="联系电话", required=False, max_length=30, help_text="只填一个号码；留空即清除")
