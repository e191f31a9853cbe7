"""The files that pages need, brought into the instance's home: compressed once, not at every request."""

import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_STAMP: Final = ".collected"


def collect() -> bool:
    """Collect the package's static files when they differ from those collected last; returns whether that was needed.

    Files of earlier versions stay, for pages that are open while the server is renewed.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    stamp, present = root / _STAMP, _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == present:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(present, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Names, sizes and times of all source files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list(ignore_patterns=None), key=lambda found: found[0]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}\n{found.st_size}\n{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
