"""Forms of the import wizard."""

from typing import Any, Final

from django import forms

from luodi.across.intake.rules.batches import Permission
from luodi.across.intake.rules.meanings import own_name
from luodi.across.intake.services import ImportOptions
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.intake import words
from luodi.interfaces.web.ui.forms import DayInput, PageForm, UnitField

KINDS: Final = (("auto", "自动识别"), ("projects", "项目台账"), ("capital", "到位资金"), ("targets", "目标任务"))


class UploadForm(PageForm):
    """The file, whose it is, and what may be created with it."""

    file = forms.FileField(
        label="台账文件", allow_empty_file=True, help_text="xlsx、xls、csv；表头、合并单元格、小计行照原样，不用改"
    )
    unit = UnitField(label="归属单位", help_text="行内没写责任单位的，归到这里")
    kind = forms.ChoiceField(label="内容", choices=KINDS, initial="auto", required=False)
    as_of = forms.DateField(
        label="台账口径日", required=False, widget=DayInput(), help_text="没有日期的状态从这天算起；空着则从标题中识别"
    )
    create_units = forms.BooleanField(label="把不认识的单位建为下级单位", required=False)
    create_chains = forms.BooleanField(label="把不认识的产业链建为新产业链", required=False)
    recognise = forms.BooleanField(
        label="导入后直接认定（接收旧台账）", required=False, help_text="只用于首次接收已经认定过的旧台账"
    )
    sections = (("", ("file", "unit", "kind", "as_of")), ("选项", ("create_units", "create_chains", "recognise")))

    def __init__(self, *args: Any, viewer: Any, may_take_over: bool, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.IMPORT)
        if not may_take_over:
            for name in ("create_units", "create_chains", "recognise"):
                del self.fields[name]

    def options(self) -> ImportOptions:
        """The choices as the verb takes them."""
        data = self.cleaned_data
        return ImportOptions(
            kind=data["kind"] or "auto",
            as_of=data["as_of"],
            recognise=data.get("recognise", False),
            create_units=data.get("create_units", False),
            create_chains=data.get("create_chains", False),
        )


class ColumnsForm(PageForm):
    """What each column of one sheet means; only what was changed is remembered."""

    sheet = forms.CharField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, entry: dict[str, Any], **options: Any) -> None:  # noqa: ANN401 - the answer's JSON
        super().__init__(*args, **options)
        self.before: dict[str, tuple[str, str]] = {}
        kind = entry.get("kind", "")
        for number, column in enumerate(entry.get("columns", [])):
            now, name = own_name(kind, column["field"]), f"column-{number}"
            self.before[name] = (column["key"], now)
            label = column["header"] or f"{column['letter']} 列"
            choices = words.field_choices(kind, now)
            self.add(name, forms.ChoiceField(label=label, required=False, choices=choices, initial=now))

    def mapping(self) -> dict[str, str]:
        """The column's key → field, for the columns that now mean something else."""
        return {
            key: self.cleaned_data[name] for name, (key, was) in self.before.items() if self.cleaned_data[name] != was
        }


class UndoForm(PageForm):
    """Why a batch is taken back."""

    reason = forms.CharField(
        label="撤销原因", max_length=300, widget=forms.Textarea(), help_text="本批产生的事实将逐条冲回，原记录保留"
    )


class WithdrawForm(PageForm):
    """Why one takes the own batch back."""

    reason = forms.CharField(
        label="撤回原因", max_length=300, widget=forms.Textarea(), help_text="撤回后可以改好重新上传"
    )
