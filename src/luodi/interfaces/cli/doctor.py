"""The looks of `luodi doctor`: each says what it found and, where something is wrong, what to do about it."""

import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from luodi import __version__
from luodi.across.figures.selectors.mart import store
from luodi.base.audit import selectors as audit
from luodi.base.core.documents.fonts import ADVICE as FONT_ADVICE
from luodi.base.core.errors import BusinessError
from luodi.base.deliveries import selectors as deliveries
from luodi.base.orgs import selectors as orgs
from luodi.base.runs import selectors as runs
from luodi.interfaces.cli import instance

_LEAST_PYTHON: Final = (3, 11)
_LEAST_FREE_MB: Final = 1024
_MB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: ok, a remark (works, but), or a fault with what mends it."""

    code: str
    name: str
    state: Literal["ok", "remark", "fault"]
    says: str
    advice: str = ""


def look_at_python() -> list[Finding]:
    """The interpreter and the product's own version."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    says = f"Python {version}，luodi {__version__}"
    if sys.version_info[:2] < _LEAST_PYTHON:
        return [Finding("python", "Python", "fault", says, "请安装 Python 3.11 或更新版本后重新 make setup。")]
    return [Finding("python", "Python", "ok", says)]


def look_at_home() -> list[Finding]:
    """Whether the home can be written, has room, and keeps its key to itself."""
    home = instance.home()
    try:
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"luodi")
        written = _open_to_others(home) or Finding("home", "实例目录", "ok", str(home))
    except OSError as error:
        advice = f"请让运行本程序的用户能写入 {home}，或用 --home 另指目录。"
        written = Finding("home", "实例目录", "fault", f"{home} 不能写入（{error.strerror}）", advice)
    return [written, _room(), _key()]


def _open_to_others(home: Path) -> Finding | None:
    if stat.S_IMODE(home.stat().st_mode) & 0o077:
        advice = f"里面有台账和联系方式，请执行 chmod 700 {home}。"
        return Finding("home", "实例目录", "remark", f"{home} 可被本机其他用户读取", advice)
    return None


def _room() -> Finding:
    free = shutil.disk_usage(instance.home()).free // _MB
    says = f"可用 {free / 1024:.1f} GB"
    if free < _LEAST_FREE_MB:
        return Finding("disk", "磁盘空间", "fault", says, "不足 1 GB，请清理磁盘或把实例目录移到更大的盘。")
    return Finding("disk", "磁盘空间", "ok", says)


def _key() -> Finding:
    path = instance.home() / "secret.key"
    if not path.exists():
        return Finding("secret", "签名密钥", "ok", "由环境变量 LUODI_SECRET_KEY 提供")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding("secret", "签名密钥", "fault", f"{path} 可被他人读取", f"请执行 chmod 600 {path}。")
    return Finding("secret", "签名密钥", "ok", "仅本用户可读")


def look_at_database() -> list[Finding]:
    """Whether the database answers and is of this version, and whether an instance was set up in it."""
    name = "PostgreSQL" if connection.vendor == "postgresql" else "内置 SQLite"
    try:
        missing = instance.missing_migrations()
    except DatabaseError as error:
        advice = "请核对 LUODI_DATABASE_URL 和数据库服务；使用内置数据库时核对实例目录的权限。"
        return [Finding("database", "数据库", "fault", f"{name} 连接不上：{error}", advice)]
    if missing is None:
        advice = "请运行 luodi init（空实例）或 luodi demo（演示区县）。"
        return [Finding("database", "数据库", "fault", f"{name}，还没有建立实例", advice)]
    if missing:
        advice = "请先备份，再运行 luodi init 升级，已有数据不受影响。"
        return [Finding("database", "数据库", "fault", f"{name}，结构差 {missing} 步", advice)]
    return [Finding("database", "数据库", "ok", f"{name}，结构为当前版本"), *_contents()]


def _contents() -> list[Finding]:
    try:
        root = orgs.root_unit()
    except BusinessError as error:
        return [Finding("instance", "实例", "fault", error.message)]
    found = [Finding("instance", "实例", "ok", f"{root.name}（{root.code}）")]
    return [*found, _audit(), _mart(), *_calendar(), _jobs(), *_messages()]


def _audit() -> Finding:
    chain = audit.check_chain()
    if chain.is_whole:
        return Finding("audit", "审计链", "ok", f"{chain.entries} 条，首尾相接")
    says = f"第 {chain.broken_at} 条断开：{chain.why}"
    return Finding("audit", "审计链", "fault", says, "审计记录被改动过。请保留现场并报告安全管理员，用备份核对。")


def _mart() -> Finding:
    faults = store().faults()
    if faults:
        return Finding(
            "mart", "统计副本", "fault", faults[0], "请删除实例目录中的 mart 文件夹，下次计算指标时自动重建。"
        )
    return Finding("mart", "统计副本", "ok", f"第 {store().manifest().generation} 版，文件完好")


def _calendar() -> list[Finding]:
    year, calendar = timezone.localdate().year, orgs.work_calendar()
    unknown = [number for number in (year, year + 1) if not calendar.is_known(number)]
    if not unknown:
        return [Finding("calendar", "工作日历", "ok", f"{year}、{year + 1} 年的节假日和调休已录入")]
    says = f"{'、'.join(str(number) for number in unknown)} 年的节假日和调休没有录入，只按周末推算"
    return [Finding("calendar", "工作日历", "remark", says, "国务院办公厅公布后，请在“组织与权限—工作日历”中录入。")]


def _jobs() -> Finding:
    states = runs.job_states(timezone.now())
    failing = [state.run.code for state in states if state.is_failing]
    late = [state.run.code for state in states if state.is_late]
    if failing:
        says = f"失败的任务：{'、'.join(failing)}"
        return Finding("jobs", "后台任务", "fault", says, "请查看服务日志中的出错信息；任务会自动再试。")
    if not states:
        return Finding(
            "jobs", "后台任务", "remark", "还没有运行过", "请运行 luodi serve（自带后台任务）或 luodi worker。"
        )
    if late:
        says = f"没有按时运行：{'、'.join(late)}"
        return Finding("jobs", "后台任务", "remark", says, "请确认 luodi serve 或 luodi worker 正在运行。")
    return Finding("jobs", "后台任务", "ok", f"{len(states)} 个任务都按时运行")


def _messages() -> list[Finding]:
    tally = deliveries.tally(timezone.now())
    if tally.late:
        says = f"{tally.late} 件消息过了时间还没有发出"
        return [Finding("messages", "消息投递", "remark", says, "请查看“消息渠道—投递情况”和后台任务。")]
    if tally.given_up:
        says = f"累计 {tally.given_up} 件外发消息放弃发送（系统内消息不受影响）"
        return [Finding("messages", "消息投递", "remark", says, "请在“消息渠道—投递情况”中查看原因。")]
    return [Finding("messages", "消息投递", "ok", f"已送达 {tally.sent} 件，待发 {tally.waiting + tally.failed} 件")]


def look_at_extras() -> list[Finding]:
    """What papers may use but the product does not need."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    found = [
        Finding("office", "LibreOffice", "ok", office)
        if office
        else Finding("office", "LibreOffice", "remark", "没有安装", "只在把文稿转成 PDF 时需要。")
    ]
    fonts = chinese_fonts()
    if fonts is None:
        return [*found, Finding("fonts", "中文字体", "remark", "没有 fc-list，无法查看", FONT_ADVICE)]
    if not fonts:
        return [*found, Finding("fonts", "中文字体", "remark", "没有找到", f"文稿中的图表画不出来。{FONT_ADVICE}")]
    return [*found, Finding("fonts", "中文字体", "ok", f"{len(fonts)} 种")]


def chinese_fonts() -> list[str] | None:
    """Families of fonts that have Chinese characters; None when this machine cannot be asked."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    answer = subprocess.run([program, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False, timeout=30)
    return sorted(set(answer.stdout.split("\n")) - {""})


def look_at_settings() -> list[Finding]:
    """Settings that must not be on in service."""
    if settings.DEBUG:
        return [Finding("debug", "调试页面", "remark", "LUODI_DEBUG 已打开", "对外服务时必须关闭。")]
    return []


LOOKS: Final[tuple[Callable[[], list[Finding]], ...]] = (
    look_at_python,
    look_at_home,
    look_at_database,
    look_at_extras,
    look_at_settings,
)
