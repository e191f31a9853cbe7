"""Forms of side events: 搁置, 停建, 终止, 退回, 流失; a replacement, a transfer, a merger; their approval and undoing."""

from typing import Any, Final

from django import forms

from luodi.base.core.errors import BusinessError
from luodi.base.core.text import normalise
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import rules
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules.sides import REQUIRED, SideReason
from luodi.domains.projects.services import SideDetails
from luodi.interfaces.web.projects.forms import EVIDENCE_HELP, SharesForm
from luodi.interfaces.web.ui.forms import DayInput, ManyFilesField, PageForm

_TEXTS: Final = {
    "approver": (60, "如分管副区长姓名、招委办"),
    "approval_no": (80, "批件、纪要、协议或上级文件的文号"),
    "disposal_of_land": (300, "收回、转让、未供地等，写明面积和进度"),
    "disposal_of_money": (300, "保证金、补助、已付工程款如何处理"),
    "competitor_place": (100, "项目去了哪里；没有去向的写“未落地”"),
    "lessons": (500, "为什么没有谈成，今后怎样避免"),
}
_PAPERS: Final = ("SUSPEND", "TERMINATE")
"""Where a number may stand in for an uploaded document."""


class SideForm(PageForm):
    """One of 搁置, 停建, 终止, 退回, 流失: its day, what it must tell, why, and the documents."""

    occurred_on = forms.DateField(label="发生日期", widget=DayInput(), help_text="实际发生的日子，不是填报日")

    def __init__(self, *args: Any, event: str, project: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        wanted = list(REQUIRED[rules.Event(event)])
        if event in _PAPERS:
            wanted.append(("approval_no", "文号"))
        self._told = [name for name, _ in wanted]
        for name, label in wanted:
            self.add(name, _field(name, label, required=not (event in _PAPERS and name == "approval_no")))
        if event == rules.Event.RETURN:
            offered = [
                (str(row.pk), f"{row.get_event_display()}（{row.occurred_on}）") for row in projects.returnable(project)
            ]
            self.add("revokes", forms.ChoiceField(label="撤销哪项认定", choices=offered))
        self.add("reason", forms.CharField(label="原因与经过", max_length=300, widget=forms.Textarea()))
        self.add("evidence", ManyFilesField(label="佐证材料", required=False, help_text=EVIDENCE_HELP))

    def details(self) -> SideDetails:
        """What the event tells beside day and reason."""
        return SideDetails(**{name: self.cleaned_data[name] for name in self._told})

    @property
    def revoked_pk(self) -> int | None:
        """The recognition that a return takes out."""
        chosen = self.cleaned_data.get("revokes")
        return int(chosen) if chosen else None


def _field(name: str, label: str, *, required: bool) -> forms.Field:
    if name == "category":
        return forms.ChoiceField(label=label, choices=[("", "请选择"), *SideReason.choices])
    if name == "expected_on":
        return forms.DateField(label=label, widget=DayInput(), help_text="搁置一次最多 6 个月")
    length, hint = _TEXTS[name]
    widget = forms.Textarea() if length > 100 else None
    return forms.CharField(label=label, max_length=length, help_text=hint, widget=widget, required=required)


class ReplaceForm(PageForm):
    """The project that takes the place, in which task, by whose approval."""

    new = forms.CharField(label="新项目编号", max_length=20, help_text="已认定签约、未计入该任务的项目，如 P2023-0008")
    task = forms.ChoiceField(label="所属任务（届次）")
    occurred_on = forms.DateField(label="置换日期", widget=DayInput(), help_text="批复同意置换的日子")
    approver = forms.CharField(label="批准单位", max_length=60, help_text="下达任务的单位")
    approval_no = forms.CharField(label="批复文号", max_length=80)
    reason = forms.CharField(label="置换原因", max_length=300, widget=forms.Textarea())
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=EVIDENCE_HELP)

    def __init__(self, *args: Any, viewer: Any, project: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self._viewer = viewer
        self._tasks = {task.key: task for task in projects.tasks_of(viewer, project)}
        self.field("task").choices = [(key, task.label) for key, task in self._tasks.items()]

    def clean_new(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of that number."""
        return _project(self._viewer, self.cleaned_data["new"])

    def clean_task(self) -> projects.Task:
        """The task of that key."""
        return self._tasks[self.cleaned_data["task"]]


def _project(viewer: Any, code: str) -> Any:  # noqa: ANN401 - pages know no models
    try:
        return projects.project_by_code(viewer, normalise(code).upper())
    except BusinessError as error:
        raise forms.ValidationError(error.message) from error


class TransferForm(SharesForm):
    """The unit that takes the project over, the circulation order, and who shares it from then on."""

    sections = (
        ("移交", ("to_unit", "valid_from", "basis", "reason", "evidence")),
        (
            "移交后的招引分担（合计 100%）",
            tuple(f"{name}_{place}" for place in range(1, 6) for name in ("unit", "share")),
        ),
    )
    to_unit = forms.CharField(label="接收单位", max_length=100, help_text="全称、简称或单位代码")
    reason = forms.CharField(label="移交原因", max_length=300, widget=forms.Textarea())
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=EVIDENCE_HELP)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        del self.fields["role"]
        self.fields["valid_from"].label, self.fields["valid_from"].help_text = "移交日期", "自此日起按新的分担计"
        self.fields["basis"].label, self.fields["basis"].help_text = "流转单号", "流转单（批件）的编号"
        self.fields["basis"].widget = forms.TextInput()

    def clean_to_unit(self) -> Any:  # noqa: ANN401 - pages know no models
        """The unit of that name."""
        found = orgs.unit_named(normalise(self.cleaned_data["to_unit"]))
        if found is None:
            raise forms.ValidationError("没有找到这个单位，或同名的不止一个；请填全称或单位代码。")
        return found

    def order(self) -> dict[str, Any]:
        """What the verb takes, documents aside."""
        told = self.cleaned_data
        return {
            "to_unit": told["to_unit"],
            "shares": told["shares"],
            "occurred_on": told["valid_from"],
            "order_no": told["basis"],
            "reason": told["reason"],
        }


class MergeSearchForm(PageForm):
    """Into which project this one is to be merged."""

    into = forms.CharField(label="保留的项目编号", max_length=20, help_text="与本项目重复登记、今后继续使用的那一个")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self._viewer = viewer

    def clean_into(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of that number."""
        return _project(self._viewer, self.cleaned_data["into"])


class MergeForm(PageForm):
    """The decision by which two projects are one."""

    decision = forms.CharField(label="重复认定文件", max_length=80, help_text="会议纪要、核查意见的名称或文号")
    reason = forms.CharField(label="认定理由", max_length=300, widget=forms.Textarea())
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=EVIDENCE_HELP)


class ApprovalForm(PageForm):
    """An opinion."""

    note = forms.CharField(label="批准意见", max_length=300, required=False, widget=forms.Textarea())


class UndoForm(PageForm):
    """Why a merger is taken back."""

    reason = forms.CharField(label="撤销原因", max_length=300, widget=forms.Textarea(), help_text="须经他人认定后生效")
