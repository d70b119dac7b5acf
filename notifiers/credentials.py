"""The secrets a channel needs (密钥): filled in at the moment of sending, hidden in everything that is kept.

A channel's address names them, ``mailtos://{mail_user}:{mail_password}@…``. Their values come from the
environment (``ZELIAN_SECRET_MAIL_USER``) or from a file of secrets that only the service may read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote

import yaml

from rules.errors import Fault, FaultyInput
from rules.labels import Words

PREFIX = "ZELIAN_SECRET_"
_NAMED = re.compile(r"\{(\w+)\}")
_MACHINE = re.compile(r"(?:://|@)\{(\w+)\}(?=[/?]|$)")
"""A name that stands for a machine: it may come with a port."""
_HELD = re.compile(r"^(?:wecombot|dingtalk|feishu)://(?:([^/@?{}]+)@)?([^/@?{}]+)")
"""What a robot's address holds is secret from end to end."""
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


def named_in(channel_url: str) -> list[str]:
    """The names of the secrets in a channel's address."""
    return list(dict.fromkeys(_NAMED.findall(channel_url)))


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
    url = _MACHINE.sub(
        lambda found: found[0].replace(f"{{{found[1]}}}", quote(secrets[found[1]], safe=":[]")), channel_url
    )
    return _NAMED.sub(lambda found: quote(secrets[found[1]], safe=""), url)


def mask(text: str, channel_url: str, secrets: Mapping[str, str], learned: Collection[str] = ()) -> str:
    """Hide in an answer all secrets that its channel's address names or holds, in whatever way they are written."""
    named = [*learned]
    named += [secrets[name] for name in _NAMED.findall(channel_url) if name in secrets]
    named += [unquote(written) for written in _PASSWORD.findall(channel_url)]
    named += [unquote(part) for found in _HELD.findall(channel_url) for part in found]
    written = {way for secret in filter(None, named) for way in _ways(secret)}
    for each in sorted(written, key=len, reverse=True):
        text = text.replace(each, "****")
    return _IN_QUERY.sub(r"\1=****", text)


def _ways(secret: str) -> set[str]:
    """The ways in which a secret may stand in an address, a form, a message, an answer or a note of a program."""
    return {
        secret,
        quote(secret, safe=""),
        quote(secret),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        " ".join(secret.split()),
    } - {""}


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
