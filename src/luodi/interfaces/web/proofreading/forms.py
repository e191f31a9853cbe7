"""The form of proofreading: a file or a pasted text, and with which unit and period it is compared."""

from pathlib import PurePath
from typing import Any, Final

from django import forms

from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.insight import selectors as insight
from luodi.across.proofreading import selectors
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import PageForm, UnitField

PASTED: Final = "粘贴的文字.txt"
LONGEST: Final = 500_000
"""Signs of a pasted text: some six hundred pages."""


class ProofForm(PageForm):
    """What is proofread; with a period its figures are also compared with the ledger."""

    file = forms.FileField(
        label="文稿文件",
        required=False,
        allow_empty_file=True,
        help_text="docx、txt、pdf（有文字层）、html，不超过 30 MB",
    )
    text = forms.CharField(
        label="或粘贴文字",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"lines": 8, "spellcheck": "false"}),
        help_text="选了文件就核文件",
        error_messages={"max_length": "粘贴的文字过长，请改为上传文件。"},
    )
    period = forms.ChoiceField(label="与台账比对的时期", required=False)
    unit = UnitField(label="与台账比对的单位", required=False)

    def __init__(self, *args: Any, viewer: Any, choice: scope.Choice, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        periods = scope.choices(choice.period, first=insight.first_fact_on())
        self.fields["period"].choices = [("", "不比对，只核文内的数"), *periods]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = orgs.visible_units(viewer, Figures.VIEW)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """There must be a paper, and a period is of a unit."""
        data = super().clean() or {}
        if not self.errors and data.get("file") is None and not data.get("text", "").strip():
            self.add_error(None, "请选择一份文稿，或粘贴文字。系统不留存文稿：下载批注稿、清单时，文件也要再选一次。")
        if data.get("period") and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "请选择与台账比对的单位。")
        return data

    @property
    def title(self) -> str:
        """The name of the file without its ending."""
        return PurePath(self.source_name).stem

    @property
    def source_name(self) -> str:
        """The name of the file, by which it is read."""
        file = self.cleaned_data["file"]
        return PASTED if file is None else str(file.name)

    def content(self) -> bytes:
        """What is proofread. BusinessError `proofreading.too_big` before a file that is too big is read."""
        file = self.cleaned_data["file"]
        if file is None:
            return str(self.cleaned_data["text"]).encode()
        selectors.refuse_size(file.size)
        return bytes(file.read())
