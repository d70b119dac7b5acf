"""The secrets a channel needs (密钥): filled in at the moment of sending, hidden in everything that is kept.

A channel's address names them, ``mailtos://{mail_user}:{mail_password}@…``. Their values come from the
environment (``ZELIAN_SECRET_MAIL_USER``) or from a file of secrets that only the service may read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import yaml

from rules.errors import Fault, FaultyInput
from rules.labels import Words

PREFIX = "ZELIAN_SECRET_"
_NAMED = re.compile(r"\{(\w+)\}")
_PASSWORD = re.compile(r"://[^/@:]*:([^/@{}]+)@")
_IN_QUERY = re.compile(r"\b(\w*(?:key|token|secret|sign|passw\w*))=[^&\s'\")]+", re.IGNORECASE)


def read_secrets(file: Path | None = None, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Read the secrets by name in small letters; the environment stands before the file (YAML, ``name: value``).

    Raises:
        FaultyInput: the file is no list of names and values.

    """
    surroundings = os.environ if environment is None else environment
    named = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in surroundings.items()
        if name.startswith(PREFIX)
    }
    return (_from_file(file) if file else {}) | named


def fill(channel_url: str, secrets: Mapping[str, str]) -> str:
    """Put the secrets into a channel's address.

    Raises:
        FaultyInput: every secret that the address names and nobody has set.

    """
    missing = [name for name in _NAMED.findall(channel_url) if name not in secrets]
    if missing:
        raise FaultyInput(
            [
                Fault(
                    Words("送达渠道 {url}", "channel {url}", url=channel_url),
                    Words("缺少密钥“{name}”", "the secret “{name}” is not set", name=name),
                    Words(
                        "请设置环境变量 {variable}，或者写入密钥文件",
                        "set {variable}, or write it into the file of secrets",
                        variable=PREFIX + name.upper(),
                    ),
                )
                for name in missing
            ]
        )
    return _NAMED.sub(lambda found: quote(secrets[found[1]], safe=""), channel_url)


def mask(text: str, channel_url: str, secrets: Mapping[str, str]) -> str:
    """Hide in an answer all secrets that its channel's address names or holds, as they are and as quoted."""
    named = [secrets[name] for name in _NAMED.findall(channel_url) if name in secrets]
    named += [unquote(written) for written in _PASSWORD.findall(channel_url)]
    for secret in sorted(filter(None, named), key=len, reverse=True):
        text = text.replace(secret, "****").replace(quote(secret, safe=""), "****")
    return _IN_QUERY.sub(r"\1=****", text)


def _from_file(file: Path) -> dict[str, str]:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if isinstance(data, dict) and all(isinstance(value, str | int) for value in data.values()):
        return {str(name).lower(): str(value) for name, value in data.items()}
    raise FaultyInput(
        [
            Fault(
                Words("密钥文件 {file}", "file of secrets {file}", file=file.name),
                Words("不是“名称: 值”的清单", "it is no list of names and values"),
                Words("请每行写一个“名称: 值”", "write one “name: value” a line"),
            )
        ]
    )
