"""A bundle of files (材料包): one zip, in folders, whose bytes depend on nothing but what is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time a zip knows: when it was packed is nobody's concern."""


class Bundle:
    """A zip that is being packed."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def add(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Put files into a folder of the bundle."""
        self._files |= {f"{folder}/{name}": content for name, content in files.items()}

    def file(self) -> bytes:
        """The zip."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self._files.items()):
                entry = zipfile.ZipInfo(name, _NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, content)
        return packed.getvalue()
