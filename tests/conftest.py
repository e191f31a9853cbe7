"""Ground of all tests: a home folder of their own, the database named by LUODI_DATABASE_URL (SQLite when unset).

`make test` runs the suite once as it is and once through scripts/with_postgres.py, which sets LUODI_DATABASE_URL.
The environment is laid here, before Django reads its settings, so that no test ever touches an instance's data.
"""

import atexit
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from pytest_django import DjangoDbBlocker, Settings

from tests import tables

ROOT = Path(__file__).resolve().parent.parent
KEPT_FROM_OUTSIDE = {
    "LUODI_DATABASE_URL",
    "LUODI_SHARED_DATA",
    "LUODI_CHAOS_ROUNDS",
    "LUODI_RANDOM_LEDGERS",
    "LUODI_CHROMIUM",
}
FreshDatabase = Callable[[Path], AbstractContextManager[str]]


def lay_environment() -> None:
    """Gives this process (each worker of pytest-xdist is one) its own home, and Django its settings."""
    if settings.configured:
        raise pytest.UsageError("取消环境变量 DJANGO_SETTINGS_MODULE 后再运行测试：设置须在测试目录建好之后读取")
    for name in [name for name in os.environ if name.startswith("LUODI_") and name not in KEPT_FROM_OUTSIDE]:
        del os.environ[name]
    home = tempfile.mkdtemp(prefix="luodi-test-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["LUODI_HOME"] = home
    # A pool keeps connections open, and a test database with open connections cannot be dropped.
    os.environ["LUODI_DATABASE_POOL"] = "no"
    # Read once, then taken away again: a worker must not read its settings before it has laid its own environment.
    os.environ["DJANGO_SETTINGS_MODULE"] = "luodi.config.settings"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    del os.environ["DJANGO_SETTINGS_MODULE"]


lay_environment()

# A busy machine must not fail a test: no deadlines, and slow drawing of examples is no fault.
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "instance_environment"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever lies under tests/browser drives a browser. On PostgreSQL only what meets the database is asked again."""
    browser = ROOT / "tests" / "browser"
    for item in items:
        if browser in item.path.parents:
            item.add_marker("browser")
    here = "postgresql" if os.environ.get("LUODI_DATABASE_URL") else "sqlite"
    left_out = [item for item in items if not _is_asked_on(here, item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_asked_on(here: str, item: pytest.Item) -> bool:
    """`@pytest.mark.database("sqlite", …)` names the databases; without it: both, or SQLite's run when none is met."""
    marker = item.get_closest_marker("database")
    if marker is not None:
        return here in marker.args
    meets = item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )
    return meets or here == "sqlite"


@pytest.fixture(autouse=True)
def _own_folders(request: pytest.FixtureRequest) -> None:
    """A test with a database has a home folder (files, mart) and a cache that no other test has seen."""
    if not (DATABASE_FIXTURES - {"instance_environment"}) & set(request.fixturenames) and (
        request.node.get_closest_marker("django_db") is None
    ):
        return
    home: Path = request.getfixturevalue("tmp_path") / "home"
    home.mkdir()
    changed: Settings = request.getfixturevalue("settings")
    changed.LUODI_HOME = home
    changed.LUODI_FILES = home / "files"
    changed.LUODI_MART = home / "mart"
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The tables are made from the models (see tests/tables.py)."""
    settings.DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """Around pytest-django's own: what migrations say in SQL. Without a test on the database none is made."""
    own = str(settings.DATABASES["default"]["NAME"])
    request.getfixturevalue("django_db_setup")
    if str(connection.settings_dict["NAME"]) != own:
        with django_db_blocker.unblock():
            tables.finish()


@pytest.fixture(scope="session", autouse=True)
def _facts_may_be_emptied_between_tests() -> Iterator[None]:
    """Tests with real transactions end by emptying every table. The triggers of facts refuse that: lift them for it."""
    # Models can be imported only after the environment is laid.
    from luodi.base.core.facts import AppendOnlyModel, guard_statements, release_statements
    from tests.worlds import SIDE_TABLES

    def flush(operations: object, statements: Sequence[str]) -> None:
        tables = [model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
        lifted = [line for table in tables for line in release_statements(table, connection.vendor)]
        restored = [line for table in tables for line in guard_statements(table, connection.vendor)]
        besides = [f"DELETE FROM {table}" for table in SIDE_TABLES[connection.vendor]]
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in [*lifted, *statements, *besides, *restored]:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        # The class, not the object: under a browser's event loop Django has a connection of its own.
        patch.setattr(type(connection.ops), "execute_sql_flush", flush)
        yield


@pytest.fixture
def instance_environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment for commands run as processes: an instance of its own, home folder and empty database."""
    environment = dict(os.environ)
    environment["LUODI_HOME"] = str(tmp_path / "instance")
    environment.pop("LUODI_DATABASE_POOL", None)
    server = environment.get("LUODI_DATABASE_URL", "")
    if not server:
        yield environment
        return
    name = f"instance_{uuid.uuid4().hex}"
    environment["LUODI_DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield environment
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def fresh_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FreshDatabase]:
    """`with fresh_database(home) as address`: empty, its tables made, for processes of their own.

    In SQLite it lies in the home folder and has no address. Migrations run once for the tests; this is a copy of that.
    """
    server = os.environ.get("LUODI_DATABASE_URL", "")
    if not server:
        kept = tmp_path_factory.mktemp("empty") / "luodi.sqlite3"
        with django_db_blocker.unblock(), closing(sqlite3.connect(kept)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)

        @contextmanager
        def in_the_home(home: Path) -> Iterator[str]:
            home.mkdir(parents=True, exist_ok=True)
            shutil.copy(kept, home)
            yield ""

        yield in_the_home
        return
    tables, model = str(connection.settings_dict["NAME"]), f"model_{uuid.uuid4().hex}"
    # Without a single test on the database no tables have been made: then it is empty indeed.
    source = "template1" if tables == urlsplit(server).path.lstrip("/") else tables
    connections.close_all()
    with psycopg.connect(server, autocommit=True) as cluster:
        cluster.execute(f'CREATE DATABASE {model} TEMPLATE "{source}"')

        @contextmanager
        def in_the_cluster(home: Path) -> Iterator[str]:
            name = f"fresh_{uuid.uuid4().hex}"
            cluster.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
            cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")

        yield in_the_cluster
        cluster.execute(f"DROP DATABASE {model} WITH (FORCE)")


@pytest.fixture
def own_database(fresh_database: FreshDatabase, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database; in SQLite it lies in the folder `home` of the test, and the address is empty."""
    with fresh_database(tmp_path / "home") as address:
        yield address


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of ledgers and codes that lies beside the repository on the project's own machines."""
    folder = Path(os.environ.get("LUODI_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"没有 {folder}：这些台账不随源码发布，可用 LUODI_SHARED_DATA 指明所在目录")
    return folder


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One session for the run, on a local cluster: the executor is another process, which has only the files of the mart.

    Small data: two partitions, and expressions interpreted, for compiling wide ones takes longer than running them.
    """
    sql = pytest.importorskip("pyspark.sql")
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    session = sql.SparkSession.builder.master("local-cluster[1,2,1024]").config(map=settings).getOrCreate()
    yield session
    session.stop()
