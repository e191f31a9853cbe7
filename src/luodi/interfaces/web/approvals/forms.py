"""The decision on one slip or on many."""

from typing import Any

from django import forms

from luodi.base.approvals.rules import SlipAct
from luodi.interfaces.web.ui.forms import PageForm

TAKEN = [(act.value, act.label) for act in (SlipAct.VERIFY, SlipAct.RECOGNISE, SlipAct.RETURN)]


class DecisionForm(PageForm):
    """Which step, and the opinion; the step is the button that was pressed."""

    act = forms.ChoiceField(choices=TAKEN, widget=forms.HiddenInput())
    note = forms.CharField(
        label="意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(),
        help_text="退回时必须写明原因，让填报人知道改什么",
    )


class ManyForm(PageForm):
    """One step for the chosen slips."""

    act = forms.ChoiceField(choices=TAKEN)
    slips = forms.TypedMultipleChoiceField(coerce=int)
    note = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, allowed: list[int], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["slips"].error_messages["required"] = "请先勾选要办理的事项。"
        self.fields["slips"].choices = [(pk, str(pk)) for pk in allowed]  # type: ignore[attr-defined]
