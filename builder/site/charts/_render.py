"""From a Vega-Lite spec to a standing SVG, and the script that draws the same spec in a browser."""

import functools
import xml.etree.ElementTree as ET

import vl_convert

from builder.site.charts._vega import Record, Spec, cut

WIDTH = 420
"""Width of a standing SVG in pixels: at 360 px of screen its text is still about 10 px high."""

_SIZE = 13
"""The size of the text of a mark in pixels, if its record says nothing else."""
_UNMEASURED = "Roboto"
"""A font for which no file of this machine is read, whether it is known or not."""
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_UNWANTED = ("role", "aria-roledescription", "aria-label", "font-family", "class", "style", "stroke-miterlimit")


def svg(spec: Spec, name: str) -> str:
    """The picture of ``spec`` as an SVG element for HTML, the same bytes every time.

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
    """``spec`` with a width of its own instead of its container's; its records and its settings are copies."""
    records = {name: [dict(record) for record in data] for name, data in spec["datasets"].items()}
    return {**spec, "width": WIDTH, "config": {**spec["config"], "font": _UNMEASURED}, "datasets": records}


def _abridge(spec: Spec) -> dict[str, str]:
    """Put short Latin words in the place of the texts that are drawn, in place; the texts by these words.

    The renderer measures every text with the fonts of the machine, which takes longer than all else. Where a text is
    placed by its anchor its width changes nothing, so it is drawn as a word in a font that costs nothing; a text with
    a limit is cut here, so that the picture is the same on machines with other fonts.
    """
    words: dict[str, str] = {}
    for data, field, limited in _drawn_texts(spec):
        for record in spec["datasets"][data]:
            text = record[field]
            if isinstance(text, list):
                record[field] = [_word(line, words) for line in text]
            else:
                record[field] = _word(cut(text, record.get("size", _SIZE), _room(record)) if limited else text, words)
    return {word: text for text, word in words.items()}


def _drawn_texts(spec: Spec) -> set[tuple[str, str, bool]]:
    """What is drawn as text: the name of the data, the field, and whether there is a limit."""
    return {
        (layer.get("data", spec.get("data"))["name"], layer["encoding"]["text"]["field"], "limit" in layer["mark"])
        for layer in spec["layer"]
        if "text" in layer["encoding"]
    }


def _word(text: str, words: dict[str, str]) -> str:
    """The word for a text, which the renderer would trim; a blank one stays."""
    return words.setdefault(text.strip(), f"Q{len(words)}Q") if text.strip() else text


def _room(record: Record) -> float:
    """How many pixels a text with a limit has, as ``LIMIT`` says."""
    return WIDTH * float(record.get("part", 1)) - float(record["taken"])


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
