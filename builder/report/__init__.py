"""Results as text for the terminal and as JSON: pure functions from nouns to text."""

from builder.report._findings import as_json, reaches, text
from builder.report._numbers import KINDS, SEVERITY_NAMES, checked_row, filed, published_table, row, unread_line
from builder.report._rules import rule_line, rule_text
from builder.report._terminal import clean, table, width

__all__ = [
    "KINDS",
    "SEVERITY_NAMES",
    "as_json",
    "checked_row",
    "clean",
    "filed",
    "published_table",
    "reaches",
    "row",
    "rule_line",
    "rule_text",
    "table",
    "text",
    "unread_line",
    "width",
]
