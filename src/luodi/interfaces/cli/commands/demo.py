"""`luodi demo`: the demonstration district, built once, then served."""

from argparse import Namespace

from django.utils import timezone

from luodi.across.figures.services import refresh_mart
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.serving import address, become_server, require_free
from luodi.interfaces.cli.demo.build import District
from luodi.interfaces.cli.demo.district import ACCOUNTS, OFFICERS, PASSWORD, ROOT_CODE, ROOT_NAME
from luodi.interfaces.cli.demo.lists import confirm_a_week
from luodi.interfaces.cli.demo.rounds import check_a_quarter
from luodi.interfaces.cli.demo.templates import print_june
from luodi.interfaces.cli.screen import Screen


def run_demo(options: Namespace, screen: Screen) -> int:
    """Build the district unless it is there, say the address and the accounts, serve."""
    if not options.no_serve:
        require_free(options.host, options.port)
    screen.say(f"实例目录：{instance.home()}")
    instance.migrate()
    made = not is_built()
    if made:
        District(screen.say).build(timezone.now())
        refresh_mart()
        confirm_a_week()
        check_a_quarter()
        print_june()
    else:
        screen.say("演示区县已在，数据未改动。")
    where = address(options.host, options.port)
    _introduce(screen, "" if options.no_serve else where)
    screen.document(
        {
            "home": str(instance.home()),
            "address": None if options.no_serve else where,
            "unit": {"code": ROOT_CODE, "name": ROOT_NAME},
            "built": made,
            "accounts": [
                {"username": username, "name": name, "role": post, "password": PASSWORD}
                for username, name, post in accounts()
            ],
        }
    )
    if not options.no_serve:
        become_server(options.host, options.port)
    return 0


def is_built() -> bool:
    """Whether this home holds the district. Another instance is refused: nothing is ever mixed into it."""
    if not orgs.users().exists():
        return False
    root = orgs.root_unit()
    if root.code == ROOT_CODE and orgs.users().filter(username=ACCOUNTS[0].username).exists():
        return True
    raise BusinessError(
        f"{instance.home()} 里已有实例“{root.name}”，演示数据不会混进去。请用 --home 另指一个目录。",
        code="demo.other_instance",
    )


def accounts() -> list[tuple[str, str, str]]:
    """User name, name and post of every account to try."""
    people = [(line.username, line.name, line.post) for line in ACCOUNTS]
    return [*people, *((username, title, title) for username, title, _ in OFFICERS)]


def _introduce(screen: Screen, where: str) -> None:
    screen.line()
    screen.line(f"演示区县“{ROOT_NAME}”（{ROOT_CODE}），截至 2023-06-30，全部内容为虚构。")
    screen.table(("账号", "姓名", "身份"), accounts())
    screen.line(f"口令都是 {PASSWORD}（只用于演示）")
    screen.line()
    if where:
        screen.line(f"浏览器打开 {where} （按 Ctrl+C 停止）")
    else:
        screen.line("用 luodi serve 启动网页。")
