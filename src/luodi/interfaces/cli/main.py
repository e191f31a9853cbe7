"""Entry of the `luodi` command: reads the words, wakes Django in the right home, runs one command, gives its status.

0 done; 1 the input or a rule refuses it; 2 wrong usage. Commands are imported only once Django is awake.
"""

import argparse
import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError

from luodi.base.core.errors import BusinessError
from luodi.interfaces.cli.parser import WrongUsage, options_of
from luodi.interfaces.cli.screen import Screen, error_document

_MAKES_HOME: Final = frozenset({"init", "demo"})
_REFUSED: Final = 1
_WRONG_USAGE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _answer(words, Screen(as_json="--json" in words))
    except BrokenPipeError:
        # Whoever read the output has enough of it (`luodi projects | head`); nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _REFUSED


def _answer(words: Sequence[str], screen: Screen) -> int:
    try:
        options = options_of(words)
    except WrongUsage as wrong:
        screen.say(f"{wrong.usage}用法不对：{wrong.message}。用 luodi --help 查看全部命令。")
        screen.document(error_document("usage", wrong.message))
        return _WRONG_USAGE
    try:
        return _run(options, screen)
    except BusinessError as error:
        return _refuse(screen, error.code, error.message)
    except BrokenPipeError:
        raise
    except (OSError, DatabaseError, ImproperlyConfigured) as error:
        return _refuse(screen, "system", f"系统环境有问题：{error}。请运行 luodi doctor 检查。")
    except KeyboardInterrupt:
        return _refuse(screen, "interrupted", "已中断。")


def _refuse(screen: Screen, code: str, message: str) -> int:
    screen.say(message)
    screen.document(error_document(code, message))
    return _REFUSED


def _run(options: argparse.Namespace, screen: Screen) -> int:
    _wake(options)
    services = import_module("luodi.base.audit.services")
    token = services.channel.set("cli")
    try:
        module = import_module(f"luodi.interfaces.cli.commands.{options.module}")
        status: int = getattr(module, f"run_{options.command}")(options, screen)
        return status
    finally:
        services.channel.reset(token)


def _wake(options: argparse.Namespace) -> None:
    """Tell the settings where the home is and set Django up (tests call commands with Django awake already)."""
    if apps.ready:
        return
    environment = os.environ  # noqa: TID251 - the one way in which --home reaches the settings
    folder = (
        (getattr(options, "home", None) or Path(environment.get("LUODI_HOME", "").strip() or "luodi-data"))
        .expanduser()
        .resolve()
    )
    if _needs_no_home(options):
        # The settings want a home, so they get one that goes away with the command.
        folder = Path(tempfile.mkdtemp(prefix="luodi-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if options.command not in _MAKES_HOME and not folder.is_dir():
        raise BusinessError(
            f"实例目录 {folder} 还没有建立。请先运行 luodi init 或 luodi demo，或用 --home 指明已有的目录。",
            code="home.missing",
        )
    environment["LUODI_HOME"] = str(folder)
    environment.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
    try:
        django.setup()
    except ValueError as error:
        raise BusinessError(str(error), code="settings.invalid") from error


def _needs_no_home(options: argparse.Namespace) -> bool:
    """Figures on a cluster read the mart alone, and a text is proofread by itself unless a period is named."""
    on_cluster = getattr(options, "engine", "") == "spark"
    return on_cluster or (options.command == "check" and not options.period)


if __name__ == "__main__":
    sys.exit(main())
