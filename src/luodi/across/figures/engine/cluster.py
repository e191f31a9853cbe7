"""A session on a Spark cluster, and a sentence for whatever keeps one from coming about."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final

from luodi.across.figures.engine.spark import Session
from luodi.base.core.errors import BusinessError

_SETTINGS: Final = {
    "spark.app.name": "luodi",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
"""Moments of the mart are UTC; with ANSI a sum beyond 64 bits is an error, never a wrong number."""
_PATIENCE_SECONDS: Final = 5


@contextmanager
def cluster(master: str) -> Iterator[Session]:
    """A session for one computation, ended with it (one that was there before is used and left). BusinessError `spark.*`."""
    if not master:
        raise BusinessError(
            "没有指明 Spark 集群：加上 --master spark://主机:7077，或设 LUODI_SPARK_MASTER。", code="spark.master"
        )
    _require_reachable(master)
    try:
        py4j, errors, sql = (import_module(name) for name in ("py4j.protocol", "pyspark.errors", "pyspark.sql"))
    except ImportError as error:
        raise BusinessError(
            "没有安装 pyspark。请执行 pip install --require-hashes -r requirements-spark.txt 后重试。",
            code="spark.missing",
        ) from error
    failures = (errors.PySparkException, py4j.Py4JError)
    is_ours = sql.SparkSession.getActiveSession() is None
    try:
        session = sql.SparkSession.builder.master(master).config(map=dict(_SETTINGS)).getOrCreate()
    except (*failures, OSError) as error:
        raise BusinessError(
            f"Spark 没有启动起来。请确认装有 Java 17 以上（java -version），地址 {master} 写法正确。",
            code="spark.start",
        ) from error
    try:
        yield session
    except failures as error:
        reason = str(error).strip().partition("\n")[0][:200]
        raise BusinessError(
            f"Spark 集群没有算完：{reason}。请确认每个工作节点都能以同一路径读到统计副本，且内存足够。",
            code="spark.failed",
        ) from error
    finally:
        if is_ours:
            session.stop()


def _require_reachable(master: str) -> None:
    """Of the masters of a standalone cluster at least one answers; Spark itself would try for minutes."""
    if not master.startswith("spark://"):
        return
    for place in master.removeprefix("spark://").split(","):
        host, _, port = place.rpartition(":")
        if host and re.fullmatch(r"\d{1,5}", port):
            try:
                socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE_SECONDS).close()
            except (OSError, OverflowError):
                continue
            return
    raise BusinessError(
        f"连不上 Spark 集群 {master}。请核对地址和端口（通常是 7077），并确认主节点已启动。", code="spark.master"
    )
