"""Charts as data: one module per chart, each a function from figures to a :class:`Drawing` or to nothing.

A module in this folder is found by its file name (``builder.registry``). It has ``ORDER``, its place on the page,
and either ``draw(disclosure, palette)`` for the page of a disclosure or ``compare(disclosures, palette)``, which
gets the main figures of each (``headline.Main``), for the page that compares all of them. A chart without figures to
show returns None: there are no empty axes.
"""

import importlib
from collections.abc import Sequence
from types import ModuleType

from altair.utils.schemapi import debug_mode

from builder import registry
from builder.config import Colours
from builder.model.disclosure import Disclosure
from builder.site.charts._drawing import Drawing
from builder.site.charts._palette import Palette
from builder.site.charts._render import pixels, script_bundle
from builder.site.charts._vega import text_width
from builder.site.headline import Main

__all__ = ["Drawing", "corpus_charts", "disclosure_charts", "pixels", "script_bundle", "text_width"]


def disclosure_charts(disclosure: Disclosure, colours: Colours) -> tuple[Drawing, ...]:
    """The charts of one disclosure that its figures allow, in page order."""
    palette = Palette.of(colours)
    with debug_mode(False):  # every part of a chart would be validated as it is made; a test validates them all
        drawings = [module.draw(disclosure, palette) for module in _charts("draw")]
    return tuple(drawing for drawing in drawings if drawing)


def corpus_charts(disclosures: Sequence[Main], colours: Colours) -> tuple[Drawing, ...]:
    """The charts that compare disclosures, in page order."""
    palette = Palette.of(colours)
    with debug_mode(False):
        drawings = [module.compare(disclosures, palette) for module in _charts("compare")]
    return tuple(drawing for drawing in drawings if drawing)


def _charts(function: str) -> list[ModuleType]:
    """The modules of this folder that have ``function``, in page order."""
    found = registry.modules(importlib.import_module(__name__))
    return sorted((module for module in found if hasattr(module, function)), key=lambda module: int(module.ORDER))
