"""What became of a file: checked, published, or left out."""

from collections.abc import Mapping

from builder.frozen import frozen
from builder.model.disclosure import Disclosure
from builder.model.document import Document
from builder.model.finding import Verdict


@frozen
class Checked:
    """A document with what was recognised in it and what the checks say."""

    document: Document
    disclosure: Disclosure
    verdict: Verdict


@frozen
class Published:
    """One disclosure in numbers: ``states`` counts the ledger by state, ``severities`` the causes of findings.

    ``unplaced`` are the numbers whose column could not be told.
    """

    disclosure_id: str
    entity_name: str
    fiscal_year: int
    kind: str
    source: str
    tables: int
    figures: int
    unplaced: int
    states: Mapping[str, int]
    severities: Mapping[str, int]


@frozen
class Unread:
    """A file that was left out: which, the SRC rule, and why in one line.

    ``foreign``: it does not look like a disclosure at all, so nothing is missing without it.
    """

    source: str
    code: str
    message: str
    message_en: str
    foreign: bool = False
