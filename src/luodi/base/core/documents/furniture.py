"""What stands around the text of a paper: red head, title, recipients, list of annexes, signature, 版记 at the foot."""

from datetime import date
from math import ceil
from xml.sax.saxutils import quoteattr

from luodi.base.core.documents import layout
from luodi.base.core.documents.content import Annex, Document, Imprint
from luodi.base.core.documents.layout import Page
from luodi.base.core.documents.markup import paragraph_xml, run_xml
from luodi.base.core.documents.wording import balance_title, chinese_date, width_in_characters

_KEPT = "<w:keepNext/>"
_EMU_PER_POINT = 12700
# 首条和末条0.35 mm, 中间0.25 mm, in eighths of a point.
_THICK, _THIN = 8, 6
_IMPRINT_CHARACTER = 280
_IMPRINT_LINE = 500


def opening_xml(document: Document) -> list[str]:
    """Everything above the first line of the text."""
    parts = [
        paragraph_xml("Marking", run_xml(text, "Marking")) for text in (document.secrecy, document.urgency) if text
    ]
    if document.masthead:
        parts.append(paragraph_xml("Masthead", run_xml(document.masthead, "Masthead")))
        parts.append(paragraph_xml("Normal"))
        parts.append(_number_xml(document))
        parts.append(paragraph_xml("Normal"))
    elif document.signer:
        parts.append(paragraph_xml("Signature", _signer_xml(document.signer)))
    parts.append(title_xml(document.title, "Title"))
    parts += [paragraph_xml("Subtitle", run_xml(below, "Subtitle")) for below in document.below_title]
    parts.append(paragraph_xml("Normal"))
    if document.recipients:
        parts.append(paragraph_xml("Normal", run_xml(document.recipients, "Normal")))
    return parts


def _number_xml(document: Document) -> str:
    """发文字号 in the middle; with a 签发人 to the left, one character from the edge, as papers to a higher office have it."""
    number = run_xml(document.number, "DocumentNumber")
    if not document.signer:
        return paragraph_xml("DocumentNumber", number)
    page = layout.LANDSCAPE if document.is_landscape else layout.PORTRAIT
    edge = _characters(1)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width - edge}"/></w:tabs>'
    properties = f'{tab}<w:ind w:left="{edge}" w:right="0"/><w:jc w:val="left"/>'
    content = f"{number}<w:r><w:tab/></w:r>{_signer_xml(document.signer)}"
    return paragraph_xml("DocumentNumber", content, properties=properties)


def _signer_xml(signer: str) -> str:
    """签发人 in 仿宋, the name in 楷体."""
    return run_xml("签发人：", "Normal") + run_xml(signer, "Subtitle")


def title_xml(title: str, style_id: str) -> str:
    """A title broken into balanced lines inside one paragraph."""
    lines = balance_title(title, layout.TITLE_CHARACTERS_PER_LINE)
    return paragraph_xml(style_id, run_xml("\n".join(lines), style_id))


def annex_mark(number: int, count: int) -> str:
    """附件, or 附件1 when there are several."""
    return "附件" if count == 1 else f"附件{number}"


def annex_list_xml(annexes: tuple[Annex, ...]) -> list[str]:
    """附件说明: one blank line below the text, two characters from the left, without a stop at the end."""
    parts = [paragraph_xml("Normal", properties=_KEPT)] if annexes else []
    for number, annex in enumerate(annexes, 1):
        lead = "附件：" if number == 1 else ""
        mark = f"{number}." if len(annexes) > 1 else ""
        before = layout.FIRST_LINE_CHARACTERS + 3
        hanging = width_in_characters(mark) + (3 if lead else 0)
        left = before + width_in_characters(mark)
        indent = f'{_KEPT}<w:ind w:left="{_characters(left)}" w:hanging="{_characters(hanging)}"/>'
        parts.append(paragraph_xml("AnnexList", run_xml(f"{lead}{mark}{annex.title}", "AnnexList"), properties=indent))
    return parts


def signature_xml(issuer: str, signed_on: date | None) -> list[str]:
    """署名 and 成文日期 without a seal: the date begins two characters right of the issuer's first character."""
    if not issuer and signed_on is None:
        return []
    day = chinese_date(signed_on) if signed_on else ""
    issuer_right, day_right = signature_indents(issuer, day)
    parts = [paragraph_xml("Normal", properties=_KEPT)]
    if issuer:
        next_too = _KEPT if day else ""
        indent = f'{next_too}<w:ind w:right="{_characters(issuer_right)}"/>'
        parts.append(paragraph_xml("Signature", run_xml(issuer, "Signature"), properties=indent))
    if day:
        indent = f'<w:ind w:right="{_characters(day_right)}"/>'
        parts.append(paragraph_xml("Signature", run_xml(day, "Signature"), properties=indent))
    return parts


def signature_indents(issuer: str, day: str) -> tuple[float, float]:
    """Right indents of issuer and date, in characters (GB/T 9704 7.3.5.2; a longer date moves the issuer)."""
    if not issuer:
        return 0.0, 4.0
    issuer_width, day_width = width_in_characters(issuer), width_in_characters(day)
    day_right = issuer_width - day_width
    if day_right >= 2 or not day:
        return 2.0, day_right
    return day_width + 4.0 - issuer_width, 2.0


def _characters(count: float) -> int:
    return round(count * layout.CHARACTER_ADVANCE)


def imprint_xml(imprint: Imprint, page: Page) -> str:
    """版记 as a text box at the foot of the page it is anchored on; its rules are as wide as the text block."""
    rows = _imprint_rows(imprint, page)
    lines = sum(count for _, count in rows)
    height = lines * _IMPRINT_LINE / layout.TWIPS_PER_POINT + 6
    size = f'cx="{page.text_width * 635}" cy="{round(height * _EMU_PER_POINT)}"'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{_imprint_table([xml for xml, _ in rows], page)}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="9999" name="imprint" descr={quoteattr("版记")}/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor>"
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
    return paragraph_xml("SectionEnd", f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>")


def _imprint_rows(imprint: Imprint, page: Page) -> list[tuple[str, int]]:
    rows = []
    if imprint.copies:
        text = f"抄送：{imprint.copies.removesuffix('。')}。"
        per_line = page.text_width / _IMPRINT_CHARACTER - 2
        lines = 1 + ceil(max(0.0, width_in_characters(text) - per_line) / (per_line - 3))
        left, hanging = 4 * _IMPRINT_CHARACTER, 3 * _IMPRINT_CHARACTER
        indent = f'<w:ind w:left="{left}" w:right="{_IMPRINT_CHARACTER}" w:hanging="{hanging}"/>'
        rows.append((paragraph_xml("Imprint", run_xml(text, "Imprint"), properties=indent), lines))
    printed = f"{chinese_date(imprint.printed_on)}印发" if imprint.printed_on else ""
    if imprint.office or printed:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width - _IMPRINT_CHARACTER}"/></w:tabs>'
        indent = f'<w:ind w:left="{_IMPRINT_CHARACTER}" w:right="0"/>'
        content = f"{run_xml(imprint.office, 'Imprint')}<w:r><w:tab/></w:r>{run_xml(printed, 'Imprint')}"
        rows.append((paragraph_xml("Imprint", content, properties=tab + indent), 1))
    return rows


def _imprint_table(paragraphs: list[str], page: Page) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
        for edge, width in (("top", _THICK), ("bottom", _THICK), ("insideH", _THIN))
    )
    height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{_IMPRINT_LINE}" w:hRule="atLeast"/></w:trPr>'
    cell = f'<w:tcPr><w:tcW w:w="{page.text_width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    rows = "".join(f"<w:tr>{height}<w:tc>{cell}{xml}</w:tc></w:tr>" for xml in paragraphs)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{page.text_width}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{page.text_width}"/></w:tblGrid>{rows}</w:tbl>{paragraph_xml("SectionEnd")}'
    )
