"""`luodi serve` and `luodi worker`: the web server, and the background process beside it."""

import os
import signal
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final, NoReturn

from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from luodi.base.core.errors import BusinessError
from luodi.interfaces.cli import assets, instance
from luodi.interfaces.cli.screen import Screen

_ITSELF: Final = (sys.executable, "-m", "luodi.interfaces.cli.main")
_TARGET: Final = "luodi.config.wsgi:application"
_CONSUMER: Final = "luodi.interfaces.jobs.consumer"
_GRACE_SECONDS: Final = 20
_MOST_THREADS: Final = 8


def run_serve(options: Namespace, screen: Screen) -> int:
    """Serve the pages until interrupted, with a background process unless another one does that work."""
    instance.require_ready()
    require_free(options.host, options.port)
    screen.say(f"网页服务：{address(options.host, options.port)}（按 Ctrl+C 停止）")
    screen.document({"address": address(options.host, options.port), "home": str(instance.home())})
    serve(options.host, options.port, workers=options.workers, with_worker=not options.no_worker)
    return 0


def run_worker(options: Namespace, screen: Screen) -> int:
    """Run the table of jobs until interrupted."""
    instance.require_ready()
    if options.parent is None:
        screen.say("后台任务已启动（按 Ctrl+C 停止）")
    screen.document({"home": str(instance.home()), "pid": os.getpid()})
    import_module(_CONSUMER).run(options.parent)
    return 0


def address(host: str, port: int) -> str:
    """What to type into a browser."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def require_free(host: str, port: int) -> None:
    """Refuse a port that another program holds, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BusinessError(
                f"不能在 {host}:{port} 上监听（{error.strerror}）。请用 --port 换一个端口，或先停掉占用它的程序。",
                code="serve.port",
            ) from error


def become_server(host: str, port: int) -> NoReturn:
    """Turn this process into `luodi serve`: granian forks, and threads of a process that has computed do not survive that."""
    connections.close_all()
    sys.stdout.flush()
    words = ["serve", "--home", str(instance.home()), "--host", host, "--port", str(port)]
    os.execv(sys.executable, [*_ITSELF, *words])


def serve(host: str, port: int, *, workers: int, with_worker: bool) -> None:
    """Run granian in this process until it is told to stop."""
    connections.close_all()
    assets.collect()
    server = Granian(
        _TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=min(_MOST_THREADS, 2 * (os.cpu_count() or 1) + 1),
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    with background(wanted=with_worker):
        server.serve()


@contextmanager
def background(*, wanted: bool) -> Iterator[None]:
    """A `luodi worker` beside this process; at the end it may finish the job it is at."""
    if not wanted:
        yield
        return
    words = ["worker", "--home", str(instance.home()), "--parent", str(os.getpid())]
    child = subprocess.Popen([*_ITSELF, *words], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.terminate()
            child.wait()
