"""Forms of projects: filters, the project itself, an event, an arrival of capital, reversals."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms

from luodi.across.insight import selectors as insight
from luodi.base.core.codes import uscc_fault
from luodi.base.core.text import normalise, restored_contacts
from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.chains import selectors as chains
from luodi.domains.investors import selectors as investors
from luodi.domains.projects import rules
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules.documents import CONCLUDING, DocumentKind
from luodi.domains.projects.rules.sides import PAIRED, SINGLE
from luodi.domains.projects.selectors import ProjectFilter
from luodi.domains.projects.services import ProjectValues
from luodi.interfaces.web.ui.formats import CURRENCIES
from luodi.interfaces.web.ui.forms import (
    DayInput,
    FilterForm,
    ManyFilesField,
    PageForm,
    RowField,
    UnitField,
    field_of,
    indented,
)

EVERY: Final = ("", "全部")
CURRENCY_CHOICES: Final = [(code, f"{name} {code}") for code, name in CURRENCIES.items()]
EVIDENCE_HELP: Final = f"可多选；{ACCEPTED}"
REVERSED_ONLY: Final = frozenset({rules.Event.REVOKE, *SINGLE, *PAIRED})
"""Events with pages of their own: reversals, and what changes the side status."""


class ProjectFilters(FilterForm):
    """What the list is narrowed to."""

    q = forms.CharField(
        label="关键词",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "名称、投资方、拼音首字母"}),
    )
    unit = RowField(label="责任单位", required=False)
    stage = forms.ChoiceField(label="阶段", required=False, choices=[EVERY, *rules.Stage.choices])
    side_status = forms.ChoiceField(label="状态", required=False, choices=[EVERY, *rules.SideStatus.choices])
    chain = RowField(label="产业链", required=False)
    signed_from = forms.DateField(label="签约起", required=False, widget=DayInput())
    signed_to = forms.DateField(label="签约止", required=False, widget=DayInput())

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        offered = insight.list_options(viewer)
        self.field("unit").offer(offered.units, lambda row: indented(row.name, row.path))
        self.field("chain").offer(offered.chains, lambda row: row.name)

    def wanted(self) -> ProjectFilter:
        """The filter for the selector; what cannot be read narrows nothing."""
        unit, chain = self.value("unit"), self.value("chain")
        return ProjectFilter(
            unit=unit,
            is_leaf=unit is not None and not unit.is_branch,
            search=self.value("q") or "",
            stage=self.value("stage") or "",
            side_status=self.value("side_status") or "",
            chain_id=chain.pk if chain else None,
            signed_from=self.value("signed_from"),
            signed_to=self.value("signed_to"),
            batch=self.data.get("batch", ""),
        )


NOT_TYPED: Final = frozenset({"code", "investor", "uscc", "unit", "chain"})
CHOICES: Final = {
    "kind": rules.ProjectKind.choices,
    "currency": CURRENCY_CHOICES,
    "chain_action": rules.ChainAction.choices,
    "negotiation_class": rules.NegotiationClass.choices,
}
MUST: Final = frozenset({"name", "kind", "currency", "negotiation_class"})
LONG: Final = frozenset({"content", "remark"})
STATE_SECTION: Final = "当前状态"


class ProjectForm(PageForm):
    """A project as a person types it; labels, units and help come from the field table."""

    sections = tuple(
        (title, [spec.name for spec in specs if spec.name != "code"])
        for title, specs in PROJECT_FIELDS.sections.items()
        if title != STATE_SECTION
    )
    doubles = frozenset({"name", "investor", "place"})
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    CLEARED = "无"

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        for spec in PROJECT_FIELDS:
            if spec.section != STATE_SECTION and spec.name not in NOT_TYPED:
                field = field_of(spec, required=spec.name in MUST, choices=CHOICES.get(spec.name, ()))
                if spec.name in LONG:
                    field.widget = forms.Textarea()
                self.add(spec.name, field)
        self.add(
            "investor",
            forms.CharField(label="投资方", required=False, max_length=200, help_text="填企业全称；已有客商自动归并"),
        )
        self.add(
            "uscc",
            forms.CharField(label="统一社会信用代码", required=False, max_length=18, help_text="18 位，境外企业可不填"),
        )
        units = orgs.visible_units(viewer, rules.Permission.EDIT)
        self.add("unit", UnitField(label="责任单位", queryset=units))
        self.add(
            "chain", forms.ModelChoiceField(chains.chains(viewer), label="产业链", required=False, empty_label="—")
        )

    def clean_uscc(self) -> str:
        """Upper case, and its check digit must be right."""
        code = str(self.cleaned_data["uscc"]).strip().upper()
        fault = uscc_fault(code) if code else None
        if fault:
            raise forms.ValidationError(f"统一社会信用代码有误：{fault}")
        return code

    def values(self, investor: Any) -> ProjectValues:  # noqa: ANN401 - pages know no models
        """What was typed, as the verb takes it."""
        taken = {
            name: value for name, value in self.cleaned_data.items() if name not in {"investor", "uscc", "version"}
        }
        taken["contact_phone"] = self._phone(taken["contact_phone"])
        for name in LONG:
            taken[name] = restored_contacts(taken[name], str(self.initial.get(f"kept_{name}", "")))
        return ProjectValues(**taken, investor=investor)

    def _phone(self, typed: str) -> str:
        """The number typed; the one that is there when the field was left empty, for the form never shows it."""
        return "" if typed.strip() == self.CLEARED else typed or str(self.initial.get("kept_phone", ""))


class EventForm(PageForm):
    """Something that happened to a project."""

    event = forms.ChoiceField(
        label="事件", choices=[("", "请选择"), *(pair for pair in rules.Event.choices if pair[0] not in REVERSED_ONLY)]
    )
    occurred_on = forms.DateField(label="发生日期", widget=DayInput(), help_text="实际发生的日子，不是填报日")
    amount_in_wan = forms.DecimalField(
        label="合同（协议）金额（万元）",
        required=False,
        max_digits=18,
        decimal_places=4,
        help_text="签约类事件填写；空着则取总投资",
    )
    occasion: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label="签约活动", required=False, empty_label="—"
    )
    reason = forms.CharField(
        label="原因与依据",
        required=False,
        max_length=300,
        widget=forms.Textarea(),
        help_text="搁置、停建、终止、退回、置换等请在“状态变化”里办理",
    )
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=EVIDENCE_HELP)
    paper_kind = forms.ChoiceField(
        label="材料类别",
        required=False,
        choices=[("", "不按类别登记"), *(pair for pair in DocumentKind.choices if pair[0] not in CONCLUDING)],
        help_text="选了类别，上传的材料同时登记为这一类文件，认定时按要件核对；评审审查类在“关口”页登记",
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("occasion").queryset = investors.occasions(viewer)


class CapitalForm(PageForm):
    """An arrival of capital."""

    arrived_on = forms.DateField(label="到位日期", widget=DayInput(), help_text="实际到账或付款的日子")
    amount_in_wan = forms.DecimalField(
        label="到位金额（万）", max_digits=18, decimal_places=4, min_value=Decimal("0.0001")
    )
    currency = forms.ChoiceField(
        label="币种", choices=CURRENCY_CHOICES, initial="CNY", help_text="外币按到位当日中间价折算，之后不再重算"
    )
    origin = forms.ChoiceField(
        label="资金来源", choices=rules.CapitalOrigin.choices, initial=rules.CapitalOrigin.OUT_PROVINCE
    )
    form = forms.ChoiceField(label="出资形式", choices=rules.CapitalForm.choices, initial=rules.CapitalForm.CASH)
    voucher_no = forms.CharField(label="凭证号", required=False, max_length=80, help_text="一张凭证只能用一次")
    reason = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea())
    evidence = ManyFilesField(
        label="佐证材料", required=False, help_text=f"凭证号与佐证材料至少有一样。{EVIDENCE_HELP}"
    )


class EventReversalForm(PageForm):
    """Why an event is taken out."""

    reason = forms.CharField(
        label="撤销原因", max_length=300, widget=forms.Textarea(), help_text="撤销须经他人认定后生效，原记录保留"
    )


class CapitalReversalForm(PageForm):
    """How much is taken back, and why."""

    amount_in_wan = forms.DecimalField(
        label="冲减金额（万元）", max_digits=18, decimal_places=4, min_value=Decimal("0.0001")
    )
    reason = forms.CharField(
        label="冲减原因", max_length=300, widget=forms.Textarea(), help_text="冲减记入办理当期，原记录保留"
    )


class EvidenceForm(PageForm):
    """Documents added later."""

    evidence = ManyFilesField(label="补充材料", help_text=f"只能增加，不能替换或删除。{EVIDENCE_HELP}")


class SharesForm(PageForm):
    """A new set of unit shares: up to five units with their percents, from a day on, on what basis."""

    PLACES = 5
    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("单位与比例", tuple(f"{name}_{place}" for place in range(1, 6) for name in ("unit", "share"))),
        ("生效与依据", ("role", "valid_from", "basis")),
    )
    role = forms.ChoiceField(label="角色", choices=rules.ShareRole.choices, initial=rules.ShareRole.PROMOTE)
    valid_from = forms.DateField(label="自哪天起", widget=DayInput(), help_text="此日以前的数字不变")
    basis = forms.CharField(
        label="依据", max_length=200, widget=forms.Textarea(), help_text="流转协议、联合招商备忘等文件名称或文号"
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        for place in range(1, self.PLACES + 1):
            self.add(
                f"unit_{place}",
                forms.CharField(
                    label=f"单位 {place}", required=place == 1, max_length=100, help_text="全称、简称或单位代码"
                ),
            )
            self.add(
                f"share_{place}",
                forms.DecimalField(
                    label="分担（%）",
                    required=place == 1,
                    max_digits=5,
                    decimal_places=2,
                    min_value=Decimal("0.01"),
                    max_value=Decimal(100),
                ),
            )

    def clean(self) -> dict[str, Any]:
        """The units found by their names, each once; `shares` is {unit: percent}."""
        found: dict[Any, Decimal] = {}
        for place in range(1, self.PLACES + 1):
            word = normalise(self.cleaned_data.get(f"unit_{place}") or "")
            share = self.cleaned_data.get(f"share_{place}")
            if not word and share is None:
                continue
            unit = orgs.unit_named(word) if word else None
            if unit is None:
                self.add_error(f"unit_{place}", "没有找到这个单位，或同名的不止一个；请填全称或单位代码。")
            elif unit in found:
                self.add_error(f"unit_{place}", "这个单位填了两次，请合并为一行。")
            elif share is None:
                self.add_error(f"share_{place}", "请填写分担比例。")
            else:
                found[unit] = share
        return {**self.cleaned_data, "shares": found}

    def taken(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: self.cleaned_data[name] for name in ("shares", "role", "valid_from", "basis")}
