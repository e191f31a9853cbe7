"""The words of the command line: every command with its arguments, and Chinese sentences for what argparse refuses.

Pure: it is read before Django is set up, so that help and wrong usage touch no instance.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final, NoReturn

from luodi import __version__
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period

REPORT_KINDS: Final = (*(f"RP{number:02d}" for number in range(23)), "RP22R")
"""RP00 is whatever an office writes after a template of its own, RP22R the second form of RP22."""
ROOT_NAME: Final = "松汀区"
ROOT_CODE: Final = "ROOT"
IMPORT_KINDS: Final = ("auto", "projects", "capital", "targets", "units")

_SENTENCES: Final = (
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能取 \2，可用 \3"),
    (r"argument (.+?): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 不带值"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"ambiguous option: (.+?) could match (.+)", r"选项 \1 不明确，可能是 \2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """argparse in Chinese: full option names only, wrong usage ends with status 2."""

    def __init__(self, *, is_part: bool = False, **settings: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]  # argparse's own keywords
        if not is_part:
            self._positionals.title = "参数"
            self._optionals.title = "选项"
            self.add_argument("-h", "--help", action="help", help="显示本帮助")

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong as a sentence; the caller says it and ends with status 2."""
        raise WrongUsage(in_chinese(message), usage=self.format_usage())


class WrongUsage(Exception):
    """The command line cannot be understood."""

    def __init__(self, message: str, *, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


def options_of(words: Sequence[str]) -> argparse.Namespace:
    """A command line as its options. WrongUsage also where they make sense only together: a paper wants its file, only a
    comparison may do without.
    """
    options = build_parser().parse_args(words)
    if options.command == "report" and options.output is None and not options.against:
        usage = "用法：luodi report KIND --period P -o FILE.docx\n"
        raise WrongUsage("缺少参数 -o/--output", usage=usage)
    return options


def in_chinese(message: str) -> str:
    """The sentence of argparse in Chinese; an unknown one stays as it is."""
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, sentence, message, count=1, flags=re.DOTALL)
    return message


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写作 2023-06-30") from error


def _moment(text: str) -> datetime | date:
    try:
        return date.fromisoformat(text) if len(text) <= len("2023-06-30") else datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是时点，请写作 2023-06-30 或 2023-06-30T18:00") from error


def _period(text: str) -> str:
    try:
        return parse_period(text).code
    except BusinessError as error:
        raise argparse.ArgumentTypeError(error.message) from error


def _window(text: str) -> str:
    return text if text in {"period", "ytd", "r36"} else _period(text)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,，、]", text) if part.strip())


def _count(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"“{text}”应为不小于 {least} 的整数")
        return int(text)

    return number


def _port(text: str) -> int:
    number = _count(1)(text)
    if number > 65535:
        raise argparse.ArgumentTypeError(f"端口“{text}”应在 1 到 65535 之间")
    return number


def build_parser() -> Parser:
    """The parser of the whole command line."""
    shared = Parser(is_part=True, argument_default=argparse.SUPPRESS)
    shared.add_argument(
        "--home", type=Path, metavar="目录", help="实例目录（默认环境变量 LUODI_HOME，再默认 ./luodi-data）"
    )
    shared.add_argument("--json", action="store_true", dest="as_json", help="标准输出只打印一个 JSON 文档")
    parser = Parser(prog="luodi", description="落地 Luodi：招商引资台账、统计与文稿", parents=[shared])
    parser.add_argument("--version", action="version", version=f"luodi {__version__}", help="显示版本")
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令", required=True, parser_class=Parser)

    def command(name: str, module: str, says: str) -> Parser:
        made = commands.add_parser(name, help=says, description=says, parents=[shared])
        made.set_defaults(module=module)
        return made

    _setup(command)
    _ledger(command)
    _numbers(command)
    _texts(command)
    _papers(command)
    command("verify", "checks", "重算台账缓存、统计副本和审计链并逐项比对")
    command("doctor", "checks", "检查安装与实例，指出要补什么")
    return parser


Command = Callable[[str, str, str], Parser]


def _setup(command: Command) -> None:
    demo = command("demo", "demo", "建立演示区县（2023 年上半年）并启动网页")
    demo.add_argument("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
    demo.add_argument("--port", type=_port, default=8000, help="端口（默认 8000）")
    demo.add_argument("--no-serve", action="store_true", help="只建立数据，不启动网页")
    init = command("init", "setup", "建立空实例：根单位与系统、安全、审计三员账号；已建过的升级到当前版本")
    init.add_argument("--name", default=ROOT_NAME, help=f"根单位名称（默认 {ROOT_NAME}；已建过的沿用原来的）")
    init.add_argument("--code", default=ROOT_CODE, help=f"根单位代码（默认 {ROOT_CODE}；已建过的沿用原来的）")
    serve = command("serve", "serving", "启动网页服务")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
    serve.add_argument("--port", type=_port, default=8000, help="端口（默认 8000）")
    serve.add_argument("--workers", type=_count(1), default=2, metavar="N", help="网页进程数（默认 2）")
    serve.add_argument("--no-worker", action="store_true", help="不随带后台任务进程（另行运行 luodi worker 时用）")
    worker = command("worker", "serving", "运行后台任务：排队的导入、统计副本更新、到期清理")
    worker.add_argument("--parent", type=_count(1), metavar="PID", help="该进程结束时随之结束")


def _ledger(command: Command) -> None:
    units = command("units", "ledger", "装入单位树（xlsx、csv：代码、名称、类别、上级代码、考核分组）")
    units.add_argument("file", type=Path, metavar="FILE", help="单位表")
    ledger = command("import", "ledger", "导入台账（xlsx、xls、csv）")
    ledger.add_argument("file", type=Path, metavar="FILE", help="台账文件")
    ledger.add_argument("--kind", choices=IMPORT_KINDS, default="auto", help="内容（默认 auto：逐表判断）")
    ledger.add_argument("--unit", metavar="CODE", help="归属单位代码（默认根单位）")
    ledger.add_argument("--sheet", default="", metavar="NAME", help="只取这个工作表")
    ledger.add_argument("--as-of", type=_day, metavar="DATE", help="台账口径日：没有自己日期的状态自这一天起算")
    ledger.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    ledger.add_argument("--recognise", action="store_true", help="导入的同时认定（接收旧台账）")
    ledger.add_argument("--create-units", action="store_true", help="把不认识的单位名建成单位")
    ledger.add_argument("--create-chains", action="store_true", help="把不认识的产业链名建成产业链")
    ledger.add_argument(
        "--leftovers", type=Path, metavar="目录", help="未导入行的文件放在哪里（默认台账所在目录，不可写时放当前目录）"
    )
    orders = command("orders", "supervision", "列出在办三单：正等谁、办哪一步、逾期几天，和各单位的件数")
    orders.add_argument("--unit", metavar="CODE", help="牵头单位代码，含下级（默认根单位）")
    orders.add_argument("--overdue", action="store_true", help="只列逾期的")
    orders.add_argument("--on", type=_day, metavar="DATE", help="按这一天判断逾期（默认今天）")
    order = command("order", "order", "一件交办单、督办单或问责建议单的公文，附可裁开交回的回执（.docx）")
    order.add_argument("number", metavar="文号", help="文号，如 招交〔2023〕12号")
    order.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.docx", help="写到哪个文件")
    projects = command("projects", "ledger", "列出项目及其阶段、状态、日期和到位资金")
    projects.add_argument("--unit", metavar="CODE", help="单位代码（默认根单位）")
    missing = command("missing", "gates", "列出一个项目各关口缺少、豁免、矛盾的要件")
    missing.add_argument("code", metavar="CODE", help="项目编号，如 P2023-0008")
    clocks = command("clocks", "clocks", "列出项目时限：到期日、剩余或超期天数、颜色")
    clocks.add_argument("--unit", metavar="CODE", help="单位代码（默认根单位）")
    clocks.add_argument("--on", type=_day, metavar="DATE", help="截至哪一天（默认今天）")
    clocks.add_argument(
        "--state", choices=("running", "soon", "overdue", "paused", "claimed"), default="", help="只列这一种情况"
    )


def _texts(command: Command) -> None:
    check = command("check", "proofs", "核对一份文稿里的数：占比、增幅、合计、平均、分项，并与台账比对")
    check.add_argument("file", type=Path, metavar="FILE", help="文稿（.docx、.txt、.html、有文字层的 .pdf）")
    check.add_argument("--period", type=_period, metavar="P", help="与台账的这个期间比对（不写只核对文内关系）")
    check.add_argument("--unit", metavar="CODE", help="与哪个单位比对（默认根单位）")
    check.add_argument("--marked", type=Path, metavar="FILE.docx", help="在原处加批注的副本写到哪里")
    check.add_argument("--list", type=Path, metavar="FILE.xlsx", help="清单写到哪里")


def _numbers(command: Command) -> None:
    figures = command("figures", "figures", "计算指标")
    _scope(figures)
    figures.add_argument("--codes", type=_codes, default=(), metavar="S01,P03", help="指标代码（默认全部）")
    _reading(figures)
    figures.add_argument(
        "--engine", choices=("polars", "spark"), default="polars", help="在哪里算：本机（polars，默认）或 Spark 集群"
    )
    figures.add_argument("--mart", type=Path, metavar="目录", help="spark：统计副本目录，各节点须能以同一路径读到")
    figures.add_argument("--master", default="", metavar="URL", help="spark：集群地址（默认 LUODI_SPARK_MASTER）")
    drill = command("drill", "figures", "列出一个指标背后的事实和项目，合计即指标值")
    drill.add_argument("code", metavar="CODE", help="指标代码")
    _scope(drill)
    _reading(drill)
    rank = command("rank", "ranking", "考核得分、排名和五色，附每项理由")
    rank.add_argument("--period", type=_period, required=True, metavar="P", help="期间：2023H1、2023Q2、2023-06 …")
    rank.add_argument("--scheme", default="", metavar="CODE", help="考核方案代码（默认最近生效的方案）")
    rank.add_argument("--group", default="", metavar="CODE", help="只看一个分组：G1a、G1b、G2 … G6")
    rank.add_argument("--known-at", type=_moment, metavar="T", help="按这个时点已知的情况（默认现在）")
    close = command("close", "closing", "期间结账：锁定指标，留存快照（月、季、半年、年）")
    close.add_argument("period", type=_period, metavar="PERIOD", help="期间：2023-06、2023Q2、2023H1、2023")
    close.add_argument("--force-reason", default="", metavar="原因", help="还有未办完事项时强制结账的原因")
    close.add_argument("--restate", action="store_true", help="重述已结账的期间，须写明 --order 和 --reason")
    close.add_argument("--order", default="", metavar="文号", help="重述依据的领导小组文件")
    close.add_argument("--reason", default="", metavar="原因", help="重述的原因")
    handover = command("handover", "handover", "一个人负责的项目、近一年进展、约定和未办结督办：工作交接清单（.docx）")
    handover.add_argument("person", metavar="姓名", help="姓名；同名的写作 姓名@单位代码")
    handover.add_argument("-o", "--output", type=Path, metavar="FILE.docx", help="写到哪个文件（不写只列出）")
    dispatch = command("dispatch", "dispatch", "列出半月调度清单：定版的按定版，没有定版的按现在的台账")
    _scope(dispatch)
    dispatch.add_argument(
        "--list", default="", dest="code", metavar="CODE", help="只列哪一类，如 unstarted（默认全部）"
    )
    dispatch.add_argument("--freeze", action="store_true", help="先定版下发（内容没有变化的不重复定版）")


def _papers(command: Command) -> None:
    report = command("report", "papers", "生成文稿（GB/T 9704 版式的 .docx）")
    report.add_argument(
        "kind", choices=REPORT_KINDS, metavar="KIND", help="文稿种类，RP01 … RP22；RP22R 是揭榜结果；RP00 是自定模板"
    )
    _scope(report)
    report.add_argument(
        "-o", "--output", type=Path, metavar="FILE.docx", help="写到哪个文件；与 --against 同用时写 .xlsx，可不写"
    )
    report.add_argument("--tables", type=Path, metavar="FILE.xlsx", help="文中表格另存为 Excel")
    report.add_argument(
        "--filter", default="", dest="filter_set", metavar="SET", help="RP08 只出哪一类清单，如 unstarted"
    )
    report.add_argument("--project", default="", metavar="CODE", help="RP15 的项目编号")
    report.add_argument("--known-at", type=_moment, metavar="T", help="按这个时点已知的情况（默认现在）")
    report.add_argument("--no-sources", action="store_true", help="不附数据溯源表")
    report.add_argument(
        "--template",
        default="",
        metavar="T001|FILE.docx",
        help="用本单位的模板：在用模板的编号；写文件则只试印，不留存",
    )
    report.add_argument("--all-units", action="store_true", help="每个下级单位一份，-o 写压缩包")
    report.add_argument("--masked", action="store_true", help="模板：数字脱敏（以 ** 代替）")
    report.add_argument("--public", action="store_true", help="模板：公开稿，不印项目名单")
    report.add_argument(
        "--codes",
        type=_codes,
        default=(),
        metavar="S01,P03",
        help="RP20 列哪些指标（默认常用指标）；与 --against 同用时列出这些指标背后的项目",
    )
    report.add_argument(
        "--against",
        type=_period,
        metavar="P",
        help="不起草，与这一期已有的文稿比较（同一期的两稿写同一期）",
    )
    report.add_argument("--of", default="", metavar="CODE", help="比较：说明哪个单位的名次（默认名次下降最多的）")
    report.add_argument("--round", choices=("HALF_UP", "DOWN"), default="HALF_UP", dest="round_mode", help="修约方式")


def _scope(parser: Parser) -> None:
    parser.add_argument("--period", type=_period, required=True, metavar="P", help="期间：2023H1、2023Q2、2023-06 …")
    parser.add_argument("--unit", metavar="CODE", help="单位代码（默认根单位）")


def _reading(parser: Parser) -> None:
    parser.add_argument(
        "--calibre", choices=("A", "B", "C"), default="A", help="口径：A 含终止、B 不含终止、C 再不含搁置"
    )
    parser.add_argument("--window", type=_window, metavar="W", help="签约窗口：period、ytd、r36 或 起..止")
    parser.add_argument("--known-at", type=_moment, metavar="T", help="按这个时点已知的情况（默认现在）")
    parser.add_argument("--round", choices=("HALF_UP", "DOWN"), default="HALF_UP", dest="round_mode", help="修约方式")
    parser.add_argument("--digits", type=_count(0), metavar="N", help="小数位数（默认按指标）")
