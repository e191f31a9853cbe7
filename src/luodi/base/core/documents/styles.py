"""The styles of an official paper as a table, written over the template's: real headings, Chinese fonts throughout."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from luodi.base.core.documents import layout

RED = "FF0000"


@dataclass(frozen=True)
class StyleSpec:
    """One paragraph style. `line` is the exact line height in twips."""

    style_id: str
    name: str
    font: str = layout.FANGSONG
    size: float = layout.SIZE_3
    alignment: str = "both"
    first_line_characters: int = 0
    line: int = layout.LINE_PITCH
    spacing: int = layout.RUN_SPACING
    outline: int | None = None
    keeps_next: bool = False
    color: str = ""
    bottom_border: str = ""
    snaps_to_grid: bool = True


def exact_line(size: float) -> int:
    """The line height of table text of this size, in twips."""
    return round(size * 1.3 * layout.TWIPS_PER_POINT)


def _heading(level: int, font: str) -> StyleSpec:
    return StyleSpec(
        f"Heading{level}",
        f"heading {level}",
        font=font,
        alignment="left",
        first_line_characters=layout.FIRST_LINE_CHARACTERS,
        outline=level - 1,
        keeps_next=True,
    )


def _title_style(
    style_id: str,
    name: str,
    *,
    size: float = layout.SIZE_2,
    line: int = layout.LINE_PITCH,
    color: str = "",
    outline: int | None = None,
) -> StyleSpec:
    # LibreOffice gives letters larger than the grid two lines, so titles leave the grid and keep its height.
    return StyleSpec(
        style_id,
        name,
        font=layout.SONG_TITLE,
        size=size,
        alignment="center",
        line=line,
        spacing=0,
        outline=outline,
        keeps_next=True,
        color=color,
        snaps_to_grid=False,
    )


def _table_style(style_id: str, name: str, *, font: str = layout.FANGSONG, alignment: str = "left") -> StyleSpec:
    return StyleSpec(
        style_id,
        name,
        font=font,
        size=layout.SIZE_SMALL_4,
        alignment=alignment,
        line=exact_line(layout.SIZE_SMALL_4),
        spacing=0,
        keeps_next=style_id in {"Caption", "TableUnit", "TableHead"},
        snaps_to_grid=False,
    )


def _plain_style(style_id: str, name: str, *, size: float, line: int, font: str = layout.FANGSONG) -> StyleSpec:
    return StyleSpec(style_id, name, font=font, size=size, alignment="left", line=line, spacing=0, snaps_to_grid=False)


STYLES: tuple[StyleSpec, ...] = (
    StyleSpec("Normal", "Normal"),
    StyleSpec("BodyText", "Body Text", first_line_characters=layout.FIRST_LINE_CHARACTERS),
    _title_style("Title", "Title"),
    StyleSpec("Subtitle", "Subtitle", font=layout.KAITI, alignment="center", keeps_next=True),
    _heading(1, layout.HEITI),
    _heading(2, layout.KAITI),
    _heading(3, layout.FANGSONG),
    _heading(4, layout.FANGSONG),
    _title_style("Masthead", "Masthead", size=36, line=1158, color=RED),
    StyleSpec("DocumentNumber", "Document Number", alignment="center", keeps_next=True, bottom_border=RED),
    StyleSpec("AnnexList", "Annex List"),
    StyleSpec("Signature", "Signature", alignment="right"),
    StyleSpec("Marking", "Marking", font=layout.HEITI, alignment="left", keeps_next=True),
    StyleSpec("AnnexMark", "Annex Mark", font=layout.HEITI, alignment="left", keeps_next=True),
    _title_style("AnnexTitle", "Annex Title", outline=0),
    StyleSpec("Picture", "Picture", alignment="center", snaps_to_grid=False),
    _table_style("Caption", "caption", font=layout.HEITI, alignment="center"),
    _table_style("TableUnit", "Table Unit", alignment="right"),
    _table_style("TableHead", "Table Head", font=layout.HEITI, alignment="center"),
    _table_style("TableText", "Table Text"),
    _table_style("TableNote", "Table Note"),
    _plain_style("Imprint", "Imprint", size=layout.SIZE_4, line=exact_line(layout.SIZE_4)),
    _plain_style("SectionEnd", "Section End", size=1, line=20),
    _plain_style("Footer", "footer", font=layout.SONGTI, size=layout.SIZE_4, line=280),
)

_BUILT_IN = frozenset(
    {
        "Body Text",
        "Title",
        "Subtitle",
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "Signature",
        "caption",
        "footer",
    }
)
_DEFAULT_CHARACTERS = (
    f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_DEFAULT_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)
FONT_OF: dict[str, str] = {style.style_id: style.font for style in STYLES}


def run_fonts(font: str) -> str:
    """The font element of a run: the Chinese font for every script, so that “”—… keep their full width."""
    name = quoteattr(font)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>'


def install_styles(document: WordDocument) -> None:
    """Replace the template's styles by ours."""
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.append(parse_xml(_defaults()))
    for style in STYLES:
        styles.append(parse_xml(_style_xml(style)))
    for xml in (_DEFAULT_CHARACTERS, _DEFAULT_TABLE, _table_grid()):
        styles.append(parse_xml(xml))


def _defaults() -> str:
    size = layout.half_points(layout.SIZE_3)
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{run_fonts(layout.FANGSONG)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _style_xml(style: StyleSpec) -> str:
    is_normal = style.style_id == "Normal"
    kind = ' w:default="1"' if is_normal else "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    based = "" if is_normal else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="BodyText"/>' if style.keeps_next else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{kind} w:styleId="{style.style_id}"><w:name w:val="{style.name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: StyleSpec) -> str:
    parts = ["<w:keepNext/><w:keepLines/>"] if style.keeps_next else ['<w:keepNext w:val="0"/>']
    parts.append('<w:widowControl w:val="0"/>')
    if style.bottom_border:
        parts.append(
            f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{style.bottom_border}"/></w:pBdr>'
        )
    parts.append("<w:kinsoku/><w:wordWrap/><w:overflowPunct/>")
    parts.append(f'<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="{int(style.snaps_to_grid)}"/>')
    parts.append(f'<w:spacing w:before="0" w:after="0" w:line="{style.line}" w:lineRule="exact"/>')
    parts.append(_indent(style))
    parts.append(f'<w:jc w:val="{style.alignment}"/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return "".join(parts)


def _indent(style: StyleSpec) -> str:
    first = style.first_line_characters
    # Characters win over twips in Word, so a style without an indent must not say "0 characters".
    first_line = f' w:firstLineChars="{first * 100}" w:firstLine="{first * layout.CHARACTER_ADVANCE}"' if first else ""
    return f'<w:ind w:left="0" w:right="0"{first_line}/>'


def _run_properties(style: StyleSpec) -> str:
    size = layout.half_points(style.size)
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    return (
        f'{run_fonts(style.font)}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/>{color}'
        f'<w:spacing w:val="{style.spacing}"/><w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _table_grid() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    )
