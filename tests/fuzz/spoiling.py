"""Files spoiled (改坏的文件): as a slip of the hand, a bad disk or a bad will would leave them."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from typing import Any

import yaml

ODD: list[Any] = [
    None, "", " ", "无", 0, -1, 1.5, 2**70, 1e400, float("nan"), True, [], {}, [[]], [{}], {"": None}, {1: 2}, "\u202e", "😀",
    "9999-12-31", "2022-02-30", "0" * 5000, "=1+1", "{target}", "{0}", "%s", "file:///etc/passwd", "../../x", ["a", {"b": []}],
]  # fmt: skip
TEXTS = [
    "",
    "\x00",
    "\t",
    "- ",
    ": ",
    "{",
    "]",
    "&a ",
    "*a",
    "!!python/object:os.system ",
    "'",
    '"',
    "|\n",
    "\ufeff",
    "\r",
    "\x1b[31m",
    "%",
    "{}",
    "2022-13-45",
    "1e999",
    "\u2028",
]


def spoiled_yaml(text: str, chance: random.Random) -> str:
    """A YAML file with one or a few of its values other than they should be, or with its text damaged."""
    if chance.random() < 0.6:
        data = copy.deepcopy(yaml.load(text, Loader=_loader()))
        for _ in range(chance.choice([1, 1, 1, 2, 4])):
            data = _turned(data, chance)
        try:
            return yaml.dump(data, allow_unicode=True, sort_keys=False)
        except (yaml.YAMLError, TypeError, ValueError, RecursionError):
            return text
    return spoiled_text(text, chance)


def _loader() -> Any:
    return yaml.SafeLoader


def _turned(data: Any, chance: random.Random) -> Any:
    """The data with one thing in it put otherwise, left out, doubled or moved to where it does not belong."""
    holders = list(_holders(data))
    if not holders or chance.random() < 0.02:
        return chance.choice(ODD)
    holder, key = chance.choice(holders)
    done = chance.random()
    if done < 0.25:
        del holder[key]
    elif done < 0.35 and isinstance(holder, dict):
        holder[chance.choice([f"{key}x", 1, None, True, "values", "since"])] = holder.pop(key)
    elif done < 0.45 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif done < 0.6:
        other, its = chance.choice(holders)
        holder[key] = copy.deepcopy(other[its])
    else:
        holder[key] = copy.deepcopy(chance.choice(ODD))
    return data


def _holders(data: Any) -> Any:
    if isinstance(data, dict):
        for key, value in list(data.items()):
            yield data, key
            yield from _holders(value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield data, place
            yield from _holders(value)


def spoiled_text(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice([0, 1, 1, 3, 40]))
        what = chance.choice([*TEXTS, text[at:end] * 2, chr(chance.randrange(1, 0xD800))])
        text = text[:at] + what + text[end:]
    return text


def spoiled_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut off, doubled or put in."""
    spoiled = bytearray(data)
    for _ in range(chance.choice([1, 1, 3, 20])):
        if not spoiled:
            break
        at = chance.randrange(len(spoiled))
        done = chance.random()
        if done < 0.5:
            spoiled[at] = chance.randrange(256)
        elif done < 0.65:
            del spoiled[at : at + chance.choice([1, 10, 1000])]
        elif done < 0.8:
            spoiled[at:at] = chance.randbytes(chance.choice([1, 8, 64]))
        elif done < 0.9:
            del spoiled[at:]
        else:
            spoiled[at:at] = spoiled[:at][-500:]
    return bytes(spoiled)


ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
"""Ten to the tenth letters, if anybody unfolds it (billion laughs)."""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def spoiled_package(data: bytes, chance: random.Random) -> bytes:
    """An xlsx, ods or docx with one of its parts spoiled, gone, doubled, or grown beyond all measure."""
    if chance.random() < 0.2:
        return spoiled_bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(chance.choice([1, 1, 2])):
        likely = [
            name
            for name in parts
            if "sheet" in name or "shared" in name or "document" in name or "content" in name
        ]
        name = chance.choice(likely if likely and chance.random() < 0.7 else list(parts))
        done = chance.random()
        if done < 0.12:
            del parts[name]
        elif done < 0.2:
            parts[name] = b""
        elif done < 0.3:
            head = chance.choice([ENTITIES, OUTSIDE])
            parts[name] = head.encode() + parts[name].split(b"?>", 1)[-1].replace(
                b"</v>", b"&j;&a;</v>", 3
            ).replace(b"</t>", b"&j;&a;</t>", 3)
        elif done < 0.65:
            parts[name] = _xml_turned(parts[name], chance)
        else:
            parts[name] = spoiled_bytes(parts[name], chance)
        if not parts:
            break
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _xml_turned(xml: bytes, chance: random.Random) -> bytes:
    """An XML part whose words are other than they should be: types, references, dimensions, formulas."""
    turns: list[tuple[bytes, list[bytes]]] = [
        (b't="s"', [b't="d"', b't="e"', b't="b"', b't="n"', b't="str"', b't="inlineStr"', b""]),
        (
            b"<v>",
            [b"<v>999999999", b"<v>-1", b"<v>1e400", b"<v>NaN", b"<v></v><v>", b"<f>1/0</f><v>", b"<v>\xe8"],
        ),
        (b'r="', [b'r="XFD1048576', b'r="', b'r="0', b'r="ZZZZZZ9', b'r="A99999999999999999999']),
        (b"<dimension ", [b'<dimension ref="A1:XFD1048576" x="', b"<dimensions "]),
        (
            b"</sheetData>",
            [
                b"",
                b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
                b'</sheetData><mergeCells><mergeCell ref="B9:A1"/></mergeCells>',
            ],
        ),
        (b'spans="', [b'spans="1:99999999" x="']),
        (
            b"<t>",
            [
                b"<t>\x01",
                b"<t>&#0;",
                b"<t>&amp;#x0;",
                b"<t>_x0000_",
                b"<t>\xed\xa0\x80",
                b'<t xml:space="preserve">=cmd|',
                b"<t>" + b"\xe8\xaf\x84" * 40000,
            ],
        ),
        (b"<row ", [b'<row hidden="1" ', b'<row r="2147483648" ', b"<row></row><row "]),
        (b'numFmtId="', [b'numFmtId="999', b'numFmtId="-']),
        (b'encoding="UTF-8"', [b'encoding="UTF-16"', b'encoding="GBK"', b'encoding="x"']),
    ]
    fitting = [(sought, instead) for sought, instead in turns if sought in xml]
    if not fitting:
        return spoiled_bytes(xml, chance)
    sought, instead = chance.choice(fitting)
    pieces = xml.split(sought)
    at = chance.randrange(1, len(pieces))
    return sought.join(pieces[:at]) + chance.choice(instead) + sought.join(pieces[at:])


def spoiled_csv(text: str, chance: random.Random) -> bytes:
    """A CSV with odd quotes, separators, line ends, encodings and marks."""
    for _ in range(chance.choice([0, 1, 2, 6])):
        at = chance.randrange(len(text) + 1)
        text = (
            text[:at]
            + chance.choice(
                [
                    '"',
                    '""',
                    "\n",
                    "\r",
                    "\r\n",
                    ",",
                    "\t",
                    ";",
                    "'",
                    "=1+1",
                    "\x00",
                    "\x0b",
                    "\x1a",
                    "\u200b",
                    "2021/13/45",
                    "（2021）",
                    "9" * 400,
                    '"' + "a" * 200000,
                ]
            )
            + text[at:]
        )
    if chance.random() < 0.2:
        text = text.replace(",", chance.choice(["\t", ";", "，", "|"]))
    encoding = chance.choice(
        ["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "latin-1", "big5"]
    )
    data = text.encode(encoding, "replace")
    return spoiled_bytes(data, chance) if chance.random() < 0.2 else data
