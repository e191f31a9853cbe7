"""Forms: fields out of the one field table, one column on a phone, errors beside the field, the rule's sentence on top."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.forms.models import ModelChoiceIterator
from django.http import QueryDict

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.fieldspec import FieldSpec
from luodi.interfaces.web.ui import query as words
from luodi.interfaces.web.ui.widgets import ManyOptions

_BOXES = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


class DayInput(forms.DateInput):
    """The browser's own day picker; ISO on the wire."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploaded files; empty when none was chosen."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("widget", ManyFilesInput())
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401 - Django's signature
        """Each file checked on its own."""
        if not data:
            super().clean(None, initial)
            return []
        many = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(item, initial) for item in many if item]


class _UnitOptions(ModelChoiceIterator):  # type: ignore[type-arg]  # takes no parameter at run time
    """Codes and names alone: a select needs no whole units."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for code, name, path in self.queryset.values_list("code", "name", "path"):
            yield code, indented(name, path)


def indented(name: str, path: str) -> str:
    """A unit's name, moved in by its depth in the tree."""
    return f"{'　' * max(path.count('/') - 2, 0)}{name}"


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """A unit out of a queryset, the tree shown by indents, the code in the address."""

    widget = ManyOptions
    iterator = _UnitOptions

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("to_field_name", "code")
        options.setdefault("queryset", None)
        options.setdefault("empty_label", "请选择")
        super().__init__(**options)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """A person out of a queryset, with unit and post."""

    widget = ManyOptions

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("queryset", None)
        options.setdefault("empty_label", "请选择")
        super().__init__(**options)

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - pages know no models
        """`周正（东县 副县长）`."""
        return f"{obj.name}（{obj.unit.label}{' ' + obj.post if obj.post else ''}）"


class Coded(Protocol):
    """A row that stands in a select."""

    @property
    def code(self) -> str:
        """Its word in the address."""

    @property
    def name(self) -> str:
        """What people read."""


class RowField(forms.ChoiceField):
    """One of rows that were read already: the code in the address, the row itself as the value, None when none is chosen."""

    widget = ManyOptions
    rows: Mapping[str, Any] = {}

    def offer(self, rows: Iterable[Coded], label: Callable[[Any], str], *, empty: str = "全部") -> None:
        """The rows of this request."""
        self.rows = {row.code: row for row in rows}
        self.choices = [("", empty), *((code, label(row)) for code, row in self.rows.items())]

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """The row of that code."""
        code = super().to_python(value)
        if code and code not in self.rows:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": code})
        return self.rows.get(code)

    def valid_value(self, value: Any) -> bool:  # noqa: ANN401 - Django's signature
        """What was found stands in the select."""
        return value is not None


def field_of(spec: FieldSpec, *, required: bool = False, choices: Iterable[tuple[str, str]] = ()) -> forms.Field:
    """The form field of a field's one row: label with unit, help, and the input that fits its kind."""
    label = f"{spec.label}（{spec.unit}）" if spec.unit else spec.label
    common: dict[str, Any] = {"label": label, "required": required, "help_text": spec.help}
    made: dict[str, Callable[[], forms.Field]] = {
        "money": lambda: forms.DecimalField(max_digits=18, decimal_places=4, **common),
        "decimal": lambda: forms.DecimalField(max_digits=18, decimal_places=4, **common),
        "integer": lambda: forms.IntegerField(**common),
        "date": lambda: forms.DateField(widget=DayInput(), **common),
        "boolean": lambda: forms.BooleanField(**(common | {"required": False})),
        "choice": lambda: forms.ChoiceField(choices=[*([] if required else [("", "—")]), *choices], **common),
    }
    maker = made.get(spec.kind)
    return forms.CharField(max_length=500, **common) if maker is None else maker()


def speak(field: forms.Field) -> None:
    """Errors of the field as sentences that name it and say what to do."""
    label = (field.label or "").partition("（")[0]
    verb = "选择" if isinstance(field, forms.ChoiceField | forms.FileField) else "填写"
    is_decimal = isinstance(field, forms.DecimalField)
    sentences = {"required": f"请{verb}{label}。", "invalid_choice": f"请从列表中选择{label}。"}
    if is_decimal or isinstance(field, forms.IntegerField):
        sentences["invalid"] = f"{label}应为{'数字，如 1200.5' if is_decimal else '整数'}。"
    elif isinstance(field, forms.DateField):
        sentences["invalid"] = f"{label}应为日期，如 2023-06-30。"
    field.error_messages |= sentences


class DressedField(forms.BoundField):
    """Puts the classes of the look on the input when it is drawn."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes (aria included) and ours."""
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if isinstance(shown, _BOXES):
            css = "form-check-input"
        else:
            css = "form-select" if isinstance(shown, forms.Select) else "form-control"
        if isinstance(self.field, forms.DecimalField | forms.IntegerField):
            css += " num"
            built.setdefault("inputmode", "decimal")
        if isinstance(shown, forms.Textarea):
            built["rows"] = shown.attrs.get("lines", 3)
        if self.errors:
            css += " is-invalid"
        return built | {"class": f"{shown.attrs.get('class', '')} {css}".strip()}


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand under one heading."""

    title: str
    fields: tuple[forms.BoundField, ...]


class PageForm(forms.Form):
    """Base of all forms: classes of the look on the inputs, sections, the sentence of a broken rule as an error of the form."""

    sections: Sequence[tuple[str, Sequence[str]]] = ()
    doubles: frozenset[str] = frozenset()
    template_name = "ui/_form.html"
    bound_field_class = DressedField

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for field in self.fields.values():
            speak(field)

    def field(self, name: str) -> Any:  # noqa: ANN401 - the kind of a field is known where the form declares it
        """A declared field, to be given the rows or choices of this request."""
        return self.fields[name]

    def add(self, name: str, field: forms.Field) -> None:
        """One more field, made when the form is made."""
        speak(field)
        self.fields[name] = field

    @property
    def drawn_sections(self) -> list[Section]:
        """Visible fields under their headings; without a plan all in one."""
        visible = {field.name: field for field in self.visible_fields()}
        planned = [(title, [name for name in names if name in visible]) for title, names in self.sections]
        named = {name for _, names in planned for name in names}
        rest = [name for name in visible if name not in named]
        found = [Section(title, tuple(visible[name] for name in names)) for title, names in planned if names]
        return [*found, Section("", tuple(visible[name] for name in rest))] if rest else found

    @property
    def has_files(self) -> bool:
        """Whether the form sends files."""
        return self.is_multipart()


class FilterForm(PageForm):
    """Filters of a list, sent by GET; whatever else stands in the address is carried along."""

    template_name = "ui/_filters.html"
    submit_label = "筛选"
    folds = ""
    """On a phone, the words on the button under which the whole form is folded; "" leaves the search field open."""
    use_required_attribute = False

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Words of the address that are not filters."""
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return words.hidden_pairs(data, without=tuple(self.fields))

    @property
    def active_count(self) -> int:
        """How many filters are set."""
        return sum(1 for name in self.fields if self.data.get(name))

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever the field gives
        """The cleaned filter; None or "" when unset or unreadable."""
        return self.cleaned_data.get(name) if self.is_valid() or hasattr(self, "cleaned_data") else None


@contextmanager
def rule_errors(form: forms.Form) -> Iterator[None]:
    """A broken rule inside the block becomes the form's error; missing right and missing scope go on to their pages."""
    try:
        yield
    except (NotPermitted, NotVisible):
        raise
    except BusinessError as error:
        form.add_error(None, error.message)
