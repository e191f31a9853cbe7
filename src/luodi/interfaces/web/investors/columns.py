"""The columns of the lists of investors, trips and activities."""

from typing import Any, Final

from django.urls import reverse

from luodi.base.core.text import masked_phone
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column


def href(name: str) -> Any:  # noqa: ANN401 - a function of a row
    """Address of a row's own page."""
    return lambda row: reverse(name, args=[row.pk])


def state(row: Any) -> Badge | None:  # noqa: ANN401 - pages know no models
    """Whether it was taken back."""
    return Badge("已撤回", "bad") if getattr(row, "withdrawal", None) else Badge("计入", "good")


INVESTORS: Final[tuple[Column[Any], ...]] = (
    Column("name", "企业名称", lambda row: row.name, is_title=True, href=href("investors:detail"), sort="name_key"),
    Column("uscc", "统一社会信用代码", lambda row: row.uscc, Kind.CODE),
    Column("origin", "来源", lambda row: row.get_origin_display()),
    Column("country", "国家（地区）", lambda row: row.country),
    Column("place", "所在地", lambda row: row.place),
    Column("honours", "荣誉", lambda row: "、".join(str(item) for item in row.honours.all())),
    Column("contact", "联系电话", lambda row: masked_phone(row.contact_phone), Kind.CODE, is_shown=False),
)
TRIPS: Final[tuple[Column[Any], ...]] = (
    Column("place", "目的地", lambda row: row.place, is_title=True, href=href("investors:trip")),
    Column("unit", "单位", lambda row: row.unit.label),
    Column("left_on", "出发日", lambda row: row.left_on, Kind.DATE, sort="left_on"),
    Column("returned_on", "返回日", lambda row: row.returned_on, Kind.DATE, sort="returned_on"),
    Column("leader", "带队领导", lambda row: row.leader),
    Column("is_led", "领导带队", lambda row: row.is_led, Kind.BOOLEAN),
    Column("count", "对接企业数", lambda row: len(row.contacts.all()), Kind.INTEGER, "家"),
    Column("met", "对接企业", lambda row: "、".join(item.investor.name for item in row.contacts.all()), is_wide=True),
    Column("purpose", "事由", lambda row: row.purpose, is_shown=False),
    Column("state", "状态", state, Kind.BADGE),
)
ACTIVITIES: Final[tuple[Column[Any], ...]] = (
    Column("name", "活动", lambda row: row.name, is_title=True, href=href("investors:activity"), sort="name"),
    Column("edition", "届次", lambda row: row.edition),
    Column("unit", "承办单位", lambda row: row.unit.label),
    Column("held_on", "举办日", lambda row: row.held_on, Kind.DATE, sort="held_on"),
    Column("place", "地点", lambda row: row.place),
    Column("companies", "参会企业", lambda row: row.attendance.companies_attending, Kind.INTEGER, "家"),
    Column("proposed", "拟合作项目", lambda row: row.attendance.projects_proposed, Kind.INTEGER, "个"),
    Column("is_fair", "有签约环节", lambda row: row.is_fair, Kind.BOOLEAN),
    Column("state", "状态", state, Kind.BADGE),
)
