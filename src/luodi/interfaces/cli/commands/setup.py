"""`luodi init`: an empty instance, or the upgrade of one that is there."""

from argparse import Namespace

from django.utils import timezone

from luodi.across.assessment import services as assessment
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import root_unit
from luodi.base.orgs.services import install_instance
from luodi.domains.projects.services.duty_sets import install_duty_sets
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.parser import ROOT_CODE, ROOT_NAME
from luodi.interfaces.cli.screen import Screen


def run_init(options: Namespace, screen: Screen) -> int:
    """Make the database, the root unit and the three officers; safe to repeat."""
    screen.say("正在建立数据库……")
    instance.migrate()
    name, code = _root_asked_for(options)
    installed = install_instance(name=name, code=code, kind=UnitKind.COUNTY, at=timezone.now())
    root = installed.root
    assessment.install_presets(at=timezone.now())
    install_duty_sets(at=timezone.now())
    screen.line(f"实例目录：{instance.home()}")
    screen.line(f"根单位：{root.name}（{root.code}）")
    if installed.accounts:
        screen.line("三员账号（口令只显示这一次，请分别交给三个人，首次登录后修改）：")
        screen.table(
            ("账号", "姓名", "角色", "口令"),
            [(made.username, made.name, made.role, made.password) for made in installed.accounts],
        )
        screen.line("下一步：luodi units 单位表.xlsx 装入单位树，luodi serve 启动网页，再由安全管理员授权。")
    else:
        screen.line("该实例此前已建立，数据未改动。")
    accounts = [
        {"username": made.username, "name": made.name, "role": made.role, "password": made.password}
        for made in installed.accounts
    ]
    screen.document(
        {"home": str(instance.home()), "unit": {"code": root.code, "name": root.name}, "accounts": accounts}
    )
    return 0


def _root_asked_for(options: Namespace) -> tuple[str, str]:
    """Name and code of the root unit; who upgrades names none and keeps the one that is there."""
    asked: tuple[str, str] = (options.name, options.code)
    if asked != (ROOT_NAME, ROOT_CODE):
        return asked
    try:
        root = root_unit()
    except BusinessError:
        return asked
    return root.name, root.code
