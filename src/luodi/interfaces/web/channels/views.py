"""Views of channels and deliveries."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.base.deliveries import selectors, services
from luodi.base.deliveries.rules.rights import Permission
from luodi.base.notices import rules as notices
from luodi.interfaces.web.channels.forms import ChannelForm, DeliveryFilters
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table

COLUMNS: tuple[Column[Any], ...] = (
    Column("code", "消息类别", lambda row: notices.CODES.get(row.notice.code, notices.OTHER), is_title=True),
    Column("recipient", "接收人", lambda row: row.recipient.display_name),
    Column("unit", "单位", lambda row: row.recipient.unit),
    Column("channel", "渠道", lambda row: row.channel.name),
    Column("state", "状态", lambda row: badges.delivery_state(row.state), Kind.BADGE),
    Column("attempts", "尝试", lambda row: row.attempts, Kind.INTEGER),
    Column("due", "最早发送", lambda row: row.due_at, Kind.MOMENT),
    Column("sent", "送达", lambda row: row.sent_at, Kind.MOMENT),
    Column("parcel", "编号", lambda row: row.parcel, Kind.CODE),
    Column("failure", "失败原因", lambda row: row.failure, is_wide=True),
)


@requires(Permission.MANAGE_CHANNELS)
def channel_list(request: HttpRequest) -> HttpResponse:
    """Every channel, and how the deliveries stand."""
    context = {"channels": selectors.channels(account(request)), "tally": selectors.tally(pages.now())}
    return pages.page(request, "channels/list", context)


@requires(Permission.MANAGE_CHANNELS)
def channel_new(request: HttpRequest) -> HttpResponse:
    """Open a channel."""
    form = ChannelForm(request.POST or None, viewer=account(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.add_channel(form.values(), actor=account(request), at=pages.now())
            return pages.done(request, "渠道已登记。请先发一条测试消息，再告知大家选用。", "channels:list")
    return pages.form_page(request, "channels/form", {"form": form})


@requires(Permission.MANAGE_CHANNELS)
def channel_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a channel; what is secret can only be replaced."""
    channel = selectors.channel(account(request), pk)
    initial = {"kind": channel.kind, "name": channel.name, "has_titles": channel.has_titles}
    initial["unit"] = channel.unit.code if channel.unit else ""
    form = ChannelForm(request.POST or None, viewer=account(request), channel=channel, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.change_channel(channel, form.values(), actor=account(request), at=pages.now())
            return pages.done(request, "修改已保存。", "channels:list")
    return pages.form_page(request, "channels/form", {"form": form, "channel": channel})


@requires(Permission.MANAGE_CHANNELS)
@require_POST
def channel_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a channel off or on again."""
    channel = selectors.channel(account(request), pk)
    changed = services.switch_channel(channel, is_active=not channel.is_active, actor=account(request), at=pages.now())
    said = "渠道已启用。" if changed.is_active else "渠道已停用，待发的消息保留，重新启用后继续发送。"
    return pages.done(request, said, "channels:list")


@requires(Permission.MANAGE_CHANNELS)
@require_POST
def channel_try(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a trial message."""
    channel = selectors.channel(account(request), pk)
    services.try_channel(channel, actor=account(request), at=pages.now())
    return pages.done(request, "测试消息已送达，请到群里或邮箱查看。", "channels:list")


@requires(Permission.VIEW)
def delivery_list(request: HttpRequest) -> HttpResponse:
    """Every delivery with its state; what the message says is not shown."""
    form = DeliveryFilters(request.GET, viewer=account(request))
    rows = selectors.deliveries(account(request), form.wanted())
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="投递情况",
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="没有投递记录",
        empty_advice="有人在“消息—接收设置”中选用渠道后，新消息会在这里登记。",
    )
    return pages.page(request, "channels/deliveries", {"form": form, "table": table})
