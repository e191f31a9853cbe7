"""Papers, site photos and site checks of a project: their kinds, and what may be said in them (domain/04 §4.5)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules.events import Event
from luodi.domains.projects.rules.limits import require_credible


class DocumentKind(TextChoices):
    """What a paper is; gates ask for papers by their kind."""

    LEAD_NOTE = "LEAD_NOTE", "线索登记材料"
    CONTACT_RECORD = "CONTACT_RECORD", "洽谈接洽记录"
    ADMISSION = "ADMISSION", "准入三条件评估表"
    LAND_CHECK = "LAND_CHECK", "用地预审意见"
    ENVIRONMENT_CHECK = "ENVIRONMENT_CHECK", "环评预审意见"
    ENERGY_CHECK = "ENERGY_CHECK", "能耗预审意见"
    SAFETY_CHECK = "SAFETY_CHECK", "安全预审意见"
    DUE_DILIGENCE = "DUE_DILIGENCE", "尽职调查报告"
    REVIEW_MINUTES = "REVIEW_MINUTES", "评审（决策）会议纪要"
    FAIR_COMPETITION = "FAIR_COMPETITION", "公平竞争审查结论"
    LEGAL_OPINION = "LEGAL_OPINION", "合法性审查（法律）意见"
    FINANCE_OPINION = "FINANCE_OPINION", "财政承受能力意见"
    FRAMEWORK = "FRAMEWORK", "框架（意向）协议文本"
    NON_BINDING = "NON_BINDING", "非约束性声明"
    CONTRACT = "CONTRACT", "正式合同（双方盖章）"
    CONTRACT_TERMS = "CONTRACT_TERMS", "履约与退出条款摘要"
    LICENCE = "LICENCE", "营业执照（运营主体）"
    FILING = "FILING", "项目备案证"
    APPROVAL = "APPROVAL", "项目核准批复"
    LAND_CONTRACT = "LAND_CONTRACT", "土地出让合同"
    PROPERTY = "PROPERTY", "不动产权证"
    LEASE = "LEASE", "租赁合同"
    LAND_APPROVAL = "LAND_APPROVAL", "用地批准书"
    OFFICE = "OFFICE", "办公场所（入驻）合同"
    WORKS_CONTRACT = "WORKS_CONTRACT", "施工合同"
    WORKS_PERMIT = "WORKS_PERMIT", "施工许可证"
    START_REPORT = "START_REPORT", "批准的开工报告"
    EXEMPTION = "EXEMPTION", "免办施工许可依据"
    EQUIPMENT_CONTRACT = "EQUIPMENT_CONTRACT", "设备采购合同"
    PAYMENT = "PAYMENT", "发票或付款凭证"
    FIT_OUT = "FIT_OUT", "装修改造合同"
    OPENING = "OPENING", "开业证明"
    STAFF_LIST = "STAFF_LIST", "人员名册（社保月报）"
    ACCEPTANCE = "ACCEPTANCE", "竣工验收（备案）材料"
    SELF_DECLARATION = "SELF_DECLARATION", "完工自声明（含完成比例）"
    PRODUCTION_LICENCE = "PRODUCTION_LICENCE", "生产（经营）许可证"
    ENVIRONMENT_ACCEPTANCE = "ENVIRONMENT_ACCEPTANCE", "环保验收材料"
    SAFETY_ACCEPTANCE = "SAFETY_ACCEPTANCE", "安全验收材料"
    NOT_REQUIRED = "NOT_REQUIRED", "无需许可（验收）的说明"
    OUTPUT_RECORD = "OUTPUT_RECORD", "当月用电或产量记录"
    FIRST_SALE = "FIRST_SALE", "首张销售发票或完税证明"
    FULL_OUTPUT = "FULL_OUTPUT", "达产核定表（达合同 80%）"
    OUTPUT_PROOF = "OUTPUT_PROOF", "税务或统计部门数据证明"
    OTHER = "OTHER", "其他材料"


class Conclusion(TextChoices):
    """What a reviewing paper concludes; gates accept PASS and EXCEPTION."""

    PASS = "PASS", "符合（通过）"
    EXCEPTION = "EXCEPTION", "适用例外规定"
    FAIL = "FAIL", "不符合（不通过）"


CONCLUDING: Final = frozenset(
    {
        DocumentKind.ADMISSION,
        DocumentKind.LAND_CHECK,
        DocumentKind.ENVIRONMENT_CHECK,
        DocumentKind.ENERGY_CHECK,
        DocumentKind.SAFETY_CHECK,
        DocumentKind.DUE_DILIGENCE,
        DocumentKind.REVIEW_MINUTES,
        DocumentKind.FAIR_COMPETITION,
        DocumentKind.LEGAL_OPINION,
        DocumentKind.FINANCE_OPINION,
        DocumentKind.FULL_OUTPUT,
    }
)
"""Papers that are worth nothing without their conclusion."""


SIGNED_WITH_EVENT: Final = frozenset({DocumentKind.CONTACT_RECORD, DocumentKind.FRAMEWORK, DocumentKind.CONTRACT})
"""Papers that are made on the day of the event they are filed with."""


class PhotoScene(TextChoices):
    """What a site photo shows; ceremony, fence and levelling are no start (domain/04 §4.5.4)."""

    PILING = "PILING", "桩基施工"
    FOUNDATION = "FOUNDATION", "基础施工"
    MAIN = "MAIN", "主体施工"
    FIT_OUT = "FIT_OUT", "装修改造施工"
    EQUIPMENT = "EQUIPMENT", "设备到场（安装）"
    FINISHED = "FINISHED", "完工外观"
    OPERATION = "OPERATION", "生产（营业）现场"
    CEREMONY = "CEREMONY", "奠基仪式"
    FENCE = "FENCE", "围挡"
    LEVELLING = "LEVELLING", "场地平整"
    OTHER = "OTHER", "其他"


class PlaceSource(TextChoices):
    """Where time and place of a photo come from."""

    EXIF = "EXIF", "照片自带"
    PHONE = "PHONE", "手机定位"
    TYPED = "TYPED", "手工填写"


class CheckConclusion(TextChoices):
    """What two people found on site."""

    MEETS = "MEETS", "符合"
    FALLS_SHORT = "FALLS_SHORT", "不符合"


CHECKED_EVENTS: Final = (Event.LAND, Event.START, Event.COMPLETE, Event.PRODUCE, Event.FULL)
"""Steps that are looked at on site."""
_CLOCK_SKEW: Final = timedelta(minutes=10)
"""A phone's clock may run ahead of ours by so much."""


def require_sound_document(
    kind: str, *, number: str, has_file: bool, conclusion: str, commits_money: bool, amount_in_wan: Decimal | None
) -> None:
    """Refuse a paper of no known kind, without number and file, without its conclusion, or a framework that promises money."""
    if kind not in DocumentKind.values:
        raise BusinessError("没有这种文件类别。请刷新页面后重新选择。", code="documents.kind")
    label = DocumentKind(kind).label
    if not number and not has_file:
        raise BusinessError(f"登记“{label}”请填写文号（编号），或上传文件。", code="documents.empty")
    if kind in CONCLUDING and conclusion not in Conclusion.values:
        raise BusinessError(f"“{label}”要选明结论：符合、适用例外规定或不符合。", code="documents.conclusion")
    if kind == DocumentKind.FRAMEWORK and commits_money:
        raise BusinessError(
            "框架（意向）协议不得写入奖补、返还、垫资等资金承诺。请删去承诺条款后重新登记；承诺须经评审在正式合同中约定。",
            code="documents.framework_commits",
        )
    if amount_in_wan is not None:
        if amount_in_wan <= 0:
            raise BusinessError("文件载明金额应大于 0（单位：万元）。", code="money.negative")
        require_credible(amount_in_wan)


def require_sound_validity(kind: str, issued_on: date | None, valid_until: date | None, *, today: date) -> None:
    """Refuse a paper that is issued in the future or valid only until before its day."""
    label = DocumentKind(kind).label
    for day, word in ((issued_on, "出具日期"), (valid_until, "有效期")):
        if day is not None:
            require_sensible_day(day, label=f"{label}的{word}")
    if issued_on is not None and issued_on > today:
        raise BusinessError(f"“{label}”的出具日期 {issued_on} 在将来，请核对。", code="documents.future")
    if issued_on is not None and valid_until is not None and valid_until < issued_on:
        raise BusinessError(f"“{label}”的有效期止于出具日期之前，请核对。", code="documents.validity")


def require_sound_photo(taken_at: datetime, latitude: Decimal, longitude: Decimal, *, at: datetime) -> None:
    """Refuse a photo from the future or at no place on earth; `taken_at` in the zone in which people read it."""
    if taken_at > at + _CLOCK_SKEW:
        raise BusinessError(
            f"拍摄时间 {taken_at:%Y-%m-%d %H:%M} 在将来。请核对相机时钟，改正后重新上传。", code="photos.future"
        )
    require_sensible_day(taken_at.date(), label="拍摄日期")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BusinessError("经纬度超出范围：纬度 -90 至 90，经度 -180 至 180，请核对。", code="photos.place")


def require_sound_check(event: str, *, checked_on: date, place: str, first: int, second: int, today: date) -> None:
    """Refuse a check of nothing that is checked on site, in the future, without a place, or by one person alone."""
    if event not in CHECKED_EVENTS:
        raise BusinessError("这一步不用现场核查。请选择落地、开工、竣工、投产或达产。", code="checks.event")
    require_sensible_day(checked_on, label="核查日期")
    if checked_on > today:
        raise BusinessError(f"核查日期 {checked_on} 在将来，请填写实际核查日。", code="checks.future")
    if not place:
        raise BusinessError("请写明核查地点。", code="checks.place")
    if first == second:
        raise BusinessError("现场核查须由两人进行，请选择两位不同的核查人。", code="checks.two_persons")
