"""Where everything is on the site: page locations relative to its root, and anchors on pages.

Locations carry no leading slash and end in ``.html``, so that the site works below any path and from disk. An
anchor depends on the name of a thing, never on its position, so that a link to a figure keeps working.
"""

import posixpath
from collections.abc import Callable
from functools import lru_cache

from builder.model.disclosure import Figure, Identity
from builder.model.finding import Finding

HOME = "index.html"
ENTITIES = "entities/index.html"
RULES = "rules/index.html"
FINDINGS = "findings.html"
FINDINGS_BY_RULE = "findings-by-rule.html"
FINDINGS_BY_ENTITY = "findings-by-entity.html"
ACCURACY = "accuracy.html"
COMPARE = "compare.html"
EXPLORE = "explore.html"
GLOSSARY = "glossary.html"
DOWNLOADS = "downloads.html"
DUCKDB = "duckdb.html"
CORRECTIONS = "corrections.html"
FEED = "feed.xml"
PICTURES = "pictures"
"""The folder of the pictures of pages."""
PREVIEWS = "previews"
"""The folder of the pictures that other sites show beside a link."""
SUBJECTS = "subjects.html"

INDICATORS = "indicators"
UNREAD = "unread"
"""Anchors of sections on the page of a disclosure."""


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """``name`` as an anchor: letters, digits, ``-`` and ``_`` stay, ``/`` becomes ``.``, the rest ``~`` and its code.

    The code is hexadecimal. Two names never give the same anchor.
    """
    return "".join(c if c.isalnum() or c in "-_" else "." if c == "/" else f"~{ord(c):x}" for c in name)


def disclosure_page(identity: Identity) -> str:
    """The page of one disclosure."""
    return f"disclosures/{identity.package}.html"


def figures_page(identity: Identity) -> str:
    """The page that says of every figure of a disclosure where it comes from and what checked it."""
    return f"figures/{identity.package}.html"


def chart_page(identity: Identity | None, name: str) -> str:
    """The page that shows one chart of a disclosure, or of all, alone, for other sites to embed."""
    return f"charts/{identity.package}/{name}.html" if identity else f"charts/{name}.html"


def preview(identity: Identity) -> str:
    """The picture that other sites show beside a link to a disclosure."""
    return f"{PREVIEWS}/{identity.package}.png"


def entity_page(entity: str) -> str:
    """The page of one entity."""
    return f"entities/{entity}.html"


def rule_page(code: str) -> str:
    """The page of one check."""
    return f"rules/{code}.html"


def figure_anchor(figure: Figure) -> str:
    """The anchor of a figure's cell on the page of its disclosure, and of its account on the page of figures."""
    return slug(figure.key)


def table_anchor(table: str) -> str:
    """The anchor of a standard table on the page of its disclosure."""
    return f"table-{slug(table)}"


def finding_anchor(finding: Finding) -> str:
    """The anchor of a finding on the page of its disclosure."""
    return f"finding-{slug(finding.finding_id.partition('/')[2] or finding.finding_id)}"


def statement_anchor(number: int) -> str:
    """The anchor of the ``number``-th statement (1-based, in reading order) on the page of its disclosure."""
    return f"statement-{number}"


def form_anchor(number: int) -> str:
    """The anchor of the ``number``-th performance form (1-based) on the page of its disclosure."""
    return f"form-{number}"


def indicator_anchor(number: int) -> str:
    """The anchor of the ``number``-th row of the performance forms (1-based) on the page of its disclosure."""
    return f"indicator-{number}"


def passage_anchor(number: int) -> str:
    """The anchor of the ``number``-th passage (1-based, in reading order) on the page of its disclosure."""
    return f"passage-{number}"


def term_anchor(term: str) -> str:
    """The anchor of a term in the glossary."""
    return f"term-{slug(term)}"


def code_page(code: str) -> str:
    """The page of a code: its meaning, and the amounts under it."""
    return f"codes/{slug(code)}.html"


def code_anchor(code: str) -> str:
    """The anchor of a code in the index of codes."""
    return f"code-{slug(code)}"


def package_folder(identity: Identity) -> str:
    """The folder of a disclosure's downloads."""
    return f"data/{identity.package}"


def relative(location: str) -> Callable[[str], str]:
    """From a location relative to the site's root to the address that leads there from the page at ``location``."""
    folder = posixpath.dirname(location)

    def url(target: str) -> str:
        path, mark, anchor = target.partition("#")
        return _relative(path, folder or ".") + mark + anchor

    return url


_relative = lru_cache(maxsize=4096)(posixpath.relpath)
"""A page has many links to few places."""
