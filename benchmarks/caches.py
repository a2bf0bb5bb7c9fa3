"""The caches that hold what documents say: a benchmark of what is done at first sight empties them before each turn."""

import sys
from typing import Any


def text_caches() -> list[Any]:
    """The caches of this program that hold what documents say: only these have a greatest size."""
    modules = [module for name, module in sys.modules.items() if name.startswith("builder.")]
    values = [value for module in modules for value in vars(module).values()]
    return [
        each for each in values if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"] is not None
    ]


def forget() -> None:
    """Empty them all."""
    for each in text_caches():
        each.cache_clear()
