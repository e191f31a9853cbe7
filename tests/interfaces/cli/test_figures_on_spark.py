"""`luodi figures --engine spark`: the answer of the embedded engine, and one sentence for whatever is missing."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from luodi.base.orgs.selectors import operator, root_unit
from luodi.domains.targets.models import Target
from tests.interfaces.cli.conftest import LEDGER, Run

LOCAL = "local-cluster[1,2,1024]"


@pytest.fixture
def mart(instance: None, run: Run, tmp_path: Path) -> Path:
    """The mart of an instance with three projects and targets, one of which replaced another."""
    ledger = tmp_path / "台账.csv"
    ledger.write_text(LEDGER, encoding="utf-8")
    assert run("import", ledger, "--recognise").status == 0
    plain: dict[str, Any] = {
        "holder": root_unit(),
        "period": "2023",
        "issuer": "市级",
        "recorded_by": operator(),
        "recorded_at": datetime(2023, 7, 1, tzinfo=UTC),
    }
    old = Target.objects.create(indicator="S01", value=Decimal(40), measure="个", **plain)
    Target.objects.create(indicator="S01", value=Decimal("7.5"), measure="个", supersedes=old, **plain)
    Target.objects.create(indicator="S02", value=Decimal("1.25"), measure="亿元", is_withdrawn=True, **plain)
    assert run("figures", "--period", "2023H1").status == 0
    return Path(settings.LUODI_MART)


@pytest.mark.spark
def test_the_document_is_that_of_the_embedded_engine(spark: object, mart: Path, run: Run) -> None:
    asked = ("figures", "--period", "2023H1", "--calibre", "B", "--json")

    found = run(*asked, "--engine", "spark", "--mart", mart, "--master", LOCAL)

    expected = run(*asked)
    assert found.status == 0, found.err
    assert {**found.document, "known_at": ""} == {**expected.document, "known_at": ""}
    targets = {line["code"]: line["targets"] for line in found.document["figures"]}
    assert [target["value"] for target in targets["S01"]] == ["7.5"]


@pytest.mark.spark
def test_a_closed_period_is_answered_as_known_when_it_was_closed(spark: object, mart: Path, run: Run) -> None:
    assert run("close", "2023H1").status == 0
    asked = ("figures", "--period", "2023H1", "--json")
    expected = run(*asked)

    found = run(*asked, "--engine", "spark", "--mart", mart, "--master", LOCAL)

    assert found.document["closed"] == {"period": "2023H1", "version": 1}
    assert found.document == expected.document


def refused(run: Run, mart: object, master: str) -> tuple[str, str]:
    answer = run("figures", "--period", "2023H1", "--engine", "spark", "--mart", mart, "--master", master, "--json")
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    error = answer.document["error"]
    return error["code"], error["message"]


def test_a_folder_without_a_manifest_is_no_mart(run: Run, tmp_path: Path) -> None:
    code, message = refused(run, tmp_path, LOCAL)

    assert code == "spark.mart"
    assert "没有完整的统计副本" in message


@pytest.mark.django_db
def test_a_mart_that_lacks_a_file_is_named(mart: Path, run: Run) -> None:
    lost = next(mart.glob("units-*.parquet"))
    lost.unlink()

    assert refused(run, mart, LOCAL) == (
        "spark.mart",
        f"统计副本不完整，缺少文件 {lost.name}。请把整个 mart 目录重新复制。",
    )


def test_the_mart_must_be_named(run: Run) -> None:
    answer = run("figures", "--period", "2023H1", "--engine", "spark")

    assert (answer.status, answer.err) == (
        1,
        "用 Spark 计算要指明统计副本：加上 --mart 目录（实例目录下的 mart）。\n",
    )


def test_without_a_master_the_command_says_where_to_name_one(mart: Path, run: Run) -> None:
    assert refused(run, mart, "")[0] == "spark.master"


def test_an_unknown_unit_is_refused_before_a_cluster_is_asked(mart: Path, run: Run) -> None:
    answer = run("figures", "--period", "2023H1", "--engine", "spark", "--mart", mart, "--unit", "NIX")

    assert (answer.status, answer.err) == (1, "统计副本中没有代码为“NIX”的单位，请核对 --unit。\n")


def test_a_master_that_does_not_answer_is_named_at_once(mart: Path, run: Run) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{held.getsockname()[1]}"

    code, message = refused(run, mart, master)

    assert code == "spark.master"
    assert message.startswith(f"连不上 Spark 集群 {master}。")


def test_without_pyspark_the_command_says_how_to_get_it(mart: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("py4j.protocol", "pyspark.errors", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)

    code, message = refused(run, mart, LOCAL)

    assert code == "spark.missing"
    assert "requirements-spark.txt" in message


@pytest.mark.spark
def test_without_java_and_without_an_instance_nothing_is_left_behind(mart: Path, tmp_path: Path) -> None:
    home = tmp_path / "none"
    environment = {**os.environ, "JAVA_HOME": str(tmp_path), "LUODI_HOME": str(home), "LUODI_SPARK_MASTER": "local[1]"}
    words = ["figures", "--period", "2023H1", "--engine", "spark", "--mart", str(mart), "--json"]

    answer = subprocess.run(
        [sys.executable, "-m", "luodi.interfaces.cli.main", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert json.loads(answer.stdout)["error"]["code"] == "spark.start"
    assert "请确认装有 Java 17 以上" in answer.stderr
    assert not home.exists()
