"""Text of a document in HTML: data, never markup."""

import html

from builder.report import clean


def escaped(text: str) -> str:
    """The text for an element or a quoted attribute, without characters that cannot be shown; one line."""
    return html.escape(clean(" ".join(text.split())), quote=True)
