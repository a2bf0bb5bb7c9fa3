"""What a chart hands to the page that shows it."""

import json
from collections.abc import Sequence

from builder.frozen import frozen
from builder.site.charts import _render
from builder.site.charts._figures import Cited
from builder.site.charts._vega import Spec

_HARMLESS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


@frozen
class Drawing:
    """A chart, ready for a page; every text in it is data and is escaped by whoever writes it into HTML.

    ``name`` is stable and safe in a path. ``title`` is Chinese, ``title_en`` its English subtitle, ``question`` what
    the chart answers, ``description`` its text for screen readers with the main numbers, ``note`` what a reader
    must know (source table, unit, what was computed). ``spec`` is Vega-Lite without addresses and without document
    text outside data values; ``svg`` the same picture as a standing SVG element for HTML. ``columns`` and ``rows``
    are the table twin: every plotted number, as printed. ``sources`` say for each cell of ``rows`` where on the site
    its account is, empty where it has none; ``levels`` how deep each row stands, from 1, empty for a flat table.
    """

    name: str
    title: str
    title_en: str
    description: str
    spec: Spec
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    question: str = ""
    note: str = ""
    sources: tuple[tuple[str, ...], ...] = ()
    levels: tuple[int, ...] = ()

    @property
    def spec_json(self) -> str:
        """The spec as JSON text that no HTML parser can leave (``<``, ``>``, ``&`` are escaped)."""
        return json.dumps(self.spec, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS) + "\n"


@frozen
class Words:
    """The words of a chart, all our own but for the numbers and names in ``description``."""

    name: str
    title: str
    title_en: str
    question: str
    description: str
    note: str


Cells = Sequence[str | Cited]


def drawn(
    words: Words, spec: Spec, columns: Sequence[str], rows: Sequence[Cells], levels: Sequence[int] = ()
) -> Drawing:
    """The drawing of a spec: its SVG is made here."""
    described = {"description": words.description, **spec}
    return Drawing(
        name=words.name,
        title=words.title,
        title_en=words.title_en,
        description=words.description,
        spec=described,
        svg=_render.svg(described, words.name),
        columns=tuple(columns),
        rows=tuple(tuple(cell.text if isinstance(cell, Cited) else cell for cell in row) for row in rows),
        question=words.question,
        note=words.note,
        sources=tuple(tuple(cell.source if isinstance(cell, Cited) else "" for cell in row) for row in rows),
        levels=tuple(levels),
    )
