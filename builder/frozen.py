"""Frozen dataclasses whose making costs no more than that of others."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_Class]) -> type[_Class]:
    """A dataclass with slots, equal and hashed by its fields, which nobody sets again.

    mypy proves that, as it does of ``dataclass(frozen=True)``; Python itself does not look, which makes one in a third
    of the time, and reads its fields in a quarter of the time that a named tuple takes. A noun that is a key of many
    dictionaries stays a named tuple, whose hash is faster.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
