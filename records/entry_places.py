"""Where an entry says that it stands (台账记录自述的位置): chain, number, the digest before it, and the key of its act.

The whole record is read, and is no record where it is no JSON; but only these four become values. A verification asks
for nothing else, and to make every value of every record costs twice what making its digest does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NotRequired, TypedDict

from pydantic_core import SchemaValidator, core_schema

_TEXT = core_schema.str_schema(strict=True)
_NUMBER = core_schema.int_schema(strict=True)
_field = core_schema.typed_dict_field


class Place(TypedDict):
    """What a record says of its own place."""

    chain: str
    number: int
    previous: str
    key: NotRequired[str]


place_of: Callable[[bytes], Place] = SchemaValidator(
    core_schema.typed_dict_schema(
        {
            "chain": _field(_TEXT),
            "number": _field(_NUMBER),
            "previous": _field(_TEXT),
            "key": _field(_TEXT, required=False),
        },
        extra_behavior="ignore",
    )
).validate_json
"""The place of a record. ValueError, where it is no record of the ledger."""
