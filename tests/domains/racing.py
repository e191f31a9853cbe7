"""One runner of a race: a process of its own that does one act after another and says how each went.

Run as `python -m tests.domains.racing`; each line of standard input is an act with its arguments as JSON, each line of
standard output what came of it. The instance is the one of the environment.
"""

import json
import os
import sys

import django
from django.conf import settings


def main() -> None:
    """Act after act until standard input ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "luodi.config.settings"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
    # Models can be imported only now.
    from luodi.base.core.errors import BusinessError
    from tests.domains.racing_acts import ACTS

    for line in sys.stdin:
        wanted = json.loads(line)
        try:
            answer = {"ok": True, **ACTS[wanted.pop("act")](**wanted)}
        except BusinessError as error:
            answer = {"ok": False, "code": error.code}
        except Exception as error:  # noqa: BLE001 - the race shows whatever went wrong
            answer = {"ok": False, "code": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
