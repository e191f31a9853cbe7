"""Pages of a paper: size, margins, grid of lines, page numbers `— 1 —` (odd right, even left), file settings."""

from datetime import UTC, date, datetime, time

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer
from docx.shared import Mm

from luodi.base.core.documents import layout
from luodi.base.core.documents.content import Document
from luodi.base.core.documents.layout import Page
from luodi.base.core.documents.markup import element
from luodi.base.core.documents.styles import run_fonts

_UNUSED_PARTS = ("stylesWithEffects", "customXml", "numbering", "webSettings", "thumbnail", "extended-properties")
_EPOCH = date(2000, 1, 1)
# Fonts that stand in on computers without the official ones.
_STAND_INS = (
    (layout.FANGSONG, "仿宋"),
    (layout.KAITI, "楷体"),
    (layout.HEITI, "SimHei"),
    (layout.SONGTI, "SimSun"),
    (layout.SONG_TITLE, "宋体"),
)


def set_page(section: Section, page: Page) -> None:
    """Give a section its paper, margins and grid of lines."""
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(15), Mm(page.footer_distance)
    properties = section._sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(element(f'<w:docGrid w:type="lines" w:linePitch="{layout.LINE_PITCH}"/>'))


def number_pages(section: Section) -> None:
    """Put `— 1 —` at the foot: odd pages to the right, even pages to the left, one character from the edge."""
    _page_number(section.footer, side="right")
    _page_number(section.even_page_footer, side="left")


def _page_number(footer: _Footer, *, side: str) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]._p
    for child in list(line):
        line.remove(child)
    indent = 'w:left="0" w:right="280"' if side == "right" else 'w:left="280" w:right="0"'
    begin, end = '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>'
    code, separate = '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>'
    dash_before, dash_after = '<w:t xml:space="preserve">— </w:t>', '<w:t xml:space="preserve"> —</w:t>'
    fonts = run_fonts(layout.SONGTI)
    line.append(element(f'<w:pPr><w:pStyle w:val="Footer"/><w:ind {indent}/><w:jc w:val="{side}"/></w:pPr>'))
    for content in (dash_before, begin, code, separate, "<w:t>1</w:t>", end, dash_after):
        line.append(element(f"<w:r><w:rPr>{fonts}</w:rPr>{content}</w:r>"))


def install_settings(word: WordDocument) -> None:
    """Settings of the file: odd and even footers, no squeezed punctuation, layout rules of today's Word."""
    settings = word.settings.element
    for child in list(settings):
        settings.remove(child)
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    for xml in (
        '<w:zoom w:percent="100"/>',
        '<w:defaultTabStop w:val="630"/>',
        "<w:evenAndOddHeaders/>",
        '<w:characterSpacingControl w:val="doNotCompress"/>',
        f"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>{compatible}</w:compat>",
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    ):
        settings.append(element(xml))


def drop_unused_parts(word: WordDocument) -> None:
    """Leave out what the template brings and a paper does not need (thumbnail, second style sheet, lists)."""
    for relations in (word.part.package.rels, word.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.rsplit("/", 1)[-1] in _UNUSED_PARTS]:
            del relations[key]


def set_properties(word: WordDocument, document: Document) -> None:
    """File properties out of the content alone, so that the same content gives the same bytes."""
    moment = datetime.combine(document.signed_on or _EPOCH, time(0), tzinfo=UTC)
    properties = word.core_properties
    properties.title = " ".join(document.title.split())
    properties.author = document.issuer
    properties.subject = document.number
    properties.last_modified_by = document.issuer
    properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = moment
    properties.revision = 1
    properties.language = "zh-CN"


def font_table() -> bytes:
    """The file's font table, naming a stand-in for each official font."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{stand_in}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
        for name, stand_in in _STAND_INS
    )
    xml = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
    return xml.encode("utf-8")
