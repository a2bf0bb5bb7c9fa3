"""The two languages of the site: Chinese as it stands in templates and code, English by the table ``english.yml``.

A page is made from the same template in both. Text of documents is never translated.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from builder.frozen import frozen
from builder.model.location import Location
from builder.site import words


@frozen
class Tongue:
    """A language: its id (``zh`` or ``en``), and which of the pairs of :mod:`builder.site.words` is its word."""

    id: str
    index: int

    def t(self, text: str, **values: object) -> str:
        """``text`` in this language, with ``{names}`` filled in; KeyError if the table does not have it."""
        said = english()[text] if self.index else text
        return said.format(**values) if values else said

    def known(self, text: str) -> str:
        """``text`` in this language if the table has it, else as it is."""
        return english().get(text, text) if self.index else text

    def pick(self, pair: Sequence[str]) -> str:
        """The word of this language."""
        return pair[self.index]

    def page(self, location: str) -> str:
        """The location, in this language, of a page that exists in both."""
        return f"{self.id}/{location}" if self.index else location

    def place(self, location: Location) -> str:
        """Where something stands, in words."""
        if not self.index:
            return words.place(location)
        return f"line {location.line}" if location.line else f"page {location.page}"


CHINESE = Tongue("zh", 0)
ENGLISH = Tongue("en", 1)
TONGUES = (CHINESE, ENGLISH)


@cache
def english() -> dict[str, str]:
    """The English of every text of ours that stands on a page that exists in English."""
    return dict(yaml.safe_load(files("builder.site").joinpath("english.yml").read_text(encoding="utf-8")))
