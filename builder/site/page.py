"""What a page is, and what page modules get to make theirs from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from builder.checks import Rule
from builder.config import Settings
from builder.frozen import frozen
from builder.site.catalogue import Catalogue, Download
from builder.site.charts import Drawing
from builder.site.pictures import Pictures
from builder.site.sources import Original
from builder.site.tongue import CHINESE, Tongue
from builder.standards.glossary import Term

Address = Callable[[str], str]
"""From a location on the site, relative to its root, to an address that leads there."""


@frozen
class Site:
    """Everything pages are made from.

    ``originals``, ``drawings`` and ``exports`` (files made with the site, beside those of the packages),
    ``pictures`` (of pages) and ``previews`` (locations of the pictures for other sites) are by disclosure_id;
    what is under "" is of the corpus.
    ``written`` is the folder of pages written by hand, None if there is none.
    """

    catalogue: Catalogue
    settings: Settings
    rules: tuple[Rule, ...]
    terms: tuple[Term, ...]
    originals: Mapping[str, Original] = field(default_factory=dict)
    drawings: Mapping[str, Sequence[Drawing]] = field(default_factory=dict)
    written: Path | None = None
    exports: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    pictures: Pictures = field(default_factory=dict)
    previews: Mapping[str, str] = field(default_factory=dict)


@frozen
class Page:
    """One page: where it is, its title, and its template with the values for it.

    ``section`` puts it into the navigation, under that tab ("" leaves it out); ``order`` sorts tabs and the
    pages of one tab. ``markdown`` replaces the template for pages written by hand, which are ours and trusted.
    ``linked_data`` gives what search engines read, made with a function from a location to its address.
    ``preview`` is the location of the picture that other sites show beside a link to it.
    ``tongue`` is the language of the page, ``twin`` the location of the same page in the other one, if there is one.
    """

    location: str
    title: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""
    order: int = 0
    description: str = ""
    markdown: str = ""
    linked_data: Callable[[Address], str] | None = None
    tongue: Tongue = CHINESE
    twin: str = ""
    preview: str = ""
