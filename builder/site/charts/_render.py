"""From a Vega-Lite spec to a standing SVG, and the script that draws the same spec in a browser."""

import copy
import functools
import xml.etree.ElementTree as ET

import vl_convert

from builder.site.charts._vega import Spec, text_width

WIDTH = 420
"""Width of a standing SVG in pixels: at 360 px of screen its text is still about 10 px high."""

_SIZE, _ROOM = 13, 140
"""The size of the largest text of a mark with a limit, and the least of these limits, both in pixels."""
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_UNWANTED = ("role", "aria-roledescription", "aria-label", "font-family", "class", "style", "stroke-miterlimit")


def svg(spec: Spec, name: str) -> str:
    """The picture of ``spec`` as an SVG element for HTML, the same bytes every time on one machine.

    Its text takes font and colour from the page, Vega's English labels are replaced by the spec's description, and ids
    begin with ``name`` so that several pictures can stand in one page.
    """
    fixed = _fixed(spec)
    texts = _abridge(fixed)
    drawn = vl_convert.vegalite_to_svg(fixed)
    ET.register_namespace("", _SVG)
    root = ET.fromstring(drawn)
    for element in root.iter():
        _tidy(element, name)
        if element.text in texts:
            element.text = texts[element.text]
    root.attrib.pop("version", None)
    root.attrib.update({"role": "img", "aria-label": spec["description"]})
    return ET.tostring(root, encoding="unicode")


def pixels(picture: str) -> bytes:
    """An SVG as a PNG of its own size, drawn with the fonts of this machine."""
    drawn: bytes = vl_convert.svg_to_png(picture, scale=1)
    return drawn


def _fixed(spec: Spec) -> Spec:
    """A copy of ``spec`` with a width of its own instead of its container's."""
    fixed = copy.deepcopy(spec)
    fixed["width"] = WIDTH
    return fixed


def _abridge(spec: Spec) -> dict[str, str]:
    """Put short Latin words in the place of short Chinese texts, in place; the texts by these words.

    The renderer measures every text, and looks for a font for each, which takes longer than all else. Where a text is
    placed by its anchor its width changes nothing, and a text this short is never cut.
    """
    words: dict[str, str] = {}
    for record in (record for data in spec["datasets"].values() for record in data):
        for field, text in record.items():
            if isinstance(text, str) and _is_short(text):
                record[field] = words.setdefault(text, f"Q{len(words)}Q")
    spec["config"]["font"] = "sans-serif"
    return {word: text for text, word in words.items()}


def _is_short(text: str) -> bool:
    return any(ord(character) > 0x2E80 for character in text) and text_width(text, _SIZE) * 1.1 <= _ROOM


def _tidy(element: ET.Element, name: str) -> None:
    """Drop what the page decides (fonts, styles, roles), empty shapes, and make ids unique to the picture."""
    for attribute in _UNWANTED:
        element.attrib.pop(attribute, None)
    for key, value in element.attrib.items():
        if key == "id":
            element.set(key, f"{name}-{value}")
        elif key in ("clip-path", "fill", "stroke") and value.startswith("url(#"):
            element.set(key, f"url(#{name}-{value[5:]}")
        elif key == f"{{{_XLINK}}}href" and value.startswith("#"):
            element.set(key, f"#{name}-{value[1:]}")
    for child in [child for child in element if child.tag == f"{{{_SVG}}}path" and not child.get("d")]:
        element.remove(child)


@functools.cache
def script_bundle() -> str:
    """Vega, Vega-Lite, vega-embed and Vega's expression interpreter as one classic script, about 900 KB.

    It sets ``window.vegaEmbed`` and nothing else. With ``ast: true`` it evaluates expressions without ``eval``, so it
    runs under ``script-src 'self'``.
    """
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    licence = "/* Vega, Vega-Lite, vega-embed, vega-interpreter, D3: BSD-3-Clause and ISC licences */"
    return f'{licence}\n(function () {{\n"use strict";\n{bundle}\n}})();\n'
