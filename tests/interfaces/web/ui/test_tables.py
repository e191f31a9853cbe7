"""Lists: columns, sorting, totals, choice of columns, safe cells."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from luodi.base.core.fieldspec import FieldSpec
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind, cell_html, colour_html, export_value
from luodi.interfaces.web.ui.paging import Order
from luodi.interfaces.web.ui.tables import Column, Table, chosen_columns, order_of, spec_column


@dataclass(frozen=True)
class Line:
    """A row of the test's list."""

    pk: int
    name: str
    money: Decimal | None


COLUMNS: tuple[Column[Line], ...] = (
    Column("name", "项目名称", lambda row: row.name, is_title=True, href=lambda row: f"/p/{row.pk}/", sort="name"),
    Column("money", "总投资", lambda row: row.money, Kind.MONEY, "万元", sort="total"),
    Column("note", "备注", lambda _row: "", is_shown=False),
)
ROWS = [Line(1, "甲<b>", Decimal("8500")), Line(2, "乙", None)]


def table(address: str = "", **more: object) -> Table[Line]:
    return Table(COLUMNS, ROWS, QueryDict(address), **more)  # type: ignore[arg-type]  # given by the test


def test_usual_columns_are_shown_until_others_are_chosen() -> None:
    usual = [column.name for column in table().shown]
    chosen = [column.name for column in table("columns=note").shown]

    assert (usual, chosen) == (["name", "money"], ["name", "note"])


def test_unknown_columns_in_the_address_change_nothing() -> None:
    assert [column.name for column in chosen_columns(COLUMNS, QueryDict("columns=secret"))] == ["name", "money"]


def test_a_head_sorts_and_then_turns_the_order_round() -> None:
    first = table("q=铝&after=xyz").headers[1]
    second = table("sort=money").headers[1]

    assert (first.href, first.direction) == ("?q=%E9%93%9D&sort=money", "")
    assert (second.href, second.direction) == ("?sort=-money", "ascending")


def test_the_order_is_one_of_the_columns_or_the_usual_one() -> None:
    orders = [
        order_of(COLUMNS, QueryDict(asked), default="-name") for asked in ("sort=-money", "sort=note", "sort=pk;drop")
    ]

    assert orders == [
        Order("total", is_descending=True),
        Order("name", is_descending=True),
        Order("name", is_descending=True),
    ]


def test_a_row_is_escaped_and_its_title_is_a_row_header_with_a_link() -> None:
    first, second = (str(row) for row in table().drawn_rows)

    assert '<a href="/p/1/">甲&lt;b&gt;</a>' in first
    assert first.startswith('<tr><th scope=row class="k-text row-title"')
    assert '<td class="k-money num" data-label="总投资（万元）">—</td>' in second


def test_totals_stand_below_their_columns() -> None:
    drawn = table("", totals={"money": Decimal(641000)}).drawn_totals

    assert [(label, str(text)) for _, label, text in drawn] == [("", "合计"), ("总投资（万元）", "641,000")]


def test_the_export_carries_the_address_without_the_place() -> None:
    assert table("q=1&after=x", export_href="/x/").full_export_href == "/x/?q=1"


def test_boxes_belong_to_the_form_below_and_are_named() -> None:
    drawn = str(next(iter(table("", select_name="slips", select_form="decide").drawn_rows)))

    assert 'name="slips" form="decide" value="1" aria-label="选择甲&lt;b&gt;"' in drawn


def test_a_column_takes_label_kind_and_unit_from_the_fields_one_row() -> None:
    spec = FieldSpec("land_mu", "用地面积", "decimal", "亩", listed=True)

    made = spec_column(spec, lambda _row: Decimal(1))

    assert (made.full_header, made.kind, made.is_shown) == ("用地面积（亩）", Kind.DECIMAL, True)


def test_a_colour_is_its_letter() -> None:
    assert str(colour_html("橙")) == '<span class="colour colour-orange">橙</span>'
    assert str(colour_html("紫")) == "—"


def test_marks_are_exported_as_their_words_and_numbers_as_numbers() -> None:
    assert export_value([Badge("开工"), Badge("停建")], Kind.BADGE) == "开工、停建"
    assert export_value(Decimal("8500.5"), Kind.MONEY) == Decimal("8500.5")


def test_an_unknown_value_is_no_link() -> None:
    assert str(cell_html(None, Kind.TEXT, href="/p/")) == "—"
