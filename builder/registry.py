"""A folder is a registry: every module in a package's folder is found and imported, in name order."""

import importlib
import pkgutil
from types import ModuleType


def modules(package: ModuleType) -> tuple[ModuleType, ...]:
    """The modules directly inside ``package``, sorted by name; a name that begins with ``_`` is left out."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_"))
    return tuple(importlib.import_module(f"{package.__name__}.{name}") for name in names)
