"""A file that brings nothing is refused with a sentence, before anything is written."""

from luodi.across.intake.engine import ParsedSheet, ParsedWorkbook
from luodi.across.intake.services.answer import is_imported
from luodi.base.core.errors import BusinessError

_ASKED = "请检查是否选错了文件；确是台账的，请让表头含有“项目名称”等列名，下面接着各行项目，再重新上传"


def require_content(file_name: str, parsed: ParsedWorkbook) -> None:
    """Refuse a file without one row that could come in. BusinessError `intake.no_ledger`."""
    imported = [sheet for sheet in parsed.sheets if is_imported(sheet)]
    if any(_rows(sheet) for sheet in imported):
        return
    raise BusinessError(f"“{file_name}”没有导入：{_why(parsed, imported)}。", code="intake.no_ledger")


def _rows(sheet: ParsedSheet) -> int:
    counts = sheet.counts()
    return counts.read - counts.skipped_totals - counts.skipped_other


def _why(parsed: ParsedWorkbook, imported: list[ParsedSheet]) -> str:
    if imported:
        names = "、".join(f"“{sheet.name}”" for sheet in imported[:3])
        return f"工作表{names}只有表头，没有一行项目。请检查是否选错了文件，或填好内容后重新上传"
    shown = [sheet for sheet in parsed.sheets if not sheet.is_skipped]
    if any(sheet.kind == "units" for sheet in shown):
        return "这是单位名单，不是项目台账。单位由系统管理员在“单位”页登记，或在服务器上用 luodi units 整表载入"
    if not shown:
        return "工作表都是隐藏的，或没有您指定的那一张。请取消隐藏、核对工作表名称后重新上传"
    return f"没有找到项目台账、到位资金或目标任务的表格。{_ASKED}"
