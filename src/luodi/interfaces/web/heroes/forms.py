"""Forms of the hero list."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from luodi.base.core.money import plain
from luodi.base.orgs import selectors as orgs
from luodi.domains.incentives.rules.heroes import (
    CRITERIA,
    PERSON_PLACES,
    PUBLICITY_DAYS,
    UNIT_PLACES,
    CriterionSpec,
    HeroAct,
    Verdict,
)
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.services.lists import ListValues
from luodi.interfaces.web.ui.forms import ManyFilesField, PageForm, PersonField, UnitField

_CRITERIA = "\n".join(f"{one.name} {one.most}" for one in CRITERIA)


class ListForm(PageForm):
    """Which year, how many places, by which criteria."""

    unit = UnitField(label="组织单位")
    year = forms.IntegerField(label="评选年度")
    unit_places = forms.IntegerField(label="单位名额（个）", min_value=0, initial=UNIT_PLACES)
    person_places = forms.IntegerField(label="个人名额（个）", min_value=0, initial=PERSON_PLACES)
    criteria = forms.CharField(
        label="评分标准",
        max_length=600,
        initial=_CRITERIA,
        widget=forms.Textarea(attrs={"lines": 5}),
        help_text="每行一条：名称、空格、满分；合计 100 分",
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.RUN).filter(active_to=None)

    def clean_criteria(self) -> list[CriterionSpec]:
        """The lines as criteria with their most points."""
        found = []
        for line in self.cleaned_data["criteria"].splitlines():
            name, _, most = line.strip().rpartition(" ")
            if line.strip() and not (name.strip() and most.isdecimal()):
                raise forms.ValidationError(f"“{line.strip()}”应写成：名称、空格、满分，如“重大项目 20”。")
            if line.strip():
                found.append(CriterionSpec(name.strip(), Decimal(most)))
        return found

    def values(self) -> ListValues:
        """As the verb takes it."""
        data = self.cleaned_data
        return ListValues(data["year"], data["unit_places"], data["person_places"], data["criteria"])


class NominateForm(PageForm):
    """Who is put forward, and for what."""

    unit = UnitField(label="单位")
    person = PersonField(label="个人", required=False, empty_label="提名单位，不选个人")
    deeds = forms.CharField(
        label="主要事迹",
        max_length=1000,
        widget=forms.Textarea(attrs={"lines": 6}),
        help_text="引进了什么项目、办成了什么事；公示时对外公开，不写联系电话和证件号码",
    )
    evidence = ManyFilesField(label="佐证材料", required=False, help_text="合同、通报、验收意见等；可多选")

    def __init__(self, *args: Any, viewer: Any, one: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = selectors.nominable_units(viewer, one)
        self.field("person").queryset = selectors.nominable_people(viewer, one)


class ReasonForm(PageForm):
    """Why."""

    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea())


class RevokeForm(ReasonForm):
    """Why a place is taken back, and by which document."""

    document_no = forms.CharField(label="撤销文号", max_length=60)


class MarkForm(PageForm):
    """Points on every criterion."""

    def __init__(self, *args: Any, criteria: Iterable[Any], given: Mapping[str, Decimal], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._names = {f"c{one.position}": one.name for one in criteria}
        for one in criteria:
            field = forms.DecimalField(
                label=f"{one.name}（0—{plain(one.most)} 分）",
                max_digits=5,
                decimal_places=2,
                initial=given.get(one.name),
            )
            self.add(f"c{one.position}", field)

    def points(self) -> dict[str, Decimal]:
        """By the criteria's names."""
        return {name: self.cleaned_data[key] for key, name in self._names.items()}


class ProposeForm(PageForm):
    """Who gets the places."""

    chosen = forms.MultipleChoiceField(label="拟上榜", required=False, widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        widget=forms.Textarea(),
        help_text="没有按得分选择的、重新拟定的，要写明理由",
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("chosen").choices = choices


class StepForm(PageForm):
    """A step of the list with what it asks for."""

    document_no = forms.CharField(label="决定文号", max_length=60, help_text="如 区招领发〔2024〕3号")
    days = forms.IntegerField(label="公示期（工作日）", initial=PUBLICITY_DAYS, help_text="从次日起算，按工作日历")
    contact = forms.CharField(label="联系方式", max_length=120, help_text="受理异议的科室和办公电话")
    oversight = forms.CharField(label="监督方式", max_length=120, help_text="监督单位和办公电话")
    note = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea())
    reason = forms.CharField(label="取消原因", max_length=300, widget=forms.Textarea())

    def __init__(self, *args: Any, act: HeroAct, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        asked = {
            HeroAct.REVIEW: {"note"},
            HeroAct.PUBLICISE: {"days", "contact", "oversight"},
            HeroAct.DECIDE: {"document_no", "note"},
            HeroAct.CANCEL: {"reason"},
        }[act]
        for name in set(self.fields) - asked:
            del self.fields[name]


class ObjectForm(PageForm):
    """What is said against a place."""

    text = forms.CharField(label="异议内容", max_length=500, widget=forms.Textarea(), help_text="理由和依据的事实")
    told_by = forms.CharField(
        label="反映人或来源", required=False, max_length=60, help_text="代为登记的填写，如 来信、12345 热线"
    )


class AnswerForm(PageForm):
    """The answer to an objection."""

    verdict = forms.ChoiceField(label="答复意见", choices=Verdict.choices)
    text = forms.CharField(label="核实情况", max_length=500, widget=forms.Textarea())
