"""Charts alone on a page, for other sites to embed: the picture, its numbers, and where they come from.

Such a page has no script and loads nothing, so its policy allows its own style sheet and nothing else. It is made
without the generator, is no part of the search and asks search engines to leave it out.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files

from markupsafe import escape

from builder.config import Colours, Settings
from builder.model.disclosure import Identity
from builder.site import addresses
from builder.site.charts import Drawing
from builder.site.colours import on_dark
from builder.site.page import Site
from builder.site.render import environment, visible
from builder.site.words import KINDS

_HEIGHT = re.compile(r'<svg\b[^>]*?\sheight="(\d+)')
_AROUND, _UNKNOWN = 190, 420
"""Pixels of the texts around a picture, and the height of one that does not say its own."""


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The pages of all charts that ``site`` has drawings of, as (location, HTML)."""
    template = environment().get_template("embed.html.j2")
    style = _style(site.settings.colours)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    for name, drawings in site.drawings.items():
        identity = site.catalogue.by_id[name].identity if name else None
        for drawing in drawings:
            location = addresses.chart_page(identity, drawing.name)
            values = {"title": _title(identity, drawing), "style": style, "digest": digest, "settings": site.settings}
            url = addresses.relative(location)
            yield location, template.render(values, identity=identity, drawing=drawing, url=url)


def iframe(settings: Settings, identity: Identity | None, drawing: Drawing) -> str:
    """The HTML with which another site shows a chart; empty if the settings do not say where this site is."""
    if not settings.site_url:
        return ""
    address = f"{settings.site_url.rstrip('/')}/{addresses.chart_page(identity, drawing.name)}"
    found = _HEIGHT.match(drawing.svg)
    height = _AROUND + (int(found[1]) if found else _UNKNOWN)
    title = escape(visible(_title(identity, drawing)))
    return (
        f'<iframe src="{escape(address)}" title="{title}" width="100%" height="{height}" loading="lazy" '
        'style="border:0;max-width:640px"></iframe>'
    )


def _title(identity: Identity | None, drawing: Drawing) -> str:
    if identity is None:
        return drawing.title
    return f"{drawing.title} - {identity.entity_name} {identity.fiscal_year} 年{KINDS[identity.kind][0]}"


def _style(colours: Colours) -> str:
    light, dark = (f":root {{ --link: {colour}; }}" for colour in (colours.primary, on_dark(colours.primary)))
    sheet = files("builder.site").joinpath("pages/embed.css").read_text(encoding="utf-8")
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n{sheet}"
