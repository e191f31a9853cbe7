"""What a killed process leaves behind: PostgreSQL ends the work of a client that died only when it notices."""

import time

from django.db import connection

OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
PATIENCE = 60.0


def alone() -> None:
    """Wait until nobody else is at work in this database; AssertionError when somebody stays for a minute.

    A process killed while its COMMIT is on the way leaves a server that still commits: counts read one after the other
    would then tell of two moments. In SQLite the work ends with its process.
    """
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + PATIENCE
    while others():
        assert time.monotonic() < until, "a server process outlived its client"
        time.sleep(0.002)


def others() -> int:
    """How many other clients this database has."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        (count,) = cursor.fetchone()
    return int(count)
