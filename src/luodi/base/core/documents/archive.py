"""The same zip for the same parts: fixed order, fixed times, fixed attributes."""

import io
import zipfile
from collections.abc import Mapping

_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_UNIX = 3


def repack(data: bytes, *, replaced: Mapping[str, bytes]) -> bytes:
    """The archive again with some parts replaced, independent of the clock and of the system it was made on."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.update({name: content for name, content in replaced.items() if name in parts})
    names = [name for name in _FIRST if name in parts] + sorted(set(parts) - set(_FIRST))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return target.getvalue()
