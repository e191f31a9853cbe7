"""Charts: axes with round steps, a picture that is the same to the byte and says its units, a native chart in the workbook."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from luodi.base.core.documents import Chart, Document, Picture, Series, paragraph, write_docx, write_text, write_xlsx
from luodi.base.core.documents.charts import Scale, scale_of
from luodi.base.core.documents.drawing import HEIGHT, WIDTH, broken_name, draw_chart, labelled_points
from luodi.base.core.documents.fonts import chinese_font, find_font

SIGNED = Series("正式合同额", (Decimal("12.5"), Decimal("8.2"), None), digits=1)
RATE = Series("完成率", (Decimal("53.4"), Decimal(40), Decimal("22.5")), "line", is_right=True, digits=1)
CHART = Chart("各单位签约", ("高新区", "城东街道", "中心镇"), (SIGNED, RATE), "亿元", "%")
needs_font = pytest.mark.skipif(chinese_font() is None, reason="本机没有中文字体")


@pytest.mark.parametrize(
    ("lowest", "highest", "scale"),
    [
        ("0", "12.5", ("0", "15", "5")),
        ("40", "81.2", ("0", "100", "20")),
        ("0", "0", ("0", "0.2", "0.2")),
        ("-3", "8", ("-5", "10", "5")),
        ("0", "0.031", ("0", "0.04", "0.01")),
    ],
)
def test_an_axis_has_round_steps_and_room_above(lowest: str, highest: str, scale: tuple[str, str, str]) -> None:
    found = scale_of(Decimal(lowest), Decimal(highest))

    assert found == Scale(*(Decimal(text) for text in scale))


def test_a_series_must_have_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="有3个值，应为2个"):
        Chart("图", ("甲", "乙"), (SIGNED,))


def test_a_chart_is_said_in_words() -> None:
    assert CHART.said == (
        "各单位签约。正式合同额：高新区12.5、城东街道8.2、中心镇无；完成率：高新区53.4、城东街道40.0、中心镇22.5"
    )


@needs_font
def test_the_drawing_is_the_same_to_the_byte_and_differs_without_colour() -> None:
    image = Image.open(io.BytesIO(draw_chart(CHART)))
    shades = {shade for count, shade in image.convert("L").getcolors(256) or () if count > 500}

    assert draw_chart(CHART) == draw_chart(CHART)
    assert image.size == (WIDTH, HEIGHT)
    assert len(shades) >= 3


@needs_font
def test_the_word_file_shows_the_picture_with_its_words_and_the_same_bytes() -> None:
    document = Document("通报", (paragraph("见图。"), Picture(CHART, draw_chart(CHART), note="注：示例。")))

    data = write_docx(document)

    shape = docx.Document(io.BytesIO(data)).inline_shapes[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (156, 90)
    assert shape._inline.docPr.get("descr") == CHART.said
    assert write_docx(document) == data
    assert CHART.said in write_text(document)


@needs_font
def test_the_workbook_has_the_numbers_and_a_native_chart_over_them() -> None:
    data = write_xlsx(Document("通报", (Picture(CHART, draw_chart(CHART)),)))

    sheet = openpyxl.load_workbook(io.BytesIO(data))["图1"]
    native = zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()
    assert [cell.value for cell in sheet[2]] == ["类别", "正式合同额（亿元）", "完成率（%）"]
    assert [cell.value for cell in sheet[5]] == ["中心镇", "—", 22.5]
    assert "<c:barChart>" in native
    assert "<c:lineChart>" in native
    assert "pattFill" not in native


def test_the_most_wanted_font_below_the_folders_is_found(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("simhei.ttf", "deep/NotoSansCJK-Regular.ttc", "other.ttf"):
        (tmp_path / name).touch()

    assert find_font((tmp_path / "none", tmp_path)) == tmp_path / "deep/NotoSansCJK-Regular.ttc"
    assert find_font((tmp_path / "none",)) is None


@pytest.mark.parametrize(("values", "has_steps"), [(("2", "4", "0"), True), (("2", "40", "0"), False)])
def test_a_few_things_are_counted_in_whole_steps(values: tuple[str, ...], has_steps: bool) -> None:
    chart = Chart("五色分布", ("绿", "黄", "红"), (Series("市直部门", tuple(map(Decimal, values))),), "个")

    data = write_xlsx(Document("五色图", (Picture(chart, b""),)))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert ('<c:majorUnit val="1"/>' in drawn) is has_steps


@pytest.mark.parametrize(
    ("name", "per_line", "lines"),
    [
        ("签约项目数（政府工作报告）", 8, ["签约项目数", "（政府工作报告）"]),
        ("签约完成率（个数、金额各半）", 6, ["签约完成率", "（个数、金额", "各半）"]),
        ("甲乙丙、丁", 3, ["甲乙", "丙、丁"]),
        ("新开工项目", 8, ["新开工项目"]),
    ],
)
def test_a_name_under_the_axis_breaks_before_its_bracket_and_never_before_a_closing_sign(
    name: str, per_line: int, lines: list[str]
) -> None:
    assert broken_name(name, per_line) == lines


def test_a_level_line_is_labelled_once_at_its_end() -> None:
    level = Series("时序进度", tuple(map(Decimal, (50, 50, 50))), "line", digits=1)
    rising = Series("累计", tuple(map(Decimal, (10, 20, 30))), "line")

    assert [list(labelled_points(one)) for one in (level, rising)] == [[2], [0, 1, 2]]
